"""What a sentence lends to a number whose own words do not say it: the subject, the owner of a head, a noun.

`产值7亿元` asks whose output it is, `、8%` what grew, `分配260套` what was handed out; the sentence knows.
"""

from __future__ import annotations

from .change import Change
from .clauses import Item
from .coordination import COUNTERPARTS, without_head
from .heads import Heads
from .lexicon import late, words
from .names import IN_STOCK, is_grade, lead_end, leans, making_end, regrade, tidy
from .owners import counted_owner, crop_of, owner_of, owners_of, won
from .quantities import POINT_UNITS, SHARE_UNITS
from .thread import Name, Span, Thread

_BARE_HEADS = frozenset(words("names", "bare_head"))
_OWNED_HEADS = frozenset(words("names", "owned_head"))
_CARRIED_OUT = late("^(?:继续|深入|全面|先后)?(?:实施|完成|推进|开展|用于|支持|进行)了?")
_SENT_OUT = ("外送", "外调", "外输", "生产")
_TOTALS = frozenset(("总量", "总数", "累计", "总规模"))
"""What is said behind a total is said of all, and not of what was added."""
_WHAT_BECAME = late(
    r"(?<=\w\w\w)(?:获批|获评|建成|投用|揭牌|挂牌|落地|开工|投产|入库|竣工|增速|增幅)(?:建设|立项|投用|投产|成立)?$"
)
"""3家实验室获批建设，总数达到8家: of all there are, not of those that were granted."""
_IN_SUM = ("累计", "累计共", "累计有", "累计已有")
"""新增医院7家，累计32家: the sum was not added."""
_ADDED_INSIDE = late(
    "(?<=\\w\\w\\w)(?:新增|净增|新招引培育|新招引|新引进|新培育|新入驻)(?=(?:企业|项目|机构|平台|主体|医院|学校|基地)$)"
)
"""产业集群新增企业3家、总数达20家: of all its firms."""
_TOTAL_ALREADY = ("总量", "总数", "总额", "总值")
_TOTAL_OF = late(r"(?<=\w\w)总[量数]$")
_ZONE = late(
    r"[^\W\d]{0,12}(?:开发区|园区|高新区|产业园|新区|新城|片区|综保区|自贸区)(?=(?:(?:入驻|入园|园内|区内|规上)企业)?$)"
)
_ZONE_HEADS = frozenset(
    (
        "固投",
        "固定资产投资",
        "工业投资",
        "进出口总额",
        "税收",
        "税收收入",
        "亩均税收",
        "实际利用外资",
        "工业总产值",
        "工业增加值",
        "税收分成",
    )
)
"""开发区营业收入超过80亿元，固投达到16亿元: figures that a zone has as the whole place has them."""
MONEY_SPENT = frozenset(("投资", "总投资", "投入", "累计投资", "累计投入"))
_JUST_WON = frozenset(("新引进", "新签约", "引进", "签约", "新招引", "招引"))
"""新引进项目增长15%，完成投资增长18%: projects just won had no investment a year ago to grow from."""
_OF_ALL_WON = late("(?:完成投资|(?:实际)?到位资金)$")
_BEGUN = late(
    "(?P<projects>[^，；]{2,20}?项目)(?:全部|均|已|集中|成功|顺利)*(?:落地|开工|开工建设|竣工|投产|建成|完工|签约|落户|启动)(?:投产|投用|建设|(?<=落户|落地)[^，、；]{2,4})?"
)
"""招商大会24个项目全部落地，完成投资80亿元: whatever was done with the projects, the money is theirs."""
_PROJECT_RATES = frozenset(words("names", "project_rate"))
_RATED = late("[^，；]{0,16}?(?:项目|工程)(?=(?:综合|平均|整体|总体)?[^，；]{2}率$)")
"""招商项目履约率达70%、开工率超50%."""
_PROJECT_MONEY = late(
    r"(?:年度|完成|计划|年|意向|协议|洽谈|累计|概算|估算)*总?投资(?:总?额|规模)?$|合同(?:总)?(?:金)?额$|(?:实际|当年)?到位资金$|(?:总)?建筑面积$|(?:总)?装机(?:规模|容量)$|(?:总)?签约(?:金)?额$|(?:成交|交易|意向|协议)?总?金额$|注册资本$"
)
_MONEY_OF_PROJECTS = late(r"(?<=项目)(?:意向|协议|计划|总)*投资(?:总)?额?$")
"""落地项目14个、投资总额90亿元，数量居全市第一: of the projects."""
_COUNT = late(
    r"(?:近|约|超)?[\d.]+[万亿千百]*(?:平方公里|公里|平方米|[个条座处套户间台辆吨所家项亩件])(?:以上)?|[。！？]$"
)
HOW_DONE = late(
    r"(?<=\w\w)(?:已|均|全部|全面|高质量|如期|按期|顺利|圆满|陆续|相继|先后|成功)+(?=(?:办结|完成|建成|投用|开工|竣工|完工|销号|整改|落实|交付|落地|投产|开业|运营)[^，、]{0,4}$)"
)
_BARE_NOUN = 2
_LONGEST_SPENT_ON = 20
_WHO_MOVED_IN = ("入驻", "新增", "新设")
_GROWN = late(r"(?:面积|出栏|存栏|种植|养殖|总产|总产量|产量)$")
_MOOD = late(
    r"(?<=\w\w)(?:逆势|稳步|持续|逐季|逐月|逐步|蓬勃|快速|平稳|健康|加快|加速|不断|强劲|竞相|高速|有力|明显|显著|稳中|企稳|全面|量质|再度|再次){1,2}"
    r"(?:上扬|发展|增长|壮大|回升|向好|提升|攀升|扩大|恢复|回暖|领跑|领先|提质|趋稳|齐升|双升|突破|优化|改善|增强|推进|完善|释放|迸发)$"
    r"|(?<=\w\w)(?:增长|发展)(?:迅猛|迅速|强劲|较快|明显|显著|平稳)$"
    r"|(?<=\w\w)(?:均|都|也)?(?:首次|连续[一二两三四五六七八九十\d]+年)?(?:突破|超过|破|跨越|迈上|站上|跨上|跃上)[^，、\d]{2,12}$"
    r"|(?<=[数率值量额度])(?:为|达到?|升至|降至|降到)[\d.]+$"
    r"|(?<=\w\w)(?:再上|迈上|跃上|登上|再创|创下|实现|取得)(?:历史性?|新的?|重大)*(?:台阶|突破|新高|水平|提升|跨越|成效|进展|佳绩)$"
    r"|(?<=\w\w)(?:成功|首次|再次)*(?:跃升|晋升|跻身|升入|迈入|进入)(?:为|至|到)?(?:全[国省市]|国家)[^，；]{0,4}[A-D甲乙丙一二三][类档等级][^，；]*$"
    r"|(?:在[^，、]{2,10}下)?(?:保持|稳定|维持)在[^，、]+$"
)
_ABILITIES = ("能力", "水平", "质效", "活力", "动能", "功能", "保障", "质量")
"""What is raised has no output of its own."""
_LONGEST_LEANING = 4
_POWER = late("(?<=\\w\\w)(?:发电量|发电装机(?:容量)?|装机(?:容量|规模)?)$")
"""可再生能源发电量200亿千瓦时、装机占比50%: of the same source of power."""
_PART = late("其中，?(?P<name>[^，、；]{2,14}?)(?:增幅|增速|占比|总量|首次|均|也|同比|超过|突破|表现|再创)")
"""财政收入3亿元，其中一般预算收入首次超过总收入，完成1亿元: of the part that the clause before named."""
_SHOWN = late(
    "(?:成效|效果|作用|优势|活力|潜力|效应)(?:持续|逐步|不断|日益|初步)?(?:显现|凸显|明显|初显|显著|释放|迸发)$"
)
"""平台效果显现，交易转化2400笔: that something shows its effect names nothing that is counted."""
_HOST = late("(?P<host>[^，、；]{2,12}?)接待(?:游客|旅客|观众)")
"""休闲农业接待游客4万人次，营业收入3亿元: of whoever received them."""
_COUNTED_CASES = frozenset(("损失数", "受理数", "立案数", "破案数", "发案数", "死亡数", "伤亡数", "办结数"))
_CASES = late("(?:受理|立案|发案|破案|损失|办结|死亡|伤亡)数$")
"""诈骗案件受理数下降12%、损失数下降35%: of the same cases."""
_EXAMPLES = late("^[^，；]{2,}?(?<![高中初平同])等(?=[^，、；等]{4,}$)")
_AFFAIR = late("^.{0,12}?事项")
"""政务服务事项即办率达88%、时限压缩90%."""
SET_TASK = late(
    "(?:占|超额)?(?:完成)?(?:全年|年度|年初|国家|省|市|县|区|州|自治区|上级|既定|预期|考核)*(?:政府)?(?:下达|确定|定|考核)?的?(?:年度)?(?:目标任务|任务|目标|计划)的?"
)
"""新注册企业1300户，完成全年目标的125%: of what was set for them."""
_AFFAIR_RATES = ("办结率", "办理率", "满意率", "答复率", "回复率", "化解率", "整改率", "响应率", "面商率", "解决率")
_DEALT_WITH = late(
    "(?:.*(?:办理|解决|受理|处理|化解|办结|答复|响应))?(?P<affair>[^，、；]{0,16}(?:诉求|积案|建议|提案|问题|案件|事项|线索|投诉|信访|工单|隐患|纠纷|咨询))$"
)
"""解决群众诉求3万件、办结率99%: what was dealt with has such rates."""
_LONGEST_LABEL = 24
_LABEL_BREAK = late(r"\d|[是为各]")


class Lender:
    """Lends to the items of one text what their sentences have spoken of."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.heads = Heads(text)

    def topic(self, thread: Thread) -> str:
        """What a clause without a number spoke of, for names that a later clause leaves out."""
        start, end = thread.spoken
        if end == start or end - start > 24:
            return ""
        return _MOOD.sub("", tidy(self.text[lead_end(self.text, start, end) : end]))

    def bare(self, thread: Thread) -> str:
        """Return the subject without the verb that made it (新增上市企业 → 上市企业)."""
        subject = thread.subject or self.topic(thread)
        subject = subject[:-2] if subject.endswith(("新增", "净增", "累计")) and len(subject) > 4 else subject
        subject = _ADDED_INSIDE.sub("", subject.removeprefix("净增入库").removeprefix("净增") or subject)
        if subject.startswith(_SENT_OUT):
            return subject
        end = making_end(subject, 0, len(subject))
        return subject[end:] if 0 < end < len(subject) and thread.noun and subject.endswith(thread.noun) else subject

    def headed(self, own: str, thread: Thread) -> str:
        """Return the subject with a head that leans on it, once; nothing where nothing was spoken of."""
        if own in _TOTALS and thread.subject.endswith(_TOTAL_ALREADY):
            return thread.subject
        bare = _TOTAL_OF.sub("", self.bare(thread))
        bare = _MONEY_OF_PROJECTS.sub("", bare) if own.startswith("数量") else bare
        bare = bare.removesuffix("排名") if own == "改善率" else bare
        return bare + own if bare else ""

    @staticmethod
    def _of_all(own: str, bare: str, thread: Thread) -> str:
        """新增甲、乙等集群4个、总数8个: a total is of all, whatever the examples were of what was added."""
        return _EXAMPLES.sub("", bare) if own in _TOTALS and thread.verb.startswith("新") else bare

    def noun_of_next(self, rest: list[Item]) -> str:
        """新开工15个、竣工11个项目: the noun behind the next number is the first one's too."""
        if len(rest) < 2 or rest[1].after[1] <= rest[1].after[0]:
            return ""
        return tidy(HOW_DONE.sub("", self.text[slice(*rest[1].after)]))

    def noun_of_topic(self, thread: Thread) -> str:
        """老旧小区改造加快推进，完工12个: what the clause before spoke of, without the verbs that make it."""
        topic = "" if _SHOWN.search(self.text, *thread.spoken) else self.topic(thread)
        topic = topic[making_end(topic, 0, len(topic)) :]
        return topic if len(topic) <= 12 else ""

    def borrowed(self, item: Item, change: Change, thread: Thread) -> Name:
        """The number has no words of its own: it speaks of what the sentence spoke of before."""
        compared = change.relative and item.quantity.unit == "%"
        points = item.quantity.unit.endswith(POINT_UNITS) and change.measure
        if (points or compared) and thread.share[0] == thread.subject != "":
            return thread.share[1], "elided-subject", None
        if item.first and self.text.startswith("均", item.before[0]) and (together := thread.all_of_run()):
            return together, "elided-subject", None
        if not thread.subject:
            return self.topic(thread), "elided-topic", None
        if thread.spoken[1] + 1 == item.clause[0] and (part := _PART.match(self.text, *thread.spoken)):
            thread.subject = part["name"]
            return thread.subject, "elided-topic", None
        if (
            self.text[slice(*item.before)] in _IN_SUM
            and thread.subject.startswith(("新", "净增"))
            and item.quantity.counts
        ):
            change.measure, thread.subject = "level", self.bare(thread)
            return thread.subject, "elided-subject", None
        apart = thread.previous is None or not thread.previous.quantity.unit.endswith(("户", "人", "名"))
        if (
            item.quantity.unit.lstrip("万亿") == "人"
            and thread.verb
            and apart
            and not item.first
            and not change.measure
        ):
            taught = thread.noun.endswith("培训")
            return (thread.noun if taught else thread.verb) + "人员", "people-of-verb", None
        if (
            change.measure == "level"
            and not change.bound
            and (item.quantity.counts or thread.subject.startswith("新增"))
        ):
            done, bare = "完成" if change.word == "完成" else "", self.bare(thread)
            if self.text.startswith(("总数", "总量"), item.before[0]):
                thread.subject, thread.verb, thread.noun = bare, "", bare
            return done + bare, "elided-subject", None
        if change.measure == "level" and thread.subject.endswith(("新增", "净增")) and not item.first:
            return self.bare(thread), "elided-subject", None
        grown = change.measure == "growth" and not change.relative
        if grown and item.quantity.unit in SHARE_UNITS and "占" in thread.subject[2:]:
            return thread.subject[: thread.subject.index("占", 2)], "elided-subject", None
        return thread.subject, "elided-subject", None

    def leaning(self, item: Item, own: str, change: Change, thread: Thread, rest: list[Item]) -> tuple[str, str] | None:
        """Own words that say something only together with what was spoken of before."""
        if money := self._of_money(own, item, thread):
            return money
        if (
            change.measure == "growth"
            and (thread.verb in _JUST_WON or len(thread.beside) > 1)
            and _OF_ALL_WON.match(own)
        ):
            return None
        if of_projects := self._of_projects(own, thread):
            return of_projects
        if own.startswith("占") and thread.subject and len(own) > 1:
            thread.share = (thread.subject, self.bare(thread) + own)
            return thread.share[1], "share-of-subject"
        short = len(own) <= _LONGEST_LEANING or (own[-1] in "务标划的" and SET_TASK.fullmatch(own))
        if short and (leaning := self._of_subject(own, item, thread)):
            return leaning
        if not thread.subject and leans(own) and (owner := owner_of(self._clause(thread.spoken, item))):
            thread.subject = owner + own
            return thread.subject, "owner-of-head"
        if own in _TOTALS and thread.subject.endswith(_TOTAL_ALREADY):
            return thread.subject, "leaning-head"
        if thread.subject and leans(own):
            bare = thread.subject if own in ("面积", "收益") else self.bare(thread)
            bare = self._of_all(own, _WHAT_BECAME.sub("", bare) if own in _TOTALS else bare, thread)
            if own in _TOTALS:
                thread.subject, thread.verb = bare, ""
            return bare + own, "leaning-head"
        if own in COUNTERPARTS and COUNTERPARTS[own] in thread.subject != COUNTERPARTS[own]:
            return thread.subject.replace(COUNTERPARTS[own], own, 1), "counterpart"
        if own in _ZONE_HEADS and (zone := _ZONE.match(without_head(thread.subject))):
            thread.subject = zone[0] + own
            return thread.subject, "owner-of-head"
        if own in _BARE_HEADS or own in _OWNED_HEADS:
            given = self._owner(item, thread) if own in _BARE_HEADS else ""
            if (owner := given or self._owner_before(item, own, thread)) and own.startswith(owner):
                return None
            if owner:
                thread.subject = owner.removesuffix(own[:2]) + own
                return thread.subject, "owner-of-head"
        if own.startswith("装机") and (power := _POWER.search(thread.subject)):
            return thread.subject[: power.start()] + own, "owner-of-head"
        if is_grade(own) and (thread.noun or rest):
            noun = (thread.noun if not item.first else "") or self.noun_of_next(rest) or thread.noun
            return (thread.verb + regrade(noun, own), "grade") if noun else None
        return self.heads.named(item, own, change, thread)

    def _of_money(self, own: str, item: Item, thread: Thread) -> tuple[str, str] | None:
        """Money that was spent on something, or that a host or visitors bring."""
        if own in MONEY_SPENT and (what := self._spent_on(item, thread)):
            return what + own, "money-spent-on"
        if own in ("营业收入", "经营收入") and (host := _HOST.match(thread.subject)):
            thread.subject = host["host"] + own
            return thread.subject, "owner-of-head"
        if own in ("收入", "总收入") and thread.subject.startswith(("接待", "游客")):
            thread.subject = "旅游" + own
            return thread.subject, "owner-of-head"
        return None

    def _of_projects(self, own: str, thread: Thread) -> tuple[str, str] | None:
        """The money of projects just counted, or the share of them that was begun or finished."""
        of_money = thread.noun.endswith(("项目", "工程", "活动", "合同", "协议", "订单"))
        if of_money and _PROJECT_MONEY.match(own.removeprefix("项目")):
            thread.subject = self._projects(thread) + own.removeprefix("项目")
            return thread.subject, "money-of-projects"
        if "项目" in thread.subject and _PROJECT_MONEY.match(own) and (begun := _BEGUN.fullmatch(thread.subject)):
            thread.subject = begun["projects"] + own
            return thread.subject, "money-of-projects"
        if own in _PROJECT_RATES and thread.noun.endswith(("项目", "工程")):
            return thread.noun + own, "leaning-head"
        if own in _PROJECT_RATES and (projects := _RATED.match(thread.subject)):
            return projects[0] + own, "leaning-head"
        return None

    def _of_subject(self, own: str, item: Item, thread: Thread) -> tuple[str, str] | None:
        """Short words that take what was spoken of before in a way of their own."""
        if not thread.subject:
            return None
        if item.quantity.unit == "%" and SET_TASK.fullmatch(own):
            return thread.subject, "elided-subject"
        if own == "在建" and thread.noun:
            return own + thread.noun, "shared-noun"
        if own.endswith(_AFFAIR_RATES) and not item.first and (affair := _DEALT_WITH.fullmatch(thread.noun)):
            return affair["affair"] + own, "owner-of-head"
        if own in IN_STOCK:
            return self.bare(thread) + own, "leaning-head"
        if own == "受益":
            return thread.subject + own, "benefit-of-subject"
        if own.startswith("单日") and thread.subject.startswith("日均"):
            return own + thread.subject.removeprefix("日均"), "counterpart"
        if own in _COUNTED_CASES and _CASES.search(thread.subject):
            return _CASES.sub(own, thread.subject), "counterpart"
        if own == "时限" and (affair := _AFFAIR.match(thread.subject)):
            return affair[0] + own, "owner-of-head"
        return None

    @staticmethod
    def _projects(thread: Thread) -> str:
        """实施重点项目90个，竣工项目30个，累计完成投资…: the noun that says which projects, if one does."""
        if len(thread.noun) > _BARE_NOUN or thread.noun == "活动":
            return thread.noun
        named = (name[making_end(name, 0, len(name)) :] for name in reversed(thread.recent) if name != thread.subject)
        return next((name for name in named if name.endswith(thread.noun) and len(name) > _BARE_NOUN), thread.subject)

    def _spent_on(self, item: Item, thread: Thread) -> str:
        """What money was spent on, as it stands behind it: 投资3亿元实施农村饮水工程."""
        start, end = item.spent_on
        beside = start == item.quantity.tail
        if end <= start or (not beside and thread.noun.endswith("项目")):
            return ""
        what = _COUNT.sub("", _CARRIED_OUT.sub("", tidy(self.text[start:end])))
        first = what.find("、")
        return what[:first] + "等" if first > 3 and len(what) > _LONGEST_SPENT_ON and "等" not in what else what

    def _label(self, thread: Thread) -> str:
        """A short noun that opens a sentence as its theme: 装备制造，…力争主营业务收入超过80亿元."""
        label = _MOOD.sub("", self.text[slice(*thread.opening)])
        label = owner_of(label) or label
        if label.endswith(_ABILITIES):
            return ""
        if len(label) > 10 or _LABEL_BREAK.search(label) or making_end(label, 0, len(label)):
            return ""
        return label if lead_end(label, 0, len(label)) == 0 else ""

    def _owner(self, item: Item, thread: Thread) -> str:
        """Whose income or output a bare head speaks of: the noun before it, or the label that opens the sentence."""
        beside = not item.first or _GROWN.search(thread.subject)
        owner = self._has_it(self.bare(thread)) if beside and thread.subject else self._label(thread)
        return owner if len(owner) > 1 else ""

    @staticmethod
    def _has_it(subject: str) -> str:
        """Return whose head it is, but never without the firms that moved in: 文创园入驻企业."""
        owner = without_head(subject).removesuffix("资产")
        return subject if owner.endswith(_WHO_MOVED_IN) else owner

    def _owner_before(self, item: Item, own: str, thread: Thread) -> str:
        """What the clause before spoke of or counted, or the clause that opens the sentence."""
        spoken = (thread.subject, self.text[slice(*thread.spoken)], self.text[slice(*thread.opening)])
        if crop := crop_of(own, *spoken):
            return crop
        beside = thread.spoken[1] + 1 == item.clause[0]
        if beside and (owner := owner_of(self._clause(thread.spoken, item))):
            return owner
        if thread.subject:
            return counted_owner(thread.verb or won(thread.done), thread.noun or thread.subject)
        focus = own in _BARE_HEADS or self.text.startswith("以", thread.opening[0])
        clauses = (thread.spoken, thread.opening) if focus else (thread.spoken,)
        owner = next(filter(None, (owner_of(self._clause(clause, item)) for clause in clauses)), "")
        return owner or (self._owner_of_sentence_before(item) if item.clause == thread.opening else "")

    def _owner_of_sentence_before(self, item: Item) -> str:
        """做强锂电产业集群。力争产值突破60亿元: a short sentence without numbers that says whose a bare head is."""
        end = item.clause[0] - 1
        if not self.text.startswith("。", end):
            return ""
        start = max(self.text.rfind(stop, end - _LONGEST_LABEL, end) for stop in "。\n，；") + 1
        label = self.text[lead_end(self.text, start, end) : end] if start else ""
        return "" if _LABEL_BREAK.search(label) else owner_of(label)

    def owned(self, head: str, count: int, thread: Thread) -> list[str]:
        """光伏、锂电两大产业集群加速壮大，产值分别突破…: a bare head of each of the owners before."""
        head = tidy(head).removeprefix("完成").removeprefix("实现")
        if head not in _BARE_HEADS and head not in _OWNED_HEADS:
            return []
        start, end = thread.spoken
        return self.each_owned(self.text[lead_end(self.text, start, end) : end], head, count)

    @staticmethod
    def each_owned(owners: str, head: str, count: int) -> list[str]:
        """五大产业集群分别实现产值…: a head of each of the owners that stand together."""
        return [owner + head for owner in owners_of(owners, count)] if head in _BARE_HEADS | _OWNED_HEADS else []

    def _clause(self, clause: Span, item: Item) -> str:
        """The words of an earlier clause of the sentence, without those that only lead to them."""
        start, end = clause
        return self.text[lead_end(self.text, start, end) : end] if end <= item.clause[0] else ""
