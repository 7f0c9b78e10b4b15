"""kill −9 at random moments of an import, a batch approval and a filing: all of it is stored, or nothing.

Four kills each, or as many as the variable KILLS says: `KILLS=50 make test` for the aim of fifty.
"""

import datetime as dt
import os
import random
import signal
import time
import traceback
from decimal import Decimal

import pytest
from django.db import connections
from django.utils import timezone

from reports.organisation.models import Region
from tests.tracker.filing import file_figure
from tests.tracker.task_tables import keep_table, task_table_as_xlsx
from tracker.progress.evidence import checked
from tracker.progress.models import Evidence, ProgressEntry
from tracker.progress.services import Filing, approve_many, save_draft
from tracker.standings.verifying import Verification, verified
from tracker.targets.announcing import announce
from tracker.targets.imports.comparing import compare
from tracker.targets.imports.files import read_table
from tracker.targets.imports.services import take_over
from tracker.targets.models import Target
from tracker.targets.task_table import tasks_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that can be killed is made by fork"),
]
KILLS = int(os.environ.get("KILLS", "4"))
N_TARGETS = 12


def killed(act, after: float | None) -> float:
    """Do `act` in a process of its own and kill it after so many seconds, or never; return how long it ran."""
    connections.close_all()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _forget_connections()
        os._exit(_failed(act))
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return time.monotonic() - began


def _forget_connections() -> None:
    """Let the child connect anew: on one connection with its parent it would hang them both.

    A browser test before leaves an event loop running in the parent, and beside a loop Django keeps connections apart.
    The child has no loop, so it finds the parent's first connection, which the parent did not see to close.
    """
    for connection in connections.all(initialized_only=True):
        del connections[connection.alias]


def _failed(act) -> bool:
    """Do it, and say on the error stream what went wrong: an exception must not unwind into the parent's tests."""
    try:
        act()
    except BaseException:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        traceback.print_exc()
        return True
    return False


def kill_at_random(act, check, *, seed: int) -> None:
    """Kill `act(attempt)` again and again at some moment of its course; `check(attempt)` after each."""
    dice = random.Random(seed)  # noqa: S311 - moments, no secrets
    whole = killed(lambda: act(0), None)
    check(0)
    for attempt in range(1, KILLS + 1):
        killed(lambda attempt=attempt: act(attempt), dice.uniform(0, whole))
        check(attempt)


def assert_standings_are_right() -> None:
    assert list(verified([each.pk for each in Target.objects.all()], timezone.localdate(), Verification())) == []


@pytest.fixture
def targets(make_target):
    return [make_target() for _each in range(N_TARGETS)]


def test_an_import_is_taken_over_whole_or_not_at_all(targets, reviewer):
    region = Region.objects.get(pk=targets[0].region_id)

    def act(attempt):
        rows = [[target.name, str(attempt + 2)] for target in targets]
        data = task_table_as_xlsx(["目标任务", "权重", "牵头单位"], *([*row, ""] for row in rows))
        kept = keep_table(data, targets[0], reviewer)
        preview = compare(read_table(data, "任务分解表.xlsx"), tasks_of(reviewer, region, 2024), region, 2024)
        take_over(kept=kept, preview=preview, by=reviewer, reason="分解方案印发", now=timezone.now())

    def check(attempt):
        weights = set(Target.objects.values_list("weight", flat=True))
        assert len(weights) == 1
        assert attempt or weights == {2}
        versions = set(Target.objects.values_list("version", flat=True))
        assert len(versions) == 1
        # Each version is in the history: that of the fixture, and one for each file taken over.
        assert Target.history.filter(version__in=versions).count() == N_TARGETS

    kill_at_random(act, check, seed=1)


def test_a_batch_is_approved_whole_or_not_at_all(targets, reviewer):
    entries = [file_figure(target, 6, Decimal(8), "submitted", reason="企业外迁") for target in targets]

    def act(_attempt):
        approve_many(entries={entry.pk: entry.version for entry in ProgressEntry.objects.all()}, by=reviewer)

    def check(attempt):
        states = set(ProgressEntry.objects.values_list("state", flat=True))
        assert len(states) == 1
        assert attempt or states == {"approved"}
        assert_standings_are_right()
        ProgressEntry.objects.update(state="submitted", version=1)
        announce([entry.target_id for entry in entries])

    kill_at_random(act, check, seed=2)


def test_a_filing_is_stored_with_its_files_or_not_at_all(targets, reporter):
    def act(attempt):
        entry = ProgressEntry.objects.first()
        files = [checked(f"%PDF-1.4 {attempt}".encode(), f"{attempt}.pdf")] if attempt < 5 else []
        filing = Filing(Decimal(attempt + 1), narrative=f"第{attempt}次")
        save_draft(
            target=targets[0], month=6, filing=filing, by=reporter, version=entry.version if entry else 0, files=files,
            now=dt.datetime(2024, 7, 5, 9, tzinfo=dt.UTC),
        )  # fmt: skip

    def check(_attempt):
        entry = ProgressEntry.objects.get()
        assert entry.narrative == f"第{entry.value.normalize() - 1:f}次"
        assert entry.history.count() == entry.version
        names = set(Evidence.objects.values_list("name", flat=True))
        assert (f"{entry.value.normalize() - 1:f}.pdf" in names) == (entry.value <= 5)
        assert all(each.file.storage.exists(each.file.name) for each in Evidence.objects.all())
        assert_standings_are_right()

    kill_at_random(act, check, seed=3)
