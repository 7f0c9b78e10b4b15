"""The pages of deeds: what they show, take and refuse, and how many queries they need."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.tracker.livelihood.doing import complete, file, jpeg, make_deed, png
from tracker.livelihood.models import Deed, Photo, Publication, Site, Vote
from tracker.livelihood.sites import release_photo, withdraw_photo


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def deed(department, reviewer, make_target):
    return make_deed(department, reviewer, targets=[make_target()])


def words_of(reply) -> str:
    return b"".join(reply.streaming_content if reply.streaming else [reply.content]).decode()


def test_from_recording_to_completion_on_the_pages(
    client, department, other_department, reviewer, reporter, make_target
):
    target = make_target()
    client.force_login(reviewer)
    data = {"version": 0, "number": 1, "name": "新建口袋公园", "lead": department.pk, "supporting": "区教委",
            "deadline": "2024-12-31", "standard": "建成开放", "targets": [target.pk]}  # fmt: skip
    assert client.post(reverse("new-deed"), data | {"supporting": "区不存在局"}).status_code == 422
    assert client.post(reverse("new-deed"), data).status_code == 302
    assert client.post(reverse("new-deed"), data).status_code == 422
    deed = Deed.objects.get()
    assert (list(deed.supporting.all()), list(deed.targets.all())) == ([other_department], [target])
    lines = "东街：新建\n\n南门\t改建 绿化\n西门"
    assert client.post(reverse("add-sites", args=[deed.pk]), {"lines": lines}).status_code == 302
    assert list(deed.sites.values_list("name", "content")) == [("东街", "新建"), ("南门", "改建 绿化"), ("西门", "")]
    refused = client.post(reverse("add-sites", args=[deed.pk]), {"lines": f"北门\n{'长' * 81}\n：没有名称"})
    assert refused.status_code == 422
    assert len(refused.context["sites_form"].errors["lines"]) == 2
    assert deed.sites.count() == 3

    client.force_login(reporter)
    for site in deed.sites.all():
        sent = {f"site{site.pk}-{name}": value for name, value in
                {"version": 1, "state": "done", "as_of": "2024-07-01", "progress": "完工"}.items()}  # fmt: skip
        sent[f"site{site.pk}-photos"] = SimpleUploadedFile("现场.jpg", jpeg())
        assert client.post(reverse("file-site", args=[site.pk]), sent).status_code == 302
    assert Photo.objects.count() == 3
    decide = reverse("decide-deed", args=[deed.pk, "confirm"])
    deed.refresh_from_db()
    assert client.post(decide, {"version": deed.version, "words": "核查"}).status_code == 403

    client.force_login(reviewer)
    assert client.post(decide, {"version": deed.version}).status_code == 422
    assert client.post(decide, {"version": deed.version, "words": "核查属实"}).status_code == 302
    deed.refresh_from_db()
    assert deed.is_confirmed
    assert "核查属实" in words_of(client.get(deed.get_absolute_url()))
    back = reverse("decide-deed", args=[deed.pk, "return"])
    assert client.post(back, {"version": deed.version, "words": "有一处返工"}).status_code == 302
    assert "有一处返工" in words_of(client.get(deed.get_absolute_url()))


def test_a_refused_filing_shows_what_was_typed_and_stores_nothing(client, deed, reporter):
    client.force_login(reporter)
    site = deed.sites.first()
    prefix = f"site{site.pk}"
    sent = {f"{prefix}-version": 1, f"{prefix}-state": "done", f"{prefix}-as_of": "2024-07-01",
            f"{prefix}-progress": "已经完工待验收"}  # fmt: skip
    wrong = [SimpleUploadedFile("坏.jpg", b"\xff\xd8\xff\xe0"), SimpleUploadedFile("表.pdf", b"%PDF-1.4")]
    for files in (wrong[:1], wrong[1:], wrong):
        reply = client.post(reverse("file-site", args=[site.pk]), sent | {f"{prefix}-photos": files})
        assert reply.status_code == 422
        assert "已经完工待验收" in words_of(reply)
        for each in files:
            each.seek(0)
    site.refresh_from_db()
    assert (site.state, Photo.objects.count()) == ("", 0)
    stale = sent | {f"{prefix}-version": 7}
    assert client.post(reverse("file-site", args=[site.pk]), stale).status_code == 422


def test_sites_are_changed_and_taken_off_on_the_page(client, deed, reviewer):
    client.force_login(reviewer)
    one, two = deed.sites.all()
    sent = {f"edit{one.pk}-version": 1, f"edit{one.pk}-name": "青溪中学", f"edit{one.pk}-content": ""}
    assert client.post(reverse("edit-site", args=[one.pk]), sent).status_code == 302
    assert client.post(reverse("edit-site", args=[one.pk]), sent).status_code == 422
    client.post(reverse("drop-site", args=[two.pk]), {"version": 1})
    assert not Site.objects.exclude(dropped_why="").exists()
    client.post(reverse("drop-site", args=[two.pk]), {"version": 1, "why": "合并"})
    words = words_of(client.get(deed.get_absolute_url()))
    assert "青溪中学" in words
    assert "合并" in words


def test_photographs_are_shown_to_who_may_see_the_deed(client, request, deed, reporter, reviewer):
    file(deed.sites.first(), reporter, photos=[("现场.png", png())])
    photo = Photo.objects.get()
    for who, status in (("reporter", 200), ("reviewer", 200), ("leader", 200), ("other_reporter", 404),
                        ("foreign_reviewer", 404), ("stranger", 404)):  # fmt: skip
        client.force_login(request.getfixturevalue(who))
        reply = client.get(photo.get_absolute_url())
        assert reply.status_code == status, who
        if status == 200:
            assert reply.headers["Content-Type"] == "image/png"
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert "private" in reply.headers["Cache-Control"]
            assert b"".join(reply.streaming_content) == png()
    client.force_login(reviewer)
    client.post(reverse("decide-photo", args=[photo.pk, "release"]))
    assert Photo.objects.get().is_public
    client.post(reverse("decide-photo", args=[photo.pk, "withdraw"]), {"why": "画面有人"})
    assert client.get(photo.get_absolute_url()).status_code == 200
    client.force_login(reporter)
    assert client.get(photo.get_absolute_url()).status_code == 404
    assert "画面有人" in words_of(client.get(deed.get_absolute_url()))


def test_the_list_and_its_filters(client, department, reviewer, reporter, django_assert_max_num_queries):
    for number in range(4):
        make_deed(department, reviewer, name=f"实事{number}", deadline=dt.date(2024, 7, 1 + number * 3))
    complete(Deed.objects.get(number=1), reporter, reviewer)
    file(Site.objects.filter(deed__number=2).first(), reporter, "building", photos=[("一.png", png())])
    client.force_login(reviewer)
    with django_assert_max_num_queries(12):
        assert client.get("/livelihood/").status_code == 200
    for query, count in (
        ("", 4), ("?year=2024", 4), ("?standing=complete", 1), ("?standing=under_way", 1), ("?standing=unknown", 2),
        ("?mark=overdue", 1), ("?mark=photos", 1), ("?mark=returned", 0), ("?mark=voted", 0), ("?text=实事3", 1),
    ):  # fmt: skip
        assert len(client.get(f"/livelihood/{query}").context["table"].rows) == count, query
    words = words_of(client.get("/livelihood/?export=csv"))
    assert "实事3" in words
    assert client.get("/livelihood/?export=xlsx").status_code == 200


def test_the_year_with_its_files(client, department, reviewer, reporter, leader, django_assert_max_num_queries):
    for _number in range(6):
        deed = make_deed(department, reviewer)
        file(deed.sites.first(), reporter, progress="内部进展文字")
    for user in (reviewer, leader, reporter):
        client.force_login(user)
        with django_assert_max_num_queries(12):
            reply = client.get("/livelihood/year/")
        assert len(reply.context["deeds"]) == 6
        assert reply.context["total"].done == 6
        assert reply.context["total"].unknown == 6
    words = words_of(client.get("/livelihood/year/?export=csv"))
    assert "内部进展文字" in words
    assert client.get("/livelihood/year/?export=xlsx").status_code == 200
    assert client.get("/livelihood/year/?year=1999").status_code == 404


def test_the_page_of_a_deed_takes_few_queries(
    client, department, other_department, reviewer, reporter, make_target, django_assert_max_num_queries
):
    deed = make_deed(
        department, reviewer, sites=[(f"点位{n}", "") for n in range(12)], supporting=[other_department],
        targets=[make_target()],
    )  # fmt: skip
    for number, site in enumerate(deed.sites.all()):
        file(site, reporter, photos=[("一.png", png(number + 2, 2))])
    for user in (reviewer, reporter):
        client.force_login(user)
        for address in (deed.get_absolute_url(), reverse("deed-history", args=[deed.pk])):
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200
    client.force_login(reviewer)
    with django_assert_max_num_queries(12):
        client.get(reverse("edit-deed", args=[deed.pk]))


def test_who_sees_no_deed_is_told_so(client, stranger):
    client.force_login(stranger)
    assert client.get("/livelihood/year/").status_code == 200


def test_the_vote_is_entered_all_or_none(client, department, reviewer, django_assert_max_num_queries):
    deeds = [make_deed(department, reviewer) for _ in range(3)]
    client.force_login(reviewer)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("livelihood-vote")).status_code == 200

    def ballots(deed, *counts):
        names = ("satisfied", "fairly", "dissatisfied", "abstained")
        return {f"deed{deed.pk}-{name}": count for name, count in zip(names, counts, strict=False)}

    sitting = {"body": "区人大代表", "voted_on": "2024-07-01"}
    good = sitting | ballots(deeds[0], 182, 10, 1) | ballots(deeds[1], "", "", "")
    for wrong in (
        good | ballots(deeds[2], 5, "", ""), good | ballots(deeds[2], 0, 0, 0), good | ballots(deeds[2], -1, 0, 4),
        good | {"body": ""}, good | {"voted_on": "2024-07-06"}, sitting, good | ballots(deeds[2], "", "", "", 3),
    ):  # fmt: skip
        assert client.post(reverse("livelihood-vote"), wrong).status_code == 422
        assert not Vote.objects.exists()
    assert client.post(reverse("livelihood-vote"), good).status_code == 302
    assert Vote.objects.get().ballots == (182, 10, 1)
    words = words_of(client.get("/livelihood/year/"))
    assert "94.3%" in words
    client.post(reverse("livelihood-vote"), good | ballots(deeds[0], 182, 10, 1, 0))
    assert Vote.objects.get().ballots == (182, 10, 1, 0)
    client.post(reverse("livelihood-vote"), good)
    assert client.post(reverse("livelihood-vote"), good | ballots(deeds[0], "", "", "")).status_code == 422
    assert Vote.objects.get().ballots == (182, 10, 1)


def test_the_switch(client, deed, reviewer, reporter):
    client.force_login(reporter)
    assert client.post(reverse("livelihood-publication"), {"switch": "on"}).status_code == 403
    client.force_login(reviewer)
    client.post(reverse("livelihood-publication"), {"switch": "on"})
    page = Publication.objects.get()
    assert (page.is_on, page.changed_by) == (True, reviewer)
    assert page.address in words_of(client.get("/livelihood/year/"))
    client.post(reverse("livelihood-publication"), {"switch": "off"})
    assert not Publication.objects.get().is_on


def test_the_history_tells_who_did_what(client, deed, reporter, reviewer):
    file(deed.sites.first(), reporter, "building", progress="基础完成", photos=[("现场.png", png())])
    photo = Photo.objects.get()
    release_photo(photo, by=reviewer)
    withdraw_photo(photo, why="画面有人", by=reviewer)
    client.force_login(reviewer)
    words = words_of(client.get(reverse("deed-history", args=[deed.pk])))
    for each in ("reporter", "基础完成", "画面有人", "现场.png"):
        assert each in words
