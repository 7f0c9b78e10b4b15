"""Measure the claim check on real reports: how many results find their datum, and which alarms it gives.

    DATABASE_URL=… python benchmarks/bench_claims.py [--alarms FILE --sample 50]

The database is one that `manage.py import_reports FOLDER --by NAME --accept` filled. Three ways of asking:

own      each result of a report against all accepted statements, its own among them: each should agree;
others   against those of other reports: where another one speaks of the same year, and what it says;
rest     against all but those of its own sentence: a report seldom contradicts itself, so an alarm is seldom right;
wrong    as `own`, with each number made 1.3 times as large: each should differ.

`--alarms` writes a random sample of the figures that `others` and `rest` say differ, both sentences side by side, for
people to judge.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import User  # noqa: E402

from reports.extraction import unwrapped  # noqa: E402
from reports.library.models import Statement, WorkReport  # noqa: E402
from tracker.indicators.catalogue import Catalogue  # noqa: E402
from tracker.outcomes.claims import Answer, Checked, Datum, Known  # noqa: E402
from tracker.outcomes.doubts import doubted  # noqa: E402
from tracker.outcomes.facts import Fact  # noqa: E402
from tracker.outcomes.known import Stated, known_data  # noqa: E402
from tracker.outcomes.promises import results_of, statement_fact  # noqa: E402
from tracker.outcomes.quotes import Quote, quote_of  # noqa: E402

LARGER = Decimal("1.3")
SEED = 20_260_101
Alarm = tuple[str, Statement, Checked]


class Readings:
    """The results of one report, and all that is known around them."""

    def __init__(self, report: WorkReport, by: User, catalogue: Catalogue) -> None:
        self.report = report
        rows = list(results_of(report, report.year - 1).select_related("passage"))
        self.claims = [(row, statement_fact(row, catalogue)) for row in rows]
        self.data = known_data(by, report.region, {report.year - 1}, catalogue)
        stated = [each.fact.key.statement for each in self.data if isinstance(each.fact.key, Stated)]
        self.sentences = dict(Statement.objects.filter(pk__in=stated).values_list("pk", "passage"))

    def own(self) -> Iterator[tuple[Statement, Checked]]:
        """Check against everything."""
        return self._checked(self.data, lambda fact: fact)

    def wrong(self) -> Iterator[tuple[Statement, Checked]]:
        """Check other numbers against everything."""
        return self._checked(self.data, _larger)

    def others(self) -> Iterator[tuple[Statement, Checked]]:
        """Check against what other reports state."""
        return self._checked([each for each in self.data if not self._is_of(each, self.report.pk)], lambda fact: fact)

    def rest(self) -> Iterator[tuple[Statement, Checked]]:
        """Check against all but the own sentence, sentence by sentence."""
        for passage in {row.passage_id for row, _fact in self.claims}:
            data = [each for each in self.data if self._sentence(each) != passage]
            yield from self._checked(data, lambda fact: fact, passage)

    def _checked(
        self, data: Sequence[Datum], change: Callable[[Fact], Fact], passage: int | None = None
    ) -> Iterator[tuple[Statement, Checked]]:
        known = Known(data, self.report.region_id)
        rows = [pair for pair in self.claims if passage in (None, pair[0].passage_id)]
        asked = [(known.check(change(fact)), self._quote(row)) for row, fact in rows]
        return ((row, checked) for (row, _fact), (checked, _quote) in zip(rows, doubted(asked), strict=True))

    def _quote(self, row: Statement) -> Quote:
        return quote_of(self.report.text, row.passage.start, row.passage.end, (row.start, row.end))

    def _sentence(self, datum: Datum) -> int | None:
        key = datum.fact.key
        return self.sentences.get(key.statement) if isinstance(key, Stated) else None

    @staticmethod
    def _is_of(datum: Datum, report: int) -> bool:
        return isinstance(datum.fact.key, Stated) and datum.fact.key.report == report


def _larger(fact: Fact) -> Fact:
    return replace(fact, value=fact.value * LARGER) if fact.value else fact


def line(way: str, counts: Counter[Answer]) -> str:
    """Return how many there are of each answer, and the share."""
    total = counts.total() or 1
    parts = ", ".join(f"{each.value} {counts[each]} ({counts[each] / total:.1%})" for each in Answer)
    return f"{way:<8}{counts.total()} claims: {parts}"


def write(alarms: Sequence[Alarm], path: Path, sample: int) -> None:
    """Write a sample of alarms with both sentences."""
    drawn = random.Random(SEED).sample(list(alarms), min(sample, len(alarms)))  # noqa: S311 - a sample for readers
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["way", "report", "claim", "value", "unit", "sentence", "known", "value", "unit", "sentence"])
        for way, row, checked in drawn:
            claim, datum = checked.claim, checked.datum
            known = datum.fact if datum else claim
            key = known.key
            other = Statement.objects.select_related("report").get(pk=key.statement) if isinstance(key, Stated) else row
            sheet.writerow([
                way, row.report.title, f"{claim.name} {claim.measure} {claim.parent}", claim.value, claim.unit,
                _sentence(row), f"{known.name} {known.measure} {known.parent}", known.value, known.unit,
                _sentence(other),
            ])  # fmt: skip


def _sentence(row: Statement) -> str:
    return unwrapped(row.report.text[row.passage.start : row.passage.end]).strip()


def main() -> None:
    """Print the counts of each way of asking."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--alarms", type=Path)
    parser.add_argument("--sample", type=int, default=50)
    asked = parser.parse_args()
    by, catalogue = User.objects.filter(is_superuser=True)[0], Catalogue.load()
    counts: dict[str, Counter[Answer]] = {way: Counter() for way in ("own", "others", "rest", "wrong")}
    alarms: list[Alarm] = []
    for report in WorkReport.objects.select_related("region").order_by("region__code", "year"):
        readings = Readings(report, by, catalogue)
        for way, counted in counts.items():
            for row, checked in getattr(readings, way)():
                counted[checked.answer] += 1
                if way in ("others", "rest") and checked.answer is Answer.DIFFERS:
                    alarms.append((way, row, checked))
    for way, counted in counts.items():
        print(line(way, counted), flush=True)
    if asked.alarms:
        write(alarms, asked.alarms, asked.sample)


if __name__ == "__main__":
    main()
