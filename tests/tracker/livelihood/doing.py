"""Deeds for tests: one of 2024 with sites, filed and confirmed in one line; pictures made by hand."""

import datetime as dt
import struct
import zlib

from tracker.livelihood.models import Deed
from tracker.livelihood.services import confirm, keep_deed
from tracker.livelihood.sites import Filed, add_sites, checked_photo, file_site
from tracker.progress.evidence import checked

JULY = dt.date(2024, 7, 1)


def make_deed(lead, reviewer, *, sites=(("青溪小学", "新建食堂"), ("白石小学", "改建操场")), **values):
    """Record a deed of 2024 with its sites; keyword arguments override its fields."""
    number = Deed.objects.filter(region=lead.region, year=2024).count() + 1
    terms = {"number": number, "name": f"改善办学条件之{number}", "lead": lead, "standard": "全部建成并投用",
             "deadline": dt.date(2024, 12, 31)}  # fmt: skip
    supporting, targets = values.pop("supporting", ()), values.pop("targets", ())
    deed = Deed(region=lead.region, year=values.pop("year", 2024))
    deed = keep_deed(deed, terms | values, supporting=supporting, targets=targets, version=0, by=reviewer)
    add_sites(deed, list(sites), by=reviewer)
    return deed


def file(site, reporter, state="done", *, as_of=JULY, progress="", photos=()):
    """File how far a site is."""
    site.refresh_from_db()
    taken = [checked_photo(checked(data, name)) for name, data in photos]
    return file_site(site, Filed(state, as_of, progress), taken, version=site.version, by=reporter)


def complete(deed, reporter, reviewer):
    """File every site as done and confirm the deed."""
    for site in deed.sites.listed():
        file(site, reporter)
    deed.refresh_from_db()
    return confirm(deed, words="现场核查属实", version=deed.version, by=reviewer)


def png(width=2, height=2, *more):
    """A PNG picture, with more parts before its end."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + b"\x10\x80\x40" * width for _line in range(min(height, 50))))
    parts = [(b"IHDR", head), *more, (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(part(*each) for each in parts)


def part(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(*segments, width=3, height=2, scan=b"\x12\xff\x00\xff\xd0\x34", tail=b""):
    """A JPEG file as far as its parts go, with more segments after its start."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    parts = [*segments, (0xDB, b"\x00" * 65), (0xC0, frame), (0xC4, b"\x00" * 20), (0xDA, b"\x01\x01\x00\x00\x3f\x00")]
    packed = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in parts)
    return b"\xff\xd8" + packed + scan + b"\xff\xd9" + tail


def exif(orientation, text=b"", order="<"):
    """What a camera writes: how it was held, and some text beside."""
    sign = b"II*\x00" if order == "<" else b"MM\x00*"
    table = struct.pack(f"{order}HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    return 0xE1, b"Exif\x00\x00" + sign + struct.pack(f"{order}I", 8) + table + text
