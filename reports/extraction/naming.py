"""The rules that name what a number measures, in the order in which they are asked.

Each returns the name, its own name as a rule, and the span of the words it was read from. Where the number has no words
of its own, or too few, the thread of the sentence lends them.
"""

from __future__ import annotations

import re

from .change import Change
from .clauses import Item
from .lexicon import words
from .names import (
    after_cause,
    ends_as_level,
    is_grade,
    is_list,
    last_making,
    lead_end,
    leans,
    making_end,
    regrade,
    tidy,
    without_head,
)
from .quantities import POINT_UNITS, SHARE_UNITS
from .thread import Span, Thread

Name = tuple[str, str, Span | None]
_BENEFIT = frozenset(words("names", "benefit"))
_OWN_OBJECT = words("names", "own_object")
_BARE_HEADS = frozenset(words("names", "bare_head"))
_COUNTERPARTS = {
    "外资": "内资",
    "内资": "外资",
    "农村": "城镇",
    "出口": "进口",
    "进口": "出口",
    "水耗": "能耗",
    "电耗": "能耗",
    "农村居民": "城镇居民",
}
_PROJECT_RATES = frozenset(words("names", "project_rate"))
_PROJECT_MONEY = re.compile(
    r"(?:年度)?(?:总|计划总|年度计划|计划|完成|完成年度|年度|概算总|估算总)?投资(?:额)?$|合同(?:总)?(?:金)?额$|到位资金$|(?:总)?签约(?:金)?额$|(?:成交|交易|意向|协议)?总?金额$"
)
_NEXT_PREDICATE = re.compile(
    r"、(?=(?:累计)?(?:预计|完成|实现|新增|吸引|带动|惠及|新建|建成|引进|(?:改造|打造|整治|修复|铺设)(?!工程|项目|提升|任务|行动))"
    r"[^、]{1,20}$|为[^、]{2,12}(?:减负|让利|减税|降费|授信|担保)[^、]{0,6}$)"
)
_MEANS = re.compile(
    r"(?:(?:依托|利用|借助|立足|在)[^，、；。]{3,24}?(?=(?:建成|打造|新建|新增|设立|开展|举办|安装|布设|搭建)[^，、；。]{2,})"
    r"|(?:支持|引导|组织|发动)[^，、；。]{2,20}?(?:企业|农户|合作社|单位)(?=(?:建成|建设|打造|新建|设立|开展|实施)[^，、；。]{2,}))"
)
_DONE_BY = re.compile(
    r"(?:[^自早业而不]已(?:经)?(?=[^有建于])|共(?=开展|举办|完成|组织|排查|实施|发放|办理|受理|签约|引进))(?:累计)?"
)
_NO_NAME = re.compile(
    r"(?:(?:[一二两三四五六七八九十]+年来?|连年|约|近|共|如今|其中|达|年|每年|同期|多年|现|现在|规模化|这|冲刺|含)|是?自[^，]*以来)$"
)
_ATTRIBUTED = re.compile(r"^[^，、]*\d[^，、]*元[^，、]*的$|^[^，、]*(?:确定|承诺|票决|审议通过)的$")
_COUNTED_OF = re.compile(r"[\d.]+[万亿]?[个家所座条项][^，、]{1,12}的$")
_COUNT = re.compile(r"[\d.]+[万亿千百]*[个条座处所家项亩](?:以上)?|[。！？]$")
_PREDICATE = re.compile(
    r"(?:全部|均|成功)?(?:获评|获批|获|入选|上榜|通过|建成|开工|投用|投产|落地|完成|实现|达到|开学|竣工|签约|开业|投入)"
)
_JOINED = ("以及", "和", "及")
_PURPOSE = re.compile(r"用于|支持|并|惠及|以上|，|为|带动|投入|等")
_GROWN = re.compile(r"(?:面积|出栏|存栏|种植|养殖|总产|总产量|产量)$")
_STATE_VERB = re.compile(r"(?:开工|竣工|建成|投产|达产|完成|改造完成|新开工)$")


_MOOD = re.compile(
    r"(?<=\w\w)(?:逆势|稳步|持续|蓬勃|快速|平稳|健康|加快|加速|不断|强劲|竞相|高速|有力|明显|显著|稳中|企稳|全面|量质|再度|再次){1,2}"
    r"(?:上扬|发展|增长|壮大|回升|向好|提升|攀升|扩大|恢复|回暖|领跑|领先|提质|趋稳|齐升|双升|突破|优化|改善|增强|推进)$"
)
_LABEL_BREAK = re.compile(r"\d|[是为各]")


class Namer:
    """Names the items of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def name(self, item: Item, start: int, change: Change, thread: Thread, rest: list[Item]) -> Name:
        """Return the name of an item whose own words begin at `start`."""
        if thread.queue:
            return thread.queue.pop(0), "respective", (start, change.end)
        behind = self.text[slice(*item.after)]
        if item.spent_on[1] > item.spent_on[0] and tidy(self.text[start : change.end]) in ("投资", "总投资"):
            behind = ""
        if behind and not self._goes_on(item, change, behind):
            return self._around(item, start, change, tidy(behind), thread, rest)
        return self._before(item, start, change, thread, rest)

    def _goes_on(self, item: Item, change: Change, behind: str) -> bool:
        """Whether the words behind a number are not its noun but the next thing said."""
        quantity = item.quantity
        if change.measure in ("growth", "decline") and not quantity.counts:
            relative = quantity.unit.endswith((*SHARE_UNITS, *POINT_UNITS, "倍", "位"))
            return relative or change.end - item.before[0] > 3
        if quantity.form == "tenths" and change.end <= item.before[0]:
            return False
        if quantity.unit.endswith(POINT_UNITS) or quantity.form in ("fold", "tenths"):
            return True
        return not re.match(r"(?!并(?!联|网|购))[\w“（]", behind)

    def topic(self, thread: Thread) -> str:
        """What a clause without a number spoke of, for names that a later clause leaves out."""
        start, end = thread.spoken
        if end == start or end - start > 24:
            return ""
        return _MOOD.sub("", tidy(self.text[lead_end(self.text, start, end) : end]))

    def _label(self, thread: Thread) -> str:
        """A short noun that opens a sentence as its theme: 装备制造，…力争主营业务收入超过80亿元."""
        label = _MOOD.sub("", self.text[slice(*thread.opening)])
        if len(label) > 10 or _LABEL_BREAK.search(label) or making_end(label, 0, len(label)):
            return ""
        return label if lead_end(label, 0, len(label)) == 0 else ""

    # The words stand before the number -----------------------------------------------------------------------------

    def _before(self, item: Item, start: int, change: Change, thread: Thread, rest: list[Item]) -> Name:
        text, end = self.text, change.end
        if change.measure in ("growth", "decline") or (change.measure and item.quantity.unit in SHARE_UNITS):
            start = after_cause(text, start, end)
        start = self._behind_agent(self._behind_predicate(start, end, change), end)
        own = tidy(text[start:end])
        if own.endswith("并") and len(own) > 3:
            end, own = end - 1, own[:-1]
        if (
            own.startswith(("完成", "实现"))
            and len(own) > 3
            and own != "完成投资"
            and (change.measure or ends_as_level(own))
        ):
            start, own = start + 2, own[2:]
        if own.endswith(("人均", "户均", "户均年", "人均年")) and change.verb is not None:
            end = change.verb[1] if change.word == "增收" else end - 2
            own = tidy(text[start:end])
        meanwhile = own.startswith("在") and self.text.startswith("的同时", item.quantity.tail)
        if meanwhile or (
            (change.measure or change.bound) and own.startswith(("使", "让", "把", "将", "对")) and len(own) > 3
        ):
            start, own = start + 1, own[1:]
        if not own or _NO_NAME.match(own):
            return self._borrowed(item, change, thread)
        leaning = self._leaning(item, own, thread)
        if leaning:
            return *leaning, (start, end)
        making = making_end(text, start, end)
        if making >= end:
            return self._verb_alone(own, thread, (start, end), rest)
        if making > start:
            return thread.speak_of(text[start:making], tidy(text[making:end])), "name-number", (start, end)
        return self._noun_before(item, own, change, thread, (start, end))

    def _leaning(self, item: Item, own: str, thread: Thread) -> tuple[str, str] | None:
        """Own words that say something only together with what was spoken of before."""
        if own in ("投资", "总投资") and item.spent_on[1] > item.spent_on[0]:
            return own + _COUNT.sub("", tidy(self.text[slice(*item.spent_on)])), "money-spent-on"
        if _PROJECT_MONEY.match(own) and thread.noun.endswith(("项目", "工程", "活动", "合同", "协议", "订单")):
            whole = len(thread.noun) > 2 or thread.noun == "活动"
            return (thread.noun if whole else thread.subject) + own, "money-of-projects"
        if own in _PROJECT_RATES and thread.noun.endswith(("项目", "工程")):
            return thread.noun + own, "leaning-head"
        if own.startswith("占") and thread.subject and len(own) > 1:
            thread.share = (thread.subject, self.bare(thread) + own)
            return thread.share[1], "share-of-subject"
        if leans(own) and thread.subject:
            return self.bare(thread) + own, "leaning-head"
        if own in _COUNTERPARTS and _COUNTERPARTS[own] in thread.subject != _COUNTERPARTS[own]:
            return thread.subject.replace(_COUNTERPARTS[own], own, 1), "counterpart"
        if own in _BARE_HEADS and self._owner(item, thread):
            thread.subject = self._owner(item, thread) + own
            return thread.subject, "owner-of-head"
        if is_grade(own) and thread.noun:
            return thread.verb + regrade(thread.noun, own), "grade"
        return None

    def _behind_predicate(self, start: int, end: int, change: Change) -> int:
        """项目全面达产、完成年产值: what is said before the last 、 is no part of the name."""
        cut = _NEXT_PREDICATE.search(self.text, start + 4, end)
        if cut:
            return lead_end(self.text, cut.end(), end)
        if change.measure in ("growth", "decline") and self.text.startswith(("完成", "实施", "开展"), start):
            return self.text.rfind("、", start, end) + 1 or start
        return start

    def _behind_agent(self, start: int, end: int) -> int:
        """委员会已专题研究, 依托闲置用房打造: who has done it, and by what means, is no part of the name."""
        if means := _MEANS.match(self.text, start, end):
            return means.end()
        done = _DONE_BY.search(self.text, start + 2, end)
        return done.end() if done and end - done.end() > 2 else start

    def _noun_before(self, item: Item, own: str, change: Change, thread: Thread, span: Span) -> Name:
        shares = bool(thread.verb) and not change.measure
        if item.first:
            alike = thread.counted == item.quantity.counts and own[0] not in "为向对共起"
            shares = shares and alike and not change.bound and thread.verb.startswith("新")
        if shares and not self._is_stock(own, item) and not item.quantity.unit.endswith(SHARE_UNITS):
            return thread.speak_of(thread.verb, own), "shared-verb", span
        thread.subject = thread.noun = own
        return own, "name-verb-number" if change.measure else "name-number", span

    def _is_stock(self, own: str, item: Item) -> bool:
        return ends_as_level(own) and (item.first or not own.endswith(("面积", "里程", "容量", "装机", "能力")))

    def _owner(self, item: Item, thread: Thread) -> str:
        """Whose income or output a bare head speaks of: the noun before it, or the label that opens the sentence."""
        beside = not item.first or _GROWN.search(thread.subject)
        return without_head(self.bare(thread)) if beside and thread.subject else self._label(thread)

    def _verb_alone(self, own: str, thread: Thread, span: Span, rest: list[Item]) -> Name:
        """新开工15个、竣工11个项目; 筹建住房980套，分配620套: the noun is another item's."""
        if thread.verb.startswith("新增") and not own.startswith("新"):
            return thread.verb + own, "shared-verb", span
        if own in _BENEFIT and (thread.subject or self.topic(thread)):
            return (thread.subject or self.topic(thread)) + own, "benefit-of-subject", span
        noun = _STATE_VERB.sub("", thread.noun) or self._noun_of_next(rest) or self._noun_of_topic(thread)
        if noun and not own.endswith(_OWN_OBJECT):
            thread.verb = own
            return own + noun, "shared-noun", span
        thread.subject = own
        return own, "verb-only", span

    def _noun_of_topic(self, thread: Thread) -> str:
        topic = self.topic(thread)
        topic = topic[making_end(topic, 0, len(topic)) :]
        return topic if len(topic) <= 12 else ""

    def _noun_of_next(self, rest: list[Item]) -> str:
        if len(rest) < 2 or rest[1].after[1] <= rest[1].after[0]:
            return ""
        return tidy(self.text[slice(*rest[1].after)])

    def _borrowed(self, item: Item, change: Change, thread: Thread) -> Name:
        """The number has no words of its own: it speaks of what the sentence spoke of before."""
        if item.quantity.unit.endswith(POINT_UNITS) and change.measure and thread.share[0] == thread.subject != "":
            return thread.share[1], "elided-subject", None
        if not thread.subject:
            return self.topic(thread), "elided-topic", None
        if item.quantity.unit.lstrip("万亿") == "人" and thread.verb and not item.first and not change.measure:
            return thread.verb + "人员", "people-of-verb", None
        if change.measure == "level" and not change.bound and item.quantity.counts:
            done = "完成" if change.word == "完成" else ""
            return done + self.bare(thread), "elided-subject", None
        if change.measure == "growth" and item.quantity.unit in SHARE_UNITS and "占" in thread.subject[2:]:
            return thread.subject[: thread.subject.index("占", 2)], "elided-subject", None
        return thread.subject, "elided-subject", None

    def bare(self, thread: Thread) -> str:
        """Return the subject without the verb that made it (新增上市企业 → 上市企业)."""
        subject = thread.subject or self.topic(thread)
        subject = subject[:-2] if subject.endswith(("新增", "净增", "累计")) and len(subject) > 4 else subject
        end = making_end(subject, 0, len(subject))
        return subject[end:] if 0 < end < len(subject) and thread.noun and subject.endswith(thread.noun) else subject

    # The noun stands behind the number -----------------------------------------------------------------------------

    def _around(self, item: Item, start: int, change: Change, noun: str, thread: Thread, rest: list[Item]) -> Name:
        """新建9个智能工厂; 4家企业获评示范企业."""
        end = self._end_before(item, start, change)
        if change.measure in ("growth", "decline") and not item.quantity.counts:
            start = end
        before = _COUNTED_OF.sub("", self.text[start:end])
        if item.quantity.unit.endswith(SHARE_UNITS):
            name = tidy(before) + ("" if noun == "以上" else noun)
            thread.subject = thread.noun = name
            return name, "share-of-noun", (start, item.after[1])
        making = making_end(self.text, start, end)
        if making > start:
            return self._made(start, making, end, noun, item, thread)
        if not before or _ATTRIBUTED.match(before):
            return self._noun_alone(item, noun, thread, rest)
        if is_list(before):
            verb = last_making(before)
            noun = noun if verb or len(noun) > 2 else tidy(before) + noun
            return thread.speak_of(verb, noun), "examples-number-noun", item.after
        thread.subject, thread.noun = tidy(before) + noun, noun
        return thread.subject, "words-number-noun", item.after

    def _end_before(self, item: Item, start: int, change: Change) -> int:
        if change.measure and change.end <= start:
            return change.bound_span[0] if change.bound_span else item.before[1]
        return change.end

    def _noun_alone(self, item: Item, noun: str, thread: Thread, rest: list[Item]) -> Name:
        joined = not item.first or self.text.startswith(_JOINED, item.before[0])
        if joined and thread.verb:
            return thread.speak_of(thread.verb, noun), "shared-verb", item.after
        if noun == "受益":
            noun = (thread.subject or self.topic(thread)) + noun
        elif len(rest) > 1 and len(noun) <= 4 and not _PREDICATE.search(noun):
            noun += self._predicate_of(rest[-1])
        thread.noun = thread.subject = noun
        return noun, "number-noun-verb", item.after

    def _predicate_of(self, item: Item) -> str:
        """3所小学、5所幼儿园建成开学: the last noun's predicate is said of all."""
        behind = tidy(self.text[slice(*item.after)])
        match = _PREDICATE.search(behind, 1)
        return behind[match.start() :] if match else ""

    def _made(self, start: int, making: int, end: int, noun: str, item: Item, thread: Thread) -> Name:
        verb, between = self.text[start:making].removesuffix("了"), self.text[making:end]
        kept = "" if is_list(between) or _ATTRIBUTED.match(between) else tidy(between)
        if len(kept) > 1 and _PURPOSE.match(noun):
            return thread.speak_of(verb, kept), "name-number", (start, end)
        name = thread.speak_of(verb, kept + noun)
        thread.verb = last_making(kept) or thread.verb
        return name, "verb-number-noun", item.after
