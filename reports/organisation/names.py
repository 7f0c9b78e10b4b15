"""What else a region is called: its short name, the initials that people type, and its name in English."""

from __future__ import annotations

import re
from itertools import product

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|"
    "赫哲|门巴|珞巴|基诺|各"
)
WITHOUT_ZU = "蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克"
AUTONOMOUS = re.compile(rf"(?P<short>.{{2,}}?)(?:(?:{PEOPLES})族|{WITHOUT_ZU})*自治[区州县旗]$")
KIND = re.compile(r"(?P<short>.{2,}?)(?:特别行政区|行政区|地区|特区|[省市区县盟州旗])$")
WHOLE = re.compile(r"[左右前中后]旗$|[新矿]区$")
"""阿巴嘎旗 is 阿巴嘎 for short, but nobody says 巴林左, 两江 for 两江新区 or 井陉 for 井陉矿区."""

READ_IN_SEVERAL_WAYS = dict(
    re.findall(
        r"(.):(\w+)",
        "长:cz 重:cz 朝:cz 曾:zc 查:cz 乐:ly 厦:xs 单:sd 解:xj 尉:yw 蔚:yw 番:pf 铅:yq 荥:xy 莘:sx 浚:xj 歙:sx 涡:gw "
        "会:hk 洞:dt 峙:sz 筠:jy 犍:qj 陂:pb 堡:bp 泌:bm 盛:sc 车:cj 覃:qt 句:jg 宕:td 婼:re 缪:mj",
    )
)
"""First letters of characters that names of regions and dictionaries read differently."""
PROVINCES_OF_OTHER_TONGUES = ("15", "54", "63", "65")
ENGLISH_KINDS = {"区": " District", "县": " County", "市": ""}


def short_name_of(name: str) -> str:
    """Return the name without what kind of region it is: 恩施土家族苗族自治州 → 恩施; 易县 stays 易县."""
    if autonomous := AUTONOMOUS.match(name):
        return autonomous["short"].removesuffix("族")
    if WHOLE.search(name):
        return name
    match = KIND.match(name)
    return match["short"] if match else name


def initials_of(name: str) -> str:
    """Return the first letters of a name's syllables, as people type them: 荣昌区 → rcq.

    Where a character is read in several ways all are given, with blanks between: 朝阳区 → cyq zyq.
    """
    first_letters = [READ_IN_SEVERAL_WAYS.get(sign) or _first_letter(sign) for sign in name]
    return " ".join("".join(letters) for letters in product(*filter(None, first_letters)))


def _first_letter(sign: str) -> str:
    return next(iter(_readings(sign)), "")[:1]


def _readings(sign: str) -> list[str]:
    """The readings of a character, the commonest first; none of what is not one."""
    # Its dictionaries take 0.3 s and 57 MB: only those who make or type regions need them.
    from pypinyin import Style, pinyin

    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
    return list(dict.fromkeys(found[0])) if found else []


def english_name_of(name: str, code: str, *, of_other_tongue: bool) -> str:
    """Return the name in letters, blank unless its spelling is beyond doubt.

    Beyond doubt: a plain county, city or district whose characters have one reading each, in a part of the country
    whose names are Chinese; `of_other_tongue` says that it lies in an autonomous prefecture. Spelling: GB/T 28039.
    """
    kind = ENGLISH_KINDS.get(name[-1])
    if kind is None or of_other_tongue or "自治" in name or code[:2] in PROVINCES_OF_OTHER_TONGUES:
        return ""
    short = name if len(name) == 2 else name[:-1]
    syllables = _certain_syllables(short)
    return _in_one_word(syllables) + kind if syllables else ""


def _certain_syllables(words: str) -> list[str]:
    """The syllables of characters that have one reading each; none where one has more."""
    readings = [_readings(sign) for sign in words]
    return [each[0] for each in readings] if all(len(each) == 1 for each in readings) else []


def _in_one_word(syllables: list[str]) -> str:
    """Join syllables as GB/T 28039 writes them: an apostrophe before one that begins with a vowel."""
    first, *others = syllables
    return (first + "".join(f"'{each}" if each[0] in "aeo" else each for each in others)).capitalize()
