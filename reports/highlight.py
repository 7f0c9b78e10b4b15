"""The text with its statements marked: where each is named, and where its number stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.layout import Block
from reports.models import Statement

WRAP = re.compile(r"(\s*[\r\n\f]\s*)")
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to a statement; `role` is the kind of its span (name, number, …)."""

    start: int
    end: int
    role: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block with its marks as HTML: a whole heading, or a paragraph that may open with one."""

    block: Block
    html: SafeString

    @property
    def anchor(self) -> str:
        """The element's id."""
        return f"b{self.block.start}"

    @property
    def level(self) -> int:
        """The level of its heading element: the page's own title is the first."""
        return self.block.heading + 1


def marked_blocks(text: str, blocks: Sequence[Block], statements: Iterable[Statement]) -> list[MarkedBlock]:
    """Return the blocks with every visible statement marked in them."""
    starts = [block.start for block in blocks]
    marks: list[list[Mark]] = [[] for _ in blocks]
    for mark in _marks(statements):
        for index in range(bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end - 1)):
            marks[index].append(mark)
    return [MarkedBlock(block, _html(text, block, own)) for block, own in zip(blocks, marks, strict=True)]


def places(statement: Statement) -> dict[str, tuple[int, int]]:
    """Return the spans of a statement by role; the expression stands for the number where no span says so."""
    spans = {role: (start, end) for role, (start, end) in statement.spans.items()}
    return {NUMBER: (statement.start, statement.end)} | spans


def _marks(statements: Iterable[Statement]) -> Iterator[Mark]:
    for statement in statements:
        for role, (start, end) in places(statement).items():
            yield Mark(start, end, role.split()[0], statement)


def _html(text: str, block: Block, marks: Sequence[Mark]) -> SafeString:
    """Return the block's text, cut where marks begin and end; its text content is the raw text, letter for letter."""
    cuts = {block.start, block.end, block.heading_end} | {at for mark in marks for at in (mark.start, mark.end)}
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    active: list[Mark] = []
    anchored: set[int] = set()
    pieces = []
    for start, end in pairwise(sorted(at for at in cuts if block.start <= at <= block.end)):
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > start]
        piece = _marked(_visible(text[start:end]), active, anchored)
        pieces.append(format_html("<strong>{}</strong>", piece) if end <= block.heading_end < block.end else piece)
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped


def _marked(content: SafeString, marks: Sequence[Mark], anchored: set[int]) -> SafeString:
    """Wrap a piece of text into one element for all its statements, those whose number it is first."""
    if not marks:
        return content
    first, *_others = ordered = sorted(marks, key=lambda mark: mark.role != NUMBER)
    is_number = first.role == NUMBER
    return format_html(
        '<{tag} class="m m-{role} k-{kind} is-{state}" data-s="{pks}"{anchor}>{content}</{tag}>',
        tag="mark" if is_number else "span",
        role="number" if is_number else "name",
        kind=first.statement.kind,
        state=first.statement.state,
        pks=" ".join(dict.fromkeys(str(mark.statement.pk) for mark in ordered)),
        anchor=_anchor(first.statement.pk, anchored) if is_number else "",
        content=content,
    )


def _anchor(pk: int, anchored: set[int]) -> SafeString | str:
    """Return the id attribute for the first piece of a statement's number."""
    if pk in anchored:
        return ""
    anchored.add(pk)
    return format_html(' id="m{}"', pk)


def _visible(raw: str) -> SafeString:
    """Escape a piece of raw text; line ends stay in it but do not show, except between Latin words."""
    parts = WRAP.split(raw)
    html = [
        _wrap(part, parts[index - 1], parts[index + 1]) if index % 2 else _escaped(part)
        for index, part in enumerate(parts)
    ]
    return mark_safe("".join(html))  # noqa: S308 - every part is escaped


def _wrap(part: str, before: str, after: str) -> SafeString:
    is_latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return _escaped(part) if is_latin else format_html('<span class="wrap">{}</span>', _escaped(part))


def _escaped(part: str) -> SafeString:
    """Escape text; a carriage return is written as a reference, for a browser would turn it into a line feed."""
    return mark_safe(format_html("{}", part).replace("\r", "&#13;"))  # noqa: S308 - escaped just before
