"""A reader that asks for too much is stopped, whatever it asks for; the server lives on."""

import time

import pytest

from reports.documents.apart import Limits, ReaderFailedError, read_apart


def reader(folder, source):
    path = folder / "reader.py"
    path.write_text(source)
    return path


def test_the_answer_of_a_reader(tmp_path):
    path = reader(tmp_path, "import json, sys\njson.dump([sys.stdin.read(), sys.argv[1:]], sys.stdout)")
    assert read_apart(path, b"a", 1, 2) == ["a", ["1", "2"]]


@pytest.mark.parametrize(
    "source",
    [
        "held = bytearray(2 * 1024**3)",
        "while True:\n    print('a' * 1_000_000)",
        "import os\nos.abort()",
        "import time\ntime.sleep(60)",
        "print('no answer')",
        "raise SystemExit(1)",
    ],
    ids=["memory", "output", "a crash", "time", "no JSON", "a failure"],
)
def test_a_reader_that_is_stopped(tmp_path, source):
    start = time.perf_counter()
    with pytest.raises(ReaderFailedError):
        read_apart(reader(tmp_path, source), b"", limits=Limits(wall_seconds=5))
    assert time.perf_counter() - start < 30


def test_a_reader_that_never_ends_is_stopped_by_its_processor_time(tmp_path):
    with pytest.raises(ReaderFailedError):
        read_apart(reader(tmp_path, "while True: pass"), b"", limits=Limits(cpu_seconds=1))
