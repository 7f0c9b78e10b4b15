import pytest

from reports.organisation.models import Department
from tests.tracker.stating import make_report, state
from tracker.adoption.lead_suggestions import suggest


@pytest.fixture
def departments(district):
    words = {
        "区发展改革委": ["地区生产总值", "投资", "重点项目"],
        "区经济信息委": ["规上工业企业", "工业投资"],
        "区教委": ["学位", "教育"],
        "区民政局": ["民生"],
    }
    return [
        Department.objects.create(region=district, name=f"青溪{name}", short_name=name, order=order, keywords=keywords)
        for order, (name, keywords) in enumerate(words.items())
    ]


def lead_and_word(suggested) -> tuple[str, str, str]:
    return suggested.lead.department.short_name, suggested.lead.word, suggested.lead.found_in


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ("gdp", ("区发展改革委", "地区生产总值", "name")),
        ("industry", ("区经济信息委", "工业投资", "name")),  # the longer word wins over 投资
        ("firms", ("区经济信息委", "规上工业企业", "name")),
        ("places", ("区教委", "学位", "name")),
    ],
)
def test_the_longest_word_in_the_name_decides(departments, promises, promise, expected):
    assert lead_and_word(suggest(promises[promise], departments)) == expected


def test_others_named_by_the_promise_support(departments, promises):
    suggested = suggest(promises["industry"], departments)
    assert [each.department.short_name for each in suggested.supporting] == ["区发展改革委"]


def test_the_part_is_led_by_its_own_department_and_supported_by_that_of_the_whole(departments, promises):
    Department.objects.filter(short_name="区发展改革委").update(keywords=["全社会固定资产投资"])
    part = promises["industry"]
    part.parent = "全社会固定资产投资"
    suggested = suggest(part, Department.objects.all())
    assert lead_and_word(suggested) == ("区经济信息委", "工业投资", "name")
    assert [(each.department.short_name, each.found_in) for each in suggested.supporting] == [("区发展改革委", "whole")]


def test_a_heading_speaks_only_where_no_word_of_the_promise_does(departments, district, reviewer):
    text = "政府工作报告\n二、2024年工作安排\n（二）办好民生实事\n新增公办学位300个。新增书屋30处。\n"
    report = make_report(district, reviewer, text=text)
    places = state(report, "新增公办学位300个", "新增公办学位", length=4)
    rooms = state(report, "新增书屋30处", "新增书屋", length=3)
    assert lead_and_word(suggest(places, departments))[0] == "区教委"
    assert suggest(places, departments).supporting == ()
    assert lead_and_word(suggest(rooms, departments)) == ("区民政局", "民生", "section")


def test_no_word_no_suggestion(departments, promises):
    suggested = suggest(promises["bridge"], departments[:3])
    assert suggested.lead is None
    assert suggested.supporting == ()
