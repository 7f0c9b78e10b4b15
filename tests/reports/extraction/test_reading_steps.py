"""Steps between a number and its statement: change, names, years, refusals, milestones."""

import pytest

from reports.extraction import Kind, explain, read
from reports.extraction.change import change_before
from reports.extraction.coordination import coordinated
from reports.extraction.names import lead_end, making_end, tidy

PLAN = "二、2024年工作安排\n"
REVIEW = "一、2023年工作回顾\n"


@pytest.mark.parametrize(
    ("before", "name", "measure", "bound"),
    [
        ("粮食产量同比增长", "粮食产量", "growth", None),
        ("服务业增加值增速达到", "服务业增加值", "growth", None),
        ("外汇储备超过", "外汇储备", "", "gt"),
        ("单位能耗比上年下降", "单位能耗", "decline", None),
        ("失业率控制在", "失业率", "level", None),
        ("平均浓度连续3年下降、降至", "平均浓度", "level", None),
        ("资金下达", "资金下达", "", None),
        ("居民人均", "居民人均", "", None),
    ],
)
def test_reading_backwards_from_a_number(before: str, name: str, measure: str, bound: str | None) -> None:
    change = change_before(before, 0, len(before))
    assert (before[: change.end], change.measure, change.bound) == (name, measure, bound)


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("城镇和农村常住居民人均可支配收入", 2, ["城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"]),
        ("城乡居民人均可支配收入", 2, ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("工业、基础设施投资", 2, ["工业投资", "基础设施投资"]),
        ("高铁、高速公路通车里程", 2, ["高铁通车里程", "高速公路通车里程"]),
        ("网络零售额、旅游经营收入", 2, ["网络零售额", "旅游经营收入"]),
        ("事故起数、死亡人数", 2, ["事故起数", "事故死亡人数"]),
        ("进口、出口额", 3, []),
    ],
)
def test_coordination_restores_what_is_shared(text: str, count: int, names: list[str]) -> None:
    assert coordinated(text, count) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("今年力争新增学位", "新增学位"),
        ("全市确保粮食产量", "粮食产量"),
        ("高标准农田", "高标准农田"),
        ("高标准建成厂房", "建成厂房"),
        ("全社会固定资产投资", "全社会固定资产投资"),
        ("“十四五”期间新建学校", "新建学校"),
        ("三是改造管网", "改造管网"),
        ("10月1日前整治积水点", "整治积水点"),
    ],
)
def test_where_a_name_begins(text: str, name: str) -> None:
    assert text[lead_end(text, 0, len(text)) :] == name


@pytest.mark.parametrize(
    ("text", "verb"),
    [("新建和改造提升农田", "新建和改造提升"), ("开发区产值", ""), ("服务业增加值", ""), ("改造提升公园", "改造提升")],
)
def test_verbs_that_make(text: str, verb: str) -> None:
    assert text[: making_end(text, 0, len(text))] == verb


@pytest.mark.parametrize(
    ("text", "name"), [("“小升规", "“小升规”"), ("、道路（", "道路"), ("“三园”道路的", "“三园”道路")]
)
def test_tidy(text: str, name: str) -> None:
    assert tidy(text) == name


def years(text: str) -> list[tuple[str, int | None]]:
    return [(statement.kind.value, statement.year) for statement in read(text, year=2024).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAN + "新建公园3个。", [("target", 2024)]),
        (PLAN + "到2026年，新建公园30个。", [("target", 2026)]),
        (PLAN + "到“十四五”末，森林覆盖率达到60%。", [("target", 2025)]),
        (PLAN + "去年新建公园3个，今年新建公园5个。", [("actual", 2023), ("target", 2024)]),
        (PLAN + "力争今年办结率超过90%，明年达到100%。", [("target", 2024), ("target", 2025)]),
        (PLAN + "目前已建成公园12个。", [("actual", 2023)]),
        (REVIEW + "新建公园3个，较2021年增长20%。", [("actual", 2023), ("actual", 2023)]),
        (REVIEW + "今年计划新建公园5个。", [("target", 2024)]),
        ("本报讯：去年新建公园3个，届时惠及2万人。", [("actual", 2023), ("target", 2024)]),
    ],
)
def test_kind_and_year(text: str, expected: list[tuple[str, int]]) -> None:
    found = years(text)
    assert found[: len(expected)] == expected[: len(found)]
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("推进“520亿元”工程。", "in-quotes"),
        ("占比从18%提高到40%。", "baseline"),
        ("引进3亿元以上项目8个。", "threshold"),
        ("总投资38亿元的产业项目6个。", "threshold"),
        ("给予20万元奖励。", "policy-parameter"),
        ("出台36条惠企举措。", "policy-count"),
        ("免签停留240小时。", "duration"),
        ("超额完成上级下达的11万人任务。", "reference-amount"),
        ("近百名干部放弃休假。", "population"),
    ],
)
def test_refusals_say_their_name(sentence: str, rule: str) -> None:
    assert rule in [decision.rule for decision in explain(PLAN + sentence, year=2024) if not decision.accepted]


@pytest.mark.parametrize("bound", ["", "约", "近", "超"])
@pytest.mark.parametrize(
    "sentence",
    [
        *(f"启用{lead}{{}}3万吨的膜材车间。" for lead in ("年产", "日产", "年处理", "可容纳", "日供水", "库容")),
        *(f"表彰{lead}{{}}3万亩的果园。" for lead in ("拥有", "设有", "具有", "配有")),
        "签约总投资{}90亿元云岭电池项目。",
    ],
)
def test_whatever_leads_to_a_description(sentence: str, bound: str) -> None:
    assert "description" in [each.rule for each in explain(PLAN + sentence.format(bound), year=2024)]


@pytest.mark.parametrize(
    "lead", ["依托", "沿着", "面对", "离不开", *(f"离不开全{place}" for place in "县区市省州盟旗镇")]
)
def test_what_is_leant_on_is_described(lead: str) -> None:
    assert "description" in [each.rule for each in explain(f"{PLAN}{lead}3公里绿道做强夜市。", year=2024)]


@pytest.mark.parametrize(
    "opening",
    [
        *("用好", "用足", "把握", "抓住", "抢抓", "发挥", "学习"),
        *("严格落实", "认真执行", "全面落实", "继续执行", "坚决落实", "落实", "执行"),
    ],
)
def test_whatever_opens_a_policy(opening: str) -> None:
    assert "policy-parameter" in [each.rule for each in explain(f"{PLAN}{opening}8%税率政策。", year=2024)]


def test_explaining_also_names_what_was_made() -> None:
    (decision,) = (each for each in explain(PLAN + "新建公园3个。", year=2024) if each.accepted)
    assert (decision.accepted, decision.rule, decision.expression) == (True, "name-number", "3个")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("甲山路、乙水路竣工通车。", [("甲山路", "竣工通车"), ("乙水路", "竣工通车")]),
        ("建成投用110千伏石桥变电站。", [("110千伏石桥变电站", "建成投用")]),
        ("开工建设南门大道、北门大道东段等市政道路。", [("南门大道", "开工建设"), ("北门大道东段", "开工建设")]),
        ("力争县妇幼保健院晋升三级。", [("县妇幼保健院", "晋升三级")]),
        ("持续推进水网建设。", []),
        ("建成现代产业体系。", []),
        ("加快建设体育中心。", []),
    ],
)
def test_milestones(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = [s for s in read(PLAN + sentence, year=2024).statements if s.kind is Kind.MILESTONE]
    assert [(s.indicator, s.event) for s in found] == expected


def test_a_milestone_keeps_its_date() -> None:
    (statement,) = read(PLAN + "6月底前，南门水厂建成投用。", year=2024).statements
    assert (statement.due, statement.year) == ("6月底前", 2024)


def test_a_part_names_its_whole() -> None:
    first, second = read(PLAN + "固定资产投资增长8%，其中工业投资增长12%。", year=2024).statements
    assert (first.parent, second.parent) == ("", "固定资产投资")


def test_unusual_statements_are_less_certain_than_plain_ones() -> None:
    plain, odd = read(
        PLAN + "粮食产量增长3%。甲、乙、丙等单位和有关方面6个团队高于全省2个百分点。", year=2024
    ).statements[:2]
    assert plain.confidence > odd.confidence


@pytest.mark.parametrize(
    ("sentence", "stretched"),
    [
        ("产值增长5%以上、力争达到6%。", [False, True]),
        ("产值增长6%左右，奋斗目标7%。", [False, True]),
        ("产值增长7%、确保5%以上。", [True, False]),
        ("失业率控制在5.5%以内、力争5%以内。", [False, True]),
        ("产值增长6%、力争5%。", [False, False]),
        ("产值增长6%，力争3家企业上市。", [False, False]),
    ],
)
def test_what_is_striven_for_beyond_a_promise(sentence: str, stretched: list[bool]) -> None:
    assert [statement.stretch for statement in read(PLAN + sentence, year=2024).statements] == stretched
