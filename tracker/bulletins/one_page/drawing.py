"""From what the page says to a file."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.documents.apart import Limits, ReaderFailedError, read_apart

TYPESET = Path(__file__).with_name("typeset.py")
LIMITS = Limits(memory_bytes=1024 * 1024 * 1024, cpu_seconds=10, wall_seconds=20)
KEPT = 16
"""How many pages a worker keeps as they were drawn last, of some hundred kilobytes each."""
KINDS = {"png": "image/png", "pdf": "application/pdf"}
FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "DengXian", "Droid Sans Fallback", "Noto Serif CJK SC",
    "Source Han Serif SC", "SimSun", "FangSong", "AR PL UMing CN",
)  # fmt: skip
"""Chinese fonts, the best first; none is shipped."""


def draw(page: Mapping[str, Any], kind: str) -> bytes:
    """Return the page as a file of a kind of KINDS.

    Raises ValidationError with code `font` where the server has no Chinese font, `picture` where drawing fails.
    """
    return _drawn(json.dumps({"page": page, "fonts": FONTS, "kind": kind}))


@lru_cache(maxsize=KEPT)
def _drawn(task: str) -> bytes:
    """Draw what a task says: the same words always give the same page, which takes a quarter of a second."""
    try:
        answer = read_apart(TYPESET, task.encode(), limits=LIMITS)
    except ReaderFailedError as error:
        raise ValidationError(_("The page could not be drawn."), code="picture") from error
    if "fault" in answer:
        message = _(
            "This server has no Chinese font, so the page cannot be drawn. Have the package fonts-noto-cjk (Debian, "
            "Ubuntu, Kylin, UOS) or google-noto-sans-cjk-fonts (openEuler, CentOS) installed and try again."
        )
        raise ValidationError(message, code="font")
    return base64.b64decode(answer["file"])
