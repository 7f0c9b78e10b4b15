"""The text of a made-up report, written clause by clause, so that the place of every statement in it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.demo.scale.promises import Promise

NOTICE = "【演示样例：本文由软件生成，仅供试用，不是政府文件，文中数字请勿引用】"
CLAUSES = 3  # in a sentence
SENTENCES = 8  # in a section


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause says, and where: its own span, that of the name, and that of the number."""

    said: Promise
    span: tuple[int, int]
    name: tuple[int, int]
    number: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses; `role` and `section` are those of a passage."""

    start: int
    end: int
    role: str
    section: tuple[str, ...]
    clauses: tuple[Clause, ...]


@dataclass
class Writer:
    """A text that grows, and the sentences in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self.parts)

    def write(self, words: str) -> tuple[int, int]:
        """Add words; return where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def chapter(self, heading: str, role: str, said: Sequence[Promise]) -> None:
        """Write a chapter of numbered sections that says all of it."""
        self.write(f"{heading}\n")
        for number, section in enumerate(_pieces(said, CLAUSES * SENTENCES), start=1):
            title = f"（{number}）重点工作之{number}"
            self.write(f"{title}\n")
            for piece in _pieces(section, CLAUSES):
                self._sentence(role, (heading, title), piece)
            self.write("\n")

    def _sentence(self, role: str, section: tuple[str, ...], said: Sequence[Promise]) -> None:
        start, clauses = self.length, []
        for index, each in enumerate(said):
            clauses.append(self._clause(each))
            self.write("。" if index == len(said) - 1 else "，")
        self.sentences.append(Sentence(start, self.length, role, section, tuple(clauses)))

    def _clause(self, said: Promise) -> Clause:
        name = self.write(said.name)
        self.write(said.verb)
        number = self.write(said.expression)
        return Clause(said, (name[0], number[1]), name, number)


def written(title: str, chapters: Iterable[tuple[str, str, Sequence[Promise]]]) -> Writer:
    """Return the report with its chapters: heading, role, and what is said in each."""
    writer = Writer()
    writer.write(f"{title}\n{NOTICE}\n各位代表：\n")
    for heading, role, said in chapters:
        writer.chapter(heading, role, said)
    return writer


def _pieces(items: Sequence[Promise], size: int) -> Iterator[Sequence[Promise]]:
    return (items[start : start + size] for start in range(0, len(items), size))
