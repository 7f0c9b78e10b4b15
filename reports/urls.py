"""Addresses of documents and statements."""

from django.urls import path

from reports.views import catalogue, review, uploads

app_name = "reports"
urlpatterns = [
    path("", catalogue.report_list, name="list"),
    path("statements/", catalogue.statement_list, name="statements"),
    path("upload/", uploads.upload, name="upload"),
    path("upload/<int:pk>/", uploads.confirm, name="confirm"),
    path("<int:pk>/", review.review, name="review"),
]
