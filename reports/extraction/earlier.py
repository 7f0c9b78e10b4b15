"""Whose a bare head is where no clause beside it says so: a site, a campaign, a deed or a fund of an earlier clause.

建设光伏产业园，完善配套，入驻企业20家 speaks of the park; 发放消费券2亿元，带动消费9亿元 of the vouchers. The clauses
of the sentence are asked from the nearest on, and the first that may own the head decides: where that one cannot be
told, nothing is lent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .clauses import Item
from .lexicon import late
from .model import Measure
from .names import lead_end, making_end, tidy
from .thread import Thread

LEADING = late(
    "(?:深入|大力|全力|聚力|着力|积极|继续|持续|扎实|稳步|全面|加快|加强|进一步|巩固|拓展|推进|推动|打造|培育|发展|壮大|做大|做强|做优|做精|优化|完善|健全|建设|布局"
    "|构建|实施|开展|启动|抓好|支持|促进|提升|强化|深化|规划|引导|争创|聚焦|围绕|建成|新增|设立|成立|组建|拓宽|调整|及时|落实|用好|世界级|国家级|全[国省市球]规模最大的|更多)+"
)
"""Verbs and praise that only lead to what a clause speaks of."""
_LEADING_TOO = late("(?:增强|顶格|高标准|高质量|高水平|成功|正式|推广|创新|扩面|全[国省市区县]首[个家]|首[个家])+")
_LONGEST = 28
_HEAD_LENGTH = 14
_FEW = 3
_STOP = late("[，；：]")

# What comes to a site, or is spent on it ---------------------------------------------------------------------------
_MOVED_IN = late(
    "(?:目前|累计|已|新|共)*(?P<verb>(?:新?(?:入驻|入园|进驻|落户|引进|招引|集聚|聚集|孵化|引育)|新增)+)"
    "(?P<noun>(?:优质|规上|科技|创新型?|制造业?|产业链)?(?:企业|项目|机构|商户|团队))"
)
_SPENT = late("(?:年度|累计|总|完成|计划|当年|实际)*投资(?:总?额|规模|金额)?")
_EARNED = late("经营性收入|(?:主营)?(?:业务|营业)收入|营收|技工贸总?收入|工业总产值|工业产值")
_PER_ACRE = late("亩均年?(?:税收|产值|增加值)")
_PUSHED = late("(?P<what>与[^，、；\\d]{2,10}合作|[^，、；\\d]{2,8}开发)(?=圆满|全面|加快|提速|不断)")
_WON = late(
    "[^，；]*?(?P<verb>新?(?:引进|招引|入驻|签约|落地|开工|储备|谋划))[^，；]*?(?:等|[一二三四五六七八九十两\\d]个)(?:重点|重大|优质|产业)?项目"
)
"""引进甲电站、乙工厂等项目，总投资36亿元: of all that were won, whatever their names."""
_SITE = (
    "[^，、；：的等\\d]{2,18}?(?:(?:产业|工业|科技|创业|物流|商务|农业|光伏)园区?|(?:产业|工业)区|示范区|先行区|试验区|开发区|高新区|经开区|合作区|合作园区|商务区"
    "|自贸区|综保区|片区|港区|新区|新城|科技城|科学城|孵化器|综合体|[^、]基地|”产业园)"
)
_SITE_CLAUSE = late(
    f"(?P<what>{_SITE})(?P<said>(?:（[^）]+）)?(?:(?:建设|发展|开发|能级|提质|扩容|升级|改造|“[^”]+”作用|(?:核心)?竞争力|承载力|承载能力|运营|招商|创建)*$"
    "|(?:正式|全面|加快|加速|稳步|高效|持续|建设|开发|规划|挂牌|揭牌|开园|建成|投用|启用|运营|开工|投产|收官|圆满|推进|提速|封顶|20\\d\\d年|目前|累计|已|新入驻|收回).*$))"
)
_SITE_INSIDE = late(_SITE)
_WIDE_SITE = late(
    "(?:各类?|重点|产业|工业|科技|特色|[省市区县国]级|国家级|示范|经济|现代|所有|先进制造业?|转移|专业|配套|标准化?|农业|共建|千亿级?|百亿级?|主要|优质|一批|[一二三四五六七八九十两]大|两地|新型|连片|高端|核心)*"
    "(?:园区?|区|片区|开发区|基地|新城|新区|孵化器|综合体|示范园区?|产业园区?|工业园区?|科技园区?|合作园区)"
)
_HOUSES = ("所", "座", "栋", "条", "处")
_OTHER_WORKS = late("项目|工程|铁路|高速|机场|大桥|隧道|水库|公路|学校|医院|住房|小区")
"""What has an investment of its own, so that a site named before it no longer owns the figure."""

_OTHER_HOSTS = late("行业|赛道|产业(?!园|区|链)")
"""What firms may have been won for as well as for a site."""

# What sold, served or paid -----------------------------------------------------------------------------------------
_SOLD = late("(?:直接|累计|有效|共)*(?:带动|拉动|促进|撬动)(?:直接|社会|各类)?(?:消费|销售)(?:总?额)?")
_CAMPAIGN = late(
    "(?:(?<!、)(?:政府|惠民|文旅|汽车|家电|餐饮|电子|数字)*|(?<=、))消费券|(?:消费品|汽车|家电)?以旧换新|消费补贴|(?:促消费|促销|消费促进|惠民消费)(?:系列)?活动|购物节|消费季"
)
_SERVED = late("(?:将|可|共|累计)?(?P<verb>(?:直接|累计|新)?(?:惠及|受益))(?P<noun>[^，、；\\d]{2,8})")
_OF_RATE = late("(?:(?:覆盖|普及)率|(?<=解决|改造|化解)率)$")
_HOW_DONE = late("^(?:累计|全年)?(?:完成|组织开展|开展|实施)?|全部(?=化解|完成|建成)")
_PROGRAMME = late(
    "(?P<what>[^，、；\\d]{3,20}?(?:工程|行动|计划|政策|措施|项目|改造|机制|模式|试点|一体化|[“（][^”）]{2,8}[”）])”?)(?:[一二三]期)?(?:建设|实施|落地|建成|完工|投用|投运|通水)*"
)
_WIDE_PROGRAMME = late(
    "(?:各项|一揽子|系列|重点|专项|组合|有效|多项|民生|一批|相关|政策)*"
    "(?:工程|行动|计划|政策|措施|项目|改造|机制|模式|试点)"
)
_JOBS = late("(?:可|共|累计)?提供(?:优质|就业|各类)*岗位|达成(?:初步)?(?:就业)?意向")
_JOB_FAIR = late("(?:成功|共|累计)*(?:举办|组织|开展|召开)*(?P<what>[^，；]{0,14}招聘(?:会|活动))")
_PLACES = late("可?提供(?:优质|公办|养老|托育)*(?:床位|学位|房源|托位)")
_HOUSE = late(
    "(?P<what>[^，、；等的\\d]{2,18}?(?:[^法医学]院|医院|中心|学校|幼儿园|综合体|隔离点|社区|项目|公寓))(?:建设|改造|新改扩建|建成|投用|开业|运营|启用|开工|完工|主体)*"
)
_PAID = late("(?:线上|累计)?(?:兑付|兑现)(?:奖补|奖励|政策|惠企)?资金")
_POLICY = late("(?:惠企|涉企|助企|产业|奖补|人才)政策")
_BACKED = late("(?:累计|已|共)*(?:投资|参投|投资支持)(?:项目|金额|企业)")
_FUND = late("(?P<what>[^，、；的子\\d]{1,10}?基金)(?!小镇|大厦|业)")

_TREATED = late("(?:累计|年)?(?:诊疗|门诊|接诊)量")
_CLINIC = late(
    "(?P<what>[^，、；\\d]{2,14}?(?:医院|院区|卫生院|门诊部|卫生服务中心))(?=开业|建成|投用|启用|投入|正式|揭牌)"
)
_PASSENGERS = late("年?(?:旅客|货邮)吞吐量")
_AIRPORT = late("(?P<what>[^，、；\\d]{0,8}?机场)(?=新开|新增|开通|加快|扩建|改扩建|[一二三]期|航线|建设|全年)")
_HANDLED = late("(?:全程|实际|网上|即时)*(?:网办|可办|即办|通办)率|(?:办理|承诺|审批)时[限间]")
_AFFAIRS = late("(?P<what>[^，、；\\d]{0,12}?(?:政务服务|审批|服务|许可)事项)")
_SCREENED = late("(?:规范)?(?:筛查|治疗|救治|治愈|检出)率")
_DISEASE = late("(?P<what>[^，、；\\d“”]{2,8}?)(?:综合)?(?:防治|防控|筛查)")

# Rates and totals --------------------------------------------------------------------------------------------------
_DONE_RATE = late("(?:整改)?完成率")
_TO_BE_DONE = late("(?P<what>[^，；\\d]{4,22}?(?:整改|改造|任务|治理|整治|修复|建设))(?:工作)?")
_INVESTED_RATE = late("(?:年度)?(?:计划)?投资完成率")
_INVESTED = late("(?P<what>[^，、；]{2,22}?项目)(?:累计|年度|当年|共)*完成(?:年度)?投资")
_ASSETS = late("总资产|净资产|资产总额|营业总收入")
_ORGANISATION = late("(?P<what>[^，、；\\d]{0,10}(?:国企|国有企业|集团|平台公司))(?!改革)")
_CHAIN = late("全产业链总?产值(?:规模)?|产业链总?产值")
_INDUSTRY = late(
    "(?P<what>[^，；。、的\\d“”]{2,8}?)(?:产业集群|产业(?!链|园|化|基地|结构)|要(?=锚定|做强|做大|瞄准|围绕|加快))"
)
_WIDE_INDUSTRY = late(
    "(?:[是重新兴点先发大支柱主导特色优势传统未来各类现代相关战略性实体数高端农工业我们要素]"
    "|千亿|百亿|地方|本地|县域|区域)*"
)


class Told(NamedTuple):
    """What is done and what it is done to: together the whole name, apart for the numbers that follow."""

    verb: str
    noun: str


class _Before(NamedTuple):
    """What a bare head may ask: the clauses before it, nearest first, without what only leads to them; the thread."""

    clauses: list[str]
    beside: str
    near: bool
    thread: Thread


Asks = Callable[[str, _Before], Told | None]
"""What looks for the owner of a head in what was said before it."""


def asked_of(own: str) -> Asks | None:
    """Return who tells whose a head is, where it is one of those that a clause before can own."""
    if "惠及" in own or "受益" in own:
        return _served
    for heads, ask in _BY_LAST_SIGN.get(own[-1], ()):
        if heads.fullmatch(own):
            return ask
    return None


def told_earlier(text: str, own: str, ask: Asks, item: Item, thread: Thread, near: bool) -> Told | None:
    """Return the whole name of a bare head by the clauses before it, or nothing where none can own it."""
    if len(own) > _HEAD_LENGTH:
        return None
    said = text[thread.opening[0] : item.clause[0]] if thread.opening[0] < item.clause[0] else ""
    before = list(map(_plain, reversed([each for each in _STOP.split(said) if each])))
    beside = before[0] if before and thread.spoken[1] + 1 == item.clause[0] else ""
    lead = text[item.clause[0] : item.quantity.start]
    at = max(lead.rfind(own), lead.rfind(own[:2]))
    if at > 1:
        before.insert(0, lead[:at])
    if item.first and at > _FEW:
        near, beside = False, lead[:at].removesuffix("、")
    told = ask(own, _Before(before, beside, near, thread))
    return told if told and len(told.verb + told.noun) <= _LONGEST and told.verb + told.noun != own else None


def _plain(clause: str) -> str:
    """A clause without the words that only lead to it."""
    clause = clause[lead_end(clause, 0, len(clause)) :]
    for lead in (_LEADING_TOO, LEADING, _LEADING_TOO):
        led = lead.match(clause)
        clause = clause[led.end() :] if led else clause
    return clause


# Sites -------------------------------------------------------------------------------------------------------------


def _moved_in(own: str, before: _Before) -> Told | None:
    """建设合成生物产业园，入驻企业20家: who came to the site that the nearest clause with one names."""
    head = _MOVED_IN.fullmatch(own)
    site = _site_of(before.clauses, apart=False)
    return Told(site + head["verb"], head["noun"]) if site and head else None


def _spent(own: str, before: _Before) -> Told | None:
    """商务区建成城市客厅，累计投资超80亿元: what was spent on the site, where no other works stand between."""
    built = before.thread.previous if before.near else None
    if built and built.quantity.unit in _HOUSES and "总投资" in own and len(before.thread.noun) > 1:
        return Told("", before.thread.noun + own)
    if before.beside and (won := _WON.fullmatch(before.beside)):
        return Told("", won["verb"] + "项目" + own)
    if pushed := _PUSHED.match(before.beside):
        return Told("", pushed["what"] + own)
    site = _site_of(before.clauses, apart=True)
    return Told("", site + own) if site else None


def _earned(own: str, before: _Before) -> Told | None:
    """加快河口经开区建设，经营性收入突破90亿元: what a site earns, where no industry is named in between."""
    site = _site_of(before.clauses, apart=False)
    return Told("", site + own) if site else None


def _per_acre(own: str, before: _Before) -> Told | None:
    """实施开发区升级计划，…亩均税收15万元: here a zone without a name will do."""
    zones = (re.match("(?:[^，、；\\d]{0,8})(?:开发区|园区|高新区|经开区)", each) for each in before.clauses)
    zone = next((zone[0] for zone in zones if zone), "")
    return Told("", zone + own) if zone else None


def _site_of(clauses: list[str], *, apart: bool) -> str:
    """Return the site of the nearest clause that names one; `apart` says that other works own what is said."""
    for clause in clauses:
        named = _SITE_CLAUSE.match(clause)
        if named and not (apart and _OTHER_WORKS.search(named["said"])):
            wide = _WIDE_SITE.fullmatch(named["what"]) or making_end(named["what"], 0, len(named["what"]))
            return "" if wide else tidy(named["what"])
        if _SITE_INSIDE.search(clause) or (_OTHER_WORKS if apart else _OTHER_HOSTS).search(clause):
            return ""
    return ""


# Campaigns, deeds and programmes -----------------------------------------------------------------------------------


def _sold(own: str, before: _Before) -> Told | None:
    """发放消费券2亿元，带动消费9亿元: by what it was sold, as it was said last."""
    for clause in before.clauses:
        campaigns = [found[0] for found in _CAMPAIGN.finditer(clause)]
        if campaigns:
            return Told("", campaigns[-1] + own)
    return None


def _served(own: str, before: _Before) -> Told | None:
    """改造老旧小区120个，惠及群众3万户: those who gain by what was done right before, or by a programme."""
    head = _SERVED.fullmatch(own)
    previous = before.thread.previous
    if head is None:
        return None
    deed = ""
    if before.near and previous is not None:
        counted = previous.measure is Measure.QUANTITY and previous.quantity.unit != "%"
        rated = _OF_RATE.search(previous.name) if previous.quantity.unit == "%" else None
        deed = previous.name if counted else previous.name[: rated.start()] if rated else ""
        deed = _HOW_DONE.sub("", deed)
    elif before.beside and (programme := _PROGRAMME.fullmatch(before.beside)):
        deed = "" if _WIDE_PROGRAMME.fullmatch(programme["what"]) else programme["what"]
    return Told(deed + head["verb"], head["noun"]) if deed and "惠及" not in deed else None


def _jobs(own: str, before: _Before) -> Told | None:
    """举办线上线下招聘会30场，提供岗位2万个: the fairs offer them."""
    fair = _JOB_FAIR.fullmatch(before.thread.subject if before.near else before.beside)
    return Told("", fair["what"] + own) if fair else None


def _places(own: str, before: _Before) -> Told | None:
    """加快建设区社会福利院，提供床位280张: the house that the clause beside speaks of."""
    house = _HOUSE.fullmatch(before.beside)
    return Told("", house["what"] + own) if house and not making_end(house["what"], 0, len(house["what"])) else None


def _paid(own: str, before: _Before) -> Told | None:
    """推行惠企政策“免申即享”，兑付资金4亿元: by the policy said last."""
    policies = (policy for clause in before.clauses if (policy := _POLICY.search(clause)))
    policy = next(policies, None)
    return Told("", policy[0] + own) if policy else None


def _backed(own: str, before: _Before) -> Told | None:
    """政府引导基金联手机构设立子基金，累计投资项目80个: what a fund has put its money into."""
    funds = (fund for clause in before.clauses if (fund := _FUND.match(clause)))
    fund = next(funds, None)
    return Told("", fund["what"] + own) if fund else None


def _of_whom(who: re.Pattern[str]) -> Asks:
    """Return what asks the nearest clause that begins with one whom a head can be of: a clinic, an airport, affairs."""

    def told(own: str, before: _Before) -> Told | None:
        found = next((named for clause in before.clauses if (named := who.match(clause))), None)
        return Told("", found["what"] + own) if found else None

    return told


# Rates, totals and chains ------------------------------------------------------------------------------------------


def _done_rate(own: str, before: _Before) -> Told | None:
    """推进督察反馈问题整改，完成率99%: of what the clause beside says was to be done."""
    what = _TO_BE_DONE.fullmatch(before.beside)
    return Told("", what["what"] + own.removeprefix("整改")) if what and own[:2] not in what["what"][:-2] else None


def _invested_rate(own: str, before: _Before) -> Told | None:
    """90个省重点项目完成投资30亿元、投资完成率120%: of the same projects."""
    invested = _INVESTED.fullmatch(before.thread.subject) if before.near else None
    return Told("", invested["what"] + own) if invested else None


def _assets(own: str, before: _Before) -> Told | None:
    """市属国企完成重组，总资产实现翻番."""
    who = _ORGANISATION.match(before.beside)
    return Told("", who["what"] + own) if who else None


def _chain(own: str, before: _Before) -> Told | None:
    """建设糯稻产业集群，建成平台，全产业链产值达50亿元: of the industry that is named last."""
    for clause in before.clauses:
        if industry := _INDUSTRY.match(clause):
            what = industry["what"].removeprefix("全链条")
            return None if _WIDE_INDUSTRY.fullmatch(what) else Told("", what + own)
    return None


_ASKED: tuple[tuple[str, re.Pattern[str], Asks], ...] = (
    ("业目构户队", _MOVED_IN, _moved_in),
    ("资额模", _SPENT, _spent),
    ("入收值", _EARNED, _earned),
    ("量", _TREATED, _of_whom(_CLINIC)),
    ("量", _PASSENGERS, _of_whom(_AIRPORT)),
    ("率限间", _HANDLED, _of_whom(_AFFAIRS)),
    ("率", _SCREENED, _of_whom(_DISEASE)),
    ("费售额", _SOLD, _sold),
    ("值模", _CHAIN, _chain),
    ("位向", _JOBS, _jobs),
    ("位源", _PLACES, _places),
    ("金", _PAID, _paid),
    ("目额业", _BACKED, _backed),
    ("率", _DONE_RATE, _done_rate),
    ("率", _INVESTED_RATE, _invested_rate),
    ("收值", _PER_ACRE, _per_acre),
    ("产额入", _ASSETS, _assets),
)
"""By the sign that its heads end in, for speed: what a head can be, and who tells whose it is."""
_BY_LAST_SIGN = {sign: [entry[1:] for entry in _ASKED if sign in entry[0]] for signs, *_ in _ASKED for sign in signs}
