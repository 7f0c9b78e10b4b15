import datetime as dt
from decimal import Decimal
from string import Formatter

import pytest
from django.utils.translation import override

from tracker.evaluation import (
    DEFAULT_RULES,
    Direction,
    Frequency,
    Observation,
    QualitativeVerdict,
    ReasonCode,
    Shape,
    Stage,
    Status,
    TargetTerms,
    evaluate,
)
from tracker.verdicts.explanations import SENTENCES, explain, remedy_of


def promise(shape, value=None, unit="家", comparator="ge", **terms):
    fields = {"due": dt.date(2024, 12, 31), "year": 2024} | terms
    number = None if value is None else Decimal(value)
    return TargetTerms(shape=Shape(shape), value=number, unit=unit, comparator=comparator, **fields)


def in_words(terms, figures, *, month=6, as_of=dt.date(2024, 7, 20), language="zh-hans"):
    observations = [Observation(each, Decimal(value)) for each, value in figures.items()]
    verdict = evaluate(terms, observations, month=month, as_of=as_of, rules=DEFAULT_RULES)
    with override(language):
        return [*explain(verdict, terms), remedy_of(verdict, terms)]


STARTED = Stage("开工", dt.date(2024, 3, 1), dt.date(2024, 2, 1))
CASES = {
    "cumulative, behind": (
        promise("cumulative", 20), {6: 8},
        "完成8家 ÷ 目标20家 = 40.0%。",
        "完成率40.0%，序时进度50.0%，差距−10.0个百分点。",
        "不低于“严重滞后”线（−10.0个百分点）。",
        "到2024年7月31日达到11.67家，即恢复达进度。还差12家，距时限还有6个月，每月还需完成2家。",
    ),
    "cumulative, ahead: nothing to mend": (
        promise("cumulative", 20), {6: 14},
        "完成14家 ÷ 目标20家 = 70.0%。",
        "完成率70.0%，序时进度50.0%，差距+20.0个百分点。",
        "不低于“超进度”线（+10.0个百分点）。",
        "",
    ),
    "cumulative, not reported": (
        promise("cumulative", 20), {4: 8}, "6月数据应报未报；最近一期为4月的8家。", ""
    ),
    "cumulative, never reported": (promise("cumulative", 20), {}, "6月数据应报未报。", ""),
    "cumulative, quarterly": (
        promise("cumulative", 20, frequency=Frequency.QUARTERLY), {3: 5},
        "6月数据应报未报；最近一期为3月的5家。",
        "",
    ),
    "growth has no completion rate": (
        promise("growth", 7, "%"), {6: "6.2"},
        "实际6.2%，目标7%，差距−0.8个百分点。",
        "低于“严重滞后”线（−0.5个百分点）。",
        "到2024年7月31日达到7%，即恢复达进度。",
    ),
    "a level with its baseline": (
        promise("stock", 230, baseline=Decimal(200)), {6: 210},
        "由基数200家到210家，目标230家，完成应变动量的33.3%。",
        "完成率33.3%，序时进度50.0%，差距−16.7个百分点。",
        "低于“严重滞后”线（−10.0个百分点）。",
        "到2024年7月31日达到217.5家，即恢复达进度。还差20家，距时限还有6个月，每月还需完成3.34家。",
    ),
    "a ceiling that adds up": (
        promise("ceiling", 100, "万吨", "le", accumulates=True), {6: 60},
        "实际60万吨，控制目标100万吨，余量+40万吨。",
        "按目前进度推算全年为120万吨，控制目标100万吨。",
        "不低于“严重滞后”线（−10.0个百分点）。",
        "到2024年8月31日控制在66.66万吨以内，即恢复达进度。"
        "全年余量40万吨，距时限还有6个月，每月不超过6.66万吨。",
    ),
    "about, lower is better": (
        promise("approx", 3, "%", "approx", direction=Direction.LOWER), {6: "3.8"},
        "实际3.8%，目标区间2.5%至3.5%，偏离−0.3个百分点。",
        "不低于“严重滞后”线（−0.5个百分点）。",
        "到2024年7月31日控制在3.5%以内，即恢复达进度。",
    ),
    "events that may not happen": (
        promise("zero", 0, "起", "le"), {6: 1},
        "截至6月发生1起，目标为零发生。", "已突破控制目标0起，累计值无法回落。", "",
    ),
    "a multiple has no unit": (
        promise("multiple", 2, "倍", baseline=Decimal("12.5")), {6: 25},
        "目标值：基数12.5 × 2 = 25。",
        "由基数12.5到25，目标25，完成应变动量的100.0%。",
        "完成率100.0%，序时进度50.0%，差距+50.0个百分点。",
        "已达到目标。",
        "",
    ),
    "relative: points of lead, rates to compare": (
        promise("relative", 1, "百分点", "relative", reference=Decimal(6)), {6: "6.5"},
        "目标值：对照值6%，加减幅+1.0个百分点，即7%。",
        "实际6.5%，目标7%，差距−0.5个百分点。",
        "不低于“严重滞后”线（−0.5个百分点）。",
        "到2024年7月31日达到7%，即恢复达进度。",
    ),
    "relative without the other figure": (
        promise("relative", 1, "百分点", "relative"), {6: "6.5"}, "缺少对照值（上级或对标地区数据），暂无法评价。", ""
    ),
    "a milestone with a late stage": (
        promise("milestone", None, "", "", stages=(STARTED, Stage("竣工", dt.date(2024, 6, 1)))), {},
        "共2个节点，已完成1个。",
        "竣工：计划2024年6月1日完成，已逾期29天。",
        "不低于“严重滞后”线（−30天）。",
        "竣工在2024年7月31日前完成，即恢复达进度。",
    ),
    "a reviewer's word": (
        promise(
            "qualitative", None, "", "qualitative",
            verdict=QualitativeVerdict(Status.ON_PACE, "抽查合格", dt.date(2024, 6, 1)),
        ), {},
        "督查室2024年6月1日评定：达进度。抽查合格", "",
    ),
    "an annual figure is not due": (
        promise("rate", 3, "%", frequency=Frequency.ANNUAL), {},
        "首期数据的截止日为2024年12月31日，在此之前不考核。", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "figures", "sentences"), [(*case[:2], case[2:]) for case in CASES.values()], ids=CASES
)
def test_every_verdict_explains_itself_in_chinese(terms, figures, sentences):
    assert in_words(terms, figures) == list(sentences)


def test_and_in_english():
    assert in_words(promise("cumulative", 20), {6: 8}, language="en") == [
        "Done 8 家 ÷ target 20 家 = 40.0%.",
        "40.0% done, 50.0% by schedule: −10.0 percentage points.",
        "That is at or over the line for “far behind”, −10.0 percentage points.",
        "Back on schedule with 11.67 家 by July 31, 2024. "
        "12 家 remain: 2 家 a month until the deadline (6 months to go).",
    ]


def test_what_the_remedy_asks_for_is_enough():
    terms = promise("cumulative", 20)
    asked = [Observation(6, Decimal(8)), Observation(7, Decimal("11.67"))]
    verdict = evaluate(terms, asked, month=7, as_of=dt.date(2024, 8, 20), rules=DEFAULT_RULES)
    assert verdict.status is Status.ON_PACE


@pytest.mark.parametrize("code", ReasonCode)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_reason_has_a_sentence_and_its_translation_keeps_the_parameters(code, language):
    with override("en"):
        english = str(SENTENCES[code])
    with override(language):
        assert placeholders(str(SENTENCES[code])) == placeholders(english)


def placeholders(sentence):
    braced = sentence.replace("{", "{{").replace("}", "}}").replace("%(", "{").replace(")s", "}")
    return {name for _, name, _, _ in Formatter().parse(braced) if name}
