"""The pages: counts and shares, both sentences, a person's word, what a draft says beside what is known."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.library.models import WorkReport
from tests.reports.documents.files import pdf, word
from tests.tracker.filing import file_figure
from tests.tracker.outcomes.settling import later_report
from tests.tracker.stating import accepted_promises, make_report
from tracker.outcomes.claims import Answer
from tracker.outcomes.models import Settlement
from tracker.outcomes.services import settle

MOST_QUERIES = 12


@pytest.fixture
def report(district, reviewer):
    report = make_report(district, reviewer)
    accepted_promises(report)
    later_report(report, reviewer)
    return report


@pytest.fixture
def row(report, reviewer):
    settle(report=report, later=WorkReport.objects.get(year=2025), by=reviewer)
    return Settlement.objects.get(finding="met")


def said(row, **changes):
    """What the page's form sends."""
    return {"finding": row.finding, "shown_by": f"s{row.result_id}", "version": row.version, "note": ""} | changes


def test_the_button_matches_the_year_with_the_next_report(client, report, reviewer):
    client.force_login(reviewer)
    reply = client.post(reverse("settle", args=[report.pk]), follow=True)
    assert [(each.finding, each.count) for each in reply.context["parts"] if each.count] == [("silent", 6), ("met", 1)]
    assert sum(each.share for each in reply.context["parts"]) == Decimal("100.0")


def test_without_a_next_report_there_is_nothing_to_match(client, district, reviewer):
    report = make_report(district, reviewer)
    client.force_login(reviewer)
    assert client.post(reverse("settle", args=[report.pk])).status_code == 404


def test_both_sentences_stand_side_by_side_and_each_count_opens_its_rows(client, row, leader):
    client.force_login(leader)
    reply = client.get(reverse("reconciliation"))
    for part in reply.context["parts"]:
        opened = client.get(f"{reverse('reconciliation')}?{reply.context['pair'].query}&finding={part.finding}")
        assert opened.context["page"].paginator.count == part.count
    met = client.get(reverse("reconciliation") + "?finding=met").content.decode()
    assert "20家" in met
    assert "22家" in met
    assert 'method="post" action="/reconciliation/' not in met


def test_a_page_takes_few_queries(client, row, reviewer, django_assert_max_num_queries):
    client.force_login(reviewer)
    client.get(reverse("home"))
    for address in (reverse("reconciliation"), reverse("settlement", args=[row.pk]), reverse("claims")):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200


def test_a_reviewer_confirms_what_the_program_proposed(client, row, reviewer):
    client.force_login(reviewer)
    assert client.post(reverse("settlement", args=[row.pk]), said(row)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.finding, row.decided_by) == ("confirmed", "met", reviewer)
    assert row.history.first().history_user == reviewer
    assert client.get(reverse("reconciliation") + "?state=confirmed").context["page"].paginator.count == 1


def test_a_sentence_without_a_figure_can_show_it(client, row, reviewer):
    passage = row.later_report.passages.get(role="review")
    client.force_login(reviewer)
    client.post(reverse("settlement", args=[row.pk]), said(row, finding="different", shown_by=f"p{passage.start}"))
    row.refresh_from_db()
    assert (row.result, row.quote_start, row.quote_end) == (None, passage.start, passage.end)


def test_met_without_a_sentence_is_refused_and_says_why(client, row, reviewer):
    client.force_login(reviewer)
    reply = client.post(reverse("settlement", args=[row.pk]), said(row, shown_by=""))
    assert reply.context["form"].non_field_errors()
    row.refresh_from_db()
    assert row.state == "proposed"


def test_who_comes_second_sees_what_it_is_now(client, row, reviewer):
    client.force_login(reviewer)
    client.post(reverse("settlement", args=[row.pk]), said(row, finding="silent", shown_by=""))
    reply = client.post(reverse("settlement", args=[row.pk]), said(row))
    assert reply.status_code == 409
    assert reply.context["form"].initial["finding"] == "silent"
    row.refresh_from_db()
    assert row.finding == "silent"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_has_what_is_filtered(client, row, leader, kind):
    client.force_login(leader)
    reply = client.get(f"{reverse('reconciliation')}?finding=met&export={kind}")
    content = b"".join(reply.streaming_content)
    assert len(content) > 100
    if kind == "csv":
        assert "新增规上工业企业" in content.decode()
        assert "青溪大桥" not in content.decode()


def check(client, text, district, year=2024):
    """Send a draft in."""
    return client.post(reverse("claims"), {"text": text, "region": district.pk, "year": year})


def test_a_draft_is_read_beside_what_is_known(client, report, reviewer, district):
    client.force_login(reviewer)
    agreeing = check(client, "新增规上工业企业22家。", district)
    assert [each.checked.answer for each in agreeing.context["lines"]] == [Answer.AGREES]
    differing = check(client, "新增规上工业企业29家。", district)
    assert [each.checked.answer for each in differing.context["lines"]] == [Answer.DIFFERS]
    words = differing.content.decode()
    assert "29家" in words
    assert "22家" in words
    assert Settlement.objects.count() == 0


def test_a_figure_of_the_year_so_far_contradicts_no_draft(client, make_target, reviewer, district):
    target = make_target(name="新增规上工业企业", measure="quantity", unit="家")
    file_figure(target, 9, Decimal(16))
    client.force_login(reviewer)
    (line,) = check(client, "新增规上工业企业29家。", district).context["lines"]
    assert line.checked.answer is Answer.ELSEWHERE
    file_figure(target, 12, Decimal(21))
    (line,) = check(client, "新增规上工业企业29家。", district).context["lines"]
    assert line.checked.answer is Answer.DIFFERS


def test_a_draft_that_is_too_long_is_told_how_long_it_is(client, report, reviewer, district):
    client.force_login(reviewer)
    reply = check(client, "增" * 100001, district)
    assert "100001" in str(reply.context["form"].errors["text"])


def upload(client, district, name, data):
    asked = {"file": SimpleUploadedFile(name, data), "region": district.pk, "year": 2024}
    return client.post(reverse("claims"), asked)


DRAFT = "新增规上工业企业29家。"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("讲话.docx", word(DRAFT)),
        ("讲话.pdf", pdf([DRAFT])),
        ("讲话.txt", DRAFT.encode("gb18030")),
        ("讲话.html", f"<html><body><p>{DRAFT}</p></body></html>".encode()),
    ],
)
def test_a_draft_may_come_as_a_file(client, report, reviewer, district, name, data):
    client.force_login(reviewer)
    reply = upload(client, district, name, data)
    assert [each.checked.answer for each in reply.context["lines"]] == [Answer.DIFFERS]
    assert "22家" in reply.content.decode()
    assert WorkReport.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data"), [("讲话.docx", b"MZ no zip"), ("讲话.exe", b"MZ"), ("讲话.pdf", b"%PDF-1.7")]
)
def test_a_file_that_is_no_document_is_refused_in_words(client, report, reviewer, district, name, data):
    client.force_login(reviewer)
    reply = upload(client, district, name, data)
    assert reply.context["form"].errors["file"]
    assert reply.context["lines"] is None


def test_one_of_file_and_text_is_needed_and_not_both(client, report, reviewer, district):
    client.force_login(reviewer)
    assert check(client, " ", district).context["form"].non_field_errors()
    both = {"file": SimpleUploadedFile("讲话.txt", b"1"), "text": DRAFT, "region": district.pk, "year": 2024}
    assert client.post(reverse("claims"), both).context["form"].non_field_errors()


def test_another_district_is_no_choice(client, report, reviewer, other_district):
    client.force_login(reviewer)
    assert check(client, "新增规上工业企业22家。", other_district).context["form"].errors["region"]


def test_what_others_know_is_not_told(client, report, foreign_reviewer, other_district):
    client.force_login(foreign_reviewer)
    reply = check(client, "新增规上工业企业22家。", other_district)
    assert [each.checked.answer for each in reply.context["lines"]] == [Answer.UNKNOWN]


def test_the_look_back_of_a_report_is_read_beside_what_else_is_known(
    client, report, make_target, reviewer, django_assert_max_num_queries
):
    later = WorkReport.objects.get(year=2025)
    target = make_target(name="新增规上工业企业", measure="quantity", unit="家")
    file_figure(target, 12, Decimal(20))
    client.force_login(reviewer)
    client.get("/claims/")
    with django_assert_max_num_queries(MOST_QUERIES):
        reply = client.get("/claims/", {"report": later.pk})
    assert [each.checked.answer for each in reply.context["lines"]] == [Answer.DIFFERS]
    assert "<strong>22家</strong>" in reply.content.decode()


def test_a_report_of_others_is_no_choice(client, report, foreign_reviewer):
    client.force_login(foreign_reviewer)
    assert client.get("/claims/", {"report": report.pk}).status_code == 404
