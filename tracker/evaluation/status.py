"""Status codes of a target at a date; their colours are configuration (`palettes`)."""

from enum import StrEnum


class Status(StrEnum):
    """The state of a target, the judged ones from best to worst.

    `CRITICAL` (特别滞后) is known to schemes of four tiers alone: a rule set without that line never gives it.
    """

    DONE = "done"
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    CRITICAL = "critical"
    MISSED = "missed"
    NOT_DUE = "not_due"
    UNREPORTED = "unreported"
    NOT_ASSESSABLE = "not_assessable"
    WITHDRAWN = "withdrawn"

    @property
    def is_judged(self) -> bool:
        """Whether a figure (or a reviewer) stands behind it: done to missed."""
        return self in JUDGED

    @property
    def is_good(self) -> bool:
        """Whether nothing needs doing: done, ahead or on pace."""
        return self in GOOD

    @property
    def is_late(self) -> bool:
        """Whether there is something to catch up on, and time for it: behind to critical."""
        return self in CATCHING_UP

    @property
    def needs_reason(self) -> bool:
        """Whether the department must say why: behind or worse."""
        return self in BAD

    @property
    def counts(self) -> bool:
        """Whether it belongs into the denominator of a share: judged ones, and those that owe a figure."""
        return self in JUDGED or self is Status.UNREPORTED


GOOD = frozenset({Status.DONE, Status.AHEAD, Status.ON_PACE})
CATCHING_UP = frozenset({Status.BEHIND, Status.FAR_BEHIND, Status.CRITICAL})
BAD = CATCHING_UP | {Status.MISSED}
JUDGED = GOOD | BAD
