"""The sentences of bulletins. Documents are in Chinese whatever language the interface has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.library.models import Measure
from reports.shared import display
from tracker.dashboards.overview.headlines import Card
from tracker.dashboards.overview.laggards import Laggard
from tracker.evaluation import Shape, Status
from tracker.standings.reading import Stand
from tracker.standings.tallies import Tally
from tracker.targets.models import Target
from tracker.targets.terms import shape_of_target
from tracker.verdicts.labels import STATUS_LABELS

CHANGES = {
    Measure.GROWTH: ("增长", "下降"),
    Measure.DECLINE: ("下降", "上升"),
    Measure.INCREASE: ("提高", "降低"),
    Measure.DECREASE: ("降低", "提高"),
}
REQUIREMENTS = (
    "强化责任落实。各牵头单位要对照年度目标逐项分析差距，落后事项明确整改措施和完成时限，书面报送督查机构。",
    "强化调度推进。分管领导要定期调度未达进度的目标，协调解决用地、资金、审批等问题，确保全年目标按期完成。",
    "强化数据质量。各单位要按时、如实报送进展，数据有变动的说明原因，未报送的单位尽快补报。",
)


def summary_of(whole: Tally) -> str:
    """Return how many promises there are and how they stand, with shares that add to 100.0."""
    judged = [
        f"{STATUS_LABELS[status]}{whole.counts[status]}项，占{share}%"
        for status, share in whole.shares.items()
        if whole.counts[status]
    ]
    apart = [f"{STATUS_LABELS[s]}{n}项" for s, n in whole.counts.items() if n and not s.counts]
    text = f"共确定目标任务{whole.total}项，纳入本期评价{whole.assessed}项"
    text += f"：{'；'.join(judged)}。" if judged else "。"
    return text + (f"另有{'、'.join(apart)}，不计入占比。" if apart else "")


def headline_sentence(card: Card, month: int) -> str:
    """Return what became of a headline indicator: its figure, how much of the year that is, and the gap."""
    name = card.target.name
    if card.figure is None:
        return f"{name}{_without_figure(card.stand)}。"
    parts = [name + figure_in_words(card.target, card.figure) + _of_month(card.month, month)]
    if card.completion is not None:
        parts.append(f"完成全年目标的{display.percent(card.completion)}")
    return "，".join([*parts, *([card.gap] if card.gap else [])]) + "。"


def figure_in_words(target: Target, value: object) -> str:
    """Return a figure as it stands behind an indicator's name: 增长5.8%, 下降1.2%, 为5.2%, 达到205家, 20家."""
    amount = display.amount(value, target.unit)  # type: ignore[arg-type]
    if target.measure in CHANGES:
        upward, downward = CHANGES[Measure(target.measure)]
        return downward + amount.removeprefix(display.MINUS) if amount.startswith(display.MINUS) else upward + amount
    shape = shape_of_target(target)
    if shape is Shape.RANK:
        return f"居第{amount}位"
    if shape is Shape.STOCK:
        return f"达到{amount}"
    return f"为{amount}" if shape in (Shape.RATE, Shape.CEILING, Shape.RANGE, Shape.APPROX) else amount


def lagging_sentence(row: Laggard, month: int) -> str:
    """Return what lags behind: the promise, where it stands, by how much, and why as its department says."""
    name, lead = row.target.name, row.stand.standing.lead.label
    where = (
        [] if row.figure is None else [f"目前{figure_in_words(row.target, row.figure)}{_of_month(row.month, month)}"]
    )
    gap = [row.gap] if row.gap else []
    reason = [f"主要原因：{row.reason.rstrip('。；;.')}"] if row.reason else ["原因未说明"]
    return f"{name}（{lead}牵头）：" + "，".join([f"目标{row.promise}", *where, *gap]) + "；" + reason[0] + "。"


def good_sentences(by_department: Iterable[Tally]) -> list[str]:
    """Name the departments all of whose judged targets are on schedule or better, by how many they lead."""
    good = sorted((each for each in by_department if each.good_share == 1), key=lambda each: -each.assessed)
    if not good:
        return []
    names = "、".join(f"{each.group.label}（{each.assessed}项）" for each in good)
    return [f"牵头目标全部达到进度的单位有{len(good)}个：{names}。"]


def silent_sentences(unreported: Sequence[Stand]) -> list[str]:
    """Name the departments that owe a figure, and what waits for approval apart from that."""
    waiting = [each for each in unreported if each.standing.is_waiting]
    missing = [each for each in unreported if not each.standing.is_waiting]
    sentences = []
    if missing:
        sentences.append(f"未按时报送进展的有{_by_department(missing)}。")
    if waiting:
        sentences.append(f"已报送、尚待审核的有{_by_department(waiting)}。")
    return sentences


def _by_department(stands: Sequence[Stand]) -> str:
    counts: dict[str, int] = {}
    for each in stands:
        counts[each.standing.lead.label] = counts.get(each.standing.lead.label, 0) + 1
    return "、".join(f"{name}（{count}项）" for name, count in counts.items())


def _without_figure(stand: Stand) -> str:
    if stand.status is Status.UNREPORTED:
        return "进展已报送、尚待审核" if stand.standing.is_waiting else "本期未报送进展"
    return f"{STATUS_LABELS[stand.status]}"


def _of_month(month: int | None, judged: int) -> str:
    return f"（截至{month}月）" if month is not None and month != judged else ""
