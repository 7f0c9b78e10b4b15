"""A task table as a file: every error of every row at once, all or nothing, and the same file twice changes nothing."""

import datetime as dt
import io
import zipfile

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.documents import DocumentError
from reports.organisation.models import Post
from tests.tracker.task_tables import keep_table, task_table_as_xlsx
from tracker.targets.imports.comparing import same_promise
from tracker.targets.imports.files import read_table
from tracker.targets.imports.heads import columns_of
from tracker.targets.models import Target, TaskTableFile

HEAD = ["序号", "目标任务", "年度目标", "责任单位", "完成时限", "责任领导", "指标属性"]


def downloaded(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def targets(make_target, other_department):
    return [make_target(name=name) for name in ("新增规上工业企业", "新增公办学位", "青溪大桥建设")]


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


def sent(client, data: bytes, name="任务分解表.xlsx"):
    """Send a file in; return the page that follows."""
    return client.post(reverse("task-import"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def confirmed(client, page, **data):
    preview = page.context["preview"]
    given = {"seal": preview.seal, "reason": "分解方案印发"} | data
    return client.post(reverse("task-import-preview", args=[page.context["kept"].pk]), given)


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (HEAD, ["number", "name", "promise", "responsible", "deadline", "leader", "nature"]),
        (
            ["序号", "重点工作任务", "牵头单位", "配合单位", "办结时限"],
            ["number", "name", "lead", "supporting", "deadline"],
        ),
        (["No.", "Task", "Weight", "Lead department"], ["number", "name", "weight", "lead"]),
        (
            ["工作任务", "牵头领导", "联系人", "分值", "责任部门"],
            ["name", "leader", "contact", "weight", "responsible"],
        ),
    ],
)
def test_heads(heads, fields):
    assert list(columns_of(heads).values()) == fields


@pytest.mark.parametrize(
    "heads", [["新增规上工业企业", "区教委"], ["目标任务", "说明"], ["", ""], ["牵头单位", "完成时限"]]
)
def test_what_heads_no_task_table(heads):
    assert columns_of(heads) is None


@pytest.mark.parametrize(
    ("said", "promised", "same"),
    [
        ("20家以上", "20家以上", True),
        ("≥20家", "20家以上", True),
        ("新增20家", "20家以上", True),
        ("25家以上", "20家以上", False),
        ("20家以内", "20家以上", False),
        ("1,200家", "1200家", True),
        ("通车", "通车", True),
        ("开工", "通车", False),
    ],
)
def test_the_same_promise_in_other_words(said, promised, same):
    assert same_promise(said, promised) is same


def test_a_workbook_is_shown_first_and_then_taken_over(as_reviewer, targets, other_department, district):
    Post.objects.create(region=district, title="分管副区长")
    data = task_table_as_xlsx(
        HEAD,
        [1, "新增规上工业企业", "20家以上", "教育委员会、区发展改革委", "9月底前", "分管副区长", "约束性"],
        [2, "新增公办学位", "25家以上", "区发展改革委", dt.date(2024, 12, 31), None, None],
    )
    page = sent(as_reviewer, data)
    preview = page.context["preview"]
    assert (len(preview.changed), preview.n_unchanged, [t.target.number for t in preview.missing]) == (1, 0, [3])
    assert [(row.task.target.number, row.asks) for row in preview.asking] == [(2, "25家以上")]
    assert {change.label: (change.old, change.new) for change in preview.changed[0].changes} == {
        "牵头单位": ("区发展改革委", "区教委"), "配合单位": ("—", "区发展改革委"),
        "完成时限": ("2024-12-31", "2024-09-30"),
        "责任领导": ("—", "分管副区长"), "约束性或预期性": ("—", "约束性"),
    }  # fmt: skip
    assert Target.objects.filter(version=1).count() == 3
    assert confirmed(as_reviewer, page).status_code == 302
    first, second, _third = Target.objects.order_by("number")
    assert (first.lead, first.deadline, first.nature) == (other_department, dt.date(2024, 9, 30), "binding")
    assert [each.short_name for each in first.supporting.all()] == ["区发展改革委"]
    assert (second.value, second.version) == (20, 1)
    assert TaskTableFile.objects.get().applied_at
    # The same file twice changes nothing.
    assert sent(as_reviewer, data).context["preview"].changed == []


def test_all_errors_on_the_page_and_in_the_file(as_reviewer, targets):
    data = task_table_as_xlsx(
        HEAD,
        [1, "新增规上工业企业", "", "区发展改革委", "尽快", "", "指导性"],
        [2, "新增公办学位", "", "区教育局", "", "县长", ""],
        [9, "没有立项的任务", "", "区教委", "", "", ""],
        [3, "青溪大桥建设", "", "区发展改革委", "1999-01-01", "", ""],
        [1, "新增规上工业企业", "", "区发展改革委", "", "", ""],
    )
    page = sent(as_reviewer, data)
    places = {problem.place: problem.words for problem in page.context["preview"].problems}
    assert set(places) == {"E3", "G3", "D4", "F4", "B5", "E6", "B7"}
    assert "最接近的是“区教委”" in places["D4"]
    assert all(words in page.content.decode() for words in places.values())
    reply = confirmed(as_reviewer, page)
    assert reply.status_code == 422
    assert Target.objects.filter(version=1).count() == 3
    marked = as_reviewer.get(reverse("task-import-marked", args=[page.context["kept"].pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(marked.content)).active
    comments = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert comments == places
    assert sheet["B3"].value == "新增规上工业企业"


def test_what_was_exported_comes_in_unchanged(as_reviewer, targets):
    for kind in ("xlsx", "docx"):
        file = downloaded(as_reviewer.get(reverse("task-table"), {"export": kind}))
        preview = sent(as_reviewer, file, f"表.{kind}").context["preview"]
        assert (preview.problems, preview.changed, preview.asking, preview.missing) == ([], [], [], []), kind
        assert preview.n_unchanged == 3


def test_stages_come_back_unchanged_and_are_planned_elsewhere(as_reviewer, make_target):
    bridge = make_target(measure="", comparator="", value=None, standard="通车", name="青溪大桥通车")
    bridge.stages.create(name="开工", planned_on="2024-03-01")
    file = downloaded(as_reviewer.get(reverse("task-table"), {"export": "xlsx"}))
    preview = sent(as_reviewer, file).context["preview"]
    assert (preview.problems, preview.n_unchanged) == ([], 1)
    other = task_table_as_xlsx(["目标任务", "牵头单位", "自定序时进度"], ["青溪大桥通车", "", "2024-04-01 开工"])
    assert [each.place for each in sent(as_reviewer, other).context["preview"].problems] == ["C3"]


def test_word_and_web_tables(as_reviewer, targets):
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, cells in zip(table.rows, (["序号", "工作任务", "牵头单位"], ["2", "新增公办学位", "区教委"]), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    buffer = io.BytesIO()
    document.save(buffer)
    page = "<table><tr><th>工作任务</th><th>牵头单位</th></tr><tr><td>新增公办学位</td><td>区教委</td></tr></table>"
    for data, name in ((buffer.getvalue(), "表.docx"), (page.encode(), "表.html")):
        preview = sent(as_reviewer, data, name).context["preview"]
        assert [(row.task.target.number, row.changes[0].new) for row in preview.changed] == [(2, "区教委")], name


def test_what_changed_since_the_preview_is_shown_again(as_reviewer, targets):
    page = sent(as_reviewer, task_table_as_xlsx(["工作任务", "牵头单位"], ["新增公办学位", "区教委"]))
    Target.objects.filter(number=2).update(version=5)
    assert confirmed(as_reviewer, page).status_code == 422
    assert Target.objects.get(number=2).lead.short_name == "区发展改革委"


def test_a_reason_is_needed(as_reviewer, targets):
    page = sent(as_reviewer, task_table_as_xlsx(["工作任务", "牵头单位"], ["新增公办学位", "区教委"]))
    assert confirmed(as_reviewer, page, reason=" ").status_code == 422
    assert Target.objects.get(number=2).version == 1


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>" + " " * 250_000_000)
    return buffer.getvalue()


def far_away() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "目标任务", "牵头单位"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


HOSTILE = {
    "a bomb": (bomb, "表.xlsx"),
    "cells far away": (far_away, "表.xlsx"),
    "no workbook": (lambda: b"PK\x03\x04nothing", "表.xlsx"),
    "another kind": (lambda: "目标任务\t牵头单位".encode(), "表.txt"),
    "no table": (lambda: task_table_as_xlsx(["甲", "乙"], ["丙", "丁"]), "表.xlsx"),
    "an empty file": (lambda: b"", "表.xlsx"),
    "too large": (lambda: b"0" * (5 * 1024 * 1024 + 1), "表.xlsx"),
}


@pytest.mark.parametrize(("make", "name"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_with_words(as_reviewer, targets, make, name):
    data = make()
    with pytest.raises(DocumentError):
        read_table(data, name)
    reply = as_reviewer.post(reverse("task-import"), {"file": SimpleUploadedFile(name, data)})
    assert reply.status_code == 422
    assert not TaskTableFile.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "leader", "foreign_reviewer", "stranger"])
def test_only_reviewers_take_tables_over(client, request, role, targets, reviewer):
    kept = keep_table(task_table_as_xlsx(["工作任务", "牵头单位"], ["新增公办学位", "区教委"]), targets[0], reviewer)
    client.force_login(request.getfixturevalue(role))
    for address in (reverse("task-import-preview", args=[kept.pk]), reverse("task-import-marked", args=[kept.pk])):
        assert client.get(address).status_code == 404
    assert client.get(reverse("task-import"), {"region": targets[0].region_id}).status_code == 404


def test_a_preview_takes_the_same_queries_whatever_its_length(
    as_reviewer, make_target, reviewer, django_assert_max_num_queries
):
    made = [make_target(name=f"任务{n}") for n in range(30)]
    rows = ([each.name, "", 2] for each in made)
    kept = keep_table(task_table_as_xlsx(["工作任务", "牵头单位", "权重"], *rows), made[0], reviewer)
    with django_assert_max_num_queries(12):
        page = as_reviewer.get(reverse("task-import-preview", args=[kept.pk]))
    assert len(page.context["preview"].changed) == 30
