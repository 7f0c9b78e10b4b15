"""The reader's language."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import get_language


def is_chinese() -> bool:
    """Tell whether the reader's language is Chinese."""
    return (get_language() or "zh").startswith("zh")


def named() -> Callable[[str, str], str]:
    """Return what chooses of a Chinese and an English name (blank: there is none) the reader's; for many names."""
    return (lambda chinese, _english: chinese) if is_chinese() else (lambda chinese, english: english or chinese)
