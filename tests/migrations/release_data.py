"""A filled database of a release as rows in a file, which later releases have to migrate: `make release-data`.

The file names the migrations of the release, and holds every row of every table of ours, so that it can be put into a
database in that state on any system, whatever the models look like by then.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parents[2]
RELEASES = Path(__file__).parent / "releases"
USERS = "auth.User"
OURS = ("organisation", "library", "review", "verdicts", "indicators", "targets", "progress", "standings")
REPORTS = {"rongchang-2023"}


def fill() -> None:
    """Fill an empty database with a report, its review, its targets and their progress, and a report yet to confirm."""
    from django.contrib.auth.models import User
    from reports.library.services.uploads import receive_text
    from reports.organisation.services import load_regions, read_regions
    from reports.shared.shipped_data import Tally
    from tracker.demo.loading import load_demo
    from tracker.indicators.services import load_indicators, read_indicators
    from tracker.verdicts.services import load_rule_sets, read_rule_sets

    above = [row for row in read_regions() if row["level"] in ("country", "province")]
    load_regions([*above, *(row for row in read_regions() if row["parent_code"] == "500000")], Tally())
    load_indicators(read_indicators(), Tally())
    load_rule_sets(read_rule_sets(), Tally())
    load_demo(REPORTS)
    User.objects.update(password="!")
    text = "2027年政府工作报告\n各位代表：\n新增市场主体300户。"
    receive_text(user=User.objects.get(username="reviewer"), text=text, now=dt.datetime(2026, 11, 2, tzinfo=dt.UTC))


def tables(apps: Any) -> Iterator[type[models.Model]]:
    """Yield every model of ours, the accounts, and the tables between models."""
    yield apps.get_model(USERS)
    for label in OURS:
        yield from apps.get_app_config(label).get_models(include_auto_created=True)


def dumped(row: models.Model) -> dict[str, Any]:
    """Return a row's columns as JSON knows them."""
    return {
        field.attname: None if getattr(row, field.attname) is None else field.value_to_string(row)
        for field in row._meta.concrete_fields
    }


def write(version: str) -> Path:
    """Write the present database as that of a release."""
    from django.apps import apps

    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    rows = {
        model._meta.label: [dumped(row) for row in model._base_manager.order_by("pk").iterator()]
        for model in tables(apps)
    }
    release = {"migrations": [node for node in leaves if node[0] in OURS], "rows": rows}
    path = RELEASES / f"{version}.json.gz"
    path.write_bytes(gzip.compress(json.dumps(release, ensure_ascii=False).encode(), mtime=0))
    return path


def read(path: Path) -> dict[str, Any]:
    """Return a release: its migrations, and its rows by model."""
    release: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return release


@transaction.atomic
def load(release: dict[str, Any], apps: Any) -> None:
    """Put the rows of a release into a database that is in its state; `apps` are the models of that state."""
    for label, rows in release["rows"].items():
        model = apps.get_model(label)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        model._base_manager.bulk_create(
            model(**{name: value if value is None else fields[name].to_python(value) for name, value in row.items()})
            for row in rows
        )


def main() -> None:
    """Fill the database that DATABASE_URL names, which must be empty, and write it as this version's."""
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    sys.stdout.write(f"{write(version).relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
