import datetime as dt
from decimal import Decimal

import pytest

from tests.tracker.filing import file_figure
from tests.tracker.reporting import say
from tracker.evaluation import Status
from tracker.standings.outcomes import Key, Wanted, outcomes

AUGUST_2025 = dt.date(2025, 8, 20)


@pytest.fixture
def adopt(make_target, gdp):
    """Return a function that adopts a growth target for the indicator."""

    def make(**fields):
        terms = {"indicator": gdp, "measure": "growth", "value": 7, "unit": "%", "frequency": "quarterly"}
        return make_target(**terms | fields)

    return make


@pytest.fixture
def outcome_of(district, gdp, reviewer):
    """Return a function that gives the outcome of the district in a year."""

    def find(year, user=reviewer):
        found = outcomes(user, regions=[district], indicators=[gdp], years=[year], today=AUGUST_2025)
        return found.get(Key(district.pk, gdp.pk, year))

    return find


def test_an_adopted_target_and_its_approved_figure_go_before_the_reports(adopt, outcome_of, district, reviewer, gdp):
    target = adopt()
    file_figure(target, 12, Decimal("7.2"))
    say(district, reviewer, gdp, report_year=2024, year=2024, kind="target", value=6)
    say(district, reviewer, gdp, report_year=2025, year=2024, kind="actual", value=7)
    outcome = outcome_of(2024)
    assert (outcome.promised.value, outcome.promised.url) == (7, target.get_absolute_url())
    assert (outcome.actual.value, outcome.actual.from_report, outcome.status) == (Decimal("7.2"), False, Status.DONE)
    assert [other.value for other in outcome.others] == [7]


def test_where_nothing_was_filed_the_later_report_tells_the_actual(adopt, outcome_of, district, reviewer, gdp):
    adopt()
    stated = say(district, reviewer, gdp, report_year=2025, year=2024, kind="actual", value=7)
    outcome = outcome_of(2024)
    assert (outcome.actual.value, outcome.actual.from_report, outcome.actual.is_whole_year) == (7, True, True)
    assert outcome.actual.url == stated.get_absolute_url()
    assert outcome.status is Status.UNREPORTED


def test_without_targets_the_reports_speak_alone(outcome_of, district, reviewer, gdp):
    say(district, reviewer, gdp, report_year=2024, year=2024, kind="target", value=6, comparator="ge")
    outcome = outcome_of(2024)
    assert (outcome.promised.value, outcome.actual, outcome.status) == (6, None, None)


@pytest.mark.parametrize(
    "said",
    [
        {"match": "proposed"},
        {"match": "refused"},
        {"state": "rejected"},
        {"state": "removed"},
        {"comparator": "relative"},
        {"comparator": "qualitative", "value": None},
        {"kind": "target", "report_year": 2023},
    ],
)
def test_what_is_not_confirmed_or_no_figure_of_that_year_is_left_out(outcome_of, district, reviewer, gdp, said):
    say(district, reviewer, gdp, **{"report_year": 2025, "year": 2024, "kind": "actual", "value": 7} | said)
    outcome = outcome_of(2024)
    assert outcome is None or (outcome.actual, outcome.promised) == (None, None)


def test_a_fall_is_a_negative_growth(outcome_of, district, reviewer, gdp):
    say(district, reviewer, gdp, report_year=2025, year=2024, kind="actual", value=Decimal("0.9"), measure="decline")
    assert outcome_of(2024).actual.value == Decimal("-0.9")


def test_growth_is_never_computed_from_amounts(outcome_of, district, reviewer, gdp):
    amount = {"kind": "actual", "measure": "level", "unit": "亿元"}
    say(district, reviewer, gdp, report_year=2024, year=2023, value=900, **amount)
    say(district, reviewer, gdp, report_year=2025, year=2024, value=990, **amount)
    outcome = outcome_of(2024)
    assert (outcome.actual.value, outcome.actual.words) == (None, "990亿元")


def test_a_figure_in_the_wanted_measure_goes_before_one_in_another(outcome_of, district, reviewer, gdp):
    said = {"report_year": 2025, "year": 2024, "kind": "actual"}
    say(district, reviewer, gdp, value=990, measure="level", unit="亿元", **said)
    say(district, reviewer, gdp, value=7, **said)
    outcome = outcome_of(2024)
    assert (outcome.actual.value, [other.words for other in outcome.others]) == (7, ["990亿元"])


def test_reports_that_agree_are_told_once_and_one_that_differs_is_shown_beside(outcome_of, district, reviewer, gdp):
    for report_year, value in [(2025, 7), (2026, 7), (2027, Decimal("6.8"))]:
        say(district, reviewer, gdp, report_year=report_year, year=2024, kind="actual", value=value)
    outcome = outcome_of(2024)
    assert (outcome.actual.value, [other.value for other in outcome.others]) == (7, [Decimal("6.8")])


def test_a_year_that_runs_shows_until_when(adopt, outcome_of):
    file_figure(adopt(year=2025, deadline=dt.date(2025, 12, 31)), 6, Decimal("6.5"))
    outcome = outcome_of(2025)
    assert (outcome.actual.month, outcome.actual.is_whole_year) == (6, False)


def test_submitted_figures_do_not_show(adopt, outcome_of):
    file_figure(adopt(), 12, 7, "submitted")
    assert outcome_of(2024).actual is None


def test_a_withdrawn_target_gives_way_to_one_that_is_not(adopt, outcome_of):
    adopt(is_withdrawn=True, value=8)
    adopt(value=6)
    assert outcome_of(2024).promised.value == 6


def test_a_relative_target_has_words_and_no_value(adopt, outcome_of):
    adopt(comparator="relative", value=1, unit="百分点", standard="高于全市平均1个百分点")
    assert (outcome_of(2024).promised.value, outcome_of(2024).promised.words) == (None, "高于全市平均1个百分点")


def test_strangers_learn_nothing(adopt, outcome_of, district, reviewer, gdp, foreign_reviewer, other_reporter):
    file_figure(adopt(), 12, 7)
    assert outcome_of(2024, foreign_reviewer) is None
    assert outcome_of(2024, other_reporter) is None
    say(district, reviewer, gdp, report_year=2025, year=2024, kind="actual", value=Decimal("7.1"))
    assert outcome_of(2024, foreign_reviewer) is None
    assert (outcome_of(2024, other_reporter).promised, outcome_of(2024, other_reporter).status) == (None, None)


def test_it_takes_the_same_queries_whatever_there_is(
    adopt, district, reviewer, gdp, investment, django_assert_num_queries
):
    def look():
        indicators, years = [gdp, investment], range(2020, 2026)
        return outcomes(reviewer, regions=[district], indicators=indicators, years=years, today=AUGUST_2025)

    for year in range(2020, 2026):
        file_figure(adopt(year=year), 6, 6)
        say(district, reviewer, gdp, report_year=year, year=year - 1, kind="actual", value=7)
        relative = {"comparator": "qualitative", "value": None}
        say(district, reviewer, investment, report_year=year, year=year, kind="target", **relative)
    look()  # the day of looking lies behind us: judged and kept at the first look
    with django_assert_num_queries(7):  # rights are asked for three times, where no request remembers them
        assert len(look()) == 12


@pytest.mark.parametrize(
    ("wanted", "measure", "unit", "value"),
    [
        (Wanted("growth", "%"), "growth", "%", 5),
        (Wanted("growth", "%"), "decline", "%", -5),
        (Wanted("decline", "%"), "growth", "%", -5),
        (Wanted("quantity", "万人"), "level", "人", Decimal("0.0005")),
        (Wanted("growth", "%"), "level", "%", None),
        (Wanted("growth", "%"), "growth", "倍", None),
        (Wanted("level", "亿元"), "increase", "亿元", None),
    ],
)
def test_only_like_is_compared_with_like(wanted, measure, unit, value):
    assert wanted.value_of(measure, unit, Decimal(5)) == value
