"""What stands before a name and is no part of it: what was said to have happened, who did it, by what means."""

from __future__ import annotations

from .change import Change
from .lexicon import late
from .names import lead_end

_NEXT_PREDICATE = late(
    r"、(?=(?:累计)?(?:预计|力争|点击|完成|实现|新增|吸引|带动|拉动|吸纳|促成|节约|惠及|新建|建成|引进|投入(?=[^、]{0,8}资金)|(?:改造|打造|整治|修复|铺设)(?!工程|项目|提升|任务|行动))"
    r"[^、]{1,20}$|惠及$|(?:每年|累计|预计|可|已)*为[^、]{2,12}(?:减负|让利|减税|降费|授信|担保|减少|节约|降低)[^、]{0,8}$)"
)
_WITHIN_YEAR = late("[^，、；。]{1,10}(?:工程|行动|工作|计划)(?:年内|全年|今年|当年)(?=[^，、；。]{3,})")
"""就业工程年内新增岗位1300个: by what programme is no part of the name."""
_COVERED = "全覆盖、"
"""污水处理设施全覆盖、垃圾处理率达98%: a standard was said of something else."""
_LONGEST_BEFORE = 14
_DONE_BEFORE = late(
    r"[^，；]*(?:[^即]开工|动工|建成|投用|投产|竣工|完工|验收|落地|开业|通车|(?<=\w\w)(?:扩容提质|提质扩容|提质增效|提档升级|转型升级)|获批|启用|揭牌|挂牌|封顶|达效|达产|上线|成立|落户|下线|开园|签约|破题|解决"
    r"|[面部利功计]完成|通过[^，、；]{0,8}(?:验收|评审|认定|审定)|(?:升级|更名|扩容)为[^，、；]{3,16}|(?:深入|扎实|有序|有力|顺利|稳步)推进|全部就业|足额发放|(?<=\w\w)双?(?:压降|清零|达标)"
    r"|达到[^，、；]{0,8}(?:要求|标准)|(?:延长|缩短|压缩|提速)[至到]\d[^、]{1,6})、(?=[^、]{3,}$)"
)
"""What is said to have happened before the last 、: 新院区建成投用、老院区开放床位800张."""
_MADE_BY_MEANS = (
    "新改建|新改扩建|改建|改造|建成|打造|新建|新增|设立|开展|举办|安装|布设|搭建|带动|布局|组建|新开|建立|建设"
)
_MEANS_LEAD = (
    r"(?:通过[^，、；。]{2,12}?(?=(?:新增|盘活|解决|节约|腾出|释放|减少|带动)%s)|与?[^，、；。\d]{2,10}(?:地区|[省市区县])(?=互派)"
    rf"|(?:依托|利用|借助|立足|在)[^，、；。]{{3,24}}?(?=(?:{_MADE_BY_MEANS})%s)"
    r"|围绕[^，、；。]{3,16}?(?=(?:布局|建设|打造|组建|新建)%s)"
    r"|以(?:“[^”]+”)+(?:等)?(?:方式|模式|机制|形式)(?=(?:实施|开展|推进|建设|打造|完成|建成|改造|新建)%s)"
    r"|以?(?:“一[^”]{1,2}一[^”]{1,2}”)+(?=(?:实施|开展|推进|建设|打造|完成|建成|改造|新建|新增|解决|整治|化解|盘活)%s)"
    r"|(?:支持|引导|组织|发动)[^，、；。]{0,20}?(?:企业|农户|合作社|单位)(?:结合[^，、；。]{2,10}?)?(?=(?:建成|建设|打造|新建|设立|开展|实施|承接|承担|牵头|申报)%s))"
)
_MEANS = late(_MEANS_LEAD.replace("%s", "[^，、；。]{2,}"))
_SHORTEST_MEANS = 5
_MEANS_BEFORE_NUMBER = late(_MEANS_LEAD.replace("%s", "$"))
"""在政务平台新建10个专区: the verb stands right before the number."""
_DONE_BY = late(
    r"(?:[^自早业而不]已(?:经)?(?=[^有建于])|共(?=开展|举办|完成|组织|排查|实施|发放|办理|受理|签约|引进))(?:累计)?"
)


def behind_predicate(text: str, start: int, end: int, change: Change) -> int:
    """项目全面达产、完成年产值: what is said before the last 、 is no part of the name."""
    if text.find("年", start, end) > 0 and (within := _WITHIN_YEAR.match(text, start, end)):
        start = within.end()
    start = max(start, text.rfind(_COVERED, start, end) + len(_COVERED)) if _COVERED in text[start:end] else start
    cut = _NEXT_PREDICATE.search(text, start + 4, end)
    if cut:
        return lead_end(text, cut.end(), end)
    if (done := behind_done(text, start, end)) > start:
        return done
    if change.measure in ("growth", "decline") and text.startswith(("完成", "实施", "开展"), start):
        return text.rfind("、", start, end) + 1 or start
    return start


def behind_done(text: str, start: int, end: int) -> int:
    """Return where a name begins behind something else that was done: 低保足额发放、拖欠工资案件."""
    done = _DONE_BEFORE.match(text, start, end) if end - start > _LONGEST_BEFORE else None
    return lead_end(text, done.end(), end) if done else start


def behind_means(text: str, start: int, end: int) -> int:
    """Return where the verb right before a number begins, behind the means: 在政务平台新建10个专区."""
    means = _MEANS_BEFORE_NUMBER.match(text, start, end) if end - start > _SHORTEST_MEANS else None
    return means.end() if means else start


_LED_BY = late("由\\d+[名位人][^，、；。\\d]{1,12}?(?:牵头|领衔|包联|负责|挂帅|领办|主抓)(?=[^，、；。]{2,})")
"""由5名县领导包联重点项目20个: those who lead are no part of the name."""
_SPARE_SIGNS = frozenset("利腾闲边零桥")
_FROM_SPARE = late(
    "(?:利用|腾退空间|闲置|边角地|零星地块|桥下空间)[^，；。\\d]{0,20}?(?=(?:新增|新建|增设|建设|改造)[^，、；。]{2,}$)"
)
"""利用闲置地、边角地新增停车位: out of what it was made."""


def behind_agent(text: str, start: int, end: int) -> int:
    """委员会已专题研究, 依托闲置用房打造: who has done it, and by what means, is no part of the name."""
    if means := _MEANS.match(text, start, end) or (text[start] in _SPARE_SIGNS and _FROM_SPARE.match(text, start, end)):
        return means.end()
    if text[start] == "由" and (led := _LED_BY.match(text, start, end)):
        return led.end()
    done = _DONE_BY.search(text, start + 2, end)
    return done.end() if done and end - done.end() > 2 else start
