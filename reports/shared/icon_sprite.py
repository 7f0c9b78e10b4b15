"""Lay the icons that pages use into one file, at set-up: `python -m reports.shared.icon_sprite FOLDER TARGET`.

The folder holds one drawing a file, as the icon library ships them; `icons.txt` beside this file names those that are
taken. A browser fetches a few kilobytes instead of a font with two thousand icons.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
LIST = Path(__file__).with_name("icons.txt")


def icon_names() -> list[str]:
    """Return the names of the icons that pages use."""
    return LIST.read_text(encoding="utf-8").split()


def sprite(folder: Path) -> str:
    """Return one drawing with a symbol for each icon. Raises OSError where the library has no such icon."""
    ET.register_namespace("", SVG)
    root = ET.Element(f"{{{SVG}}}svg")
    for name in icon_names():
        drawing = ET.parse(folder / f"{name}.svg").getroot()  # noqa: S314 - from the locked library, at set-up
        symbol = ET.SubElement(root, f"{{{SVG}}}symbol", id=name, viewBox=drawing.attrib["viewBox"])
        symbol.extend(drawing)
    return ET.tostring(root, encoding="unicode")


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(sprite(Path(sys.argv[1])), encoding="utf-8")
