"""The documents about one department, about the tasks, about one matter."""

import datetime as dt
import io

import docx
import pypdfium2
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx.oxml.ns import qn

from reports.shared.word import layout
from tests.tracker.filing import file_figure
from tracker.bulletins import services
from tracker.bulletins.models import Document, DocumentKind
from tracker.bulletins.pdf import as_pdf, makes_pdf
from tracker.dispatch.services.problems import Matter, raise_problem


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def late(make_target, department, other_department):
    """A target that lags, with what its department says; another department has one of its own."""
    target = make_target(name="新增规上工业企业", lead=department)
    target.supporting.add(other_department)
    words = {"narrative": "已走访企业30家", "problem": "用地指标不足。", "next_step": "八月底前完成报批"}
    file_figure(target, 6, 2, reason="用地未批", **words)
    file_figure(make_target(name="新增公办学位", unit="个", lead=other_department), 6, 10)
    return target


@pytest.fixture
def drafts(late, district, department, reviewer):
    """One draft of each kind."""
    asked = {"region": district, "year": 2024, "month": 6, "by": reviewer}
    made = {
        kind: services.draft(kind=kind, department=department, **asked)
        for kind in DocumentKind.values
        if kind != "letter"
    }
    return made | {"letter": services.draft_letter(about=late, by=reviewer)}


def lines(document):
    return [each.text for each in docx.Document(io.BytesIO(services.word_file(document))).paragraphs if each.text]


def cells(document):
    (table,) = docx.Document(io.BytesIO(services.word_file(document))).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_department_reports_its_own_promises_in_the_words_that_it_filed(drafts):
    said = lines(drafts["situation"])
    for sentence in (
        "青溪区发展和改革委员会关于2024年上半年政府工作报告目标任务进展的情况报告",
        "共确定目标任务1项，纳入本期评价1项：严重滞后1项，占100.0%。",
        "新增规上工业企业：已走访企业30家。",
        "新增规上工业企业：用地指标不足。",
        "新增规上工业企业：八月底前完成报批。",
        "六、下一步工作",
    ):
        assert sentence in said, sentence
    assert [row[1] for row in cells(drafts["situation"])] == ["目标任务", "新增规上工业企业"]


def test_the_plan_says_who_does_what_by_when(drafts):
    assert "政府工作报告共分解目标任务2项，由2个单位牵头，具体分工见附件。" in lines(drafts["plan"])
    assert cells(drafts["plan"])[1] == [
        "1", "新增规上工业企业", "20家以上", "区发展改革委", "区教委", "2024年12月31日", "—"
    ]  # fmt: skip


def test_a_letter_is_numbered_goes_to_the_lead_and_asks_for_a_reply(drafts):
    assert lines(drafts["letter"]) == [
        "青溪区人民政府督查室",
        "督办〔2024〕1号",
        "关于“新增规上工业企业”的督办函",
        "青溪区发展和改革委员会：",
        "政府工作报告确定的下列事项需你单位抓紧办理，现函告如下。",
        "新增规上工业企业，年度目标20家以上，由你单位牵头。",
        "截至6月末，完成情况：2家，评价：严重滞后，明显低于序时进度40.0个百分点。",
        "你单位报送的原因：用地未批。",
        "请对照目标和时限分析原因，明确整改措施、责任人和完成时间，抓紧推进落实。",
        "请于2024年7月30日前将办理情况书面回复。",
        "青溪区人民政府督查室",
        "2024年7月20日",
    ]


def test_a_letter_about_a_problem_goes_to_its_owner(client, late, district, department, reviewer):
    matter = Matter("园区用地未批", department, dt.date(2024, 7, 25), description="两宗地待报批。", targets=(late,))
    problem = raise_problem(matter=matter, region=district, by=reviewer)
    client.force_login(reviewer)
    assert "督办函" in client.get(problem.get_absolute_url()).content.decode()
    client.post(reverse("new-letter", args=["problem", problem.pk]))
    said = lines(Document.objects.get())
    assert any(line.startswith("园区用地未批，由你单位负责办理，办结时限为2024年7月25日") for line in said)
    assert "两宗地待报批。" in said


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_every_kind_is_issued_and_printed_again_as_it_was(drafts, late, reviewer, kind):
    issued = services.issue(document=drafts[kind], by=reviewer, version=drafts[kind].version)
    before = services.word_file(issued)
    late.name = "别的名称"
    late.save()
    assert services.word_file(Document.objects.get(pk=issued.pk)) == before
    with pytest.raises(services.DocumentChangedError):
        services.take_facts_again(document=issued, by=reviewer, version=issued.version)


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_every_kind_takes_its_figures_again_and_its_page_opens(client, drafts, reviewer, kind):
    again = services.take_facts_again(document=drafts[kind], by=reviewer, version=drafts[kind].version)
    assert again.facts == drafts[kind].facts
    client.force_login(reviewer)
    assert client.get(again.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_the_layout_of_every_kind(drafts, kind):
    document = docx.Document(io.BytesIO(services.word_file(drafts[kind])))
    section, style = document.sections[0], document.styles[layout.BODY]
    sides = [section.top_margin.mm, section.left_margin.mm, section.bottom_margin.mm, section.right_margin.mm]
    expected = (28, 18, 26, 18) if kind == "comparison" else (37, 28, 35, 26)
    assert sides == [pytest.approx(each, abs=0.1) for each in expected]
    assert (style.font.size.pt, style.paragraph_format.line_spacing) == (16, layout.LINE_PITCH)
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert "公文标题" in {each.style.name for each in document.paragraphs}


@pytest.mark.parametrize("kind", ["situation", "plan", "letter"])
def test_libreoffice_opens_every_kind_and_leaves_no_page_empty(drafts, kind):
    if not makes_pdf():
        pytest.skip("LibreOffice is not installed")
    with pypdfium2.PdfDocument(as_pdf(services.word_file(drafts[kind]))) as pdf:
        pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert "新增规上工业企业" in "".join(pages)
    assert all(len(page) > len("—1—") for page in pages)


@pytest.mark.parametrize("who", ["leader", "reporter", "foreign_reviewer", "stranger"])
def test_only_the_own_office_writes_letters(client, late, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        services.draft_letter(about=late, by=user)
    client.force_login(user)
    assert client.post(reverse("new-letter", args=["target", late.pk])).status_code == 404
    assert not Document.objects.exists()


def test_a_report_needs_a_department_of_the_region(client, late, district, reviewer):
    client.force_login(reviewer)
    asked = {"kind": "situation", "region": district.pk, "year": 2024, "month": 6}
    reply = client.post(reverse("new-document"), asked)
    assert "department" in reply.context["form"].errors
    assert not Document.objects.exists()
