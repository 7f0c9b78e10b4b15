"""The rules that name what is counted from the words behind its number: 新建9个智能工厂; 4家企业获评示范企业."""

from __future__ import annotations

from .change import Change
from .clauses import Item
from .lending import Lender
from .lexicon import late
from .names import is_grade, is_list, last_making, lead_end, making_end, regrade, tidy
from .predicates import behind_done, behind_means
from .quantities import SHARE_UNITS
from .sharing import counted_over_comma, has_predicate, of_theme
from .tails import (
    CARRYING_OUT,
    PREDICATE,
    action_of_all,
    behind_next,
    condition_of_all,
    graded,
    predicate_of_all,
)
from .thread import Name, Thread

_TAKEN_INTO = late("，(?P<into>(?:纳入|列入|归入)[^，；。\\d]{3,20})(?=[。；])")
"""将滨江通道等12个重要事项，纳入三年行动计划: a comma stands before what became of them."""
_EXTENTS = ("公里", "米", "亩", "公顷")
_FIRST_OF_LIST = late("[^，、；等]{3,14}(?=、[^，；]{2,40}等[^，、；]{2,})")
"""建成69公里公园带、森林会客厅等精品: only the first of them is so long."""
_NOT_DONE = late("因[^，；]{2,12}(?:暂缓|未|推迟|取消|停)|未(?:达到|完成|能|按|实现|开工|启动)|没有")
"""1项因规划调整暂缓实施: what became of some of those counted before names nothing that was reached."""
_TAKING_PART = frozenset(("受益", "参与", "参加"))
_ATTRIBUTED = late(r"^[^，、]*\d[^，、]*元[^，、]*的$|^[^，、]*(?:确定|承诺|票决|审议通过)的$")
_INVESTED_OF = late(
    r"(?<!等)(?:一批)?(?:年度|总|计划|概算|估算)*投资(?:额)?(?:超|约|近|达|过)*[\d.]+[万亿]*元(?:以上)?的$"
)
_RAISING = ("提高", "调整", "提升")
_OF_PLACE = late("(?<=\\w\\w)全[省市区县州盟旗镇乡]$")
"""提高全市3万名退休人员养老金: whose they are is no part of the name."""
_COUNTED_OF = late(r"[\d.]+[万亿]?[个家所座条项][^，、]{1,12}的$")
_LONGEST_EXAMPLES = 16
_LONGEST_WHO = 8
_IN_ALL = ("共", "合计", "总计", "共计")
_TO_WHOM = ("为", "向", "给", "帮助", "让", "使")
"""为2万人提供培训: the number says for whom."""
_GIVEN = late("提供|发放|开展|减免|安装|办理|落实|实施|配备|购买|进行")
_SIZED_NOUN = late("栋?楼|村|个?小区|社区|乡镇|县|户")
"""51栋楼1600套住房, 13个村2万人的饮水问题: the first count only sizes the second."""
_FOR_WHAT = late(r"(?<=\w\w)(?:专项)?(?:支持|用于|帮助|助力).{2,}")
"""增发1万亿元国债支持灾后重建: what money is for is no part of its noun."""
_DONE_BY_ALL = ("实现", "全部实现", "全部脱贫", "脱贫", "稳定脱贫")
_JOINED = ("以及", "和", "及")
_PURPOSE = late(r"用于|支持|并|惠及|以上|，|为|带动|投入|等")
_AIM_OF_MONEY = late("(?:加大|加强|强化|保障|推动|推进|完善|改善|提升|解决|夯实)[^，、；。]{2,}")
"""调增预算2亿元加大安全投入: what money is for."""
_WHERE = late("(?:(?:中心|主|老|新)?城区|县城|乡镇|农村|城乡|城镇|园区|镇村)")
"""城区新建及提升6个公园、9个花园: where it is done stands before the verbs that are shared."""
_SHORTEST_LEAD = 4
_DOING = late(
    "(?!共|还|现有|已有|拥有|围绕|聚焦|其中|针对|面向|包括|作为|对|在|由|以|为|从|与|和|约|近|超|每)"
    "[^，、；]{2,6}(?<!等)"
)
"""联动8所高校、30家企业: what stands alone before a number and its noun is said of the next one too."""
_SHARE_LEAD = late("保持|[把将](?=[^，、；]{3})")
_FIELD = late("等(?:领域|行业|产业)的?$")
"""引进动漫、电竞等领域10家优质企业: the fields narrow what is counted."""
_MANNER = late("(?:采取|采用|以)(?:“[^”]+”)+等?(?:的?方式|模式|机制|形式)")
"""以“短平快”模式完成20处治理: how it was done is no part of the name."""
_MORE_EFFORT = late("加大|加强")
"""加大10所学校培育力度: the effort is no part of what is done."""
_MORE_BEHIND = late(
    r"(?<=[\w”）]{2})(?:(?:和|及|以及)[^，；、]{0,10}(?:第[一二三四五六七八九十\d]+(?:小学|中学|医院|幼儿园|实验)|新[校院馆]区|[国省县]道|[GS]\d)[^，；、]*"
    r"|(?<=水库|灌区|公园|学校|医院|大桥|道路|中心|基地|电站|设施|场馆|泵站)(?:(?:和|及|以及)[^，；]{2,24}等[^，；、]{2,12}$|等一批)"
    r"|(?:、|以及|和|及)(?:一批|若干)|、(?:[^、，；]{0,4}(?:最多|最大|领先)$"
    r"|(?:得到|获得|受到|赢得|广受)[^、，；]{1,14}(?:肯定|好评|赞誉|认可|表扬)$))"
)
"""建成7个公园和一批绿地, 8个村获评示范村、全市最多: the count says nothing of what is added."""
_NEXT_DEED = late(
    "(?<=[^，、；]{4}(?:改造|提升|建设|整治|治理|修复|升级))(?:(?:和|及|以及)(?=[^，；、]{4,}(?:改造|建设|提升|整治|治理|修复|升级)$)"
    "|、(?=[^，；、]{2,20}等[^，；、]{2,}$)).*$|(?<=”)、[^，；、“]{2,8}“[^”]{2,8}”$|(?:和|、)[百千][件项个家].*$"
)
"""38个避难场所改造和物资储备中心建设: the count is of the first deed alone."""
_NEXT_DONE = late(
    "(?<=竣工|完工|开工|投用|投产|建成|封顶|达产)、[^、，；]{4,}(?:竣工|完工|开工|开工建设|投用|投产|建成|封顶|投入使用|达产)$"
)
"""2个牧场主体工程竣工、云河牧场开工建设: the next thing was not counted."""
_BEFORE_DONE = late("做好前期(?:工作)?、(?:尽早|尽快|早日)?(?=开工)")
_PLACES_LISTED = late("(?:\\w{2,3}、)+\\w{2,3}")
"""新增江口、沙洲2个组合港和青禾、云岭2个内陆港: what comes behind more places was added as well."""
_FIGURE = late("(?<=[\\w”]{2})(?:享誉|扬名|走红|焕发|绽放|驰名|唱响|奔波|奋战|坚守|活跃在)[^、，；]*$")
"""15处古迹焕发生机: a figure of speech says nothing that is counted."""
_BATCHES = late(r"(?:分?[一二两三四五六七八九十\d]+批)$")
_MADE_OF_LIST = late("(?<=[\\w”）]{2})(?P<verb>新增|新建|建成|打造|改造|引进|开工建设)(?=[^，；、]+、)")
"""湖滨绿道新增茶室、书吧3处便民设施: the verb stands before the list, behind the place."""


class CountedNamer:
    """Names the items of one text whose noun stands behind the number."""

    def __init__(self, text: str, lent: Lender) -> None:
        self.text = text
        self.lent = lent

    def around(self, item: Item, start: int, change: Change, noun: str, thread: Thread, rest: list[Item]) -> Name:
        """新建9个智能工厂; 4家企业获评示范企业."""
        if item.quantity.unit.endswith(_EXTENTS) and (first := _FIRST_OF_LIST.match(noun)):
            noun = first[0]
        noun = _counted_alone(noun)
        if noun.endswith("力度") and _MORE_EFFORT.search(self.text, item.clause[0], item.before[1]):
            verb = last_making(noun := noun.removesuffix("力度"))
            return thread.speak_of(verb, noun.removesuffix(verb)), "verb-number-noun", item.after
        noun += condition_of_all(noun, self.text[start : change.end], behind_next(self.text, rest))
        end = self._end_before(item, start, change)
        led = behind_means(self.text, lead_end(self.text, start, end) if end > change.end else start, end)
        start = led if making_end(self.text, led, end) > led else start
        if change.measure in ("growth", "decline") and not item.quantity.counts:
            start = end
        start = behind_done(self.text, start, end)
        before = _COUNTED_OF.sub("", self.text[start:end])
        before = _BATCHES.sub("", before) if before.endswith("批") else before
        before = _OF_PLACE.sub("", before) if before.startswith(_RAISING) else before
        invested = _INVESTED_OF.search(before)
        if invested and invested.start() >= _SHORTEST_LEAD:
            end, before = start + invested.start(), before[: invested.start()]
        if item.quantity.unit.endswith(SHARE_UNITS):
            return self._share(before, noun, item, thread, rest), "share-of-noun", (start, item.after[1])
        if taken := _TAKEN_INTO.match(self.text, item.after[1]):
            noun += taken["into"] if self.text.find("将", item.clause[0], item.before[1]) >= 0 else ""
        before = "" if before in _IN_ALL or (before in _TO_WHOM and _GIVEN.match(noun)) else before
        if item.sized and _SIZED_NOUN.fullmatch(before):
            verb = last_making(self.text[item.clause[0] : item.sized[-1].start].removesuffix("了"))
            return thread.speak_of(verb, noun), "verb-number-noun", item.after
        noun = _FOR_WHAT.sub("", noun) if item.quantity.unit.endswith("元") else noun
        if (change.past or before.endswith("、") or _MANNER.fullmatch(before)) and change.word in CARRYING_OUT:
            return thread.speak_of(change.word, noun), "verb-number-noun", item.after
        making = making_end(self.text, start, end)
        if making > start:
            return self._made(start, making, end, self.graded(noun, rest), item, thread, rest)
        if not before or _ATTRIBUTED.match(before):
            return self.alone(item, noun, thread, rest)
        place = _WHERE.match(before)
        if place and making_end(before, place.end(), len(before)) == len(before):
            made = thread.speak_of(before[place.end() :], noun)
            return place[0] + made, "verb-number-noun", (start, item.after[1])
        if is_list(before):
            return self._of_examples(before, noun, thread), "examples-number-noun", item.after
        if is_grade(tidy(before)) and thread.verb:
            return thread.speak_of(thread.verb, tidy(before) + noun), "grade", item.after
        thread.subject, thread.noun = tidy(before) + noun, noun
        if item.quantity.counts and not change.measure and _DOING.fullmatch(before):
            thread.verb = before
        return thread.subject, "words-number-noun", item.after

    def _share(self, before: str, noun: str, item: Item, thread: Thread, rest: list[Item]) -> str:
        """保持90%以上的水体达标: the share is one of the noun behind it, with the words before."""
        name = _SHARE_LEAD.sub("", tidy(before)) + ("" if noun == "以上" else noun)
        name += predicate_of_all(name, behind_next(self.text, rest)) if item.quantity.unit == "%" else ""
        thread.subject = thread.noun = name
        return name

    def _of_examples(self, before: str, noun: str, thread: Thread) -> str:
        """甲、乙等6个港口: the noun behind the number, with the verb that stands before the examples."""
        listed = _MADE_OF_LIST.search(before)
        verb = last_making(before) or (listed["verb"] if listed else "")
        who = before.partition("实现")[0] if "实现" in before and not verb else ""
        if 1 < len(who) <= _LONGEST_WHO:
            return thread.speak_of("", who + noun)
        verb = verb or self._added_too(before, noun, thread)
        return thread.speak_of(verb, noun if verb or len(noun) > 2 else tidy(before) + noun)

    @staticmethod
    def _added_too(before: str, noun: str, thread: Thread) -> str:
        """新增佛坪等4个内陆港，江口等6个组合港: what comes behind more examples was added as well."""
        listed = before.endswith("等") or _PLACES_LISTED.fullmatch(before)
        added = thread.verb.startswith("新增") and listed and lead_end(before, 0, len(before)) == 0
        return thread.verb if added and len(noun) <= _SHORTEST_LEAD and not PREDICATE.search(noun) else ""

    def _end_before(self, item: Item, start: int, change: Change) -> int:
        if change.measure and change.end <= start:
            return change.bound_span[0] if change.bound_span else item.before[1]
        return change.end

    def alone(self, item: Item, noun: str, thread: Thread, rest: list[Item]) -> Name:
        """家庭农场9家, 7家企业获评示范企业: nothing stands before the number, or only what another item shares."""
        joined = not item.first or self.text.startswith(_JOINED, item.before[0])
        noun = self.graded(noun, rest)
        if joined and thread.verb and not has_predicate(noun) and noun not in _TAKING_PART:
            noun = of_theme(noun, thread.noun) or noun
            noun += action_of_all(noun, thread.verb, behind_next(self.text, rest))
            return thread.speak_of(thread.verb, noun), "shared-verb", item.after
        if item.first and (verb := counted_over_comma(noun, item, thread)):
            return thread.speak_of(verb, noun), "shared-verb", item.after
        if not item.first and thread.subject and noun.startswith(_DONE_BY_ALL):
            who = thread.subject.partition("实现")[0]
            return (
                (who + noun.removeprefix("全部").removeprefix("实现") if who else noun),
                "number-noun-verb",
                item.after,
            )
        if _NOT_DONE.match(noun):
            return "", "no-name", None
        if noun in _TAKING_PART:
            noun = (thread.subject or self.lent.topic(thread)) + noun
        else:
            behind = behind_next(self.text, rest)
            led = self.text[item.clause[0] : item.before[1]]
            noun += predicate_of_all(noun, behind) or action_of_all(noun, led, behind)
        thread.noun = thread.subject = noun
        thread.verb = "" if item.first else thread.verb
        return noun, "number-noun-verb", item.after

    def graded(self, noun: str, rest: list[Item]) -> str:
        """2个省级、7个市级专业镇: a grade alone takes the noun of those behind it."""
        whole = graded(noun, behind_next(self.text, rest))
        return regrade(self.lent.noun_of_next(rest), noun) if whole == noun and is_grade(noun) else whole

    def _made(self, start: int, making: int, end: int, noun: str, item: Item, thread: Thread, rest: list[Item]) -> Name:
        verb, between = self.text[start:making].removesuffix("了"), self.text[making:end]
        if (next_verb := last_making(between)) and between.removesuffix(next_verb).endswith("、"):
            verb, between = next_verb, ""
        between = between[lead_end(between, 0, len(between)) :] if between.startswith("全") else between
        field = _FIELD.search(between)
        if field and len(between) < _LONGEST_EXAMPLES + 4 and len(noun) <= _SHORTEST_LEAD:
            return thread.speak_of(verb, between + noun), "verb-number-noun", item.after
        kept = "" if is_list(between) or _ATTRIBUTED.match(between) else tidy(between)
        if between.endswith("等") and len(noun) <= 2 and len(between) < _LONGEST_EXAMPLES:
            thread.speak_of(verb, noun)
            return verb + between + noun, "verb-number-noun", item.after
        purpose = _PURPOSE.match(noun) or (item.quantity.unit.endswith("元") and _AIM_OF_MONEY.match(noun))
        if len(kept) > 1 and purpose:
            return thread.speak_of(verb, kept), "name-number", (start, end)
        noun += action_of_all(noun, verb, behind_next(self.text, rest))
        name = thread.speak_of(verb, kept + noun)
        thread.verb = last_making(kept) or (verb + kept if kept.endswith("”") else thread.verb)
        return name, "verb-number-noun", item.after


def _counted_alone(noun: str) -> str:
    """Return what is counted without what is only added to it: 公园和一批绿地建成 → 公园建成."""
    if len(noun) <= _SHORTEST_LEAD:
        return noun
    if "、" in noun:
        noun = _BEFORE_DONE.sub("", _NEXT_DONE.sub("", noun))
    noun = _FIGURE.sub("", noun)
    if "、" in noun or "和" in noun or "及" in noun:
        noun = _NEXT_DEED.sub("", noun)
    more = _MORE_BEHIND.search(noun)
    done = PREDICATE.search(noun, more.start()) if more else None
    return noun[: more.start()] + (noun[done.start() :] if done and more[0][0] != "、" else "") if more else noun
