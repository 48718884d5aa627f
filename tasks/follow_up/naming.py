"""Short names of units where a column is narrow: the kind abbreviated, the proper name whole."""

import re

ABBREVIATIONS = {
    "quận": "Q.",
    "huyện": "H.",
    "thị xã": "TX.",
    "thành phố": "TP.",
    "phường": "P.",
    "xã": "X.",
    "thị trấn": "TT.",
    "đặc khu": "ĐK.",
}
_COUNCIL = re.compile(
    rf"^(?:UBND|Ủy ban nhân dân)\s+({'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\s+(.+)$", re.IGNORECASE
)


LONG = 36


def split_name(name: str, short_name: str = "") -> tuple[str, str, str]:
    """Abbreviated kind, the kind in full, and the name: "UBND huyện Mê Linh" gives ("H.", "huyện", "Mê Linh").

    Of another body the whole name, or its short one where the name is longer than a column.
    """
    found = _COUNCIL.match(name)
    if not found:
        return "", "", (short_name or name) if len(name) > LONG else name
    kind = found[1].lower()
    return ABBREVIATIONS[kind], kind, found[2]
