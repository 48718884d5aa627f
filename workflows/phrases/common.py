"""What the rules share: the words they are built of, what they find, how text is made comparable."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from workflows.calendars import WorkingCalendar


@dataclass
class Found:
    """What the rules saw. ``day_before`` is set when the words exclude ``day`` itself ("trước ngày")."""

    rule: str = "none"
    words: str = ""
    day: date | None = None
    day_before: date | None = None
    is_term: bool = False
    recurrence: list[str] = field(default_factory=list)
    due_day: int | None = None
    due_day_before: bool = False
    standing: bool = False
    on_request: bool = False
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Context:
    """What a rule may consult beside its match."""

    issued_on: date | None
    calendar: WorkingCalendar


Reader = Callable[[re.Match[str], Found, Context], bool]

SEP = r"\s*[/.\-]\s*"
# 30/7/2023, 30-7-2023, 15 tháng 11 năm 2025; the year may be missing.
DATE = rf"(?P<d>\d{{1,2}})(?:{SEP}|\s+tháng\s+)(?P<m>\d{{1,2}})(?:(?:{SEP}|\s*,?\s*năm\s+)(?P<y>\d{{4}}))?(?!\d)"
YEAR = r"(?:\s*(?:/|-|,?\s*năm)\s*(?P<y>\d{4}))"
HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g|:)\s*\d{0,2}\s*(?:phút|')?,?\s*)?"
WEEKDAY = r"(?:(?:thứ \w+|chủ nhật),?\s+)?"
EVERY = r"(?:hàng|hằng|mỗi)"
UNIT = rf"(?:(?:tổng kết|báo cáo)\s+)?(?:{EVERY}\s+)?(?:tuần|tháng|quý|(?:0?6|sáu)\s+tháng|nửa năm|năm|ngày)(?!\s*\d)"

# "Công văn số 2837/BYT-VPB ngày 20/4/2026" cites a document; it is nobody's deadline.
CITATION = re.compile(
    rf"\b\d+[a-z]?(?:/\d{{4}})?\s?[/\-]\s?[a-zđ][\wđ]*(?:[\-/.][\wđ]+)*,?\s*(?:ngày|ký ngày)\s*{DATE}"
)
OLD_SPELLINGS = (
    ("qúy", "quý"),
    ("qủy", "quỷ"),
    ("quí", "quý"),
    ("kì ", "kỳ "),
    ("–", "-"),
    ("—", "-"),
    ("\u00a0", " "),
)


def normalise(text: str) -> str:
    """NFC, lower case, one space, one dash, today's spelling: NFD and old tone marks ("qúy", "định kì") read alike."""
    text = unicodedata.normalize("NFC", text).lower().replace("*", "")
    for old, new in OLD_SPELLINGS:
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text).strip()


def distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
