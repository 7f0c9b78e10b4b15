"""Addresses: filing, approving, and the list of all entries."""

from django.urls import path

from tracker.progress.views import approvals, filing

urlpatterns = [
    path("owed/", filing.owed, name="owed"),
    path("targets/<int:pk>/months/<int:month>/", filing.file_entry, name="entry"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("entries/", approvals.EntryList.as_view(), name="entries"),
    path("entries/<int:pk>/approval/", approvals.approval_page, name="approval"),
]
