"""How like two names of indicators are: folded names for the letter, jieba's words for the sense."""

from __future__ import annotations

import functools
import itertools
import logging
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from jieba import Tokenizer

HEADS = re.compile(r"^(?:(?:全|本|我)(?:省|市|区|县|州|盟|旗|疆|国|域|年)|辖区(?!税)|地区(?!生产总值|GDP)|年度)+")
NOISE = re.compile(r"[\W_]|的")

# What the listed names do without: who is counted, that it is done, and that it is a growth or a total.
FRONTS = re.compile(r"^(?:全社会|实现|完成|全面完成|保持)+(?!投资)(?=..)")
BACKS = re.compile(r"(?<=..)(?:确保|争取|力争|加快|一跃|正增长|扭负为正|突破[一二三四五六七八九十百千万亿]+(?:大关)?)$")
BUILT = re.compile(r"^(?:新建成|建成|建设)(?!用地|区)(?=..)")
RENEWED = re.compile(r"^(?:新?改扩建|新建(?:及|和)?改(?:扩建|建|造)|新改建)(?=.)")
GROWTHS = re.compile(r"(?:同比)?(?:增速|增幅|增长率|涨幅)$")
TAILS = re.compile(r"(?<=..)(?:总额|总值|总量|总数|数量)$")
KEY_SYNONYMS = {
    "规模以上": "规上",
    "规模工业": "规上工业",
    "限额以上": "限上",
    "地区生产总值": "GDP",
    "全市生产总值": "GDP",
    "研究与试验发展RD": "研发",
    "研究与试验发展": "研发",
    "细颗粒物PM25": "PM25",
    "比例": "比重",
    "比率": "比重",
}

SYNONYMS = {
    "规模以上": "规上",
    "规模工业": "规上工业",
    "限额以上": "限上",
    "城市": "城镇",
    "地区生产总值": "GDP",
    "生产总值": "GDP",
    "社零": "社会消费品零售",
    "固投": "固定资产投资",
    "研发经费": "研发",
    "外贸": "",
    "空气质量": "空气",
    "新认定": "新增",
    "新登记": "新增",
    "新设立": "新增",
    "新设": "新增",
    "新建": "新增",
    "新上市": "新增上市",
    "比重": "占比",
    "比例": "占比",
    "比率": "占比",
}

# Names are never alike when they differ in one of these: each line holds words of which one excludes the others.
CONTRASTS = tuple(
    re.compile("|".join(sorted(words.split(), key=len, reverse=True)))
    for words in (
        "城镇 农村 城乡",
        "进出口 进口 出口",
        "工业 农业 服务业 建筑业 制造业 房地产 基础设施",
        "第一产业 第二产业 第三产业",
        "民间 国有 外资 技改 技术改造 智能化 节能",
        "增加值 总产值 产值 营业收入 利润 税收 投资 消费 收入 支出",
        "失业 就业",
        "新增 净增 累计 培育",
        "收入比 占比 覆盖率 完成率 优良率 达标率 参保率 入学率",
        "高新技术 科技型 专精特新 规上 限上",
        "粮食 蔬菜 生猪 油菜",
        "医疗 养老",
        "PM25 PM10 臭氧",
        "老旧小区 危旧房 棚户区",
        "一般公共预算 政府性基金",
        "小学 中学 幼儿园",
        "总投资 年度投资",
        "优良天数 重污染天数",
        "单位 人均 亩均 每万人",
        "登记失业 调查失业",
        "存款 贷款 存贷款",
        "死亡 亡人数",
        "海洋 跨境 服务贸易 服务进出口 一般贸易 加工贸易",
        "中长期 普惠 绿色 涉农",
        "预算 总收入 纯收入",
        "国家级 省级 小巨人",
        "公共充电桩",
        "开发区 经开区 高新区 综保区 综合保税区 片区 园区 城区 市区 牧区",
    )
)


@functools.lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return the name without width, punctuation, 的 and a head such as 全市, so that equal names are equal."""
    return HEADS.sub("", NOISE.sub("", unicodedata.normalize("NFKC", name))).upper()


@functools.lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what a listed name is known by: without a head, 完成, 增速 and 总额; 规模以上 is 规上, 建成 is 新建."""
    name = folded(name)
    for word, standard in KEY_SYNONYMS.items():
        name = name.replace(word, standard)
    name = RENEWED.sub("新改建", BUILT.sub("新建", FRONTS.sub("", BACKS.sub("", name))))
    return TAILS.sub("", GROWTHS.sub("", name))


def says_growth(name: str) -> bool:
    """Tell whether a name says itself that the figure is a growth (固定资产投资增速)."""
    return GROWTHS.search(folded(name)) is not None


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; 0 when they contrast (城镇 and 农村, 进口 and 出口 …).

    A third each: the words in common, the pairs of characters in common, and how much of the shorter name
    is kept in the longer one in its order, which abbreviations do (社零总额 in 社会消费品零售总额).
    """
    one, other = _comparable(one), _comparable(other)
    if one == other:
        return 1.0
    if _narrowed(one) != _narrowed(other):
        return 0.0
    return (_dice(words(one), words(other)) + _dice(_pairs(one), _pairs(other)) + _kept(one, other)) / 3


@functools.lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, the short ones inside long ones too."""
    return tuple(_tokenizer().cut_for_search(name))


@functools.lru_cache(maxsize=4096)
def _narrowed(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(contrast.findall(name)) for contrast in CONTRASTS)


@functools.lru_cache(maxsize=4096)
def _comparable(name: str) -> str:
    name = folded(name)
    for word, standard in SYNONYMS.items():
        name = name.replace(word, standard)
    return name


def _kept(one: str, other: str) -> float:
    """The longest common subsequence as a share of the shorter name."""
    lengths = [0] * (len(other) + 1)
    for char in one:
        before = lengths[:]
        for index, theirs in enumerate(other, start=1):
            lengths[index] = before[index - 1] + 1 if char == theirs else max(before[index], lengths[index - 1])
    return lengths[-1] / min(len(one), len(other)) if one and other else 0.0


def _pairs(name: str) -> tuple[str, ...]:
    return tuple(first + second for first, second in itertools.pairwise(name))


def _dice(one: Iterable[str], other: Iterable[str]) -> float:
    """Twice what is shared over the sum, in characters: long words say more than short ones."""
    ours, theirs = set(one), set(other)
    total = sum(map(len, ours)) + sum(map(len, theirs))
    return 2 * sum(map(len, ours & theirs)) / total if total else 0.0


@functools.cache
def _tokenizer() -> Tokenizer:
    # Half a second and 70 MB: only when names are compared. jieba loads its cache file unchecked, so the file
    # lies in a directory of our own and not in the shared temporary one.
    import jieba

    jieba.setLogLevel(logging.WARNING)
    directory = settings.DATA_DIR / "jieba"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(directory)
    tokenizer.initialize()
    return tokenizer
