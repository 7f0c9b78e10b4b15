"""The admin of targets and their stages."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.targets.models import Stage, Target


class StageInline(admin.TabularInline):
    """The stages of a milestone."""

    model = Stage
    extra = 0


@admin.register(Target)
class TargetAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Targets; they are adopted from a report and changed on their own page, with a reason."""

    list_display = ("number", "name", "region", "year", "target_class", "lead", "deadline", "is_withdrawn")
    list_display_links = ("number", "name")
    list_filter = ("year", "target_class", "is_withdrawn", ("region", admin.RelatedOnlyFieldListFilter))
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
