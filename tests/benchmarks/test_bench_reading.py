"""The benchmark runs, on texts small enough for a test; its figures are for people to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "bench_reading.py"


def test_engine_and_jieba_are_compared() -> None:
    printed = run("--quick", "--only", "engine", "jieba.cut")
    assert "engine to jieba.cut" in printed
    assert "engine imports in" in printed
    assert "100 KB, one line" in printed


def run(*arguments: str) -> str:
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
