"""Notes in brackets on a line of their own: "(Có phụ lục kèm theo)". They point to something, and oblige nobody.

What the brackets say of who or until when ("(Sở Y tế chủ trì)", "(Hoàn thành trước 30/6)") belongs to the point above.
"""

import re

_BRACKETED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\W*")
_COMPLETES = re.compile(
    r"(?<!\w)(?:chủ\s+trì|phối\s+hợp|phụ\s+trách|tham\s+mưu|hoàn\s+thành|thời\s+(?:gian|hạn)|trước|"
    r"chậm\s+nhất|(?:cơ\s+quan|đơn\s+vị)[^:()]{0,30}:)(?!\w)",
    re.IGNORECASE,
)


def is_note(words: str) -> bool:
    """In brackets, and no word of who does it or until when."""
    return bool(_BRACKETED.fullmatch(words)) and not _COMPLETES.search(words)
