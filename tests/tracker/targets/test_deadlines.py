import datetime as dt

import pytest

from tracker.targets.deadlines import deadline_in, deadline_said


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("6月底前", 6, 30),
        ("2月底前", 2, 29),
        ("10月底前建成投用", 10, 31),
        ("6月前完成", 5, 31),
        ("9月招生", 9, 30),
        ("5月上旬", 5, 10),
        ("5月中旬前", 5, 20),
        ("7月1日前", 7, 1),
        ("一季度", 3, 31),
        ("三季度投用", 9, 30),
        ("第四季度", 12, 31),
        ("上半年开工", 6, 30),
        ("国庆前建成通车", 9, 30),
        ("五一前开放", 4, 30),
        ("“十一”前开街", 9, 30),
        ("十一月底前", 11, 30),
        ("年底前启用", 12, 31),
        ("年内动工", 12, 31),
        ("全年建成5G基站140个", 12, 31),
    ],
)
def test_words_that_say_by_when(words, month, day):
    assert deadline_in(words, 2024) == dt.date(2024, month, day)


@pytest.mark.parametrize(
    "words",
    [
        "新增规上工业企业20家以上",
        "",
        "推进12个月以上的项目",
        "上半年开工、年底前竣工",
        "3月和9月各办一场",
        "每月25日前报送",
    ],
)
def test_words_that_say_nothing_or_several_days(words):
    assert deadline_in(words, 2024) is None


def test_a_day_that_the_month_does_not_have_is_its_last():
    assert deadline_in("2月30日前", 2023) == dt.date(2023, 2, 28)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025年6月底前", dt.date(2025, 6, 30)),
        ("2025-03-15", dt.date(2025, 3, 15)),
        ("2024.9.30", dt.date(2024, 9, 30)),
        ("2024年5月1日", dt.date(2024, 5, 1)),
        ("11月底", dt.date(2024, 11, 30)),
        ("2026年底", dt.date(2026, 12, 31)),
        ("长期坚持", None),
        ("2024-02-30", None),
        ("", None),
    ],
)
def test_a_column_of_deadlines_may_name_its_own_year(words, day):
    assert deadline_said(words, 2024) == day
