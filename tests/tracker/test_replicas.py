"""Who reads from a copy of the database, and who from the main one."""

import pytest
from django.db import transaction
from django.http import HttpResponse

from reports.organisation.models import Region
from tracker.replicas import Replicas, read_from_a_replica

MAIN, COPY = "default", "replica1"


@pytest.fixture
def reads_of(settings, rf):
    """Return a function that answers a request and says where it read; afterwards the thread reads as before."""
    settings.REPLICAS, settings.REPLICA_LAG = [COPY], 10

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


@pytest.mark.django_db
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
