"""The ledger (台账): the list of targets, the page of each, the task table, and requests to change them."""

from tracker.ledger.views.lists import three_lists
from tracker.ledger.views.requests import ChangeRequestList, ask_change, decide_change
from tracker.ledger.views.targets import (
    TargetList,
    change_target,
    target_elsewhere,
    target_history,
    target_page,
    target_steps,
)
from tracker.ledger.views.tasks import task_table

__all__ = [
    "ChangeRequestList",
    "TargetList",
    "ask_change",
    "change_target",
    "decide_change",
    "target_elsewhere",
    "target_history",
    "target_page",
    "target_steps",
    "task_table",
    "three_lists",
]
