"""What stands behind the last of several counted nouns and is said of all: 3所小学、5所幼儿园建成开学."""

from __future__ import annotations

from .clauses import Item
from .lexicon import late
from .names import is_grade, regrade, tidy

CARRYING_OUT = ("完成", "实施", "推进", "启动", "推动", "开展")
PREDICATE = late(
    r"(?:全部|均|成功|高效|顺利|如期|正式)*"
    r"(?:获评|获批|获|入选|上榜|通过|建成|开工|投用|投产|(?:集采)?落地|完成|实现|达到|开学|竣工|签约|开业|投入"
    r"|办结|办复|脱贫|兑现|摘帽|完工|互认|冲锋|奋战)"
)
_ANSWERED = ("建议", "提案", "议案")
_DEALT_WITH = late("(?:建议|提案|议案)(?:已|均|都|全部|按期|如期|高效)*(?P<done>办结|办复|答复|办理完毕)(?=[，。；]?$)")
"""60件建议、77件提案全部办结: both were."""
_ACTIONS = (
    *("项目", "工程", "任务", "试点", "活动", "行动", "改造", "建设", "治理", "整治", "修复", "编制", "升级", "提升"),
    *("认定", "评估", "普查", "诊断", "安装", "”"),
)
_ACTION = late(
    "(?:能力|环境|综合|项目|防渗|基础设施|数字化|智能化|标准化|适老化|无障碍|节能)*"
    "(?:改造|建设|治理|整治|修复|提升|升级|维修|征迁|搬迁|加固|绿化|清淤|复绿|复垦|硬化|亮化|美化|修缮|翻新|治污|新改扩建|改扩建|扩建)+"
    "(?:任务|工程|项目)?(?=[。！？]?$)"
)
"""完成37座加油站、155个油罐防渗改造任务: what is done to all stands behind the last."""
_CONDITION = late(
    "(?<=\\w\\w)(?:周边环境|(?:人居|办学|教学|就医|办公|基础|出行)?(?:条件|环境)|外立面|面貌|风貌)(?=[。！？]?$)"
)
_IMPROVING = ("改善", "提升", "优化", "美化", "整治")
"""提升6条小巷、5个院落周边环境: what is improved of all stands behind the last."""
_ON_THE_WAY = ("加强", "加快", "强化", "抓好", "做好", "推进", "推动")
_CROP_FIELD = late(
    "^(?:小麦|玉米|大豆|水稻|油菜|粮食|蔬菜|马铃薯|花生|棉花)(?P<field>(?:[高丰单][产油])?(?:示范区|示范田|示范片|攻关田|示范基地|种植基地|基地))(?=[。！？]?$)"
)
_CROP = late("小麦|玉米|大豆|水稻|油菜|粮食|蔬菜|马铃薯|花生|棉花")
_LEVELLED = late("[^，、；]{1,6}(?:[级式]|[亿万]元以上)")
_OF_SUCH_LEVEL = late(
    "[^，、；]{1,6}?(?:[级式](?:以上)?|[亿万]元以上)(?P<what>(?:(?!做好|尽早|全部|建成|开工|投产)[^，、；]){2,})"
)
"""培育1个400亿级、3个百亿级产业名镇: the noun of all stands behind the last."""
_LONGEST_BARE = 12
_LONGEST_HEAD = 5
"""推动58个项目冬季不停工、23个项目早开工: what begins alike and goes on has a predicate of its own."""
_STILL_IN_ROW = ("等", "的", "和", "及", "与")
_SAID_ALREADY = late("(?<=\\w\\w)(?:全部|均|成功|顺利)")


def behind_next(text: str, rest: list[Item]) -> list[str]:
    """Return the words behind each of the numbers that follow the first of `rest` directly, in one row."""
    behind = []
    for item in rest[1:]:
        words = text[slice(*item.before)]
        if words and not words.endswith(_STILL_IN_ROW):
            break
        if item.after[1] > item.after[0]:
            behind.append(tidy(text[slice(*item.after)]))
    return behind


def predicate_of_all(noun: str, behind: list[str]) -> str:
    """Return what is said of the last noun and so of this one: 、5所幼儿园建成开学; 、7件提案全部办结."""
    if PREDICATE.search(noun) or _SAID_ALREADY.search(noun) or len(noun) > _LONGEST_BARE:
        return ""
    for words in behind:
        if words[:2] == noun[:2] and len(noun) > _LONGEST_HEAD:
            return ""
        if noun.endswith(_ANSWERED):
            done = _DEALT_WITH.search(words)
            if done:
                return done["done"]
        elif said := PREDICATE.search(words, 1):
            return words[said.start() :]
    return ""


def action_of_all(noun: str, verb: str, behind: list[str]) -> str:
    """Return what is done to the last noun and so to this one: 完成7座加油站、15个油罐防渗改造."""
    if not behind or noun.endswith(_ACTIONS):
        return ""
    if verb.endswith(CARRYING_OUT) and (said := predicate_of_all(noun, behind)):
        return said
    action = _ACTION.search(behind[-1]) if verb.endswith((*CARRYING_OUT, *_ON_THE_WAY)) else None
    return action[0] if action else ""


def condition_of_all(noun: str, before: str, behind: list[str]) -> str:
    """提升6条小巷、5个院落周边环境; 建设5万亩小麦、2万亩玉米示范区: what they share stands behind the last."""
    if not behind:
        return ""
    field = _CROP_FIELD.match(behind[-1]) if _CROP.fullmatch(noun) else None
    condition = _CONDITION.search(behind[-1]) if before.endswith(_IMPROVING) else None
    return field["field"] if field else condition[0] if condition else ""


def graded(noun: str, behind: list[str]) -> str:
    """2个省级、7个市级专业镇; 1个400亿级、3个百亿级产业名镇: a grade alone takes the noun of those behind it."""
    if not behind:
        return noun
    if is_grade(noun) and not is_grade(behind[0]):
        return regrade(behind[0], noun)
    if not _LEVELLED.fullmatch(noun) or PREDICATE.search(noun):
        return noun
    found = (_OF_SUCH_LEVEL.match(words) for words in behind)
    return next((noun + such["what"] for such in found if such), noun)
