"""Addresses: the task table edited in place, and taken over from a file."""

from django.urls import path

from tracker.targets import views

urlpatterns = [
    path("tasks/edit/", views.edit_tasks, name="task-edit"),
    path("tasks/import/", views.import_tasks, name="task-import"),
    path("tasks/import/<int:pk>/", views.task_import, name="task-import-preview"),
    path("tasks/import/<int:pk>/marked/", views.marked_file, name="task-import-marked"),
]
