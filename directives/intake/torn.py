"""A name torn over two lines of a heading: "2. Sở Nông nghiệp và / Môi trường", "3. Hội Liên hiệp / Phụ nữ tỉnh"."""

import re

from directives.intake.sections import unit_heading
from directives.intake.units import starts
from directives.intake.wording import SHORT, VERBS

LONGEST = 150
# Nobody's whole name: what it is of, or the other half, must follow.
_OPEN = re.compile(
    r"(?<!\w)(?:và|với|của|thuộc|Sở|Bộ|[UỦ][ỷy]\s+ban|Hội(?:\s+Liên\s+hiệp)?|Liên\s+(?:hiệp|đoàn|minh)|Hiệp\s+hội|Ban\s+"
    r"(?:Quản\s+lý|Chỉ\s+huy|Chỉ\s+đạo)|Bộ\s+(?:Chỉ\s+huy|Tư\s+lệnh)|Cục|Chi\s+cục|Viện|Viện\s+Kiểm\s+sát|Trung\s+tâm|Hội\s+đồng|"
    r"Mặt\s+trận|Kho\s+bạc|Ngân\s+hàng|Tòa\s+án|Bảo\s+hiểm|Đài|Công\s+ty|Trường|Bệnh\s+viện|Đoàn\s+Thanh\s+niên)$",
    re.IGNORECASE,
)
_ACTS = re.compile(rf"(?:{VERBS}|{SHORT})(?!\w)", re.IGNORECASE)


def goes_on(heading: str, line: str) -> bool:
    """``line`` is the rest of the last name in ``heading``, which is made of units and ends within a name."""
    heading, line = " ".join(heading.split()), " ".join(line.split())
    if not (line and heading and len(heading) < LONGEST and len(line) < LONGEST and line[0].isupper()):
        return False
    if not _OPEN.search(heading) or line.endswith((".", ";", ":", ",")) or starts(line, 0) or _ACTS.match(line):
        return False
    whole = f"{heading} {line}"
    units = unit_heading(whole, 0, len(whole))
    return units is not None and units[1] == len(whole)
