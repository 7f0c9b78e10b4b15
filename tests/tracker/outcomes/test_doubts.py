"""An alarm is left in doubt where the two sentences speak of different things, and raised where they do not."""

import pytest
from django.urls import reverse

from tests.tracker.outcomes.settling import later_report
from tests.tracker.stating import accepted_promises, make_report
from tracker.outcomes.claims import Answer
from tracker.outcomes.doubts import is_average, share_words
from tracker.outcomes.quotes import Quote


@pytest.mark.parametrize(
    ("before", "average"),
    [
        ("货物进出口总额年均增长", True),
        ("产值、投资、消费分别年均增长16.3%、", True),
        ("五年来总量翻番，年均增速", True),
        ("城镇新增就业年均", True),
        ("产值年均增长5.2%，去年增长", False),
        ("年末城镇调查失业率为", False),
    ],
)
def test_a_number_that_is_one_of_several_years(before, average):
    assert is_average(Quote(before, "8.6%", "。")) is average


@pytest.mark.parametrize(
    ("one", "other", "name", "shared"),
    [
        ("办理民生诉求工单15万宗，满意率99.91%。", "走访企业、解答信贷政策问题，满意率99%。", "满意率", False),
        ("加装电梯203台，惠及居民2万户。", "既有住宅加装电梯203台，惠及居民2.1万户。", "惠及居民", True),
        ("新增学位29个。", "新增学位22个。", "新增学位", True),
    ],
)
def test_what_two_sentences_have_in_common_beside_the_name(one, other, name, shared):
    assert share_words(Quote(one), Quote(other), name) is shared


@pytest.fixture
def known(district, reviewer):
    report = make_report(district, reviewer)
    accepted_promises(report)
    return later_report(report, reviewer)


def answers(client, district, text):
    lines = client.post(reverse("claims"), {"text": text, "region": district.pk, "year": 2024}).context["lines"]
    return [each.checked.answer for each in lines]


def test_what_another_sentence_of_the_draft_confirms_contradicts_nothing(client, known, reviewer, district):
    client.force_login(reviewer)
    assert answers(client, district, "新增规上工业企业29家。") == [Answer.DIFFERS]
    both = "新增规上工业企业22家。其中园区内新增规上工业企业29家。"
    assert sorted(answers(client, district, both)) == [Answer.AGREES, Answer.UNKNOWN]


def test_the_average_of_several_years_contradicts_no_year(client, known, reviewer, district):
    client.force_login(reviewer)
    assert Answer.DIFFERS not in answers(client, district, "五年来年均新增规上工业企业29家。")
