"""Addresses of regions."""

from django.urls import path

from reports.organisation import views

urlpatterns = [
    path("regions/", views.regions, name="regions"),
]
