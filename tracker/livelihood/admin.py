"""The admin of deeds for the people: all is read there; it is changed on the site's own pages."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.livelihood.models import Deed, Photo, Publication, Site, Vote


@admin.register(Deed)
class DeedAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Deeds."""

    list_display = ("number", "name", "region", "year", "lead", "deadline", "confirmed_at")
    list_display_links = ("name",)
    list_filter = ("year",)
    list_select_related = ("region", "lead")
    search_fields = ("name", "standard")


@admin.register(Site)
class SiteAdmin(HistoryAdmin, ReadOnlyAdmin):
    """The sites of deeds."""

    list_display = ("deed", "name", "state", "as_of", "filed_by", "dropped_why")
    list_filter = ("state",)
    list_select_related = ("deed", "filed_by")
    search_fields = ("name", "deed__name")


@admin.register(Photo)
class PhotoAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Photographs of sites; they are seen on the page of their deed."""

    list_display = ("site", "name", "added_by", "added_at", "released_at", "withdrawn_why")
    list_select_related = ("site", "added_by")
    search_fields = ("name", "site__name")
    exclude = ("file",)


@admin.register(Vote)
class VoteAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Votes on deeds."""

    list_display = ("deed", "satisfied", "fairly", "dissatisfied", "body", "voted_on")
    list_select_related = ("deed",)
    search_fields = ("deed__name", "body")


@admin.register(Publication)
class PublicationAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Which deeds everybody may read."""

    list_display = ("region", "year", "is_on", "changed_by", "changed_at")
    list_filter = ("is_on", "year")
    list_select_related = ("region", "changed_by")
    search_fields = ("region__name",)
