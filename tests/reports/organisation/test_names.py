import pytest

from reports.organisation.names import english_name_of, initials_of, short_name_of


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("荣昌区", "荣昌"),
        ("海南省", "海南"),
        ("易县", "易县"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("香港特别行政区", "香港"),
        ("恩施土家族苗族自治州", "恩施"),
        ("黔西南布依族苗族自治州", "黔西南"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("东乡族自治县", "东乡"),
        ("龙胜各族自治县", "龙胜"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("阿里地区", "阿里"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("巴林左旗", "巴林左旗"),
        ("两江新区", "两江新区"),
        ("井陉矿区", "井陉矿区"),
        ("万柏林区", "万柏林"),
        ("六枝特区", "六枝"),
    ],
)
def test_short_names_leave_out_the_kind(name, short):
    assert short_name_of(name) == short


@pytest.mark.parametrize(
    ("name", "initials"),
    [("荣昌区", "rcq"), ("朝阳区", "cyq zyq"), ("重庆市", "cqs zqs"), ("长乐区", "clq cyq zlq zyq"), ("A新区", "xq")],
)
def test_initials_give_every_usual_reading(name, initials):
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("name", "code", "english"),
    [
        ("荣昌区", "500153", "Rongchang District"),
        ("易县", "130633", "Yixian County"),
        ("淮安市", "320800", "Huai'an"),
        ("朝阳区", "110105", ""),  # two readings
        ("尼木县", "540123", ""),  # not a Chinese name
        ("石柱土家族自治县", "500240", ""),
        ("锡林郭勒盟", "152500", ""),
    ],
)
def test_names_in_english_only_where_the_spelling_is_beyond_doubt(name, code, english):
    assert english_name_of(name, code, of_other_tongue=False) == english


def test_a_county_of_an_autonomous_prefecture_is_not_spelt():
    assert english_name_of("丹巴县", "513323", of_other_tongue=True) == ""
