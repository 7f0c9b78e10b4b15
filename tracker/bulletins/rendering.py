"""From a template and what a document says to a Word file."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.documents.apart import Limits, ReaderFailedError, read_apart
from tracker.bulletins.word_charts import charts_for_filling, mark_of

FILL = Path(__file__).with_name("fill.py")
TO_FILL = Limits(memory_bytes=1024 * 1024 * 1024, cpu_seconds=20, wall_seconds=40)


def render(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Return the Word file that a template makes of what a document says.

    Raises ValidationError with code `template` where the template is faulty or asks for too much time or memory.
    """
    charts = charts_for_filling(context.get("charts", {}))
    told = {**context, "charts": {key: mark_of(key) for key in context.get("charts", {})}}
    task = {"template": base64.b64encode(template).decode(), "context": told, "charts": charts}
    try:
        answer = read_apart(FILL, json.dumps(task, ensure_ascii=False).encode(), limits=TO_FILL)
    except ReaderFailedError as error:
        message = _("The template could not be filled in. Is it a Word file (.docx), and are its marks complete?")
        raise ValidationError(message, code="template") from error
    if "fault" in answer:
        message = _("The template has a mistake: %(fault)s")
        raise ValidationError(message, code="template", params={"fault": answer["fault"]})
    return base64.b64decode(answer["document"])
