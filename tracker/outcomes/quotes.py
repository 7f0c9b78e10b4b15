"""Sentences as they are shown: cut at the number that they turn on, line wraps joined."""

from __future__ import annotations

from dataclasses import dataclass

from reports.extraction import unwrapped


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the place of the number in it; where no number is meant, all stands before it."""

    before: str
    number: str = ""
    after: str = ""

    @property
    def whole(self) -> str:
        """The sentence without the mark."""
        return f"{self.before}{self.number}{self.after}"


def quote_of(text: str, start: int, end: int, number: tuple[int, int] | None = None) -> Quote:
    """Return the sentence at a place of the text, cut at the number in it."""
    if number is None:
        return Quote(unwrapped(text[start:end]).strip())
    first, last = max(number[0], start), min(max(number[1], start), end)
    return Quote(unwrapped(text[start:first]).lstrip(), unwrapped(text[first:last]), unwrapped(text[last:end]).rstrip())
