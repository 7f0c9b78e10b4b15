"""Addresses of work reports, of their review, and of the regions they are of."""

from django.urls import include, path

app_name = "reports"
urlpatterns = [
    path("", include("reports.library.urls")),
    path("", include("reports.review.urls")),
    path("", include("reports.organisation.urls")),
]
