"""Deeds for the people of the demonstration: a year under way and one that is over and was voted on."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from reports.organisation.models import Department, Region
from tracker.demo.people import filers_of, officer_of, read_toml
from tracker.livelihood.models import Deed, Site
from tracker.livelihood.services import confirm, keep_deed, switch_public_page
from tracker.livelihood.sites import Filed, add_sites, checked_photo, file_site, release_photo
from tracker.livelihood.standing import SiteState
from tracker.livelihood.votes import Sitting, enter_votes
from tracker.progress.evidence import checked
from tracker.targets.models import Target

STATES = {"d": SiteState.DONE, "b": SiteState.BUILDING, "n": SiteState.NOT_STARTED}
WORDS = {SiteState.DONE: "已完工，通过验收", SiteState.BUILDING: "主体施工中", SiteState.NOT_STARTED: "前期手续办理中"}
CONFIRMED = (3,)
"""Of the running year the places of deeds that the office has confirmed; others wait for it or are under way."""
PHOTOGRAPHED = (1, 2, 3)
BALLOTS = ((182, 10, 1, 2), (171, 18, 4, 2), (176, 15, 2, 2), (150, 33, 10, 2), (166, 21, 6, 2), (139, 41, 13, 2),
           (182, 10, 1, 2), (188, 5, 0, 2), (160, 28, 5, 2), (155, 30, 8, 2))  # fmt: skip
WIDTH, HEIGHT = 480, 320
SKY, GROUND, WALL, WINDOW = b"\xc9\xdc\xec", b"\xb5\xc3\xa4", b"\xd8\xb9\x94", b"\x6f\x8c\xa6"
FLOORS = {SiteState.NOT_STARTED: 0, SiteState.BUILDING: 2, SiteState.DONE: 4}


def create_livelihood(region: Region, year: int) -> None:
    """Record the deeds of a region's newest year and of the year before, which is complete and was voted on."""
    entries = read_toml("livelihood.toml")["deed"]
    before = [_create(region, year - 1, number, entry, is_over=True) for number, entry in enumerate(entries, 1)]
    ballots = {deed.pk: votes for deed, votes in zip(before, BALLOTS, strict=True)}
    sitting = Sitting("区人大代表", min(dt.date(year, 1, 10), timezone.localdate()))
    enter_votes(region, year - 1, ballots, sitting, by=officer_of(region))
    for number, entry in enumerate(entries, 1):
        _create(region, year, number, entry, is_over=False)
    for shown in (year - 1, year):
        switch_public_page(region, shown, is_on=region.code == "500153", by=officer_of(region))


def _create(region: Region, year: int, number: int, entry: Mapping[str, Any], *, is_over: bool) -> Deed:
    officer = officer_of(region)
    departments = {each.short_name: each for each in Department.objects.filter(region=region)}
    lead = departments[entry["lead"]]
    values = {"number": number, "name": entry["name"], "lead": lead, "standard": entry["standard"],
              "deadline": dt.date(year, 12, 31)}  # fmt: skip
    deed = keep_deed(
        Deed(region=region, year=year), values, supporting=[departments[each] for each in entry["supporting"]],
        targets=Target.objects.filter(region=region, year=year, lead=lead).active().order_by("number")[:1], version=0,
        by=officer,
    )  # fmt: skip
    lines = entry["sites"] or (["全区各中小学：组织接种|d"] if is_over else [])
    _file(deed, lines, is_over=is_over)
    if is_over or number in CONFIRMED:
        confirm(deed, words="现场核查，与完成标准一致，验收资料齐全。", version=_version(deed), by=officer)
    return deed


def _file(deed: Deed, lines: Sequence[str], *, is_over: bool) -> None:
    """Put sites on the list and file how far each is, some with a picture; all are done in a year that is over."""
    filer, officer = filers_of(deed.region)[deed.lead_id], officer_of(deed.region)
    parts = [line.partition("|") for line in lines]
    named = [text.partition("：") for text, _sign, _state in parts]
    sites = add_sites(deed, [(name, content) for name, _sign, content in named], by=officer)
    last = min(timezone.localdate(), dt.date(deed.year, 12, 20))
    for place, (site, (_text, _sign, code)) in enumerate(zip(sites, parts, strict=True)):
        state = SiteState.DONE if is_over else STATES.get(code)
        if state is None:
            continue
        drawn = (
            [sketch(state, site)] if deed.number in PHOTOGRAPHED and not is_over and place < len(PHOTOGRAPHED) else []
        )
        photos = [checked_photo(checked(data, f"{site.name}.png")) for data in drawn]
        filed = Filed(state, last - dt.timedelta(days=3 * place), WORDS[state])
        file_site(site, filed, photos, version=site.version, by=filer)
        for photo in site.photos.all() if place < len(PHOTOGRAPHED) - 1 else ():
            release_photo(photo, by=officer)


def _version(deed: Deed) -> int:
    return Deed.objects.values_list("version", flat=True).get(pk=deed.pk)


def sketch(state: SiteState, site: Site) -> bytes:
    """Draw what stands for a photograph: a house with as many floors as there is progress; a PNG file."""
    floors, roof = FLOORS[state], HEIGHT - 60
    rows = [_row(y, roof, floors, 40 * (site.pk % 4)) for y in range(HEIGHT)]
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", body) + _part(b"IEND", b"")


def _row(y: int, ground: int, floors: int, shift: int) -> bytes:
    if y >= ground:
        return GROUND * WIDTH
    if y < ground - 50 * floors:
        return SKY * WIDTH
    is_window = 12 <= (ground - y) % 50 < 36
    wall = b"".join(WINDOW if is_window and x % 45 < 25 else WALL for x in range(225))
    left = 70 + shift
    return SKY * left + wall + SKY * (WIDTH - left - 225)


def _part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
