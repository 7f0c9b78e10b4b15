"""Statements and decisions as lines of text: JSONL for programs, CSV for spreadsheets, a table for the eye."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from .model import Decision, Statement
from .wraps import unwrapped

COLUMNS = (
    "kind",
    "indicator",
    "measure",
    "comparator",
    "value",
    "value_high",
    "unit",
    "year",
    "parent",
    "event",
    "due",
    "confidence",
    "rule",
    "evidence",
)
"""The fields that the table and the CSV show, in this order."""

_TABLE = {
    "kind": 9,
    "indicator": 36,
    "measure": 9,
    "comparator": 11,
    "value": 10,
    "unit": 10,
    "year": 4,
    "event": 8,
    "confidence": 10,
    "rule": 20,
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def jsonl(statements: Iterable[Statement], file: str = "", document_kind: str = "") -> Iterator[str]:
    """One JSON object a line, as the scheme of annotation describes; file and kind of text are added where given."""
    given = {"file": file, "document_kind": document_kind}
    for statement in statements:
        entry = statement.as_dict() | {key: value for key, value in given.items() if value}
        yield json.dumps(entry, ensure_ascii=False)


def csv_lines(statements: Iterable[Statement], file: str = "", _document_kind: str = "") -> Iterator[str]:
    """CSV rows; cells that a spreadsheet would take for formulas are neutralised."""
    for statement in statements:
        entry = statement.as_dict()
        yield csv_row([*([file] if file else []), *(_shown(entry[column]) for column in COLUMNS)])


def csv_row(cells: Sequence[object]) -> str:
    """One CSV row without its line end."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([_cell(cell) for cell in cells])
    return buffer.getvalue()


def _cell(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return "'" + text if text.startswith(_FORMULA) and not text.lstrip("-").replace(".", "", 1).isdigit() else text


def table(statements: Iterable[Statement], file: str = "", document_kind: str = "") -> Iterator[str]:
    """Lines with columns of equal width, wide characters counted as two; above them file and kind of text."""
    if file or document_kind:
        yield "== " + "  ".join(filter(None, (file, document_kind)))
    yield "  ".join(_padded(column, width) for column, width in _TABLE.items()).rstrip()
    for statement in statements:
        entry = statement.as_dict()
        yield "  ".join(_padded(_shown(entry[column]), width) for column, width in _TABLE.items()).rstrip()


def _shown(value: object) -> str:
    return "" if value is None else unwrapped(str(value))


def _padded(text: str, width: int) -> str:
    shown, used = "", 0
    for char in text:
        wide = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used + wide > width:
            break
        shown, used = shown + char, used + wide
    return shown + " " * (width - used)


def decisions(found: Iterable[Decision], text: str) -> Iterator[str]:
    """For every number: taken or refused, by which rule, and what was made of it."""
    for decision in found:
        around = (
            text[max(0, decision.start - 16) : decision.start]
            + "【"
            + decision.expression
            + "】"
            + text[decision.end : decision.end + 8]
        )
        made = decision.statement
        outcome = f"{made.kind} {made.indicator} {made.measure} {made.comparator} {made.year}" if made else "-"
        yield f"{'+' if decision.accepted else '-'} {decision.rule:22} {unwrapped(around)}  →  {outcome}"


FORMATS: dict[str, Callable[[Iterable[Statement], str, str], Iterator[str]]] = {
    "jsonl": jsonl,
    "csv": csv_lines,
    "table": table,
}
"""The writers by the name of their format."""
