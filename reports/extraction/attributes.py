"""Numbers that describe one thing and count nothing: 年产3万吨膜材项目, 50亿元产业母基金."""

from __future__ import annotations

from .lexicon import late
from .names import lead_end, making_end
from .quantities import AREA_UNITS, Quantity

Span = tuple[int, int]
NOUN = late(r"[^\W\d_]|“")
_OF_PROJECT = late(
    r"[^，、；。\d]{1,20}(?:、[^，；。]{2,40})?(?:项目|工程|生产线|装置|基地)(?:建设|进度|前期(?:工作)?|落地)?[。；\n]?$"
)
_DONE_AT_PROJECT = late(
    "(?:[和、][^，、；。\\d]{1,8}[\\d.]+[万亿]?(?:千瓦|兆瓦|吨)){0,2}"
    "[^，、；。\\d]{1,20}(?:项目|工程|生产线|装置|基地)(?:[、和][^，；。]{2,40}?)?[^，；。\\d]{0,14}?(?:开工|投产|竣工|建成|完成|并网|投运|投用|投入使用|达产|动工|核准|封顶)"
    "|[^，、；。\\d]{2,6}(?:试?投产|达产)"
)
"""华丰2万吨膜材扩建项目一期投产: how much that one project will make."""
_KIND_OF_POWER = late(
    "(?:光伏|风电|风光|新能源|煤电|火电|水电|核电|储能|发电|清洁能源|可再生能源|电力|年产|新增|全市|全县)$"
)
_LED_BY = late("以[^，；。]{2,60}?为(?:龙头|牵引|引领|抓手|载体|依托|核心|支撑|示范|标杆|代表|纽带)")
"""以300万吨钢铁基地为龙头, 以办好10件实事为牵引: what leads is not what is promised."""
_ARE = late(r"[^，；。]{2,24}?(?<![不还也就都])是[^，；。]{4,}")
"""我市4个国家级开发区是经济发展的主战场 says what they are, not how many."""
_AND_LONG = late(r"、(?:全长|总长|占地|总?建筑面积|面积)[约近超]?[\d.]+[^，、；。\d]{1,5}的")
"""总投资超百亿元、全长66公里的环路: both numbers describe the road."""
_OF_SIZE = late("规模(?!以上|工业|企业)[^，、；。\\d]{0,8}(?:基金|项目|产业园|园区|基地)")
_FUND = late("(?:规模)?的?[^，、；。\\d]{2,16}基金[。；]?$")
_FOUNDED = ("设立", "成立", "组建", "设立了", "成立了", "组建了", "设立总规模", "组建总规模")
"""设立50亿元产业母基金: how large the one fund is."""
_BRED = ("套", "头", "只", "羽", "件", "台", "辆")
"""推进青禾300万套种鸡育种等项目: how much one of the projects will make."""
_MADE_BY_PROJECT = ("吨", "瓦", "Wh")
_CAPACITIES = ("吨", "瓦", "kW", "MW", "GW", "MWh", "GWh")
_ONE_OF_PROJECTS = late(r"[^，、；。][^，；。]{0,40}等(?:一批|\d+个)?[^，、；。\d]{0,6}项目")
_NOT_OF_PROJECT = (
    "等",
    "约",
    "超",
    "近",
    "达",
    "共",
    "增",
    "为",
    "的",
    "上",
    "过",
    "能力",
    "产能",
    "装机",
    "规模",
    "总",
    "、",
    "和",
)
"""建成河口电厂等540万千瓦煤电项目 counts, 开工建设河口石化120万吨乙烯项目 describes."""
_FINISHED = late("(?:交付|投用|建成|竣工|完工|投入使用|通车|贯通|投运)[。！？\n]?$")
_BEARS = late(r"(?:年产|日产|年处理|日处理|可容纳|容纳|日供水|库容)(?:约|近|超)?$")
_HELPED = ("支持", "推动", "促进", "引导", "鼓励")
_DISTRICTS = late(
    "(?:中心|主|新|老)?(?:城区|副城|县城|县市区|县区|区县|组团|新城|功能区)(?!区?(?:项目|建设|改造))[^，；。]{3,}"
)
"""支持4个新城区加快发展: how many districts there are is not the news."""
_COVERED = late("(?:街道|社区|乡镇|镇街|行政村|县区|[县市区镇乡村])全覆盖")
"""实现8个街道全覆盖: how many there are is not the news."""
_OWNS = late(r"(?:拥有|设有|具有|配有)(?:约|近|超)?$")
_WORTH = late("总投资(?:约|近|超)?$")
_NAMED_THING = late(r"(?!实施|建设|新建|修建|完成|用于|开展|改造|的|以|左|多|余|来|人民)[^，、；。\d]{4,}")
"""新签约总投资90亿元云岭新能源电池项目: the sum says how large that project is."""
_LEANS_ON = late(r"(?:依托|沿着|面对|离不开(?:全[县区市省州盟旗镇])?|纳入全[国省市]|（全[国省市](?:共|仅))$")
_ENDS_OF_LEAD = frozenset("产理纳水容资托着对开县区市省州盟旗镇有约近超国共仅")
"""What _BEARS, _WORTH, _LEANS_ON and _OWNS end in: before most numbers none of them is to be searched for."""


def is_attribute(text: str, quantity: Quantity, clause: Span) -> bool:
    """A clause that opens with an amount and goes on with a noun: 50亿元产业投资母基金组建运行."""
    if quantity.unit.startswith("万") and quantity.unit.endswith(_BRED) and _ONE_OF_PROJECTS.match(text, quantity.tail):
        return True
    if quantity.counts or quantity.form != "number" or quantity.tail >= clause[1]:
        return False
    if not NOUN.match(text, quantity.tail):
        return False
    if quantity.unit.endswith(AREA_UNITS) and _FINISHED.search(text, quantity.tail, clause[1]):
        return False
    if quantity.unit.endswith(_CAPACITIES) and _ONE_OF_PROJECTS.match(text, quantity.tail, clause[1]):
        return True
    if quantity.unit.endswith("元") and _OF_SIZE.match(text, quantity.tail, clause[1]):
        return True
    founded = quantity.unit.endswith("元") and text.endswith(_FOUNDED, clause[0], quantity.start)
    if founded and _FUND.match(text, quantity.tail, clause[1]):
        return True
    if quantity.unit.endswith(_MADE_BY_PROJECT) and _is_of_project(text, quantity, clause):
        return True
    if quantity.start > clause[0]:
        return text[quantity.start - 1] == "、" and quantity.unit.endswith("瓦")
    return quantity.unit.endswith(("元", "千瓦", "吨", "米", "公里", "岁", "亩", "瓦"))


def _is_of_leader(text: str, quantity: Quantity, clause: Span) -> bool:
    if text.find("为", quantity.tail, clause[1]) < 0:
        return False
    leading = (led.span() for led in _LED_BY.finditer(text, *clause))
    return any(start < quantity.start < end for start, end in leading)


def _is_of_project(text: str, quantity: Quantity, clause: Span) -> bool:
    """Whether a capacity stands inside the name of one project: behind its owner, before 项目."""
    planned = _OF_PROJECT.match(text, quantity.tail, clause[1])
    if not planned and not _DONE_AT_PROJECT.match(text, quantity.tail, clause[1]):
        return False
    before = text[lead_end(text, clause[0], quantity.start) : quantity.start]
    named = before[making_end(before, 0, len(before)) :]
    if planned and len(named) == len(before):
        return False
    return len(named) > 1 and not named.endswith(_NOT_OF_PROJECT) and not _KIND_OF_POWER.search(named)


def is_description(text: str, quantity: Quantity, clause: Span) -> bool:
    """可容纳3万人的体育场, 年产3万吨膜材项目: the number says what kind of thing it is."""
    before = text[max(clause[0], quantity.start - 8) : quantity.start]
    before = before if before[-1:] in _ENDS_OF_LEAD else ""
    if before and _BEARS.search(before):
        return bool(NOUN.match(text, quantity.tail, clause[1]))
    worth = before and quantity.unit.endswith("元") and _WORTH.search(before)
    if worth and _NAMED_THING.match(text, quantity.tail, clause[1]):
        return True
    if (before and _LEANS_ON.search(before)) or _AND_LONG.match(text, quantity.tail, clause[1]):
        return True
    if quantity.counts and text.find("是", quantity.tail, clause[1]) > 0 and _ARE.match(text, quantity.tail, clause[1]):
        return True
    helped = quantity.unit == "个" and text.endswith(_HELPED, clause[0], quantity.start)
    if helped and _DISTRICTS.match(text, quantity.tail, clause[1]):
        return True
    if quantity.unit == "米" and text.startswith(("内", "范围内"), quantity.tail):
        return bool(NOUN.match(text, quantity.tail, clause[1]))
    if text.endswith("实现", clause[0], quantity.start) and _COVERED.match(text, quantity.tail, clause[1]):
        return True
    if text.startswith("型", quantity.tail) or _is_of_leader(text, quantity, clause):
        return True
    return bool(before and _OWNS.search(before)) and text.find("的", quantity.tail, clause[1]) >= 0
