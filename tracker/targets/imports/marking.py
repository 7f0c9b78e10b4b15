"""What is wrong, as comments in the user's own workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tracker.targets.imports.comparing import Problem

RED = PatternFill("solid", fgColor="FFF9D6D5")
AUTHOR = "督查室"
LONGEST = 1000


def marked(data: bytes, sheet: str, problems: Iterable[Problem]) -> bytes:
    """Return the workbook with a comment in every cell that is wrong; all else stays as it came."""
    book = load_workbook(io.BytesIO(data))
    words: dict[str, list[str]] = {}
    for problem in problems:
        if problem.place:
            words.setdefault(problem.place, []).append(problem.words)
    for place, said in words.items():
        cell = book[sheet][place]
        cell.comment = Comment("\n".join(said)[:LONGEST], AUTHOR, width=320, height=120)
        cell.fill = RED
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
