"""Promises and what came of them as cells: pages of many years have hundreds, too many for a template each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from typing import NamedTuple, Protocol, TypeVar

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.shared import display
from reports.shared.templatetags.figures import register
from reports.shared.templatetags.status import status_tag
from tracker.dashboards.repeated_promises import Repeated
from tracker.standings.outcomes import Adopted, Figure, Outcome


class HasCells(Protocol):
    """A line of a table: outcomes, each with the head of its column."""

    @property
    def cells(self) -> Sequence[tuple[str, Outcome]]:
        """The outcomes."""


Line = TypeVar("Line", bound=HasCells)


class Words(NamedTuple):
    """The words of cells in the reader's language, looked up once for all of them and safe in HTML.

    `safe` makes others so, those that come again once.
    """

    safe: Callable[[str], str]
    no_figure: str
    to_month: Mapping[int, str]
    per_report: str
    not_reviewed: str
    target: str
    also: str
    otherwise: str


@register.filter
def outcome_cells(rows: Iterable[Line]) -> Iterator[tuple[Line, SafeString]]:
    """Pair rows with their cells: what came of a promise with its status, then the promise. Nothing known is a dash."""
    words = _words()
    for row in rows:
        yield row, _safe(_cell(words.safe(head), "", _outcome(each, words)) for head, each in row.cells)


@register.filter
def repeated_rows(rows: Iterable[Repeated], region: int) -> SafeString:
    """Draw indicators with such cells, year by year; years from which on figures count in another way are marked."""
    words, said = _words(), cache(_promised_in)
    trends, unchanged = reverse("trends"), f'\n<span class="tag">{escape(_("the same number each time"))}</span>'

    def row(each: Repeated) -> str:
        new, indicator = each.new_series, each.indicator
        cells = (
            _cell(str(year), "new-series" if year in new else "", _outcome(outcome, words))
            for year, outcome in each.cells
        )
        return (
            f'<tr><th scope="row"><a href="{trends}?indicator={indicator.code}&amp;region={region}">'
            f"{escape(indicator.label)}</a>\n"
            f'<span class="outcome-target muted">{said(len(each.promised))}</span>'
            f"{unchanged if each.is_unchanged else ''}</th>{_safe(cells)}</tr>"
        )

    return _safe(map(row, rows))


@register.filter
def heat_cells(rows: Iterable[Line]) -> Iterator[tuple[Line, SafeString]]:
    """Pair rows with cells in the colours of their status: sign, figure, gap, promise."""
    words = _words()
    for row in rows:
        yield row, _safe(_cell(words.safe(head), _tone(each), _heat(each, words)) for head, each in row.cells)


def _promised_in(years: int) -> str:
    return escape(ngettext("promised in %(n)s year", "promised in %(n)s years", years) % {"n": years})


def _words() -> Words:
    safe = cache(escape)
    return Words(
        safe=safe,
        no_figure=safe(_("no figure")),
        to_month={month: safe(_("to %(month)s") % {"month": name}) for month, name in display.month_choices()},
        per_report=safe(_("per report")),
        not_reviewed=safe(_("not reviewed")),
        target=safe(_("target")),
        also=safe(_("also")),
        otherwise=safe(_("reported otherwise:")),
    )


def _safe(cells: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(cells))  # noqa: S308 - every word is escaped


def _cell(head: str, kind: str, drawn: str) -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f'<td data-label="{head}"{of_kind}>{drawn}</td>'


def _outcome(outcome: Outcome, words: Words) -> str:
    status = status_tag(outcome.stand.sign) if outcome.stand else ""
    return _lines(_what_came(outcome, words), status, _promise(outcome, words))


def _heat(outcome: Outcome, words: Words) -> str:
    stand = outcome.stand
    sign, gap = (_sign(outcome, stand, words), _gap(stand, words)) if stand else ("", "")
    return _lines(sign, _what_came(outcome, words), gap, _promise(outcome, words))


def _tone(outcome: Outcome) -> str:
    return f"tone-{outcome.stand.sign.tone}" if outcome.stand else ""


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _what_came(outcome: Outcome, words: Words) -> str:
    actual = outcome.actual
    if actual is None:
        unknown = words.no_figure if outcome.promised else display.UNKNOWN
        return "" if outcome.stand else f'<span class="muted">{unknown}</span>'
    months = "" if actual.is_whole_year else _quiet(words.to_month[actual.month])
    source = _quiet(words.per_report) if actual.from_report else ""
    return _lines(_link(actual, words, "outcome-actual"), months, source, _unreviewed(actual, words))


def _sign(outcome: Outcome, stand: Adopted, words: Words) -> str:
    """The status as a sign; where there is no figure to colour, its word opens the target."""
    label = words.safe(stand.sign.label)
    drawn = f'<span aria-hidden="true">{stand.sign.symbol}</span><span class="visually-hidden">{label}</span>'
    if outcome.actual or not outcome.promised:
        return drawn
    return f'{drawn}\n<a class="outcome-actual" href="{outcome.promised.url}">{label}</a>'


def _gap(stand: Adopted, words: Words) -> str:
    if stand.gap is None:
        return ""
    return f'<span class="heat-gap">{words.safe(display.gap(stand.gap, stand.gap_unit))}</span>'


def _promise(outcome: Outcome, words: Words) -> str:
    others = "".join(_other(each, words) for each in outcome.others)
    promised = outcome.promised
    if promised is None:
        return others
    drawn = f"{words.target} {_link(promised, words)}{_unreviewed(promised, words)}"
    return f'<span class="outcome-target muted">{drawn}</span>{others}'


def _other(figure: Figure, words: Words) -> str:
    """Another figure of the reports: one in the same measure contradicts the one that is shown."""
    tone, said = ("muted", words.also) if figure.value is None else ("tone-text-yellow", words.otherwise)
    return f'\n<span class="outcome-target {tone}">{said} {_link(figure, words)}</span>'


def _link(figure: Figure, words: Words, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f'<a{of_kind} href="{figure.url}">{words.safe(figure.words)}</a>'


def _quiet(words: str) -> str:
    return f'<span class="muted nowrap">{words}</span>'


def _unreviewed(figure: Figure, words: Words) -> str:
    return f' <span class="tag tone-yellow">{words.not_reviewed}</span>' if figure.is_unreviewed else ""
