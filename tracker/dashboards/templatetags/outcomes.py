"""A promise and what came of it as a cell: pages of many years have hundreds, too many for a template each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.templatetags.figures import register
from reports.shared.templatetags.status import status_tag
from tracker.standings.outcomes import Figure, Outcome


@register.filter
def outcome_cell(outcome: Outcome) -> SafeString:
    """Draw what came of a promise with its status, then the promise. Nothing known prints a dash, never a zero."""
    return _joined(_what_came(outcome), _status(outcome), _promise(outcome))


@register.filter
def heat_cell(outcome: Outcome, head: str) -> SafeString:
    """Draw the same as a cell in the colour of its status, under its column's head: sign, figure, gap, promise."""
    tone = f' class="tone-{outcome.stand.tone}"' if outcome.stand else ""
    drawn = _joined(_sign(outcome), _what_came(outcome), _gap(outcome), _promise(outcome))
    return mark_safe(f'<td data-label="{escape(head)}"{tone}>{drawn}</td>')  # noqa: S308 - every word is escaped


def _joined(*parts: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(chain(*parts)))  # noqa: S308 - every word is escaped


def _what_came(outcome: Outcome) -> Iterator[str]:
    actual = outcome.actual
    if actual is None:
        if outcome.stand is None:
            yield f'<span class="muted">{escape(_("no figure")) if outcome.promised else display.UNKNOWN}</span>'
        return
    yield _link(actual, "outcome-actual")
    if not actual.is_whole_year:
        yield _quiet(_("to %(month)s") % {"month": display.month_name(actual.month)})
    if actual.from_report:
        yield _quiet(_("per report"))
    yield _unreviewed(actual)


def _status(outcome: Outcome) -> Iterator[str]:
    if outcome.stand:
        yield status_tag(outcome.stand)


def _sign(outcome: Outcome) -> Iterator[str]:
    """The status as a sign; where there is no figure to colour, its word opens the target."""
    if stand := outcome.stand:
        label = escape(str(stand.label))
        yield f'<span aria-hidden="true">{stand.symbol}</span><span class="visually-hidden">{label}</span>'
        if not outcome.actual and outcome.promised:
            yield f'<a class="outcome-actual" href="{escape(outcome.promised.url)}">{label}</a>'


def _gap(outcome: Outcome) -> Iterator[str]:
    if outcome.stand and outcome.stand.gap is not None:
        words = display.gap(outcome.stand.gap, outcome.stand.standing.gap_unit)
        yield f'<span class="heat-gap">{escape(words)}</span>'


def _promise(outcome: Outcome) -> Iterator[str]:
    if promised := outcome.promised:
        words = f"{escape(_('target'))} {_link(promised)}{_unreviewed(promised)}"
        yield f'<span class="outcome-target muted">{words}</span>'
    yield from map(_other, outcome.others)


def _other(figure: Figure) -> str:
    """Another figure of the reports: one in the same measure contradicts the one that is shown."""
    tone, words = ("muted", _("also")) if figure.value is None else ("tone-text-yellow", _("reported otherwise:"))
    return f'<span class="outcome-target {tone}">{escape(words)} {_link(figure)}</span>'


def _link(figure: Figure, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f'<a{of_kind} href="{escape(figure.url)}">{escape(figure.words)}</a>'


def _quiet(words: str) -> str:
    return f'<span class="muted nowrap">{escape(words)}</span>'


def _unreviewed(figure: Figure) -> str:
    return f' <span class="tag tone-yellow">{escape(_("not reviewed"))}</span>' if figure.is_unreviewed else ""
