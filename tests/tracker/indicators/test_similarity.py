import pytest

from tracker.indicators import similarity as naming
from tracker.indicators.catalogue import PROPOSE_FROM
from tracker.indicators.similarity import folded, name_key, similarity


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("全市地区生产总值", "地区生产总值"),
        ("本区生产总值", "生产总值"),
        ("全区的居民人均可支配收入", "居民人均可支配收入"),
        ("地区生产总值（ＧＤＰ）", "地区生产总值GDP"),
        ("新建“四好农村路”", "新建四好农村路"),
        ("全社会固定资产投资", "全社会固定资产投资"),
        ("gdp", "GDP"),
        ("全年 粮食 产量", "粮食产量"),
    ],
)
def test_names_are_folded_to_what_they_say(name, expected):
    assert folded(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("全社会固定资产投资增速", "固定资产投资"),
        ("全市规模以上工业增加值", "规上工业增加值"),
        ("完成老旧小区改造", "老旧小区改造"),
        ("建成口袋公园", "新建口袋公园"),
        ("新建、改扩建公厕", "新改建公厕"),
        ("建设用地", "建设用地"),
        ("完成投资", "完成投资"),  # whose, it does not say
        ("累计建成5G基站", "累计建成5G基站"),
    ],
)
def test_names_are_listed_without_what_says_nothing(name, expected):
    assert name_key(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("社零总额", "社会消费品零售总额"),
        ("规模以上工业增加值", "规上工业增加值"),
        ("外贸进出口总额", "进出口总额"),
        ("空气质量优良天数", "空气优良天数"),
        ("国家高新技术企业", "高新技术企业"),
        ("城镇居民人均收入", "城镇常住居民人均可支配收入"),
        ("改造城市老旧小区", "改造城镇老旧小区"),
    ],
)
def test_the_same_thing_in_other_words_is_alike(one, other):
    assert similarity(one, other) >= PROPOSE_FROM
    assert similarity(one, other) == similarity(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"),
        ("进口总额", "出口总额"),
        ("出口总额", "进出口总额"),
        ("工业投资", "固定资产投资"),
        ("民间投资", "工业投资"),
        ("规上工业总产值", "规上工业增加值"),
        ("服务业增加值", "规上工业增加值"),
        ("税收收入", "一般公共预算收入"),
        ("基本医疗保险参保率", "城乡养老保险参保率"),
        ("臭氧平均浓度", "PM2.5平均浓度"),
        ("改造城市危旧房", "改造城镇老旧小区"),
        ("单位地区生产总值能耗", "地区生产总值"),
        ("新增公园", "新增公办学位"),
        ("规上工业企业", "培育规上工业企业"),
    ],
)
def test_different_things_are_not_alike(one, other):
    assert similarity(one, other) < PROPOSE_FROM


def test_jieba_keeps_its_cache_in_a_private_directory(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    naming._tokenizer.cache_clear()
    naming.words.cache_clear()
    assert "投资" in naming.words("固定资产投资")
    directory = tmp_path / "jieba"
    assert [path.suffix for path in directory.iterdir()] == [".cache"]
    assert directory.stat().st_mode & 0o077 == 0
    naming._tokenizer.cache_clear()
