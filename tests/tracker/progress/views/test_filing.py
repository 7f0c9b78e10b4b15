import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.progress.models import ProgressEntry

pytestmark = pytest.mark.usefixtures("_july")
State = ProgressEntry.State
HTMX = {"HX-Request": "true"}
STRANGERS = ["other_reporter", "reviewer", "foreign_reviewer", "leader", "stranger"]


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def as_reporter(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def post(as_reporter, target):
    """Return a function that posts to June's entry of the target; `htmx` as a row does."""

    def posted(htmx=False, month=6, **data):
        address = reverse("entry", args=[target.pk, month])
        return as_reporter.post(address, {"version": 0, "action": "submit"} | data, headers=HTMX if htmx else None)

    return posted


def duties(response, section: str) -> list[tuple[str, int]]:
    return [(row["duty"].target.name, row["duty"].month) for row in response.context[section]]


# What is owed


def test_the_newest_owed_month_comes_first(as_reporter, target):
    response = as_reporter.get(reverse("owed"))
    assert (response.context["year"], response.context["month"]) == (2024, 6)
    assert duties(response, "open") == [(target.name, 6)]
    counts = {each.month: each.n_owed for each in response.context["owed"].counts}
    assert counts == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 0}


def test_a_month_can_be_chosen_and_one_that_runs_can_be_filed_early(as_reporter, target):
    response = as_reporter.get(reverse("owed"), {"month": 7})
    assert duties(response, "open") == [(target.name, 7)]


def test_returned_entries_come_first_with_their_note(as_reporter, target):
    file_figure(target, 2, 3, state="returned", review_note="请核对名单")
    response = as_reporter.get(reverse("owed"))
    assert duties(response, "returned") == [(target.name, 2)]
    assert "请核对名单" in response.content.decode()


def test_filed_ones_stand_below_and_drafts_are_still_open(as_reporter, make_target):
    drafted, submitted, approved = (make_target(name=name) for name in "甲乙丙")
    file_figure(drafted, 6, 5, state="draft")
    file_figure(submitted, 6, 12, state="submitted")
    file_figure(approved, 6, 12)
    response = as_reporter.get(reverse("owed"), {"month": 6})
    assert duties(response, "open") == [("甲", 6)]
    assert duties(response, "filed") == [("乙", 6), ("丙", 6)]


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        ("monthly", [1, 2, 3, 4, 5, 6]),
        ("monthly_from_february", [2, 3, 4, 5, 6]),
        ("quarterly", [3, 6]),
        ("annual", []),
    ],
)
def test_only_months_with_a_figure_are_owed(as_reporter, make_target, frequency, months):
    make_target(frequency=frequency)
    counts = as_reporter.get(reverse("owed")).context["owed"].counts
    assert [each.month for each in counts if each.n_owed] == months


def test_withdrawn_targets_owe_nothing(as_reporter, make_target):
    make_target(is_withdrawn=True)
    make_target(name="甲")
    assert duties(as_reporter.get(reverse("owed")), "open") == [("甲", 6)]


def test_what_helps_to_file_stands_in_the_row(as_reporter, target):
    file_figure(target, 5, 8)
    content = as_reporter.get(reverse("owed")).content.decode()
    for words in ("20家以上", "序时应达 10家", "5月 8家"):
        assert words in " ".join(content.split())


def test_an_earlier_year_can_be_filed_late(as_reporter, make_target):
    make_target(year=2023, deadline=dt.date(2023, 12, 31), name="上年目标")
    make_target(name="今年目标")
    assert as_reporter.get(reverse("owed")).context["year"] == 2024
    response = as_reporter.get(reverse("owed"), {"year": 2023})
    assert duties(response, "open") == [("上年目标", 12)]


@pytest.mark.parametrize("role", STRANGERS)
def test_others_owe_nothing_of_it(client, request, role, target):
    client.force_login(request.getfixturevalue(role))
    response = client.get(reverse("owed"), {"year": 2024, "month": 6})
    assert response.status_code == 200
    assert target.name not in response.content.decode()


def test_what_is_owed_takes_the_same_queries_whatever_its_length(as_reporter, make_target, django_assert_num_queries):
    file_figure(make_target(), 5, 8)
    as_reporter.get(reverse("owed"))
    with django_assert_num_queries(10):
        as_reporter.get(reverse("owed"))
    for _ in range(10):
        target = make_target()
        file_figure(target, 5, 8)
        file_figure(target, 6, 8, state="returned", review_note="核对")
    with django_assert_num_queries(10):
        as_reporter.get(reverse("owed"))


# Filing


@pytest.mark.parametrize(
    ("typed", "stored"), [("12", "12"), ("12.5", "12.5"), ("1,200", "1200"), ("１２．５", "12.5"), (" 12家 ", "12")]
)
def test_figures_are_taken_as_offices_type_them(post, typed, stored):
    assert post(value=typed).url == f"{reverse('owed')}?year=2024&month=6"
    entry = ProgressEntry.objects.get()
    assert (entry.state, f"{entry.value.normalize():f}") == (State.SUBMITTED, stored)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("typed", "message"),
    [("一百", "不是数字"), ("1,2", "不是数字"), ("", "请填写数值"), ("9", "请说明原因"), ("0.1234567", "位数过多")],
)
def test_a_refused_figure_stays_in_the_form_with_the_reason(post, htmx, typed, message):
    response = post(htmx, value=typed, narrative="已走访企业")
    content = response.content.decode()
    assert message in content
    assert "已走访企业" in content
    assert typed in content
    assert not ProgressEntry.objects.exists()
    assert response.status_code == (200 if htmx else 422)


def test_the_row_asks_for_a_reason_and_takes_it(post):
    assert 'name="reason"' in post(htmx=True, value="9").content.decode()
    assert "已提交" in post(htmx=True, value="9", reason="企业入库集中在下半年").content.decode()
    assert ProgressEntry.objects.get().reason == "企业入库集中在下半年"


def test_a_filed_row_brings_the_new_counts_with_it(post):
    content = " ".join(post(htmx=True, value="12").content.decode().split())
    assert "2024年还有 5 项应报未报" in content
    assert 'id="owed-6" hx-swap-oob="true"' in content


def test_no_change_files_the_last_figure_in_one_click(post, target):
    file_figure(target, 5, 11)
    post(htmx=True, action="same")
    entry = ProgressEntry.objects.get(month=6)
    assert (entry.value, entry.state) == (11, State.SUBMITTED)


def test_no_change_does_not_spare_the_reason(post, target):
    file_figure(target, 5, 8)
    assert "请说明原因" in post(htmx=True, action="same").content.decode()
    assert not ProgressEntry.objects.filter(month=6).exists()


def test_no_change_repeats_the_words_of_a_milestone(as_reporter, make_target):
    target = make_target(measure="", comparator="", value=None, standard="通车", target_class="project")
    file_figure(target, 5, None, narrative="桥面铺装")
    as_reporter.post(reverse("entry", args=[target.pk, 6]), {"version": 0, "action": "same"})
    assert ProgressEntry.objects.get(month=6).narrative == "桥面铺装"


def test_a_draft_is_kept_and_submitted_later(post):
    post(action="draft", value="", problem="等待评审")
    entry = ProgressEntry.objects.get()
    assert (entry.state, entry.problem) == (State.DRAFT, "等待评审")
    post(version=1, value="12", problem="等待评审")
    entry.refresh_from_db()
    assert (entry.state, entry.value) == (State.SUBMITTED, 12)


def test_taking_back(post):
    post(value="12")
    post(htmx=True, action="take_back", version=1)
    assert ProgressEntry.objects.get().state == State.DRAFT


@pytest.mark.parametrize("htmx", [False, True])
def test_a_conflict_shows_both_and_loses_nothing(post, target, htmx):
    post(action="draft", value="12", narrative="甲填的")
    response = post(htmx, version=0, value="15", narrative="乙填的")
    content = response.content.decode()
    for words in ("12家", "甲填的", "15", "乙填的"):
        assert words in content
    assert ProgressEntry.objects.get().value == 12
    post(htmx, version=1, value="15", narrative="乙填的")
    assert ProgressEntry.objects.get().value == 15


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_typed_for_a_row_that_a_colleague_submitted_is_shown(post, htmx):
    post(value="12", narrative="甲填的")
    content = post(htmx, version=0, value="15", narrative="乙填的").content.decode()
    for words in ("12家", "甲填的", "15", "乙填的", "您的内容未保存"):
        assert words in content
    assert ProgressEntry.objects.get().value == 12


@pytest.mark.parametrize(("month", "frequency"), [(8, "monthly"), (1, "monthly_from_february"), (5, "quarterly")])
def test_a_month_without_a_figure_is_refused_with_the_reason(as_reporter, make_target, month, frequency):
    address = reverse("entry", args=[make_target(frequency=frequency).pk, month])
    assert as_reporter.get(address, follow=True).redirect_chain
    response = as_reporter.post(address, {"version": 0, "value": "30", "action": "submit"})
    assert response.status_code == 422
    assert "月" in "".join(response.context["row"]["form"].non_field_errors())
    assert not ProgressEntry.objects.exists()


def test_month_13_is_refused(as_reporter, target):
    address = reverse("entry", args=[target.pk, 13])
    assert as_reporter.get(address).status_code == 404
    assert as_reporter.post(address, {"version": 0, "value": "30"}).status_code == 404


def test_the_full_form_shows_what_was_filed_and_why_it_came_back(as_reporter, target):
    file_figure(target, 6, 9, state="returned", review_note="请附名单", reason="入库晚", next_step="九月集中申报")
    content = as_reporter.get(reverse("entry", args=[target.pk, 6])).content.decode()
    for words in ("请附名单", "入库晚", "九月集中申报", 'value="9"', "序时应达"):
        assert words in content


def test_an_approved_entry_cannot_be_changed(as_reporter, post, target):
    file_figure(target, 6, 12)
    assert 'name="value"' not in as_reporter.get(reverse("entry", args=[target.pk, 6])).content.decode()
    response = post(version=1, value="15")
    assert response.status_code == 422
    assert ProgressEntry.objects.get().value == 12


@pytest.mark.parametrize("role", STRANGERS)
@pytest.mark.parametrize("htmx", [False, True])
def test_nobody_else_files(client, request, role, htmx, target):
    client.force_login(request.getfixturevalue(role))
    address, headers = reverse("entry", args=[target.pk, 6]), HTMX if htmx else None
    assert client.get(address, headers=headers).status_code == 404
    response = client.post(address, {"version": 0, "value": "12", "action": "submit"}, headers=headers)
    assert response.status_code == 404
    assert not ProgressEntry.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_a_figure_with_a_scale_of_its_own_is_shown_before_it_is_stored(post, make_target, target, htmx):
    type(target).objects.filter(pk=target.pk).update(unit="万元", value=20000)
    asked = post(htmx=htmx, value="1.2亿").content.decode()
    assert "“1.2亿”理解为12000万元。如无误，请再次提交。" in asked
    assert 'name="value-understood" value="12000"' in asked
    assert not ProgressEntry.objects.exists()
    post(htmx=htmx, value="1.2亿", **{"value-understood": "12000"})
    assert ProgressEntry.objects.get().value == 12000
