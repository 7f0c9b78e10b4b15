"""Sections, sentences, and what each part of the report does: look back, look ahead, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import late, words
from .model import Role, SetRole, Span
from .view import View

_NUMERALS = "一二三四五六七八九十"
_NUMERAL = f"[{_NUMERALS}]{{1,3}}"
_FIRST_LEVEL = late(rf"(?:{_NUMERAL}、|第{_NUMERAL}部分[：、，]?)")
_SECOND_LEVEL = late(rf"（{_NUMERAL}）")
_SENTENCE = late(r"[^。！？\n]+(?:[。！？]+[”’）]?)?")
_TITLE_INSIDE = late(
    rf"{_NUMERAL}、(?:[^，。；、\d]{{0,8}}20\d\d年(?:以来)?|过去[一五]年|今年|今后五年|“?十[一二三四五]五”?(?:时期|期间)?)"
    "(?:政府|经济|社会|发展|主要|重点|预期|总体|奋斗|目标|工作|任务|思路|要求|安排|打算|部署|回顾|情况|计划|建议|[和的、及]){2,}"
)
"""A heading that has lost its line end and runs into what follows it."""
_LONGEST = 1200
_TITLE_LENGTH = 34
_YEAR = late(r"(?<!\d)(20\d\d)年")
_LONG_HORIZON = late(r"(?:今后|未来)五年|五年(?:发展|奋斗)?目标|新一届政府")
PERIOD_END = {"十五": 2005, "十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
"""The last year of each five-year plan."""
_PERIOD = late("“?(?P<plan>十[一二三四五]五)”?(?:时期|期间|规划)(?!.*(?:成就|成绩|回顾|取得|完成|评估))")
_AIMS = late(r"(?:今年|20\d\d年)[^，。；：]{0,24}?(?:预期目标|主要目标|总体要求|目标任务)(?:是|为|：)")
"""The sentence that names the year's aims opens the plan, also under a heading that announces none."""
_FRONT_MATTER = 6000
_GLOSSARY = late(r"※?(?P<title>(?:有关)?(?:名词解释|名词注释|名词说明|注释))※?[：:]?(?=\d|\[|“|（\d|①|〔)")
"""The title of the glossary run into its first entry, wherever it stands."""
_ANNEX = late(r"附件(?:\d{1,2}|[一二三四五六七八九])?：?(?!精神|所|中|明确|规定)[^，。；]{0,24}")
"""An annex behind the plan, its title perhaps run into what follows; deeds for the people are a plan all the same."""
_DEEDS = late("(?:民生|惠民|为民|民心)实事")
_COUNTED_DEEDS = late(r"\d{1,2}件(?=\w{0,2}(?:民生|惠民|为民|民心)实事)")
"""2025年10件惠民实事 is a title, though it counts them."""
_DEEDS_INSIDE = late(
    r"附件(?:\d{1,2}|[一二三四五六七八九])?：?(?P<title>(?:20\d\d年)?(?:\d{1,2}件)?\w{0,4}(?:民生|惠民|为民|民心)实事)(?=[一1（])"
)
"""The title of annexed deeds run into the first of them."""
_OPENING = late(r"各位代表[：！，]?\s*(?:现在|我代表|我受|受)")


def _any(*keys: str) -> re.Pattern[str]:
    return late(lambda: "|".join(words("sections", *keys)))


_REVIEW_HEADING = _any("review_heading")
_PLAN_HEADING = _any("plan_heading")
_OTHER_HEADING = _any("other_heading")
_PLAN_SENTENCE = _any("plan_sentence")


@dataclass(slots=True)
class Sentence:
    """One sentence of the view, with its headings, its role and the year that it speaks of unless it says otherwise."""

    start: int
    end: int
    section: tuple[str, ...]
    role: Role
    year: int
    silent: bool
    dated: bool | None = None
    """Whether it names any time; looked up when first asked for."""
    clauses: list[Span] | None = None
    """Its clauses; cut when first asked for."""


@lru_cache(maxsize=64)
def _path(*headings: str) -> tuple[str, ...]:
    """Return the headings that say something: one tuple for all sentences that stand under them."""
    return tuple(filter(None, headings))


@dataclass(slots=True)
class _State:
    """What the headings met so far say of the text that follows them."""

    year: int
    role: Role = Role.OTHER
    horizon: int = 0
    silent: bool = False
    first: str = ""
    second: str = ""
    third: str = ""

    def section(self) -> tuple[str, ...]:
        return _path(self.first, self.second, self.third)

    def default_year(self) -> int:
        if self.role is Role.REVIEW:
            return self.year - 1
        return self.horizon if self.role is Role.PLAN else self.year


def sentences(view: View, year: int) -> list[Sentence]:
    """Cut the view into sentences and say of each under which headings it stands and what it does."""
    state = _State(year=year, horizon=year)
    text = view.text
    opening = _OPENING.search(text, 0, _FRONT_MATTER)
    body = opening.start() if opening else -1
    state.silent = body > 0
    found: list[Sentence] = []
    paragraph_end = 0
    names_of_year = (f"{year}年", "今年")
    for start, end in _cut(text):
        opens = start >= paragraph_end
        if opens:
            paragraph_end = text.find("\n", start)
            paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
        if start <= body < end:
            state.silent = False
        _heed(state, text[start:end], opens, end >= paragraph_end)
        if text.startswith(names_of_year, start):
            state.horizon = year  # the year itself is spoken of, also where its heading was lost in a wrap
            if state.role is Role.REVIEW and _AIMS.match(text, start, end):
                state.role = Role.PLAN
        found.append(Sentence(start, end, state.section(), state.role, state.default_year(), state.silent))
    _plan_without_heading(text, found, year)
    _look_back_before_plan(found, year)
    return found


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Cut the view into sentences; one that never ends is cut at a comma, so that time grows as the text does."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            comma = max(text.rfind(stop, start, start + _LONGEST) for stop in "，；、")
            cut = comma + 1 if comma > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def _plan_without_heading(text: str, found: list[Sentence], year: int) -> None:
    """Where no heading announces the plan, it begins with the sentence that names the year's aims."""
    if any(sentence.role is Role.PLAN for sentence in found):
        return
    begun = False
    for sentence in found:
        words = text[sentence.start : sentence.end]
        begun = begun or (bool(_PLAN_SENTENCE.search(words)) and not _speaks_of_past(words, year))
        if begun and not sentence.silent:
            sentence.role, sentence.year = Role.PLAN, year


def _heed(state: _State, sentence: str, opens: bool, closes: bool) -> None:
    glossary = _GLOSSARY.match(sentence) if sentence[0] in "※有名注" else None
    if glossary:
        state.first, state.second, state.third = glossary["title"], "", ""
        _turn(state, state.first)
    elif state.role is Role.PLAN and (annex := _ANNEX.match(sentence)):
        state.first, state.second, state.third = annex[0], "", ""
        _turn(state, annex[0])
    elif state.silent and (deeds := _DEEDS_INSIDE.match(sentence)):
        state.first, state.second, state.third = deeds["title"], "", ""
        _turn(state, state.first)
    elif opens or (closes and _FIRST_LEVEL.match(sentence)):
        _heed_heading(state, sentence, closes)
    elif sentence[0] in _NUMERALS and (run_in := _TITLE_INSIDE.match(sentence)):
        _heed_heading(state, run_in[0], closes=True)


def _speaks_of_past(sentence: str, year: int) -> bool:
    return any(int(found) < year for found in _YEAR.findall(sentence)) or "去年" in sentence[:20]


def _heed_heading(state: _State, sentence: str, closes: bool) -> None:
    title = sentence.rstrip("。！？”’）")
    if _FIRST_LEVEL.match(sentence):
        if len(title) > 60 and not closes:
            return
        state.first, state.second, state.third = title[:60], "", ""
        _turn(state, title)
    elif _SECOND_LEVEL.match(sentence):
        state.second, state.third = title[:60], ""
        _turn_if_plain(state, title)
    elif closes and len(title) <= _TITLE_LENGTH and sentence == title:
        _heed_bare_title(state, title.rstrip("："))
    elif len(title) <= 24 and "，" not in title and not closes and not re.search(r"\d", title):
        state.third = title.lstrip("—")
    else:
        state.third = ""


def _heed_bare_title(state: _State, title: str) -> None:
    deeds_annexed = state.silent and _DEEDS.search(title) and _ANNEX.match(state.first)
    if deeds_annexed or _OTHER_HEADING.search(title) or _REVIEW_HEADING.search(title) or _PLAN_HEADING.search(title):
        if not re.search(r"[，、：%]|\d+(?!年|\d)", _COUNTED_DEEDS.sub("", title)):
            state.first, state.second, state.third = title, "", ""
            _turn(state, title)
    else:
        state.third = ""


def _turn(state: _State, title: str) -> None:
    role = heading_role(title, state.year)
    if role is None:
        return
    state.role = role
    state.silent = role is Role.OTHER
    long = state.year + 4 if _LONG_HORIZON.search(title) else _period_end(title)
    state.horizon = max(long, state.year) if role is Role.PLAN else state.year


def _period_end(title: str) -> int:
    """Return the last year of the plan that a heading looks ahead to, or 0."""
    period = _PERIOD.search(title)
    return PERIOD_END[period["plan"]] if period else 0


def _turn_if_plain(state: _State, title: str) -> None:
    if re.search(r"工作回顾|预期目标|总体要求$|主要任务$", title):
        _turn(state, title)


def heading_role(title: str, year: int) -> Role | None:
    """Return what a heading announces, or None where it does not say."""
    if _DEEDS.search(title):
        return Role.PLAN
    if _OTHER_HEADING.search(title):
        return Role.OTHER
    if "回顾" in title:
        return Role.REVIEW
    years = [int(found) for found in _YEAR.findall(title)]
    if years and max(years) != year:
        return Role.REVIEW if max(years) < year else Role.PLAN
    if years or _LONG_HORIZON.search(title) or _period_end(title) >= year:
        return Role.PLAN
    if _PLAN_HEADING.search(title):
        return Role.PLAN
    return Role.REVIEW if _REVIEW_HEADING.search(title) else None


def set_role(sentence: Sentence, at: int, roles: Sequence[SetRole], year: int) -> None:
    """Give a sentence that begins at `at` of the raw text the role that a person has set for that part."""
    for each in roles:
        if each.start <= at < each.end:
            sentence.role, sentence.silent = each.role, False
            sentence.year = year - 1 if each.role is Role.REVIEW else year


def _look_back_before_plan(found: list[Sentence], year: int) -> None:
    """Whatever stands before the plan begins, without a heading of its own, looks back."""
    if not any(sentence.role is Role.PLAN for sentence in found):
        return
    for sentence in _leading(found):
        sentence.role, sentence.year = Role.REVIEW, year - 1


def _leading(found: list[Sentence]) -> Iterator[Sentence]:
    for sentence in found:
        if sentence.role is not Role.OTHER:
            return
        if not sentence.silent:
            yield sentence
