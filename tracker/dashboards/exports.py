"""Promises and what came of them as a file: one row for each district, indicator and year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from reports.organisation.models import Region
from reports.shared import display
from reports.shared.exports import exported
from tracker.indicators.breaks import Break
from tracker.indicators.models import Indicator
from tracker.standings.outcomes import Key, Outcome
from tracker.standings.reading import latest_basis
from tracker.verdicts.explanations import basis_in_words
from tracker.verdicts.labels import STATUS_LABELS


def outcomes_as_file(
    outcomes: Mapping[Key, Outcome],
    kind: str,
    *,
    regions: Sequence[Region],
    indicators: Sequence[Indicator],
    title: str,
    today: dt.date,
    breaks: Sequence[Break] | None = None,
) -> HttpResponseBase:
    """Return the outcomes as a file; the lines above the header say what the statuses rest on.

    With `breaks` (over the years) a last column numbers the series: figures of different numbers cannot be compared.
    """
    rows: list[Sequence[object]] = [_header(breaks), *_rows(outcomes, regions, indicators, breaks)]
    notes = [title, _note(outcomes.values(), today), *(each.in_words(regions) for each in breaks or ())]
    return exported(rows, kind, title=title, notes=notes)


def _header(breaks: Sequence[Break] | None) -> list[str]:
    names = [_("Region"), _("Indicator"), _("Year"), _("Target"), _("Actual"), _("Period"), _("Source"), _("Status")]
    return names if breaks is None else [*names, _("Comparable series")]


def _rows(
    outcomes: Mapping[Key, Outcome],
    regions: Sequence[Region],
    indicators: Sequence[Indicator],
    breaks: Sequence[Break] | None,
) -> Iterable[list[object]]:
    order = {region.pk: index for index, region in enumerate(regions)}
    labels = {each.pk: each.label for each in regions}
    names = {each.pk: each.label for each in indicators}
    of_indicator = {each.pk: index for index, each in enumerate(indicators)}
    for key in sorted(outcomes, key=lambda key: (order[key.region], of_indicator[key.indicator], key.year)):
        series = [] if breaks is None else [1 + sum(_is_after(key, each) for each in breaks)]
        yield [labels[key.region], names[key.indicator], key.year, *_cells(outcomes[key]), *series]


def _is_after(key: Key, parting: Break) -> bool:
    return parting.concerns(key.region, key.indicator) and parting.year <= key.year


def _cells(outcome: Outcome) -> list[str]:
    promised = outcome.promised.words if outcome.promised else ""
    status = str(STATUS_LABELS[outcome.status]) if outcome.status else ""
    if outcome.actual is None:
        return [promised, "", "", "", status]
    period = _("whole year") if outcome.actual.is_whole_year else display.month_name(outcome.actual.month)
    source = _("work report") if outcome.actual.from_report else _("approved figure")
    source = _("%(source)s, not reviewed") % {"source": source} if outcome.actual.is_unreviewed else source
    return [promised, outcome.actual.words, period, source, status]


def _note(outcomes: Iterable[Outcome], today: dt.date) -> str:
    is_judged = any(outcome.stand for outcome in outcomes)
    rule_set = [basis_in_words(latest_basis(today))[0]] if is_judged else []
    return " · ".join([*rule_set, _("as of %(day)s") % {"day": display.day(today)}])
