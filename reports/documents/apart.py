"""Reads a document in a process of its own, so that a hostile one can neither hang nor take down the server."""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

logger = logging.getLogger(__name__)

CONFINED = Path(__file__).with_name("confined.py")
LOGGED_BYTES = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may ask for."""

    memory_bytes: int = 1024 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: int = 60


TO_READ = Limits()


class ReaderFailedError(Exception):
    """The reading process fell over, or was stopped because it asked for too much."""


def read_apart(reader: Path, data: bytes, *arguments: int, limits: Limits = TO_READ) -> dict[str, Any]:
    """Return what the file `reader` answers to a document. Raises ReaderFailedError.

    The answer goes through files and not through pipes: their size is bounded by the kernel.
    """
    bounds = (limits.memory_bytes, limits.cpu_seconds)
    command = [sys.executable, "-P", str(CONFINED), *map(str, bounds), str(reader), *map(str, arguments)]
    with TemporaryFile() as answer, TemporaryFile() as complaint:
        try:
            subprocess.run(  # noqa: S603
                command, input=data, stdout=answer, stderr=complaint, timeout=limits.wall_seconds, check=True
            )
            return _parsed(answer)
        except (subprocess.SubprocessError, ValueError) as error:
            logger.warning("The process that reads documents failed: %s %s", error, _end_of(complaint))
            raise ReaderFailedError from error


def _parsed(answer: IO[bytes]) -> dict[str, Any]:
    answer.seek(0)
    parsed: dict[str, Any] = json.load(answer)
    return parsed


def _end_of(complaint: IO[bytes]) -> bytes:
    complaint.seek(0)
    return complaint.read()[-LOGGED_BYTES:]
