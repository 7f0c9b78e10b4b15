"""The text with its statements marked: where each is named, and where its number stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from reports.library.models import Statement
from reports.review.outlines import Outline
from reports.review.paragraphs import Block, Lines

LINE_END_RUN = re.compile(r"\s*[\r\n\f]\s*")
NUMBER = "number"


Marked = Statement | Outline
"""What is marked in the text."""


class Mark(NamedTuple):
    """A stretch of the text that belongs to a statement; `role` is the kind of its span (name, number, …)."""

    start: int
    end: int
    role: str
    statement: Marked


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block as HTML: a whole heading, or a paragraph that may open with one; with its marks, or still without."""

    block: Block
    html: str
    lacks_marks: bool = False

    @property
    def element(self) -> SafeString:
        """The block as an element whose text content is the raw text, so that offsets can be counted in it."""
        return self._element("")

    @property
    def replacement(self) -> SafeString:
        """The block as an element that takes the place of the one on the page."""
        return self._element(' hx-swap-oob="true"')

    def _element(self, more: str) -> SafeString:
        level = self.block.heading + 1  # the page's own title is the first
        tag, kind = (f"h{level}", ' class="heading"') if self.block.is_heading else ("p", "")
        plain = " data-plain" if self.lacks_marks else ""
        start = f'<{tag}{kind} id="b{self.block.start}" data-start="{self.block.start}"{plain}{more}>'
        return mark_safe(f"{start}{self.html}</{tag}>\n")  # noqa: S308 - every piece is escaped


def marked_blocks(
    lines: Lines,
    blocks: Sequence[Block],
    statements: Iterable[Marked],
    are_wanted: Callable[[Block, Sequence[Mark]], bool] = lambda _block, _marks: True,
) -> list[MarkedBlock]:
    """Return the blocks with every visible statement marked in those whose marks are wanted."""
    starts = [block.start for block in blocks]
    marks: list[list[Mark]] = [[] for _ in blocks]
    for mark in _marks(statements):
        for index in range(bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end - 1)):
            marks[index].append(mark)
    found = zip(blocks, marks, strict=True)
    return [_marked_block(lines, block, own, not own or are_wanted(block, own)) for block, own in found]


def _marked_block(lines: Lines, block: Block, marks: Sequence[Mark], are_wanted: bool) -> MarkedBlock:
    return MarkedBlock(block, _html(lines, block, marks if are_wanted else ()), lacks_marks=not are_wanted)


def spans_of(statement: Marked) -> dict[str, Sequence[int]]:
    """Return the spans of a statement by role; the expression stands for the number where no span says so."""
    return {NUMBER: (statement.start, statement.end), **statement.spans}


def _marks(statements: Iterable[Marked]) -> Iterator[Mark]:
    for statement in statements:
        for role, (start, end) in spans_of(statement).items():
            yield Mark(start, end, role.partition(" ")[0], statement)


def _html(lines: Lines, block: Block, marks: Sequence[Mark]) -> str:
    """Return the block's text, cut where marks begin and end; its text content is the raw text, letter for letter."""
    cuts = {block.start, block.end, block.heading_end} | {at for mark in marks for at in (mark.start, mark.end)}
    waiting = sorted(marks, key=lambda mark: mark.start)[::-1]
    active: list[Mark] = []
    anchored: set[int] = set()
    pieces = []
    for start, end in pairwise(sorted(at for at in cuts if block.start <= at <= block.end)):
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > start]
        piece = _marked(_visible(lines, block, start, end), active, anchored)
        pieces.append(f"<strong>{piece}</strong>" if end <= block.heading_end < block.end else piece)
    return "".join(pieces)


def _marked(content: str, marks: Sequence[Mark], anchored: set[int]) -> str:
    """Wrap a piece of text into one element for all its statements, those whose number it is first."""
    if not marks:
        return content
    first, *_others = ordered = sorted(marks, key=lambda mark: mark.role != NUMBER)
    row, is_number = first.statement, first.role == NUMBER
    tag, role = ("mark", "number") if is_number else ("span", "name")
    keys = " ".join(dict.fromkeys(str(mark.statement.pk) for mark in ordered))
    anchor = _anchor(row.pk, anchored) if is_number else ""
    return f'<{tag} class="m m-{role} k-{row.kind} is-{row.state}" data-s="{keys}"{anchor}>{content}</{tag}>'


def _anchor(pk: int, anchored: set[int]) -> str:
    """Return the id attribute for the first piece of a statement's number."""
    if pk in anchored:
        return ""
    anchored.add(pk)
    return f' id="m{pk}"'


def _visible(lines: Lines, block: Block, start: int, end: int) -> str:
    """Escape a piece of the text; its line ends stay in it, those that only wrap a line do not show."""
    pieces, at = [], start
    for found in LINE_END_RUN.finditer(lines.text, start, end):
        pieces += [_escaped(lines.text[at : found.start()]), _line_end(lines, block, found)]
        at = found.end()
    return "".join([*pieces, _escaped(lines.text[at:end])])


def _line_end(lines: Lines, block: Block, found: re.Match[str]) -> str:
    around = lines.text[found.start() - 1 : found.start()] + lines.text[found.end() : found.end() + 1]
    is_outer = found.start() == block.start or found.end() == block.end
    if not is_outer and around.isascii() and around.isalnum():
        return _escaped(found[0])
    is_hidden = is_outer or lines.is_wrap(found.start())
    return f'<span class="{"wrap" if is_hidden else "line-end"}">{_escaped(found[0])}</span>'


def _escaped(part: str) -> str:
    """Escape text; a carriage return is written as a reference, for a browser would turn it into a line feed."""
    return escape(part).replace("\r", "&#13;")
