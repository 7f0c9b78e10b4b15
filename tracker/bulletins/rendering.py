"""From a template and what a document says to a Word file, and from that to a PDF where LibreOffice is installed."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.documents.apart import Limits, ReaderFailedError, read_apart
from tracker.bulletins.word_charts import charts_for_filling, mark_of

FILL = Path(__file__).with_name("fill.py")
TO_FILL = Limits(memory_bytes=1024 * 1024 * 1024, cpu_seconds=20, wall_seconds=40)
TO_CONVERT_SECONDS = 60


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


def makes_pdf() -> bool:
    """Tell whether this server can make PDF files: LibreOffice does that, and not every server has it."""
    return _converter() is not None


def as_pdf(document: bytes) -> bytes:
    """Return a Word file as a PDF. Raises ValidationError with code `pdf` where LibreOffice is missing or fails."""
    converter = _converter()
    if converter is None:
        raise ValidationError(_("LibreOffice is not installed on this server: it makes no PDF."), code="pdf")
    with TemporaryDirectory() as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(document)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [converter, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=TO_CONVERT_SECONDS)  # noqa: S603
            return source.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise ValidationError(_("LibreOffice could not make a PDF of this document."), code="pdf") from error


def _converter() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")
