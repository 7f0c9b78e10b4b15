"""Reads a PDF's pages in a confined process (`confined.py`): only the standard library and PDFium are imported here."""

import json
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

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


if __name__ == "__main__":
    json.dump(_answer(sys.stdin.buffer.read(), *map(int, sys.argv[1:])), sys.stdout)
