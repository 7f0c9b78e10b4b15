"""Becomes another program, within the bounds that `confined.py` has set: `become.py PROGRAM ARGUMENT …`."""

import os
import sys

if __name__ == "__main__":
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - a program of this machine, no shell
