"""Rows of a region that a department leads: who reads, keeps and reports on them, the same in every room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from reports.organisation.models import rights_of

if TYPE_CHECKING:
    from reports.shared.people import User

M = TypeVar("M", bound=models.Model)


class LedQuerySet(models.QuerySet[M]):
    """Rows with a `region` and a `lead`, in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those that `user` may read: led by their department, of their region, or below what they lead."""
        rights = rights_of(user)
        return self.filter(rights.may_follow("region") | rights.reports_for("lead"))

    def reviewable_by(self, user: User) -> Self:
        """Keep those that the office of `user` keeps."""
        return self.filter(rights_of(user).may_review("region"))

    def reported_by(self, user: User) -> Self:
        """Keep those for whose lead `user` reports."""
        return self.filter(rights_of(user).reports_for("lead"))
