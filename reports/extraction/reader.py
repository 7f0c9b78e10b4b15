"""From the numbers of a sentence to statements."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from .change import Change, change_before
from .clauses import Item, clauses, items
from .lending import SET_TASK
from .lookalikes import BACKGROUND, refusal
from .measuring import CHANGE_LEAD, comparator_of, measure_of
from .model import Comparator, Measure
from .names import coordinated, ends_as_level, is_grade, lead_end, leans, making_end, names_pair, tidy, without_examples
from .naming import Namer
from .quantities import Quantity
from .ranks import rank_name
from .series import threshold_series
from .stretching import beside_promise
from .structure import Sentence
from .thread import Found, Span, Thread
from .trimming import keep_making_verb, name_start, note_verb_behind, step_back
from .when import when

_TURNS = re.compile(r"(?:20\d\d年?、)+20\d\d年分别")
_DIVIDING = ("元", "人", "亩", "平方米", "吨")
_YEAR = re.compile(r"20\d\d")
_PARENT_CUE = re.compile(r"(?:^|[（，；：。\n])其中[，：]?")
_BRINGING_ABOUT = frozenset(("带动", "拉动", "推动", "促进"))
_OF_PEOPLE = frozenset(("接待", "吸引"))
_HEAD_OF_PEOPLE = re.compile("(?:旅游)?(?:总|综合)?(?:收入|消费)$")
"""接待游客和旅游总收入: the verb is said of people alone, who have no income."""
_EACH_OF = re.compile("(?P<owners>.+)分别(?:实现|完成)?(?P<head>[^、]{2,6})")
_DONE_WITH = re.compile("(?:全部|均|已|全面|按期|如期)*(?:办结|办理|答复|办复|受理|完成|整改).*$")
"""建议和提案全部办结，满意率分别达到98%和100%: each of the two has a rate."""
_SHARES_OF = re.compile(r"占[^\d、]+")
_EACH_DONE = re.compile("(?P<done>.+)分别(?P<of>(?:超额)?完成[^，、]{1,10}(?:任务|目标|计划))的")
"""造林、种草分别完成年度任务的120%和140%: of each its share of what was set."""
_SHARED_HEAD = re.compile(
    "(?:(?:完成)?(?:年度)?(?:投资|产值|贷款|资金)|总数|总量|总规模|(?:主营业务|营业)收入|营收|增加值)(?:预计)?(?:分别完成(?:年度|全年)?(?:投资)?(?:任务|目标|计划)的?)?$"
)
_JOINTS = re.compile("、|以及|和(?!谐|平|美)|与(?!会)|(?<![普涉遍])及(?!时|格)")
_ADDED_TO_EACH = re.compile("(?P<what>.{3,}?)(?:均|各|分别)(?:再|又)?(?P<added>新增|净增|新建|新设)$")
"""高新技术企业、科技型企业各新增300家: the verb stands behind what it adds to."""
_SOWN = "播种"
"""粮食、蔬菜分别播种30万亩、8万亩: of each the area."""
_COUNTS = ("个", "家", "户", "名", "人", "件", "项", "条", "所", "座", "处", "辆", "台")
_BARE_RATE = re.compile("(?:参保|覆盖|普及|达标|入园|入学|巩固)率")
_WIDENED = re.compile("(?:持续|稳步|不断|全面)*(?:扩面|提标|提质|提升|扩大|发展|覆盖|巩固|推进)+$")
_STRIVING = frozenset(("冲刺", "力争", "争取", "力争实现", "奋力冲刺", "努力冲刺", "确保", "奋斗目标"))
_CHANGES = (Measure.GROWTH, Measure.DECLINE, Measure.INCREASE, Measure.DECREASE)


class SentenceReader:
    """Reads one sentence after another of a view; refusals are noted for whoever asks why."""

    def __init__(self, text: str, year: int, refused: list[tuple[Quantity, str]] | None = None) -> None:
        self.text, self.year = text, year
        self.refused = refused
        self.namer = Namer(text)
        self.whole = ""

    def read(self, sentence: Sentence, quantities: list[Quantity]) -> list[Found]:
        """Return the statements that the numbers of a sentence make."""
        thread = Thread(whole=self.whole if self.text.startswith("其中", sentence.start) else "")
        found: list[Found] = []
        at = 0
        for clause in clauses(self.text, sentence.start, sentence.end):
            self._open(clause, sentence, thread)
            first = at
            while at < len(quantities) and quantities[at].start < clause[1]:
                at += 1
            inside = self._standing(quantities[first:at], clause, thread) if at > first else []
            if inside:
                made = self._read_clause(sentence, clause, inside, thread)
                for statement in made:
                    statement.unread_beside = len(made) < at - first
                found += made
            else:
                thread.spoken, thread.run = clause, []
        self.whole = thread.whole
        return found

    def _open(self, clause: Span, sentence: Sentence, thread: Thread) -> None:
        """A semicolon ends what was shared; the first clause may name the theme of those that follow."""
        if clause[0] == sentence.start or self.text[clause[0] - 1] == "；":
            thread.opening = clause
            thread.verb, thread.apart, thread.run = "", True, []
        elif not thread.verb.startswith("新"):
            thread.verb = ""

    def _standing(self, quantities: list[Quantity], clause: Span, thread: Thread) -> list[Quantity]:
        """Return the numbers of a clause that no rule refuses; a series of thresholds names those behind it."""
        quantities = [each for each in quantities if each.start >= clause[0]]
        series = threshold_series(self.text, clause) if len(quantities) > 1 and _by_amounts(quantities) else None
        counted = [each for each in quantities if series and not series.start <= each.start < series.end]
        if series is None or len(counted) != len(series.names):
            return [each for each in quantities if self._stands(each, clause)]
        for each in quantities:
            if each not in counted:
                self._refuse(each, "threshold")
        thread.queue = series.names
        return counted

    def _stands(self, quantity: Quantity, clause: Span) -> bool:
        rule = refusal(self.text, quantity, clause)
        if rule == BACKGROUND:
            quantity.background = True
            return True
        self._refuse(quantity, rule)
        return not rule

    def _refuse(self, quantity: Quantity, rule: str) -> None:
        if rule and self.refused is not None:
            self.refused.append((quantity, rule))

    def _read_clause(self, sentence: Sentence, clause: Span, inside: list[Quantity], thread: Thread) -> list[Found]:
        found = []
        in_part = bool(_PARENT_CUE.search(self.text[max(0, clause[0] - 3) : inside[-1].start]))
        thread.run = [] if in_part else thread.run
        shared = list(items(self.text, clause, inside))
        for index, item in enumerate(shared):
            for sized in item.sized:
                self._refuse(sized, "sizes-the-subject")
            statement = self._read_item(sentence, item, thread, shared[index:])
            if statement is None:
                continue
            self._note_distance(statement, item, thread)
            thread.previous, thread.apart = statement, False
            if in_part:
                self._take_part(statement, thread)
            else:
                thread.whole = statement.name
                thread.level = statement.quantity.unit.lstrip("万亿") if statement.measure is Measure.LEVEL else ""
            found.append(statement)
        self._take_turns(clause, found)
        if len(found) > 1:
            self._note_repetitions(found)
        thread.beside = [statement.name for statement in found]
        ranked = any(statement.measure is Measure.RANK for statement in found)
        thread.run = [] if ranked else [*thread.run, *(statement.name for statement in found)]
        thread.recent = [*thread.recent, *(statement.name for statement in found)][-6:]
        return found

    def _note_distance(self, statement: Found, item: Item, thread: Thread) -> None:
        """Note what parts a statement from the one before it, and whether it measures otherwise."""
        before = thread.previous
        statement.far = item.first and (thread.spoken[1] + 1 == item.clause[0] or thread.apart)
        beside = before is not None and not item.first and self.text.startswith("、", item.before[0] - 1)
        if before is not None and beside and before.quantity.unit == statement.quantity.unit:
            statement.out_of_step = before.measure is not statement.measure

    @staticmethod
    def _take_part(statement: Found, thread: Thread) -> None:
        """算力规模9万P，其中智算8万P: part of a level, in its unit, is a level."""
        statement.parent = thread.whole
        whole, unit = thread.level, statement.quantity.unit.lstrip("万亿")
        bare = statement.measure is Measure.QUANTITY and making_end(statement.name, 0, len(statement.name)) == 0
        if bare and whole and unit not in _COUNTS and whole == unit:
            statement.measure = Measure.LEVEL

    @staticmethod
    def _note_repetitions(found: list[Found]) -> None:
        """Two numbers of one clause that say the same of one indicator: one of them was named wrongly."""
        for one, other in combinations(found, 2):
            if one.name == other.name and one.measure is other.measure and one.quantity.unit == other.quantity.unit:
                one.said_twice = other.said_twice = one.year == other.year and not other.stretch

    def _take_turns(self, clause: Span, found: list[Found]) -> None:
        """2024年、2025年分别新增3个、5个: each number has its own year."""
        turns = _TURNS.search(self.text, *clause) if len(found) > 1 else None
        years = _YEAR.findall(turns[0]) if turns else []
        if len(years) == len(found):
            for statement, year in zip(found, years, strict=True):
                statement.year = int(year)

    def _read_item(self, sentence: Sentence, item: Item, thread: Thread, rest: list[Item]) -> Found | None:
        quantity = item.quantity
        if quantity.form == "rank":
            return self._read_rank(sentence, item, thread, rest)
        if beside := beside_promise(self.text, item, thread):
            return beside
        if quantity.background:
            item.after = (quantity.tail, quantity.tail)
        start, end = item.before
        change = change_before(self.text, start, end)
        note_verb_behind(self.text, quantity, change)
        step_back(self.text, start, change, quantity)
        keep_making_verb(self.text, item, start, change)
        start = name_start(self.text, start, change)
        self._line_up(start, change, thread, rest)
        name, rule, span = self.namer.name(item, start, change, thread, rest)
        acting = self._acting(item, start, change, thread)
        thread.counted = quantity.counts
        if not name or quantity.background:
            self._refuse(quantity, BACKGROUND if quantity.background else "no-name")
            return None
        measure = measure_of(item, name, acting)
        kind, year = when(self.text, sentence, item.clause, quantity.start, self.year)
        found = Found(
            kind,
            without_examples(_plain(name, measure)),
            measure,
            comparator_of(quantity, acting),
            quantity,
            year,
            rule,
            item.clause,
        )
        found.name_span, found.comparator_span, found.verb_span = (
            span,
            change.bound_span or quantity.behind,
            change.verb,
        )
        return found

    def _read_rank(self, sentence: Sentence, item: Item, thread: Thread, rest: list[Item]) -> Found | None:
        quantity = item.quantity
        subject = self.namer.lent.bare(thread)
        name, span = rank_name(self.namer.lent, item, thread)
        count = _series_length(rest)
        between = self.text[slice(*item.before)]
        if "分别" in between or (count > 1 and name.count("、") == count - 1 and "均" not in between):
            each = name.partition("分别")[0]
            names = coordinated(each if each.count("、") == count - 1 else name, count)
            thread.queue = [subject + each if leans(each) else each for each in names] or thread.queue
        elif span is None and count == len(thread.names) > 1:
            thread.queue = list(thread.names)
        name = thread.queue.pop(0) if thread.queue else name
        if not name:
            self._refuse(quantity, "no-name")
            return None
        kind, year = when(self.text, sentence, item.clause, quantity.start, self.year)
        found = Found(kind, name, Measure.RANK, comparator_of(quantity, Change(0)), quantity, year, "rank", item.clause)
        found.name_span = span
        return found

    def _acting(self, item: Item, start: int, change: Change, thread: Thread) -> Change:
        """4.5%、6%: the second number has the first one's verb and bound; so has 增长6%、力争6.5%."""
        if self.text[slice(*item.before)] in _STRIVING and thread.last is not None:
            return thread.last
        alone = not (change.verb or change.bound or change.relative)
        bare = item.before[1] == item.before[0] or (start >= change.end and not item.quantity.counts)
        if alone and bare and thread.last is not None and not item.first:
            return thread.last
        if not alone or item.first or not bare:
            thread.last = change
        return change

    def _line_up(self, start: int, change: Change, thread: Thread, rest: list[Item]) -> None:
        """Give each number of a series its own of the names that stand together before it."""
        if thread.queue or (len(rest) < 2 and not change.respective):
            return
        count = _series_length(rest)
        respective = change.respective or self.text.startswith("分别", rest[0].before[0])
        respective = respective or self.text.find("分别", start, change.end) > start
        beside = thread.beside if rest[0].first and len(thread.names) != count else thread.names
        again = change.end <= start and count > 1 and count == len(beside)
        if not (again or respective or self._in_parallel(start, change, rest)):
            thread.queue = self._rates_of_topic(start, change.end, count, thread)
            return
        shares = respective and _SHARES_OF.fullmatch(self.text, start, change.end)
        if respective and SET_TASK.fullmatch(self.text, start, change.end) and len(thread.recent) >= count > 1:
            thread.queue = thread.recent[-count:]
        elif shares and len(thread.recent) >= count:
            share = tidy(self.text[start : change.end])
            thread.queue = [name + share for name in thread.recent[-count:]]
        elif change.end <= start and rest[0].first and (topic := self._just_spoken_of(rest[0], count, thread)):
            thread.queue = thread.names = topic
        elif change.end <= start:
            names = thread.names if len(thread.names) >= count else beside if again else thread.recent[-count:]
            if change.measure == "level":
                names = [name.removeprefix("新增") for name in names]
            thread.queue = list(names) if len(names) >= count > 1 or change.respective else []
            if respective and len(thread.queue) < count:
                thread.queue = coordinated(thread.subject, count) or self._of_topic(thread, count) or thread.queue
        elif count > 1:
            thread.names = self._sized(rest[0], start, change.end, count, thread) or self._coordinated(
                start, change.end, count, thread
            )
            thread.queue = list(thread.names)

    def _just_spoken_of(self, item: Item, count: int, thread: Thread) -> list[str]:
        """享受政策的户数与金额，分别增长12%和18%: a comma parts the subjects from what is said of each."""
        if thread.spoken[1] + 1 != item.clause[0] or count < 2:
            return []
        names = coordinated(self.namer.lent.topic(thread), count)
        return names if all(ends_as_level(name) for name in names) else []

    def _of_topic(self, thread: Thread, count: int) -> list[str]:
        """游客人数、旅游收入均超过上年，分别增长8%、6%: a clause without numbers named what they measure."""
        names = coordinated("" if thread.subject else self.namer.lent.topic(thread), count)
        return names if all(ends_as_level(name) for name in names) else []

    def _rates_of_topic(self, start: int, end: int, count: int, thread: Thread) -> list[str]:
        """养老保险和医疗保险扩面提标，参保率达94%、95%: a bare rate of each that the clause before spoke of."""
        if count < 2 or not _BARE_RATE.fullmatch(self.text, start, end) or thread.spoken[1] + 1 != start:
            return []
        rate = self.text[start:end]
        return [name + rate for name in coordinated(_WIDENED.sub("", self.text[slice(*thread.spoken)]), count)]

    def _coordinated(self, start: int, end: int, count: int, thread: Thread) -> list[str]:
        """Split the names of a series; a verb that makes them all belongs to each."""
        if shares := _EACH_DONE.fullmatch(self.text, start, end):
            return [name + shares["of"] for name in coordinated(shares["done"], count)]
        if each := _EACH_OF.fullmatch(self.text, start, end):
            head = each["head"][lead_end(each["head"], 0, len(each["head"])) :]
            if head == _SOWN:
                return [name + head + "面积" for name in coordinated(each["owners"], count)]
            if making_end(each["head"], 0, len(each["head"])) == len(each["head"]):
                return [each["head"] + name for name in coordinated(each["owners"], count)]
            return self.namer.lent.each_owned(each["owners"], each["head"], count)
        making = making_end(self.text, start, end)
        verb = self.text[start:making] if making < end else ""
        names = coordinated(self.text[start + len(verb) : end], count)
        verb = "" if verb in _BRINGING_ABOUT else verb
        if verb in _OF_PEOPLE and names:
            return [verb + _HEAD_OF_PEOPLE.sub("", names[0]), *names[1:]]
        if names:
            return [verb + name for name in names]
        head = self.text[start:end]
        return self.namer.lent.owned(head, count, thread) or (
            [name + head for name in coordinated(_DONE_WITH.sub("", thread.noun), count)] if head.endswith("率") else []
        )

    def _sized(self, item: Item, start: int, end: int, count: int, thread: Thread) -> list[str]:
        """16个国家级项目、93个市级项目分别完成投资75亿元、128亿元: the counted nouns share what is said of them."""
        if item.first and len(thread.beside) == count and _SHARED_HEAD.fullmatch(self.text, start, end):
            return [self._made(name) + self.text[start:end] for name in thread.beside]
        nouns = [tidy(self.text[one.tail : other.start]) for one, other in pairwise(item.sized)]
        if len(item.sized) == 1 and not item.first:
            nouns = [thread.noun]
        if len(nouns) != count - 1 or not item.sized:
            return []
        last = self.text[item.sized[-1].tail : end]
        head = _SHARED_HEAD.search(last)
        return (
            [noun + head[0].replace("分别", "").removesuffix("的") for noun in (*nouns, last[: head.start()])]
            if head
            else []
        )

    @staticmethod
    def _made(name: str) -> str:
        """What was made, without the verbs that made it."""
        start = lead_end(name, 0, len(name))
        return name[making_end(name, start, len(name)) :]

    def _in_parallel(self, start: int, change: Change, rest: list[Item]) -> bool:
        """起数、人数下降23.3%、33.3%: as many names as numbers, though the word 分别 is missing."""
        if len(rest) < 2 or rest[1].before[1] > rest[1].before[0] or rest[0].after[1] > rest[0].after[0]:
            return False
        bare = sum(1 for item in rest[1:] if item.before[1] == item.before[0])
        if bare == 1 and names_pair(self.text[start : change.end]):
            return rest[1].quantity.unit == rest[0].quantity.unit
        joints = self.text.count("、", start, change.end) or len(_JOINTS.findall(self.text[start : change.end]))
        if joints != bare:
            return False
        if change.bound is Comparator.GT and len({item.quantity.unit for item in rest[: bare + 1]}) > 1:
            return True
        first = self.text[making_end(self.text, start, change.end) : self.text.find("、", start, change.end)]
        return bool(change.verb) or is_grade(first) or self.text.endswith(("排名", "位次"), start, change.end)


def _by_amounts(quantities: list[Quantity]) -> bool:
    """Whether both amounts and counts or shares stand in a clause, as thresholds and what they divide do."""
    amounts = [each.unit.endswith(_DIVIDING) for each in quantities]
    return any(amounts) and not all(amounts)


def _series_length(rest: list[Item]) -> int:
    """Return how many numbers follow one another with nothing between them but 、 and 和."""
    count = 1
    for before, item in pairwise(rest):
        if item.before[1] - item.before[0] > 1 or before.after[1] > before.after[0]:
            break
        count += 1
    return count


def _plain(name: str, measure: Measure) -> str:
    """Rates and levels are named without the verb that brings them about; the growth of the economy has one name."""
    if name == "经济":
        return "经济增长"
    if added := _ADDED_TO_EACH.fullmatch(name):
        return added["added"] + added["what"]
    if measure in _CHANGES:
        match = CHANGE_LEAD.match(name)
        if match and len(name) > match.end() + 1:
            return name[match.end() :]
    if measure in (Measure.GROWTH, Measure.LEVEL) and name.startswith(("实现", "完成")) and len(name) > 4:
        return name[2:]
    return name
