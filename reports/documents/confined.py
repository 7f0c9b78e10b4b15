"""Runs another file of this folder with bounds on memory, time and output: `confined.py MEMORY SECONDS READER …`.

A few hundred kilobytes of a hostile document can ask for gigabytes and minutes, and a fault in native code would take
the server down. So the server starts this file by its path, hands the document over on standard input and gets JSON
back; the kernel keeps the bounds. Readers that are run this way import nothing of the project, so that they start fast.
"""

import resource
import runpy
import sys

OUTPUT_BYTES = 64 * 1024 * 1024


def limit_resources(memory_bytes: int, cpu_seconds: int) -> None:
    """Bound this process for the rest of its life."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit_resources(int(sys.argv[1]), int(sys.argv[2]))
    sys.argv = sys.argv[3:]
    runpy.run_path(sys.argv[0], run_name="__main__")
