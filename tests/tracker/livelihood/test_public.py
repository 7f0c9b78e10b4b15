"""The page that everybody may read: off until it is switched on, and without a trace of any person."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.livelihood.doing import complete, file, make_deed, png
from tracker.livelihood.models import Deed, Photo
from tracker.livelihood.services import send_back, switch_public_page
from tracker.livelihood.sites import drop_site, release_photo, withdraw_photo
from tracker.livelihood.votes import Sitting, enter_votes

ADDRESS = "/public/livelihood/990101/2024/"
NAMES = {"reporter": "填报人赵六", "reviewer": "审核人钱七"}


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def deed(department, reviewer, reporter):
    """A deed with all that must not be seen: names, progress in words, reasons, a file's name, a waiting photograph."""
    for user in (reporter, reviewer):
        user.first_name = NAMES[user.username]
        user.email = f"{user.username}@example.test"
        user.save()
    deed = make_deed(department, reviewer, sites=[("青溪小学", "新建食堂"), ("白石小学", ""), ("黄岭小学", "")])
    one, two, three = deed.sites.all()
    photos = [("张三在现场.png", png(2, 2)), ("李四.png", png(3, 3)), ("王五.png", png(4, 4))]
    file(one, reporter, progress="施工队长张三电话13800000000", photos=photos)
    file(two, reporter, "building", progress="内部：资金缺口")
    drop_site(three, why="内部原因：土地纠纷", version=three.version, by=reviewer)
    released, withdrawn, _waiting = Photo.objects.order_by("pk")
    release_photo(released, by=reviewer)
    release_photo(withdrawn, by=reviewer)
    withdraw_photo(withdrawn, why="内部原因：有人脸", by=reviewer)
    return deed


def switch(deed, reviewer, *, is_on=True):
    switch_public_page(deed.region, 2024, is_on=is_on, by=reviewer)


def test_off_by_default_and_after_it_was_switched_off(client, deed, reviewer):
    photo = Photo.objects.for_everybody().get()
    picture = reverse("public-livelihood-photo", args=["990101", 2024, photo.pk])
    for address in (ADDRESS, picture):
        assert client.get(address).status_code == 404
    switch(deed, reviewer)
    for address in (ADDRESS, picture):
        assert client.get(address).status_code == 200
    for wrong in ("/public/livelihood/990101/2023/", "/public/livelihood/990102/2024/", "/public/livelihood/x/2024/",
                  "/public/livelihood/990101/99999999999999999999/"):  # fmt: skip
        assert client.get(wrong).status_code == 404
    switch(deed, reviewer, is_on=False)
    for address in (ADDRESS, picture):
        assert client.get(address).status_code == 404
    assert "Cache-Control" not in client.get(ADDRESS).headers


def test_it_says_the_deeds_and_nothing_of_any_person(client, deed, reviewer, reporter):
    enter_votes(deed.region, 2024, {deed.pk: (182, 10, 1)}, Sitting("区人大代表", dt.date(2024, 7, 1)), by=reviewer)
    switch(deed, reviewer)
    words = client.get(ADDRESS).content.decode()
    for seen in (
        "青溪区",
        deed.name,
        "全部建成并投用",
        "青溪小学",
        "新建食堂",
        "区发展改革委",
        "94.3%",
        "182",
        "2024-07-01",
    ):
        assert seen in words, seen
    hidden = [*NAMES.values(), "reporter", "reviewer", "example.test", "张三", "13800000000", "内部", "李四", "王五",
              "黄岭小学", "csrf", "/account/"]  # fmt: skip
    assert [each for each in hidden if each in words] == []
    assert words.count("<img") == 1


def test_words_of_a_decision_stay_inside(client, deed, reviewer, reporter):
    complete(deed, reporter, reviewer)
    switch(deed, reviewer)
    words = client.get(ADDRESS).content.decode()
    assert "现场核查属实" not in words
    assert "2024-07-05" in words
    deed.refresh_from_db()
    send_back(deed, words="内部：返工", version=deed.version, by=reviewer)
    assert "返工" not in client.get(ADDRESS).content.decode()


def test_only_confirmed_photographs_are_sent(client, deed, reviewer, make_target):
    switch(deed, reviewer)
    released, withdrawn, waiting = Photo.objects.order_by("pk")
    for photo, year, status in (
        (released, 2024, 200),
        (withdrawn, 2024, 404),
        (waiting, 2024, 404),
        (released, 2023, 404),
    ):
        address = reverse("public-livelihood-photo", args=["990101", year, photo.pk])
        assert client.get(address).status_code == status
    reply = client.get(reverse("public-livelihood-photo", args=["990101", 2024, released.pk]))
    assert reply.headers["Content-Type"] == "image/png"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "public" in reply.headers["Cache-Control"]
    assert reply.headers["Content-Disposition"] == "inline"


def test_what_is_not_known_is_said_to_be(client, department, reviewer):
    deed = make_deed(department, reviewer)
    make_deed(department, reviewer, sites=())
    switch(deed, reviewer)
    words = client.get(ADDRESS).content.decode()
    assert "暂无数据" in words
    assert "尚未列出点位" in words


def test_it_is_cacheable_and_takes_five_queries_whatever_its_length(
    client, department, reviewer, reporter, django_assert_num_queries
):
    for number in range(10):
        deed = make_deed(department, reviewer, sites=[(f"点位{n}", "") for n in range(8)])
        file(deed.sites.first(), reporter, photos=[("一.png", png(number + 2, 2))])
    for photo in Photo.objects.all():
        release_photo(photo, by=reviewer)
    switch(Deed.objects.first(), reviewer)
    with django_assert_num_queries(5):
        reply = client.get(ADDRESS)
    assert reply.status_code == 200
    assert "public" in reply.headers["Cache-Control"]
    assert "Set-Cookie" not in reply.headers
    assert not reply.cookies
    assert client.get(ADDRESS, headers={"if-none-match": reply.headers["ETag"]}).status_code == 304
    assert client.head(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405
    assert "unsafe" not in reply.headers["Content-Security-Policy"]


def test_it_speaks_the_language_that_the_reader_chose(client, deed, reviewer):
    switch(deed, reviewer)
    client.cookies["django_language"] = "en"
    assert "Standard of completion" in client.get(ADDRESS).content.decode()
