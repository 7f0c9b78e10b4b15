"""Colours as data: which tone a status is shown in. A page always adds the word or the symbol."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.evaluation.status import Status


class Tone(StrEnum):
    """The name of a colour; style sheets and exports say what it looks like."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Palette:
    """A colour scheme: a tone for every status."""

    code: str
    name: str
    tones: Mapping[Status, Tone]

    def tone(self, status: Status) -> Tone:
        """The tone of `status`; what is not judged is grey."""
        return self.tones.get(status, Tone.GREY)


BLUE_GREEN_YELLOW_RED = Palette(
    "blue_green_yellow_red",
    "蓝绿黄红",
    {
        Status.DONE: Tone.BLUE,
        Status.AHEAD: Tone.BLUE,
        Status.ON_PACE: Tone.GREEN,
        Status.BEHIND: Tone.YELLOW,
        Status.FAR_BEHIND: Tone.RED,
        Status.CRITICAL: Tone.RED,
        Status.MISSED: Tone.RED,
    },
)
GREEN_YELLOW_RED = Palette(
    "green_yellow_red",
    "绿黄红",
    {
        Status.DONE: Tone.GREEN,
        Status.AHEAD: Tone.GREEN,
        Status.ON_PACE: Tone.GREEN,
        Status.BEHIND: Tone.YELLOW,
        Status.FAR_BEHIND: Tone.RED,
        Status.CRITICAL: Tone.RED,
        Status.MISSED: Tone.RED,
    },
)
GREEN_YELLOW_ORANGE_RED = Palette(
    "green_yellow_orange_red",
    "绿黄橙红",
    {
        Status.DONE: Tone.GREEN,
        Status.AHEAD: Tone.GREEN,
        Status.ON_PACE: Tone.GREEN,
        Status.BEHIND: Tone.YELLOW,
        Status.FAR_BEHIND: Tone.ORANGE,
        Status.CRITICAL: Tone.RED,
        Status.MISSED: Tone.RED,
    },
)
DEFAULT_PALETTE = BLUE_GREEN_YELLOW_RED
PALETTES: Mapping[str, Palette] = {
    palette.code: palette for palette in (BLUE_GREEN_YELLOW_RED, GREEN_YELLOW_RED, GREEN_YELLOW_ORANGE_RED)
}

SYMBOLS: Mapping[Status, str] = {
    Status.DONE: "✔",
    Status.AHEAD: "▲",
    Status.ON_PACE: "●",
    Status.BEHIND: "◆",
    Status.FAR_BEHIND: "■",
    Status.CRITICAL: "▼",
    Status.MISSED: "✖",
    Status.NOT_DUE: "○",
    Status.UNREPORTED: "?",
    Status.NOT_ASSESSABLE: "–",
    Status.WITHDRAWN: "⊘",
}
"""A sign for every status, so that no page and no print says anything by colour alone."""
