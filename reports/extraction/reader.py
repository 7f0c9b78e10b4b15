"""From the items of a sentence to statements: measure, comparator, name, year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .change import Change, change_before
from .clauses import Item, clauses, items
from .lookalikes import refusal
from .model import Comparator, Kind, Measure
from .names import (
    after_cause,
    coordinated,
    ends_as_level,
    is_grade,
    is_list,
    last_making,
    leans,
    lead_end,
    making_end,
    regrade,
    tidy,
    without_head,
)
from .quantities import Quantity
from .structure import Sentence
from .when import when

Span = tuple[int, int]
_INTRODUCING = ("完成", "实现", "为", "在", "以", "有", "共", "共有", "是", "按", "到")
_BENEFIT = ("惠及", "服务", "带动", "受益", "吸引", "覆盖")
_OWN_OBJECT = (
    "服务",
    "惠及",
    "带动",
    "吸纳",
    "减排",
    "清瓶",
    "植树造林",
    "造林",
    "演出",
    "减负",
    "投入",
    "培训",
    "绿化",
    "帮扶",
    "救助",
    "上市",
    "吸引",
    "接待",
    "覆盖",
    "辐射",
    "发放",
    "补贴",
    "节约",
    "征收",
    "捐赠",
)
_AFTER_DAYS = re.compile(r"(?<![续连\d])(?<!连续\d)\d+(?:天|年|个月|小时)(?:时间|内)?(?=[^\W\da-zA-Z_]{2})")
_NEXT_PREDICATE = re.compile(r"、(?=(?:累计)?(?:完成|实现|新增|吸引|带动|惠及|新建|建成|引进)[^、]{1,20}$)")
_DONE_BY = re.compile(
    r"(?:[^自早业而不]已(?:经)?(?=[^有建于])|共(?=开展|举办|完成|组织|排查|实施|发放|办理|受理|签约|引进))(?:累计)?"
)
_PROJECT_RATES = (
    "开工率",
    "投产率",
    "竣工率",
    "落地率",
    "履约率",
    "转化率",
    "开工项目",
    "注册率",
    "资金到位率",
    "完工率",
)
_BARE_HEADS = (
    "主营业务收入",
    "营业收入",
    "营收",
    "产值",
    "利润",
    "利润总额",
    "贷款余额",
    "税收",
    "销售额",
    "销售收入",
    "总产值",
    "规模",
)
_PROJECT_MONEY = re.compile(
    r"^(?:年度)?(?:总|计划总|年度计划|计划|完成|完成年度|年度|概算总|估算总)?投资(?:额)?$|^合同(?:金)?额$|^到位资金$|^协议引资额?$|^(?:总)?签约(?:金)?额$"
)
_SHARE_UNITS = ("%", "‰", "成")
_RELATIVE_UNITS = ("%", "‰", "成", "个百分点", "百分点", "个点", "倍", "位")
_AREA_UNITS = ("亩", "平方米", "公顷", "公里")
_POINT_UNITS = ("个百分点", "百分点", "个点")
_CHANGE_LEAD = re.compile(
    r"(?P<decline>压减|降低|减少|下降|压缩|缩短|削减|压降|缩减|精简|下调)|(?P<growth>提高|提升|增加|增长|上调)"
)
_ASIDE = re.compile(r"(?:从|由)[^，、]{0,14}?\d[\d.]*[^，、\d]{0,5}$|在[^，、]{2,20}(?:基础上|情况下|背景下|前提下)$")
_BASE_OF = re.compile(r"(?:约|近|超)?(不低于|不超过|超过|达到|相当于|是|为)(?:20\d\d年)?[^，、；\d]{0,20}的$")
_RELATIVE = re.compile(
    r"(?:高于|高出|快于|低于|好于|优于|领先|领先于|超过|超出|高|快|低|多)(?:于)?(?P<base>(?:全国|全省|全市|全区|全县|世界|全球|GDP|上年|去年|预期|年初|同期|经济|目标|平均|城镇|国家|省|市)[^，、；]{0,14}?)$"
)
_RELATIVE_VERB = re.compile(
    r"(?:比|较)(?:全国|全省|全市|全区|世界|全球|城镇|国家|省|市|预期|年初目标|目标|同类|周边)[^，、；]{0,12}?(?:高|低|快|高出|低于|多|少|好|领先|高于)?$"
)
_RANK_TAIL = re.compile(
    r"(?:连续[一二三四五六七八九十\d]+(?:年|个月|个季度|次))?(?:均|稳|位|跃|持续|继续|保持|再次|稳定|始终|分别|也|都|首次|已|名)*"
    r"(?:居于|居|列|排名|排在|排|位列|位居|位次|升至|跃升至|跃居|跃至|上升至|上升到|前进到|升到|提升至|进入|跻身|跨入|挺进|入围|保持|取得|夺得|获得|荣获|获|稳居|蝉联|迈入|晋级|冲进|在|为|是)*"
    r"(?:于|了|至|到)?(?:全[国省市区县球]|我[国省市区]|世界|全球|国内|省内|市内|中国|[^，、；]{0,3}(?:各区|各市|各县|各县（区）|同类|同级|十区|地市|城市|副省级城市|计划单列市|区县)|大湾区|长三角|珠三角|省|市|亚洲)?(?:各?县（?[市区]?）?|各区|各市|城市|同类[^，、；]{0,6}|同级[^，、；]{0,4}|各[^，、；]{0,4})?(?:排名)?(?:的)?$"
)
_PLACED = re.compile(r"(?:跻身|位列|入围|入选|荣登|上榜|位居|列入|进入|排名)")
_PERIOD_OF_AMOUNT = re.compile(r"(?:连续)[一二三四五六七八九十\d]+(?:年|个月|个季度)$")
_DIGIT = re.compile(r"\d|[是为各]")
_COUNT = re.compile(r"[\d.]+(?:[万亿千百]*)?[个条座处所家项亩](?:以上)?|[。！？]$")
_NO_NAME = re.compile(
    r"(?:[一二两三四五六七八九十]+年来?|连年|约|近|共|如今|其中|达|年|每年|同期|多年|现|现在|规模化|这)$"
)
_PARENT_CUE = re.compile(r"(?:^|[（，；])其中[，：]?")
_NOT_A_NAME = re.compile(r"^[，、；：。\s]*$")


@dataclass(slots=True)
class Found:
    """A statement before it gets its offsets into the raw text; spans are those of the view."""

    kind: Kind
    name: str
    measure: Measure
    comparator: Comparator
    quantity: Quantity
    year: int
    rule: str
    clause: Span
    parent: str = ""
    name_span: Span | None = None
    comparator_span: Span | None = None
    verb_span: Span | None = None
    event: str = ""
    due: str = ""


@dataclass(slots=True)
class Thread:
    """What a sentence has spoken of so far, for the names that later numbers leave out."""

    topic: str = ""
    label: str = ""
    subject: str = ""
    verb: str = ""
    noun: str = ""
    names: list[str] = field(default_factory=list)
    whole: str = ""
    queue: list[str] = field(default_factory=list)
    respective: bool = False
    change: Change | None = None
    measure: Measure | None = None


class SentenceReader:
    """Reads one sentence after another of a view; refusals are noted for whoever asks why."""

    def __init__(self, text: str, year: int, refused: list[tuple[Quantity, str]] | None = None) -> None:
        self.text, self.year = text, year
        self.refused = refused

    def read(self, sentence: Sentence, quantities: list[Quantity]) -> list[Found]:
        """Return the statements that the numbers of a sentence make."""
        thread = Thread()
        found: list[Found] = []
        at = 0
        for clause in clauses(self.text, sentence.start, sentence.end):
            if clause[0] == sentence.start or self.text[clause[0] - 1] == "；":
                thread.label = self._label(clause)
            inside = []
            while at < len(quantities) and quantities[at].start < clause[1]:
                if quantities[at].start >= clause[0] and self._stands(quantities[at], clause):
                    inside.append(quantities[at])
                at += 1
            if inside:
                found += self._read_clause(sentence, clause, inside, thread)
            else:
                thread.topic = self._topic(clause)
        return found

    def _topic(self, clause: Span) -> str:
        """What a clause without a number speaks of, for names that a later clause leaves out."""
        start = lead_end(self.text, *clause)
        return tidy(self.text[start : clause[1]]) if clause[1] - start <= 24 else ""

    def _label(self, clause: Span) -> str:
        """A short noun that opens a sentence as its theme: 软件信息，…力争主营业务收入超过4000亿元."""
        label = self.text[clause[0] : clause[1]]
        if len(label) > 10 or _DIGIT.search(label) or making_end(label, 0, len(label)):
            return ""
        return label if lead_end(label, 0, len(label)) == 0 else ""

    def _stands(self, quantity: Quantity, clause: Span) -> bool:
        rule = refusal(self.text, quantity, clause)
        if rule and self.refused is not None:
            self.refused.append((quantity, rule))
        return not rule

    def _read_clause(self, sentence: Sentence, clause: Span, inside: list[Quantity], thread: Thread) -> list[Found]:
        found = []
        in_part = bool(_PARENT_CUE.search(self.text, max(0, clause[0] - 3), clause[1]))
        shared = list(items(self.text, clause, inside))
        thread.verb = thread.verb if thread.verb.startswith("新") else ""
        for index, item in enumerate(shared):
            statement = self._read_item(sentence, item, thread, shared[index:])
            if statement is None:
                continue
            if in_part:
                statement.parent = thread.whole
            else:
                thread.whole = statement.name
            found.append(statement)
        return found

    # One item ---------------------------------------------------------------------------------------------------

    def _read_item(self, sentence: Sentence, item: Item, thread: Thread, rest: list[Item]) -> Found | None:
        quantity = item.quantity
        kind, year = when(self.text, sentence, item.clause, quantity.start, self.year)
        if quantity.form == "rank":
            return self._rank(item, kind, year, thread)
        start, end = item.before
        change = change_before(self.text, start, end)
        relative = self._relative(start, change)
        self._cut_base(quantity, start, change)
        aside = _ASIDE.search(self.text, max(start, change.end - 30), change.end)
        if aside:
            change.end = aside.start()
        self._unless_made(item, start, change)
        start = lead_end(self.text, start, change.end)
        days = _AFTER_DAYS.search(self.text, start, change.end)
        start = lead_end(self.text, days.end(), change.end) if days else start
        if not thread.queue and (change.respective or self._in_parallel(start, change, rest)):
            thread.queue = self._respective_names(start, change.end, rest, thread)
        name, rule, span = self._name(item, start, change, thread)
        if not name:
            if self.refused is not None:
                self.refused.append((quantity, "no-name"))
            return None
        measure = self._measure(item, name, change, thread)
        name = self._plain(name, measure, thread, rule)
        comparator = Comparator.RELATIVE if relative else self._comparator(quantity, self._acting(item, change, thread))
        if change.verb or change.bound or item.first or item.before[1] - item.before[0] > 1:
            thread.change = change
        return Found(
            kind,
            name,
            measure,
            comparator,
            quantity,
            year,
            rule,
            item.clause,
            "",
            span,
            change.bound_span or quantity.behind,
            change.verb,
        )

    def _relative(self, start: int, change: Change) -> bool:
        """Step back over a comparison with others (高于全省平均) and say whether there was one."""
        window = max(start, change.end - 26)
        match = _RELATIVE.search(self.text, window, change.end) or _RELATIVE_VERB.search(self.text, window, change.end)
        if match is None or (
            match.re is _RELATIVE and self.text[match.start()] in "高快低多" and match.start() == window > start
        ):
            return False
        change.end = match.start()
        again = change_before(self.text, start, change.end)
        if again.end < change.end:
            change.end, change.measure = again.end, change.measure or again.measure
        return True

    def _cut_base(self, quantity: Quantity, start: int, change: Change) -> None:
        """不低于当地标准的1.6倍: what the multiple or share is taken of is no part of the name."""
        if quantity.unit not in ("倍", "%"):
            return
        match = _BASE_OF.search(self.text, max(start, change.end - 26), change.end)
        if match:
            change.end = match.start()
            change.measure = change.measure or "level"
            change.bound = {"不低于": Comparator.GE, "不超过": Comparator.LE, "超过": Comparator.GT}.get(
                match[1], change.bound
            )

    def _unless_made(self, item: Item, start: int, change: Change) -> None:
        """新建和改造提升112万亩农田: the verb of change is one of several verbs that make, and no change of a level."""
        if (
            change.measure not in ("growth", "decline")
            or change.verb is None
            or item.quantity.unit.endswith(_RELATIVE_UNITS)
        ):
            return
        start = lead_end(self.text, start, change.verb[1])
        made = making_end(self.text, start, change.verb[1]) >= change.verb[1]
        if (made and (change.verb[0] > start or item.after[1] > item.after[0])) or (
            change.word in ("提升", "优化") and self._of_things(item, start, change)
        ):
            change.end, change.measure, change.word, change.verb = change.verb[1], "", "", None

    def _of_things(self, item: Item, start: int, change: Change) -> bool:
        """整治提升1788座: things are improved, no level rises."""
        quantity = item.quantity
        return (quantity.counts or quantity.unit.endswith(_AREA_UNITS)) and not ends_as_level(
            self.text[start : change.end]
        )

    def _in_parallel(self, start: int, change: Change, rest: list[Item]) -> bool:
        """起数、人数下降23.3%、33.3%: as many names as numbers, though the word 分别 is missing."""
        if (
            len(rest) < 2
            or rest[1].before[1] > rest[1].before[0]
            or not change.verb
            or rest[0].after[1] > rest[0].after[0]
        ):
            return False
        bare = sum(1 for item in rest[1:] if item.before[1] == item.before[0])
        return self.text.count("、", start, change.end) == bare

    def _respective_names(self, start: int, end: int, rest: list[Item], thread: Thread) -> list[str]:
        count = 1
        for before, item in zip(rest, rest[1:], strict=False):
            if item.before[1] - item.before[0] > 1 or before.after[1] > before.after[0]:
                break
            count += 1
        if end <= start:
            return list(thread.names[:count]) if len(thread.names) >= count else []
        thread.names = coordinated(self.text[start:end], count) if count > 1 else []
        return list(thread.names)

    # Names ------------------------------------------------------------------------------------------------------

    def _name(self, item: Item, start: int, change: Change, thread: Thread) -> tuple[str, str, Span | None]:
        """Return the name of an item, the rule that made it, and the span of its own words."""
        if thread.queue:
            return thread.queue.pop(0), "respective", (start, change.end) if change.end > start else None
        after = item.after
        behind = self.text[after[0] : after[1]]
        if item.spent_on[1] > item.spent_on[0] and tidy(self.text[start : change.end]) in ("投资", "总投资"):
            behind = ""
        if behind and not self._goes_on(item, change, behind):
            return self._name_around(item, start, change, behind, thread)
        return self._name_before(item, start, change, thread)

    def _goes_on(self, item: Item, change: Change, behind: str) -> bool:
        """Whether the words behind a number are not its noun but the next thing said."""
        quantity = item.quantity
        if change.measure in ("growth", "decline") and not quantity.counts:
            return quantity.unit.endswith((*_SHARE_UNITS, *_POINT_UNITS, "倍", "位")) or change.end - item.before[0] > 3
        if quantity.form == "tenths" and change.end <= item.before[0]:
            return False
        if quantity.unit.endswith(_POINT_UNITS) or quantity.form in ("fold", "tenths"):
            return True
        return not re.match(r"[\w“（]", behind)

    def _name_before(self, item: Item, start: int, change: Change, thread: Thread) -> tuple[str, str, Span | None]:
        text, end = self.text, change.end
        if change.measure in ("growth", "decline") or (change.measure and item.quantity.unit in _SHARE_UNITS):
            start = after_cause(text, start, end)
        start = self._cut_agent(self._cut_predicate(start, end, change), end)
        own = tidy(text[start:end])
        own = "" if _NO_NAME.match(own) else own
        if own.startswith(("完成", "实现")) and len(own) > 4 and (change.measure or ends_as_level(own)):
            start, own = start + 2, own[2:]
        making = making_end(text, start, end)
        if not own:
            return self._borrowed(item, change, thread)
        span = (start, end)
        if own in ("投资", "总投资") and item.spent_on[1] > item.spent_on[0]:
            return own + _COUNT.sub("", tidy(text[slice(*item.spent_on)])), "money-spent-on", span
        if _PROJECT_MONEY.match(own) and thread.noun.endswith(("项目", "工程")):
            return thread.noun + own, "money-of-projects", span
        if own.startswith("占") and thread.subject and len(own) > 1:
            return self._bare(thread) + own, "share-of-subject", span
        if leans(own) and thread.subject:
            return self._bare(thread) + own, "leaning-head", span
        if own in _PROJECT_RATES and thread.noun.endswith(("项目", "工程")):
            return thread.noun + own, "leaning-head", span
        if own in _BARE_HEADS and self._owner(item, thread):
            return self._owner(item, thread) + own, "owner-of-head", span
        if is_grade(own) and thread.noun:
            return thread.verb + regrade(thread.noun, own), "grade", span
        if making >= end:
            return self._verb_alone(own, thread, span)
        if making > start:
            thread.verb, thread.noun = text[start:making], tidy(text[making:end])
            thread.subject = own
            return own, "name-number", span
        return self._noun_before(item, own, change, thread, span)

    def _cut_predicate(self, start: int, end: int, change: Change) -> int:
        """项目全面达产、完成年产值: what is said before the last 、 is no part of the name."""
        cut = _NEXT_PREDICATE.search(self.text, start + 4, end)
        if cut:
            return lead_end(self.text, cut.end(), end)
        if change.measure in ("growth", "decline") and self.text.startswith(("完成", "实施", "开展"), start):
            return self.text.rfind("、", start, end) + 1 or start
        return start

    def _cut_agent(self, start: int, end: int) -> int:
        """委员会已专题研究: who has done it is no part of the name."""
        done = _DONE_BY.search(self.text, start + 2, end)
        return done.end() if done and end - done.end() > 2 else start

    def _noun_before(
        self, item: Item, own: str, change: Change, thread: Thread, span: Span
    ) -> tuple[str, str, Span | None]:
        shares = bool(thread.verb) and not change.measure
        if item.first:
            shares = shares and not change.bound and thread.verb.startswith("新")
        if shares and not self._stock(own, item) and not item.quantity.unit.endswith(_SHARE_UNITS):
            thread.noun = own
            thread.subject = thread.verb + own
            return thread.subject, "shared-verb", span
        thread.subject, thread.noun = own, own
        return own, "name-verb-number" if change.measure else "name-number", span

    def _owner(self, item: Item, thread: Thread) -> str:
        """Whose income or output a bare head speaks of: the noun before it, or the label that opens the sentence."""
        if not item.first and thread.subject:
            return without_head(self._bare(thread))
        return thread.label

    def _stock(self, own: str, item: Item) -> bool:
        return ends_as_level(own) and (item.first or not own.endswith(("面积", "里程", "容量", "装机", "能力")))

    def _verb_alone(self, own: str, thread: Thread, span: Span) -> tuple[str, str, Span | None]:
        if thread.verb.startswith("新增") and not own.startswith("新"):
            return thread.verb + own, "shared-verb", span
        if own in _BENEFIT and (thread.subject or thread.topic):
            return (thread.subject or thread.topic) + own, "benefit-of-subject", span
        if thread.noun and own not in _OWN_OBJECT:
            thread.verb = own
            return own + thread.noun, "shared-noun", span
        thread.subject = own
        return own, "verb-only", span

    def _borrowed(self, item: Item, change: Change, thread: Thread) -> tuple[str, str, Span | None]:
        """The number has no words of its own: it speaks of what the sentence spoke of before."""
        if not thread.subject:
            return thread.topic, "elided-topic", None
        if change.measure == "level" and not change.bound and item.quantity.counts:
            return self._bare(thread), "elided-subject", None
        if change.measure == "growth" and item.quantity.unit in _SHARE_UNITS and "占" in thread.subject[2:]:
            return thread.subject[: thread.subject.index("占", 2)], "elided-subject", None
        return thread.subject, "elided-subject", None

    def _bare(self, thread: Thread) -> str:
        """The subject without the verb that made it (新增上市企业 → 上市企业)."""
        subject = thread.subject
        end = making_end(subject, 0, len(subject))
        return subject[end:] if 0 < end < len(subject) and thread.noun and subject.endswith(thread.noun) else subject

    def _name_around(
        self, item: Item, start: int, change: Change, behind: str, thread: Thread
    ) -> tuple[str, str, Span | None]:
        """The noun stands behind the number: 新建17个智能工厂, 4家企业获评示范企业."""
        text = self.text
        end = change.end
        if change.measure and change.end <= start:
            end = change.bound_span[0] if change.bound_span else item.before[1]
        if change.measure in ("growth", "decline") and not item.quantity.counts:
            start = end = change.end
        before = text[start:end]
        making = making_end(text, start, end)
        noun = tidy(behind)
        span = item.after
        if item.quantity.unit.endswith(_SHARE_UNITS):
            return self._noun_of_share(before, noun, thread, (start, item.after[1]))
        if making > start:
            return self._made(text, start, making, end, noun, item, thread)
        if not before:
            if not item.first and thread.verb:
                thread.noun, thread.subject = noun, thread.verb + noun
                return thread.subject, "shared-verb", span
            thread.noun = thread.subject = noun if noun != "受益" else (thread.subject or thread.topic) + noun
            return thread.noun, "number-noun-verb", span
        if is_list(before):
            thread.verb = last_making(before)
            noun = noun if thread.verb or len(noun) > 2 else tidy(before) + noun
            thread.noun, thread.subject = noun, thread.verb + noun
            return thread.subject, "examples-number-noun", span
        name = tidy(before) + noun
        thread.subject, thread.noun = name, noun
        return name, "words-number-noun", span

    def _noun_of_share(self, before: str, noun: str, thread: Thread, span: Span) -> tuple[str, str, Span | None]:
        name = tidy(before) if noun in ("以上",) else tidy(before) + noun
        thread.subject = thread.noun = name
        return name, "share-of-noun", span

    def _made(
        self, text: str, start: int, making: int, end: int, noun: str, item: Item, thread: Thread
    ) -> tuple[str, str, Span | None]:
        verb, between = text[start:making], text[making:end]
        own = len(tidy(between)) > 1 and not is_list(between)
        if own and re.match(r"用于|支持|并|惠及|以上|，|为|带动|投入|等", noun):
            thread.verb, thread.noun, thread.subject = verb, tidy(between), verb + tidy(between)
            return thread.subject, "name-number", (start, end)
        kept = "" if is_list(between) else tidy(between)
        thread.verb, thread.noun = verb, kept + noun
        thread.subject = verb + kept + noun
        return thread.subject, "verb-number-noun", item.after

    def _plain(self, name: str, measure: Measure, thread: Thread, rule: str) -> str:
        """Rates and levels are named without the verb that brings them about."""
        if measure in (Measure.GROWTH, Measure.DECLINE, Measure.INCREASE, Measure.DECREASE):
            match = _CHANGE_LEAD.match(name)
            if match and len(name) > match.end() + 1:
                return name[match.end() :]
        if measure in (Measure.GROWTH, Measure.LEVEL) and name.startswith(("实现", "完成")) and len(name) > 4:
            return name[2:]
        return name

    # Measure and comparator -------------------------------------------------------------------------------------

    def _measure(self, item: Item, name: str, change: Change, thread: Thread) -> Measure:
        quantity = item.quantity
        unit = quantity.unit
        lead = _CHANGE_LEAD.match(name)
        change = self._acting(item, change, thread)
        word = change.measure
        if quantity.form == "fold":
            return Measure.MULTIPLE
        if unit in _POINT_UNITS:
            return Measure.DECREASE if word == "decline" or (lead and lead["decline"]) else Measure.INCREASE
        if unit.endswith(_SHARE_UNITS):
            return self._measure_of_share(word, name, lead)
        if unit == "位" and word in ("level", "") and quantity.form != "rank" and "排名" in name + change.word:
            return Measure.RANK
        if unit == "倍":
            return Measure.GROWTH if word == "growth" else Measure.MULTIPLE
        if word == "growth" and not (
            quantity.counts and item.after[1] > item.after[0] and change.end <= item.before[0]
        ):
            return Measure.INCREASE
        if word == "decline":
            return Measure.DECREASE
        return self._measure_of_amount(item, name, change, word)

    def _acting(self, item: Item, change: Change, thread: Thread) -> Change:
        """5.5%、7%: the second number has the first one's verb and bound."""
        if item.first or change.verb or change.bound or item.before[1] > item.before[0] or thread.change is None:
            return change
        return thread.change

    def _measure_of_share(self, word: str, name: str, lead: re.Match[str] | None) -> Measure:
        if word == "growth":
            return Measure.GROWTH
        if word == "decline":
            return Measure.DECLINE
        if lead and not word:
            return Measure.DECLINE if lead["decline"] else Measure.GROWTH
        return Measure.LEVEL

    def _measure_of_amount(self, item: Item, name: str, change: Change, word: str) -> Measure:
        if item.after[1] > item.after[0] and (not change.measure or change.word in _INTRODUCING):
            return Measure.QUANTITY
        made = making_end(name, 0, len(name)) > 0 and not name.startswith(("完成", "实现"))
        if "新增" in name or "扩面" in name or made:
            return Measure.QUANTITY
        if change.bound and not word and item.quantity.unit.endswith(_AREA_UNITS) and not ends_as_level(name):
            return Measure.QUANTITY
        if word == "level" or ends_as_level(name) or (change.bound in (Comparator.GT, Comparator.LE, Comparator.LT)):
            return Measure.LEVEL
        return Measure.QUANTITY

    def _comparator(self, quantity: Quantity, change: Change) -> Comparator:
        if quantity.bound is Comparator.BETWEEN:
            return Comparator.BETWEEN
        if change.bound is Comparator.LE and change.word == "控制在":
            return quantity.bound or Comparator.LE
        if quantity.bound is not None and (change.bound is None or quantity.bound is not Comparator.APPROX):
            return quantity.bound
        return change.bound or Comparator.EQ

    # Ranks ------------------------------------------------------------------------------------------------------

    def _rank(self, item: Item, kind: Kind, year: int, thread: Thread) -> Found | None:
        text = self.text
        start, end = item.before
        tail = _RANK_TAIL.search(text, max(start, end - 34), end)
        end = tail.start() if tail else end
        start = lead_end(text, start, end)
        placed = _PLACED.match(text, start, end)
        start = placed.end() if placed else start
        name = tidy(text[start:end])
        if "更多" in name:
            return None
        if not name or leans(name):
            if not (thread.subject or thread.topic):
                return None
            name = (self._bare(thread) or thread.topic) + name
        thread.subject = name
        quantity = item.quantity
        comparator = quantity.bound or Comparator.EQ
        span = (start, end) if end > start else None
        return Found(kind, name, Measure.RANK, comparator, quantity, year, "rank", item.clause, "", span, None, None)
