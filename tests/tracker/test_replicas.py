"""Who reads from a copy of the database, and who from the main one."""

import pytest
from django.db import connection, connections, transaction
from django.http import HttpResponse

from reports.organisation.models import Region
from tracker.replicas import ASK_AGAIN_AFTER, Replicas, _silent_since, read_from_a_replica

MAIN, COPY, AWAY = "default", "replica1", "replica2"


@pytest.fixture
def copies(django_db_setup, django_db_blocker, settings):
    """Two copies: the first answers, the main database in its place; the second is not there. Nothing is written."""
    settings.REPLICA_LAG = 10
    main = connections.databases[MAIN]
    away = {"postgresql": {"HOST": "127.0.0.1", "PORT": "9"}, "sqlite": {"NAME": "/nowhere/copy.sqlite3"}}
    connections.databases.update({COPY: main, AWAY: main | away[connection.vendor]})
    _silent_since.clear()
    with django_db_blocker.unblock():
        yield
    for name in (MAIN, COPY, AWAY):
        connections[name].close()
    for name in (COPY, AWAY):
        del connections[name], connections.databases[name]


@pytest.fixture
def reads_of(settings, rf, copies):
    """Return a function that answers a request and says where it read; afterwards the thread reads as before."""
    settings.REPLICAS = [COPY]

    def read(method: str, look=lambda: Replicas().db_for_read(Region), **cookies) -> tuple[str, HttpResponse]:
        request, places = rf.generic(method, "/"), []
        request.COOKIES.update(cookies)

        def get_response(request):
            places.append(look())
            return HttpResponse()

        reply = read_from_a_replica(get_response)(request)
        return places[0], reply

    yield read
    read("POST")


def test_who_looks_reads_from_a_copy(reads_of):
    place, reply = reads_of("GET")
    assert place == COPY
    assert not reply.cookies


def test_who_writes_reads_what_was_written_also_on_the_next_page(reads_of):
    place, reply = reads_of("POST")
    assert place == MAIN
    assert reply.cookies["wrote"]["max-age"] == 10
    assert reads_of("GET", wrote="1")[0] == MAIN


def test_a_file_that_is_sent_after_the_answer_began_is_read_where_its_page_was(reads_of):
    reads_of("GET")
    assert Replicas().db_for_read(Region) == COPY


def test_inside_a_transaction_the_main_database_is_read(reads_of):
    def look() -> str:
        with transaction.atomic():
            return Replicas().db_for_read(Region)

    assert reads_of("GET", look)[0] == MAIN


def test_writes_and_migrations_go_to_the_main_database_alone():
    router = Replicas()
    assert router.db_for_write(Region) == MAIN
    assert router.allow_relation(Region(), Region())
    assert [router.allow_migrate(each, "organisation") for each in (MAIN, COPY)] == [True, False]


def test_without_a_request_the_main_database_is_read(reads_of):
    reads_of("POST")
    assert Replicas().db_for_read(Region) == MAIN


def test_a_copy_that_is_away_is_passed_over(reads_of, settings, caplog):
    settings.REPLICAS = [AWAY, COPY]
    assert {reads_of("GET")[0] for _ in range(20)} == {COPY}
    assert len(caplog.messages) == 1  # once away, it is not asked for a while
    settings.REPLICAS = [AWAY]
    assert reads_of("GET")[0] == MAIN


def test_a_copy_that_is_back_is_read_again(reads_of, settings, monkeypatch):
    settings.REPLICAS = [AWAY]
    assert reads_of("GET")[0] == MAIN
    connections[AWAY].settings_dict = connections[MAIN].settings_dict
    assert reads_of("GET")[0] == MAIN
    monkeypatch.setitem(_silent_since, AWAY, _silent_since[AWAY] - ASK_AGAIN_AFTER)
    assert reads_of("GET")[0] == AWAY
