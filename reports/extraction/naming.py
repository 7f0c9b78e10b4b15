"""The rules that name what a number measures from its own words, in the order in which they are asked.

Each returns the name, its own name as a rule, and the span of the words it was read from. Where the noun stands behind
the number, `counted.py` reads it. Where the number has no words of its own, or too few, the thread of the sentence
lends them (`lending.py`).
"""

from __future__ import annotations

import re

from .change import Change
from .clauses import Item
from .coordination import where_of
from .counted import CountedNamer
from .lending import HOW_DONE, MONEY_SPENT, Lender
from .lexicon import late, words
from .measuring import STANDING
from .names import (
    IN_STOCK,
    after_cause,
    ends_as_level,
    is_protected,
    last_making,
    lead_end,
    making_end,
    tidy,
)
from .predicates import behind_agent, behind_predicate
from .quantities import POINT_UNITS, SHARE_UNITS
from .ranks import among_many
from .sharing import (
    has_own_verb,
    headed_alike,
    like_before,
    obtained_alike,
    regraded,
    subject_and_verb,
    verb_over_comma,
)
from .thread import Name, Span, Thread

_BENEFIT = frozenset(words("names", "benefit"))
_OWN_OBJECT = words("names", "own_object")
_BRINGS = ("带动", "拉动", "推动")
_HELPING = ("支持", "引导", "鼓励", "助力")
"""支持甲县经济总量冲刺500亿元: who is helped reaches it."""
_GAINERS = ("群众", "农民", "村民", "农户", "居民", "牧民", "农牧民", "老百姓")
_ADDED_TOO = frozenset(("贷款", "授信", "营收", "税收", "产值", "产能"))
"""新增上市企业3家、贷款80亿元: amounts that are added like the things before them."""
_SHARED_BY_UNIT = late("(?<=\\w)(?:以旧换新|产量|产销量|销量|出栏|存栏)$")
"""整车产量20万辆、客车3万辆: in one unit, the second thing has the head of the first."""
_ANIMALS = frozenset(("头", "只", "羽", "匹", "头只", "头（只）"))
_YIELD = late("(?<=\\w\\w)总?产量$")
"""粮食产量18万吨、新增储备3万吨: what is stored is the grain."""
_DONE_TO_OLD = frozenset(
    (
        "修复",
        "改造",
        "整治",
        "治理",
        "更新",
        "维修",
        "疏浚",
        "清淤",
        "修缮",
        "更换",
        "升级",
        "提升",
        "改造提升",
        "提升改造",
        "改建",
        "扩建",
    )
)
"""新增管网65公里、修复136公里: what is mended was there before."""
_REACHED = frozenset(("开工", "竣工", "完工", "投产", "投用", "建成", "建成投用", "建成投产", "通车", "建成通车"))
"""新增立项道路30条、开工18条: the same things are begun, not added."""
_PASSED = late(
    "(?<=\\w\\w)(?:在全[国省市区])?(?:首次|率先|一举)*(?:(?:突破|超过|迈上|跨越|跨过|站上|跨上)“[^”]{1,8}”(?:大关|台阶)?|(?:破|突破|超|过)[百千万]?[亿万]|(?:成功|实现)*(?:扭[负亏]为[正盈]|由[负降]转[正升]|止跌回升|企稳回升))、?$"
)
"""生产总值突破“五百亿”、达513亿元: what was passed is said twice."""
_ENDS_PASSED = frozenset("”亿万关阶台正盈升、")
_GIVEN_ALIKE = ("贷款", "资金", "补贴", "授信", "标准", "债券", "产能")
"""发放农户贷款2亿元、创业贷款1亿元: of amounts of one kind each was given."""
_AND_MORE = late("(?:和|及|以及|、)(?:一批|若干)")
"""新建公园3个和一批绿地: what is added was not counted."""
_ADDED_BEHIND = late("(?<=[\\w”）]{2})(?<!城镇)(?<!城乡)(?:均|各|分别|累计|共|已|平均|每年|一年|全年|当年)*新增$")
"""农村劳动力转移就业新增300人: the verb stands behind what was added."""
_FOUND_GOOD = late("(?<=\\w\\w)(?:的?(?:检测|监测|检验|抽检)?结果)(?:均|全部|都)?(?:为|达到?)?(?:合格|达标)$")
"""监测的120个水样结果均为合格: what they were found to be is no part of the name."""
_PLACES_OF_PUPILS = frozenset(("新增学位", "增加学位", "提供学位"))
_SCHOOL = late("(?:义务教育|公办|普惠性|普惠|普通)?(?:幼儿园|中小学校?|小学|初中|中学|高中|学校)$")
_NO_NAME = late(
    r"(?:(?:[一二两三四五六七八九十]+年来?|连年|约|近|共|如今|其中|达|年|每年|同期|多年|现|现在|规模化|这|冲刺|含|[\d.–—~-]+年?)|是?自[^，]*以来)$"
)
_SHORTEST_LEAD = 4
_DONE_BY_THEM = late(r"(?<=\w)[”）]?(?:完成|实施)(?=[^，、；]{1,12}(?:改造|建设|治理|整治|修复|提升|绿化|硬化|安装)$)")
"""36个村完成民居改造1800户: those who did it are counted before, what was done is the news."""
_PLACES_DOING = late(
    "[^，、；\\d]{0,8}(?:村|社区|小区|乡镇|街道|县区|居委会)(?:（[^）]{1,4}）)?(?=(?:改造|新建|建设|修建|整治|治理|安装|铺设|硬化|绿化|种植|拆除|建成|新增)(?!项目|工程|任务)[^，、；]{2,})"
)
"""9个目标村（社区）改造旱厕2600户: the places that did it are no part of the name either."""
_LENT = late(
    "(?:银行|金融机构|保险机构|保险公司|担保机构|企业|商会)(?:累计|共|已|共计)*(?=(?:向|为|给)[^，、；]{2,14}(?:发放|提供|授信|投放|赔付|担保|捐赠)[^，、；]{2,8}$)"
)
"""8家银行累计向小微企业发放贷款3亿元: what was lent is the news."""
_FOR_WHOM = late(
    "[^，、；]{0,8}?(?:企业|群众|居民|家庭|老人|农户|商户|学生|职工|个体工商户|经营主体)(?:累计|共|新|免费)*(?=(?:供应|新供|提供|发放|办理|减免|解决|安装|落实|争取|续租|配租)[^，、；]{2,})"
)
"""为97家企业提供用房23万平方米: for whom it was is no part of the name."""
_ACHIEVED = late(
    r"(?P<who>[^，、；\d]{2,12}?)(?:全年|累计|预计|共|基本|首次|就)?(?:实现|完成)(?P<what>(?!率|投资)[^，、；]{2,12})"
)
"""高新区全年实现工业产值1200亿元: the zone's output."""
_PLACE = late(r"\w(?:区|县|市|镇|乡|村|街道|新城)$")
_STATE_VERB = late(
    r"(?:开工|竣工|建成|投产|达产|完成|改造完成|新开工|新签约|完成投资|收储|(?<=项目|工程|农田|住房|公路)建设)$"
)


class Namer:
    """Names the items of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lent = Lender(text)
        self.behind = CountedNamer(text, self.lent)

    def name(self, item: Item, start: int, change: Change, thread: Thread, rest: list[Item]) -> Name:
        """Return the name of an item whose own words begin at `start`."""
        if thread.queue:
            return thread.queue.pop(0), "respective", (start, change.end)
        behind = self.text[slice(*item.after)]
        behind = "" if behind and behind[0] in "和及以、" and _AND_MORE.match(behind) else behind
        behind = _FOUND_GOOD.sub("", HOW_DONE.sub("", behind)) if behind else ""
        if item.spent_on[1] > item.spent_on[0] and tidy(self.text[start : change.end]) in MONEY_SPENT:
            behind = ""
        if not behind and (households := self._households(item, rest)):
            return self.behind.alone(item, households, thread, rest)
        if behind and not self._goes_on(item, change, behind):
            noun = self.lent.heads.projects(tidy(behind), item, self.text[start : change.end], thread)
            return self.lent.heads.gained(self.behind.around(item, start, change, noun, thread, rest), item, thread)
        return self._before(item, start, change, thread, rest)

    def _households(self, item: Item, rest: list[Item]) -> str:
        """900户1500人实现稳定脱贫: what is said behind the people is said of their households too."""
        alone = item.before[0] == item.before[1] and len(rest) > 1
        if alone and item.quantity.unit.endswith("户") and rest[1].quantity.start == item.quantity.tail:
            return self.lent.noun_of_next(rest)
        return ""

    def _goes_on(self, item: Item, change: Change, behind: str) -> bool:
        """Whether the words behind a number are not its noun but the next thing said."""
        quantity = item.quantity
        if behind.startswith(("用于", "投向")):
            return False
        if change.measure in ("growth", "decline") and not quantity.counts:
            relative = quantity.unit.endswith((*SHARE_UNITS, *POINT_UNITS, "倍", "位"))
            return relative or change.end - item.before[0] > 3
        if quantity.form == "tenths" and lead_end(self.text, item.before[0], change.end) >= change.end:
            return False
        if quantity.unit.endswith(POINT_UNITS) or quantity.form in ("fold", "tenths"):
            return True
        return not re.match(r"(?!并(?!联|网|购))[\w“（]", behind)

    # The words stand before the number -----------------------------------------------------------------------------

    def _before(self, item: Item, start: int, change: Change, thread: Thread, rest: list[Item]) -> Name:
        text = self.text
        start, end, own = self._own_words(item, start, change)
        if own.endswith("新增") and not change.measure and (added := _ADDED_BEHIND.search(own)):
            thread.noun = own[: added.start()]
            thread.subject = "新增" + thread.noun
            return thread.subject, "name-number", (start, end)
        if not own or _NO_NAME.match(own):
            return self.lent.borrowed(item, change, thread)
        leaning = self.lent.leaning(item, own, change, thread, rest)
        if leaning:
            return *leaning, (start, end)
        if own in _PLACES_OF_PUPILS and (school := self._school_before(item, own, thread)):
            return thread.speak_of(own[:2], school + own[2:]), "owner-of-head", (start, end)
        making = making_end(text, start, end)
        if making >= end:
            return self._verb_alone(item, own, thread, (start, end), rest)
        if making > start:
            noun = self._located(self.behind.graded(tidy(text[making:end]), rest), item, rest)
            return thread.speak_of(text[start:making], noun), "name-number", (start, end)
        return self._noun_before(item, own, change, thread, (start, end))

    def _school_before(self, item: Item, own: str, thread: Thread) -> str:
        """建成小学4所、新增学位3000个，建成幼儿园2所、新增学位700个: of which schools, where it is said of two."""
        school = _SCHOOL.search(thread.noun) if not item.first else None
        sentence = slice(self.text.rfind("。", 0, item.clause[0]) + 1, self.text.find("。", item.clause[0]))
        return school[0] if school and self.text.count(own, sentence.start, sentence.stop) > 1 else ""

    def _own_words(self, item: Item, start: int, change: Change) -> tuple[int, int, str]:
        """Return a number's own words and their span: without who did it, by what means, and what only leads to it."""
        text, end = self.text, change.end
        if change.measure in ("growth", "decline") or (change.measure and item.quantity.unit in SHARE_UNITS):
            start = after_cause(text, start, end)
        start = behind_agent(text, behind_predicate(text, start, end, change), end)
        if end > start and text[end - 1] in _ENDS_PASSED and (passed := _PASSED.search(text, start, end)):
            end = passed.start()
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
            (change.measure or change.bound)
            and own.startswith(("使", "让", "把", "将", "对"))
            and len(own) > 3
            and not is_protected(own)
        ):
            start, own = start + 1, own[1:]
        return self._without_doers(item, start, end, own, change)

    def _without_doers(self, item: Item, start: int, end: int, own: str, change: Change) -> tuple[int, int, str]:
        """Drop those who gain by it, bring it about or are helped: 为97家企业提供用房23万平方米."""
        text = self.text
        if change.word == "增收" and change.verb is not None and own.endswith(_GAINERS):
            end = change.verb[1]
            own = tidy(text[start:end])
        if own.startswith(_BRINGS) and (of_all := lead_end(text, start + 2, end)) > start + 2:
            start, own = of_all, tidy(text[of_all:end])
        if (
            own.startswith(_HELPING)
            and not is_protected(own)
            and change.measure == "level"
            and ends_as_level(own)
            and len(own) > _SHORTEST_LEAD
        ):
            start, own = start + 2, own[2:]
        if item.sized and text[item.sized[0].start - 1] in "为向给" and (whom := _FOR_WHOM.match(own)):
            start, own = start + whom.end(), own[whom.end() :]
        if item.sized and (done := _DONE_BY_THEM.search(own) or _PLACES_DOING.match(own) or _LENT.match(own)):
            start, own = start + done.end(), own[done.end() :]
        if ("实现" in own or "完成" in own) and (by := _ACHIEVED.fullmatch(own)) and ends_as_level(by["what"]):
            own = by["who"] + by["what"]
        if own.startswith("争取") and (change.bound or change.measure == "level") and len(own) > 5:
            start, own = start + 2, own[2:]
        return start, end, among_many(text, item, own)

    def _noun_before(self, item: Item, own: str, change: Change, thread: Thread, span: Span) -> Name:
        shares = bool(thread.verb) and not change.measure and "新增" not in own and not own.endswith(thread.verb)
        if item.first:
            alike = thread.counted == item.quantity.counts and own[0] not in "为向对共起"
            shares = shares and alike and not change.bound and thread.verb.startswith(("新", "净增"))
        shares = shares and not has_own_verb(own, self.text[slice(*item.before)], item, thread)
        if headed := headed_alike(own, item, change, thread) or self._headed_alike(item, own, change, thread):
            thread.subject = thread.noun = headed
            return headed, "shared-head", span
        where = where_of(thread.subject, own) if not item.first else ""
        if like := where + own if where else like_before(own, thread):
            thread.subject, thread.noun = like, like
            return like, "counterpart", span
        shares = shares and not (thread.verb == "净增" and change.bound)
        alike = thread.noun[-2:] == own[-2:] and own.endswith(_GIVEN_ALIKE)
        added = (alike or (thread.verb.startswith("新增") and own in _ADDED_TOO)) and not item.first
        added = added or obtained_alike(own, item, thread)
        if shares and (added or not self._is_stock(own, item)) and not item.quantity.unit.endswith(SHARE_UNITS):
            return thread.speak_of(thread.verb, regraded(own, thread)), "shared-verb", span
        bound = self.text[slice(*change.bound_span)] if change.bound_span else ""
        if not change.measure and (verb := verb_over_comma(own, item, bound, thread)):
            return thread.speak_of(verb, own), "shared-verb", span
        if (
            own[0] == "净"
            and own[:2] == "净增"
            and not change.measure
            and len(own) > _SHORTEST_LEAD
            and not ends_as_level(own)
        ):
            return thread.speak_of(own[:2], own[2:]), "name-number", span
        if item.first:
            thread.verb = "" if change.measure else subject_and_verb(own) or thread.verb
        thread.subject = thread.noun = own
        return own, "name-verb-number" if change.measure else "name-number", span

    def _headed_alike(self, item: Item, own: str, change: Change, thread: Thread) -> str:
        """汽车以旧换新4万辆、家电45万台: a bare noun behind a 、 has the head of what was counted before it."""
        before = thread.previous
        if item.first or before is None or change.verb or not self.text.startswith("、", item.before[0] - 1):
            return ""
        head = _SHARED_BY_UNIT.search(before.name)
        deed = head is not None and head[0] == "以旧换新"
        units = {before.quantity.unit.lstrip("万亿"), item.quantity.unit.lstrip("万亿")}
        alike = len(units) == 1 or units <= _ANIMALS
        bare = not ends_as_level(own) and last_making(own) == "" and making_end(own, 0, len(own)) == 0
        return own + head[0] if head and (alike or deed) and bare and head[0] not in own else ""

    def _is_stock(self, own: str, item: Item) -> bool:
        if own.startswith(IN_STOCK) or STANDING.search(own):
            return True
        return ends_as_level(own) and (item.first or not own.endswith(("面积", "里程", "容量", "装机", "能力")))

    def _verb_alone(self, item: Item, own: str, thread: Thread, span: Span, rest: list[Item]) -> Name:
        """新开工15个、竣工11个项目; 筹建住房980套，分配620套: the noun is another item's."""
        if item.quantity.unit == "%" and thread.subject.endswith(own) and thread.subject != own:
            return thread.subject, "shared-noun", span
        if (
            thread.verb.startswith("新增")
            and not own.startswith("新")
            and own not in _DONE_TO_OLD
            and not (own in _REACHED and thread.noun)
            and not item.quantity.unit.endswith("元")
        ):
            return thread.verb + own, "shared-verb", span
        if own in _BENEFIT and ends_as_level(thread.subject):
            return own, "verb-only", span
        if own in _BENEFIT and (thread.subject or self.lent.topic(thread)):
            return (thread.subject or self.lent.topic(thread)) + own, "benefit-of-subject", span
        noun = "" if thread.stands_apart() else _STATE_VERB.sub("", thread.noun)
        noun = noun or self.lent.noun_of_next(rest) or self.lent.noun_of_topic(thread)
        noun = _YIELD.sub("", noun)
        if noun and not own.endswith(_OWN_OBJECT):
            thread.verb = own
            return own + noun, "shared-noun", span
        thread.subject = own
        return own, "verb-only", span

    def _located(self, noun: str, item: Item, rest: list[Item]) -> str:
        """甲新区100个、乙新区60个重点项目: places alone take the noun behind the last number."""
        behind = self.lent.noun_of_next(rest) if _PLACE.search(noun) else ""
        place = tidy(self.text[slice(*rest[1].before)]) if behind else ""
        located = place and rest[1].quantity.unit == item.quantity.unit
        return noun + behind if located and (_PLACE.search(place) or len(place) <= _SHORTEST_LEAD) else noun
