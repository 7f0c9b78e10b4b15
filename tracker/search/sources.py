"""Which rows can be found, by which words: every table that the index follows, as expressions of its columns.

In the expressions `{row}` is the row. They speak of nothing but that row and the index itself, so that a migration may
rewrite any other table while the triggers stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from reports.library.models import Statement, WorkReport
from tracker.dispatch.models import Problem
from tracker.progress.models import ProgressEntry
from tracker.search.folding import PART
from tracker.search.models import KEY_BITS, LAST_YEAR, ONE_YEAR, Kind, Line
from tracker.targets.models import Target

YEAR_AT_BEIJING = {
    "postgresql": "CAST(EXTRACT(YEAR FROM {row}.raised_at AT TIME ZONE 'Asia/Shanghai') AS integer)",
    "sqlite": "CAST(strftime('%Y', {row}.raised_at, '+8 hours') AS integer)",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows have lines; its expressions are SQL that every database takes."""

    model: type[models.Model]
    kinds: tuple[Kind, ...]
    parts: tuple[str, ...]
    """The columns whose words are found."""
    kind: str = ""
    """The expression that tells the kind where there are several."""
    region: str = "{row}.region_id"
    year: str = "{row}.year"
    report: str = "CAST(NULL AS bigint)"
    of_report: str = ""
    """How the line of its report, `its_report`, is found; for rows that know region and year by that alone."""
    kept: str = ""
    """The condition under which there is a line at all."""
    watched: tuple[str, ...] = ("{row}.region_id", "{row}.year")
    """What else changes the line when it changes."""
    holds_sentences: bool = False
    """Whether its region and year are those of the sentences in it too."""

    @property
    def table(self) -> str:
        """The table's name."""
        return self.model._meta.db_table

    @property
    def changing(self) -> tuple[str, ...]:
        """The expressions whose change changes the line."""
        return (*(f"{{row}}.{part}" for part in self.parts), *self.watched)

    def lines(self, row: str, folded: str, *, of_all: bool = False) -> str:
        """Return the statement that writes the line of a `row`; `of_all` rows of the table, `row` being its name then.

        `folded` is the expression that folds `line.words`.
        """
        words = f" || '{PART}' || ".join(f"{{row}}.{part}" for part in self.parts)
        tables = [f"{self.table} AS {row}"] * of_all + [f"{Line._meta.db_table} AS its_report"] * bool(self.of_report)
        conditions = " AND ".join(filter(None, (self.of_report, self.kept)))
        line = (
            f"SELECT {self.kind or self.kinds[0].value} AS kind, {{row}}.id AS key, {self.region} AS region, "
            f"{self.year} AS year, {self.report} AS report, {words} AS words"
            + (f" FROM {', '.join(tables)}" if tables else "")
            + (f" WHERE {conditions}" if conditions else "")
        ).format(row=row)
        position = f"({LAST_YEAR} - year) * {ONE_YEAR} + kind * {1 << KEY_BITS} + {(1 << KEY_BITS) - 1} - key"
        return (
            f"INSERT INTO {Line._meta.db_table} (position, kind, key, region, report, words) "
            f"SELECT {position}, kind, key, region, report, {folded} FROM ({line}) AS line"
        )

    def dropped(self, row: str) -> str:
        """Return the statement that deletes the line of a row."""
        kinds = ", ".join(str(kind.value) for kind in self.kinds)
        return f"DELETE FROM {Line._meta.db_table} WHERE kind IN ({kinds}) AND key = {row}.id"

    def moved(self) -> str:
        """Return the statement that gives the sentences of a changed report its region and year; blank for others."""
        if not self.holds_sentences:
            return ""
        return (
            f"UPDATE {Line._meta.db_table} SET region = NEW.region_id, "
            f"position = position + (OLD.year - NEW.year) * {ONE_YEAR} WHERE report = NEW.id"
        )


def sources(vendor: str) -> tuple[Source, ...]:
    """Return every table that is followed, reports before their sentences; `vendor` as Django calls the database."""
    return (
        Source(WorkReport, (Kind.REPORT,), ("title",), holds_sentences=True),
        Source(
            Statement, (Kind.RESULT, Kind.SENTENCE), ("indicator", "evidence"),
            kind=f"CASE WHEN {{row}}.kind = 'actual' THEN {Kind.RESULT.value} ELSE {Kind.SENTENCE.value} END",
            region="its_report.region", year=f"{LAST_YEAR} - its_report.position / {ONE_YEAR}",
            report="{row}.report_id",
            of_report=f"its_report.kind = {Kind.REPORT.value} AND its_report.key = {{row}}.report_id",
            kept="{row}.state <> 'removed'",
            watched=("{row}.kind", "{row}.state = 'removed'", "{row}.report_id"),
        ),
        Source(Target, (Kind.PROMISE,), ("name",)),
        Source(
            ProgressEntry, (Kind.PROGRESS,), ("narrative", "problem", "next_step", "reason"),
            kept="{row}.narrative || {row}.problem || {row}.next_step || {row}.reason <> ''",
        ),
        Source(
            Problem, (Kind.PROBLEM,), ("title", "description"),
            year=YEAR_AT_BEIJING[vendor], watched=("{row}.region_id", "{row}.raised_at"),
        ),
    )  # fmt: skip
