import pytest

from tracker.search.folding import bigrams, folded, places, typed_words
from tracker.search.keeping import initials_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成 5G\n基站", "建成5g基站"),
        ("增长７％（ＧＤＰ）", "增长7%(gdp)"),
        ("荣昌　区\N{NO-BREAK SPACE}", "荣昌区"),
        ("Ⅲ类", "Ⅲ类"),
    ],
)
def test_blanks_go_and_letters_are_small_and_narrow(text, expected):
    assert folded(text) == expected


def test_words_are_parted_by_blanks_and_told_once():
    assert typed_words(" 老旧　小区 ＧＤＰ gdp ¦ ") == ["老旧", "小区", "gdp"]


def test_bigrams_are_every_two_signs():
    assert bigrams("规上工业") == ["规上", "上工", "工业"]
    assert bigrams("增") == []


def test_a_word_is_found_where_it_was_written():
    text = "建成 5Ｇ 基\n站，5g基站"
    assert sorted(text[start:end] for start, end in places(text, ["5g基站"])) == ["5g基站", "5Ｇ 基\n站"]


def test_initials_find_the_signs_that_they_stand_for():
    name = "建成 5G基站"
    assert [name[start:end] for start, end in places(name, ["5gjz"], "jc5gjz")] == ["5G基站"]
    assert list(places(name, ["5gjz"], "jc")) == []


@pytest.mark.parametrize(
    ("name", "initials"), [("新增规上工业企业", "xzgsgyqy"), ("重庆银行贷款增长率", "cqyhdkzzl"), ("5g基站", "5gjz")]
)
def test_initials_are_read_as_words(name, initials):
    assert initials_of(name) == initials
