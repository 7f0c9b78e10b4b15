"""The admin of targets and their stages."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.shared.admin import HistoryAdmin, ManyRowsAdmin, NamedHereFilter, OfferedFilter, ReadOnlyAdmin
from reports.shared.distinct import descending
from tracker.targets.models import ChangeRequest, Stage, Target, TaskTableFile


class TargetYearFilter(OfferedFilter):
    """Choose a year that has targets: their index tells, where the rows shown may be very many."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Return the years, the newest first."""
        return [(str(year), str(year)) for year in descending(Target.objects.all(), "year")]


class StageInline(admin.TabularInline):
    """The stages of a milestone."""

    model = Stage
    extra = 0


@admin.register(Target)
class TargetAdmin(HistoryAdmin, ManyRowsAdmin):
    """Targets; they are adopted from a report and changed on their own page, with a reason."""

    list_display = ("number", "name", "region", "year", "target_class", "lead", "deadline", "is_withdrawn")
    list_display_links = ("number", "name")
    list_filter = (TargetYearFilter, "target_class", "is_withdrawn", ("region", NamedHereFilter))
    list_select_related = ("region", "lead")
    search_fields = ("name", "region__name", "lead__name", "indicator__name")
    inlines = (StageInline,)


@admin.register(Stage)
class StageAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Stages of milestones; planned on the target's page."""

    list_display = ("target", "name", "planned_on", "done_on")
    list_select_related = ("target",)
    list_filter = (("done_on", admin.EmptyFieldListFilter),)
    search_fields = ("name", "target__name")


@admin.register(ChangeRequest)
class ChangeRequestAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Requests to change a target; asked and decided on the target's page."""

    list_display = ("target", "kind", "state", "reason", "decision", "asked_by", "asked_at")
    list_select_related = ("target", "asked_by")
    list_filter = ("state", "kind")
    search_fields = ("target__name", "reason", "decision")


@admin.register(TaskTableFile)
class TaskTableFileAdmin(ReadOnlyAdmin):
    """Task tables that were sent in."""

    list_display = ("original_name", "region", "year", "uploaded_by", "uploaded_at", "applied_at")
    list_select_related = ("region", "uploaded_by")
    list_filter = ("year",)
    search_fields = ("original_name", "region__name")
