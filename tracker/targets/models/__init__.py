"""Targets with their stages, the requests to change them, and the task tables that were sent in."""

from tracker.targets.models.requests import ChangeRequest, ChangeRequestQuerySet, Kind, RequestState
from tracker.targets.models.tables import TaskTableFile
from tracker.targets.models.targets import (
    Nature,
    SourceLevel,
    Stage,
    Target,
    TargetClass,
    TargetQuerySet,
    may_read,
)

__all__ = [
    "ChangeRequest",
    "ChangeRequestQuerySet",
    "Kind",
    "Nature",
    "RequestState",
    "SourceLevel",
    "Stage",
    "Target",
    "TargetClass",
    "TargetQuerySet",
    "TaskTableFile",
    "may_read",
]
