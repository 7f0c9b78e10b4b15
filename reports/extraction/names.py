"""What is measured: the words of a name, and the words that an elided name borrows from its neighbours."""

from __future__ import annotations

import re

from .lexicon import alternation, late, words


def _one_of(key: str) -> str:
    return alternation(words("names", key))


_NUMERALS = "一二三四五六七八九十"
_TIME = (
    r"(?:(?:到|至|在|截至|预计到?|力争到?|自|早在|较|比)?(?:"
    r"20[0-5]\d年(?:、20[0-5]\d年)*(?!底?前|以前)(?:底|末|年底|以来|度|全年)?|\d{1,2}月(?:\d{1,2}日)?(?:底|末|份)?前?"
    rf"|连续[{_NUMERALS}两\d]+年(?=每年|新增|净增)|分[{_NUMERALS}两]年|“[{_NUMERALS}]{{2,3}}五”(?:以来|期间|末|规划|时期)?|[{_NUMERALS}两]{{1,3}}年(?:来|间|内|(?=净?增|新增|累计|共))"
    rf"|(?:今后|未来|接下来)[{_NUMERALS}两\d]{{1,2}}年(?:内|间|里)?(?=要|将|还|仍|拟|力争)"
    r"|第?[一二三四]季度末?|前三季度|1(?:[—\-–至~]\d{1,2})月(?:份)?))"
)
_BULLET = (
    "(?:[●■◆▲★•○◎※►▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮]"
    rf"|（[{_NUMERALS}\d]{{1,3}}）|\d{{1,2}}[.、](?!\d)|[{_NUMERALS}]{{1,2}}[是要]|共(?=[向为对给])|(?<=（)含|（下同）)"
)
_LEAD_WORDS = (*words("names", "time"), *words("names", "scope"), *words("names", "modal"))
_GUARDED = frozenset(words("names", "before_verb_only"))
_MAKING_WORDS = words("names", "making")
_BASE = "(?:扣除|剔除|考虑)[^，、]{1,14}?(?:因素)?后|按[^，、]{2,6}(?:计算|口径|价格)"
_LEAD = late(
    lambda: (
        rf"(?P<time>{_TIME}|{_BULLET}|{_BASE}|集中[^，、；。]{{0,4}}力量(?:抓好|推进)?|{alternation(_LEAD_WORDS)})[，的]?"
    )
)
_CHAIN = late(
    lambda: (
        r"(?:(?:高标准|高质量|全面|基本|成功|全力|加快|持续|累计|统筹|共|新|再|拟|已|将|合计){0,2}"
        rf"(?!(?!供应商品){_one_of('not_making')}){_one_of('making')}(?:（[^）]{{1,4}}）|了)?(?:和(?![平美谐])|、|及|并|与|或)?)+"
    )
)
_NOUNS_TOO = frozenset(("建议",))
"""承办议案3件、建议53件: alone before a number the word is what is counted."""
_MAKING_SET = frozenset(_MAKING_WORDS)
_PROTECTED = late(lambda: _one_of("protected"))
_ENDS_LEVEL = late(lambda: rf"(?:{_one_of('level_head')})(?:（[^）]{{1,12}}）)?$")
_LEANING = late(lambda: rf"^(?:{_one_of('leaning_head')})(?:(?:及|和|与|、)(?:{_one_of('leaning_head')}))*(?:排名)?$")
_TAIL_CHAIN = late(lambda: rf"(?:{_one_of('shared_tail')})+$")
_SHARE_TAIL = late(lambda: rf"(?:{_one_of('shared_tail')})+占.{{2,}}$")
IN_STOCK = ("有效期内", "现有", "现存", "在库", "累计在库", "存量", "在营", "登记在册", "在册", "实有", "存续")
"""Words that begin the name of a stock: it was there before, nothing adds it."""
COUNTERPARTS = {
    "出栏": "存栏",
    "存栏": "出栏",
    "外资": "内资",
    "内资": "外资",
    "农村": "城镇",
    "出口": "进口",
    "进口": "出口",
    "水耗": "能耗",
    "电耗": "能耗",
    "农村居民": "城镇居民",
}
"""Names of which one stands for the other where the rest is left out: 进口 behind 外贸出口."""
_BARE_HEADS = frozenset("率数量额度值")
"""What is left of 办理率 behind its verb is no noun."""
_OF_ALL = re.compile("的(?:比例|比重|占比|增速|数量|面积|覆盖率)$")
"""通公路的乡镇、通硬化路的自然村的比例: the head behind 的 is that of all."""
_PLACE = re.compile("(?:开发区|高新区|\\w[县市区镇乡旗州])$(?<!城市)(?<!示范区)(?<![小社]区)")
_AMONG_ALL = re.compile("^全[国省市]")
_PLACE_FIRST = re.compile("各?(?:县（[市区]）|县市区|区县|县区|乡镇|镇街|县城|郊区)|各[县市区镇乡]")
_HAS_HEAD = re.compile(r"[数率额量值比度次]$")
_OF_PROJECTS = re.compile("[^，；]{0,12}?(?:项目|工程)(?=[^，；]{0,4}(?:履约|开工|签约|竣工|落地|投产|入库|注册)率$)")
_LONGEST_RATE = 6
"""新引进项目合同履约率、开工率: each is a rate of the projects."""
_OWNS = re.compile("产业链?$|[工农行]业$|集群$|板块$")
"""Ends of names that have an output and are none."""
_LATIN = re.compile("[A-Za-z0-9]")
_SHORT = 4
_COUNTED_HEAD = re.compile(
    "(?:[量额率数值]|警情|案件|发案|产能|能耗|装机|成本|价格|收益|时限|[占比]比|比[例重]|强度|浓度|排名?|营收|消费|[存贷]款|面积|里程)$"
)
_RATE = 3
"""Rates have heads of three signs: 利用率, 覆盖率."""
_HAVING_HEADS = frozenset(
    (
        "项目",
        "人才",
        "医院",
        "学校",
        "园区",
        "平台",
        "机构",
        "产业",
        "基地",
        "中心",
        "企业",
        "总部",
        "集群",
        "产业链",
        "行业",
        "板块",
    )
)
"""Ends that names share and that have an output: what is left of a name without its head may end in them."""
_HEAD_CHAIN = late(
    lambda: (
        rf"(?:(?<!金融)(?:{alternation(word for word in words('names', 'shared_tail') if word not in _HAVING_HEADS)})"
        "|从业人员|存款|机构数|客流量?|总产|单产|亩产|播面)+$"
    )
)
_CONTRAST = re.compile(
    "城镇|农村|城市|乡村|进口|出口|国内|国际|国家级|省级|市级|区级|县级|公办|民办|普通|线上|线下|新建|存量|企业|居民|本级"
)
_PAIRS = {
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "进出口": ("进口", "出口"),
    "产销": ("生产", "销售"),
    "中小学": ("中学", "小学"),
}
_CROPS = {
    "粮": "粮食",
    "油": "油料",
    "菜": "蔬菜",
    "果": "水果",
    "肉": "肉类",
    "奶": "奶",
    "蛋": "蛋",
    "茶": "茶叶",
    "糖": "糖料",
    "棉": "棉花",
}
_EACH_CROP = re.compile("(?P<crops>[粮油菜果肉奶蛋茶糖棉]{2,4})(?=总?产量|种植面积)")
"""粮肉奶产量: each sign stands for one of them."""
_BARE_HEAD = re.compile(
    r"(?:支出|收入|出口|进口|出口额|进口额|贷款|存款|销量|产量|利润|营收|交易额|成交额|资金需求量|资金量|投资总额)$"
)
_COUNTED = re.compile("(?:(?:登记|成交|交易)(?:项|份|宗|笔)?数|(?<=[货客]运)量)$")
"""技术合同登记数、成交额; 网络货运量、交易额: what is counted has a turnover too."""
_WHOLE = frozenset(("固投", "社零", "GDP", "CPI", "进出口", "税收", "投资", "消费", "出口", "进口", "收入"))
_TIMES = ("人次", "件次", "批次")
"""信访总量件次、人次: each counts what the first one names."""
_FLOWS = ("出口", "进口", "收入", "支出", "投资", "投入", "消费", "税收", "存款", "贷款")
"""技改投入、外贸出口: each has such a head of its own."""
_BARE_COUNT = re.compile(r"(?:死?伤?亡人数|受伤人数|起数|件数|金额|数量|面积|人数|总额|总量)$")
_CAUSE = late(
    lambda: (
        r"(?:推动|带动|促进|确保|力争|实现|拉动|撬动|助推|使得|争取|引导|努力|预计|有望|推进|保持|促使|牵引|，|；|：)(?!型|力|率|度)"
    )
)
_GRADE = re.compile(
    r"^(?:国家级|省级|市级|区级|县级|国家|部级|省部级|镇级|村级|院士级|世界级|国际|国内|省定|市定|区定|县定|省市级|市级以上|省级以上|国家级以上|本科|高职|其中|[省市区县][属控]|[三四五]星级|[345]A级|[34]A级以上)$"
)
_GRADE_WORD = re.compile(
    r"[省市区县][属控](?=\w)|[三四五]星级|[345]A级|国家级|省部级|省级以上|市级以上|省级|市级|区级|县级|国家"
)
_LIST = re.compile(r"(?:、|等$|等\d*$|等[^、]{0,2}$|.(?:和|(?<![惠涉普遍顾])及|与|以及)$)")
_AND = "以及|和(?!谐|平|美)|(?<![普涉遍])及(?!时|格)|与(?!会)"
_TRIM = " ，、；：。的—"
_MAX = 60
_LONG = 20
_SPENT = re.compile(r"(?:累计)?(?:投资|投入|筹资)[\d.]+[余多]?[万亿]*元(?=[^的]{4})")
_INVESTED = re.compile(r"(?:总|计划)?投资(?:约|近|超)?[\d.]+[万亿]*元(?:[\d.]+公里)?的(?=\w\w)")
_AMONG_THEM = re.compile("(?:包括|包含|涵盖|含)[^在]{2,40}?在内的")
"""开展包括甲、乙在内的全面排查4次: some of them are no part of the name."""
_EXAMPLES = re.compile(
    r"(?![^、]*(?:[在为与对把将向从]|以(?!及)))[^等]+(?:、|”“).*?(?<![高中初平同])等(?![级离温])(?:领域|方面)?"
    r"(?P<sum>(?:[^、等“”]|“[^”]+”){2,})$"
)
_NAMED_EXAMPLES = re.compile(
    r"(?=[^等]{12})(?![^、]*[在为对把将向从])[^等]+(?<![高中初平同])等(?![级离温])(?:领域|方面)?"
    r"(?P<sum>(?:[^、等“”]|“[^”]+”){4,})$"
)
"""举办国际甲与乙大会等交流活动, 新增微流控研究院等省级研发平台: behind a verb names are examples, even one of them."""
_EXAMPLES_BEHIND_VERB = re.compile(
    r"(?P<lead>.*?(?:提供|开展|包括)|^为)[^等]+、[^等]+(?<![高中初平同])等(?![级离温])(?P<sum>[^、等“”]{2,})$"
)
"""为老年人免费提供助餐、助浴等上门服务: what is provided is said by the word that sums it up."""
_SAYS_LITTLE = frozenset(
    ("项目", "活动", "载体", "展会", "企业", "工程", "平台", "机构", "道路", "公园", "园区", "基地")
)
"""Such sums keep the first of their examples: 实施甲产业园、乙码头等项目 → 实施甲产业园等项目."""
_FOOTNOTE = re.compile(r"\[\d{1,3}\]|〔\d{1,3}〕")
_MEMBERS = re.compile(r"（[^）]{4,80}[、，][^）]{2,80}）")


def lead_end(text: str, start: int, end: int) -> int:
    """Return where the name begins: behind words of time, of place, and verbs that only introduce."""
    at = start
    while at < end:
        match = _LEAD.match(text, at, end)
        if not match:
            break
        if match.end() >= end:
            if match["time"] in _NOUNS_TOO and at > start - 1:
                return at
            return end if match["time"] not in _MAKING_WORDS else at
        word = match["time"]
        if word in _GUARDED and text[at - 1] != "（" and not _opens(text, match.end(), end):
            break
        if word in _MAKING_WORDS and _only_verbs(text, at, end):
            break
        if _PROTECTED.match(text, at):
            break
        at = match.end()
    return at


def _opens(text: str, start: int, end: int) -> bool:
    return bool(_LEAD.match(text, start, end) or _CHAIN.match(text, start, end))


def _only_verbs(text: str, start: int, end: int) -> bool:
    chain = _CHAIN.match(text, start, end)
    return chain is not None and chain.end() >= end


def making_end(text: str, start: int, end: int) -> int:
    """Return where the making verbs at the start of a name end (新建和改造…), or `start` where there are none."""
    chain = _CHAIN.match(text, start, end)
    return start if chain is None or text[chain.end() : end] in _BARE_HEADS else chain.end()


def after_cause(text: str, start: int, end: int) -> int:
    """For rates: begin behind the last word that only brings the rate about (推动…, 确保…)."""
    at = start
    for match in _CAUSE.finditer(text, start, end):
        if match.end() < end:
            at = match.end()
    return at


def ends_as_level(name: str) -> bool:
    """Whether a name's head is a stock, a total or a rate."""
    return bool(_ENDS_LEVEL.search(name))


def leans(name: str) -> bool:
    """Whether a name is only a head that needs the subject before it (总数, 增速, 占比)."""
    return bool(_LEANING.match(name))


def is_grade(name: str) -> bool:
    """Whether a name is only a grade (省级) that needs the noun before it."""
    return bool(_GRADE.match(name))


def without_head(name: str) -> str:
    """Return whose head it is: 软件业从业人员 → 软件业, 存款余额 → 存款."""
    match = _HEAD_CHAIN.search(name)
    return name[: match.start()] if match else name


def regrade(name: str, grade: str) -> str:
    """Put another grade into a name: 国家级绿色工厂, 省级 → 省级绿色工厂."""
    return _GRADE_WORD.sub(grade, name, count=1) if _GRADE_WORD.search(name) else grade + name


def last_making(text: str) -> str:
    """Return the making verb that words end in, or nothing."""
    ends = (text[-length:] for length in range(min(len(text), 6), 0, -1))
    return next((end for end in ends if end in _MAKING_SET), "")


def is_list(text: str) -> bool:
    """Whether the words are examples that a count sums up (甲、乙等)."""
    return bool(_LIST.search(text))


def is_protected(name: str) -> bool:
    """Whether a noun begins like a word that opens a clause (对外贸易, 将军县)."""
    return _PROTECTED.match(name) is not None


def tidy(name: str) -> str:
    """Drop stray punctuation and brackets at both ends, close open quotes, cut what is too long for a name."""
    name = _MEMBERS.sub("", name) if "（" in name else name
    name = _FOOTNOTE.sub("", name) if "[" in name or "〔" in name else name
    name = name[-_MAX:].strip(_TRIM).removeprefix("了").removesuffix("（").removeprefix("）")
    name = name.removeprefix("”").removesuffix("“")
    if "“" in name or "”" in name:
        missing = name.count("“") - name.count("”")
        name = "“" * -missing + name + "”" * missing
    return name


def without_examples(name: str) -> str:
    """Drop sums invested, and the examples that make a name long: 举办甲赛、乙赛等各类赛事 → 举办各类赛事.

    In a short name they stay: they narrow it.
    """
    if "在内的" in name:
        name = _AMONG_THEM.sub("", name)
    if "元" in name:
        name = _INVESTED.sub("", name)
        means = _SPENT.match(name)
        name = name[means.end() :] if means else name
    if len(name) > _SHORT:
        name = name.removesuffix("等")
    if len(name) <= _LONG:
        return name
    verb = making_end(name, 0, len(name))
    if examples := _EXAMPLES.match(name, verb) or (verb and _NAMED_EXAMPLES.match(name, verb)):
        total = examples["sum"]
        measured = not verb and ends_as_level(total) and not total.endswith("投资")
        kept = measured or total.removesuffix("投资") in _SAYS_LITTLE
        first = re.split("[、等]", name[verb:])[0] + "等" if kept else ""
        return name[:verb] + first + total if first or len(total) > 2 else name
    listed = _EXAMPLES_BEHIND_VERB.match(name)
    return listed["lead"] + listed["sum"] if listed else name


def coordinated(text: str, count: int) -> list[str]:
    """Split the common subject of several numbers into its names, restoring what they share.

    >>> coordinated("城镇和农村常住居民人均可支配收入", 2)
    ['城镇常住居民人均可支配收入', '农村常住居民人均可支配收入']
    """
    text = text.replace("存、贷款", "存贷款")
    if (each := _EACH_CROP.match(text)) and len(each["crops"]) == count:
        return [_CROPS[crop] + text[each.end() :] for crop in each["crops"]]
    for joint in (f"、|{_AND}", "、", _AND, "、|以及|和(?!谐|平|美)"):
        parts = [part for part in re.split(joint, text) if part]
        if len(parts) == count:
            return _restored(parts)
    if count == 2:
        for pair, (first, second) in _PAIRS.items():
            if pair in text:
                return [text.replace(pair, first, 1), text.replace(pair, second, 1)]
    parts = [part for part in re.split(f"、|{_AND}", text) if part]
    if len(parts) > count:
        return _restored([*parts[: count - 1], text[text.find(parts[count - 1]) :]])
    return []


def names_pair(text: str) -> bool:
    """Whether one word stands for two names (存贷款, 城乡)."""
    return any(pair in text for pair in _PAIRS if pair != "进出口")


def _restored(parts: list[str]) -> list[str]:
    last = parts[-1]
    if last[0] in _NUMERALS and all(len(part) == 1 and part in _NUMERALS for part in parts[:-1]):
        return [part + last[1:] for part in parts[:-1]] + [last]
    if head := _OF_ALL.search(last):
        return [part if part.endswith(head[0]) else part + head[0] for part in parts]
    if (project := _OF_PROJECTS.match(parts[0])) and all(
        len(part) <= _LONGEST_RATE and part[-1] == "率" for part in parts[1:]
    ):
        return [parts[0], *(project[0] + part for part in parts[1:])]
    if rest := _of_places(parts[0], last):
        return [part + rest for part in parts[:-1]] + [last]
    if last in _TIMES and parts[0].endswith(_TIMES):
        return [*parts[:-1], parts[0][: -len(last)] + last]
    owner = without_head(_COUNTED.sub("", parts[0]))
    if _BARE_COUNT.match(last) or (_BARE_HEAD.fullmatch(last) and len(owner) > 1):
        return [part if part.startswith(owner) else owner + part for part in parts]
    contrast = _CONTRAST.match(last)
    if contrast and all(_CONTRAST.fullmatch(part) for part in parts[:-1]):
        return [part + last[contrast.end() :] for part in parts[:-1]] + [last]
    tail = _shared_tail(parts[0], last)
    return [part if part is last else _joined(part, tail) for part in parts]


def _of_places(first: str, last: str) -> str:
    """Return what two places share: 甲经开区、乙高新区工业收入; 中心城区及各县（市）污水收集率."""
    if not _PLACE.search(first):
        return ""
    place = _PLACE_FIRST.match(last)
    end = place.end() if place else last.rfind(first[-1], 1) + 1
    return _AMONG_ALL.sub("", last[end:]) if 1 < end < len(last) - 1 else ""


def _joined(part: str, tail: str) -> str:
    if part in _WHOLE or (tail in _FLOWS and part.endswith(_FLOWS)):
        return part
    for length in range(min(len(tail), len(part)), 0, -1):
        if part.endswith(tail[:length]):
            return part + tail[length:]
    headless = not _TAIL_CHAIN.search(part) or len(part) <= 2 or _OWNS.search(part)
    return part + tail if headless and not _HAS_HEAD.search(part) else part


def _shared_tail(first: str, last: str) -> str:
    """Return the words at the end of the last name that the others lack: 盗抢、诈骗警情 share 警情."""
    share = _SHARE_TAIL.search(last)
    match = share or _TAIL_CHAIN.search(last)
    if not match:
        return _rest(first, last) if making_end(first, 0, len(first)) == 0 else ""
    tail = match[0]
    if len(tail) == 1 and len(last) > _RATE and "）" not in last[-_RATE:]:
        return last[-_RATE:]
    return _rest(first, last) if len(tail) == len(last) else tail


def _rest(first: str, last: str) -> str:
    """Return the end of the last name that the first one, which has no head of its own, lacks."""
    if len(first) >= len(last) or ends_as_level(first) or _LATIN.search(first + last):
        return ""
    alike = last.rfind(first[-1], 1)
    rest = last[alike + 1 if alike > 0 else len(first) :]
    return rest if alike > 0 or (len(first) <= _SHORT and _COUNTED_HEAD.search(rest)) else ""
