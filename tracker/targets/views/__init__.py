"""The task table edited in place, and taken over from a file."""

from tracker.targets.views.editing import edit_tasks
from tracker.targets.views.importing import import_tasks, marked_file, task_import

__all__ = ["edit_tasks", "import_tasks", "marked_file", "task_import"]
