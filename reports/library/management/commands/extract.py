"""Print what a report promises and reports: `manage.py extract FILE... --year 2024 --format jsonl`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from reports.documents import EXTENSIONS, Document, DocumentError, Format, propose_year, read_document
from reports.documents.recognition import composed, count_pages, may_complete, may_help, recognise_page
from reports.extraction import explain, read, year_of_title
from reports.extraction.output import COLUMNS, FORMATS, csv_row, decisions


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of each file."""

    year: int | None
    format: str
    explain: bool
    name_files: bool
    text_out: Path | None
    language: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The lines made from one file and what to know about them, or why there are none."""

    path: Path
    lines: tuple[str, ...] = ()
    error: str = ""
    warnings: tuple[str, ...] = ()


class Command(BaseCommand):
    """Read reports into statements; needs no database."""

    help = f"Print the targets, actuals and milestones of work reports ({', '.join(EXTENSIONS)})."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the files and how to print what they say."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--year",
            type=_year,
            help="the report's year; proposed from the text or the file name if absent",
        )
        parser.add_argument("--format", choices=sorted(FORMATS), default="table")
        parser.add_argument("--explain", action="store_true", help="say for every number which rule took or refused it")
        parser.add_argument(
            "--text-out", type=Path, metavar="PATH", help="write the decoded text that the offsets refer to"
        )
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="read N files at a time")

    def handle(self, *_args: object, **options: object) -> None:
        """Print the statements of all files in their order; fail at the end if one could not be read."""
        files: list[Path] = options["files"]  # type: ignore[assignment]
        request = _request(options, len(files))
        if request.format == "csv" and not request.explain:
            heading = csv_row([*(["file"] if request.name_files else []), *COLUMNS])
            self.stdout.write("\ufeff" + heading)
        try:
            failed = self._print_all(_outcomes(files, request, int(str(options["jobs"]))), len(files))
        except BrokenPipeError:  # the reader has seen enough: `extract … | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if failed:
            raise CommandError(
                _("{failed} of {total} files could not be read.").format(failed=failed, total=len(files))
            )

    def _print_all(self, outcomes: Iterator[Outcome], total: int) -> int:
        failed = 0
        for number, outcome in enumerate(outcomes, 1):
            self._print(outcome)
            failed += bool(outcome.error)
            self._show_progress(number, total)
        self.stdout.flush()
        return failed

    def _print(self, outcome: Outcome) -> None:
        if outcome.error:
            self.stderr.write(f"{outcome.path}: {outcome.error}")
        for warning in outcome.warnings:
            self.stderr.write(f"{outcome.path}: {warning}")
        for line in outcome.lines:
            self.stdout.write(line)

    def _show_progress(self, done: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            filled = 40 * done // total
            sys.stderr.write(
                f"\r[{'█' * filled}{' ' * (40 - filled)}] {done}/{total}" + ("\n" if done == total else "")
            )
            sys.stderr.flush()


def _request(options: dict[str, object], count: int) -> Request:
    text_out = options["text_out"]
    if text_out and count > 1:
        raise CommandError(_("--text-out takes the text of one file; give one file only."))
    if int(str(options["jobs"])) < 1:
        raise CommandError(_("--jobs must be at least 1."))
    return Request(
        year=options["year"],  # type: ignore[arg-type]
        format=str(options["format"]),
        explain=bool(options["explain"]),
        name_files=count > 1,
        text_out=text_out,  # type: ignore[arg-type]
        language=translation.get_language() or "en",
    )


def _outcomes(files: list[Path], request: Request, jobs: int) -> Iterator[Outcome]:
    work = partial(outcome_of, request=request)
    if jobs == 1 or len(files) == 1:
        yield from map(work, files)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(files))) as pool:
        yield from pool.map(work, files)


def outcome_of(path: Path, request: Request) -> Outcome:
    """Read one file; what is wrong with it becomes the outcome's error, in words for the user."""
    with translation.override(request.language):
        try:
            document = _document(path)
            text = document.text
            if request.text_out:
                request.text_out.write_bytes(text.encode("utf-8"))
        except OSError as error:
            return Outcome(path, error=_file_trouble(error))
        except DocumentError as error:
            return Outcome(path, error=str(error))
        year = request.year or propose_year(text) or year_of_title(text) or _year_in_name(path)
        if year is None:
            return Outcome(path, error=_("The text does not say which year the report plans for; give --year."))
        warnings = tuple(map(str, document.warnings))
        return Outcome(path, _lines(text, year, path, request), warnings=warnings)


def _document(path: Path) -> Document:
    """What a file holds; pages that are pictures are recognised, where that is installed."""
    data = path.read_bytes()
    try:
        document = read_document(data, path.name)
    except DocumentError as error:
        if not may_help(error, data, path.name):
            raise
        return composed([recognise_page(data, index) for index in range(count_pages(data))], Format.PICTURE)[0]
    if not may_complete(document):
        return document
    pages = [recognise_page(data, at) if at in document.pictures else text for at, text in enumerate(document.texts)]
    return composed(pages, document.format)[0]


def _file_trouble(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("There is no such file or folder.")
    if isinstance(error, IsADirectoryError):
        return _("This is a folder; name the files in it.")
    return error.strerror or str(error)


def _year(text: str) -> int:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return int(text)
    raise argparse.ArgumentTypeError(_("“{text}” is no year; write it like 2024.").format(text=text))


def _year_in_name(path: Path) -> int | None:
    found = re.search(r"(?<!\d)20\d\d(?!\d)", path.name)
    return int(found[0]) if found else None


def _lines(text: str, year: int, path: Path, request: Request) -> tuple[str, ...]:
    if request.explain:
        return tuple(decisions(explain(text, year=year), text))
    file = str(path) if request.name_files else ""
    reading = read(text, year=year)
    return tuple(FORMATS[request.format](reading.statements, file, reading.document_kind.value))
