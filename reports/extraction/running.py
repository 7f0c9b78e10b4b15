"""Running heads: a short line that comes back beside the page numbers is part of no sentence."""

from __future__ import annotations

from collections import Counter

from .lexicon import late

BLANK = "\ue001"
"""Takes a character's place where something is struck out; counts as white space."""

_PAGE = r"(?:[-—–·•]+\s*\d{1,4}\s*[-—–·•]*|第\s*\d{1,4}\s*页|\d{1,4})"
_NUMBER = late(rf"^{_PAGE}\s+|\s+{_PAGE}$")
_NUMBER_ALONE = late(r"[-—–·•第页共/\s]*\d[-—–·•第页共/\s\d]*")
_POINTED = late("[，。；：！？、]")
_BLANKS = " \t\r\u3000"
_LONGEST = 40
_OFTEN = 3


def without_running_heads(text: str) -> str:
    """Strike out the heads and feet of pages; the length and all offsets stay."""
    lines = text.split("\n")
    if len(lines) < 4 * _OFTEN:
        return text
    cores = [_core(line) for line in lines]
    written = [(line, core) for line, core in zip(lines, cores, strict=True) if line.strip(_BLANKS)]
    beside = Counter(core for index, (_, core) in enumerate(written) if core and _at_page(written, index))
    times = Counter(cores)
    heads = {core for core, count in beside.items() if count >= _OFTEN and 2 * count >= times[core]}
    if not heads:
        return text
    return "\n".join(BLANK * len(line) if core in heads else line for line, core in zip(lines, cores, strict=True))


def _core(line: str) -> str:
    """Return a short line without the page's number; nothing for what ends a sentence or is no more than a number."""
    if len(line) > _LONGEST:
        return ""
    core = _NUMBER.sub("", line.strip()).strip()
    return core if 3 < len(core) <= 30 and not _POINTED.search(core) else ""


def _at_page(written: list[tuple[str, str]], index: int) -> bool:
    """Whether a line holds a page's number or a page's end, or stands beside one."""
    line, core = written[index]
    if "\f" in line or len(line.strip()) > len(core):
        return True
    around = written[max(0, index - 1) : index] + written[index + 1 : index + 2]
    return any("\f" in other or _NUMBER_ALONE.fullmatch(other) for other, _ in around)
