"""The page: what is found with its words marked, and in words why nothing is."""

import pytest

from tests.conftest import account
from tests.tracker.search.test_finding import WORD, everything
from tracker.search.finding import PER_PAGE

__all__ = ["everything"]

ADDRESS = "/search/"


@pytest.fixture
def as_reporter(client, reporter):
    client.force_login(reporter)
    return client


def page(client, **query) -> str:
    reply = client.get(ADDRESS, query)
    assert reply.status_code == 200
    return reply.content.decode()


def test_each_hit_says_what_it_is_and_where_it_leads(as_reporter, everything):
    text = page(as_reporter, q=WORD)
    assert text.count(f"<mark>{WORD}</mark>") >= 5
    for word in ("承诺", "问题", "填报进展", "报告成效", "报告任务", "青溪区 · 2024 · 区发展改革委", "2024年1月"):
        assert word in text
    assert 'class="tag tone-' in text


def test_a_sentence_is_shown_as_the_report_has_it(as_reporter, everything):
    assert f"新增<mark>{WORD}</mark>20家以上。" in page(as_reporter, q=WORD, kind="sentence")


def test_initials_mark_the_name(as_reporter, everything):
    assert "新增<mark>规上</mark>工业企业" in page(as_reporter, q="gs", kind="promise")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "请输入关键词"),
        ({"q": "  "}, "请输入关键词"),
        ({"q": "工业 增"}, "“增”太短"),
        ({"q": "没有的词"}, "没有找到这些词"),
        ({"q": WORD, "year": "1900"}, "1990"),
        ({"q": WORD, "year": "去年"}, "整数"),
        ({"q": WORD, "kind": "report"}, "report"),
        ({"q": WORD, "region": "x"}, "field-error"),
        ({"q": "长" * 101}, "100"),
    ],
)
def test_why_nothing_is_shown_is_said_in_words(as_reporter, everything, query, words):
    text = page(as_reporter, **query)
    assert words in text
    assert "<mark>" not in text


def test_a_region_that_one_may_not_read_is_no_choice(as_reporter, everything, other_district):
    assert "<mark>" not in page(as_reporter, q=WORD, region=other_district.pk)


def test_a_reporter_finds_what_a_department_of_another_region_leads(client, everything, other_district, department):
    client.force_login(account("elsewhere", region=other_district, department=department, role="reporter"))
    assert "青溪区 · 2024 · 区发展改革委" in page(client, q=WORD)


def test_pages_keep_what_was_asked(as_reporter, make_target):
    for number in range(PER_PAGE + 1):
        make_target(name=f"{WORD}第{number}批")
    first, second = (page(as_reporter, q=WORD, page=number) for number in ("1", "2"))
    assert (first.count("<mark>"), second.count("<mark>")) == (PER_PAGE, 1)
    assert ("page=2" in first, "上一页" in first) == (True, False)
    assert ("page=1" in second, "下一页" in second) == (True, False)
    assert page(as_reporter, q=WORD, page="x").count("<mark>") == PER_PAGE
    assert "没有更多结果" in page(as_reporter, q=WORD, page="9" * 18)


@pytest.mark.parametrize("who", ["reporter", "reviewer", "leader", "administrator", "other_reporter"])
def test_it_takes_few_queries(client, request, everything, who, django_assert_max_num_queries):
    client.force_login(request.getfixturevalue(who))
    with django_assert_max_num_queries(12):
        page(client, q=WORD)


def test_every_page_has_the_box(as_reporter):
    text = as_reporter.get("/targets/").content.decode()
    assert 'action="/search/"' in text
