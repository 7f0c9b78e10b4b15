"""Recognises the text of one page in a confined process (`confined.py`): what is printed where.

Only this file needs the extra packages of `make ocr`; their models lie in the packages, nothing is fetched.
"""

import json
import logging
import sys
from io import BytesIO
from typing import Any

DOTS_PER_INCH = 150
MAX_PIXELS = 40_000_000


def page_count(data: bytes) -> int:
    """How many pages a PDF has; a picture is one."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(data)) if b"%PDF-" in data[:1024] else 1


def picture_of(data: bytes, index: int) -> Any:
    """One page as rows of pixels. Raises OverflowError where a picture unpacks to too much."""
    import numpy
    import pypdfium2
    from PIL import Image, ImageOps

    if b"%PDF-" in data[:1024]:
        page = pypdfium2.PdfDocument(data)[index]
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
        return page.render(scale=scale).to_numpy()
    picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
    if picture.width * picture.height > MAX_PIXELS:
        raise OverflowError(picture.size)
    return numpy.asarray(ImageOps.exif_transpose(picture).convert("RGB"))[:, :, ::-1]


def pieces(picture: Any) -> list[dict[str, object]]:
    """The pieces of text in a picture, and their boxes as shares of its width."""
    from rapidocr import RapidOCR

    logging.disable(logging.CRITICAL)
    width = picture.shape[1]
    recogniser: Any = RapidOCR(params={"Global.log_level": "critical"})
    read = recogniser(picture, use_cls=False)
    if read.txts is None:
        return []
    return [
        {
            "text": text,
            "box": [
                float(min(box[:, 0]) / width),
                float(min(box[:, 1]) / width),
                float(max(box[:, 0]) / width),
                float(max(box[:, 1]) / width),
            ],
        }
        for box, text in zip(read.boxes, read.txts, strict=True)
    ]


def answer(data: bytes, index: int) -> dict[str, object]:
    """How many pages there are where no page is asked for (index −1), else its pieces."""
    if index < 0:
        return {"pages": page_count(data)}
    try:
        return {"pieces": pieces(picture_of(data, index))}
    except OverflowError:
        return {"refused": "too_large"}


if __name__ == "__main__":
    json.dump(answer(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
