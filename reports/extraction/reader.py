"""From the numbers of a sentence to statements."""

from __future__ import annotations

from itertools import combinations

from .change import Change, change_before
from .clauses import Item, clauses, items
from .coordination import coordinated
from .lexicon import late
from .lining import Lining, series_length
from .lookalikes import BACKGROUND, BEFORE_BACKGROUND, refusal
from .measuring import CHANGE_LEAD, comparator_of, measure_of
from .model import Kind, Measure
from .names import ends_as_level, leans, making_end, undated, without_examples
from .naming import Namer
from .quantities import Quantity
from .ranks import on_a_list, rank_name
from .series import threshold_series
from .stretching import beside_promise
from .structure import Sentence
from .tails import PREDICATE
from .thread import Found, Span, Thread
from .trimming import keep_making_verb, name_start, note_verb_behind, step_back
from .when import when

_TURNS = late(r"(?:20\d\d年?、)+20\d\d年分别")
_DIVIDING = ("元", "亿", "人", "亩", "平方米", "吨")
_YEAR = late(r"20\d\d")
_PARENT_CUE = late(r"(?:^|[（，；：。\n])其中[，：]?")
_COUNTS = ("个", "家", "户", "名", "人", "件", "项", "条", "所", "座", "处", "辆", "台")
_PUSHED_ON = late(
    "(?:(?:加快|有力|有序|扎实|稳步|全力|深入|持续)(?:推进|实施|建设|壮大)|(?:加快|加速|有序)(?:落地|实施)|成效(?:显著|明显)|进展顺利|进步明显|取得[^，；。]{0,6}(?:突破|进展|成效))$"
)
_PUSHING = late("(?:全面|有序|继续)?加快(?:推进|建设|推动|实施)")
_PUSHED_SETS = ("个", "项", "条", "类")
_STRIVING = frozenset(("冲刺", "力争", "争取", "力争实现", "奋力冲刺", "努力冲刺", "确保", "奋斗目标"))
_CHANGES = (Measure.GROWTH, Measure.DECLINE, Measure.INCREASE, Measure.DECREASE)


class SentenceReader:
    """Reads one sentence after another of a view; refusals are noted for whoever asks why."""

    def __init__(self, text: str, year: int, refused: list[tuple[Quantity, str]] | None = None) -> None:
        self.text, self.year = text, year
        self.refused = refused
        self.namer = Namer(text)
        self.lining = Lining(text, self.namer.lent)
        self.whole = ""

    def read(self, sentence: Sentence, quantities: list[Quantity]) -> list[Found]:
        """Return the statements that the numbers of a sentence make."""
        thread = Thread(whole=self.whole if self.text.startswith("其中", sentence.start) else "")
        found: list[Found] = []
        at = 0
        for clause in clauses(self.text, sentence):
            self._open(clause, sentence, thread)
            first = at
            while at < len(quantities) and quantities[at].start < clause[1]:
                at += 1
            inside = self._standing(quantities[first:at], clause, thread) if at > first else []
            if inside:
                made = self._read_clause(sentence, clause, inside, thread)
                for statement in made:
                    statement.unread_beside = len(made) < at - first
                found += self._without_pushed(made)
            else:
                thread.spoken, thread.run = clause, []
        self.whole = thread.whole
        return found

    def _open(self, clause: Span, sentence: Sentence, thread: Thread) -> None:
        """A semicolon ends what was shared; the first clause may name the theme of those that follow."""
        thread.done = thread.verb
        if clause[0] == sentence.start or self.text[clause[0] - 1] == "；":
            thread.opening = clause
            thread.verb, thread.done, thread.apart, thread.run = "", "", True, []
        elif not thread.verb.startswith(("新", "净增")):
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
        said = self.text[max(0, clause[0] - 3) : inside[-1].start]
        in_part = "其中" in said and _PARENT_CUE.search(said) is not None
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
            elif statement.rule != "share-of-subject":
                thread.whole = statement.name
                thread.level = statement.quantity.unit.lstrip("万亿") if statement.measure is Measure.LEVEL else ""
            found.append(statement)
        if in_part and thread.verb.startswith("新增"):
            thread.verb = ""
        self._take_turns(clause, found)
        if len(found) > 1:
            self._note_repetitions(found)
        thread.beside = names = [statement.name for statement in found]
        ranked = Measure.RANK in [statement.measure for statement in found]
        thread.run = [] if ranked else thread.run + names
        thread.recent = [*thread.recent, *names][-6:]
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
            noun = BEFORE_BACKGROUND.match(self.text, quantity.tail, item.clause[1])
            item.after = (quantity.tail, noun.end() if noun else quantity.tail)
        start, end = item.before
        change = change_before(self.text, start, end)
        note_verb_behind(self.text, quantity, change)
        step_back(self.text, start, change, quantity)
        keep_making_verb(self.text, item, start, change)
        start = name_start(self.text, start, change)
        self.lining.line_up(start, change, thread, rest)
        name, rule, span = self.namer.name(item, start, change, thread, rest)
        acting = self._acting(item, start, change, thread)
        thread.counted = quantity.counts
        thread.apart &= not quantity.background
        if not name or quantity.background:
            self._refuse(quantity, BACKGROUND if quantity.background else "no-name")
            return None
        measure = measure_of(item, name, acting)
        kind, year = when(self.text, sentence, item.clause, quantity.start, self.year)
        if kind is Kind.ACTUAL and quantity.counts and self._pushed_on(item, name):
            self._refuse(quantity, "pushed-on")
            return None
        found = Found(
            kind,
            undated(without_examples(_plain(name, measure))),
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

    def _pushed_on(self, item: Item, name: str) -> bool:
        """5个重大项目加快推进, 加快建设4个重点项目: in a review it says nothing of what came of them."""
        pushed = _PUSHED_ON.search(name) or _PUSHED_ON.search(self.text, *item.after)
        return bool(pushed or (item.first and _PUSHING.match(self.text, item.before[0])))

    def _without_pushed(self, made: list[Found]) -> list[Found]:
        """推进16项改革试点: sets that a clause tells nothing else of; what follows may still speak of them."""
        if not made or not all(map(_is_pushed_set, made)):
            return made
        for statement in made:
            self._refuse(statement.quantity, "pushed-on")
        return []

    def _read_rank(self, sentence: Sentence, item: Item, thread: Thread, rest: list[Item]) -> Found | None:
        quantity = item.quantity
        subject = self.namer.lent.bare(thread)
        name, span = rank_name(self.namer.lent, item, thread)
        count = series_length(rest)
        between = self.text[slice(*item.before)]
        if "分别" in between or (count > 1 and name.count("、") == count - 1 and "均" not in between):
            each = name.partition("分别")[0]
            names = coordinated(each if each.count("、") == count - 1 else name, count)
            ranking = on_a_list(between)
            names = [each + ranking for each in names] if ranking else names
            thread.queue = [subject + each if leans(each) else each for each in names] or thread.queue
            if not thread.queue and item.first and count == len(thread.beside) > 1 and between.startswith("分别"):
                thread.queue = list(thread.beside)
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

    def _falls_alike(self, item: Item, own: str, thread: Thread) -> bool:
        """精简办事材料36%、办事环节35%: the verb at the head of the first name is said of the next."""
        before = thread.previous
        if before is None or before.measure is not Measure.DECLINE or before.verb_span is not None or item.first:
            return False
        joined = self.text.startswith("、", item.before[0] - 1)
        return joined and item.quantity.unit == before.quantity.unit == "%" and not ends_as_level(own)

    def _acting(self, item: Item, start: int, change: Change, thread: Thread) -> Change:
        """4.5%、6%: the second number has the first one's verb and bound; so has 增长6%、力争6.5%."""
        if self.text[slice(*item.before)] in _STRIVING and thread.last is not None:
            return thread.last
        alone = not (change.verb or change.bound or change.relative)
        bare = item.before[1] == item.before[0] or (start >= change.end and not item.quantity.counts)
        if alone and bare and thread.last is not None and not item.first:
            return thread.last
        if alone and self._falls_alike(item, self.text[start : change.end], thread):
            return Change(change.end, measure="decline")
        if not alone or item.first or not bare:
            thread.last = change
        return change


def _is_pushed_set(statement: Found) -> bool:
    """Whether a review counts what was merely pushed on: 推进16项国家级改革试点."""
    pushed = statement.kind is Kind.ACTUAL and statement.name.startswith(("推进", "狠抓"))
    return pushed and statement.quantity.unit in _PUSHED_SETS and not PREDICATE.search(statement.name)


def _by_amounts(quantities: list[Quantity]) -> bool:
    """Whether both amounts and counts or shares stand in a clause, as thresholds and what they divide do."""
    amounts = [each.unit.endswith(_DIVIDING) for each in quantities]
    return any(amounts) and not all(amounts)


def _plain(name: str, measure: Measure) -> str:
    """Rates and levels are named without the verb that brings them about; the growth of the economy has one name."""
    if name == "经济":
        return "经济增长"
    if measure in _CHANGES:
        match = CHANGE_LEAD.match(name)
        if match and len(name) > match.end() + 1:
            return name[match.end() :]
    if measure in (Measure.GROWTH, Measure.LEVEL) and name.startswith(("实现", "完成")) and len(name) > 4:
        return name[2:]
    return name
