"""What the steps of a sentence hand to one another: what was spoken of, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from .change import Change
from .model import Comparator, Kind, Measure
from .quantities import Quantity

Span = tuple[int, int]
_MOST_TOGETHER = 4
Name = tuple[str, str, Span | None]
"""A name, the rule that made it, and the span of the words that it was read from."""


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
    stretch: bool = False
    unread_beside: bool = False
    """Whether another number of the clause says nothing that was understood."""
    far: bool = False
    """Whether a clause of its own, or a semicolon, parts the statement from what was spoken of before."""
    out_of_step: bool = False
    """Whether it measures otherwise than the number beside it in one series and unit."""
    said_twice: bool = False
    """Whether another number of the clause says the same thing of the same indicator."""


def _different(names: list[str]) -> list[str]:
    """Each name once, without what only says how large a share of another one is."""
    return [name for name in dict.fromkeys(names) if not any(name.startswith(other + "占") for other in names)]


@dataclass(slots=True)
class Thread:
    """What a sentence has spoken of so far, for the names that later numbers leave out.

    `subject` is the last name, `verb` and `noun` its two parts where something was made, `done` the verb
    of the clause before; `names` are the names of the
    last list, `beside` those of the last clause with numbers, `queue` those that still wait for their numbers;
    `spoken` is the last clause without a number, `opening` the one that opens the sentence, `whole` what 其中
    refers to, `run` the names of the clauses that follow one another directly,
    `share` the last share behind the subject it is of, `last` the verb and bound that a series shares;
    `counted` says whether the last number counted things; `level` is the unit of the whole where it is a level; `apart`
    says whether a semicolon stands since the last statement; `previous` is that statement.
    """

    spoken: Span = (0, 0)
    opening: Span = (0, 0)
    subject: str = ""
    verb: str = ""
    done: str = ""
    noun: str = ""
    whole: str = ""
    names: list[str] = field(default_factory=list)
    queue: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    share: tuple[str, str] = ("", "")
    last: Change | None = None
    counted: bool = True
    level: str = ""
    apart: bool = False
    previous: Found | None = None

    def stands_apart(self) -> bool:
        """Whether a semicolon, and behind it a clause of its own, part what follows from what was spoken of before."""
        return self.apart and self.spoken[0] >= self.opening[0]

    def all_of_run(self) -> str:
        """Name together what the clauses right before measured, for what is said of all: 均居全省第一."""
        names = _different(self.beside)
        names = names if len(names) > 1 else _different(self.run)
        return "、".join(names) if 1 < len(names) <= _MOST_TOGETHER else ""

    def speak_of(self, verb: str, noun: str) -> str:
        """Make something the subject and return its name."""
        self.verb, self.noun, self.subject = verb, noun, verb + noun
        return self.subject
