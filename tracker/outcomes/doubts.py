"""Where a figure that seems to differ is left in doubt, because the two sentences speak of different things.

An alarm is dear: somebody goes and looks. The rules stand in numbered prose in this room's README.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from reports.library.models import Statement, WorkReport
from tracker.outcomes.claims import Answer, Checked
from tracker.outcomes.known import Stated
from tracker.outcomes.likeness import core
from tracker.outcomes.quotes import Quote, quote_of

Asked = tuple[Checked, Quote]
AVERAGE = re.compile("年均|年平均|平均每年")
CLAUSE = re.compile("[，,；;。]")
WORDS = re.compile(r"[\u4e00-\u9fff]+")
COMMON_FROM = 0.2
"""What share of the shorter sentence's pairs of characters the two must have in common."""


def doubted(asked: Sequence[Asked]) -> list[Asked]:
    """Return the claims; of those that differ, what is in doubt is not known. Two queries where any differ."""
    differing = [each for each, _quote in asked if each.answer is Answer.DIFFERS]
    sentences = _sentences_of(differing)
    settled = {each.datum.fact.key for each, _quote in asked if each.answer is Answer.AGREES and each.datum}
    return [
        (replace(each, answer=Answer.UNKNOWN, datum=None), quote)
        if each.answer is Answer.DIFFERS and _is_in_doubt(each, quote, sentences, settled)
        else (each, quote)
        for each, quote in asked
    ]


def _is_in_doubt(checked: Checked, quote: Quote, sentences: dict[object, Quote], settled: set[object]) -> bool:
    key = checked.datum.fact.key if checked.datum else None
    if key in settled or is_average(quote):
        return True
    other = sentences.get(key)
    if other is None:
        return False
    return is_average(other) or (checked.claim.indicator is None and not share_words(quote, other, checked.claim.name))


def is_average(quote: Quote) -> bool:
    """Whether the number of a sentence is one of several years: 年均增长5.2%, 分别年均增长16.3%、11.2%."""
    return bool(AVERAGE.search(CLAUSE.split(quote.before)[-1]))


def share_words(one: Quote, other: Quote, name: str) -> bool:
    """Whether two sentences have more in common than the name of what is counted: 满意率 alone says not of what."""
    first, second = (_pairs(each.whole) - _pairs(core(name)) for each in (one, other))
    fewer = min(len(first), len(second))
    return not fewer or len(first & second) >= COMMON_FROM * fewer


def _pairs(words: str) -> frozenset[str]:
    return frozenset(one + two for run in WORDS.findall(words) for one, two in pairwise(run))


def _sentences_of(differing: Iterable[Checked]) -> dict[object, Quote]:
    """The sentences in which reports state the figures that differ, by the keys of these."""
    keys = {each.datum.fact.key for each in differing if each.datum and isinstance(each.datum.fact.key, Stated)}
    rows = Statement.objects.filter(pk__in=[key.statement for key in keys]).select_related("passage")
    of_report = rows.values_list("pk", "report", "passage__start", "passage__end", "start", "end")
    texts = dict(WorkReport.objects.filter(pk__in=[key.report for key in keys]).values_list("pk", "text"))
    return {
        Stated(report, pk): quote_of(texts[report], first, last, (start, end))
        for pk, report, first, last, start, end in of_report
    }
