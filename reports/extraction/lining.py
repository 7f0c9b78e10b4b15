"""Numbers that stand in a row, lined up with the names that stand together before them: 甲、乙分别增长6%、4%."""

from __future__ import annotations

from itertools import pairwise

from .change import Change
from .clauses import Item
from .coordination import coordinated, names_pair
from .lending import SET_TASK, Lender
from .lexicon import late
from .model import Comparator
from .names import ends_as_level, is_grade, lead_end, making_end, tidy
from .thread import Thread

_BRINGING_ABOUT = frozenset(("带动", "拉动", "推动", "促进"))
_OF_PEOPLE = frozenset(("接待", "吸引"))
_HEAD_OF_PEOPLE = late("(?:旅游)?(?:总|综合)?(?:收入|消费)$")
"""接待游客和旅游总收入: the verb is said of people alone, who have no income."""
_EACH_OF = late("(?P<owners>.+)分别(?:实现|完成)?(?P<head>[^、]{2,6})")
_DONE_WITH = late("(?:全部|均|已|全面|按期|如期)*(?:办结|办理|答复|办复|受理|完成|整改).*$")
"""建议和提案全部办结，满意率分别达到98%和100%: each of the two has a rate."""
_SHARES_OF = late(r"占[^\d、]+")
_EACH_DONE = late("(?P<done>.+)分别(?P<of>(?:超额)?完成[^，、]{1,10}(?:任务|目标|计划))的")
"""造林、种草分别完成年度任务的120%和140%: of each its share of what was set."""
_SHARED_HEAD = late(
    "(?:(?:完成)?(?:年度)?(?:投资|产值|贷款|资金)|总数|总量|总规模|(?:主营业务|营业)收入|营收|增加值)(?:预计)?(?:分别完成(?:年度|全年)?(?:投资)?(?:任务|目标|计划)的?)?$"
)
_JOINTS = late("、|以及|和(?!谐|平|美)|与(?!会)|(?<![普涉遍])及(?!时|格)")
_SOWN = "播种"
"""粮食、蔬菜分别播种30万亩、8万亩: of each the area."""
_BARE_RATE = late("(?:参保|覆盖|普及|达标|入园|入学|巩固)率")
_WIDENED = late("(?:持续|稳步|不断|全面)*(?:扩面|提标|提质|提升|扩大|发展|覆盖|巩固|推进)+$")


class Lining:
    """Lines up the numbers of one text with their names."""

    def __init__(self, text: str, lent: Lender) -> None:
        self.text, self.lent = text, lent

    def line_up(self, start: int, change: Change, thread: Thread, rest: list[Item]) -> None:
        """Give each number of a series its own of the names that stand together before it."""
        if thread.queue or (len(rest) < 2 and not change.respective):
            return
        count = series_length(rest)
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
        names = coordinated(self.lent.topic(thread), count)
        return names if all(ends_as_level(name) for name in names) else []

    def _of_topic(self, thread: Thread, count: int) -> list[str]:
        """游客人数、旅游收入均超过上年，分别增长8%、6%: a clause without numbers named what they measure."""
        names = coordinated("" if thread.subject else self.lent.topic(thread), count)
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
            return self.lent.each_owned(each["owners"], each["head"], count)
        making = making_end(self.text, start, end)
        verb = self.text[start:making] if making < end else ""
        names = coordinated(self.text[start + len(verb) : end], count)
        verb = "" if verb in _BRINGING_ABOUT else verb
        if verb in _OF_PEOPLE and names:
            return [verb + _HEAD_OF_PEOPLE.sub("", names[0]), *names[1:]]
        if names:
            return [verb + name for name in names]
        head = self.text[start:end]
        return self.lent.owned(head, count, thread) or (
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


def series_length(rest: list[Item]) -> int:
    """Return how many numbers follow one another with nothing between them but 、 and 和."""
    count = 1
    for before, item in pairwise(rest):
        if item.before[1] - item.before[0] > 1 or before.after[1] > before.after[0]:
            break
        count += 1
    return count
