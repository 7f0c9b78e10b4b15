"""Text with the words that were searched marked in it, cut to what lies around them where it is long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.search.folding import places

LONGEST = 160
"""How many signs of a text are shown."""
BEFORE = 40
"""How many of them before the first mark."""
MORE = "…"


def marked(text: str, words: Sequence[str], initials: str = "") -> SafeString:
    """Return the text with the folded words marked, also where its `initials` spell them."""
    return _marked(text, joined(places(text, words, initials)))


def excerpt(text: str, words: Sequence[str]) -> SafeString:
    """Return what lies around the first mark, marked; all of a text that is short."""
    spans = joined(places(text, words))
    start = max(spans[0][0] - BEFORE, 0) if spans and len(text) > LONGEST else 0
    end = start + LONGEST
    inside = [(max(first - start, 0), min(last, end) - start) for first, last in spans if first < end]
    before, after = MORE if start else "", MORE if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text[start:end], inside), after)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in their order, those that overlap or touch as one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> SafeString:
    ends = [0, *(end for _start, end in spans)]
    pieces = [(text[at:start], text[start:end]) for at, (start, end) in zip(ends, spans, strict=False)]
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[ends[-1] :])
