"""Whether a later item of a series shares the verb of the one before it, or has one of its own."""

from __future__ import annotations

from .change import Change
from .clauses import Item
from .lexicon import late
from .names import IN_STOCK, ends_as_level, is_grade, making_end
from .thread import Thread

_NEW_THINGS = (
    "能源|型|材料|兴|业态|质|城|区|媒体|农|就业|产品|技术|药|基建|三|一代|建筑|经济|模式|村|动能|市民|生|鲜|闻|华|疆|时代"
    "|老|秀|赛道|场景|消费|职业|阶层|两|校区|院区|式|制造|装备|四|产业"
)
_OWN_VERB = late(
    rf"新(?!{_NEW_THINGS})|净增|完善|改[圈厕水电路灶]"
    r"|.*(?<=\w\w)(?:加装|完成(?!率)|收储|评价入库|成功(?=“)|进(?=家庭|社区|校园|企业|村))"
)
"""新提限工业企业, 老楼加装电梯, 专业护理进家庭: there is a verb in it already."""
_SAID = late(r"(?<=\w\w)(?:覆盖(?!率|面)|惠及|参与|实现|达到|获评|入选|通过)")
"""万兆宽带覆盖楼宇100栋: what has a verb of its own shares none of the clause before."""
_DEED = late(
    "(?:培训|体检|演出|普查|转移就业|再就业|人员就业|介绍|改造|修复|整备入库|治理|整治|维修|搬迁|安置|拆除|入库)$"
)
"""新增床位50张，家庭适老化改造400户; 新建急救站5个，急救知识培训2万人: a deed is neither added nor built."""
_DONE_WELL = late("(?:成功|顺利|圆满|妥善|稳妥|有效)(?!发明|专利|投资|期)")
"""、成功避让险情8起: an adverb that only verbs have."""
_PREDICATE = late("(?<=\\w\\w)(?:成功|全部|均|顺利)(?=[\\w“])")
_HEAD_OF_TRADES = late("(?<=\\w\\w)(?:增加值|营业收入)$")
_TRADE = late("[^，、；\\d]{1,8}(?:业|制造|医药|材料|航天|电子|装备)")
_HEAD_OF_CROPS = late("(?<=\\w\\w)(?:播种|种植)面积$")
_CROPS = late("[^，、；\\d]{0,4}(?:作物|粮食|玉米|小麦|大豆|蔬菜|油料|油菜|薯类?|水稻|花生|豆类|棉花)")
_GRADE_FIRST = late("国家级|省级|市级|区级|县级")
_GRADE_AT_HEAD = late("(?:国家级|自治区级|省级|市级|州级|区级|县级)(?:及?以上)?")
_SHORTEST_KIND = 2
_HONOUR = late("(?:示范|先进|优秀|标杆|样板|模范)[^，、；]{1,3}$")
_HONOURS_BEGIN = frozenset("示先优标样模")
_KINDS_ALIKE = 2
"""创建省级乡村振兴示范镇2个、示范村8个: honours alone are of the theme that the first names."""
_RANGE = late(r"\d[~—–-]")
_SUM = "(?:超过?|过|达到?)?"
_MONEY = "(?:[\\d.~—–-]+[十百千]?|[十百千])?[亿万]元"
_AMOUNT = late(f"(?P<above>{_SUM}){_MONEY}(?P<behind>(?:以上)?)的?(?P<noun>(?:[^，、；\\d]{{2,8}})?)")
_DIVIDED = late(
    f"(?P<of>[^，、；\\d]{{2,12}}?)(?P<above>{_SUM}){_MONEY}(?:以上)?(?P<of_them>的?)(?P<noun>[^，、；\\d]{{2,8}})"
)
_CARRIED_OUT = ("完成", "实施", "推进", "开展")
"""完成小区改造6个、楼道加装电梯30台: deeds are carried out alike."""
_TOTAL = late("总[^，、；]{2,8}(?:能力|规模|面积|里程|容量)$")
"""新增处理能力6万吨/日、总处理能力72万吨/日: the total was not added."""
_GRADED = late("国家级?|省部?级|市级|区级|县级|自治区级?|部级|州级|盟级|专精特新")
_GRADED_NAME = late("(?:国家|全国|中国|省|自治区|州|市|区|县)(?:级|(?=[^，、；]{4,}))|“[^”]{2,12}”")
_GRANTING = ("获评", "获批", "入选", "荣获", "创建", "命名", "认定", "新认定", "新获评", "新入选", "争创", "创成", "获")
"""获评国家示范县1个，全国示范村3个: honours are granted alike, of whatever kind they are."""
_SAID_OF_GRADED = late(
    "(?<=\\w\\w)(?:获|入选|上榜|通过|建成|开工|投用|投产|落地|完成|实现|达到|竣工|签约|开业|全部|均|成功|加快|有序|顺利|启动|进入|稳步|持续)"
)
_WHO_DID = late(
    "(?!新)[^，、；\\d]{2,16}?(?<![收斩喜])(?:累计|共|已)?(?:获得?|荣获|发送|运送|接待|吸引|入驻)(?!益|利|得感|批|评|客|能力|企业|率)(?=[^，、；]{2,}$)"
)
_CARRIED = ("旅客", "游客")
_NEARLY = ("", "超", "近", "约", "逾", "超过")
_OBTAINING = frozenset(
    ("争取", "争取到", "积极争取", "到位", "发放", "安排", "下达", "落实", "拨付", "筹措", "获批", "获得", "统筹")
)
"""争取专项资金4亿元、政府债券限额2亿元: amounts that were obtained alike."""


def has_own_verb(own: str, words: str, item: Item, thread: Thread) -> bool:
    """Whether the words of a later item hold a verb, so that they share none; `words` are those in the text."""
    if thread.verb.startswith(_CARRIED_OUT):
        return bool(_TOTAL.match(own) or _DONE_WELL.match(words))
    if _OWN_VERB.match(own) or _TOTAL.match(own) or _DONE_WELL.match(words):
        return True
    return item.first and bool(_DEED.search(own) or _SAID.search(own))


def subject_and_verb(own: str) -> str:
    """Return who did it together with the verb, for the things that follow: 甲大学获国家级奖3项、省级奖8项."""
    found = _WHO_DID.match(own)
    return found[0] if found and (own.endswith(_CARRIED) or not ends_as_level(own)) else ""


def obtained_alike(own: str, item: Item, thread: Thread) -> bool:
    """Whether an amount was obtained as the one before it was: 争取专项资金4亿元、政府债券限额2亿元."""
    before = thread.previous
    money = before is not None and before.quantity.unit.endswith("元") and item.quantity.unit.endswith("元")
    return money and not item.first and thread.verb in _OBTAINING and making_end(own, 0, len(own)) == 0


def verb_over_comma(own: str, item: Item, bound: str, thread: Thread) -> str:
    """Return the verb of the clause before where a list goes on by grades: 创建国家级工厂5家，省级工厂7家."""
    before = thread.previous
    if not thread.done or before is None or before.clause[1] + 1 != item.clause[0]:
        return ""
    alike = before.quantity.unit == item.quantity.unit and own[-2:] == thread.noun[-2:]
    graded = _GRADED.match(own) or _GRADED.match(thread.noun)
    if not alike and thread.done.endswith(_GRANTING):
        alike = before.quantity.unit == item.quantity.unit and _graded_alike(own, thread.noun)
    bare = making_end(own, 0, len(own)) == 0 and not ends_as_level(own) and not is_grade(own)
    bare = bare and not own.startswith(IN_STOCK)
    return thread.done if bound in _NEARLY and alike and graded and bare and item.first else ""


def counted_over_comma(noun: str, item: Item, thread: Thread) -> str:
    """Return the verb of the clause before where it counts on: 创建16个省级示范村，2个省级示范镇."""
    before = thread.previous
    apart = before is None or before.clause[1] + 1 != item.clause[0] or item.clause[1] - item.after[1] > 1
    if not thread.done or before is None or apart:
        return ""
    quoted = noun[0] == "“" == thread.noun[:1]
    alike = (quoted or before.quantity.unit == item.quantity.unit) and _graded_alike(noun, thread.noun)
    bare = making_end(noun, 0, len(noun)) == 0 and not ends_as_level(noun) and not _SAID_OF_GRADED.search(noun)
    return thread.done if alike and bare else ""


def _graded_alike(own: str, other: str) -> bool:
    return _GRADED_NAME.match(own) is not None and _GRADED_NAME.match(other) is not None


def like_before(own: str, thread: Thread) -> str:
    """营收过10亿元的企业6家，其中过50亿元的2家: what the amount divides is said with the amount before it."""
    amount = _AMOUNT.fullmatch(own)
    before = thread.previous.name if thread.previous and amount else ""
    divided = _DIVIDED.fullmatch(before) if before else None
    if not divided or not amount or amount["noun"] not in ("", divided["noun"]):
        return ""
    bounded = amount["above"] or amount["behind"] or _RANGE.search(own)
    above = "" if bounded else divided["above"]
    return divided["of"] + above + own.removesuffix(amount["noun"]) + divided["of_them"] + divided["noun"]


def headed_alike(own: str, item: Item, change: Change, thread: Thread) -> str:
    """规上工业增加值增长7%、制造业增长8%; 粮食播种面积22万亩、油料7万亩: the head of the first is that of the next."""
    before = thread.previous
    if item.first or before is None or before.quantity.unit != item.quantity.unit or ends_as_level(own):
        return ""
    if item.quantity.unit == "%" and change.measure == before.measure == "growth":
        head = _HEAD_OF_TRADES.search(before.name) if _TRADE.fullmatch(own) else None
    else:
        head = _HEAD_OF_CROPS.search(before.name) if _CROPS.fullmatch(own) and not change.measure else None
    return own + head[0] if head else ""


def regraded(own: str, thread: Thread) -> str:
    """创建省级示范基地1个、市级基地8个: the second is of the same kind as the first."""
    if themed := of_theme(own, thread.noun):
        return themed
    if shared := _graded_before(own, thread.noun):
        return shared
    grade = _GRADE_FIRST.match(own)
    first = _GRADE_FIRST.match(thread.noun)
    kind = own[grade.end() :] if grade else ""
    same = first and len(kind) == _SHORTEST_KIND and thread.noun.endswith(kind)
    return grade[0] + thread.noun[first.end() :] if grade and first and same else own


def _graded_before(own: str, first: str) -> str:
    """创建国家级绿色园区3个、绿色工厂20家: the grade of the first is that of another of its field, but not of firms.

    国家级专精特新“小巨人”、专精特新中小企业: firms of one field have grades of their own.
    """
    grade = _GRADE_AT_HEAD.match(first)
    same = grade is not None and first.startswith(own[:_SHORTEST_KIND], grade.end()) and len(own) > _SHORTEST_KIND
    bare = same and not own.endswith(("企业", "平台")) and not _GRADED.match(own) and not _GRADED_NAME.match(own)
    return grade[0] + own if grade and bare and not making_end(own, 0, len(own)) else ""


def of_theme(own: str, first: str) -> str:
    """创建省级乡村振兴示范镇2个、示范村8个: return an honour alone with the theme of the first, or nothing."""
    if own[:1] not in _HONOURS_BEGIN or not _HONOUR.fullmatch(own):
        return ""
    honour = _HONOUR.search(first)
    end = honour.start() if honour else len(first) - _KINDS_ALIKE if first.endswith(own[-_KINDS_ALIKE:]) else 0
    return first[:end] + own if end > 1 else ""


def has_predicate(noun: str) -> bool:
    """Whether a noun behind its number has a predicate: 6万尾虹鳟鱼成功“盐化”."""
    return _PREDICATE.search(noun) is not None
