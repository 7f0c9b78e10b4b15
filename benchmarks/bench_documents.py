"""Measure every document by one click, as a Word file and as a PDF, for every region that has promises.

    python benchmarks/bench_documents.py [--times 3] [--most 3]

The database is the demo's (`make setup`, or DATABASE_URL); what is drafted is taken back. Seconds are those from the
click to the last byte, the best of several: other work on the machine is not theirs. Ends with 1 where a document took
longer than `--most` seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from reports.organisation.models import Region  # noqa: E402
from tracker.bulletins.models import Document, DocumentKind  # noqa: E402
from tracker.bulletins.pdf import makes_pdf  # noqa: E402
from tracker.dispatch.models import Meeting  # noqa: E402
from tracker.targets.models import Target  # noqa: E402
from tracker.verdicts.basis import latest_month  # noqa: E402

Click = Callable[[], object]
Measured = tuple[str, str, float, int]
"""Region, document, seconds, bytes."""


class Desk:
    """A reviewer before the browser, at the promises of one region and year."""

    def __init__(self, region: Region, year: int, by: User) -> None:
        self.region, self.year, self.month = region, year, max(1, latest_month(year, timezone.localdate()))
        self.client = Client(HTTP_HOST="localhost")
        self.client.force_login(by)
        self.targets = Target.objects.filter(region=region, year=year).active()

    def clicks(self) -> Iterator[tuple[str, Click]]:
        """Yield each document with what makes it."""
        files = ("docx", "pdf") if makes_pdf() else ("docx",)
        for kind in DocumentKind.values:
            drafted = self._drafted(kind)
            yield f"{kind}, drafted", lambda kind=kind: self._drafted(kind)
            for file in files:
                yield f"{kind}.{file}", lambda d=drafted, f=file: self._get(reverse("document-file", args=[d.pk, f]))
        for meeting in Meeting.objects.filter(region=self.region)[:1]:
            for file in files:
                yield f"minutes.{file}", lambda m=meeting, f=file: self._get(reverse("meeting-minutes", args=[m.pk, f]))
        scope = {"region": self.region.pk, "year": self.year}
        yield "task table.docx", lambda: self._get(reverse("task-table"), scope | {"export": "docx"})
        for file in ("png", "pdf"):
            yield f"one page.{file}", lambda file=file: self._get(reverse("picture", args=[file]), scope)

    def _drafted(self, kind: str) -> Document:
        if kind == DocumentKind.LETTER:
            address, asked = reverse("new-letter", args=["target", self.targets[0].pk]), {}
        else:
            address, asked = reverse("new-document"), {
                "kind": kind, "region": self.region.pk, "year": self.year, "month": self.month,
                "department": self.targets[0].lead_id,
            }  # fmt: skip
        self.client.post(address, asked)
        return Document.objects.filter(kind=kind, region=self.region).latest("pk")

    def _get(self, address: str, asked: dict[str, object] | None = None) -> bytes:
        reply = self.client.get(address, asked)
        if "attachment" not in reply.headers.get("Content-Disposition", ""):
            raise RuntimeError(f"{address} gave no file: {reply.status_code}")
        return b"".join(reply)


def measured(desk: Desk, times: int) -> Iterator[Measured]:
    """Yield what each document of a region takes."""
    for name, click in desk.clicks():
        taken = []
        for _time in range(times):
            began = time.perf_counter()
            made = click()
            taken.append(time.perf_counter() - began)
        yield desk.region.name, name, min(taken), len(made) if isinstance(made, bytes) else 0


def desks() -> Iterator[Desk]:
    """Yield a desk for the latest year of each region with promises, at which an administrator sits."""
    by = User.objects.filter(is_superuser=True, is_active=True).first()
    if by is None:
        raise SystemExit("There is no administrator: fill the database with `make setup` first.")
    for region in Region.objects.filter(targets__isnull=False).distinct().order_by("code"):
        year = Target.objects.filter(region=region).active().order_by("-year").values_list("year", flat=True).first()
        if year:
            yield Desk(region, year, by)


def main() -> None:
    """Print the seconds of each document, and what took too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--most", type=float, default=3.0)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    slow = []
    with transaction.atomic():
        for desk in desks():
            for region, name, seconds, size in measured(desk, asked.times):
                print(f"{region}\t{name:<24}{seconds:6.2f} s{size / 1000:8.0f} KB", flush=True)
                slow += [f"{region} {name}: {seconds:.2f} s"] if seconds > asked.most else []
        transaction.set_rollback(True)
    if slow:
        raise SystemExit("Longer than told: " + "; ".join(slow))


if __name__ == "__main__":
    main()
