"""Measure pages as offices of a whole country come to share one PostgreSQL: do they depend on the others?

    python benchmarks/bench_country.py [--server postgres://…] [--cities 1 7 70] [--times 3]

A city of four districts and ten years is made up by `load_scale` (52,500 entries), then copied by the database, its
history left out: 70 of them have 3.7 million entries, a tenth of the country's 3,000 counties. Entries and standings
are partitioned by year. After each growth every page is opened as every role, alone, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bench_pages import POSTGRES, create_postgres  # noqa: E402

DATABASE = "country_bench"
DISTRICTS, YEARS = 4, 10


def run(*arguments: str) -> str:
    """Run a step in a process of its own; return what it printed."""
    return subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def prepare(url: str) -> None:
    """Make the database anew, with one city."""
    drop_postgres(url)
    create_postgres(url)
    manage = str(ROOT / "manage.py")
    run(manage, "migrate", "--verbosity", "0")
    run(manage, "load_catalogue")
    run(manage, "load_scale", "--districts", str(DISTRICTS), "--years", str(YEARS))


def drop_postgres(url: str) -> None:
    """Drop the database if it is there."""
    import psycopg
    from psycopg import sql

    parts = urlsplit(url)
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(parts.path.lstrip("/"))))


def set_up() -> None:
    """Set the application up in this process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()


def grown(cities: Sequence[int], times: int) -> Iterator[dict]:
    """Partition the long tables, let the country grow to each number of cities, yield what was measured at each."""
    set_up()
    from django.utils import timezone

    from benchmarks.country.copying import copy, originals
    from benchmarks.country.partitioning import partition_by_year

    this_year, first_city, there = timezone.localdate().year, originals(), 1
    partition_by_year(this_year - YEARS + 1, this_year)
    for number in cities:
        began = time.monotonic()
        copy(first_city, range(there, number))
        there = max(there, number)
        seconds = time.monotonic() - began
        yield json.loads(run(__file__, "--measure", "--times", str(times)))
        print(f"{number} cities, grown in {seconds:.0f} s", file=sys.stderr, flush=True)


def measured(times: int) -> dict:
    """Open every page of the first city."""
    set_up()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # what a role may not open is left out
    from benchmarks.pages.alone import measure_alone
    from tracker.progress.models import ProgressEntry

    return {"entries": ProgressEntry.objects.count(), "pages": [asdict(each) for each in measure_alone(times)]}


def table(sizes: Sequence[dict]) -> str:
    """Return the time of every page at every size (milliseconds, of it the processor's), as a table of Markdown."""
    heads = [f"{each['entries']:,} entries" for each in sizes]
    lines = [f"| page | role | queries | {' | '.join(heads)} | last / first |", "|---" * (len(sizes) + 4) + "|"]
    by_page = [{(each["page"], each["role"]): each for each in size["pages"]} for size in sizes]
    for page, role in by_page[0]:
        rows = [size[page, role] for size in by_page if (page, role) in size]
        cells = [f"{row['milliseconds']:.0f} ({row['cpu_milliseconds']:.0f})" for row in rows]
        growth = rows[-1]["milliseconds"] / rows[0]["milliseconds"]
        lines.append(f"| {page} | {role} | {rows[-1]['queries']} | {' | '.join(cells)} | {growth:.1f} |")
    return "\n".join(lines)


def main() -> None:
    """Make the country up step by step, measure after each, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default=POSTGRES, help=f"the server ({POSTGRES})")
    parser.add_argument("--cities", nargs="+", type=int, default=[1, 7, 70], help="how many cities to measure with")
    parser.add_argument("--times", type=int, default=3, help="how often each page is opened (3)")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measured(arguments.times)))
        return
    os.environ["DATABASE_URL"] = f"{arguments.server}/{DATABASE}"
    prepare(os.environ["DATABASE_URL"])
    print(table(list(grown(arguments.cities, arguments.times))))


if __name__ == "__main__":
    main()
