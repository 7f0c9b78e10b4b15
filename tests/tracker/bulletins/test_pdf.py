"""A converter that fails or hangs costs one document, never a worker of the server."""

import os
import time

import pytest
from django.core.exceptions import ValidationError

from reports.documents.apart import Limits
from tracker.bulletins import pdf

HANGS = "#!/bin/sh\nsleep 77 & echo $! > {pid}\nwait\n"
WRITES_NOTHING = "#!/bin/sh\nexit 0\n"
FAILS = "#!/bin/sh\nexit 3\n"
NEEDS_MUCH = "#!/bin/sh\nwhile :; do :; done\n"


@pytest.fixture
def converter(tmp_path, monkeypatch):
    def install(script, **limits):
        program = tmp_path / "soffice"
        program.write_text(script.format(pid=tmp_path / "pid"))
        program.chmod(0o755)
        monkeypatch.setattr(pdf, "_converter", lambda: str(program))
        monkeypatch.setattr(pdf, "TO_CONVERT", Limits(**limits))
        return tmp_path / "pid"

    return install


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


def test_what_hangs_is_stopped_with_all_that_it_started(converter):
    pid, began = converter(HANGS, wall_seconds=1), time.monotonic()
    with pytest.raises(ValidationError, match="PDF"):
        pdf.as_pdf(b"PK")
    assert time.monotonic() - began < 10
    assert not is_running(int(pid.read_text()))


@pytest.mark.parametrize("script", [WRITES_NOTHING, FAILS, NEEDS_MUCH])
def test_what_fails_is_said(converter, script):
    converter(script, cpu_seconds=1, wall_seconds=30)
    with pytest.raises(ValidationError, match="PDF"):
        pdf.as_pdf(b"PK")


def test_without_libreoffice_it_is_said(monkeypatch):
    monkeypatch.setattr(pdf, "_converter", lambda: None)
    with pytest.raises(ValidationError, match="LibreOffice"):
        pdf.as_pdf(b"PK")
