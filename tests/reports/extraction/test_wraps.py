"""Words without the line wraps of their text."""

import pytest

from reports.extraction import unwrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("地区生\n产总值增长7%", "地区生产总值增长7%"),
        ("全社会　固定资产投资\r\n  增长 10%", "全社会固定资产投资增长10%"),
        ("总额1\n200万元", "总额1200万元"),
        ("推广 smart factory\n标准", "推广smart factory标准"),
        ("建设 5G\nbase station 20 个", "建设5G base station 20个"),
        (" \n", ""),
    ],
)
def test_chinese_needs_no_blank_and_latin_words_keep_one(text: str, shown: str) -> None:
    assert unwrapped(text) == shown
