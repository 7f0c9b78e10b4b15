"""The thresholds of a rule set; colours are kept apart (`palettes`)."""

from dataclasses import dataclass, fields
from decimal import Decimal

from tracker.evaluation.status import Status

EVALUATION_VERSION = "4"
"""The way of judging: raise it with every change that may change a verdict, so that kept ones are judged anew."""


@dataclass(frozen=True)
class Rules:
    """One versioned set of thresholds, in percentage points unless said otherwise. Gaps are positive when good.

    `ahead_from`, `behind_from`: completion against schedule. `growth_behind_from`: growth and decline.
    `rate_behind_from`: rates and shares. `ceiling_behind_from`: ceilings of rates. `level_behind_from`: levels compared
    directly, in per cent of the target. `rank_behind_from`: places. `about_rate_band`, `about_share_band`: half the
    width of 左右 for rates (points) and for everything else (per cent of the target). `milestone_ahead_days`,
    `milestone_behind_days`: days. `reporting_days`: days after a period's end until its figure is due. `is_relative`:
    `ahead_from` and `behind_from` are per cent of what the schedule expects, as 三亚 and 天津 judge, not points.
    `growth_below_zero`: growth that falls short is behind, and far behind only where it is negative, as 天津 judges.
    The fourth tier, 特别滞后, is there where `critical_from` is: under it completion is critical (points, or per cent
    where relative), and so is what is past its deadline or has broken its bound. `level_critical_from`: ceilings and
    levels, in per cent of the target. `growth_critical_below_zero`: negative growth. `milestone_critical_days`: days.
    Raises ValueError when a threshold lies on the wrong side of zero.
    """

    name: str = "默认规则"
    version: str = "1"
    ahead_from: Decimal = Decimal(10)
    behind_from: Decimal = Decimal(-10)
    growth_behind_from: Decimal = Decimal("-0.5")
    rate_behind_from: Decimal = Decimal(-5)
    ceiling_behind_from: Decimal = Decimal("-0.5")
    level_behind_from: Decimal = Decimal(-5)
    rank_behind_from: Decimal = Decimal(-2)
    about_rate_band: Decimal = Decimal("0.5")
    about_share_band: Decimal = Decimal(5)
    milestone_ahead_days: int = 30
    milestone_behind_days: int = 30
    reporting_days: int = 0
    is_relative: bool = False
    growth_below_zero: bool = False
    critical_from: Decimal | None = None
    level_critical_from: Decimal | None = None
    growth_critical_below_zero: bool = False
    milestone_critical_days: int | None = None

    @property
    def has_fourth_tier(self) -> bool:
        """Whether the scheme tells critical from far behind."""
        return self.critical_from is not None

    @property
    def statuses(self) -> list[Status]:
        """Every status that it can give."""
        return [status for status in Status if status is not Status.CRITICAL or self.has_fourth_tier]

    @property
    def worst_open(self) -> Status:
        """The worst status while there is still time, for what cannot be mended."""
        return Status.CRITICAL if self.has_fourth_tier else Status.FAR_BEHIND

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if value is None or isinstance(value, str):
                continue
            if item.name.endswith(("behind_from", "critical_from")):
                if value > 0:
                    raise ValueError(f"{item.name} must be zero or negative, not {value}.")
            elif value < 0:
                raise ValueError(f"{item.name} must be zero or positive, not {value}.")


DEFAULT_RULES = Rules()
