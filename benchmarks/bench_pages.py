"""Measure every page as every role, on PostgreSQL and SQLite, at several sizes, and say what got slower.

    python benchmarks/bench_pages.py [--databases sqlite postgres] [--sizes hundredth tenth full] [--seconds 20]

A database that is not there is made and filled by `manage.py load_scale`, once. Queries, bytes and the processor's
time are those of a page alone, in this process; the other times are the server's own, from its log, with 1, 8 and 32
users who open all pages in ever new order, without pauses. Waiting for a free thread is not in them: the last line of
each load tells what the users saw. The users run on the same machine as the server.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages.figures import KEPT, Figures, keep, percentile, read_kept, slower  # noqa: E402

SIZES = {"hundredth": (2, 2, 120), "tenth": (4, 10, 120), "full": (40, 10, 120)}
"""Districts, years, and targets of each."""
USERS, WARM_UP = (1, 8, 32), 4
POSTGRES = "postgres://postgres@127.0.0.1:5432"


def url_of(database: str, size: str, postgres: str) -> str:
    """Return the address of the database of a size, which is kept between runs."""
    if database == "sqlite":
        return f"sqlite:///{ROOT / 'var' / f'bench_{size}.sqlite3'}"
    return f"{postgres}/scale_bench_{size}"


def prepare(url: str, size: str) -> None:
    """Make and fill the database unless it is there."""
    environment = os.environ | {"DATABASE_URL": url}

    def manage(*arguments: str) -> None:
        subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=environment, check=True)

    if url.startswith("postgres"):
        create_postgres(url)
    manage("migrate", "--verbosity", "0")
    count = "from reports.library.models import WorkReport; raise SystemExit(WorkReport.objects.exists())"
    shell = [sys.executable, str(ROOT / "manage.py"), "shell", "--verbosity", "0", "-c", count]
    if subprocess.run(shell, env=environment, check=False).returncode == 0:
        districts, years, targets = map(str, SIZES[size])
        manage("load_catalogue")
        manage("load_scale", "--districts", districts, "--years", years, "--targets", targets)


def create_postgres(url: str) -> None:
    """Create the database unless it is there."""
    import psycopg
    from psycopg import sql

    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def measure(database: str, size: str, *, port: int, seconds: float, times: int) -> list[Figures]:
    """Measure the database that DATABASE_URL names; runs in a process of its own."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # what a role may not open is left out
    from benchmarks.pages.alone import measure_alone
    from benchmarks.pages.load import put_under_load, tag_of
    from benchmarks.pages.server import serving

    pages = list(measure_alone(times))
    with serving(port) as server:
        put_under_load(server, pages, users=WARM_UP, seconds=0)
        for users in USERS:
            began = time.monotonic()
            waits = put_under_load(server, pages, users=users, seconds=seconds)
            print(told(users, waits, time.monotonic() - began), file=sys.stderr, flush=True)
        took = defaultdict(list)
        for tag, milliseconds in server.requests():
            took[tag].append(milliseconds)
        memory = server.worker_megabytes
    return [
        Figures(
            database, size, each.role, each.page, each.queries, each.size, round(each.milliseconds, 1),
            round(each.cpu_milliseconds, 1),
            *(percentile(took[tag_of(each, users)], share) for users in USERS for share in (0.5, 0.95)),
            worker_mb=round(memory, 1),
        )
        for each in pages
    ]  # fmt: skip


def told(users: int, waits: Sequence[float], seconds: float) -> str:
    """Say what the users of one load saw."""
    seen = f"p50 {percentile(waits, 0.5):.0f} ms, p95 {percentile(waits, 0.95):.0f} ms with waiting"
    return f"  {users} users: {len(waits)} pages, {len(waits) / seconds:.1f} a second, {seen}"


def measured(arguments: argparse.Namespace) -> Iterator[Figures]:
    """Measure every database and size in a process of its own."""
    for database in arguments.databases:
        for size in arguments.sizes:
            url = url_of(database, size, arguments.postgres)
            prepare(url, size)
            print(f"{database}, {size} size:", flush=True)
            command = [sys.executable, __file__, "--one", database, size, "--port", str(arguments.port)]
            command += ["--seconds", str(arguments.seconds), "--times", str(arguments.times)]
            run = subprocess.run(
                command, env=os.environ | {"DATABASE_URL": url}, check=True, stdout=subprocess.PIPE, text=True
            )
            yield from (Figures(**row) for row in json.loads(run.stdout))


def table(rows: Sequence[Figures]) -> Iterator[str]:
    """Yield the figures as a table of Markdown."""
    yield "| role | page | queries | KB | alone, cpu | 1 user p50/p95 | 8 users p50/p95 | 32 users p50/p95 |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        times = [(row.alone, row.cpu), (row.p50_1, row.p95_1), (row.p50_8, row.p95_8), (row.p50_32, row.p95_32)]
        cells = [f"{left:.0f} / {right:.0f}" for left, right in times]
        yield f"| {row.role} | {row.page} | {row.queries} | {row.bytes / 1000:.0f} | {' | '.join(cells)} |"


def main() -> None:
    """Measure, print the tables and what got slower, and keep the figures if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgres"], default=["sqlite", "postgres"])
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--postgres", default=POSTGRES, help=f"the server ({POSTGRES})")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--seconds", type=float, default=20, help="how long each load takes (20)")
    parser.add_argument("--times", type=int, default=3, help="how often each page is opened alone (3)")
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {KEPT.relative_to(ROOT)}")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        rows = measure(*arguments.one, port=arguments.port, seconds=arguments.seconds, times=arguments.times)
        print(json.dumps([asdict(row) for row in rows]))
        return
    report(list(measured(arguments)), keeps=arguments.keep)


def report(rows: Sequence[Figures], *, keeps: bool) -> None:
    """Print the tables, each database and size under a heading, then what got slower."""
    for database, size in dict.fromkeys((row.database, row.size) for row in rows):
        own = [row for row in rows if (row.database, row.size) == (database, size)]
        print(f"\n### {database}, {size} size; worker {own[0].worker_mb:.0f} MB\n")
        print("\n".join(table(own)))
    worse = list(slower(rows, read_kept()))
    print("\nSlower than the figures that were kept:\n  " + "\n  ".join(worse or ["nothing"]))
    if keeps:
        keep(rows)


if __name__ == "__main__":
    main()
