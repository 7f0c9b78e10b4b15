"""Which sentence of the next report speaks of a promise that no figure answers: by the rare words that they share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.indicators.similarity import folded
from tracker.outcomes.likeness import core
from tracker.outcomes.pairing import Finding

COVERED = 0.72
"""Which share of a name, weighed by how rare its letters are, a sentence must hold."""
SHORTEST = 4
SHORTEST_OF_WORKS = 3
NEARBY = 12

STARTED = re.compile("开工|动工|启动建设|破土")
FINISHED = re.compile(
    "建成|竣工|完工|通车|投用|投入使用|投入运营|启用|开业|投产|开园|开放|完成|贯通|封顶|挂牌|落成|招生|开学|揭牌|"
    "运营|获批|印发|出台|入驻|开馆|开诊|落地|实现|交付|通航|开通|上线|成立|通水|投运|并网|亮相"
)
# What was done to a named thing, which the next report calls otherwise: 盐梅路改造工程 is still 盐梅路.
WORKS = re.compile("(?:复线|改造|提升|扩建|改建|续建|新建|建设|整治|主体|工程|项目)+$")
TO_COME = re.compile("即将|将于|有望|力争|正在|加快|推进|加速|预计")


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence, by its place in the list that was searched, where the shared words lie, and what it says."""

    index: int
    covered: float
    finding: Finding


class Sentences:
    """The sentences of a report's look back, to search them for what was promised."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = [folded(each) for each in sentences]
        self._where: dict[str, set[int]] = defaultdict(set)
        for index, sentence in enumerate(self._sentences):
            for pair in _pairs(sentence):
                self._where[pair].add(index)

    def find(self, name: str, event: str = "") -> Mention | None:
        """Return the sentence that holds most of a name, if it holds enough of it.

        Works on a named thing may be called otherwise by then: what was done to it is left open.
        """
        bare = core(name)
        found = self._holding(bare, event) if len(bare) >= SHORTEST else None
        named = WORKS.sub("", bare) if event else bare
        if found or not SHORTEST_OF_WORKS <= len(named) < len(bare):
            return found
        return self._holding(named, event="")

    def _holding(self, name: str, event: str) -> Mention | None:
        pairs = _pairs(name)
        weights = {pair: self._rarity(pair) for pair in pairs}
        covered: Counter[int] = Counter()
        for pair, weight in weights.items():
            for index in self._where.get(pair, ()):
                covered[index] += weight  # type: ignore[assignment]
        total = sum(weights.values())
        ranked = sorted(((held / total, -index) for index, held in covered.items()), reverse=True)
        if not ranked or ranked[0][0] < COVERED:
            return None
        share, index = ranked[0][0], -ranked[0][1]
        return Mention(index, share, self._said(self._sentences[index], pairs, event))

    def _rarity(self, pair: str) -> float:
        return math.log((len(self._sentences) + 1) / (len(self._where.get(pair, ())) + 0.5))

    def _said(self, sentence: str, pairs: Sequence[str], event: str) -> Finding:
        """What the clause around the name says of an event that was promised."""
        if not event:
            return Finding.DIFFERENT
        places = [sentence.find(pair) for pair in pairs if pair in sentence]
        around = sentence[max(min(places) - NEARBY, 0) : max(places) + NEARBY]
        wanted = (STARTED, FINISHED) if STARTED.search(event) else (FINISHED,)
        if event in around or (any(each.search(around) for each in wanted) and not TO_COME.search(around)):
            return Finding.MET
        return Finding.DIFFERENT


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(first + second for first, second in pairwise(text)))
