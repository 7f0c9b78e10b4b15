"""What is promised again year after year, with what came of it."""

import pytest

from tests.tracker.reporting import say
from tracker.indicators.models import ComparabilityBreak

PAGE = "/trends/repeated/"


@pytest.fixture
def promised(district, reviewer, gdp, investment):
    """Growth is promised three years in a row, the same number each time; investment once."""
    for year in (2022, 2023, 2024):
        say(district, reviewer, gdp, report_year=year, year=year, kind="target", value=7)
    say(district, reviewer, gdp, report_year=2023, year=2022, kind="actual", value="6.4")
    say(district, reviewer, investment, report_year=2024, year=2024, kind="target", value=10)


def test_only_what_is_promised_in_several_years_is_there(client, reviewer, gdp, promised):
    client.force_login(reviewer)
    page = client.get(PAGE)
    assert [(row.indicator, len(row.promised), row.is_unchanged) for row in page.context["rows"]] == [(gdp, 3, True)]
    words = page.content.decode()
    assert "各年目标值相同" in words
    assert "6.4%" in words


def test_another_number_in_one_year_is_a_change(client, reviewer, district, gdp, promised):
    say(district, reviewer, gdp, report_year=2021, year=2021, kind="target", value=8)
    client.force_login(reviewer)
    assert [row.is_unchanged for row in client.get(PAGE).context["rows"]] == [False]


def test_over_a_break_the_same_number_is_not_called_the_same(client, reviewer, gdp, promised):
    ComparabilityBreak.objects.create(indicator=gdp, year=2023, what="核算方法修订")
    client.force_login(reviewer)
    page = client.get(PAGE)
    assert [(row.is_unchanged, row.new_series) for row in page.context["rows"]] == [(False, {2023})]
    assert "自2023年起与此前年度不可比：地区生产总值：核算方法修订" in page.content.decode()
    assert "核算方法修订" in client.get(f"{PAGE}?export=csv").getvalue().decode()


def test_the_file_says_the_same(client, reviewer, promised):
    client.force_login(reviewer)
    assert "6.4%" in client.get(f"{PAGE}?export=csv").getvalue().decode()


def test_a_stranger_and_another_district_see_nothing(client, stranger, foreign_reviewer, district, promised):
    for who in (stranger, foreign_reviewer):
        client.force_login(who)
        assert "rows" not in client.get(f"{PAGE}?region={district.pk}").context


def test_the_queries_are_few(client, leader, promised, django_assert_max_num_queries):
    client.force_login(leader)
    with django_assert_max_num_queries(12):
        client.get(PAGE)
