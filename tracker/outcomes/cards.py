"""A settled promise as it is shown: both sentences with their numbers marked, both figures beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from reports.library.models import Statement, WorkReport
from tracker.evaluation import Tone
from tracker.outcomes.forms import key_of_shown
from tracker.outcomes.models import Settlement
from tracker.outcomes.pairing import Finding
from tracker.outcomes.quotes import Quote, quote_of
from tracker.targets.display import statement_in_words, target_in_words

LOOKS: Mapping[str, tuple[str, Tone]] = {
    Finding.MET: ("✓", Tone.GREEN),
    Finding.MISSED: ("✕", Tone.RED),
    Finding.DIFFERENT: ("≈", Tone.YELLOW),
    Finding.CHANGED: ("↻", Tone.BLUE),
    Finding.SILENT: ("○", Tone.GREY),
}
"""The symbol and tone of each finding; it is never told by colour alone."""


@dataclass(frozen=True, slots=True)
class Card:
    """One settled promise with what the page says of it."""

    row: Settlement
    promise: Quote
    promised: str
    promise_url: str
    result: Quote | None
    reached: str
    result_url: str

    @property
    def symbol(self) -> str:
        """The symbol of the finding."""
        return LOOKS[self.row.finding][0]

    @property
    def shown_by(self) -> str:
        """What the form calls the figure or sentence that is shown."""
        return key_of_shown(self.row)

    @property
    def tone(self) -> str:
        """The tone of the finding."""
        return LOOKS[self.row.finding][1].value


def with_sentences(rows: QuerySet[Settlement]) -> QuerySet[Settlement]:
    """Fetch what cards show along with the rows; the reports' texts come once for all."""
    joined = ("region", "statement__passage", "target__statement__passage", "result__passage", "decided_by")
    return rows.select_related(*joined)


def cards_of(rows: Iterable[Settlement]) -> list[Card]:
    """Return the cards of rows that were fetched `with_sentences`. One query, for the texts."""
    rows = list(rows)
    keys = {each.later_report_id for each in rows} | {each.statement.report_id for each in rows if each.statement}
    texts = dict(WorkReport.objects.filter(pk__in=keys).values_list("pk", "text"))
    return [_card(each, texts) for each in rows]


def _card(row: Settlement, texts: Mapping[int, str]) -> Card:
    result, result_url = _result(row, texts)
    return Card(
        row=row,
        promise=_stated(row.statement, texts) if row.statement else Quote(row.name),
        promised=target_in_words(row.target) if row.target and row.target.measure else _words(row.statement),
        promise_url=_url_of_promise(row),
        result=result,
        reached=_words(row.result),
        result_url=result_url,
    )


def _url_of_promise(row: Settlement) -> str:
    if row.target:
        return row.target.get_absolute_url()
    return row.statement.get_absolute_url() if row.statement else ""


def _result(row: Settlement, texts: Mapping[int, str]) -> tuple[Quote | None, str]:
    if row.result:
        return _stated(row.result, texts), row.result.get_absolute_url()
    if row.quote_start is None or row.quote_end is None:
        return None, ""
    url = reverse("reports:review", args=[row.later_report_id])
    return quote_of(texts[row.later_report_id], row.quote_start, row.quote_end), url


def _stated(statement: Statement, texts: Mapping[int, str]) -> Quote:
    place = statement.passage
    return quote_of(texts[statement.report_id], place.start, place.end, (statement.start, statement.end))


def _words(statement: Statement | None) -> str:
    return statement_in_words(statement) if statement else ""
