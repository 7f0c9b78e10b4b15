"""The rows of checked claims: a report has more than a hundred, too many for a template's dozen tags each."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from tracker.evaluation import Tone
from tracker.outcomes.claim_check import Line
from tracker.outcomes.claims import Answer
from tracker.outcomes.facts import Fact
from tracker.outcomes.quotes import Quote
from tracker.targets.display import in_words

LOOKS = {
    Answer.DIFFERS: ("≠", Tone.RED, pgettext_lazy("claim", "differs")),
    Answer.ELSEWHERE: ("↷", Tone.YELLOW, pgettext_lazy("claim", "known only of another place or time")),
    Answer.UNKNOWN: ("?", Tone.GREY, pgettext_lazy("claim", "not known")),
    Answer.AGREES: ("✓", Tone.GREEN, pgettext_lazy("claim", "agrees")),
}
"""The symbol, tone and word of each answer; it is never told by colour alone."""


def claim_rows(lines: Iterable[Line]) -> SafeString:
    """Draw the rows of the table; a phone shows each cell beside its column's name."""
    headers = (_("Answer"), _("Sentence of the draft"), _("Draft"), _("Known"), _("Source"))
    starts = [f'            <td data-label="{escape(each)}">' for each in headers]
    tags = {answer: _tag(*look) for answer, look in LOOKS.items()}
    unknown = f'<span class="muted">{escape(pgettext("claim", "not known"))}</span>'
    rows = []
    for line in lines:
        claim = line.checked.claim
        cells = (tags[line.checked.answer], _quote(line.quote), _figure(claim), _known(line) or unknown, _source(line))
        drawn = "".join(f"{start}{cell}</td>\n" for start, cell in zip(starts, cells, strict=True))
        rows.append(f"          <tr>\n{drawn}          </tr>\n")
    return mark_safe("".join(rows))  # noqa: S308 - every word is escaped


def _tag(symbol: str, tone: Tone, word: object) -> str:
    mark = f'<span aria-hidden="true">{escape(symbol)}</span>'
    return f'<span class="tag tone-{tone.value}">{mark} {escape(str(word))}</span>'


def _quote(quote: Quote) -> str:
    number = f"<mark>{escape(quote.number)}</mark>" if quote.number else ""
    return f'<q class="sentence">{escape(quote.before)}{number}{escape(quote.after)}</q>'


def _figure(fact: Fact) -> str:
    return f"{escape(fact.name)} <strong>{escape(_words(fact))}</strong>"


def _known(line: Line) -> str:
    if line.datum is None or not _words(line.datum.fact):
        return ""
    place = f' <span class="muted">{escape(line.place)}</span>' if line.place else ""
    return _figure(line.datum.fact) + place


def _source(line: Line) -> str:
    if line.source is None:
        return '<span class="muted">—</span>'
    return f'<a href="{escape(line.source.url)}">{escape(line.source.words)}</a>'


def _words(fact: Fact) -> str:
    return in_words(
        measure=fact.measure, comparator=fact.comparator, value=fact.value, value_high=fact.value_high, unit=fact.unit
    )
