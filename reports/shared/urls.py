"""Addresses: files of long lists."""

from django.urls import path

from reports.shared import views

urlpatterns = [
    path("exports/<int:pk>/", views.export_page, name="export"),
    path("exports/<int:pk>/file/", views.export_file, name="export-file"),
]
