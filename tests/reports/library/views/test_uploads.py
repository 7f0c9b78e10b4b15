"""Sending a document, confirming it, fetching it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.library.models import Upload, WorkReport
from reports.organisation.models import Region
from reports.organisation.search import MOST_FOUND, MOST_LISTED
from tests.reports.library.services.test_uploads import ENCODED, TEXT, received, stored_files

pytestmark = pytest.mark.django_db
UPLOAD = "/reports/upload/"


def as_file(data=ENCODED, name="报告.txt"):
    return SimpleUploadedFile(name, data)


def confirm_address(upload):
    return reverse("reports:confirm", args=[upload.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [("reviewer", 200), ("foreign_reviewer", 200), ("administrator", 200),
     ("reporter", 403), ("leader", 403), ("stranger", 403)],
)  # fmt: skip
def test_who_may_send(client, request, who, status, other_district, reporter):
    client.force_login(request.getfixturevalue(who))
    assert client.get(UPLOAD).status_code == status


@pytest.mark.parametrize("data", [{"text": TEXT}, {"file": as_file}])
def test_sent_and_confirmed(client, reviewer, district, data):
    client.force_login(reviewer)
    data = {key: value() if callable(value) else value for key, value in data.items()}
    answer = client.post(UPLOAD, data)
    upload = Upload.objects.get()
    assert answer.url == confirm_address(upload)
    form = client.get(answer.url).context["form"]
    assert form.initial == {"region": district, "year": 2024, "title": "青溪区2024年政府工作报告"}
    answer = client.post(answer.url, {"region": district.pk, "year": 2024, "title": "青溪区2024年政府工作报告"})
    report = WorkReport.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.text, report.statements.count() > 0) == (TEXT, True)


def test_a_text_that_promises_nothing_is_said_to(client, reviewer, district):
    client.force_login(reviewer)
    client.post(UPLOAD, {"text": "青溪区人民政府工作报告\n二、2024年工作安排\n各位代表，让我们继续努力。"})
    page = client.post(
        confirm_address(Upload.objects.get()), {"region": district.pk, "year": 2024, "title": "报告"}, follow=True
    )
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({}, "__all__"),
        ({"text": "  \n"}, "__all__"),
        ({"text": "……"}, "text"),
        ({"text": "字", "file": b"\xff\xfe"}, "__all__"),
        ({"file": b"%PDF-1.4 not really"}, "file"),
        ({"file": b""}, "file"),
    ],
)
def test_a_refusal_says_where_and_stores_nothing(client, reviewer, data, where):
    client.force_login(reviewer)
    sent = {key: as_file(value) if key == "file" else value for key, value in data.items()}
    answer = client.post(UPLOAD, sent)
    assert answer.status_code == 422
    assert where in answer.context["form"].errors
    assert (Upload.objects.count(), stored_files()) == (0, [])


def test_what_was_pasted_is_still_there_after_a_refusal(client, reviewer):
    client.force_login(reviewer)
    assert "……" in client.post(UPLOAD, {"text": "……"}).content.decode()


def test_the_same_document_links_to_the_first(client, reviewer, district):
    client.force_login(reviewer)
    upload = received(reviewer)
    client.post(confirm_address(upload), {"region": district.pk, "year": 2024, "title": "报告"})
    answer = client.post(UPLOAD, {"file": as_file()})
    assert answer.status_code == 422
    assert WorkReport.objects.get().get_absolute_url() in answer.content.decode()
    assert Upload.objects.count() == 0


def test_an_upload_is_its_senders_own(client, reviewer, foreign_reviewer, second_reviewer):
    upload = received(reviewer)
    for other in (foreign_reviewer, second_reviewer):
        client.force_login(other)
        assert client.get(confirm_address(upload)).status_code == 404
        assert client.post(reverse("reports:discard", args=[upload.pk])).status_code == 404
    assert Upload.objects.count() == 1


def test_only_own_regions_are_offered_and_taken(client, reviewer, district, other_district):
    client.force_login(reviewer)
    upload = received(reviewer)
    assert list(client.get(confirm_address(upload)).context["form"].fields["region"].queryset) == [district]
    answer = client.post(confirm_address(upload), {"region": other_district.pk, "year": 2024, "title": "报告"})
    assert answer.status_code == 422
    assert WorkReport.objects.count() == 0


def test_a_title_that_contradicts_the_text_is_pointed_out(client, reviewer):
    client.force_login(reviewer)
    upload = received(reviewer, TEXT.replace("青溪区人民政府工作报告", "青溪区2023年政府工作报告", 1).encode())
    page = client.get(confirm_address(upload))
    assert [str(c) for c in page.context["identity"].contradictions]
    assert "alert-warning" in page.content.decode()


def test_another_report_of_the_same_year_is_pointed_out(client, reviewer, report):
    client.force_login(reviewer)
    page = client.get(confirm_address(received(reviewer, (TEXT + "补充说明。").encode())))
    assert report.get_absolute_url() in page.content.decode()


def test_a_report_of_a_foreign_region_is_pointed_out(client, foreign_reviewer, district):
    client.force_login(foreign_reviewer)
    page = client.get(confirm_address(received(foreign_reviewer)))
    assert "alert-warning" in page.content.decode()


@pytest.fixture
def many_regions(province):
    """More regions than a choice lists, among them two of one name."""
    cities = [
        Region.objects.create(code=code, name=name, short_name=name[:-1], level="city", parent=province)
        for code, name in (("980100", "长宁市"), ("980200", "远江市"))
    ]
    for number in range(MOST_LISTED):
        Region.objects.create(
            code=f"9801{number + 10}",
            name=f"新{number}区",
            short_name=f"新{number}",
            level="district",
            parent=cities[0],
        )
    return [
        Region.objects.create(
            code=code, name="鼓楼区", short_name="鼓楼", initials="glq", level="district", parent=city
        )
        for code, city in zip(("980101", "980201"), cities, strict=True)
    ]


NAMESAKE = TEXT.replace("青溪区", "鼓楼区")


def test_among_many_regions_one_searches(client, administrator, many_regions, django_assert_max_num_queries):
    client.force_login(administrator)
    address = confirm_address(received(administrator, NAMESAKE.encode()))
    with django_assert_max_num_queries(12):
        page = client.get(address)
    assert "鼓楼区（海岳省长宁市）" in page.content.decode()
    assert page.content.decode().count("<option") == len(many_regions)
    assert len(client.get(address, {"words": "新"}).context["choice"].regions) == MOST_FOUND
    found = client.get(address, {"words": "远江鼓楼"}).context["choice"].regions
    assert found == [many_regions[1]]
    sent = client.post(address, {"region": many_regions[1].pk, "year": 2024, "title": "报告"})
    assert sent.url == WorkReport.objects.get(region=many_regions[1]).get_absolute_url()


def test_what_was_chosen_stays_chosen_when_something_else_is_missing(client, administrator, many_regions):
    client.force_login(administrator)
    address = confirm_address(received(administrator, NAMESAKE.encode()))
    page = client.post(address, {"region": many_regions[0].pk, "year": "", "title": "报告"})
    assert page.status_code == 422
    assert f'<option value="{many_regions[0].pk}" selected>' in page.content.decode()


def test_of_several_regions_of_one_name_none_is_proposed_but_all_are_named(client, administrator, many_regions):
    client.force_login(administrator)
    page = client.get(confirm_address(received(administrator, NAMESAKE.encode())))
    assert page.context["form"].initial["region"] is None
    assert page.context["form"].initial["title"] == "鼓楼区2024年政府工作报告"
    assert page.context["choice"].regions == many_regions
    assert "叫“鼓楼区”的区划有几个" in page.content.decode()


def test_a_members_own_region_is_the_one_that_is_meant(client, reviewer, many_regions):
    many_regions[1].memberships.create(user=reviewer, role="reviewer")
    client.force_login(reviewer)
    page = client.get(confirm_address(received(reviewer, NAMESAKE.encode())))
    assert page.context["form"].initial["region"] == many_regions[1]


def test_a_name_that_the_catalogue_does_not_know_is_said_to_be_unknown(client, reviewer, many_regions):
    client.force_login(reviewer)
    page = client.get(confirm_address(received(reviewer, TEXT.replace("青溪区", "高新区").encode())))
    assert "文中提到“高新区”" in page.content.decode()


def test_discarded(client, reviewer):
    client.force_login(reviewer)
    upload = received(reviewer)
    assert client.get(reverse("reports:discard", args=[upload.pk])).status_code == 405
    assert client.post(reverse("reports:discard", args=[upload.pk])).url == UPLOAD
    assert Upload.objects.count() == 0


def test_the_original_comes_back_as_it_was_and_only_as_a_file(client, reviewer, district):
    client.force_login(reviewer)
    client.post(confirm_address(received(reviewer)), {"region": district.pk, "year": 2024, "title": "报告"})
    answer = client.get(reverse("reports:original", args=[WorkReport.objects.get().pk]))
    assert answer.content == ENCODED
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/octet-stream")


def test_pasted_text_comes_back_as_a_text_file(client, report, reviewer):
    client.force_login(reviewer)
    answer = client.get(reverse("reports:original", args=[report.pk]))
    assert answer.content.decode() == report.text
    assert ".txt" in answer["Content-Disposition"]
