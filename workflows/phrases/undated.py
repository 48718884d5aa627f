"""Work without a date: standing, on request, on an event, or bound by another document."""

import re

from workflows.phrases.common import Found

# "năm 2026 và các năm tiếp theo": begins, never ends
_OPEN_ENDED = re.compile(r"(?:và|và trong)\s+(?:các|những)\s+năm\s+(?:tiếp theo|sau)")
# "thường xuyên kiểm tra", "liên tục", "24/24"
_STANDING = re.compile(r"\bthường xuyên\b(?!\s+(?:của|theo))(?<!chi thường xuyên)|\bliên tục\b|\b24/24\b")
# "đột xuất khi có yêu cầu", "khi phát sinh", "trường hợp phát sinh nguy cơ thiếu"
_ON_REQUEST = re.compile(
    r"(?:khi|theo) (?:có )?yêu cầu|đột xuất|báo cáo\b[^.;]{0,60}?\bkhi cần|^khi cần|"
    r"khi có phát sinh|(?:khi|trường hợp|nếu)(?: có)? phát sinh"
)
# "ngay sau khi Nghị định được ban hành", "sau khi nước rút"
_ON_EVENT = re.compile(r"(?:ngay )?sau khi\b|khi có (?:văn bản|hướng dẫn|tình huống)")
FROM_PARENT = re.compile(r"theo (?:đúng )?(?:thời gian|thời hạn|tiến độ)(?: \w+)? (?:quy định|được giao)")


def find(text: str, found: Found) -> None:
    for name, pattern in (("on_request", _ON_REQUEST), ("on_event", _ON_EVENT), ("standing", _STANDING)):
        if match := pattern.search(text):
            found.standing |= name == "standing"
            found.on_request |= name != "standing"
            if found.rule == "none":
                found.rule, found.words = name, match[0]


def open_ended(text: str, found: Found) -> bool:
    match = _OPEN_ENDED.search(text)
    if match and not re.search(r"ngày\s+\d", text):
        found.standing = True
        found.rule, found.words = "open_ended", match[0]
        return True
    return False
