"""From a Word file to a PDF, where LibreOffice is installed.

Each time with a profile of its own, so that neither a document nor a crash leaves anything for the next one.
LibreOffice starts others to do its work: all of them are stopped when their time is over.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.documents.apart import CONFINED, Limits

BECOME = Path(__file__).with_name("become.py")
TO_CONVERT = Limits(memory_bytes=4 * 1024 * 1024 * 1024, cpu_seconds=30, wall_seconds=40)
SEEN_BEFORE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Product">
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop></item></oor:items>
"""
"""A profile that has seen every version: for a new one LibreOffice tests graphics first, two thirds of all its time."""
QUIETLY = ("--headless", "--norestore", "--nologo")
NOWHERE = subprocess.DEVNULL
WITHOUT_SCREEN = {"SAL_USE_VCLPLUGIN": "svp"}


def makes_pdf() -> bool:
    """Tell whether this server can make PDF files: LibreOffice does that, and not every server has it."""
    return _converter() is not None


def as_pdf(document: bytes) -> bytes:
    """Return a Word file as a PDF. Raises ValidationError with code `pdf` where LibreOffice is missing or fails."""
    converter = _converter()
    if converter is None:
        raise ValidationError(_("LibreOffice is not installed on this server: it makes no PDF."), code="pdf")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            return _converted(document, converter, Path(folder))
        except (subprocess.SubprocessError, OSError) as error:
            raise ValidationError(_("LibreOffice could not make a PDF of this document."), code="pdf") from error


def _converted(document: bytes, converter: str, folder: Path) -> bytes:
    source, settings = folder / "document.docx", folder / "profile" / "user" / "registrymodifications.xcu"
    source.write_bytes(document)
    settings.parent.mkdir(parents=True)
    settings.write_text(SEEN_BEFORE)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run(converter, profile, *QUIETLY, "--convert-to", "pdf", "--outdir", str(folder), str(source))
    return source.with_suffix(".pdf").read_bytes()


def _run(*command: str) -> None:
    """Run a program within bounds, and leave none of those running that it started."""
    bounds = (str(TO_CONVERT.memory_bytes), str(TO_CONVERT.cpu_seconds))
    confined = (sys.executable, "-P", str(CONFINED), *bounds, str(BECOME), *command)
    started = subprocess.Popen(  # noqa: S603
        confined, stdin=NOWHERE, stdout=NOWHERE, stderr=NOWHERE, env=os.environ | WITHOUT_SCREEN, start_new_session=True
    )
    try:
        if code := started.wait(TO_CONVERT.wall_seconds):
            raise subprocess.CalledProcessError(code, command[0])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _converter() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")
