"""What an office filled with an earlier release goes on in this one: nothing is lost, and the pages open."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.migrations.release_data import OURS, RELEASES, load, read, tables

FILES = sorted(RELEASES.glob("*.json.gz"))
MAY_BE_EMPTY = {"organisation.HistoricalRegion_successors"}
"""What only a person's change fills."""
PAGES = ["/overview/", "/targets/", "/entries/", "/reports/", "/reports/statements/", "/matches/", "/trends/"]


def migrate(targets):
    """Bring the database to a state."""
    MigrationExecutor(connection).migrate(targets)


def newest():
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


@pytest.fixture
def emptied(transactional_db):
    """A database without any table of ours; afterwards it has them again, for the tests that follow."""
    migrate([(label, None) for label in OURS])
    yield
    migrate(newest())


def test_there_is_a_release_to_migrate():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_release_fills_every_table(path):
    rows = read(path)["rows"]
    assert {label for label, found in rows.items() if not found} <= MAY_BE_EMPTY


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_filled_database_of_a_release_migrates_to_the_present(client, emptied, path):
    release = read(path)
    state = [tuple(node) for node in release["migrations"]]
    migrate(state)
    load(release, MigrationExecutor(connection).loader.project_state(state).apps)

    migrate(newest())

    connection.check_constraints()
    for model in tables(apps):
        before = release["rows"].get(model._meta.label, [])
        assert model._base_manager.count() >= len(before), model
    client.force_login(User.objects.get(username="admin"))
    for page in PAGES:
        assert client.get(page).status_code == 200, page
