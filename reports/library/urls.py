"""Addresses of reports and statements."""

from django.urls import path

from reports.library.views import lists, uploads

urlpatterns = [
    path("", lists.ReportList.as_view(), name="list"),
    path("statements/", lists.StatementList.as_view(), name="statements"),
    path("upload/", uploads.upload, name="upload"),
    path("upload/<int:pk>/", uploads.confirm_upload, name="confirm"),
    path("upload/<int:pk>/recognition/", uploads.recognition_progress, name="recognition"),
    path("upload/<int:pk>/discard/", uploads.discard_upload, name="discard"),
    path("<int:pk>/statements/<int:statement>/picture/", uploads.line_picture, name="line-picture"),
    path("<int:pk>/original/", uploads.original, name="original"),
]
