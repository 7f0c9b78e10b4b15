"""The admin of projects: all is read there; it is changed on the site's own pages."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.projects.models import Investment, Need, Project, ProjectYear


@admin.register(Project)
class ProjectAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Projects."""

    list_display = ("name", "region", "kind", "lead", "total")
    list_filter = ("kind",)
    list_select_related = ("region", "lead")
    search_fields = ("name", "owner")


class OfProjectAdmin(HistoryAdmin, ReadOnlyAdmin):
    """What belongs to a project."""

    list_select_related = ("project",)
    search_fields = ("project__name",)


@admin.register(ProjectYear)
class ProjectYearAdmin(OfProjectAdmin):
    """What is to be invested in a year."""

    list_display = ("project", "year", "planned")


@admin.register(Investment)
class InvestmentAdmin(OfProjectAdmin):
    """What was invested, month by month."""

    list_display = ("project", "year", "month", "amount", "state")
    list_filter = ("state",)


@admin.register(Need)
class NeedAdmin(OfProjectAdmin):
    """What projects need."""

    list_display = ("project", "kind", "words", "due", "met_on")
    list_filter = ("kind",)
