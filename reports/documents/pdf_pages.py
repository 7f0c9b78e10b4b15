"""Reads a PDF's pages in a process of its own, with bounds on memory and time.

A few hundred kilobytes of PDF can ask for gigabytes and minutes, and a fault in native code would take
the server down; so the server starts this file by its path, hands the PDF over on standard input, and
gets JSON back. Only the standard library and PDFium are imported here.
"""

import json
import resource
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 20
FORM_DEPTH = 3
LONGEST_PAGE_NUMBER = 10


def pages(data: bytes, *, max_pages: int, max_length: int) -> Iterator[tuple[str, bool]]:
    """Each page's text and whether it is only a picture; stops behind `max_length` characters.

    Raises PdfiumError (damaged or protected), OverflowError with the number of pages if they are too many.
    """
    document = pypdfium2.PdfDocument(data)
    if len(document) > max_pages:
        raise OverflowError(len(document))
    length = 0
    for page in document:
        text = page.get_textpage().get_text_bounded()
        yield text, len(text.strip()) <= LONGEST_PAGE_NUMBER and _has_picture(page)
        page.close()
        length += len(text)
        if length > max_length:
            return


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=FORM_DEPTH))


def _answer(data: bytes, max_pages: int, max_length: int) -> dict[str, object]:
    try:
        return {"pages": list(pages(data, max_pages=max_pages, max_length=max_length))}
    except OverflowError as error:
        return {"too_many_pages": error.args[0]}
    except pypdfium2.PdfiumError as error:
        return {"protected": error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}}


def _limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_resources()
    json.dump(_answer(sys.stdin.buffer.read(), *map(int, sys.argv[1:])), sys.stdout)
