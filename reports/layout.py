"""A report's raw text as the paragraphs and headings that a reader sees; every character belongs to one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reports.models import Passage

LINE_END = re.compile(r"[\r\n\f]")
LEAST_WRAPPED_LINE = 12
"""A line shorter than this is never taken for a full one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text shown as one paragraph.

    `heading` is the level of the section that it opens (1 to 3; 0: none); `heading_end` is where the heading ends,
    which is before `end` where the paragraph runs on behind it.
    """

    start: int
    end: int
    heading: int = 0
    heading_end: int = 0
    passages: tuple[Passage, ...] = field(default=(), repr=False)

    @property
    def is_heading(self) -> bool:
        """Whether the whole block is a heading."""
        return bool(self.heading) and self.heading_end == self.end


def blocks(text: str, passages: Sequence[Passage]) -> list[Block]:
    """Cut the text into blocks: a new one starts where a paragraph does, not where a line was wrapped."""
    if not passages:
        return [Block(0, len(text))]
    width = _line_width(text)
    groups = [[passages[0]]]
    for before, passage in pairwise(passages):
        if _is_break(text, before, passage, width):
            groups.append([passage])
        else:
            groups[-1].append(passage)
    starts = [0, *(group[0].start for group in groups[1:]), len(text)]
    return [_block(text, group, start, end) for group, (start, end) in zip(groups, pairwise(starts), strict=True)]


def _block(text: str, group: list[Passage], start: int, end: int) -> Block:
    level = _heading_level(text, group[0])
    heading_end = (end if len(group) == 1 else group[1].start) if level else 0
    return Block(start, end, level, heading_end, tuple(group))


def _heading_level(text: str, passage: Passage) -> int:
    """Say which level of heading a passage is: it reads as the innermost title of its own section."""
    if not passage.section:
        return 0
    title = "".join(passage.section[-1].split())
    words = "".join(text[passage.start : passage.end].split()).rstrip("。！？")
    return min(len(passage.section), 3) if words and (words == title or words.lstrip("—") == title) else 0


def _is_break(text: str, before: Passage, after: Passage, width: int) -> bool:
    """Say whether a paragraph ends between two passages; a full line that is not followed by an indent is a wrap."""
    gap = text[before.end : after.start]
    if not LINE_END.search(gap):
        return False
    if before.section != after.section or re.search(r"\n[\s　]*\n|[\n\r][ 　\t]", gap):
        return True
    line_start = max(text.rfind("\n", 0, before.end), text.rfind("\f", 0, before.end)) + 1
    return before.end - line_start < max(width - 2, LEAST_WRAPPED_LINE)


def _line_width(text: str) -> int:
    """Return the length of a full line of a wrapped text, or one that no line reaches where lines are not wrapped."""
    lengths = sorted(len(line.strip()) for line in text.splitlines() if len(line.strip()) >= LEAST_WRAPPED_LINE)
    if len(lengths) < 5:
        return len(text) + 1
    usual = lengths[len(lengths) // 2]
    full = sum(1 for length in lengths if abs(length - usual) <= 2)
    return usual if full > 0.6 * len(lengths) and usual < 80 else len(text) + 1
