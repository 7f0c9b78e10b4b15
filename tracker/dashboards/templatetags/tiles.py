"""The tiles of a map drawn at once: a province has too many districts for a template each."""

from __future__ import annotations

from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.templatetags.figures import register
from tracker.dashboards.tile_map import Tile, TileMap


@register.filter
def tile_items(tiles: TileMap, year: int) -> SafeString:
    """Draw the tiles as items of a list, each in the colour of its status; it opens the district's year."""
    overview, unknown, per_report = reverse("overview"), escape(_("unknown")), escape(_("per report"))

    def item(tile: Tile) -> str:
        region, sign, actual = tile.region, tile.sign, escape(tile.actual)
        place = f' class="row-{region.tile_row} column-{region.tile_column}"' if tiles.is_placed else ""
        symbol = f'<span aria-hidden="true">{sign.symbol}</span> ' if sign else ""
        status = escape(sign.label) if sign else per_report if actual else ""
        return (
            f'<li{place}><a class="tile tone-{sign.tone if sign else "grey"}"'
            f' href="{overview}?region={region.pk}&amp;year={year}">'
            f'<span class="tile-name">{escape(region.label)}</span>\n'
            f"<strong>{symbol}{actual or unknown}</strong>\n"
            f'<span class="tile-status">{status}</span></a></li>'
        )

    return mark_safe("\n".join(map(item, tiles.tiles)))  # noqa: S308 - every word is escaped
