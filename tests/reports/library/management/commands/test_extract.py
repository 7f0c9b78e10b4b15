"""`manage.py extract`: many files, every format, no database."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from reports.documents.recognition import Box, RecognisedLine
from tests.reports import documents
from tests.reports.documents.files import pdf

COMMAND = "reports.library.management.commands.extract"
SAMPLES = Path(documents.__file__).with_name("samples")
REPORT = (
    "一、2023年工作回顾\n新建公园3个。\n二、2024年工作安排\n新建公园5个，粮食产量增长3%以上。\n"
    + "我们要扎实做好各项工作。" * 9
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report-2024.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("extract", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_jsonl(report: Path) -> None:
    entries = [json.loads(line) for line in run(report, "--year", 2024, "--format", "jsonl").splitlines()]
    assert [(entry["kind"], entry["value"]) for entry in entries] == [("actual", "3"), ("target", "5"), ("target", "3")]
    assert [REPORT[entry["start"] : entry["end"]] for entry in entries] == ["3个", "5个", "3%"]


def test_the_year_is_proposed_from_the_text(report: Path) -> None:
    assert '"year": 2024' in run(report, "--format", "jsonl")


def test_csv_begins_with_a_mark_for_spreadsheets_and_a_heading(report: Path) -> None:
    lines = run(report, "--format", "csv").splitlines()
    assert lines[0].startswith("\ufeffkind,indicator")
    assert len(lines) == 4


def test_explain(report: Path) -> None:
    assert "name-verb-number" in run(report, "--explain")


def test_text_out_is_what_offsets_refer_to(report: Path, tmp_path: Path) -> None:
    run(report, "--text-out", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes().decode() == REPORT


def test_a_byte_order_mark_counts_as_a_character(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbf" + REPORT.encode())
    entry = json.loads(run(path, "--year", 2024, "--format", "jsonl").splitlines()[0])
    assert path.read_bytes().decode("utf-8")[entry["start"] : entry["end"]] == "3个"


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_broken_file_is_reported_and_the_rest_go_on(report: Path, tmp_path: Path, jobs: int) -> None:
    out, errors = io.StringIO(), io.StringIO()
    files = [str(report), str(tmp_path / "absent.txt"), str(report)]
    with pytest.raises(CommandError, match="1"):
        call_command(
            "extract", *files, "--year", "2024", "--format", "jsonl", "--jobs", str(jobs), stdout=out, stderr=errors
        )
    assert len(out.getvalue().splitlines()) == 6
    assert "absent.txt" in errors.getvalue()
    assert json.loads(out.getvalue().splitlines()[0])["file"] == str(report)


@pytest.mark.parametrize("arguments", [("--jobs", "0"), ("--text-out", "x.txt")])
def test_options_that_make_no_sense(report: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(report, report, *arguments)


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("二、2024年工作安排\n" + "新增停车位300个。\n" * 20000, encoding="utf-8")
    command = f"{sys.executable} manage.py extract {report} --year 2024 --format jsonl | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize(("name", "words"), [("missing.txt", "没有这个文件"), (".", "这是文件夹")])
def test_what_is_no_file_is_said(tmp_path, name, words):
    errors = io.StringIO()
    with pytest.raises(CommandError), translation.override("zh-hans"):
        call_command("extract", str(tmp_path / name), year=2024, stderr=errors)
    assert words in errors.getvalue()


@pytest.mark.parametrize("year", ["99", "0", "2124", "今年"])
def test_impossible_years_are_refused(tmp_path, year):
    with pytest.raises(CommandError):
        call_command("extract", str(tmp_path / "report.txt"), f"--year={year}")


def test_a_document_of_the_old_kind() -> None:
    out = run(SAMPLES / "sample.doc", "--format", "jsonl")
    assert [json.loads(line)["value"] for line in out.splitlines()] == ["20", "120", "3.5", "12"]


def test_a_scan_is_recognised_and_a_warning_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = RecognisedLine("2024年，新建公园5个。", Box(0.1, 0.1, 0.9, 0.2))
    monkeypatch.setattr("reports.documents.recognition.is_available", lambda: True)
    monkeypatch.setattr(f"{COMMAND}.count_pages", lambda _data: 1)
    monkeypatch.setattr(f"{COMMAND}.recognise_page", lambda _data, _index: [line])
    (tmp_path / "scan.pdf").write_bytes(pdf(None))
    out, warnings = io.StringIO(), io.StringIO()
    with translation.override("en"):
        call_command("extract", str(tmp_path / "scan.pdf"), "--year=2024", stdout=out, stderr=warnings)
    assert "新建公园" in out.getvalue()
    assert "read from pictures" in warnings.getvalue()
