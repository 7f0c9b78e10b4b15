"""The admin of a model whose history can be read and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import display_for_field
from django.db import models
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

if TYPE_CHECKING:
    from django.http import HttpRequest

NOTHING = "—"


class RecordInWords(HistoricalRecordContextHelper):
    """Values of changed fields as the admin prints them elsewhere: choices by their words, nothing as a dash."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """Return one value before or after a change."""
        field = self.model._meta.get_field(change.field)
        if isinstance(field, models.ManyToManyField | models.ForeignKey):
            return super().prepare_delta_change_value(change, value) or NOTHING
        return display_for_field(value, field, NOTHING)


class HistoryAdmin(SimpleHistoryAdmin):
    """An admin with a history in words."""

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> RecordInWords:
        """Return what prints one record."""
        return RecordInWords(self.model, historical_record)
