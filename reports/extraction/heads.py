"""Whose a bare head is, told from the clause before: what was dealt with, held, issued, carried out or sought.

`owners.py` knows whose output is spoken of; here stand the heads of other kinds, each with what may own it.
"""

from __future__ import annotations

import re

from .change import Change
from .clauses import Item
from .continuing import PUSHED_ON, SOLD, TOURISM_HEADS, of_subject
from .earlier import LEADING, asked_of, told_earlier
from .lexicon import late
from .names import lead_end, making_end, tidy
from .thread import Name, Span, Thread

_AFFAIR_RATE = (
    "(?:按[时期])?(?:及时)?(?:热线)?"
    "(?:办结|办理|满意|答复|回复|化解|整改|响应|面商|解决|办复|签收|走访|接听|受理|基本满意)[率度]"
)
_AFFAIR_RATES = late(rf"(?:群众)?{_AFFAIR_RATE}(?:[、和及]{_AFFAIR_RATE})*")
_AFFAIRS = "诉求|积案|建议|提案|议案|问题|案件|事项|线索|投诉|信访|工单|隐患|纠纷|咨询|热线”?"
_AFFAIR = late(
    "(?:[^，；]*(?:办理|办复|解决|受理|处理|化解|办结|答复|处置|回应|承办|响应))?"
    rf"(?P<affair>[^，；]{{0,16}}(?:{_AFFAIRS}))"
    "(?:高效|高质量|全部|均|已|按期|如期)*(?:办结|办复|答复|办理完毕|办理)?"
)
_RATED = late(rf"(?P<affair>[^，；]{{0,14}}?(?:{_AFFAIRS})){_AFFAIR_RATE}")
_AFFAIRS_TOGETHER = 3
_CLUSTER = late("(?:产业)?集群(?:总)?(?:规模|产值|估值|营收|营业收入)|(?:产业)(?:总)?(?:规模|估值)|企业总数")
_INDUSTRY = late("(?P<name>[^，；。、的]{2,14}?(?:产业|[^就]业|经济))(?=集群|集聚区|发展|优势|试验区|先发|配套|技术|$)")
_INDUSTRY_BEFORE = late("(?P<name>[^，；。、的]{2,14}?产业)(?=集群)?(?:集群)?(?:新|累计|集聚|企业|总)")
_WIDE_INDUSTRY = late(
    "(?:[是重新兴点先发大支柱主导特色优势传统未来各类现代相关战略性实体数高端两三四五六七八九十个条]|千亿|百亿|地方|本地|县域|区域)*(?:产业|经济|[工农林牧渔]业|行业|企业)"
)
_HELD = late(
    r"(?:[^，；]*[、，])?(?:成功|高质量|高水平|高标准|圆满|精心|顺利)*(?:举办|承办|召开|举行|主办|办好)了?"
    r"(?P<event>(?:20\d\d年?)?[^，；、等\d]{2,20}(?:论坛|大会|博览会|交易会|展会|年会|推介会|招聘会|发布会|[^大协社委]会|文化节|体育节|艺术节|旅游节|美食节|[^季环时春]节|马拉松|锦标赛|大赛|联赛|[^比]赛|音乐会|车展|书展|活动|展览|消费季|(?:创业|人才|科技|活动|设计|时装)周))"
)
_WAS_HELD = late(
    "(?:第[一二三四五六七八九十\\d]+届)?(?P<event>[^，；、等\\d]{3,20}(?:论坛|大会|博览会|交易会|展会|年会|推介会|文化节|艺术节|旅游节|[^季环时春]节|马拉松))"
    "(?:成功|圆满|顺利|如期|在[^，；、]{2,6})*(?:举办|举行|召开|闭幕|落幕|收官|开幕)"
)
"""第六届博览会圆满举办，成交额…."""
_WIDE_EVENTS = late(
    "(?:系列|[^，]{0,8}(?:等|系列)|各类|各种|主题|促消费|文化|文体|群众性?文化|惠民)?(?:活动|赛|大赛|展会|会|展览)"
)
_OF_EVENT = late(
    "(?:线[上下]|在线|现场|累计|全域|全网|意向)*(?:参会|参展|参与|观演|观看|观赛|观展|参赛|参加|展览|布展|签约|成交|意向成交|意向|订单|交易|参会客商)(?:总)?(?:人数|总人数|人次|面积|金额|额|总额|总金额|总人次|项目)"
)
_POWER = late("分布式光伏|光伏|风电|储能|新能源|可再生能源|清洁能源|抽水蓄能|算力")
_POWER_HEAD = late("(?P<added>新增|新增并网|累计)?(?P<head>装机(?:规模|容量)?)")
_DEEDS = "整治|培训|综合治理|治理|搬迁|改造|安置|修复|征收|清淤|绿化|普查|排查|整备|收储"
_DEED_ALONE = late(
    rf"(?P<verb>完成|实施|共|累计|开展)?(?P<deed>(?:{_DEEDS})(?:{_DEEDS}|管控|提升|升级|任务|项目|面积)*)"
)
_DEED_BEFORE = late(rf"(?P<what>[^，、；。\d]{{2,14}}?)(?:专项|集中|综合)?(?P<deed>{_DEEDS})")
_STEM = 2
_TREATED = late(
    r"对?(?P<what>[^，、；\d]{2,12}?)(?:逐[村一户]制定)?(?:(?:安全|综合)利用(?:场景|方案|途径)|治理|工作|扩面|整治|防治|管控|保护|管理)"
    "(?:全面|深入|持续|不断|扎实)*(?:推进|落实|开展|实施|提升)?"
)
"""What is said of an object before its rate: 受污染耕地治理, 新农合工作, 磷石膏综合利用场景."""
_TREATED_RATE = late("(?:(?:安全|综合|资源化|循环)利用率、?和?)+|参[合保]率|收治率|回收率|无害化处理率|集中处理率")
_NAMED_PROJECTS = late(
    r"(?P<name>[^，；。]*?(?:项目|工程|园区|铁路|高铁|水库|港区|片区)(?:[一二三四]期)?)(?:(?:\d{1,2}月(?:\d{1,2}日|底)?前?|[上下]半年|年内)?(?:全部|全面|加快|顺利|提速|陆续|如期)*"
    r"(?:建设|开工|开复工|复工|完工|竣工|推进|启动|落地|落户|投产|建成|具备[^，；]{2,8}条件))*"
)
_MONEY = late(
    "(?:(?:年度|累计|完成|年|计划|实际|当年|意向|协议|合同|洽谈|签约|总)+投资(?:总)?额?|到位资金)|新增(?:年)?产值|(?:厂房|总?建筑)面积|投资完成率"
)
_SEVERAL = 2
_COUNTED = late(r"^[\d.]+[余多]?[万千百]?[个项条座处]")
_UNDERTAKEN = late("(?P<what>[^，；。\\d]{3,20}?(?:工程|行动|计划|战略|平台|项目))(?:建设)?")
_FUND = late(
    "(?:统筹|累计|整合)*(?:投入|到位|争取|使用|安排|拨付|落实)(?:上级|中央|省级)*"
    "(?P<fund>(?!各[类级项]|财政资金|专项资金|政策性|社会)[^，、；]{2,14}?)资金"
)
_BARE_PROJECTS = late("(?P<verb>实施|支持|资助|投资|担保|扶持|启动)项目")
_GIVEN_BY = ("支持", "资助", "投资", "担保", "扶持")
"""投资平台担保项目: who backs the projects stands before the verb."""
_BARE_FIRMS = late("(?P<verb>(?:累计|新)?(?:孵化|集聚|聚集|引进|招引|引育|培育)+)(?P<firms>(?:创新型|优质)?企业)")
_WIDE_FUNDS = frozenset(("财政", "专项", "上级", "各类", "政策", "中央", "到位", "自筹"))
_TOURISM = late("旅游|文旅")
_ATTRACTING = late("招商引资|招商")
_ATTRACTED = frozenset(("到位资金", "资金到位", "实际到位资金", "实到资金", "签约金额", "协议投资额", "协议资金"))
_QUARRELS = late("矛盾纠纷|信访积案|群众诉求|信访事项|信访问题")
_DEED_RATE = late("(?:治理|办理|改造|普及|整治|修复|处置|整改|清零|交付|签约|覆盖|筛查|监测|检测|接种|完成)率")
_OF_DIGITAL = late("核心(?:产业|企业)(?:增加值|数量?)")
_DIGITAL = late("数字(?:经济|产业)")
_POLICY = late("(?P<what>[^，；、\\d]{2,12}政策)")
_TRADED_IN = late("(?:消费品|汽车|家电)?以旧换新")
_AT_SITE = frozenset(("签约项目", "完成投资", "到位资金", "入驻企业", "入园企业", "落户企业"))
_BEGUN = late(
    "(?P<what>[^，；、\\d]{2,20}(?:片区|园区|开发区|新区|合作区|高新区|综保区|经开区))"
    "(?:建设)?(?:全面|加快|稳步|持续|高效)*(?:提速|加速|推进|推动|建设|发展)"
)
_TIME_LIMITS = frozenset(("审批时限", "审批时间", "办理时限", "办理时间", "通关时间", "处置时限"))
_SPENT = frozenset(("投入资金", "投入财政资金", "筹措资金", "筹集资金", "拨付资金", "发放资金", "兑现资金"))
_SERVED = late(
    r"(?P<what>[^，；、\d]{2,12}?(?:协作|帮扶|工程|行动|教育|医疗|服务|养老|救助)”?)(?:〔\d+〕)?(?:能力|水平|质量)?"
    "(?:扎实|深入|持续|全面|有序|有力|不断|实现)*(?:开展|推进|实施|跃升|提升|落实)?"
)
_BENEFITED = frozenset(("惠及人口", "新惠及人口", "受益人口", "惠及群众", "惠及居民", "受益群众", "惠及家庭"))
_BENEFIT = late("(?P<what>[^，；、\\d]{3,14}(?:一体化|工程|项目|改造|行动))(?:建设)?")
_SITE = late(r"(?P<what>[^，、；\d]{2,14}?(?:产业社区|产业园|园区|片区))(?=完成|基本|全面|启动)")
_GAIN = ("惠及", "受益")
_LONGEST_HEAD = 14
_LAST_SIGNS = frozenset(
    "率度模值额营收入数业目资投益费积量金限间口众居民庭用空地次机户名款润税幅重比案售治训理迁造置复化查备升级务控淤储出到"
)
"""What all these heads end in, for speed: other names are not asked about."""
_LONGEST_TITLE = 24
_SENTENCES_BACK = 4
_TITLE_WITHIN = 200
_RANKED_ZONE = frozenset(("综合排名", "考核排名", "综合考评", "工业总产值"))
_ZONE_NAMED = late("(?:经济技术|经济|高新技术产业)?开发区|高新区|经开区|综保区|工业园区|产业园区")
_AMONG_COUNTED = late("(?:重点)?(?:城市|地市|县区|县市区|县|区|市)(?:考核)?中(?P<place>(?:综合)?排名)")
_PLACED_IN = late("(?P<what>[^，、；]{3,20})在全[国省市](?:的)?")
_LONGEST = 28


def head_of(own: str, item: Item, change: Change, thread: Thread, spoken: str, opening: str) -> str:
    """Return the whole name of a bare head, or nothing where no owner can be told.

    `spoken` is the clause without numbers right before, `opening` the one that opens the sentence.
    """
    near = _is_near(item, thread)
    name = _of_affairs(own, item, thread, spoken, near) or (of_subject(own, thread) if near else "")
    name = name or _of_industry(own, thread, spoken, opening)
    name = (
        name
        or _of_undertaking(own, change, thread, spoken, near)
        or _of_object(own, (spoken, opening, thread.subject if near else ""))
    )
    name = name or _of_topic(own, spoken, opening)
    return name if len(name) <= _LONGEST and name != own else ""


def _is_near(item: Item, thread: Thread) -> bool:
    """Whether what was counted before stands in the same clause or in the one right before."""
    before = thread.previous
    if before is None or thread.apart:
        return False
    return not item.first or before.clause[1] + 1 == item.clause[0]


def _of_affairs(own: str, item: Item, thread: Thread, spoken: str, near: bool) -> str:
    """办理建议155件、提案182件，满意率100%: the rate is of what was dealt with."""
    if own[-1] not in "率度" or not _AFFAIR_RATES.fullmatch(own):
        return ""
    names = thread.beside if item.first or thread.previous is None else [thread.previous.name]
    found = [_AFFAIR.fullmatch(name) for name in names] if near else [_AFFAIR.fullmatch(spoken)]
    if rated := _RATED.fullmatch(thread.subject) if near else None:
        return rated["affair"] + own
    affairs = list(dict.fromkeys(each["affair"] for each in found if each))[-_AFFAIRS_TOGETHER:]
    affairs = [each for each in affairs if len(each) > 1]
    return "、".join(affairs) + own if affairs else ""


def _of_industry(own: str, thread: Thread, spoken: str, opening: str) -> str:
    """做强新材料产业，…实现产业集群规模1300亿元: the industry that opens the sentence, else the one said last."""
    if firms := _BARE_FIRMS.fullmatch(own):
        found = _industry(spoken) or _industry(opening)
        fit = found and found["name"].endswith("产业") and not _WIDE_INDUSTRY.fullmatch(found["name"])
        return firms["verb"] + found["name"].removesuffix("产业") + firms["firms"] if found and fit else ""
    if not _CLUSTER.fullmatch(own):
        return ""
    found = _INDUSTRY_BEFORE.match(thread.subject) or _industry(opening) or _industry(spoken)
    if found is None or _WIDE_INDUSTRY.fullmatch(found["name"]):
        return ""
    return found["name"] + own.removeprefix("产业" if found["name"].endswith("产业") else "")


def _industry(clause: str) -> re.Match[str] | None:
    led = LEADING.match(clause)
    return _INDUSTRY.match(clause, led.end() if led else 0)


def _of_undertaking(own: str, change: Change, thread: Thread, spoken: str, near: bool) -> str:
    """推进棚户区改造工程，实施项目20个; 推进重点项目建设，完成投资340亿元: what was undertaken before."""
    if (projects := _BARE_PROJECTS.fullmatch(own)) is not None:
        return _projects_of(projects["verb"], thread, spoken, near)
    if change.measure in ("growth", "decline") or not _MONEY.fullmatch(own):
        return ""
    said = spoken.rpartition("的")[2] or (thread.noun if near and len(thread.beside) < _SEVERAL else "")
    found = _NAMED_PROJECTS.fullmatch(said)
    name = _COUNTED.sub("", found["name"].rpartition("等")[2].removeprefix("一批")) if found else ""
    name = _without_lead(name)
    return name + own if len(name) > 2 and not re.search(r"[\d、]", name) else ""


def _projects_of(verb: str, thread: Thread, spoken: str, near: bool) -> str:
    """投入帮扶资金2亿元，实施项目47个; 启动棚户区改造工程，实施项目20个: which projects they were."""
    if near and not spoken:
        fund = _FUND.fullmatch(thread.subject)
        owner = fund["fund"] + "资金" if fund and fund["fund"] not in _WIDE_FUNDS else ""
    else:
        what = _UNDERTAKEN.fullmatch(_without_lead(spoken))
        owner = what["what"].removesuffix("项目") if what else ""
    if not owner:
        return ""
    return owner + verb + "项目" if verb in _GIVEN_BY else verb + owner + "项目"


def projects_of(noun: str, spoken: str) -> str:
    """推进“工业上楼”项目建设，推动10个项目开工: which projects a noun behind its number speaks of."""
    led = LEADING.match(spoken)
    found = _NAMED_PROJECTS.fullmatch(spoken, led.end()) if led else None
    name = tidy(_COUNTED.sub("", found["name"])) if found else ""
    if not name.endswith("项目") or len(name) <= len("重点项目") or re.search(r"[\d、等的]", name):
        return noun
    return name + noun.removeprefix("项目")


def _without_lead(words: str) -> str:
    led = LEADING.match(words)
    return tidy(words[led.end() if led else 0 :])


def _of_object(own: str, said: tuple[str, str, str]) -> str:
    """举办西丽论坛，参会人数…; 推进光伏项目建设，新增装机规模…; 开展自建房专项整治，完成整治…: what the clause did."""
    spoken, opening, _ = said
    held = (_HELD.fullmatch(spoken) or _WAS_HELD.fullmatch(spoken)) if _OF_EVENT.fullmatch(own) else None
    if held and not _WIDE_EVENTS.fullmatch(held["event"]):
        return held["event"] + own
    if (head := _POWER_HEAD.fullmatch(own)) and (power := _power_of(spoken) or _power_of(opening)):
        return (head["added"] or "") + power + head["head"]
    if spoken and _TREATED_RATE.fullmatch(own) and (treated := _TREATED.fullmatch(_without_lead(spoken))):
        return treated["what"] + own
    if (deed := _DEED_ALONE.fullmatch(own)) and (what := _deed_before(deed["deed"], *said)):
        return (deed["verb"] or "").replace("共", "").replace("累计", "") + what + deed["deed"]
    return ""


def _of_topic(own: str, spoken: str, opening: str) -> str:
    """文旅产业加快恢复，综合收入…; 开展“招商引资年”活动，到位资金…: what the clause before had for its topic."""
    said = spoken or opening
    if own in TOURISM_HEADS and _TOURISM.search(said):
        return "旅游" + own
    if own in _ATTRACTED and _ATTRACTING.search(spoken + opening):
        return "招商引资" + own
    if own == "化解率" and (quarrels := _QUARRELS.search(spoken) or _QUARRELS.search(opening)):
        return quarrels[0] + own
    if rate := _rate_of_deed(own, spoken, opening):
        return rate
    if _OF_DIGITAL.fullmatch(own) and _DIGITAL.search(said + opening):
        return "数字经济" + own
    if own.startswith("增加值") and (pushed := PUSHED_ON.fullmatch(_COUNTED.sub("", spoken))):
        return pushed["what"] + own
    if own in _TIME_LIMITS and (limited := re.match(f"(?P<what>[^，、；]{{2,14}}?){own[:2]}", _without_lead(spoken))):
        return limited["what"] + own
    if own in SOLD and (policy := _POLICY.fullmatch(_without_lead(spoken))):
        return policy["what"] + own
    if own == "补贴金额" and (traded := _TRADED_IN.search(spoken) or _TRADED_IN.search(opening)):
        return traded[0] + own
    if own in _AT_SITE and (begun := _BEGUN.fullmatch(spoken)):
        return begun["what"] + own
    if own in _SPENT and (served := _SERVED.fullmatch(_without_lead(spoken))):
        return served["what"] + own
    if own in _BENEFITED and (benefit := _BENEFIT.fullmatch(_without_lead(spoken))):
        return benefit["what"] + own
    if own in ("释放产业用地", "释放产业空间") and (site := _SITE.match(spoken)):
        return site["what"] + own
    return ""


def _rate_of_deed(own: str, *clauses: str) -> str:
    """推进农村污水治理，因村施策，治理率超75%: the rate of what a clause says was to be done, at its end."""
    if not _DEED_RATE.fullmatch(own):
        return ""
    for clause in clauses:
        what = _without_lead(clause)
        if own == "普及率" and clause.startswith(("推广", "普及")):
            return what.removeprefix("推广").removeprefix("普及") + own
        done_to = what.removesuffix(own[:-1])
        if done_to != what and len(done_to) > _STEM and not re.search(r"[\d、，]", done_to):
            return done_to + own
    return ""


def _power_of(clause: str) -> str:
    """Return the source of power that a clause speaks of, if it is one alone."""
    powers = set(_POWER.findall(clause))
    return powers.pop() if len(powers) == 1 else ""


def _deed_before(deed: str, *clauses: str) -> str:
    """Return what the same deed was done to: 开展自建房专项整治行动."""
    for clause in clauses:
        led = LEADING.match(clause)
        found = _DEED_BEFORE.match(clause, led.end() if led else 0)
        if found and found["deed"][-_STEM:] in deed[:4]:
            return found["what"]
    return ""


class Heads:
    """Tells the items of one text whose their bare heads are."""

    def __init__(self, text: str) -> None:
        self.text = text

    def named(self, item: Item, own: str, change: Change, thread: Thread) -> tuple[str, str] | None:
        """Bare heads whose owner the clause before tells, or the one that opens the sentence."""
        name = self._among(item, own)
        if not name and len(own) <= _LONGEST_HEAD and own[-1] in _LAST_SIGNS:
            beside = thread.spoken[1] + 1 == item.clause[0]
            spoken = self._clause(thread.spoken, item) if beside else ""
            opening = self._clause(thread.opening, item) if thread.opening != thread.spoken else ""
            name = head_of(own, item, change, thread, spoken, opening)
        if not name and (ask := asked_of(own)):
            told = told_earlier(self.text, own, ask, item, thread, _is_near(item, thread))
            if told:
                return thread.speak_of(*told), "owner-of-head"
        if name:
            thread.subject = name
            making = making_end(name, 0, len(name))
            if name.endswith(("项目", "企业")):
                thread.speak_of(name[:making], name[making:])
        return (name, "owner-of-head") if name else None

    @staticmethod
    def of_subject(own: str, item: Item, thread: Thread) -> str:
        """绿电交易量77亿千瓦时，外送量全国第一: a head that goes on speaking of what was counted right before."""
        return of_subject(own, thread) if len(own) <= _LONGEST_HEAD and _is_near(item, thread) else ""

    def gained(self, named: Name, item: Item, thread: Thread) -> Name:
        """改造项目14个，惠及1.3万个家庭: those who gain behind their number, by what was done right before."""
        name, rule, span = named
        ask = asked_of(name) if name.startswith(_GAIN) else None
        told = told_earlier(self.text, name, ask, item, thread, _is_near(item, thread)) if ask else None
        return (thread.speak_of(*told), "owner-of-head", span) if told else (name, rule, span)

    def zone_of_title(self, own: str, thread: Thread) -> str:
        """深入实施开发区升级行动。…力争到2028年，综合排名…: a title says whose they are."""
        if own not in _RANKED_ZONE or thread.subject or not self.text.startswith(("力争", "到20"), thread.opening[0]):
            return ""
        end = thread.opening[0] - 1
        for _ in range(_SENTENCES_BACK):
            start = max(
                self.text.rfind(stop, 0 if end < _TITLE_WITHIN else end - _TITLE_WITHIN, end) for stop in "。\n"
            )
            said = self.text[start + 1 : end]
            if start < 0 or re.search(r"\d", said):
                return ""
            if len(said) <= _LONGEST_TITLE and "，" not in said and (zone := _ZONE_NAMED.search(said)):
                return zone[0] + own
            end = start
        return ""

    def projects(self, noun: str, item: Item, before: str, thread: Thread) -> str:
        """推进厂房项目建设，推动10个项目开工: the clause before says which projects they are."""
        beside = thread.spoken[1] + 1 == item.clause[0]
        alone = not before or before.endswith("等") or making_end(before, 0, len(before)) == len(before)
        told = noun.startswith("项目") and beside and alone
        return projects_of(noun, self._clause(thread.spoken, item)) if told else noun

    def _among(self, item: Item, own: str) -> str:
        """空气质量指数在全国168个城市中排名: what is placed stands before the count of those it is placed among."""
        if not item.sized or not (place := _AMONG_COUNTED.fullmatch(own)):
            return ""
        start = lead_end(self.text, item.clause[0], item.sized[0].start)
        placed = _PLACED_IN.fullmatch(self.text, start, item.sized[0].start)
        return placed["what"] + place["place"] if placed else ""

    def _clause(self, clause: Span, item: Item) -> str:
        start, end = clause
        return self.text[lead_end(self.text, start, end) : end] if end <= item.clause[0] else ""
