"""Every document that the product writes, measured on the pages that LibreOffice makes of it."""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.urls import reverse

from reports.shared.word import layout
from tests.reports.shared.word.measuring import characters, pages_of
from tests.tracker.filing import file_figure
from tracker.bulletins import services
from tracker.bulletins.minutes import minutes_of
from tracker.bulletins.models import DocumentKind
from tracker.bulletins.shipped import sign
from tracker.dispatch.services.meetings import prepare_meeting

UPRIGHT, ON_ITS_SIDE, A3_ON_ITS_SIDE = (210, 297), (297, 210), (420, 297)
MARGINS = {UPRIGHT: (37, 28, 35, 26), ON_ITS_SIDE: (28, 18, 26, 18), A3_ON_ITS_SIDE: (28, 18, 26, 18)}
"""Above, left, below, right, by the size of the page; all in millimetres."""
PAPERS = {
    "bulletin": {UPRIGHT, ON_ITS_SIDE},
    "comparison": {ON_ITS_SIDE},
    "situation": {UPRIGHT, ON_ITS_SIDE},
    "plan": {UPRIGHT, ON_ITS_SIDE},
    "letter": {UPRIGHT},
    "minutes": {UPRIGHT},
    "task table": {A3_ON_ITS_SIDE},
}
SIZES = {kind: {16, 22} for kind in PAPERS} | {"bulletin": {16, 22, 48}, "letter": {16, 22, 32}}
"""The sizes of type, in points, on upright pages: body, title, masthead or letterhead."""
HANGING = 1
OUT_OF_TYPE_AREA = 1.0
"""How far, in millimetres, ink may stand out: a mark of punctuation at the end of a line hangs over."""


@pytest.fixture
def office(make_target, other_department):
    """Some promises of all kinds of standing, with long names, reasons and words."""
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        words = {"narrative": "已走访企业30家" * 20, "problem": "用地指标不足。" * 9, "next_step": "八月底前完成报批"}
        for number in range(30):
            target = make_target(name=f"第{number}批规上工业企业和专精特新企业新增", target_class="headline")
            file_figure(target, 6, number, reason="用地指标尚未下达，正在抓紧报批" * 3, **words)
        make_target(name="改造老旧小区", lead=other_department)
        yield target


@pytest.fixture(params=[*DocumentKind.values, "minutes", "task table"])
def written(request, office, client, district, department, reviewer):
    """Each document as a Word file, with its kind."""
    kind = request.param
    if kind == "task table":
        client.force_login(reviewer)
        return kind, client.get(reverse("task-table"), {"export": "docx"}).content
    if kind == "minutes":
        chair = {"held_on": dt.date(2024, 7, 20), "chair": "分管副区长"}
        return kind, minutes_of(prepare_meeting(region=district, kind="monthly", by=reviewer, **chair))
    if kind == "letter":
        return kind, services.word_file(services.draft_letter(about=office, by=reviewer))
    asked = {"region": district, "year": 2024, "month": 6, "by": reviewer, "department": department}
    return kind, services.word_file(services.draft(kind=kind, **asked))


def test_pages_margins_lines_and_sizes_are_those_of_the_standard(written):
    kind, word = written
    pages = pages_of(word)
    sizes = [(round(page.width), round(page.height)) for page in pages]
    assert set(sizes) == PAPERS[kind]
    for page, size in zip(pages, sizes, strict=True):
        assert page.lines, "an empty page"
        for found, told in zip(page.margins, MARGINS[size], strict=True):
            assert found >= told - OUT_OF_TYPE_AREA
        if size == UPRIGHT:
            assert len(page.lines) <= layout.LINES
            assert max(map(characters, page.lines)) <= layout.CHARACTERS + HANGING
            assert {letter.size for line in page.lines for letter in line} <= SIZES[kind]


def test_styles_and_margins_stand_in_every_word_file(written):
    _kind, word = written
    document = docx.Document(io.BytesIO(word))
    style = document.styles[layout.BODY]
    assert (style.font.size.pt, style.paragraph_format.line_spacing) == (16, layout.LINE_PITCH)
    assert layout.TITLE in {each.style.name for each in document.paragraphs}
    for section in document.sections:
        size = (round(section.page_width.mm), round(section.page_height.mm))
        sides = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
        assert [side.mm for side in sides] == [pytest.approx(each, abs=0.1) for each in MARGINS[size]]
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml


@pytest.mark.parametrize("lines", [20, 21, 22])
def test_who_issues_it_and_when_stay_together_with_the_line_before(lines):
    document = layout.blank_document()
    for _line in range(lines):
        document.add_paragraph("正文", layout.BODY)
    sign(document)
    last = pages_of(layout.saved(document))[-1].lines
    words = ["".join(letter.text for letter in line) for line in last[-3:]]
    assert [each.strip() for each in words] == ["正文", "{{issuer}}", "{{day}}"]
