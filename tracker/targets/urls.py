"""Addresses: the task table."""

from django.urls import path

from tracker.targets import views

urlpatterns = [
    path("tasks/", views.task_table, name="task-table"),
]
