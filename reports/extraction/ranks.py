"""Places among others: 居全市第三, 跃升至全省第6位, 进入前十."""

from __future__ import annotations

import re

from .clauses import Item
from .lending import Lender
from .lexicon import late
from .names import ends_as_level, lead_end, leans, tidy
from .thread import Span, Thread

_ADVERBS = (
    "(?:均|虽|则|更|还|稳|位|跃|持续|继续|保持|再次|稳定|始终|分别|(?<![得积评总])分|"
    "力争|确保|争取|有望|也|都|首次|已|(?<!排)名)*"
)
_VERBS = (
    "(?:居于|居|列|(?<!最佳)排名|排在|排|位列|位居|位次|[进晋]位[至到]|升至|跃升至|跃居|跃至|上升至|上升到|前进到|升到|提升至|进入|跻身|跨入|挺进|入围"
    "|保持|实现|取得|夺得|获得|荣获|获|稳居|蝉联|迈入|晋级|冲进|在|为|是)*"
)
_AMONG = (
    r"(?:(?:全[国省市区县球州旗域盟镇乡]|我[国省市区]|世界|全球|国内|省内|市内|中国|大湾区|长三角|珠三角|省|(?<![城强])市|亚洲|内地|(?:东北|西北|西南|华东|华北|华中|华南|中部|西部|东部)(?:地区|[三四五六]省|各省)?)"
    r"(?:\d{0,3}个?(?:县区|县市区|百强[县区市]|地级市|县级市|副省级城市))?)?"
    "(?:(?<![强佳])[^，、；居列位名排强佳业榜实]{0,5}(?:各区|各市|各县（区）|各县|十区|区（县）|县（市）|县（市、区）|地市|城市|行政区|区县|省区|省份|省市区?|市州|盟市|州市|旗县区?|各区（新区）|同类机构|检测机构))?"
    "(?:各?县（?[市区]?）?|同类[^，、；]{0,6}|同级[^，、；]{0,4}|各[^，、；]{0,4})?"
)
_TAIL = late(
    lambda: (
        rf"(?:连续[一二两三四五六七八九十\d]+(?:年|个?月|个?季度|次))?{_ADVERBS}{_VERBS}(?:于|了|至|到)?{_AMONG}(?:排名|排|居|列)?(?:第)?(?:的)?$"
    )
)
_FROM = late(r"(?:从|由)[^，、]{0,12}第?[一二三四五六七八九十\d]+位?$")
_OF_SUCH = late(r"(?:、[^，、]{1,4}第一)*的[^，、；。]{2,12}(?<![绩置次平])[，、；。]")
_PLACE_ALONE = late(
    "(?:全[国省市区县州盟旗]|东北|西北|西南|华东|华北|中部|西部|东部|沿海)?(?:地级市?|县级市?|省会|副省级|城市)*"
)
_SHORT = 3
_OF_EACH = late("(?<!平)均(?!值|衡)")
_MADE = late("^(?:新增|净增|新入选|新认定|完成)|(?<=\\w\\w)(?:新增|净增)$")
_BEST_OF = late("全[国省市]百强(?:城市|县|区|市)?")
"""居中部城市第2位、全国百强城市第49位: both places are those of what was spoken of."""
_INDICATORS = late("(?:主要|核心|经济)*指标(?:增速)?")
"""森林覆盖率、优良天数2项指标居全市第一: the indicators stand before their count."""
_ALL_OF_THEM = late("(?:这|以上|上述)?(?P<count>[两三四])[项个]指标(?P<head>增速|增幅)?")
_LASTING = late(r"(?:连续多年|连年|多年连续|连续[一二两三四五六七八九十\d]+(?:年|个月|个季度|次|届))(?=\w|$)")
_OCCASION = late(r"^在(.{3,})(?:中|上|方面)$")
_FRAME = late(
    "(?:位居|稳居|位列|名列|居(?![民家住])|列)(?![^，、；]*强)[^，、；]{2,16}(?:港口|城市|[县市区省]|高校|企业|园区|地区|机场|医院|行业|示范区)"
)
"""吞吐量280万标箱、居沿江港口首位: among whom is not what has its place."""
_WHERE_BEHIND = late("(?<=\\w\\w)(?:全球|世界|全[国省市])$")
_DURING = late(r"^在(?P<what>[^，、；]{3,}?)中(?:连续[一二两三四五六七八九十\d]+[年届次])?(?=\w{2,})")
_FOR_SOME_TIME = late(
    r"(?<=\w\w考核|\w\w考评|\w\w评估|\w\w测评|\w\w评选)中$|(?<=\w\w)(?:连续[一二两三四五六七八九十\d]+(?:年|届|次|个月|个季度))?以[^，、]{2,6}成绩$|(?<=\w\w)(?:连续[一二两三四五六七八九十\d]+(?:年|届|次|个月|个季度)|全年|当年)$"
)
_AMONG_MANY = late(r"(?P<who>[^，、；]{2,20})在(?:全?[国省市区]|[^，、；]{0,6})$")
_OF_MANY = late("[^，、；]{0,6}(?:城市|[县市区省]|（市、区）|高校|园区)[^，、；]{0,6}中(?P<head>排名|位次|排位|得分)?")
_ON_A_LIST = late(
    "(?:连续[一二两三四五六七八九十\\d]+年)?(?:位居|位列|荣登|荣列|登上|跻身|入围|列入|再登|蝉联)(?:20\\d\\d年)?(?=[^，、；]{3,}(?:榜单?|百强|指数|名单)”?$)"
)
"""开发区连续两年跻身“全国百强榜”前十: the list that the place is on belongs to the name."""
_AMONG_WHOM = late(
    r"(?<=\w\w)(?:均|连续[一二两三四五六七八九十\d]+(?:年|个月|个季度))?(?:均居|位居|稳居|跃居|位列|名列|跻身|(?<=[\w”]{3})进入|(?<=[年率度量数值额标])居|(?<=[率度量数值额标])保持(?=[^，、；]{0,6}(?:新区|开发区|城市|地区|[县市区省])$))(?=[^，、；]{2,}$)"
)
_IN = late(
    r"(?<=\w\w)(?:连续[一二两三四五六七八九十\d]+(?:年|个?季度|个?月))?在(?P<others>[^，、；]{2,24}?)中(?:位居|排名|蝉联)?$"
)
_AWARDED = late(
    r"^(?:荣获|获评|荣膺|夺得|获得|获)(?:《[^》]{2,12}》\w{0,3}评[比选])?(?=[^，、；]{4,}$)"
    r"|(?<=\w\w)连续[一二两三四五六七八九十\d]+[年届次](?:荣获|获评)(?=[^，、；]{4,}$)"
)
"""获评“百佳县市”第七名: how the place was given is no part of the list's name."""
_CONTEST = late("评|考核|测评|竞赛|大赛|榜")
_LIST = late("评估|百强|500强|榜单?|指数|名城|城市|名单|考核|评价")
_WHOLE_PLACE = late(r"\w{0,4}(?:[省市区县州盟旗镇]|街道)|\w\w")
"""深圳居数字城市第4: the place itself is ranked, so that the list names what it is ranked by."""
_ONE_OF_THEM = ("集团", "公司", "大学", "学院", "医院", "股份")
_PLACED_BY = ("综合", "综合考核", "考核")
"""综合排名跻身全省前20: the word is no verb there."""
_HOW_PLACED = late("(?:已|成功|再次|首次|再度)+$")
_PLACED_ON = late(
    "(?:晋升至|晋升到|升至|跃升至|跃居|前移至|位列|位居|排名|跻身|进入|荣登|居|列)*"
    "(?P<list>(?:全[国省市]|中国|世界|全球|国家)[^，、；]*(?:百强[县市区]?|[千百\\d]+强|榜单?|名单))第?$"
)
_PLACED = late(r"—*(?:跃升至|跃居|升至|挺进|跻身|位列|入围|入选|荣登|上榜|位居|列入|进入|蝉联|排名)")


def _in_a_contest(name: str) -> str:
    """增速连续三年在六个大区中: the others are no part of the name; 深圳在公共服务评价中: the contest is."""
    among = _IN.search(name)
    if among is None:
        return name
    who, contest = name[: among.start()], among["others"]
    if not _CONTEST.search(contest):
        return who
    return contest if _WHOLE_PLACE.fullmatch(who) else who + contest


def among_many(text: str, item: Item, name: str) -> str:
    """普法工作在全省120个县区考核中位列第一: the subject stands before the count of the others."""
    others = _OF_MANY.fullmatch(name) if item.sized else None
    if others is None:
        return name
    start = lead_end(text, item.clause[0], item.sized[0].start)
    subject = _AMONG_MANY.search(text, start, item.sized[0].start)
    return subject["who"] + (others["head"] or "") if subject else name


def _ranked(name: str) -> str:
    """离境退税商店数量均居沿海口岸第一: among whom something has its place is no part of its name."""
    among = _AMONG_WHOM.search(name)
    if among is None:
        return name
    who, whom = _HOW_PLACED.sub("", name[: among.start()]), name[among.end() :]
    if who.endswith(_ONE_OF_THEM):
        return name
    return whom if ends_as_level(whom) or (_WHOLE_PLACE.fullmatch(who) and _LIST.search(whom)) else who


def _all_counted(thread: Thread) -> str:
    """新增甲企业3家、总数8家，新增乙企业2家，总量均居全省第一: all that was counted, without the verbs that made it."""
    counted = [_MADE.sub("", name) for name in thread.run if not ends_as_level(name)]
    return "、".join(dict.fromkeys(counted)) if len(thread.run) > 1 else ""


def _named_together(anaphor: re.Match[str], thread: Thread) -> str:
    """甲增长8%，乙增长9%，两项指标增速均居第一: name the indicators that were counted last."""
    count = "两三四".find(anaphor["count"]) + 2
    names = list(dict.fromkeys(thread.run or thread.recent))
    return "、".join(names[-count:]) + (anaphor["head"] or "") if len(names) >= count else ""


def on_a_list(name: str) -> str:
    """甲县、乙市分别晋升至全国百强县第4、第5: return the list that each of them is on, or nothing."""
    among = _PLACED_ON.match(name.partition("分别")[2])
    return among["list"] if among else ""


def rank_name(lender: Lender, item: Item, thread: Thread) -> tuple[str, Span | None]:
    """Return the name of what has a rank, and the span of its words; no name if nothing is ranked."""
    text = lender.text
    start, end = item.before
    tail = _TAIL.search(text, max(start, end - 34), end)
    end = tail.start() if tail else end
    origin = _FROM.search(text, max(start, end - 20), end)
    end = origin.start() if origin else end
    start = lead_end(text, start, end)
    lasting = _LASTING.match(text, start, end)
    start = lasting.end() if lasting else start
    placed = _PLACED.match(text, start, end)
    start = lead_end(text, placed.end(), end) if placed else start
    end = item.before[1] if end - start == 1 else end
    name = _ON_A_LIST.sub("", _OCCASION.sub(r"\1", tidy(text[start:end])), 1)
    if name.find("进入", 1) > 0:
        name = _WHERE_BEHIND.sub("", tidy(text[start : item.before[1]]))
    name = among_many(text, item, _DURING.sub(r"\g<what>", _AWARDED.sub("", name, 1)))
    name = _FOR_SOME_TIME.sub("", "" if _FRAME.fullmatch(name) else _ranked(_in_a_contest(name)))
    if "更多" in name or name.startswith("坚持") or _OF_SUCH.match(text, item.quantity.tail):
        return "", None
    if item.sized and _INDICATORS.fullmatch(name):
        listed = text[lead_end(text, item.clause[0], item.sized[0].start) : item.sized[0].start]
        name = listed + name if listed.endswith("等") else tidy(listed) or name
    among = _PLACE_ALONE.fullmatch(name) or (not item.first and thread.subject and _BEST_OF.fullmatch(name))
    name = "" if among else name + "排名" if name in _PLACED_BY else name
    if (anaphor := _ALL_OF_THEM.fullmatch(name)) and (named := _named_together(anaphor, thread)):
        return named, None
    together = item.first and _OF_EACH.search(text, *item.before) is not None
    if not name:
        name = (thread.all_of_run() if together else "") or thread.subject or lender.topic(thread)
    elif going_on := lender.heads.of_subject(name, item, thread):
        name = going_on
    elif zoned := lender.heads.zone_of_title(name, thread):
        name = zoned
    elif leans(name):
        counted = _all_counted(thread) if together else ""
        name = counted + name if counted else lender.headed(name, thread)
    elif len(name) <= _SHORT and thread.subject.endswith(name):
        name = thread.subject
    thread.subject = thread.subject if together and "、" in name else name or thread.subject
    return name, (start, end) if end > start else None
