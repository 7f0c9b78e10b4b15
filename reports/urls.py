"""Addresses of work reports and of their review."""

from django.urls import include, path

app_name = "reports"
urlpatterns = [
    path("", include("reports.library.urls")),
    path("", include("reports.review.urls")),
]
