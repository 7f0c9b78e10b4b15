"""Whether a number is promised or reported, and for which year."""

from __future__ import annotations

from .lexicon import late
from .model import Kind, Role
from .structure import PERIOD_END, Sentence

_YEAR = late(
    r"(?=[到至力截较比与从自由是2今过去上明本全])(?<![\d较比与从是由—–-])(?:(?:到|至|力争到?|截至)|(?P<than>较于?|比|与|从|自|由|是))?"
    r"(?:(?P<year>20\d\d)年(?!底?前|底?以前|以来|代|基础|度?[^\W\da-zA-Z_]{0,6}版|(?:同期)?的(?:$|\d))|(?P<word>(?<![较比与从于在（是])(?:今年|过去一年|去年(?!底?的|以来)|(?<![网线])上年(?!的|同期|度)|明年|本年|全年)))(?P<than2>同期|相比)?"
)
_DATED = late(
    "年(?:(?<=20\\d\\d年)|(?<=[今去明本上全一]年)|(?:左右)?的?时间|(?<=[两三四五]年)(?:建设|打造|培育|新增)|(?<=[2-9两三四五]年)内)"
    "|五(?<=[一二三四五]五)|今后|未来|接下来"
)
_SAID_IN_PLAN = {"过去一年": -1, "今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1}
_SAID_IN_REVIEW = {"过去一年": 0, "今年": 0, "全年": 0, "本年": 0, "去年": 0, "上年": -1, "明年": 1}
_PLAN_PERIOD = late(r"(?<![由从比较自与“])“?(?P<period>十[一二三四五]五|十五)”?(?P<end>末|期间|时期|期末|目标)?")
_NEXT_YEARS = late(r"(?:今后|未来|接下来)(?P<n>[一二两三四五六七八九十]|(?<!\d)[1-9])(?:到[一二两三四五])?年(?!来)")
_TAKING = late(
    r"(?:用(?:[1-4一二三][—到至-])?|(?<=[，；、：])(?=[两三四五]年(?:建设|打造|培育|新增))"
    r"|(?<![\d近前去这一二三—-])(?=[^内，；。]{1,4}年内)(?:[1-4一二两三四][—到至-])?)(?P<n>[2-9两三四五])年"
    r"(?:(?:左右)?的?时间|(?=建设|打造|培育|新增|内))"
)
"""用3—5年时间; 三年建设村庄1000个; 两到三年内建成: the last of the years that it may take."""
_SINCE = late(
    "年(?:[^，、；。]{0,16}?(?:以来|起|开始[^，；。]{0,8})[，、]|[^，、；。\\d]{0,16}以来的?(?:最|首|第|新高|新低)|(?:启动|开工|动工|成立|申报|签约|下达|批准|出台)的|(?:获得|获批|取得|入库|结转|认定|引进)[^，、；。]{0,8}的(?:[^，、；。]{0,4}(?:项目|企业|工程)))"
)
"""园区2007年开始建设，累计投入2亿元: when it began is not when it had reached that; 2023年获批的项目: which ones;
为2016年核算改革以来最好位次: since when no better place was held."""
_OF_EVENT = late(
    r"年度?[^，、；。\d]{0,14}?(?:大会|洽谈会|投洽会|博览会|交易会|推介会|招商会|峰会|论坛|计划|方案)(?:集中)?(?:签约|确定|下达|安排)?的?"
    r"[\d.]+[个项条座件所][^，、；。\d]{0,10}?(?:全部|全面|均|都|已|悉数|如期|陆续|相继)*(?:落地|开工|动工|建成|投产|完工|竣工|完成|投用)"
)
"""2020年招商大会24个项目全部落地: the year is part of the event's name, and what was signed there came about later."""
_PAST = late(
    r"已经?(?:有|建成|完成|达|达到|开工|实现|超|超过|突破|投入|落地|累计|形成|引进|签约|培育|发放|惠及|开设|安排|拨付|获批|集聚|争取|吸引|覆盖|经)|目前[已有共全]|现(?<!实现)[已有共全]|近[三五两]年来|以来|贡献了|占据?了"
)
_FUTURE = late(
    r"力争|确保|(?<![即])将(?!军|来)|拟(?!定|合)|计划(?!投资|生育|单列|》)(?=[^，。]{0,6}(?:完成|投资|新增|建设|实施|到|总|开工|于|年))|目标(?:是|为)|届时|(?<!需)要(?=[^素求点闻塞道]{1,8}(?:达到|完成|新增|超过|保持|实现))|建成后|预计到20|到20\d\d年"
)
_SO_FAR = late("今年(?:以来|(?:[一1]季度|上半年|1[—至到-]\\d月)，(?:我[们市区县省]|全[市区县省]|经济))")
"""今年一季度，我们…: what was reached before a report that is given in spring."""
_PLANNED = late(r"(?:今年|下一步|接下来)[^，。]{0,4}(?:计划|将|力争|拟|要|目标)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_DIGITS |= {str(value): value for value in range(1, 10)}


def when(text: str, sentence: Sentence, clause: tuple[int, int], at: int, report_year: int) -> tuple[Kind, int]:
    """Return the kind of a statement and its year, from its place in the report and the words around it."""
    if sentence.dated is not False and sentence.role is not Role.OTHER and _has_been(text, sentence, clause, at):
        return Kind.ACTUAL, report_year
    if sentence.role is Role.REVIEW:
        return _in_review(text, sentence, clause, at, report_year)
    year = _stated_year(text, sentence, at, report_year) or _ahead(text, sentence, sentence.start, at, report_year)
    if sentence.role is Role.OTHER:
        return _in_news(text, clause, at, report_year, year)
    return _in_plan(text, sentence, clause, at, report_year, year)


def _has_been(text: str, sentence: Sentence, clause: tuple[int, int], at: int) -> bool:
    """Whether the sentence tells what has come of the year that the report plans: 今年以来，新增…."""
    so_far = _SO_FAR.search(text, sentence.start, at) if text.find("今年", sentence.start, at) >= 0 else None
    return so_far is not None and not _FUTURE.search(text, max(clause[0], so_far.end()), at)


def _in_review(text: str, sentence: Sentence, clause: tuple[int, int], at: int, report_year: int) -> tuple[Kind, int]:
    year = _stated_year(text, sentence, at, sentence.year, _SAID_IN_REVIEW)
    if year is None:
        year = _ahead(text, sentence, text.rfind("；", sentence.start, at) + 1 or sentence.start, at, report_year)
    if year is not None and (year > report_year or (year == report_year and _FUTURE.search(text, sentence.start, at))):
        return Kind.TARGET, year
    if _PLANNED.search(text, clause[0], at):
        return Kind.TARGET, report_year
    if year is None or year >= report_year:
        year = sentence.year
    return Kind.ACTUAL, year


def _in_plan(
    text: str, sentence: Sentence, clause: tuple[int, int], at: int, report_year: int, year: int | None
) -> tuple[Kind, int]:
    if year is not None and year < report_year:
        return Kind.ACTUAL, year
    if _PAST.search(text, clause[0], at) and not _FUTURE.search(text, clause[0], at):
        return Kind.ACTUAL, report_year - 1
    return Kind.TARGET, year or sentence.year


def _in_news(text: str, clause: tuple[int, int], at: int, report_year: int, year: int | None) -> tuple[Kind, int]:
    if year is not None and year > report_year:
        return Kind.TARGET, year
    promised = _FUTURE.search(text, clause[0], at) or _PLANNED.search(text, clause[0], at)
    if promised and not _PAST.search(text, clause[0], at):
        return Kind.TARGET, max(year or report_year, report_year)
    return Kind.ACTUAL, year or report_year


def _stated_year(
    text: str, sentence: Sentence, at: int, this_year: int, said: dict[str, int] = _SAID_IN_PLAN
) -> int | None:
    """Return the last year that the sentence names before a number and does not only compare with."""
    if sentence.dated is None:
        sentence.dated = _DATED.search(text, sentence.start, sentence.end) is not None
    if not sentence.dated:
        return None
    found = None
    for match in _YEAR.finditer(text, sentence.start, at):
        if match["than"] or match["than2"]:
            continue
        if match["year"] and (
            _SINCE.match(text, match.end("year"), at) or _OF_EVENT.match(text, match.end("year"), sentence.end)
        ):
            continue
        if match["year"]:
            found = int(match["year"])
        elif match["word"] in said:
            found = this_year + said[match["word"]]
    return found or _period_end(text, sentence, at)


def _ahead(text: str, sentence: Sentence, start: int, at: int, report_year: int) -> int | None:
    """未来三年还要新增学位3万个: the last of the years that lie ahead when the report is given."""
    ahead = _NEXT_YEARS.search(text, start, at) if sentence.dated else None
    if ahead is None and sentence.dated and sentence.role is Role.PLAN:
        ahead = _TAKING.search(text, start, at)
    return report_year - 1 + _DIGITS[ahead["n"]] if ahead else None


def _period_end(text: str, sentence: Sentence, at: int) -> int | None:
    for match in _PLAN_PERIOD.finditer(text, sentence.start, at):
        if match["end"]:
            return PERIOD_END[match["period"]]
    return None
