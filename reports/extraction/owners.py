"""Whose output a bare head speaks of: 打造新材料产业集群，力争产值突破600亿元 → 新材料产业集群产值.

The clause before says it, with verbs that only bring the owner about in front and what is said of it behind.
"""

from __future__ import annotations

import re

from .coordination import coordinated
from .lexicon import late
from .names import tidy

_BROUGHT_ABOUT = late(
    r"(?:以(?=[^，]+为(?:重点|主导|支撑|龙头|抓手|引领))|加快|大力|全力|聚力|着力|积极|继续|持续|深入|扎实|稳步|全面|不断|进一步|力促|重点|扶持|带动|推动|推进|做大做强做优|做大做强|做强做优"
    r"|做优做强|整合|做大|做强|做优|做精|发展壮大|培育壮大|壮大|打造|培育|发展|建设|健全|完善|构建|成立|组建|支持|开展|实施|建好|形成|聚焦"
    r"|围绕|提升|巩固|优化|深化|加强|布局|谋划|引导|促进|建立|抓好|抓实|首次|成功|举办|召开|主办)+(?!区)"
)
_SAID_OF_IT = late(
    r"(?<=\w\w)(?:正式|建设(?=提速|加快|加速)|提速|扩量|加速|加快|逐渐|逐步|持续|不断|进一步|初步|更加|日益|全面|正在|蓄势|蓬勃|快速|集聚|集群化|高质量|高效|扩产|提质|提档|转型|锻造"
    r"|强势|竞相|稳步|做大|做强|发展|壮大|崛起|成型|成形|凸显|突显|向好|升级|延链|补链|强链|建成|投产|投用|投运|运营|开园|落地|动工|开工|竣工"
    r"|达产|落户|落地|揭牌|挂牌|为重点|为主导|为支撑|为龙头|为抓手|为引领|主导地位|成为|获|被|实现|链条优势).*$"
)
_OWNERS = late(
    r"(?:产业链?|集群|园区?|[^\W\d]区|平台|公司|[国央民]企|企业|体系|机构|市场|基地|[^就产]业|经济|中心|品牌|港|更新|材料|能源|装备|汽车|医药|食品|旅游|文旅|物流|电商|服务|养老|中药|基金|活动|博览会|交易会|[^大]会|展会|论坛|会场|消费季|购物节|商城|商街|白酒|工厂)$"
)
_COUNTED_OWNERS = late(
    r"(?:企业|园区?|项目|基地|集群|机构|公司|平台|市场|合作社|产业|主体|商户|专业镇|大棚|基金|品牌|合同|班列|车间|工厂|农户|群众|产品)$"
)
_HOW_COUNTED = late("(?<=\\w\\w)(?:交易|开行|登记|成交|签约|数量|总数|总量)$")
"""技术合同交易463份，成交额…: the contracts have it, not their trade."""
_CROPS = late(
    "粮食|夏粮|秋粮|谷物|谷子|水稻|小麦|玉米|大豆|油料|油菜|蔬菜|水果|茶叶|烟叶|棉花|甘蔗|中药材|水产品|肉类|生猪|原煤|煤炭|原油|天然气|煤层气"
)
_YIELDS = frozenset(("产量", "总产", "总产量", "单产", "亩产"))
_TOO_WIDE = frozenset(
    ("企业", "项目", "机构", "公司", "平台", "产业", "园区", "基地", "市场", "群众", "服务", "经济", "产品")
)
_OF_BOTH = late(r"(?:[两二三四五六七八九十]|\d+)?[大个类条]?(?=(?:\w{0,4}产业|产业集群|集群|园区?|行业|板块|市场)$)")
_KIND = late("(?:主导|支柱|特色|优势|新兴)?(?:产业链|产业集群|产业|集群|园区|行业|板块|市场|企业)$")
_LONGEST = 18
_LONGEST_LIST = 30
_OF_SEVERAL = late("、.*[两二三四五六七八九十]大[^，、；]{0,4}(?:产业|产业集群|产业链|集群|园区|板块)$")
"""索具、零部件、装备三大主导产业: several that have their output together."""


def owner_of(clause: str) -> str:
    """Return the noun that a clause without numbers speaks of, or nothing where none of its kind owns an output."""
    owner = _noun(clause)
    owner = owner.rpartition("的")[2]
    owner = owner.rpartition("等")[2]
    return owner if owner not in _TOO_WIDE and _is_owner(owner, _OWNERS) else ""


def crop_of(head: str, *spoken: str) -> str:
    """Return what is harvested where a bare yield follows: 再获粮食丰收，产量达到9万吨; nearest words first."""
    found = (_CROPS.search(words) for words in spoken) if head in _YIELDS else iter(())
    return next((crop[0] for crop in found if crop), "")


def owners_of(clause: str, count: int) -> list[str]:
    """Return the `count` owners that stand together in a clause: 光伏、锂电两大产业集群加速壮大."""
    owners = _OF_BOTH.sub("", _noun(clause))
    kind = _KIND.search(owners)
    if kind is None:
        return []
    return [name if name.endswith(kind[0]) else name + kind[0] for name in coordinated(owners[: kind.start()], count)]


def counted_owner(verb: str, noun: str) -> str:
    """Return what was counted in the clause before, where an output can be its: 规上企业15家，营收增长20%."""
    owner = _HOW_COUNTED.sub("", re.split("[、和等]", noun)[-1]) or noun
    owner = verb + owner if owner in _TOO_WIDE else owner
    return owner if owner not in _TOO_WIDE and _is_owner(owner, _COUNTED_OWNERS) else ""


def won(done: str) -> str:
    """招引项目80个，实现产值20亿元: the verb of the clause before where it says which projects or firms they are."""
    return done if done.endswith(("引进", "招引", "引育", "签约", "投产", "培育")) else ""


def _noun(clause: str) -> str:
    led = _BROUGHT_ABOUT.match(clause)
    return tidy(_SAID_OF_IT.sub("", clause[led.end() if led else 0 :]))


def _is_owner(owner: str, kinds: re.Pattern[str]) -> bool:
    longest = _LONGEST_LIST if _OF_SEVERAL.search(owner) else _LONGEST
    return 2 <= len(owner) <= longest and not re.search(r"[\d，；“]", owner) and bool(kinds.search(owner))
