"""Whole numbers out of addresses and forms, where anybody may write anything."""

_MOST_DIGITS = 18  # of what the database's bigint holds


def whole(text: object) -> int | None:
    """The number that the text is, else None: ASCII digits alone ("²" is a digit to Python, and int() fails on it),
    not more than the database can hold.
    """
    words = str(text or "")
    return int(words) if words.isascii() and words.isdigit() and len(words) <= _MOST_DIGITS else None


def wholes(texts: object) -> list[int]:
    """The numbers among the texts, in their order."""
    listed = texts if isinstance(texts, (list, tuple, set)) else []
    return [number for number in map(whole, listed) if number is not None]
