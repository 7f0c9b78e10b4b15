"""The admin of dispatch: all of it is read there; it is changed on the site's own pages."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.dispatch.models import Meeting, Problem, ProblemEvent, Reminder, Urging


@admin.register(Problem)
class ProblemAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Problems."""

    list_display = ("title", "region", "owner", "state", "due")
    list_filter = ("state", "kind")
    list_select_related = ("region", "owner")
    search_fields = ("title",)


@admin.register(Meeting)
class MeetingAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Meetings."""

    list_display = ("held_on", "region", "kind", "closed_at")
    list_select_related = ("region",)


@admin.register(ProblemEvent)
class ProblemEventAdmin(ReadOnlyAdmin):
    """The steps of problems, one by one."""

    list_display = ("problem", "move", "from_state", "to_state", "at", "by")
    list_select_related = ("problem", "by")
    search_fields = ("problem__title",)


@admin.register(Urging)
class UrgingAdmin(ReadOnlyAdmin):
    """Who was urged for what, and when."""

    list_display = ("on", "target", "month", "by")
    list_select_related = ("target", "by")


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """What was sent to whom, and what could not be."""

    list_display = ("on", "user", "channel", "sent_at", "error")
    list_filter = ("channel",)
    list_select_related = ("user",)
