"""What the sentences of each kind of text do: promise, report, or say nothing of the place's aims."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..lexicon import late, words
from ..model import DocumentKind, Role
from ..structure import Sentence
from .time import Times

_NOTES = late(r"(?:注释|附注|注|资料来源|名词解释|指标解释)[：:\d]|(?:注释|附注|名词解释|指标解释)$")
_GLOSSARY = late("名词解释|注释|名词说明|用语说明|责任编辑|相关链接|相关阅读|[上下]一篇")
_LONGEST_HEADING = 40
_BYLINE = late(r"本报讯|本报记者|(?:日报|晚报|新华社)[^，。；]{0,12}(?:消息|电|讯)|[（(][^（）()。]{0,12}记者|■")
_PLAN_SENTENCE = late(lambda: "|".join(words("sections", "plan_sentence")))
_LOOK_BACK = late("回顾|成就|成效|发展基础|发展现状|取得的|实施情况|执行情况|完成情况")

Settle = Callable[[str, list[Sentence], Times], None]


def settle(kind: DocumentKind, text: str, found: list[Sentence], times: Times) -> None:
    """Give the sentences of a view the roles and years that their kind of text has; a report's stay as they are."""
    rule = _RULES.get(kind)
    if rule:
        rule(text, found, times)


def _all_promise(text: str, found: list[Sentence], times: Times) -> None:
    for sentence in found:
        sentence.role, sentence.year = Role.PLAN, times.target
        sentence.silent = bool(sentence.section and _GLOSSARY.search(sentence.section[0]))


def _all_report(text: str, found: list[Sentence], times: Times) -> None:
    """Everything is told of the year of the title, also what heads its chapters like a plan; notes say nothing."""
    in_notes = False
    for sentence in found:
        in_notes = in_notes or bool(_NOTES.match(text, sentence.start, sentence.end))
        sentence.role, sentence.year, sentence.silent = Role.OTHER, times.result, in_notes


def _by_chapters(text: str, found: list[Sentence], times: Times) -> None:
    """A plan of five years promises, but for the chapter that looks back and what it says of the years before."""
    period = _name_of_period(times.result)
    chapter, looks_back = "", False
    for sentence in found:
        said = text[sentence.start : sentence.end]
        if _is_heading(text, sentence):
            chapter = said
            looks_back = bool(_LOOK_BACK.search(said))
        elif _opens_paragraph(text, sentence) and not _LOOK_BACK.search(chapter):
            looks_back = bool(re.match(rf"“?{period}”?(?:时期|期间|以来)", said))
        sentence.role = Role.REVIEW if looks_back else Role.PLAN
        sentence.year = times.result if looks_back else times.target
        sentence.section = (chapter,) if chapter else ()
        sentence.silent = bool(_GLOSSARY.search(chapter))


def _by_articles(text: str, found: list[Sentence], times: Times) -> None:
    """Each article of a page stands alone: a plan that one speaks of ends with it, and none looks back before it."""
    planned = False
    for sentence in found:
        said = text[sentence.start : sentence.end]
        planned = planned and not _begins_article(text, sentence)
        planned = planned or (bool(_PLAN_SENTENCE.search(said)) and "去年" not in said[:20])
        sentence.role = Role.PLAN if planned else Role.OTHER
        sentence.year, sentence.silent = times.target, False


def _begins_article(text: str, sentence: Sentence) -> bool:
    return _is_heading(text, sentence) or (
        _opens_paragraph(text, sentence) and bool(_BYLINE.match(text, sentence.start, sentence.start + 30))
    )


def _is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own, short and without a stop."""
    closes = sentence.end >= len(text) or text[sentence.end] == "\n"
    if not (_opens_paragraph(text, sentence) and closes) or sentence.end - sentence.start > _LONGEST_HEADING:
        return False
    return text[sentence.end - 1] not in "。！？；：，" and not re.search(
        r"\d(?!年)", text[sentence.start + 4 : sentence.end]
    )


def _opens_paragraph(text: str, sentence: Sentence) -> bool:
    return sentence.start == 0 or text[sentence.start - 1] == "\n"


def _name_of_period(last: int) -> str:
    return f"十{'零一二三四五六七八九'[(last - 2020) // 5 + 3]}五"


_RULES: dict[DocumentKind, Settle] = {
    DocumentKind.TASKS: _all_promise,
    DocumentKind.LIVELIHOOD: _all_promise,
    DocumentKind.FIVE_YEAR_PLAN: _by_chapters,
    DocumentKind.COMMUNIQUE: _all_report,
    DocumentKind.BULLETIN: _all_report,
    DocumentKind.NEWSPAPER: _by_articles,
}
