"""Plans that come as lists or tables, where no full stop divides one promise from the next."""

import pytest

from reports.extraction import extract

HEAD = "二、2025年工作安排\n"


@pytest.mark.parametrize(
    "lines",
    [
        ["1. 粮食产量达到30万吨", "2. 新建公园5个", "3. 新增停车位800个"],
        ["1、粮食产量达到30万吨", "2、新建公园5个", "3、新增停车位800个"],
        ["（1）粮食产量达到30万吨", "（2）新建公园5个", "（3）新增停车位800个"],
        ["一是粮食产量达到30万吨", "二是新建公园5个", "三是新增停车位800个"],
        ["· 粮食产量达到30万吨", "· 新建公园5个", "· 新增停车位800个"],
        ["- 粮食产量达到30万吨", "- 新建公园5个", "- 新增停车位800个"],
        ["* 粮食产量达到**30万吨**", "* 新建公园**5个**", "* 新增停车位**800个**"],
        ["  - 粮食产量达到30万吨", "  - 新建公园5个", "  - 新增停车位800个"],
        ["● 粮食产量达到30万吨", "● 新建公园5个", "● 新增停车位800个"],
        ["粮食产量\t达到30万吨", "新建公园\t5个", "新增停车位\t800个"],
        ["1\t粮食产量\t30万吨", "2\t新建公园\t5\t个", "3\t新增停车位\t800\t个"],
    ],
)
def test_every_item_is_a_statement_of_its_own(lines):
    text = HEAD + "\n".join(lines) + "\n"
    found = extract(text, year=2025)
    assert [(each.indicator, str(each.value)) for each in found] == [
        ("粮食产量", "30"), ("新建公园", "5"), ("新增停车位", "800"),
    ]  # fmt: skip
    assert all(text[each.start : each.end].startswith(str(each.value)) for each in found)


def test_a_wrap_before_a_word_like_a_marker_is_no_new_item():
    text = HEAD + "全年新建公园5个、\n- 停车场3个，新增停车位800个。\n"
    assert [str(each.value) for each in extract(text, year=2025)] == ["5", "3", "800"]
