"""The reader's language."""

from __future__ import annotations

from django.utils.translation import get_language


def is_chinese() -> bool:
    """Tell whether the reader's language is Chinese."""
    return (get_language() or "zh").startswith("zh")
