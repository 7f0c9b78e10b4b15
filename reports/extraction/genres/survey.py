"""What kind of text it is, what of it is to be read as sentences, and what is said besides of what was read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..lexicon import late
from ..model import DocumentKind, Kind, Passage, Reading, Role, Span, Statement
from ..structure import Sentence
from ..view import View
from .completion import told_right
from .duties import Assigned, duties_in
from .rows import Words
from .settling import settle
from .tables import Tables, tables_in
from .time import Times, times_of
from .titles import Title, month_of, title_of

_WITH_DUTIES = frozenset({DocumentKind.TASKS, DocumentKind.LIVELIHOOD})
_AS_THEY_ARE = frozenset({DocumentKind.WORK_REPORT, DocumentKind.OTHER})
_STOPS = "。！？"
_SPEECH = late("“(?P<said>[^“”\n]{8,240})”")
_LOOSE = " \t\u3000，,；;"

Refused = list[tuple[Span, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A text of which it is known what it is: the sentences to read, and what its tables and labels say."""

    text: str
    prose: str
    """The text, of the same length, without what is read otherwise."""
    title: Title
    times: Times
    tables: Tables
    duties: tuple[Assigned, ...]

    @property
    def kind(self) -> DocumentKind:
        """What kind of text it is."""
        return self.title.kind

    @property
    def year(self) -> int:
        """The year for which its sentences are read, as that of a report."""
        return self.times.reads_as

    def view(self) -> View:
        """Return the sentences' view; what is quoted from it is quoted from the text itself."""
        view = View(self.prose)
        view.raw = self.text
        return view

    def settle(self, view: View, found: list[Sentence]) -> None:
        """Give the sentences the roles that they have in such a text."""
        settle(self.kind, view.text, found, self.times)
        for sentence in found if self.tables.results else ():
            at = view.raw_offset(sentence.start)
            if any(start <= at < end for start, end in self.tables.results):
                sentence.role, sentence.year = Role.OTHER, self.times.target
        if self.title.end:
            _silence(view, found, self.title.end)

    def completed(self, reading: Reading) -> tuple[Reading, Refused]:
        """Add what the tables say, whose tasks they are and of which month; return also what says nothing after all."""
        reading = replace(reading, document_kind=self.kind)
        if self.kind in _AS_THEY_ARE and not self.tables.rows:
            return reading, []
        told = list(self._told_right(reading))
        kept = [self._quoted(self._dated(each, reading)) for each, rule in told if not rule]
        refused = [((each.start, each.end), rule) for each, rule in told if rule]
        joined = _with_rows(replace(reading, statements=tuple(kept)), self.tables.rows, self._figures())
        assigned = tuple(_assigned(joined.statements, [*self.tables.duties, *self.duties], self.times))
        return replace(joined, statements=assigned), [*refused, *self.tables.refused]

    def _told_right(self, reading: Reading) -> Iterator[tuple[Statement, str]]:
        if self.kind in _AS_THEY_ARE:
            return ((statement, "") for statement in reading.statements)
        return told_right(self.kind, self.text, reading.statements, reading.passages)

    def _dated(self, statement: Statement, reading: Reading) -> Statement:
        """A bulletin's figures count up to the month of its title, unless the sentence names another time."""
        if self.title.month is None or statement.kind is not Kind.ACTUAL or statement.year != self.times.result:
            return statement
        said = self.text[reading.passages[statement.passage].start : statement.start]
        return statement._replace(month=month_of(said) or self.title.month)

    def _figures(self) -> list[Statement]:
        """The figures of the tables; where a column names no month, that of the title holds."""
        counted = self.title.month
        return [
            each._replace(month=each.month or counted)
            if each.kind is Kind.ACTUAL and each.year == self.times.result and counted
            else each
            for each in self.tables.statements
        ]

    def _quoted(self, statement: Statement) -> Statement:
        evidence = statement.evidence.strip().rstrip(_LOOSE + "（【")
        return statement if evidence == statement.evidence else statement._replace(evidence=evidence)


def survey(text: str, year: int, words: Words) -> Document:
    """Look a text through before it is read; a report comes back as it is."""
    title = title_of(text)
    times = times_of(title, year)
    tables = tables_in(text, times, words) if "\t" in text else Tables()
    prose = _without(text, tables.taken, tables.ends) if tables.taken else text
    prose = _SPEECH.sub(_unquoted, prose) if title.kind is DocumentKind.NEWSPAPER else prose
    duties = tuple(duties_in(prose)) if title.kind in _WITH_DUTIES else ()
    prose = _without(prose, [each.said for each in duties], _stops_before(prose, duties)) if duties else prose
    return Document(text, prose, title, times, tables, duties)


def _without(text: str, taken: Iterable[Span], ends: Iterable[int]) -> str:
    """Blank out parts of a text, line ends kept, and put a stop at places where a sentence ends without one."""
    chars = list(text)
    for start, end in taken:
        chars[start:end] = [char if char == "\n" else " " for char in chars[start:end]]
    for at in ends:
        if 0 < at < len(chars) and chars[at - 1] not in _STOPS:
            chars[at] = "。"
    return "".join(chars)


def _unquoted(speech: re.Match[str]) -> str:
    """What somebody says in whole clauses is read; a word in quotation marks is a name."""
    said = speech["said"]
    return f"，{said}，" if re.search("[，。]", said) else speech[0]


def _stops_before(text: str, duties: Sequence[Assigned]) -> Iterator[int]:
    """Where the task before a duty ends without a stop, its place is the mark that parts them, or the label's first."""
    for each in duties:
        start = each.said[0]
        if start and text[start - 1] not in _STOPS:
            yield start - 1 if text[start - 1] in _LOOSE else start


def _silence(view: View, found: list[Sentence], end: int) -> None:
    """The title is no sentence."""
    for sentence in found:
        if view.raw_offset(sentence.start) >= end:
            return
        sentence.silent = True


def _with_rows(reading: Reading, spans: Sequence[Span], figures: list[Statement]) -> Reading:
    """Put the rows of tables among the sentences, in the order of the text."""
    if not spans:
        return reading
    sections = {span: next((each.section for each in figures if span[0] <= each.start < span[1]), ()) for span in spans}
    rows = [Passage(*span, section, Role.OTHER) for span, section in sections.items()]
    order = sorted([*reading.passages, *rows], key=lambda passage: (passage.start, passage.end))
    place = {id(passage): index for index, passage in enumerate(order)}
    starts = [row.start for row in rows]
    placed = [each._replace(passage=place[id(reading.passages[each.passage])]) for each in reading.statements]
    placed += [each._replace(passage=place[id(rows[bisect_right(starts, each.start) - 1])]) for each in figures]
    statements = sorted(placed, key=lambda each: (each.start, each.end))
    return replace(reading, statements=tuple(statements), passages=tuple(order))


def _assigned(statements: Sequence[Statement], duties: list[Assigned], times: Times) -> Iterator[Statement]:
    """Give every statement the duty of its task; a deadline in another year says when its target is to be true."""
    duties = sorted(duties, key=lambda each: each.task)
    starts = [each.task[0] for each in duties]
    for statement in statements:
        at = bisect_right(starts, statement.start) - 1
        if at < 0 or statement.start >= duties[at].task[1]:
            yield statement
            continue
        duty = duties[at].duty
        year = duty.year if statement.kind is Kind.TARGET and statement.year == times.target else None
        yield statement._replace(
            year=year or statement.year,
            lead=duty.lead,
            supporting=duty.supporting,
            leader=duty.leader,
            deadline=duty.deadline,
        )
