"""Heads that go on speaking of what was counted right before: 参保16万户，参保率73%; 子基金49只，协议规模780亿元."""

from __future__ import annotations

import re
from collections.abc import Callable

from .lexicon import late
from .names import making_end
from .thread import Thread

_TOURISM = late("接待.{0,6}(?:游客|旅客|人次)|游客|旅游|文旅")
TOURISM_HEADS = frozenset(("综合收入", "综合效益", "总花费", "总消费", "综合消费"))
_FUND_HEAD = late("(?:协议|认缴|资金|管理|募资|募集)?总?规模")
_ISSUE_HEADS = frozenset(("融资金额", "融资规模", "发行金额", "发行规模", "募资金额", "募集资金", "金额", "规模"))
_ISSUED = ("产品", "债券", "票据", "ABS")
_ORGANISATION = late(
    r"(?P<who>[^，、；\d]{0,10}(?:国企|国有企业|央企|民营企业|集团|平台公司|国资系统))"
    "(?=全年|实现|主营|营业|营收|资产|利润|净利|利税|总|完成)"
)
_OF_ORGANISATION = frozenset(
    ("上缴税费", "上缴税金", "上缴利税", "利税", "净利润", "利润", "营业收入", "营收", "资产总额", "上交税费")
)
_PORT = late(r"(?P<who>[^，、；\d]{2,8}(?:(?<!内陆)(?<!组合)港|口岸|车站))(?![^，]{0,4}(?:内陆|组合)港)")
_OF_PORT = late("年?(?:旅客|货邮|集装箱|货物|邮件)吞吐量|年?进出港(?:旅客|人次)")
_AIRPORT = late(r"(?P<who>(?:[^，、；\d]{2,8})?机场)")
_OF_AIRPORT = late("年?(?:旅客|货邮|邮件)吞吐量|年?进出港(?:旅客|人次)")
_SHARE_OF = late("(?P<who>[^，、；占]{2,10}业)(?:增加值)?占")
_BRANCH = late("(?P<who>[^，、；的]{1,6}[^就]业)(?:贷款|投资|增加值|利润|用电量|税收|产值)$")
_OF_BRANCH = frozenset(("投资", "贷款", "增加值", "利润", "用电量", "税收"))
PUSHED_ON = late(
    "(?P<what>[^，、；]{2,10}?(?:经济|产业链?|[^就产]业))(?:(?:引擎|支撑|带动|贡献|活力|动能|实力|优势|作用)"
    "|持续|加快|稳步|不断|进一步|更加|显著|日益|蓬勃|凸显|加大|增强|壮大|提升|发展|恢复|向好)+"
)
"""重点产业链持续壮大，增加值占比80%: what is said to have grown has such a share."""
_DIGITAL = late("数字经济")
_OF_DIGITAL = late("核心(?:产业|企业)(?:增加值|数量?)|总产出")
_FLOW = late("(?:交易|外送|外输|发电|用电|加工|销售|生产|出口|进口)量|(?:盘活|入库|出让)收益")
"""绿电交易量77亿千瓦时，外送量…; 资产盘活收益4亿元，入库收益…: another flow of the same thing."""
_CASUALTIES = late("(?:死亡|受伤|伤亡|亡)人数")
_ACCIDENTS = late("(?P<what>.{2,12}?事故)(?:起数|(?:死亡|受伤|伤亡|亡)人数)?")
_RATE_OF_VERB = late(
    "(?:按[时期]|及时|帮扶|综合|规范)?(?P<verb>退出|清退|筛查|治疗|完成|办结|就业|签约|检测|监测|修复|治理|改造|回收|处置|接种|核查|整改|化解|安置|搬迁|救治|推广|投放)率"
)
_CONTRIBUTION = late("(?:GDP|地区生产总值|经济|[^，、；]{0,8})增长的?贡献率")
_SELLING = ("活动", "消费券", "购物节", "消费季")
SOLD = frozenset(("带动消费", "拉动消费", "带动销售", "拉动销售", "促进消费", "撬动消费"))
_OF_FIRMS = late("(?:合计|预计)?(?:总?(?:估值|市值|注册资本|融资额)|总投资|投资总额)")
_FIRMS = late("(?P<who>[^，、；]{2,14}?企业)(?:数量|总数|总量)?$")
_OF_RESORT = frozenset(("经营收入", "门票收入", "营业收入", "旅游收入"))
_RESORT = late("(?P<who>[^，、；]{0,10}景区)(?=旅游|接待|游客|门票)")
_OF_CHAIN = frozenset(("全产业链产值", "产业链产值", "全产业链产值规模"))
_CHAIN = late("(?P<who>[^，、；]{2,8}?(?:经济|产业))(?=利用|种植|养殖|面积|基地|规模)")
_OF_EVENT = late(
    "(?:全域|线上|线下|在线|现场)?(?:覆盖用户|(?:观看|观演|参展|参会|参与)(?:总)?人[数次]|(?:意向)?(?:成交|签约|订单)(?:总)?(?:金)?额)"
)
_EVENT = late(
    "(?P<who>[^，、；]{3,20}(?:论坛|大会|博览会|交易会|节|赛|马拉松|展))(?=(?:线上|线下|在线|现场)?(?:参|观|签约|成交|展览))"
)
"""西湖论坛线下参会人数1200人，覆盖用户超1亿: both of one event."""
_SALES = frozenset(("年销售额", "销售额", "年产值", "线上销售额"))
_BRAND = late("(?P<who>“[^”]{2,10}”(?:产品|品牌)?)$")
_BACKED = late("(?P<who>[^，、；]{2,12}平台)(?:投资|担保|支持|扶持)项目")
_BACKING = frozenset(("投资项目", "担保项目", "支持项目", "扶持项目"))
_GRANTED_HEAD = late("(?:获评|入选|获批|上榜|入围)(?:总)?(?:数量?|人数|个数)")
_GRANTED = late("(?:获评|入选|获批|上榜|入围)(?P<what>[^，、；]{3,24})$")
_ATTRACTED = frozenset(("到位资金", "实际到位资金", "实到资金"))
_VEHICLES = late("(?P<who>[^，、；的]{0,8}(?:汽车|机动车|新能源车))(?=(?:累计)?(?:推广|产量|销量|销售|上牌))")
_ATTENDED = late("(?:全年|累计|线上|现场)*(?:参与|观演|观看|参观|参赛|观赛)(?:总)?人[次数]")
_ATTENDABLE = late(
    "(?:[^，、；]{2,12}?(?:上演|举办))?(?P<what>[^，、；]{0,12}(?:场馆|剧目|演唱会|演出|赛事|音乐会|讲座))(?:$|(?=接入|开放|上演|举办|总数))"
)
_SERVED = late("(?:累计|共)?(?:服务|参与|吸引)(?:企业|群众|居民|市民|游客|职工)")
_ACTIVITY = ("活动", "招聘会", "讲座", "论坛", "展会", "对接会")
_PLATFORM = late("(?P<what>(?:“[^”]{1,8}”|[^，、；“]{2,8})平台)(?=集成|归集|上线|汇聚|提供|收录)")
_ADDED_BY = late("新增(?:营收|税收|产值)")
_WON = ("引进", "新引进", "引入", "招引", "新招引")
_LET_RATE = late("(?:招商)?去化率|出租率|入驻率")
_LET = ("园区", "厂房", "产业用房", "楼宇", "载体")
_HANDLED = late("平均?(?:处置|办理|响应|处理)时[间限长]|(?:处置|办理|处理)时[间限长]")
_CASES = ("事件", "诉求", "案件", "工单", "警情", "事项")
_BID = late("(?:成交)?价款收益|成交价款?|成交总?价")
_BRANCH_OF_ECONOMY = late("(?P<what>[^，、；]{2,6}经济)(?!发展|增|总量|贡献|占)")
_TURNOVER = frozenset(("消费额", "营业额", "交易额", "销售额"))
_PAID_TO_PROJECTS = late("(?:拨付|下达|获得|申报|兑付)资金")
_DEED_SIGNS = frozenset("次数益款价金额收值业众民客工")
"""What the heads that a deed brings end in, for speed."""
_LONGEST_PROJECTS = 12
_LAND = late("释放产业(?:用地|空间)|释放空间")
_SITE = late(r"(?P<who>[^，、；\d]{2,14}?(?:产业社区|产业园|园区|片区))(?=规划|完成|基本|全面|启动)")


def _of_site(own: str, thread: Thread) -> str:
    site = _SITE.match(thread.subject) if _LAND.fullmatch(own) else None
    return site["who"] + own if site else ""


def _of_rate(own: str, thread: Thread) -> str:
    """医保参保10万人，参保率97%; 项目投资完成35亿元，完成率147%."""
    subject = thread.subject
    if own[-1] != "率":
        return ""
    if _CONTRIBUTION.fullmatch(own) and subject.endswith(("增加值", "消费", "投资", "工业", "服务业", "出口")):
        return subject + "对" + own.removeprefix("对")
    if subject.endswith(own[:-1]) and len(subject) >= len(own):
        return subject + "率"
    if (rate := _RATE_OF_VERB.fullmatch(own)) and (name := _rate_of_verb(own, rate["verb"], thread)):
        return name
    return subject + own if own == "完成率" and subject.endswith(("投资", "任务")) else ""


def _rate_of_verb(own: str, verb: str, thread: Thread) -> str:
    """清退小水电站90座，清退率45%; 帮助毕业生就业2万人，帮扶就业率90%: the rate of what was done to the same."""
    if thread.subject.endswith(verb) and len(thread.subject) > len(verb):
        done_to = thread.subject.removesuffix(verb)
        return done_to[making_end(done_to, 0, len(done_to)) :] + own
    done = verb in (thread.verb or thread.done) and len(thread.noun) > 1
    return thread.noun + own if done else ""


def _of_noun(own: str, thread: Thread) -> str:
    """What the thing that was counted has: a fund its size, an issue its sum, an event its sales."""
    noun = thread.noun
    if noun.endswith("基金") and _FUND_HEAD.fullmatch(own):
        return noun + own
    if own in _ISSUE_HEADS and noun.endswith(_ISSUED) and thread.subject.startswith(("发行", "新发行", "成功发行")):
        return noun + own
    if own in SOLD and noun.endswith(_SELLING):
        return noun + own
    if own.startswith("在库企业") and noun.endswith("企业") and noun != "企业":
        return noun.removesuffix("企业") + own
    if _LET_RATE.fullmatch(own) and noun.endswith(_LET):
        return noun + own
    if noun.endswith(_CASES) and _HANDLED.fullmatch(own):
        return noun + own
    if own == "项目数量" and noun.endswith("项目") and len(noun) > len("项目"):
        return noun + "数量"
    return noun + own if own == "结案" and noun.endswith("案件") else ""


def _of_deed(own: str, thread: Thread) -> str:
    """举办演唱会12场，观演人次…; 出让矿业权5宗，价款收益…; 资助项目80个，拨付资金…: what the deed before brought."""
    if own[-1] not in _DEED_SIGNS:
        return ""
    if _ATTENDED.fullmatch(own):
        what = _ATTENDABLE.match(thread.noun) or _ATTENDABLE.match(thread.subject)
        return what["what"] + own if what else ""
    if _BID.fullmatch(own) and (thread.verb or thread.done) == "出让" and len(thread.noun) > 1:
        return thread.noun + "出让" + own
    if _SERVED.fullmatch(own):
        platform = _PLATFORM.match(thread.subject)
        return thread.noun + own if thread.noun.endswith(_ACTIVITY) else platform["what"] + own if platform else ""
    if _ADDED_BY.fullmatch(own) and (thread.verb or thread.done) in _WON and thread.noun.endswith(("企业", "机构")):
        return thread.noun + own
    if _PAID_TO_PROJECTS.fullmatch(own) and thread.noun.endswith("项目") and len(thread.subject) <= _LONGEST_PROJECTS:
        return thread.subject + own
    branch = _BRANCH_OF_ECONOMY.match(thread.subject) if own in _TURNOVER else None
    return branch["what"] + own if branch else ""


def _granted_to(own: str, thread: Thread) -> str:
    """7个基地获评省级示范基地，获评数全省第一: the number of those that were granted it."""
    granted = _GRANTED.search(thread.subject) if _GRANTED_HEAD.fullmatch(own) else None
    return granted["what"] + own if granted else ""


def _of_owner(own: str, thread: Thread) -> str:
    """What a firm, a port, a branch or the like has beside what was said of it."""
    subject = thread.subject
    for heads, owner in _OWNERS:
        if heads is _OF_FIRMS and len(thread.beside) > 1:
            continue
        if (own in heads if isinstance(heads, frozenset) else heads.fullmatch(own)) and (found := owner.match(subject)):
            return found["who"] + own
    return ""


def _of_same(own: str, thread: Thread) -> str:
    """Another flow of the same thing, other victims of the same accidents, what the digital economy has."""
    subject = thread.subject
    if own == "投入强度" and subject.endswith("投入"):
        return subject + "强度"
    if own == "增加值" and subject.endswith("产值"):
        return subject.removesuffix("产值").removesuffix("总") + own
    if own in _ATTRACTED and subject.startswith("招商引资"):
        return "招商引资" + own
    if own in TOURISM_HEADS and _TOURISM.match(subject):
        return "旅游" + own
    if own.startswith("增加值") and (pushed := PUSHED_ON.fullmatch(subject)):
        return pushed["what"] + own
    if _OF_DIGITAL.fullmatch(own) and _DIGITAL.match(subject):
        return "数字经济" + own
    if _FLOW.fullmatch(own) and (flow := _FLOW.search(subject)) and flow.end() == len(subject) and flow.start() > 1:
        return subject[: flow.start()] + own if flow[0][-1] == own[-1] else ""
    if _CASUALTIES.fullmatch(own) and (accidents := _ACCIDENTS.fullmatch(subject)):
        return accidents["what"] + own
    return ""


_OWNERS: tuple[tuple[re.Pattern[str] | frozenset[str], re.Pattern[str]], ...] = (
    (_OF_ORGANISATION, _ORGANISATION),
    (_OF_AIRPORT, _AIRPORT),
    (_OF_PORT, _PORT),
    (frozenset(("增加值", "增加值增幅")), _SHARE_OF),
    (_OF_BRANCH, _BRANCH),
    (_OF_FIRMS, _FIRMS),
    (_OF_RESORT, _RESORT),
    (_OF_CHAIN, _CHAIN),
    (_SALES, _BRAND),
    (_OF_EVENT, _EVENT),
    (_BACKING, _BACKED),
    (frozenset(("保有量",)), _VEHICLES),
)
_ASKED: tuple[Callable[[str, Thread], str], ...] = (
    _of_rate,
    _of_noun,
    _of_deed,
    _of_owner,
    _of_same,
    _of_site,
    _granted_to,
)


def of_subject(own: str, thread: Thread) -> str:
    """Return the whole name of a head that goes on speaking of the subject, or nothing."""
    if not thread.subject:
        return ""
    return next(filter(None, (ask(own, thread) for ask in _ASKED)), "")
