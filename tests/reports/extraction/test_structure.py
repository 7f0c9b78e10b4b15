"""Headings, roles and sentences."""

import pytest

from reports.extraction import Role, read
from reports.extraction.structure import heading_role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("一、2023年工作回顾", Role.REVIEW),
        ("一、过去五年工作回顾", Role.REVIEW),
        ("一、接续奋斗，2023年发展取得新进步", Role.REVIEW),
        ("二、2024年工作安排", Role.PLAN),
        ("二、对今年政府工作的建议", Role.PLAN),
        ("二、今后五年的奋斗目标", Role.PLAN),
        ("三、全力抓好2024年重点工作", Role.PLAN),
        ("附件 2024年民生实事", Role.PLAN),
        ("二、“十四五”时期经济社会发展的战略任务", Role.PLAN),
        ("一、“十三五”时期经济社会发展的主要成就", Role.REVIEW),
        ("名词解释", Role.OTHER),
        ("（一）扩大开放", None),
    ],
)
def test_what_a_heading_announces(title: str, role: Role | None) -> None:
    assert heading_role(title, 2024) == role


def test_under_a_plan_period_a_promise_is_due_at_its_end() -> None:
    text = "二、“十四五”时期的战略任务\n新建绿道30公里。\n三、2024年重点工作\n新建公园3个。"
    assert [statement.year for statement in read(text, year=2024).statements] == [2025, 2024]


def test_the_year_itself_ends_the_plan_period_also_without_its_heading() -> None:
    text = "二、“十四五”时期的战略任务\n新建绿道30公里。2024年，建成学校5所。新建公园3个。"
    assert [statement.year for statement in read(text, year=2024).statements] == [2025, 2024, 2024]


def roles(text: str) -> list[str]:
    return [passage.role.value for passage in read(text, year=2024).passages]


def test_without_headings_the_plan_begins_with_the_aims() -> None:
    assert roles("过去一年成绩喜人。今年的主要预期目标是：产值增长6%。我们要努力。") == ["review", "plan", "plan"]


def test_a_page_without_plan_and_review_is_neither() -> None:
    assert roles("本报讯，昨日开园。参观者众多。") == ["other", "other"]


def test_aims_that_a_review_speaks_of_do_not_begin_the_plan() -> None:
    text = "一、2023年工作回顾\n围绕年度主要预期目标，新建公园3个。\n二、2024年工作安排\n新建公园5个。"
    assert [statement.kind.value for statement in read(text, year=2024).statements] == ["actual", "target"]


def test_sections_are_paths() -> None:
    text = "二、2024年工作安排\n（一）抓产业。做强园区。新建厂房3万平方米。\n提升农业。新建大棚200个。"
    sections = [statement.section for statement in read(text, year=2024).statements]
    assert sections[0][:2] == ("二、2024年工作安排", "（一）抓产业")
    assert sections[1][-1] == "提升农业"


def test_passages_cover_the_sentences_exactly() -> None:
    text = "一、2023年工作回顾\n　　新建公\n园3个。产值增长5%！"
    assert [text[p.start : p.end] for p in read(text, year=2024).passages] == [
        "一、2023年工作回顾",
        "新建公\n园3个。",
        "产值增长5%！",
    ]


def test_glossary_and_front_matter_are_silent() -> None:
    opening = "摘要：新增学位900个。\n各位代表：\n现在，我代表县人民政府报告工作。"
    text = opening + "新增学位900个。\n名词解释\n瞪羚企业：指营收增长20%以上的企业。"
    assert len(read(text, year=2024).statements) == 1


PLAN = "二、2024年工作安排\n新建公园5个，让我们一起向未来！"


@pytest.mark.parametrize(
    "glossary",
    [
        "名词解释1.“两清”：清理河道300公里。",
        "名词解释：1.“双百”：培育企业100家、引进人才100名。",
        "※注释※[1]“三增”：新增学位300个。",
        "注释①“四个一”：每村建公园1个。",
        "有关名词解释“五进”：新建站点50个。",
        "名词注释（1）“六稳”：稳定就业2万人。",
        "名词说明：1.“七有”：建成幼儿园7所。",
        "名词解释〔1〕“八联”：联系企业80家。",
    ],
)
def test_a_glossary_promises_nothing_wherever_its_title_stands(glossary: str) -> None:
    for text in (PLAN + glossary, f"{PLAN}\n{glossary}"):
        assert [str(statement.value) for statement in read(text, year=2024).statements] == ["5"]


@pytest.mark.parametrize(
    "sentence",
    [
        "名词解释工作走深走实，编印手册3万册。",
        "注释类图书出版20种。",
        "完善名词解释数据库，入库词条2万条。",
    ],
)
def test_a_promise_that_speaks_of_explanations_is_one(sentence: str) -> None:
    assert len(read(PLAN + sentence, year=2024).statements) == 2


def test_headings_that_have_lost_their_line_ends_are_headings() -> None:
    text = (
        "各位代表：现在报告工作，请予审议。一、2023年工作回顾 过去一年，经济平稳。新建公园3个。"
        "二、2024年政府工作安排 今年任务艰巨。新建公园5个。三、加强自身建设 全程网办率达到90%。"
    )
    found = [(statement.kind.value, statement.indicator) for statement in read(text, year=2024).statements]
    assert found == [("actual", "新建公园"), ("target", "新建公园"), ("target", "全程网办率")]


def test_headings_that_run_into_the_next_words_still_turn() -> None:
    text = "请予审议。一、2023年工作回顾过去一年新建公园3个。二、2024年总体要求和主要目标任务新建公园5个。"
    assert [statement.kind.value for statement in read(text, year=2024).statements] == ["actual", "target"]


def test_a_numbered_point_inside_a_line_is_no_heading() -> None:
    text = "二、2024年工作安排\n做好三件事。一、改造老旧小区3个。二、新建公园5个。三、回顾2023年经验。新建厂房2个。"
    assert {statement.kind.value for statement in read(text, year=2024).statements} == {"target"}


def test_the_ends_of_a_few_unwrapped_lines_end_paragraphs() -> None:
    text = (
        "一、2023年工作回顾\n过去一年，面对复杂局面，全县上下齐心协力、迎难而上，经济社会发展总体平稳、稳中有进。\n"
        "我们苦干实干、奋勇争先，实力稳步增强\n新增企业32家。"
    )
    assert [statement.indicator for statement in read(text, year=2024).statements] == ["新增企业"]


ANNEXED = "二、2024年工作安排\n新建公园3个。\n{annex}\n占地3000亩，新建厂房2座。"


@pytest.mark.parametrize(
    "annex",
    [
        "附件1",
        "附件2\n云岭县2024年十大工程",
        "附件：云岭县重点工程一览",
        "附件一：工程进展情况",
        "附件1云岭县十大工程序号项目名称占地26亩。",
        "名词解释：",
    ],
)
def test_what_is_annexed_promises_nothing(annex: str) -> None:
    found = read(ANNEXED.format(annex=annex), year=2024).statements
    assert [statement.indicator for statement in found] == ["新建公园"]


@pytest.mark.parametrize(
    "annex",
    ["附件：2024年民生实事", "附件精神要落实，台账要更新。", "附件所列任务要抓紧。", "加快附属设施建设。"],
)
def test_deeds_that_are_annexed_and_words_like_it_promise(annex: str) -> None:
    assert len(read(ANNEXED.format(annex=annex), year=2024).statements) >= 2


@pytest.mark.parametrize(
    "aims",
    [
        "今年经济社会发展主要预期目标是：产值增长6%。",
        "今年政府工作的主要目标为：产值增长6%。",
        "2024年的预期目标：产值增长6%。",
    ],
)
def test_the_sentence_of_aims_opens_the_plan_under_any_heading(aims: str) -> None:
    text = f"一、2023年工作回顾\n新建公园3个。\n二、把路走得更稳\n{aims}\n三、2024年工作安排\n新建公园5个。"
    found = [(statement.kind.value, statement.year) for statement in read(text, year=2024).statements]
    assert found == [("actual", 2023), ("target", 2024), ("target", 2024)]


@pytest.mark.parametrize(
    "told", ["2023年的预期目标是：产值增长6%。", "围绕今年主要预期目标，产值增长6%。", "去年的主要目标是：产值增长6%。"]
)
def test_aims_of_the_year_gone_by_stay_in_the_review(told: str) -> None:
    text = f"一、2023年工作回顾\n{told}\n二、2024年工作安排\n新建公园5个。"
    assert [statement.kind.value for statement in read(text, year=2024).statements] == ["actual", "target"]


def test_a_plan_period_that_runs_into_the_next_words_is_a_heading() -> None:
    text = (
        "请予审议。一、2020年主要工作回顾过去一年新建公园3个。二、“十四五”时期主要目标任务“十四五”时期，"
        "新建公园5个。三、2021年重点工作新建公园7个。"
    )
    found = [(statement.kind.value, statement.year) for statement in read(text, year=2021).statements]
    assert found == [("actual", 2020), ("target", 2025), ("target", 2021)]


def test_deeds_for_the_people_under_the_bare_number_of_an_annex_are_promised() -> None:
    text = ANNEXED.format(annex="附件1\n\n　　2024年县十件民生实事\n\n　　新增托位300个。\n\n附件2")
    found = [statement.indicator for statement in read(text.replace("\n", "　　"), year=2024).statements]
    assert found == ["新建公园", "新增托位"]


@pytest.mark.parametrize("between", ["\n", ""], ids=["with line ends", "pasted without"])
def test_deeds_annexed_behind_a_glossary_are_promised(between: str) -> None:
    parts = ["二、2024年工作安排", "新建公园3个。", "名词解释", "1.“一网”：指一张由30个站点连成的网。", "附件",
             "2024年10件惠民实事", "一、稳定就业", "年度目标：新增就业800人。"]  # fmt: skip
    found = read(between.join(parts), year=2024).statements
    assert [(each.kind, str(each.value)) for each in found] == [("target", "3"), ("target", "800")]
