import pytest

from reports.documents import propose_year
from reports.documents.evidence import Basis, View
from reports.documents.years import year_evidence

BODY = "各位代表：\n现在，我代表区人民政府作报告。\n"
PLAN = "\n二、2024年工作安排\n"


def evidence_in(text):
    return year_evidence(View(text, keep_lines=True), View(text))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # titles
        ("2024年青溪区政府工作报告\n" + BODY, 2024),
        ("青溪区2024年政府工作报告\n" + BODY, 2024),
        ("2024年度青溪区人民政府工作报告\n" + BODY, 2024),
        ("青溪区人民政府工作报告（2024年）\n" + BODY, 2024),
        ("政府工作报告(2024年)\n" + BODY, 2024),
        ("二〇二四年政府工作报告\n" + BODY, 2024),
        ("二○二四年政府工作报告\n" + BODY, 2024),
        ("２０２４年政府工作报告\n" + BODY, 2024),
        ("2024 年\n青溪区\n政 府 工 作 报 告\n" + BODY, 2024),
        (BODY + "正文。" * 200 + "\n2024年青溪区政府工作报告\n", 2024),
        # sessions
        ("政府工作报告\n——2024年1月10日在青溪区第三届人民代表大会第四次会议上\n" + BODY, 2024),
        ("政府工作报告\n（二〇二四年一月十日在青溪区第三届人民代表大会第四次会议上）\n" + BODY, 2024),
        ("政府工作报告\n——2023年12月28日在青溪区第三届人民代表大会第四次会议上\n" + BODY, 2024),
        ("政府工作报告\n——二〇二三年十二月二十八日在青溪区第三届人民代表大会第四次\n会议上\n" + BODY, 2024),
        # headings
        (BODY + "一、2023年工作回顾\n正文。", 2024),
        (BODY + "一、2023年以来工作回顾\n正文。", 2024),
        (BODY + "（一）奋楫争先，2023年经济社会发展取得新成效\n正文。", 2024),
        (BODY + "二、2024年重点任务\n正文。", 2024),
        (BODY + "2024年工作总体要求\n正文。", 2024),
        (BODY + "三、凝心聚力，全面完成2024年各项任务\n正文。", 2024),
        (BODY + "二、二〇二四年工作安排\n正文。", 2024),
        # running text
        (BODY + "刚刚过去的2023年，我们新建公园。", 2024),
        (BODY + "文字。2023年工作回顾2023年很不平凡。", 2024),
        (BODY + "2024年经济社会发展主要预期目标是：增长6%。", 2024),
        (BODY + "做好2024年工作，意义\n重大。", 2024),
        (BODY + "2023年是爬坡过坎的一年。一年来，我们新建公园。", 2024),
        # a newspaper's date
        ("2024年3月\n8日 星期五\n本报讯 新建公园。", 2024),
        # nothing to go by
        (BODY + "新建公园12个，到2025年达到30个。", None),
        (BODY + "对照2023年政府工作报告确定的目标，新建公园12个。" + "正文。" * 200, None),
        (BODY + "成功举办2023年招商大会，签约重点项目。", None),
        (BODY + "一、2021—2025年发展目标\n正文。", None),
        ("", None),
    ],
)
def test_the_year_of_a_report(text, year):
    assert propose_year(text) == year


def test_the_text_outweighs_a_title():
    text = "2023年青溪区政府工作报告\n" + BODY + "一、2023年工作回顾\n正文。" + PLAN
    assert propose_year(text) == 2024


def test_links_at_the_foot_of_a_page_do_not_count_where_the_head_has_a_title():
    foot = "\n2025年白石县政府工作报告\n2022年政府工作报告"
    text = "2024年青溪区政府工作报告\n" + BODY + "正文。" * 300 + foot
    assert {evidence.year for evidence in evidence_in(text)} == {2024}


def test_evidence_is_a_span_of_the_raw_text():
    text = "\ufeff政府工作报告\r\n——2024 年 1 月 10 日在青溪区第三届人民\r\n代表大会第四次会议上\r\n" + BODY + PLAN
    evidence = evidence_in(text)
    assert [found.basis for found in evidence] == [Basis.SESSION, Basis.PLAN, Basis.PHRASE]
    assert text[evidence[0].start : evidence[0].end].startswith("2024 年 1 月")
    assert text[evidence[0].start : evidence[0].end].endswith("会议")
    assert text[evidence[1].start : evidence[1].end] == "二、2024年工作安排"
    assert evidence[1].quote == "二、2024年工作安排"
