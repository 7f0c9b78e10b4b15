"""The lists of reports and statements: rights, filters, exports, cost."""

import csv
import datetime as dt
import hashlib
import html
import io
import re

import pytest

from reports.library.models import Statement, WorkReport
from reports.library.tables import ReportTable, StatementTable
from reports.review.services.decisions import decide
from reports.shared.list_page import NO_PART
from tests.reports.conftest import ref, row

pytestmark = pytest.mark.django_db
REPORTS, STATEMENTS = "/reports/", "/reports/statements/"


def names(answer):
    return [str(record) for record in answer.context["table"].data]


@pytest.fixture
def foreign_report(report, other_district, foreign_reviewer):
    """A report of the other district with one statement."""
    other = WorkReport.objects.create(
        region=other_district, year=2025, title="白塔区2025年政府工作报告", uploaded_by=foreign_reviewer, format="text",
        text="白塔", sha256=hashlib.sha256(b"x").hexdigest(),
    )  # fmt: skip
    passage = other.passages.create(start=0, end=2, role="plan")
    other.statements.create(passage=passage, kind="milestone", indicator="白塔大桥", start=0, end=2, event="通车")
    return other


@pytest.mark.parametrize(
    ("who", "reports", "statements"),
    [("reviewer", 1, 6), ("reporter", 1, 6), ("foreign_reviewer", 1, 1), ("leader", 2, 7), ("administrator", 2, 7),
     ("stranger", 0, 0)],
)  # fmt: skip
def test_everybody_sees_their_own(client, foreign_report, request, who, reports, statements):
    client.force_login(request.getfixturevalue(who))
    assert len(names(client.get(REPORTS))) == reports
    assert len(names(client.get(STATEMENTS))) == statements
    for address in (REPORTS, STATEMENTS):
        exported = client.get(address, {"export": "csv"}).getvalue().decode("utf-8-sig")
        assert ("白塔" in exported) == (who in ("foreign_reviewer", "leader", "administrator"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "改造"}, ["改造老旧小区"]),
        ({"q": "规上 新增", "year": 2024}, ["新增规上工业企业"]),
        ({"kind": "milestone"}, ["白塔大桥"]),
        ({"kind": "actual"}, ["地区生产总值", "新增规上工业企业"]),
        ({"measure": "level"}, ["垃圾分类覆盖率、处理率"]),
        ({"state": "rejected"}, ["改造老旧小区"]),
        ({"role": "review"}, ["地区生产总值", "新增规上工业企业"]),
        ({"below": "0.7"}, ["新增规上工业企业", "垃圾分类覆盖率、处理率"]),
        ({"year": 2023, "measure": "growth"}, ["地区生产总值"]),
        ({"q": "没有"}, []),
    ],
)
def test_statement_filters(client, foreign_report, report, reviewer, leader, query, found):
    decide(report=report, refs=[ref(row(report, "改造老旧小区"))], verb="reject", user=reviewer)
    client.force_login(leader)
    assert names(client.get(STATEMENTS, query)) == found


def test_removed_statements_are_in_no_list(client, report, leader):
    report.statements.update(state="removed")
    client.force_login(leader)
    assert names(client.get(STATEMENTS)) == []
    assert client.get(REPORTS).context["table"].data[0].n_statements == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "白塔"}, ["白塔区2025年政府工作报告"]),
        ({"year": 2024}, ["青溪区2024年政府工作报告"]),
        ({"review": "done"}, ["青溪区2024年政府工作报告"]),
        ({"review": "waiting"}, ["白塔区2025年政府工作报告"]),
    ],
)
def test_report_filters(client, foreign_report, report, leader, query, found):
    report.statements.update(state="accepted")
    client.force_login(leader)
    assert names(client.get(REPORTS, query)) == found


def test_filters_offer_only_readable_regions(client, foreign_report, reviewer, district):
    client.force_login(reviewer)
    for address in (REPORTS, STATEMENTS):
        choices = client.get(address).context["filter"].form.fields["region"].choices
        assert [key for key, _label in choices if key] == [district.pk]


def test_progress_is_counted(client, report, reviewer):
    decide(report=report, refs=[ref(s) for s in report.statements.all()[:2]], verb="accept", user=reviewer)
    client.force_login(reviewer)
    record = client.get(REPORTS).context["table"].data[0]
    assert (record.n_reviewed, record.n_statements) == (2, 6)


def test_a_statement_links_to_its_place(client, report, reviewer):
    client.force_login(reviewer)
    page = client.get(STATEMENTS).content.decode()
    assert f'href="/reports/{report.pk}/#s{report.statements.first().pk}"' in page


def test_only_who_may_send_is_offered_to(client, report, reviewer, leader):
    for user, offered in ((reviewer, True), (leader, False)):
        client.force_login(user)
        assert ("/reports/upload/" in client.get(REPORTS).content.decode()) == offered


@pytest.mark.parametrize("address", [REPORTS, STATEMENTS])
def test_sorting_by_every_column(client, foreign_report, leader, address):
    client.force_login(leader)
    for column in client.get(address).context["table"].columns:
        for sign in ("", "-"):
            assert client.get(address, {"sort": f"{sign}{column.name}"}).status_code == 200


@pytest.mark.parametrize("address", [REPORTS, STATEMENTS])
@pytest.mark.parametrize("copies", [0, 30])
def test_the_cost_of_a_list_does_not_grow(
    client, foreign_report, report, leader, address, copies, django_assert_max_num_queries
):
    passage = foreign_report.passages.get()
    for n in range(copies):
        other = WorkReport.objects.create(
            region=foreign_report.region, year=2000 + n, title=f"第{n}份", uploaded_by=report.uploaded_by,
            format="text", text="白塔", sha256=f"{n:064}",
        )  # fmt: skip
        Statement.objects.create(report=other, passage=passage, kind="target", indicator=f"第{n}项", start=0, end=1)
    client.force_login(leader)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [REPORTS, STATEMENTS])
def test_the_links_export_what_is_filtered(client, foreign_report, leader, address):
    client.force_login(leader)
    page = client.get(address, {"q": "白塔"}).content.decode()
    links = [html.unescape(link) for link in re.findall(r'href="(\?[^"]*export=[^"]*)"', page)]
    book, text = (client.get(address + link) for link in links)
    assert "spreadsheetml" in book["Content-Type"]
    lines = text.getvalue().decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 2
    assert "白塔" in lines[1]


def exported(client, address, **query):
    """The rows of a CSV file by the words of its head."""
    answer = client.get(address, query | {"export": "csv"}, headers={"accept-language": "en"})
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_a_time_in_a_file_is_that_of_the_page(client, report, reviewer):
    WorkReport.objects.update(uploaded_at=dt.datetime(2026, 3, 1, 16, 30, 5, tzinfo=dt.UTC))
    client.force_login(reviewer)
    (row,) = exported(client, REPORTS)
    assert "2026-03-02 00:30" in row.values()


def test_figures_in_a_file_are_numbers_with_their_bound_and_unit_beside_them(client, report, reviewer):
    client.force_login(reviewer)
    (row,) = exported(client, STATEMENTS, q="新增规上", year=2024)
    assert {"20", "家", "0.6", "2024"} <= set(row.values())


def test_a_milestone_shows_its_event(client, foreign_report, foreign_reviewer):
    client.force_login(foreign_reviewer)
    assert re.search('<td class="number"[^>]*>通车</td>', client.get(STATEMENTS).content.decode())
    (row,) = exported(client, STATEMENTS)
    assert "通车" in row.values()


@pytest.mark.parametrize("query", [{"region": 99999}, {"region": 10**30}, {"year": "x"}, {"state": "none"}])
@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
def test_a_filter_that_says_nothing_sensible_keeps_and_exports_nothing(client, report, reviewer, query, export):
    client.force_login(reviewer)
    answer = client.get(STATEMENTS, query | {"export": export})
    assert answer["Content-Type"].startswith("text/html")
    assert names(answer) == []
    assert "field-error" in answer.content.decode()


def test_who_has_no_role_is_told_so(client, report, stranger, reviewer):
    for who, is_told in ((stranger, True), (reviewer, False)):
        client.force_login(who)
        page = client.get(REPORTS, {"q": "没有"}, headers={"accept-language": "en"})
        assert (str(NO_PART) in page.content.decode()) == is_told


@pytest.mark.parametrize(("address", "table"), [(REPORTS, ReportTable), (STATEMENTS, StatementTable)])
def test_every_sorting_ends_in_the_key_so_that_pages_neither_repeat_nor_lose_rows(
    client, report, reviewer, address, table
):
    client.force_login(reviewer)
    for name in [name for name, column in table.base_columns.items() if column.orderable is not False]:
        rows = client.get(address, {"sort": name}).context["table"].data.data
        assert str(rows.query.order_by[-1]).removeprefix("-") == "pk", name


@pytest.mark.parametrize(("language", "name"), [("en", "Qingxi"), ("zh-hans", "青溪区")])
def test_a_region_is_named_in_the_readers_language(client, report, reviewer, language, name):
    client.force_login(reviewer)
    client.cookies["django_language"] = language
    page = client.get(REPORTS).content.decode()
    assert re.search(f"<td[^>]*>{name}</td>", page)
    assert f">{name}</option>" in page


@pytest.mark.parametrize(("asked", "given"), [("100000", 100), ("-5", 1), ("50", 50), ("x", 25)])
def test_a_page_has_its_bounds(client, report, reviewer, asked, given):
    client.force_login(reviewer)
    assert client.get(STATEMENTS, {"per_page": asked}).context["table"].paginator.per_page == given
