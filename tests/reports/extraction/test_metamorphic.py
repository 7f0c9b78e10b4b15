"""Layout that scanners, typesetters and web pages add changes nothing that a report states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from reports.extraction import extract

from .cases import Case, read_cases
from .real import REAL, year_of

ROOT = Path(__file__).resolve().parents[3]
DEMO = sorted((ROOT / "tracker" / "demo" / "reports").glob("*.txt"))
CASES = [case for case in read_cases("positive") + read_cases("negative") if case.file != "raw_text"]
Stated = tuple[object, ...]
WIDTH = 34
UNBREAKABLE = re.compile(r"&\w+;|\\r|\\n|[A-Za-z]+|.", re.DOTALL)
FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")
ASCII = str.maketrans("，；：（）！。", ",;:()!.")
RADICALS = str.maketrans("工生人大用金高水方行长民青车见贝风页马鱼龙", "⼯⽣⼈⼤⽤⾦⾼⽔⽅⾏⻓⺠⻘⻋⻅⻉⻛⻚⻢⻥⻰")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
QUOTES = re.compile("[“”‘’\"']")
FOOTERS = {
    "between dashes": "— {} —",
    "between hyphens": "- {} -",
    "alone": "{}",
    "in words": "第 {} 页 共 26 页",
    "between full-width dashes": "－{}－",
    "between dots": "·{}·",
    "of all pages": "{} / 26",
    "under a running head": "政府工作报告\n— {} —",
}


def wrapped(text: str, between: str = "\n") -> str:
    """Wrap paragraphs as a PDF does; headings and other short lines stay whole."""
    return "\n".join(between.join(chunks(line)) for line in text.split("\n"))


def chunks(line: str) -> list[str]:
    """Cut a line every so many characters, never inside a word or an entity."""
    pieces, current = [], ""
    for unit in UNBREAKABLE.findall(line):
        if len(current) + len(unit) > WIDTH:
            pieces.append(current)
            current = ""
        current += unit
    return [*pieces, current]


def paged(text: str, footer: str) -> str:
    """Wrap paragraphs and put a page's number after every third line."""
    lines = wrapped(text).split("\n")
    pages = ["\n".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return "".join(f"{page}\n{footer.format(number)}\n" for number, page in enumerate(pages, 1))


def indented(text: str, indent: str = "&nbsp;&nbsp;") -> str:
    """Indent the lines that begin a paragraph."""
    return re.sub(r"(?:^|(?<=[。！？：]\n)|(?<=\n\n))(?=\S)", lambda _: indent, text)


def spaced(text: str) -> str:
    """Put a space where a scanner sees one: between digits and around the decimal point."""
    return re.sub(r"(?<=[\d.])(?=\d)|(?<=\d)(?=\.\d)", " ", text)


def set_apart(text: str) -> str:
    """Put a space on both sides of a number, as a careful typist does."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", text)


CHANGES: dict[str, Callable[[str], str]] = {
    "line breaks": wrapped,
    "line breaks with a carriage return": lambda text: wrapped(text, "\r\n"),
    "literal line breaks behind paragraphs": lambda text: re.sub("。\n", r"。\\r\\n\n", text),
    "literal line breaks alone": lambda text: text.replace("\n", r"\r\n"),
    "paragraphs joined by spaces": lambda text: re.sub(r"\n+", "　　", text),
    "tags of a web page": lambda text: re.sub(r"\n+", "<br/>\n", text),
    "pages": lambda text: "\f".join(paged(text, "— {} —").split("\n— 2 —\n")),
    **{f"page numbers {name}": (lambda text, footer=footer: paged(text, footer)) for name, footer in FOOTERS.items()},
    "full-width forms": lambda text: text.translate(FULL_WIDTH),
    "spaces between digits": spaced,
    "spaces around numbers": set_apart,
    "no-break spaces": lambda text: set_apart(text).replace(" ", "\u00a0"),
    "entities before paragraphs": indented,
    "entities behind sentences": lambda text: text.replace("。", "。&nbsp;"),
    "question marks for lost characters": lambda text: indented(text, "????").replace("。", "。??"),
    "ASCII punctuation": lambda text: text.translate(ASCII),
    "radicals that look like characters": lambda text: text.translate(RADICALS),
    "straight quotes": lambda text: text.translate(STRAIGHT),
    "spaces between characters": lambda text: re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", text),
    "ideographic indents": lambda text: indented(text, "　　"),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "a byte order mark and zero-width spaces": lambda text: "\ufeff" + text.replace("，", "，\u200b"),
}
COMMONEST: dict[str, Callable[[str], str]] = {
    "line breaks": wrapped,
    "literal line breaks alone": CHANGES["literal line breaks alone"],
    "pasted without a line end": lambda text: re.sub(r"[\r\n]", "", text),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("file", sorted({case.file for case in CASES}))
def test_layout_changes_no_statement_of_a_sentence(file: str, change: str) -> None:
    changed = [case for case in CASES if case.file == file and differs(case.report, case.year, CHANGES[change])]
    assert [case.sentence for case in changed] == []


def differs(report: str, year: int, change: Callable[[str], str]) -> bool:
    return said(report, year) != stated(change(report), year)


@cache
def said(text: str, year: int = 2024) -> list[Stated]:
    """Remember what an unchanged text states, for every change is compared with it."""
    return stated(text, year)


def stated(text: str, year: int = 2024) -> list[Stated]:
    """Return what a text states, without where, and without the quotes in names."""
    return [
        (s.kind, QUOTES.sub("", s.indicator), s.measure, s.comparator, s.value, s.value_high, s.unit, s.year, s.event)
        for s in extract(text, year=year)
    ]


HEADINGS = {
    "in parts": ("第一部分　{last}年政府工作回顾", "第二部分　{year}年重点工作"),
    "without years": ("一、过去一年工作回顾", "二、今年工作总体要求和主要任务"),
    "in brackets": ("（一）{last}年主要工作完成情况", "（二）{year}年工作打算"),
    "without numerals": ("{last}年工作总结", "{year}年工作思路"),
    "as slogans": ("一、{last}年，我们迎难而上、成效显著", "二、{year}年，我们将乘势而上、再创佳绩"),
    "in formal numerals": ("壹、{last}年工作情况", "贰、{year}年目标任务"),
    "left out": ("", ""),
}


@pytest.mark.parametrize("headings", HEADINGS.values(), ids=HEADINGS)
def test_the_style_of_headings_changes_no_statement(headings: tuple[str, str]) -> None:
    cases = [case for case in CASES if case.context in ("plan", "review")]
    changed = [
        case.sentence for case in cases if said(case.report, case.year) != stated(restyled(case, headings), case.year)
    ]
    assert changed == []


def restyled(case: Case, headings: tuple[str, str]) -> str:
    """Return the report of a case under other headings."""
    review, plan = (heading.format(last=case.year - 1, year=case.year) for heading in headings)
    renamed = case.report.replace(f"一、{case.year - 1}年工作回顾", review)
    return renamed.replace(f"二、{case.year}年工作安排", plan)


RATIO = re.compile("[:：∶]")
FIGURES = str.maketrans("1234567", "2345678")
PLACES = ("全市", "全县", "全区", "全州", "全盟", "全旗", "全镇")


@pytest.mark.parametrize("file", sorted({case.file for case in CASES}))
def test_other_figures_change_nothing_but_values(file: str) -> None:
    cases = [case for case in CASES if case.file == file]
    changed = [case.sentence for case in cases if named(case.report, case.year) != named(refigured(case), case.year)]
    assert changed == []


def named(text: str, year: int) -> list[Stated]:
    """Return what a text states, without the values."""
    return [(*head, re.sub(r"\d", "", str(unit)), when, event) for *head, _, _, unit, when, event in said(text, year)]


def refigured(case: Case) -> str:
    """Return the report of a case with other digits in its expressions, ratios to one apart."""
    sentence = case.sentence
    for item in (item for item in case.statements if not RATIO.search(sentence[item.start : item.end])):
        sentence = sentence[: item.start] + sentence[item.start : item.end].translate(FIGURES) + sentence[item.end :]
    return case.report.replace(case.sentence, sentence)


@pytest.mark.parametrize("place", PLACES, ids=["city", "county", "district", "prefecture", "league", "banner", "town"])
def test_another_kind_of_place_changes_nothing(place: str) -> None:
    cases = [case for case in CASES if re.search("|".join(PLACES), case.sentence)]
    changed = [case.sentence for case in cases if differs_elsewhere(case, place)]
    assert changed == []


def differs_elsewhere(case: Case, place: str) -> bool:
    """Say whether a sentence states anything else once every 全市 and 全县 is the place."""
    here = [(kind, moved(place, str(name)), *rest) for kind, name, *rest in said(case.report, case.year)]
    there = [(kind, moved(place, str(name)), *rest) for kind, name, *rest in said(moved(place, case.report), case.year)]
    return here != there


def moved(place: str, text: str) -> str:
    """Return a text as another kind of place would write it."""
    return re.sub("|".join(PLACES), place, text)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_layout_changes_no_statement_of_a_report(path: Path, change: str) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = Counter(said(text)), Counter(stated(CHANGES[change](text)))
    assert list((before - after) + (after - before)) == []


@pytest.mark.skipif(not REAL, reason="the real reports are not in ../shared")
@pytest.mark.parametrize("change", CHANGES)
def test_layout_changes_hardly_a_statement_of_real_reports(change: str) -> None:
    """Real reports hold noise of their own, which a second layer of noise may touch; hence a share and not all."""
    assert share_of(layouts(CHANGES[change], its_turn(change))) >= 0.995


@pytest.mark.skipif(not REAL, reason="the real reports are not in ../shared")
@pytest.mark.parametrize("change", COMMONEST)
def test_no_real_report_loses_more_than_a_twentieth_to_its_layout(change: str) -> None:
    found = layouts(COMMONEST[change], REAL)
    assert share_of(found) >= 0.995
    assert [each for each in found if each.stated >= FEW and share_of([each]) < 0.95] == []


TURNS = 6


def its_turn(change: str) -> Sequence[Path]:
    """Return a sixth of the real reports, another one for the next change: all of them take ten times as long."""
    return REAL[list(CHANGES).index(change) % TURNS :: TURNS]


FEW = 30
"""Pages of news that state less than this lose a tenth with a single sentence."""


class Layouts(NamedTuple):
    """A real report in two layouts: how much it states as it is, in both of them, and in either."""

    name: str
    stated: int
    both: int
    either: int


def layouts(change: Callable[[str], str], reports: Sequence[Path]) -> list[Layouts]:
    """Read each report as it is and in another layout."""
    found = []
    for path in reports:
        text, year = path.read_bytes().decode(), year_of(path)
        before, after = Counter(said(text, year)), Counter(stated(change(text), year))
        found.append(Layouts(path.stem, before.total(), (before & after).total(), (before | after).total()))
    return found


def share_of(found: Sequence[Layouts]) -> float:
    """Return the share of what is stated in either layout that is stated in both."""
    return sum(each.both for each in found) / sum(each.either for each in found)
