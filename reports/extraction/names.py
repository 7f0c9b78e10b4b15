"""What is measured: the words of a name, where it begins and what is no part of it."""

from __future__ import annotations

from .lexicon import alternation, beginning, late, words


def one_of(key: str) -> str:
    """Return a pattern for any word of a list of names.toml."""
    return alternation(words("names", key))


_NUMERALS = "一二三四五六七八九十"
_TIME = (
    r"(?:(?:到|至|在|截至|预计到?|力争到?|自|早在|较|比)?(?:"
    r"20[0-5]\d年(?:、20[0-5]\d年)*(?!底?前|以前)(?:底|末|年底|以来|度|全年|内)?|\d{1,2}月(?:\d{1,2}日)?(?:底|末|份)?前?"
    rf"|连续[{_NUMERALS}两\d]+年(?=每年|新增|净增)|分[{_NUMERALS}两]年|“[{_NUMERALS}]{{2,3}}五”(?:以来|期间|末|规划|时期)?|(?:[{_NUMERALS}两]到)?[{_NUMERALS}两]{{1,3}}年(?:来|间|内|(?=净?增|新增|累计|共))"
    rf"|(?:今后|未来|接下来)[{_NUMERALS}两\d]{{1,2}}年(?:[内间里]|(?=要|将|还|仍|拟|力争))"
    r"|第?[一二三四]季度末?|前三季度|1(?:[—\-–至~]\d{1,2})月(?:份)?))"
)
_MARKS = "●■◆▲★•○◎※►▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_BULLET = (
    rf"(?:[{_MARKS}]"
    rf"|（[{_NUMERALS}\d]{{1,3}}）|\d{{1,2}}[.、](?!\d)|[{_NUMERALS}]{{1,2}}[是要]|共(?=[向为对给])|(?<=（)含|（下同）)"
)
_LEAD_WORDS = (*words("names", "time"), *words("names", "scope"), *words("names", "modal"))
_GUARDED = frozenset(words("names", "before_verb_only"))
_MAKING = frozenset(words("names", "making"))
_BASE = "(?:扣除|剔除|考虑)[^，、]{1,14}?(?:因素后?|后)|按[^，、]{2,6}(?:计算|口径|价格)|按[一半]年计算?"
_LEAD_SIGNS = (
    *(word[0] for word in _LEAD_WORDS),
    r"\d",
    *_NUMERALS,
    *_MARKS,
    *"到至在截预力自早较比连分两“今未接第前（共含扣剔考按集",
)
"""What _TIME, _BULLET, _BASE and the words can begin with."""
_LEAD = late(
    lambda: (
        rf"{beginning(_LEAD_SIGNS)}(?P<time>{_TIME}|{_BULLET}|{_BASE}|集中[^，、；。]{{0,4}}力量(?:抓好|推进)?|{alternation(_LEAD_WORDS)})[，的]?"
    )
)
_BEFORE_MAKING = "高标准|高质量|全面|基本|成功|全力|加快|持续|累计|统筹|共|新|再|拟|已|将|合计"
_CHAIN_SIGNS = frozenset(word[0] for word in (*_MAKING, *_BEFORE_MAKING.split("|")))
"""What a chain of making verbs can begin with: at other signs none is to be searched for."""
_CHAIN = late(
    lambda: (
        rf"(?:{beginning(_CHAIN_SIGNS)}(?:{_BEFORE_MAKING}){{0,2}}"
        rf"(?!(?!供应商品|建成区域){one_of('not_making')}){one_of('making')}(?:（[^）]{{1,4}}）|了)?(?:和(?![平美谐])|、|及|并|与|或)?)+"
    )
)
_NOUNS_TOO = frozenset(("建议",))
"""承办议案3件、建议53件: alone before a number the word is what is counted."""
_WITH_WHOM = (
    "对(?:[俄非美欧日韩蒙台港澳英德](?=[贸进出])"
    "|(?:俄罗斯|欧盟|东盟|中亚|非洲|美国|日本|韩国|港澳台?|“一带一路”)[^，、；。]{0,8}(?=贸易|进出口|进口|出口))"
)
"""对俄进出口, 对非贸易: with whom is traded belongs to the name."""
_PROTECTED = late(lambda: f"{one_of('protected')}|{_WITH_WHOM}")
_ENDS_LEVEL = late(lambda: rf"(?:{one_of('level_head')})(?:（[^）]{{1,12}}）)?$")
_LEANING = late(lambda: rf"^(?:{one_of('leaning_head')})(?:(?:及|和|与|、)(?:{one_of('leaning_head')}))*(?:排名)?$")
IN_STOCK = ("有效期内", "现有", "现存", "在库", "累计在库", "存量", "在营", "登记在册", "在册", "实有", "存续")
"""Words that begin the name of a stock: it was there before, nothing adds it."""
_BARE_HEADS = frozenset("率数量额度值")
"""What is left of 办理率 behind its verb is no noun."""
_CAUSE = late(
    lambda: (
        r"(?:推动|带动|促进|确保|力争|实现|拉动|撬动|助推|使得|争取|引导|努力|预计|有望|推进|保持|促使|牵引|，|；|：)(?!型|力|率|度)"
    )
)
_GRADES = frozenset(words("names", "grade"))
_GRADE_WORD = late(
    r"[省市区县][属控](?=\w)|[三四五]星级|[345]A级|国家级|省部级|省级以上|市级以上|省级|市级|区级|县级|国家|全国(?=\w{4})"
)
_LIST = late(r"(?:、|等$|等\d*$|等[^、]{0,2}$|.(?:和|(?<![惠涉普遍顾])及|与|以及)$)")
_TRIM = " ，、；：。的—^"
_MAX = 60
_LONG = 20
_SHORTEST = 4
_SPENT = late(r"(?:累计)?(?:投资|投入|筹资)[\d.]+[余多]?[万亿]*元(?=[^的]{4})")
_INVESTED = late(r"(?:总|计划)?投资(?:约|近|超)?[\d.]+[万亿]*元(?:[\d.]+公里)?的(?=\w\w)")
_AMONG_THEM = late("(?:包括|包含|涵盖|含)[^在]{2,40}?在内的")
"""开展包括甲、乙在内的全面排查4次: some of them are no part of the name."""
_EXAMPLES = late(
    r"(?![^、]*(?:[在为与对把将向从]|以(?!及)))[^等]+(?:、|”“).*?(?<![高中初平同])等(?![级离温])(?P<field>领域|方面)?"
    r"(?P<sum>(?:[^、等“”]|“[^”]+”){2,})$"
)
_NAMED_EXAMPLES = late(
    r"(?=[^等]{12})(?![^、]*[在为对把将向从])[^等]+(?<![高中初平同])等(?![级离温])(?P<field>领域|方面)?"
    r"(?P<sum>(?:[^、等“”]|“[^”]+”){4,})$"
)
"""举办国际甲与乙大会等交流活动, 新增微流控研究院等省级研发平台: behind a verb names are examples, even one of them."""
_EXAMPLES_BEHIND_VERB = late(
    r"(?P<lead>.*?(?:提供|开展|包括)|^为)[^等]+、[^等]+(?<![高中初平同])等(?![级离温])(?P<sum>[^、等“”]{2,})$"
)
"""为老年人免费提供助餐、助浴等上门服务: what is provided is said by the word that sums it up."""
_FIRST_EXAMPLE = late("[、等](?![^“]*”)")
_SAYS_LITTLE = frozenset(
    ("项目", "活动", "载体", "展会", "企业", "工程", "平台", "机构", "道路", "公园", "园区", "基地")
)
"""Such sums keep the first of their examples: 实施甲产业园、乙码头等项目 → 实施甲产业园等项目."""
_DUE_INSIDE = late(
    r"(?<=[\w”）]{2})(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:底|末)?前(?:全部|全面)?"
    r"|(?<!\d)(?:年内|年底前|上半年|下半年|全年)(?=新?(?:开工|竣工|建成|投产|投用|完工|签约|引进|完成|启动|落地)(?!的))"
    r"|全年(?=总?产值|营收|营业|交易额|回购额|销售|接待|开行|化解|进出|旅客|收入|税收|利润)|年内(?=新增|实施|全部))"
)
"""受损房屋5月底前完工: by when is no part of the name."""
_LEADING = frozenset("在对将把")
_ONLY_LEADS = late(
    "在(?:全[国省市](?=首[启创推家批]|率先)|(?=[^，、；]{2,16}(?:实施|建成|建立|开展|推广|探索|布设|设立)))"
    "|对(?=[^，、；]{3,20}(?:进行|实施|开展|跟踪|予以))|[将把](?=[^，、；]{3,}(?:纳入|列入|投入|用于|打造成))"
)
"""在行政村实施健身工程, 对服务区进行改造: the prepositions are no part of a name."""
_SUCCEEDED = late(
    "(?<=[\\w”]{2})成功(?=(?:创建|举办|认定|获得|获批|上市|孵化|更新|备案|并网|申报|申请|入选|发行)(?!率))"
)
_STRIVING = late(r"(?<=[\w”）]{2})力争(?=[\w“]{3})")
"""各街道力争新引进: what is striven for is named without that word."""
_NAMED = late(
    r"(?P<examples>[^等]{2,30}?)(?<![高中初平同甲乙丙特])等(?P<sum>[^、等，；]{0,8}?"
    r"(?:道路|断头路|公园|游园|学校|中小学校?|幼儿园|医院|泵站|桥梁|水库|水厂|污水处理厂|变电站|优质项目|亿元以上[^、]{0,4}项目)"
    r"|(?:优质|知名|头部)[^、等，；]{4,12})$"
)
_DOMAIN = late(
    "(?:能源|材料|制造|经济|医药|装备|电子|信息|产业|服务|金融|文旅|物流|食品|芯片|软件|类|(?<![^、])(?:银行|保险|证券))(?:、|$)"
)
"""新能源、装备制造等优质项目: such examples say of what kind they are."""
_FRAME_BEHIND = late("(?<=[\\w”）]{4})等(?:举措|措施|方式|办法)$")
"""采取企业招聘1万人、招募助理3000名等举措."""
_FOOTNOTE = late(r"\[\d{1,3}\]|〔\d{1,3}〕")
_MEMBERS = late(r"（[^）]{4,80}[、，][^）]{2,80}）")


_SUMMED_INSIDE = late("(?<=[\\w”）]{3})累计(?=(?:使用|发放|拨付|兑付|支付|安排|落实)[^，、；]{2,}$)")
_FIELDS_COUNTED = late("(?<=\\w\\w)好?[一二三四五六七八九十]{1,3}个?方面的?(?=\\w{2,})")
_CALLED = late("作为[^，、；]{2,14}的(?=[\\w“]{3,})|(?:全[国省市]|率先)首创(?:的|(?=“))(?=[\\w“]{3,})")
"""作为支柱产业的金融业增加值, 全国首创的“茶农保”: what it is praised as is no part of a name."""


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
            return end if match["time"] not in _MAKING else at
        word = match["time"]
        if word in _GUARDED and text[at - 1] != "（" and not _opens(text, match.end(), end):
            break
        if word in _MAKING and _only_verbs(text, at, end):
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
    chain = _CHAIN.match(text, start, end) if text[start : start + 1] in _CHAIN_SIGNS else None
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
    return name in _GRADES


def regrade(name: str, grade: str) -> str:
    """Put another grade into a name: 国家级绿色工厂, 省级 → 省级绿色工厂."""
    name = name.removeprefix("全国") if not _GRADE_WORD.search(name) else name
    return _GRADE_WORD.sub(grade, name, count=1) if _GRADE_WORD.search(name) else grade + name


def last_making(text: str) -> str:
    """Return the making verb that words end in, or nothing."""
    ends = (text[-length:] for length in range(min(len(text), 6), 0, -1))
    return next((end for end in ends if end in _MAKING), "")


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


def _without_named(name: str) -> str:
    """新改扩建将军路、竹林湖等泵站: of things that have names of their own the examples narrow nothing."""
    verb = making_end(name, 0, len(name))
    named = _NAMED.match(name, verb) if verb else None
    if named is None or _DOMAIN.search(named["examples"]):
        return _FRAME_BEHIND.sub("", name)
    return name[:verb] + named["sum"]


def undated(name: str) -> str:
    """Drop the date inside a name, and words that only lead: 房屋重建5月底前完工 → 房屋重建完工."""
    leads = _ONLY_LEADS.match(name) if name[:1] in _LEADING and not is_protected(name) else None
    name = name[leads.end() :] if leads else name
    if "成功" in name:
        name = _SUCCEEDED.sub("", name)
    if "累计" in name:
        name = _SUMMED_INSIDE.sub("", name)
    if "方面" in name:
        name = _FIELDS_COUNTED.sub("", name)
    if name[0] in "作全率" and (called := _CALLED.match(name)):
        name = name[called.end() :]
    if "建设、累计" in name:
        name = name.replace("建设、累计", "")
    if "年" in name or "月" in name:
        name = _DUE_INSIDE.sub("", name)
    if (at := name.find("力争")) > 1 and making_end(name, at + 2, len(name)) > at + 2:
        name = _STRIVING.sub("", name)
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
    if "等" in name:
        name = _without_named(name)
    if len(name) > _SHORTEST:
        name = name.removesuffix("等")
    if len(name) <= _LONG:
        return name
    verb = making_end(name, 0, len(name))
    if examples := _EXAMPLES.match(name, verb) or (verb and _NAMED_EXAMPLES.match(name, verb)):
        total = examples["sum"]
        measured = not verb and ends_as_level(total) and not total.endswith("投资")
        kept = measured or total.removesuffix("投资").removeprefix("优质") in _SAYS_LITTLE
        first = _FIRST_EXAMPLE.split(name[verb:])[0] + "等" + (examples["field"] or "") if kept else ""
        return name[:verb] + first + total if first or len(total) > 2 else name
    listed = _EXAMPLES_BEHIND_VERB.match(name)
    return listed["lead"] + listed["sum"] if listed else name
