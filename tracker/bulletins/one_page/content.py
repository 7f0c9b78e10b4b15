"""What the page says, as plain data: the figures of the overview, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.language import is_chinese
from tracker.dashboards.overview.figures import figures_until
from tracker.dashboards.overview.headlines import Card, card_of, headlines_among
from tracker.dashboards.overview.sparkline import HEIGHT, WIDTH
from tracker.dashboards.scopes import Scope
from tracker.evaluation import SYMBOLS, Status
from tracker.standings.reading import Stand
from tracker.standings.tallies import SHOWN_ORDER, Group, Tally, tally
from tracker.targets.display import headline_in_words
from tracker.targets.models import Target
from tracker.verdicts.explanations import basis_in_words
from tracker.verdicts.labels import STATUS_LABELS

DONE, ON_TIME = (Status.DONE,), (Status.AHEAD, Status.ON_PACE)
LATE = (Status.BEHIND, Status.FAR_BEHIND, Status.CRITICAL, Status.MISSED)
UNKNOWN = (Status.UNREPORTED,)


def page_of(stands: Sequence[Stand], scope: Scope, *, promises_only: bool) -> dict[str, Any]:
    """Return what the page says of `stands`; without anything judged it says the promises alone. One query."""
    whole, basis = tally(stands, Group("", "")), stands[0].basis
    alone = promises_only or not whole.assessed
    headlines = headlines_among(stands)
    figures = figures_until([each.standing.target_id for each in headlines], basis)
    cards = [card_of(each, figures.get(each.standing.target_id, ()), {}) for each in headlines]
    return {
        "lang": "zh" if is_chinese() else (get_language() or "en")[:2],
        "title": _("%(region)s %(year)s") % {"region": scope.region.label, "year": scope.year},
        "subtitle": _("The promises of the work report on one page"),
        "basis": " · ".join(basis_in_words(basis)),
        "alone": alone,
        "numbers": _numbers(whole, alone=alone),
        "pieces": [] if alone else _pieces(whole, stands[0]),
        "heading": _("Headline indicators"),
        "cards": [_card(each, alone=alone) for each in cards],
        "blocks": _blocks(stands, alone=alone),
    }


def _numbers(whole: Tally, *, alone: bool) -> list[dict[str, str]]:
    total = {"label": _("promises"), "count": str(whole.total), "share": ""}
    if alone:
        return [total]
    groups = [
        (str(STATUS_LABELS[Status.DONE]), DONE),
        (_("on schedule or ahead"), ON_TIME),
        (_("behind"), LATE),
        (str(STATUS_LABELS[Status.UNREPORTED]), UNKNOWN),
    ]
    return [total, *(_number(whole, label, statuses) for label, statuses in groups)]


def _number(whole: Tally, label: str, statuses: Sequence[Status]) -> dict[str, str]:
    """The sum of the overview's own shares: together they are its 100.0."""
    share = sum((whole.shares.get(each, Decimal(0)) for each in statuses), Decimal(0))
    return {"label": label, "count": str(sum(whole.counts[each] for each in statuses)), "share": f"{share}%"}


def _pieces(whole: Tally, any_of_them: Stand) -> list[dict[str, Any]]:
    return [
        {
            "label": str(STATUS_LABELS[status]),
            "symbol": SYMBOLS[status],
            "tone": any_of_them.basis.palette.tone(status).value,
            "count": whole.counts[status],
        }
        for status in SHOWN_ORDER
        if whole.counts[status]
    ]


def _card(card: Card, *, alone: bool) -> dict[str, Any]:
    promise = {"name": card.target.name, "promise": card.promise}
    if alone:
        return promise
    words = [str(card.stand.label), *([card.gap] if card.gap else [])]
    return promise | {
        "actual": card.actual,
        "target": _("target %(promise)s") % {"promise": card.promise},
        "tone": card.stand.tone.value,
        "symbol": card.stand.symbol,
        "words": " · ".join(words),
        "share": None if card.completion is None else float(min(max(card.completion, Decimal(0)), Decimal(1))),
        "percent": "" if card.completion is None else display.percent(card.completion),
        "line": _line(card),
    }


def _line(card: Card) -> dict[str, Any] | None:
    """The year's figures as a small drawing: the coordinates of the overview's, as shares of a box."""
    line = card.line
    if line is None:
        return None
    return {
        "runs": [[_point(point) for point in run.split()] for run in line.runs],
        "last": _point(",".join(line.last)),
        "level": None if line.level is None else float(line.level) / HEIGHT,
    }


def _point(words: str) -> list[float]:
    across, down = words.split(",")
    return [float(across) / WIDTH, float(down) / HEIGHT]


def _blocks(stands: Sequence[Stand], *, alone: bool) -> list[dict[str, Any]]:
    """The promises class by class; headline indicators have their cards."""
    blocks = []
    for code, label in Target.TargetClass.choices:
        own = [each for each in stands if each.standing.target_class == code]
        if own and code != Target.TargetClass.HEADLINE:
            ordered = sorted(own, key=lambda each: each.standing.target.number)
            items = [_item(each, alone=alone) for each in ordered]
            blocks.append({"label": str(label), "count": len(own), "items": items})
    return blocks


def _item(stand: Stand, *, alone: bool) -> dict[str, str]:
    target = stand.standing.target
    symbol = "" if alone else stand.symbol
    return {"symbol": symbol, "tone": stand.tone.value, "name": target.name, "promise": headline_in_words(target)}
