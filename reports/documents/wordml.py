"""Small steps through WordprocessingML.

Names are compared without their namespace, because the “strict” flavour of the format has other ones.
"""

from collections.abc import Iterator

from lxml import etree


def name_of(element: etree._Element) -> str:
    """Name of an element without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The direct children of that name."""
    return (found for found in (() if element is None else element) if name_of(found) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down that path of names, if there is one."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str:
    """Value of an attribute of that name, or nothing."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def value_of(element: etree._Element | None, *path: str) -> str:
    """The `val` attribute at the end of the path, or nothing."""
    return attribute(child(element, *path), "val")


def number_of(text: str) -> int:
    """A non-negative number from an attribute; what is none counts as zero."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def is_raised(run: etree._Element) -> bool:
    """Whether a run's characters stand above the line."""
    look = child(run, "rPr")
    return value_of(look, "vertAlign") == "superscript" or number_of(value_of(look, "position")) > 0
