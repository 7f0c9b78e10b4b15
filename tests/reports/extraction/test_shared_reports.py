"""The engine on real reports that people have annotated, scored by the script that comes with the annotations."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.extraction import extract

SHARED = Path(__file__).resolve().parents[4] / "shared"
SCORE = SHARED / "gold" / "score.py"
pytestmark = pytest.mark.skipif(not SCORE.exists(), reason="the annotated reports are not in ../shared")

# Measured floors: found F1 and strict F1 of targets, then of actuals; None where the report states none.
REPORTS = {
    "chongqing-2024": (0.99, 0.99, 0.99, 0.98),
    "dezhou-2024": (0.99, 0.98, 0.99, 0.99),
    "jinjiang-2024": (0.98, 0.98, 0.99, 0.97),
    "pingshan-2024": (0.99, 0.96, 0.99, 0.98),
    "qingyuan-2024": (0.98, 0.98, 0.99, 0.94),
    "rongchang-2024": (1, 1, None, None),
    "state-council-2025": (0.99, 0.99, 0.99, 0.99),
}
# Of newspaper pages not every number is annotated: the shares of all annotated statements found and right.
NEWS = {
    "beibei-news-2021-10": (1, 0.71),
    "beibei-news-2023-10": (1, 1),
    "rongchang-news-2023-03": (1, 0.85),
    "rongchang-news-2024-03": (1, 0.93),
}


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_read_as_well_as_it_was(name: str, tmp_path: Path) -> None:
    score = scored(name, tmp_path)
    reached = [score[kind][field] for kind in ("target", "actual") for field in ("found_f1", "strict_f1")]
    below = [
        (reach, floor)
        for reach, floor in zip(reached, REPORTS[name], strict=True)
        if floor is not None and reach < floor
    ]
    assert below == []


@pytest.mark.parametrize("name", NEWS)
def test_newspaper_page_is_read_as_well_as_it_was(name: str, tmp_path: Path) -> None:
    score = scored(name, tmp_path)
    found, strict = NEWS[name]
    assert score["found_recall"] >= found
    assert score["strict_recall"] >= strict


def scored(name: str, tmp_path: Path) -> dict:
    """Return what the scoring script says of the engine's statements of one report."""
    source = SHARED / "corpus" / f"{name}.txt"
    year = int(next(part for part in name.split("-") if part.isdigit()))
    predictions = tmp_path / "predictions.jsonl"
    statements = extract(source.read_bytes().decode(), year=year)
    lines = [json.dumps(statement.as_dict(), ensure_ascii=False) + "\n" for statement in statements]
    predictions.write_text("".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        str(SCORE),
        str(SHARED / "gold" / f"{name}.tsv"),
        str(source),
        str(predictions),
        "--json",
    ]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
