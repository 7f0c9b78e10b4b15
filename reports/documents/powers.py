"""A raised 2 or 3 behind a unit of length makes it a unit of area or volume: 100米² is 100平方米, 3万m³ 3万立方米.

Other raised figures are marks of notes or powers that no report counts in; they stay the plain figures they are.
"""

import re

RAISED = {"2": "\ue002", "3": "\ue003"}
"""Private signs that stand for raised figures until the text around them is known."""

LENGTHS = {"米": "米", "m": "米", "M": "米", "千米": "公里", "公里": "公里", "km": "公里", "Km": "公里", "KM": "公里"}
POWERS = {RAISED["2"]: "平方", RAISED["3"]: "立方"}
POWER = re.compile(
    rf"(?<=[\d０-９万亿千百十余多/／每])(?P<blank> ?)(?P<length>{'|'.join(sorted(LENGTHS, key=len, reverse=True))})"
    rf"(?P<power>[{''.join(POWERS)}])"
)
PLAIN = str.maketrans({raised: plain for plain, raised in RAISED.items()})


def raised(text: str) -> str:
    """Mark a text that stands raised, if it is a power."""
    return RAISED.get(text.strip(), text)


def with_powers(text: str) -> str:
    """Write units with marked powers as reports do in words, and all other marked figures plainly."""
    in_words = POWER.sub(lambda match: match["blank"] + POWERS[match["power"]] + LENGTHS[match["length"]], text)
    return in_words.translate(PLAIN)
