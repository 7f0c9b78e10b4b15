"""Numbers that look like statements and are none. Each rule is a named value; the first that holds refuses.

A rule sees the view's text, the number, and the clause that it stands in. It is asked only about numbers
that it can refuse: by the sign before them, their unit and their form.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .attributes import NOUN, Span, is_attribute, is_description
from .durations import TIMES, is_duration
from .lexicon import alternation, late, words
from .policies import POLICY_UNITS, is_policy
from .quantities import AREA_UNITS, COUNTS, Quantity, counts

BACKGROUND = "background"
"""The name of the rule for numbers that only say what the news is measured against."""
Test = Callable[[str, Quantity, Span], bool]
Sort = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A named reason why a number is no statement; `holds(text, quantity, clause)` says whether it applies.

    Rules with `behind` look at the words behind the number and are not asked where there are none. Of `after` one
    sign stands right before every number that the rule refuses; `of(unit, form)` says which sort of numbers it can be.
    """

    name: str
    holds: Test
    behind: bool = False
    after: str = ""
    of: Sort | None = None

    def can_refuse(self, sign: str, unit: str, form: str) -> bool:
        """Whether a number behind a sign, with a unit and a form, may be one that the rule refuses."""
        return (not self.after or (bool(sign) and sign in self.after)) and (self.of is None or self.of(unit, form))


_SCALED_THRESHOLD = late(rf"(?:[万亿千百十]*)({alternation(words('units', 'threshold'))})$|^[百千]?亿$")
_COUNTABLE = late(
    r"(?:级|规模|级别)?(?:以上)?(?:的)?[^，、；。]{0,14}?(?:项目|企业|集群|园区|产业|基金|工程|村|医院|公司|镇|街|街区|基地|客户|品种|单品|平台|农户|主体|家庭|老人|老年人|儿童|人群|群众|商场|商圈|楼宇|"
    r"酒店|桥梁|道路|河流|河湖|大户|变电站|机组|医疗机构|城市|强县|强镇|学生|职工|居民|工业企业|人口|人员|女性|妇女|大厦|小区|路段|线路|住宅|锅炉|电站|风场|线|段|矿井|煤矿|(?:用能|用电)单位|村民小组|村落|自然村|村组)"
)
_LED_BY = late("[^，、；。\\d]{1,12}?(?:牵头|领衔|包联|负责|挂帅|担任|组成|带队|领办|主抓)")
_VILLAGES = late("[^，、；。]{0,10}?(?:村寨|村民小组|村落|自然村|村组|村庄)")
_COUNTED_SO = late(r"\d+[个家户项座]|、\d+[个家户项]\d+(?:\.\d+)?[万亿]元以上")
"""50亿元以上3个; 3个20亿元以上、8个5亿元以上优质项目: the count beside an amount says that it narrows."""
_LISTED_THRESHOLD = late(
    r"[、和](?:超)?[\d.]+(?:[万亿]*元|[千百]?亿)(?:以上)?(?:的)?[^，、；。\d]{0,8}?(?:企业|项目|集群|园区)"
)
_BESIDE_THRESHOLD = late(r"[超过][\d.]+[万亿千百]*元?(?:以上)?[、和]$")
_COUNT_BEFORE = late(r"\d[个家项]$")
"""新开工23个50亿元以上，300个亿元以上工业项目: the noun stands behind the last."""
_OF_SUCH_SIZE = late("(?!投资|资金)[^，、；。\\d]{0,8}?项目")
"""引进1个50亿元项目: how large each of those counted is."""
_GIVEN_HELP = late("的(?:资金|贷款|信贷|政策)?(?:支持|资助|援助|投资|贷款)[，；。]")
"""争取到上级1.2亿元的支持 says how much was given."""
_SPENT_ON = ("用于", "投向", "支持")
_LAID = late("(?:完成|新建|改造|建设|新增|建成|改建|修复|治理|整治)(?:超|约|近)?$")
_CIRCLE = late(r"[^，、；]{0,8}圈")
_BIG_PLACE = late("(?:以上)?(?:的)?(?:人口)?(?:大|强|重点)?(?:县|镇|城市|村)(?:$|[，、；。])")
"""培育城区人口超50万县: how large a place is to be called so."""
BEFORE_BACKGROUND = late(r"[^，、；。\d]{2,10}?(?=的?(?:基数|基础上|情况下|背景下|前提下))")
_MONEY = ("元", "亿")
_SPENT_FIRST = late(
    "在(?![^，；]*(?:上年|去年|20\\d\\d年))[^，；]{0,40}?(?:投入|减税|降费|退税|发放|拨付|兑现|减免)[^，、；\\d]{0,12}$"
)
"""在新增减税降费20亿元的基础上，收入增长8%: what was given is news as well."""
_BACKGROUND = late(r"[^，、；。\d]{0,10}(?:基数|基础上|情况下|背景下|前提下)")
_STRUCTURE = late(
    r"(?:[^，、；。]{0,10}?)(?:方面|主导产业|支柱产业|特色产业|未来产业|产业链|产业集群|方面的?工作|重点工作|关键|问题|阶段|环节|重点|领域|大局|中心|总部|抓手|层级|攻坚行动|专项行动)"
)
_FURNITURE = late(
    r"浏览|字号[：大]|访问量|点击量?(?!关注)|阅读(?![率大中空活推社品服])(?!量(?:超|突破|达|近|逾|约))量?|责任编辑|发布时间|字(?<!数字)体|来源：|网(?<!政府网)(?<!门户网)站(?!绩效)|备案号|邮编|电话(?!\d*(?:\.\d+)?万?[件个次通])|下载|打(?<![D维]打)印|扫一扫|ICP|版权"
)
_FROM_YEAR = late("[从由]20\\d\\d年(?:底|末)?的?(?:约|近|不足|不到)?$")
"""从2020年3800亿元，三年跨越两个千亿: the year says that it was so before."""
_BEHIND_YEAR = tuple("年底末的约近足到")
_BASELINE = late(r"(?:^|[^自先根])(?:从|由)(?:[^，、；\d]{0,8}[\d.]+[^，、；\d]{1,6}、){0,2}[^，、；]{0,18}$")
_RISES_TO = late(
    r"[以上左右）]{0,3}[^，；。]{0,8}?(?:提高|提升|上升|增长|增加|下降|降|减少|减|变|精简|整合|重组|合并|归并|扩大|压缩|缩短|缩减|跃升|攀升|升|增|拓展|调整|上调|下调|跃|扩|延长|恢复|优化|发展|跨越|回升|降低|压减|增至|到)[^，；。]{0,3}?[至到为成]"
)
_REACHED = late(r"(?:突破|达到?|超过?|近|约)$")
_MADE = late(
    r"(?:接种|引进|新增|新建|建成|开工|竣工|完成|获批|创建|引进|落地|新设|投用|启用|开通|培育|改造|新开|超|近|约|共有|达|达到|举办|成立|认定|签约|增加|再建)[^，；]{0,24}$"
)

_ROUND = 100
"""实施百家景区焕新工程 is the name of a programme."""
_RENEWED = late("(?:实施|启动|改建|扩建|迁建|升级)$")
_ONE_MORE = late("(?:再|新|争取|成功|又)(?:建|创建|建成|新建|打造|引进|新增)$")
_HONOURED = late("[^，、；。\\d]{1,14}?(?:入选|获评|获批|荣获|获(?!得感)|上榜|纳入|被评为|被认定为)")
_RECORD = late("[^，、；。\\d]{0,8}纪录")
_FINISHED = late("[^，、；。\\d]{2,12}(?:完工|竣工|建成|投产|投用|通车|投入使用|获批|封顶)")
"""河口、云岭等两个片区完工."""
_DEEDS_DONE = late(
    "(?:省|市|区|县|重点)?(?:“?民心工程”?|民生实事|为民实事|惠民实事|民生工程)[^，、；。]{0,8}(?:完成|办结|办成|兑现|落实|办好)(?!进度)"
)
"""承诺的十件民生实事全部办结 says how many were done."""
_BUILT = late(r"(?:打造|建设|建好|改建)$")
_PLACE = late(r"[^，、；。]{0,8}(?:街区|学校|医院|公园|社区|小区|村|站|馆|广场|市场|停车场|小学|幼儿园)(?=[，、；。])")
_TOLD = late(r"[^，、；]{2,30}的(?:事迹|故事|经历|感人)")


def _in_quotes(text: str, quantity: Quantity, clause: Span) -> bool:
    opened = text.rfind("“", clause[0], quantity.start)
    if opened < 0 or text.find("”", opened, quantity.start) >= 0:
        return False
    closed = text.find("”", quantity.end, quantity.end + 30)
    return closed >= 0 and text.find("“", quantity.end, closed) < 0


def _in_title(text: str, quantity: Quantity, clause: Span) -> bool:
    opened = text.rfind("《", clause[0], quantity.start)
    return opened >= 0 and text.find("》", opened, quantity.start) < 0


def _always(_text: str, _quantity: Quantity, _clause: Span) -> bool:
    """Its sign and its sort say all: 2×300兆瓦; 前三位, 前1% is the place among others, no amount of its own."""
    return True


def _is_baseline(text: str, quantity: Quantity, clause: Span) -> bool:
    left = max(clause[0], quantity.start - 32)
    if text.find("从", left, quantity.start) < 0 and text.find("由", left, quantity.start) < 0:
        return False
    if not _BASELINE.search(text, left, quantity.start):
        return False
    return bool(_RISES_TO.match(text, quantity.tail, min(quantity.tail + 16, clause[1])))


def _is_led(text: str, quantity: Quantity, clause: Span) -> bool:
    """由3名副县长牵头: those who lead are not what is counted."""
    return quantity.unit in ("名", "位", "人") and _LED_BY.match(text, quantity.tail, clause[1]) is not None


def _is_threshold(text: str, quantity: Quantity, clause: Span) -> bool:
    """An amount that narrows the noun behind it: 3亿元以上项目, 总投资60亿元的项目, 50亿元产业母基金."""
    if quantity.behind and text.endswith("人口", clause[0], quantity.start) and text.startswith("的", quantity.tail):
        return True
    if quantity.unit in ("万", "万人") and _BIG_PLACE.match(text, quantity.tail, clause[1]):
        return text.endswith(("超", "超过", "过", "口"), clause[0], quantity.start)
    if text.startswith(("部分", "的部分"), quantity.tail):
        return True
    if quantity.unit.endswith("元") and _is_size_of_counted(text, quantity, clause):
        return True
    if quantity.counts and not quantity.unit.endswith(("人", "张", "户", "条", "级")):
        return False
    tail = quantity.tail
    if quantity.unit == "%" and quantity.behind and text.startswith("“", tail) and text[quantity.start - 1] == "率":
        return True  # 空置率30%以下“空心村”
    if _GIVEN_HELP.match(text, tail) or _BACKGROUND.match(text, tail, clause[1]):
        return False
    if _LISTED_THRESHOLD.match(text, tail, clause[1]):
        return True
    if quantity.behind and _SCALED_THRESHOLD.search(quantity.unit) and _COUNTED_SO.match(text, tail, clause[1]):
        return True
    if tail >= clause[1] or not NOUN.match(text, tail):
        return False
    if text[tail] == "级" or _CIRCLE.match(text, tail, clause[1]):
        return True
    if not _SCALED_THRESHOLD.search(quantity.unit):
        return False
    if quantity.unit.endswith(AREA_UNITS) and _LAID.search(text, max(clause[0], quantity.start - 4), quantity.start):
        return False
    bounded = quantity.behind is not None or text[quantity.start - 1] in "过超" or quantity.form == "round"
    bounded = bounded or bool(_BESIDE_THRESHOLD.search(text, max(clause[0], quantity.start - 12), quantity.start))
    if bounded and _COUNTABLE.match(text, tail, clause[1]) and not text.startswith(_SPENT_ON, tail):
        return not quantity.unit.endswith(("人", "户")) or text[tail] == "的" or bool(_VILLAGES.match(text, tail))
    return not quantity.counts and text[tail] == "的" and len(text[tail : clause[1]].strip("的目标水平任务。")) > 1


def _is_size_of_counted(text: str, quantity: Quantity, clause: Span) -> bool:
    """Whether an amount stands between a count and its noun, or at the end where the noun comes with a later count."""
    ends = quantity.behind is not None and quantity.tail == clause[1]
    if not ends and not _OF_SUCH_SIZE.match(text, quantity.tail, clause[1]):
        return False
    return bool(_COUNT_BEFORE.search(text, max(clause[0], quantity.start - 6), quantity.start))


def _is_words_without_making(text: str, quantity: Quantity, clause: Span) -> bool:
    """A count in Chinese numerals is a figure of speech unless something is made: 两个毫不动摇, but 新建三所学校."""
    if quantity.form != "words":
        return quantity.form == "fold" and text.startswith("个", quantity.start - 1)
    if quantity.value > 1 and _DEEDS_DONE.match(text, quantity.tail, clause[1]):
        return False
    large = quantity.value >= 100 or quantity.unit.startswith("万")
    if large and _REACHED.search(text, max(clause[0], quantity.start - 4), quantity.start):
        return False
    ends = text[quantity.tail : quantity.tail + 1] in "，。、；"
    if _BUILT.search(text, max(clause[0], quantity.start - 4), quantity.start) and _PLACE.match(text, quantity.tail):
        return False
    if quantity.value > 1 and quantity.unit in COUNTS and _HONOURED.match(text, quantity.tail, clause[1]):
        return False
    if (
        quantity.value > 1
        and _RECORD.match(text, quantity.tail)
        and text.endswith(("创", "创下", "创造", "打破"), 0, quantity.start)
    ):
        return False
    if quantity.value > 1 and text.endswith("等", 0, quantity.start) and _FINISHED.match(text, quantity.tail):
        return False
    if quantity.unit in "家所座条处栋" and _RENEWED.search(text, max(clause[0], quantity.start - 2), quantity.start):
        return not 1 < quantity.value < _ROUND
    if not _MADE.search(text, clause[0] if ends else max(clause[0], quantity.start - 10), quantity.start):
        return True
    if quantity.value <= 1:
        return not _ONE_MORE.search(text, max(clause[0], quantity.start - 4), quantity.start)
    return bool(_STRUCTURE.match(text, quantity.tail, clause[1]))


def _is_furniture(text: str, _quantity: Quantity, clause: Span) -> bool:
    return clause[1] - clause[0] < 60 and bool(_FURNITURE.search(text, max(0, clause[0] - 5), clause[1]))


def _is_background(text: str, quantity: Quantity, clause: Span) -> bool:
    """在上年完成90亿元高基数的情况下: what the news is measured against."""
    if not _BACKGROUND.match(text, quantity.tail, clause[1]):
        return False
    return not (quantity.unit.endswith(_MONEY) and _SPENT_FIRST.search(text, clause[0], quantity.start))


def _is_reference(text: str, quantity: Quantity, clause: Span) -> bool:
    """An amount that somebody else set, in words like 完成国家下达的5万人任务."""
    return bool(_GIVEN.search(text, max(clause[0], quantity.start - 12), quantity.start))


def _is_mishap(text: str, quantity: Quantity, clause: Span) -> bool:
    """Storms and floods that were weathered are counted by nobody's plan."""
    return bool(_MISHAP.search(text, max(clause[0], quantity.start - 12), quantity.start))


_GIVEN = late(r"(?:下达|规定|要求|核定)的(?:超|近|约)?$")
_MISHAP = late(r"(?:经受|经历|遭遇|遭受|(?<!开)发生|抵御)了?[^，、；]{0,8}$")


def _is_letter_code(text: str, quantity: Quantity, _clause: Span) -> bool:
    return not text.startswith("GDP", quantity.start - 3) and quantity.unit not in ("台", "套")  # 新增AED90台


def _is_parameter(text: str, quantity: Quantity, clause: Span) -> bool:
    """What a policy grants or asks of each: 给予20万元奖励, 首付比例不低于20%的规定."""
    before = text[max(clause[0], quantity.start - 10) : quantity.start]
    granted = _GRANTED.search(before)
    if granted and not quantity.unit.endswith(_TRAFFIC):
        return not (before.endswith("表彰奖励") and quantity.counts)
    if text[clause[0]] not in _OPENS_POLICY:
        return False
    if _MADE_USE_OF.match(text, clause[0], quantity.start) and not _OF_FUND.search(before):
        return True
    return bool(_POLICY_CLAUSE.match(text, clause[0], clause[1]))


def _is_population(text: str, quantity: Quantity, clause: Span) -> bool:
    """52万儿女, 40多万人口: who is spoken of, not what is counted."""
    if _POPULACE.match(text, quantity.tail, clause[1]):
        if _GAINS.search(text, max(clause[0], quantity.start - 10), quantity.start):
            return False
        return quantity.unit.endswith(("万", "亿", "人", "名", "位", "户")) or quantity.form == "round"
    if quantity.unit in ("万", "亿") and _INHABITANTS.match(text, quantity.tail):
        return True
    if quantity.start == clause[0] and _TOLD.match(text, quantity.tail, clause[1]):
        return True
    if quantity.start == clause[0] or text[quantity.start - 1] not in "把让是":
        return False
    called = text[quantity.start - 1] == "是" and _PEOPLE.match(text, quantity.tail)
    return quantity.unit.endswith(("亿人", "亿")) or bool(called)


def _is_former_value(text: str, quantity: Quantity, clause: Span) -> bool:
    """达到150家（上年120家）; 从2020年3800亿元，三年跨越两个千亿."""
    if text[quantity.start - 1 : quantity.start] in _BEHIND_YEAR and _FROM_YEAR.search(
        text, max(clause[0], quantity.start - 14), quantity.start
    ):
        return True
    if text.find("（", max(0, quantity.start - 5), quantity.start) < 0:
        return False
    return (
        text.startswith(("（上年", "（去年", "（上一年"), max(clause[0], quantity.start - 5))
        or text[max(0, quantity.start - 3) : quantity.start] == "（上年"
        or text.endswith(("（年度目标", "（年初目标", "（目标"), 0, quantity.start)
    )


_GRANTED = late(
    r"(?:给予|奖励|最高(?:给予|补贴|奖励|补助)?|每[户人家个](?:补贴|奖励|补助|给予)|标准每[年月人户]\w{0,3})(?:不超过|一次性)?$"
)
_TRAFFIC = ("人次", "架次", "车次", "标箱", "列")
"""单日最高1200架次 is reached, not granted."""
_MADE_USE_OF = late(r"(?:用好|用足|把握|抓住|抢抓|发挥|学习)")
_OPENS_POLICY = frozenset("用把抓抢发学严认全继坚落执")
"""What _MADE_USE_OF and _POLICY_CLAUSE can begin with."""
_OF_FUND = late("(?:资金|债券|贷款)(?:共|近|约|超)?$")
"""用好专项资金15亿元 says how much was used."""
_POLICY_CLAUSE = late(r"(?:严格|认真|全面|继续|坚决)*(?:落实|执行)[^，]*(?:政策|规定|扣除|免征|减征|抵免)[。；]?$")
_POPULACE = late(
    r"(?:\w{0,4})?(?:人民(?!政府|币|医院|法院)|儿女|父老|同胞|百姓|人口(?:的)?(?:大国|城市|超大|大市|小国|大县)|干部(?:群众|放弃|职工)|各族)|人口大国|人口的"
)
_PEOPLE = late("(?:居民|市民|人民)?群众|市民|居民")
_GAINS = late("(?:惠及|受益|服务|覆盖)[^，、；]{0,6}$")
"""惠及五个乡镇50万各族群众 counts those who gain."""
_INHABITANTS = late("人口(?!集聚|脱贫|转移|搬迁|进城|落户|增长|聚集|导入|就业)")


def _is_once(text: str, quantity: Quantity, _clause: Span) -> bool:
    """第2次, 首个, 一次: counts that number an occasion."""
    return not (text.endswith("举办", 0, quantity.start) and quantity.value > 1)


def _is_one_of(text: str, quantity: Quantity, clause: Span) -> bool:
    """成为全国10个超大城市之一; 12个产业集群中，…; 发现2例病例后，…: how many there are is not the news."""
    if text.find("之一", quantity.tail, min(quantity.tail + _NEAR, clause[1])) > 0:
        return True
    return bool(_AMONG.match(text, quantity.tail, clause[1]))


_NEAR = 16
_AMONG = late(r"[^，、；。（）\d]{2,12}(?:(?<![高初当其])中|(?<![今最前背战产])后)$")


def _is_definition(text: str, quantity: Quantity, clause: Span) -> bool:
    """“百企上市”计划：指五年内推动10家企业上市: what a name stands for, told by a glossary without a title."""
    opens = text[clause[0]] in "是即主指" and text[clause[0] - 1 : clause[0]] in ("：", "，")
    if opens and _DEFINED.match(text, clause[0]):
        return True
    first = clause[0] - _LONGEST_DEFINITION if clause[0] > _LONGEST_DEFINITION else 0
    told = text.rfind("：", first, clause[0]) + 1
    return told > 0 and bool(_DEFINED.match(text, told)) and not _SENTENCE_END.search(text, told, clause[0])


_LONGEST_DEFINITION = 80
_SENTENCE_END = late("[。；\n]")
_DEFINED = late("(?:是|即|主要)?指(?!标|数|导|引(?!进)|向|挥|定|示|南|尖|战)")


def _counts(unit: str, _form: str) -> bool:
    return counts(unit)


REFUSALS: tuple[Refusal, ...] = (
    Refusal("in-quotes", _in_quotes),
    Refusal("in-title", _in_title),
    Refusal("letter-code", _is_letter_code, after=string.ascii_letters + string.digits + "+-_/~"),
    Refusal("definition", _is_definition),
    Refusal("factor", _always, after="×*"),
    Refusal("place-among-others", _always, after="前第", of=lambda _, form: form == "number"),
    Refusal("figure-of-speech", _is_words_without_making, of=lambda _, form: form in ("words", "fold")),
    Refusal("baseline", _is_baseline, behind=True),
    Refusal(BACKGROUND, _is_background, behind=True),
    Refusal("reference-amount", _is_reference, after="的超近约"),
    Refusal("mishap", _is_mishap, of=_counts),
    Refusal("policy-parameter", _is_parameter),
    Refusal("population", _is_population, behind=True),
    Refusal("description", is_description),
    Refusal("description", _is_led, after="由", behind=True),
    Refusal("former-value", _is_former_value),
    Refusal("duration", is_duration, of=lambda unit, _: unit.lstrip("万亿千百十") in TIMES),
    Refusal("policy-count", is_policy, of=lambda unit, _: unit in POLICY_UNITS),
    Refusal("threshold", _is_threshold),
    Refusal("attribute", is_attribute, behind=True),
    Refusal("occasion", _is_once, of=lambda unit, form: unit in ("次", "批", "轮", "届") and form != "number"),
    Refusal("one-of-several", _is_one_of, behind=True, of=_counts),
    Refusal("furniture", _is_furniture),
)
_SIGNS = frozenset("".join(rule.after for rule in REFUSALS))


def refusal(text: str, quantity: Quantity, clause: Span) -> str:
    """Return the name of the rule that refuses a number, or nothing where none does."""
    tail = quantity.tail
    ends = tail >= clause[1] or text[tail] in "，；。"
    ends = ends or (text[tail] == "、" and not text[tail + 1 : tail + 2].isdigit())
    sign = text[quantity.start - 1 : quantity.start]
    for name, holds in _asked(ends, sign if sign in _SIGNS else "", quantity.unit, quantity.form):
        if holds(text, quantity, clause):
            return name
    return ""


@lru_cache(maxsize=4096)
def _asked(ends: bool, sign: str, unit: str, form: str) -> tuple[tuple[str, Test], ...]:
    """Return the rules that may refuse such a number, each with its name."""
    rules = (rule for rule in REFUSALS if not (ends and rule.behind) and rule.can_refuse(sign, unit, form))
    return tuple((rule.name, rule.holds) for rule in rules)
