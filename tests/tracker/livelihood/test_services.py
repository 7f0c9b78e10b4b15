"""Deeds, their sites and photographs: who may do what, what is refused, what the history keeps."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.tracker.livelihood.doing import JULY, complete, exif, file, jpeg, make_deed, png
from tracker.livelihood.models import Deed, Photo, Publication, Site
from tracker.livelihood.services import confirm, keep_deed, send_back, switch_public_page
from tracker.livelihood.sites import (
    MOST_PHOTOS,
    MOST_SITES,
    add_sites,
    change_site,
    checked_photo,
    drop_site,
    release_photo,
    withdraw_photo,
)
from tracker.livelihood.standing import Counts, Standing, standing_of
from tracker.progress.evidence import checked


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def deed(department, reviewer):
    return make_deed(department, reviewer)


def code_of(refused) -> set[str]:
    error = refused.value
    errors = [each for many in error.error_dict.values() for each in many] if hasattr(error, "error_dict") else [error]
    return {each.code for each in errors}


def standing(deed) -> Standing:
    return Deed.objects.with_counts().get(pk=deed.pk).standing


def keep(deed, by, **values):
    deed.refresh_from_db()
    return keep_deed(deed, values, supporting=(), targets=(), version=deed.version, by=by)


# The deed


def test_the_office_keeps_a_deed_and_nobody_else(deed, reviewer, reporter, foreign_reviewer, leader):
    assert keep(deed, reviewer, name="改名").name == "改名"
    for by in (reporter, foreign_reviewer, leader):
        with pytest.raises(PermissionDenied):
            keep(deed, by, name="别的")
    assert {each.history_user for each in deed.history.all()} == {reviewer}


def test_departments_and_targets_are_of_the_same_place_and_year(
    deed, department, reviewer, other_district, make_target
):
    foreign = type(department).objects.create(region=other_district, name="白塔区教委", short_name="区教委")
    with pytest.raises(ValidationError) as refused:
        keep(deed, reviewer, lead=foreign)
    assert code_of(refused) == {"lead"}
    for links, code in (
        ({"supporting": [foreign]}, "supporting"),
        ({"targets": [make_target(year=2023)]}, "targets"),
        ({"targets": [make_target(region=other_district)]}, "targets"),
    ):
        with pytest.raises(ValidationError) as refused:
            make_deed(department, reviewer, **links)
        assert code_of(refused) == {code}
    assert Deed.objects.count() == 1


def test_a_number_and_a_name_stand_once_a_year(deed, department, reviewer):
    for values in ({"number": 1, "name": "别的"}, {"number": 5, "name": deed.name}, {"deadline": dt.date(2023, 12, 1)}):
        with pytest.raises(ValidationError):
            make_deed(department, reviewer, **values)
    assert make_deed(department, reviewer, year=2023, number=1, name=deed.name).pk


def test_the_second_to_save_is_told(deed, reviewer):
    keep(deed, reviewer, name="先")
    with pytest.raises(ValidationError) as refused:
        keep_deed(deed, {"name": "后"}, supporting=(), targets=(), version=1, by=reviewer)
    assert code_of(refused) == {"changed"}


# How it stands


@pytest.mark.parametrize(
    ("counts", "confirmed", "expected"),
    [
        (Counts(), False, Standing.NO_SITES),
        (Counts(unknown=3), False, Standing.UNKNOWN),
        (Counts(not_started=2), False, Standing.NOT_STARTED),
        (Counts(not_started=2, unknown=1), False, Standing.UNKNOWN),
        (Counts(building=1, unknown=4), False, Standing.UNDER_WAY),
        (Counts(done=1, not_started=1), False, Standing.UNDER_WAY),
        (Counts(done=3, unknown=1), True, Standing.UNDER_WAY),
        (Counts(done=4), False, Standing.TO_CONFIRM),
        (Counts(done=4), True, Standing.COMPLETE),
    ],
)
def test_how_a_deed_stands(counts, confirmed, expected):
    assert standing_of(counts, is_confirmed=confirmed) == expected


def test_the_filter_keeps_exactly_what_stands_so(department, reviewer, reporter):
    states = [(), ("",), ("not_started",), ("not_started", ""), ("building", ""), ("done", "not_started"), ("done",)]
    for states_of_sites in [*states, ("done", "done")]:
        deed = make_deed(department, reviewer, sites=[(f"点位{n}", "") for n, _ in enumerate(states_of_sites)])
        for site, state in zip(deed.sites.all(), states_of_sites, strict=True):
            if state:
                file(site, reporter, state)
    complete(make_deed(department, reviewer), reporter, reviewer)
    rows = Deed.objects.with_counts()
    for each in Standing:
        assert set(rows.standing_so(each)) == {deed for deed in rows if deed.standing == each}, each
        assert rows.standing_so(each).exists(), each


def test_a_deed_is_complete_only_when_all_sites_are_and_the_office_confirmed(deed, reporter, reviewer):
    one, two = deed.sites.all()
    file(one, reporter)
    deed.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        confirm(deed, words="核查", version=deed.version, by=reviewer)
    assert code_of(refused) == {"state"}
    file(two, reporter)
    assert standing(deed) == Standing.TO_CONFIRM
    with pytest.raises(PermissionDenied):
        confirm(deed, words="自认", version=deed.version, by=reporter)
    with pytest.raises(ValidationError) as refused:
        confirm(deed, words="  ", version=deed.version, by=reviewer)
    assert code_of(refused) == {"words"}
    confirm(deed, words="现场核查属实", version=deed.version, by=reviewer)
    assert standing(deed) == Standing.COMPLETE


def test_a_deed_without_sites_is_never_complete(department, reviewer):
    deed = make_deed(department, reviewer, sites=())
    with pytest.raises(ValidationError):
        confirm(deed, words="核查", version=deed.version, by=reviewer)


def test_what_is_confirmed_stays_until_it_is_taken_back(deed, reporter, reviewer, department):
    complete(deed, reporter, reviewer)
    site = deed.sites.first()
    for step in (
        lambda: file(site, reporter, "building", progress="返工"),
        lambda: keep(deed, reviewer, standard="低一些"),
        lambda: add_sites(deed, [("第三处", "")], by=reviewer),
        lambda: drop_site(site, why="不建了", version=site.version, by=reviewer),
    ):
        with pytest.raises(ValidationError) as refused:
            step()
        assert code_of(refused) == {"confirmed"}
    deed.refresh_from_db()
    with pytest.raises(ValidationError):
        send_back(deed, words=" ", version=deed.version, by=reviewer)
    send_back(deed, words="操场未完工", version=deed.version, by=reviewer)
    deed.refresh_from_db()
    assert (deed.is_confirmed, deed.returned_why) == (False, "操场未完工")
    file(site, reporter, "building", progress="返工")
    deed.refresh_from_db()
    assert deed.returned_why == ""
    assert "操场未完工" in deed.history.values_list("returned_why", flat=True)


def test_what_is_under_way_is_not_sent_back(deed, reviewer):
    with pytest.raises(ValidationError) as refused:
        send_back(deed, words="快些", version=deed.version, by=reviewer)
    assert code_of(refused) == {"state"}


# Its sites


def test_the_office_and_the_lead_list_sites_all_or_none(deed, reviewer, reporter, other_reporter):
    add_sites(deed, [("第三处", "")], by=reporter)
    with pytest.raises(PermissionDenied):
        add_sites(deed, [("第四处", "")], by=other_reporter)
    for lines in ([("第四处", ""), ("青溪小学", "")], [("第五处", ""), ("第五处", "")]):
        with pytest.raises(ValidationError) as refused:
            add_sites(deed, lines, by=reviewer)
        assert code_of(refused) == {"duplicate"}
    assert [site.name for site in deed.sites.all()] == ["青溪小学", "白石小学", "第三处"]


def test_a_deed_has_not_more_sites_than_a_page_can_show(deed, reviewer):
    with pytest.raises(ValidationError) as refused:
        add_sites(deed, [(f"点位{number}", "") for number in range(MOST_SITES - 1)], by=reviewer)
    assert code_of(refused) == {"too_many"}
    assert deed.sites.count() == 2


def test_the_lead_alone_files(deed, reporter, reviewer, other_reporter, leader):
    site = deed.sites.first()
    for by in (reviewer, other_reporter, leader):
        with pytest.raises(PermissionDenied):
            file(site, by)
    assert file(site, reporter, "building", progress="基础完成").filed_by == reporter


def test_what_is_refused_of_a_filing(deed, reporter):
    site = deed.sites.first()
    file(site, reporter, "building", as_of=dt.date(2024, 6, 1))
    for values, code in (
        ({"as_of": dt.date(2024, 7, 6)}, "ahead"),
        ({"as_of": dt.date(2024, 5, 31)}, "older"),
        ({"state": "not_started"}, "back"),
    ):
        with pytest.raises(ValidationError) as refused:
            file(site, reporter, **{"state": "done"} | values)
        assert code_of(refused) == {code}
    site.refresh_from_db()
    assert site.state == "building"
    assert file(site, reporter, "not_started", progress="地块退回").state == "not_started"
    assert [each.state for each in site.history.order_by("history_id")] == ["", "building", "not_started"]


def test_a_site_off_the_list_counts_no_more_and_stays_in_sight(deed, reporter, reviewer):
    one, two = deed.sites.all()
    file(one, reporter)
    with pytest.raises(PermissionDenied):
        drop_site(two, why="合并", version=two.version, by=reporter)
    with pytest.raises(ValidationError):
        drop_site(two, why=" ", version=two.version, by=reviewer)
    drop_site(two, why="并入青溪小学", version=two.version, by=reviewer)
    assert standing(deed) == Standing.TO_CONFIRM
    assert deed.sites.count() == 2
    with pytest.raises(ValidationError) as refused:
        file(two, reporter)
    assert code_of(refused) == {"dropped"}


def test_the_office_corrects_a_name(deed, reviewer, reporter):
    one, two = deed.sites.all()
    with pytest.raises(PermissionDenied):
        change_site(one, name="新名", content="", version=one.version, by=reporter)
    with pytest.raises(ValidationError):
        change_site(one, name=two.name, content="", version=one.version, by=reviewer)
    one.refresh_from_db()
    assert change_site(one, name="新名", content="新建", version=one.version, by=reviewer).name == "新名"
    with pytest.raises(ValidationError) as refused:
        change_site(one, name="再改", content="", version=one.version, by=reviewer)
    assert code_of(refused) == {"changed"}


def test_the_database_knows_the_states(deed, reporter):
    site = file(deed.sites.first(), reporter)
    for wrong in ({"state": "half"}, {"as_of": None}, {"state": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Site.objects.filter(pk=site.pk).update(**wrong)


# Photographs


def test_a_photograph_is_kept_without_traces_under_a_name_that_says_nothing(deed, reporter, settings):
    secret = b"Zhang San"
    file(deed.sites.first(), reporter, photos=[("../现场 张三.jpg", jpeg(exif(6, secret), tail=secret))])
    photo = Photo.objects.get()
    path = Path(photo.file.path)
    assert path.parent == Path(settings.MEDIA_ROOT) / "livelihood"
    assert (len(path.name), path.suffix) == (32, "")
    assert secret not in path.read_bytes()
    assert (photo.name, photo.kind, photo.width, photo.height) == ("现场 张三.jpg", "jpeg", 2, 3)
    assert (photo.added_by, photo.as_of, photo.state) == (reporter, JULY, "done")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("现场.pdf", b"%PDF-1.4", "type"),
        ("现场.png", b"\x89PNG\r\n\x1a\n", "content"),
        ("现场.jpg", b"\xff\xd8\xff\xe0", "content"),
        ("现场.png", jpeg()[:20], "content"),
        ("现场.png", png(20_000, 1), "content"),
        ("现场.jpg", b"<html><script>", "content"),
        ("现场.svg", b"<svg/>", "type"),
    ],
)
def test_what_is_no_photograph_is_refused(name, data, code):
    with pytest.raises(ValidationError) as refused:
        checked_photo(checked(data, name))
    assert refused.value.code == code


def test_the_same_photograph_is_kept_once_and_there_is_a_limit(deed, reporter):
    site = deed.sites.first()
    file(site, reporter, photos=[("一.png", png())])
    file(site, reporter, photos=[("二.png", png()), ("三.png", png())])
    assert site.photos.count() == 1
    many = [(f"{width}.png", png(width, 2)) for width in range(3, 4 + MOST_PHOTOS)]
    with pytest.raises(ValidationError) as refused:
        file(site, reporter, "building", progress="返工", photos=many)
    assert code_of(refused) == {"too_many"}
    site.refresh_from_db()
    assert (site.state, site.photos.count()) == ("done", 1)


def test_the_office_releases_and_withdraws_and_the_file_stays(deed, reporter, reviewer):
    file(deed.sites.first(), reporter, photos=[("一.png", png())])
    photo = Photo.objects.get()
    assert not photo.is_public
    for step in (lambda: release_photo(photo, by=reporter), lambda: withdraw_photo(photo, why="有人脸", by=reporter)):
        with pytest.raises(PermissionDenied):
            step()
    assert release_photo(photo, by=reviewer).is_public
    with pytest.raises(ValidationError):
        release_photo(photo, by=reviewer)
    with pytest.raises(ValidationError):
        withdraw_photo(photo, why=" ", by=reviewer)
    assert not withdraw_photo(photo, why="画面有人", by=reviewer).is_public
    assert list(Photo.objects.for_everybody()) == []
    assert Path(photo.file.path).exists()
    assert [each.history_change_reason for each in photo.history.order_by("history_id")] == [
        "photograph added", "photograph confirmed", "photograph withdrawn"
    ]  # fmt: skip
    assert list(Photo.objects.for_user(reporter)) == []
    assert list(Photo.objects.for_user(reviewer)) == [photo]


# Who sees it, and the public page


@pytest.mark.parametrize(
    ("who", "sees"),
    [("reporter", True), ("other_reporter", False), ("reviewer", True), ("leader", True), ("foreign_reviewer", False),
     ("stranger", False), ("administrator", True)],
)  # fmt: skip
def test_who_sees_a_deed(request, deed, who, sees):
    assert Deed.objects.for_user(request.getfixturevalue(who)).exists() == sees


def test_who_supports_a_deed_sees_it_and_files_nothing(department, other_department, reviewer, other_reporter):
    deed = make_deed(department, reviewer, supporting=[other_department])
    assert list(Deed.objects.for_user(other_reporter)) == [deed]
    with pytest.raises(PermissionDenied):
        file(deed.sites.first(), other_reporter)


def test_the_office_switches_the_public_page_and_the_history_keeps_who(deed, reviewer, reporter, district, leader):
    for by in (reporter, leader):
        with pytest.raises(PermissionDenied):
            switch_public_page(district, 2024, is_on=True, by=by)
    switch_public_page(district, 2024, is_on=False, by=reviewer)
    assert not Publication.objects.exists()
    for is_on in (True, True, False, True):
        switch_public_page(district, 2024, is_on=is_on, by=reviewer)
    rows = Publication.objects.get().history.order_by("history_id")
    assert [(each.is_on, each.history_user) for each in rows] == [
        (True, reviewer), (False, reviewer), (True, reviewer)
    ]  # fmt: skip


def test_a_year_without_deeds_and_a_region_without_code_have_no_public_page(deed, reviewer, district):
    with pytest.raises(ValidationError) as refused:
        switch_public_page(district, 2023, is_on=True, by=reviewer)
    assert code_of(refused) == {"empty"}
    district.code = ""
    district.save()
    with pytest.raises(ValidationError) as refused:
        switch_public_page(district, 2024, is_on=True, by=reviewer)
    assert code_of(refused) == {"code"}
