"""Look-alike characters to the ones that are meant: ⼈ to 人, ⻔ to 门.

PDF fonts often map a glyph to the radical that looks like it (U+2E80 to U+2FDF) or to a compatibility
ideograph. Each is replaced by exactly one character, so offsets stay.
"""

import unicodedata
from functools import lru_cache

DECOMPOSED_BY_UNICODE = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))

RADICALS_WITHOUT_DECOMPOSITION = (
    "⺁⺇⺊⺌⺍⺎⺒⺓⺜⺝⺠⺧⺩⺪⺫⺬⺮⺶⺷⺻⺼⺽⻁⻃⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻕⻗⻘⻙⻚⻛"
    "⻜⻝⻞⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
WHAT_THEY_STAND_FOR = (
    "厂几卜小小兀巳幺日月民牛王疋目示竹羊羊聿月臼虎西西见角角贝足车長长门阜雨青韦页风"
    "飞食食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)


def fold_lookalikes(text: str) -> str:
    """Replace radicals and compatibility ideographs by the unified characters that they stand for."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    codes = (code for first, end in DECOMPOSED_BY_UNICODE for code in range(first, end))
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    by_hand = dict(zip(map(ord, RADICALS_WITHOUT_DECOMPOSITION), WHAT_THEY_STAND_FOR, strict=True))
    return {code: character for code, character in (folded | by_hand).items() if len(character) == 1}
