"""A map of tiles: each district one square, where an admin has put it, coloured by how it stands in one indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reports.organisation.models import Region
from tracker.indicators.models import Indicator
from tracker.standings.outcomes import Key, Outcome
from tracker.standings.reading import Sign


class Tile(NamedTuple):
    """A district with what is known of it: how its target stands, and its figure; None and blank are not known."""

    region: Region
    sign: Sign | None
    actual: str


@dataclass(frozen=True)
class TileMap:
    """The tiles; they stand where the regions say if all of them do, else one after the other."""

    tiles: Sequence[Tile]
    is_placed: bool

    @property
    def columns(self) -> int:
        """How many columns the placed tiles take."""
        return max((tile.region.tile_column or 1 for tile in self.tiles), default=1)


def tile_map_of(regions: Sequence[Region], indicator: Indicator, outcomes: Mapping[Key, Outcome]) -> TileMap:
    """Return the map of some regions for one indicator; `outcomes` are those of one year."""
    own = {key.region: each for key, each in outcomes.items() if key.indicator == indicator.pk}
    tiles = [_tile(each, own.get(each.pk, Outcome())) for each in regions]
    places = {(each.tile_row, each.tile_column) for each in regions if each.tile_row}
    return TileMap(tiles, is_placed=len(places) == len(regions) > 0)


def _tile(region: Region, outcome: Outcome) -> Tile:
    return Tile(region, outcome.stand.sign if outcome.stand else None, outcome.actual.words if outcome.actual else "")
