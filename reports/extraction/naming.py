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
    COUNTERPARTS,
    IN_STOCK,
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
from .owners import counted_owner, crop_of, owner_of, owners_of
from .predicates import behind_agent, behind_predicate
from .quantities import POINT_UNITS, SHARE_UNITS
from .thread import Span, Thread

Name = tuple[str, str, Span | None]
_BENEFIT = frozenset(words("names", "benefit"))
_OWN_OBJECT = words("names", "own_object")
_BARE_HEADS = frozenset(words("names", "bare_head"))
_OWNED_HEADS = frozenset(words("names", "owned_head"))
_BRINGS = ("带动", "拉动", "推动")
_GAINERS = ("群众", "农民", "村民", "农户", "居民", "牧民", "农牧民", "老百姓")
_CARRIED_OUT = re.compile("^(?:继续|深入|全面|先后)?(?:实施|完成|推进|开展|用于|支持)了?")
_SENT_OUT = ("外送", "外调", "外输")
_TOTALS = frozenset(("总量", "总数", "累计", "总规模"))
"""What is said behind a total is said of all, and not of what was added."""
_ADDED_TOO = frozenset(("贷款", "授信", "营收", "税收", "产值", "产能"))
"""新增上市企业3家、贷款80亿元: amounts that are added like the things before them."""
_ZONE = re.compile(r"[^\W\d]{0,12}(?:开发区|园区|高新区|产业园|新区|新城|片区|综保区|自贸区)$")
_ZONE_HEADS = frozenset(("固投", "固定资产投资", "工业投资", "进出口总额", "税收", "亩均税收"))
"""开发区营业收入超过80亿元，固投达到16亿元: figures that a zone has as the whole place has them."""
_NOT_DONE = re.compile("因[^，；]{2,12}(?:暂缓|未|推迟|取消|停)|未(?:达到|完成|能|按|实现|开工|启动)|没有")
"""1项因规划调整暂缓实施: what became of some of those counted before names nothing that was reached."""
_CARRYING_OUT = ("完成", "实施", "推进", "启动", "推动", "开展")
_ACTIONS = (
    "项目",
    "工程",
    "任务",
    "试点",
    "活动",
    "行动",
    "改造",
    "建设",
    "治理",
    "整治",
    "修复",
    "编制",
    "升级",
    "提升",
    "认定",
    "评估",
    "普查",
    "诊断",
    "安装",
    "”",
)
_SHARED_ACTION = re.compile(
    "(?:改造|建设|治理|整治|修复|提升|升级|维修|征迁|搬迁|加固|绿化|清淤)+(?:任务|工程|项目)?(?=[。！？]?$)"
)
"""完成37座加油站、155个油罐防渗改造任务: what is done to all stands behind the last."""
_GIVEN_ALIKE = ("贷款", "资金", "补贴", "授信", "标准", "债券", "产能")
"""发放农户贷款2亿元、创业贷款1亿元: of amounts of one kind each was given."""
_TAKING_PART = frozenset(("受益", "参与", "参加"))
_MONEY_SPENT = frozenset(("投资", "总投资", "投入", "累计投资", "累计投入"))
_PROJECT_RATES = frozenset(words("names", "project_rate"))
_RATED = re.compile("[^，；]{0,16}?(?:项目|工程)(?=[^，；]{2}率$)")
"""招商项目履约率达70%、开工率超50%."""
_PROJECT_MONEY = re.compile(
    r"(?:年度)?(?:总|计划总|年度计划|计划|完成|完成年度|年度|概算总|估算总)?投资(?:额)?$|合同(?:总)?(?:金)?额$|到位资金$|(?:总)?签约(?:金)?额$|(?:成交|交易|意向|协议)?总?金额$"
)
_NO_NAME = re.compile(
    r"(?:(?:[一二两三四五六七八九十]+年来?|连年|约|近|共|如今|其中|达|年|每年|同期|多年|现|现在|规模化|这|冲刺|含|[\d.–—~-]+年?)|是?自[^，]*以来)$"
)
_ATTRIBUTED = re.compile(r"^[^，、]*\d[^，、]*元[^，、]*的$|^[^，、]*(?:确定|承诺|票决|审议通过)的$")
_INVESTED_OF = re.compile(
    r"(?<!等)(?:一批)?(?:年度|总|计划|概算|估算)*投资(?:额)?(?:超|约|近|达|过)*[\d.]+[万亿]*元(?:以上)?的$"
)
_SHORTEST_LEAD = 4
_COUNTED_OF = re.compile(r"[\d.]+[万亿]?[个家所座条项][^，、]{1,12}的$")
_COUNT = re.compile(
    r"(?:近|约|超)?[\d.]+[万亿千百]*(?:平方公里|公里|平方米|[个条座处套户间台辆吨所家项亩])(?:以上)?|[。！？]$"
)
_PREDICATE = re.compile(
    r"(?:全部|均|成功)?(?:获评|获批|获|入选|上榜|通过|建成|开工|投用|投产|落地|完成|实现|达到|开学|竣工|签约|开业|投入)"
)
_HOW_DONE = re.compile(
    r"(?<=\w\w)(?:已|均|全部|全面|高质量|如期|按期|顺利|圆满|陆续|相继|先后|成功)+(?=(?:办结|完成|建成|投用|开工|竣工|完工|销号|整改|落实|交付|落地|投产|开业|运营)[^，、]{0,4}$)"
)
_LONGEST_SPENT_ON = 20
_LONGEST_EXAMPLES = 16
_IN_ALL = ("共", "合计", "总计", "共计")
_FOR_WHAT = re.compile(r"(?<=\w\w)(?:专项)?(?:支持|用于|帮助|助力).{2,}")
"""增发1万亿元国债支持灾后重建: what money is for is no part of its noun."""
_JOINED = ("以及", "和", "及")
_PURPOSE = re.compile(r"用于|支持|并|惠及|以上|，|为|带动|投入|等")
_WHERE = re.compile("(?:(?:中心|主|老|新)?城区|县城|乡镇|农村|城乡|城镇|园区|镇村)")
"""城区新建及提升6个公园、9个花园: where it is done stands before the verbs that are shared."""
_GROWN = re.compile(r"(?:面积|出栏|存栏|种植|养殖|总产|总产量|产量)$")
_STATE_VERB = re.compile(r"(?:开工|竣工|建成|投产|达产|完成|改造完成|新开工)$")


_MOOD = re.compile(
    r"(?<=\w\w)(?:逆势|稳步|持续|蓬勃|快速|平稳|健康|加快|加速|不断|强劲|竞相|高速|有力|明显|显著|稳中|企稳|全面|量质|再度|再次){1,2}"
    r"(?:上扬|发展|增长|壮大|回升|向好|提升|攀升|扩大|恢复|回暖|领跑|领先|提质|趋稳|齐升|双升|突破|优化|改善|增强|推进)$"
    r"|(?<=\w\w)(?:再上|迈上|跃上|登上|再创|创下|实现|取得)(?:历史性?|新的?|重大)*(?:台阶|突破|新高|水平|提升|跨越|成效|进展|佳绩)$"
    r"|(?:在[^，、]{2,10}下)?(?:保持|稳定|维持)在[^，、]+$"
)
_ABILITIES = ("能力", "水平", "质效", "活力", "动能", "功能", "保障", "质量")
"""What is raised has no output of its own."""
_LONGEST_LEANING = 4
_AFFAIR = re.compile("^.{0,12}?事项")
"""政务服务事项即办率达88%、时限压缩90%."""
_LONGEST_LABEL = 24
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
        behind = _HOW_DONE.sub("", behind) if behind else ""
        if item.spent_on[1] > item.spent_on[0] and tidy(self.text[start : change.end]) in _MONEY_SPENT:
            behind = ""
        if behind and not self._goes_on(item, change, behind):
            return self._around(item, start, change, tidy(behind), thread, rest)
        return self._before(item, start, change, thread, rest)

    def _goes_on(self, item: Item, change: Change, behind: str) -> bool:
        """Whether the words behind a number are not its noun but the next thing said."""
        quantity = item.quantity
        if behind.startswith(("用于", "投向")):
            return False
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
        label = owner_of(label) or label
        if label.endswith(_ABILITIES):
            return ""
        if len(label) > 10 or _LABEL_BREAK.search(label) or making_end(label, 0, len(label)):
            return ""
        return label if lead_end(label, 0, len(label)) == 0 else ""

    # The words stand before the number -----------------------------------------------------------------------------

    def _before(self, item: Item, start: int, change: Change, thread: Thread, rest: list[Item]) -> Name:
        text, end = self.text, change.end
        if change.measure in ("growth", "decline") or (change.measure and item.quantity.unit in SHARE_UNITS):
            start = after_cause(text, start, end)
        start = behind_agent(text, behind_predicate(text, start, end, change), end)
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
        if change.word == "增收" and change.verb is not None and own.endswith(_GAINERS):
            end = change.verb[1]
            own = tidy(text[start:end])
        if own.startswith(_BRINGS) and (of_all := lead_end(text, start + 2, end)) > start + 2:
            start, own = of_all, tidy(text[of_all:end])
        if own.startswith("争取") and (change.bound or change.measure == "level") and len(own) > 5:
            start, own = start + 2, own[2:]
        if not own or _NO_NAME.match(own):
            return self._borrowed(item, change, thread)
        leaning = self._leaning(item, own, thread, rest)
        if leaning:
            return *leaning, (start, end)
        making = making_end(text, start, end)
        if making >= end:
            return self._verb_alone(item, own, thread, (start, end), rest)
        if making > start:
            noun = tidy(text[making:end])
            noun = regrade(self._noun_of_next(rest), noun) if is_grade(noun) and self._noun_of_next(rest) else noun
            return thread.speak_of(text[start:making], noun), "name-number", (start, end)
        return self._noun_before(item, own, change, thread, (start, end))

    def _leaning(self, item: Item, own: str, thread: Thread, rest: list[Item]) -> tuple[str, str] | None:
        """Own words that say something only together with what was spoken of before."""
        if own in _MONEY_SPENT and (what := self._spent_on(item, thread)):
            return what + own, "money-spent-on"
        if own in ("收入", "总收入") and thread.subject.startswith(("接待", "游客")):
            thread.subject = "旅游" + own
            return thread.subject, "owner-of-head"
        if _PROJECT_MONEY.match(own) and thread.noun.endswith(("项目", "工程", "活动", "合同", "协议", "订单")):
            whole = len(thread.noun) > 2 or thread.noun == "活动"
            return (thread.noun if whole else thread.subject) + own, "money-of-projects"
        if own in _PROJECT_RATES and thread.noun.endswith(("项目", "工程")):
            return thread.noun + own, "leaning-head"
        if own in _PROJECT_RATES and (projects := _RATED.match(thread.subject)):
            return projects[0] + own, "leaning-head"
        if own.startswith("占") and thread.subject and len(own) > 1:
            thread.share = (thread.subject, self.bare(thread) + own)
            return thread.share[1], "share-of-subject"
        if len(own) <= _LONGEST_LEANING and (leaning := self._of_subject(own, thread)):
            return leaning
        if leans(own) and not thread.subject and (owner := owner_of(self._clause(thread.spoken, item))):
            thread.subject = owner + own
            return thread.subject, "owner-of-head"
        if leans(own) and thread.subject:
            bare = thread.subject if own in ("面积", "收益") else self.bare(thread)
            if own in _TOTALS:
                thread.subject, thread.verb = bare, ""
            return bare + own, "leaning-head"
        if own in COUNTERPARTS and COUNTERPARTS[own] in thread.subject != COUNTERPARTS[own]:
            return thread.subject.replace(COUNTERPARTS[own], own, 1), "counterpart"
        if own in _ZONE_HEADS and (zone := _ZONE.match(without_head(thread.subject))):
            return zone[0] + own, "owner-of-head"
        if own in _BARE_HEADS or own in _OWNED_HEADS:
            given = self._owner(item, thread) if own in _BARE_HEADS else ""
            if owner := given or self._owner_before(item, own, thread):
                thread.subject = owner + own
                return thread.subject, "owner-of-head"
        if is_grade(own) and (thread.noun or rest):
            noun = (thread.noun if not item.first else "") or self._noun_of_next(rest) or thread.noun
            return (thread.verb + regrade(noun, own), "grade") if noun else None
        return None

    def _of_subject(self, own: str, thread: Thread) -> tuple[str, str] | None:
        """Short words that take what was spoken of before in a way of their own."""
        if not thread.subject:
            return None
        if own in IN_STOCK:
            return self.bare(thread) + own, "leaning-head"
        if own == "受益":
            return thread.subject + own, "benefit-of-subject"
        if own.startswith("单日") and thread.subject.startswith("日均"):
            return own + thread.subject.removeprefix("日均"), "counterpart"
        if own == "时限" and (affair := _AFFAIR.match(thread.subject)):
            return affair[0] + own, "owner-of-head"
        return None

    def _spent_on(self, item: Item, thread: Thread) -> str:
        """What money was spent on, as it stands behind it: 投资3亿元实施农村饮水工程."""
        start, end = item.spent_on
        beside = start == item.quantity.tail
        if end <= start or (not beside and thread.noun.endswith("项目")):
            return ""
        what = _COUNT.sub("", _CARRIED_OUT.sub("", tidy(self.text[start:end])))
        first = what.find("、")
        return what[:first] + "等" if first > 3 and len(what) > _LONGEST_SPENT_ON and "等" not in what else what

    def _noun_before(self, item: Item, own: str, change: Change, thread: Thread, span: Span) -> Name:
        shares = bool(thread.verb) and not change.measure and "新增" not in own
        if item.first:
            alike = thread.counted == item.quantity.counts and own[0] not in "为向对共起"
            shares = shares and alike and not change.bound and thread.verb.startswith("新")
        alike = thread.noun[-2:] == own[-2:] and own.endswith(_GIVEN_ALIKE)
        added = (alike or (thread.verb.startswith("新增") and own in _ADDED_TOO)) and not item.first
        if shares and (added or not self._is_stock(own, item)) and not item.quantity.unit.endswith(SHARE_UNITS):
            return thread.speak_of(thread.verb, own), "shared-verb", span
        thread.subject = thread.noun = own
        return own, "name-verb-number" if change.measure else "name-number", span

    def _is_stock(self, own: str, item: Item) -> bool:
        if own.startswith(IN_STOCK):
            return True
        return ends_as_level(own) and (item.first or not own.endswith(("面积", "里程", "容量", "装机", "能力")))

    def _owner(self, item: Item, thread: Thread) -> str:
        """Whose income or output a bare head speaks of: the noun before it, or the label that opens the sentence."""
        beside = not item.first or _GROWN.search(thread.subject)
        owner = without_head(self.bare(thread)) if beside and thread.subject else self._label(thread)
        return owner if len(owner) > 1 else ""

    def _owner_before(self, item: Item, own: str, thread: Thread) -> str:
        """What the clause before spoke of or counted, or the clause that opens the sentence."""
        spoken = (thread.subject, self.text[slice(*thread.spoken)], self.text[slice(*thread.opening)])
        if crop := crop_of(own, *spoken):
            return crop
        beside = thread.spoken[1] + 1 == item.clause[0]
        if beside and (owner := owner_of(self._clause(thread.spoken, item))):
            return owner
        if thread.subject:
            return counted_owner(thread.verb, thread.noun or thread.subject)
        focus = own in _BARE_HEADS or self.text.startswith("以", thread.opening[0])
        clauses = (thread.spoken, thread.opening) if focus else (thread.spoken,)
        owner = next(filter(None, (owner_of(self._clause(clause, item)) for clause in clauses)), "")
        return owner or (self._owner_of_sentence_before(item) if item.clause == thread.opening else "")

    def _owner_of_sentence_before(self, item: Item) -> str:
        """做强锂电产业集群。力争产值突破60亿元: a short sentence without numbers that says whose a bare head is."""
        end = item.clause[0] - 1
        if not self.text.startswith("。", end):
            return ""
        start = max(self.text.rfind(stop, end - _LONGEST_LABEL, end) for stop in "。\n，；") + 1
        label = self.text[lead_end(self.text, start, end) : end] if start else ""
        return "" if _LABEL_BREAK.search(label) else owner_of(label)

    def owned(self, head: str, count: int, thread: Thread) -> list[str]:
        """光伏、锂电两大产业集群加速壮大，产值分别突破…: a bare head of each of the owners before."""
        head = tidy(head).removeprefix("完成").removeprefix("实现")
        if head not in _BARE_HEADS and head not in _OWNED_HEADS:
            return []
        start, end = thread.spoken
        return self.each_owned(self.text[lead_end(self.text, start, end) : end], head, count)

    @staticmethod
    def each_owned(owners: str, head: str, count: int) -> list[str]:
        """五大产业集群分别实现产值…: a head of each of the owners that stand together."""
        return [owner + head for owner in owners_of(owners, count)] if head in _BARE_HEADS | _OWNED_HEADS else []

    def _clause(self, clause: Span, item: Item) -> str:
        """The words of an earlier clause of the sentence, without those that only lead to them."""
        start, end = clause
        return self.text[lead_end(self.text, start, end) : end] if end <= item.clause[0] else ""

    def _verb_alone(self, item: Item, own: str, thread: Thread, span: Span, rest: list[Item]) -> Name:
        """新开工15个、竣工11个项目; 筹建住房980套，分配620套: the noun is another item's."""
        if item.quantity.unit == "%" and thread.subject.endswith(own) and thread.subject != own:
            return thread.subject, "shared-noun", span
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
        return tidy(_HOW_DONE.sub("", self.text[slice(*rest[1].after)]))

    def _borrowed(self, item: Item, change: Change, thread: Thread) -> Name:
        """The number has no words of its own: it speaks of what the sentence spoke of before."""
        compared = change.relative and item.quantity.unit == "%"
        points = item.quantity.unit.endswith(POINT_UNITS) and change.measure
        if (points or compared) and thread.share[0] == thread.subject != "":
            return thread.share[1], "elided-subject", None
        if not thread.subject:
            return self.topic(thread), "elided-topic", None
        if item.quantity.unit.lstrip("万亿") == "人" and thread.verb and not item.first and not change.measure:
            taught = thread.noun.endswith("培训")
            return (thread.noun if taught else thread.verb) + "人员", "people-of-verb", None
        if change.measure == "level" and not change.bound and item.quantity.counts:
            done = "完成" if change.word == "完成" else ""
            return done + self.bare(thread), "elided-subject", None
        grown = change.measure == "growth" and not change.relative
        if grown and item.quantity.unit in SHARE_UNITS and "占" in thread.subject[2:]:
            return thread.subject[: thread.subject.index("占", 2)], "elided-subject", None
        return thread.subject, "elided-subject", None

    def bare(self, thread: Thread) -> str:
        """Return the subject without the verb that made it (新增上市企业 → 上市企业)."""
        subject = thread.subject or self.topic(thread)
        subject = subject[:-2] if subject.endswith(("新增", "净增", "累计")) and len(subject) > 4 else subject
        subject = subject.removeprefix("净增") or subject
        if subject.startswith(_SENT_OUT):
            return subject
        end = making_end(subject, 0, len(subject))
        return subject[end:] if 0 < end < len(subject) and thread.noun and subject.endswith(thread.noun) else subject

    # The noun stands behind the number -----------------------------------------------------------------------------

    def _around(self, item: Item, start: int, change: Change, noun: str, thread: Thread, rest: list[Item]) -> Name:
        """新建9个智能工厂; 4家企业获评示范企业."""
        end = self._end_before(item, start, change)
        led = lead_end(self.text, start, end) if end > change.end else start
        start = led if making_end(self.text, led, end) > led else start
        if change.measure in ("growth", "decline") and not item.quantity.counts:
            start = end
        before = _COUNTED_OF.sub("", self.text[start:end])
        invested = _INVESTED_OF.search(before)
        if invested and invested.start() >= _SHORTEST_LEAD:
            end, before = start + invested.start(), before[: invested.start()]
        if item.quantity.unit.endswith(SHARE_UNITS):
            name = tidy(before) + ("" if noun == "以上" else noun)
            thread.subject = thread.noun = name
            return name, "share-of-noun", (start, item.after[1])
        before = "" if before in _IN_ALL else before
        noun = _FOR_WHAT.sub("", noun) if item.quantity.unit.endswith("元") else noun
        making = making_end(self.text, start, end)
        if making > start:
            return self._made(start, making, end, self._graded(noun, rest), item, thread, rest)
        if not before or _ATTRIBUTED.match(before):
            return self._noun_alone(item, noun, thread, rest)
        place = _WHERE.match(before)
        if place and making_end(before, place.end(), len(before)) == len(before):
            made = thread.speak_of(before[place.end() :], noun)
            return place[0] + made, "verb-number-noun", (start, item.after[1])
        if is_list(before):
            verb = last_making(before)
            noun = noun if verb or len(noun) > 2 else tidy(before) + noun
            return thread.speak_of(verb, noun), "examples-number-noun", item.after
        if is_grade(tidy(before)) and thread.verb:
            return thread.speak_of(thread.verb, tidy(before) + noun), "grade", item.after
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
        noun = self._graded(noun, rest)
        if _NOT_DONE.match(noun):
            return "", "no-name", None
        if noun in _TAKING_PART:
            noun = (thread.subject or self.topic(thread)) + noun
        elif len(rest) > 1 and len(noun) <= 4 and not _PREDICATE.search(noun):
            noun += self._predicate_of(rest[-1])
        thread.noun = thread.subject = noun
        return noun, "number-noun-verb", item.after

    def _graded(self, noun: str, rest: list[Item]) -> str:
        """2个省级、7个市级专业镇: a grade alone takes the noun of the next item."""
        whole = self._noun_of_next(rest) if is_grade(noun) else ""
        return regrade(whole, noun) if whole else noun

    def _predicate_of(self, item: Item) -> str:
        """3所小学、5所幼儿园建成开学: the last noun's predicate is said of all."""
        behind = tidy(self.text[slice(*item.after)])
        match = _PREDICATE.search(behind, 1)
        return behind[match.start() :] if match else ""

    def _made(self, start: int, making: int, end: int, noun: str, item: Item, thread: Thread, rest: list[Item]) -> Name:
        verb, between = self.text[start:making].removesuffix("了"), self.text[making:end]
        if (next_verb := last_making(between)) and between.removesuffix(next_verb).endswith("、"):
            verb, between = next_verb, ""
        between = between[lead_end(between, 0, len(between)) :] if between.startswith("全") else between
        kept = "" if is_list(between) or _ATTRIBUTED.match(between) else tidy(between)
        if between.endswith("等") and len(noun) <= 2 and len(between) < _LONGEST_EXAMPLES:
            thread.speak_of(verb, noun)
            return verb + between + noun, "verb-number-noun", item.after
        if len(kept) > 1 and _PURPOSE.match(noun):
            return thread.speak_of(verb, kept), "name-number", (start, end)
        if verb in _CARRYING_OUT and len(rest) > 1 and not noun.endswith(_ACTIONS):
            action = _SHARED_ACTION.search(self.text[slice(*rest[-1].after)])
            noun += action[0] if action and rest[-1].before[0] == rest[-1].before[1] else ""
        name = thread.speak_of(verb, kept + noun)
        thread.verb = last_making(kept) or thread.verb
        return name, "verb-number-noun", item.after
