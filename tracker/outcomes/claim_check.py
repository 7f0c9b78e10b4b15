"""Checking a text or a report: every statement of result in it beside what is known; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import extraction
from reports.library.models import WorkReport
from reports.organisation.models import Region
from tracker.indicators.catalogue import Catalogue
from tracker.outcomes.claims import Answer, Checked, Datum, Known
from tracker.outcomes.doubts import doubted
from tracker.outcomes.facts import Fact
from tracker.outcomes.known import Source, known_data, sources_of
from tracker.outcomes.promises import FACT_COLUMNS, results_of, statement_fact
from tracker.outcomes.quotes import Quote, quote_of

if TYPE_CHECKING:
    from reports.shared.people import User

MOST_CLAIMS = 1000


class TooManyClaimsError(Exception):
    """The text states more results than are checked at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as the page shows it: its sentence, what is known, and where that stands."""

    checked: Checked
    quote: Quote
    source: Source | None
    place: str = ""

    @property
    def datum(self) -> Datum | None:
        """The known figure."""
        return self.checked.datum


def check_text(text: str, *, user: User, region: Region, year: int) -> list[Line]:
    """Check every statement of result in a text about one region and year. Raises TooManyClaimsError.

    A text that looks back nowhere, a draft without headings, is taken to tell results throughout.
    """
    reading = extraction.read(text, year=year + 1)
    if all(passage.role is not extraction.Role.REVIEW for passage in reading.passages):
        whole = [extraction.SetRole(0, len(text), extraction.Role.REVIEW)]
        reading = extraction.read(text, year=year + 1, roles=whole)
    catalogue = Catalogue.load()
    stated = [each for each in reading.statements if each.kind is extraction.Kind.ACTUAL]
    claims = [
        (_fact(each, catalogue), quote_of(text, *_sentence(reading, each), (each.start, each.end))) for each in stated
    ]
    return _lines(claims, user, region, catalogue)


def check_report(report: WorkReport, *, user: User) -> list[Line]:
    """Check what a report says of the year before against what is known beside it. Raises TooManyClaimsError."""
    catalogue = Catalogue.load()
    places = ("passage__start", "passage__end", "start", "end")
    rows = results_of(report, report.year - 1).values_list(*FACT_COLUMNS, *places, named=True)
    claims = [
        (
            statement_fact(each, catalogue),
            quote_of(report.text, each.passage__start, each.passage__end, (each.start, each.end)),
        )
        for each in rows
    ]
    return _lines(claims, user, report.region, catalogue, without=report)


def _lines(
    claims: Sequence[tuple[Fact, Quote]], user: User, region: Region, catalogue: Catalogue,
    *, without: WorkReport | None = None,
) -> list[Line]:  # fmt: skip
    years = {fact.year for fact, _quote in claims if fact.year}
    if len(claims) > MOST_CLAIMS:
        raise TooManyClaimsError
    if not years:
        return []
    known = Known(known_data(user, region, years, catalogue, without=without), region.pk)
    checked = doubted([(known.check(fact), quote) for fact, quote in claims])
    sources = sources_of([each.datum for each, _quote in checked if each.datum])
    places = {each.pk: each.label for each in [region, *region.above]}
    return [
        Line(each, quote, sources.get(each.datum.fact.key), _place(each, places, region))
        if each.datum
        else Line(each, quote, None)
        for each, quote in checked
    ]


def _place(checked: Checked, places: dict[int, str], region: Region) -> str:
    """Where and when the known figure is from, if it is not what the claim speaks of."""
    if checked.datum is None or checked.answer is not Answer.ELSEWHERE:
        return ""
    fact = checked.datum.fact
    if (fact.region, fact.year) == (region.pk, checked.claim.year):
        return ""  # of this year so far: its source names the month
    place = places.get(fact.region or 0, "") if fact.region != region.pk else ""
    return f"{place}{fact.year}" if place else str(fact.year)


def _fact(stated: extraction.Statement, catalogue: Catalogue) -> Fact:
    listed = catalogue.find_listed(stated.indicator, stated.measure.value, stated.unit)
    return Fact(
        name=stated.indicator, measure=stated.measure.value, comparator=stated.comparator.value, value=stated.value,
        value_high=stated.value_high, unit=stated.unit, year=stated.year, parent=stated.parent,
        indicator=listed.pk if listed else None, key=(stated.start, stated.end),
    )  # fmt: skip


def _sentence(reading: extraction.Reading, stated: extraction.Statement) -> tuple[int, int]:
    passage = reading.passages[stated.passage]
    return passage.start, passage.end


def counts_of(lines: Iterable[Line]) -> dict[Answer, int]:
    """Return how many claims there are of each answer, in the order in which they are shown."""
    found = [each.checked.answer for each in lines]
    return {answer: found.count(answer) for answer in Answer}
