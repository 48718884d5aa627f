"""Labelled lines below an activity: "- Cơ quan chủ trì: Sở Nội vụ.", "Thời gian thực hiện: Quý I năm 2026."."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a labelled line or a column of a table says about the task."""

    CONTENT = "content"
    LEAD = "lead"
    COORDINATE = "coordinate"
    TIME = "time"
    PRODUCT = "product"
    REVIEWER = "reviewer"
    OTHER = "other"


_WHO = (
    r"(?:(?:Các\s+)?(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị|[Bb]ộ\s+phận|[Pp]hòng|[Bb]ộ|[Ss]ở|"
    r"[Cc]hủ\s+thể)(?:\s*,\s*(?:đơn\s+vị|cơ\s+quan|tổ\s+chức|địa\s+phương))*\s+)?"
)
_LABELS = (
    (
        Field.COORDINATE,
        rf"{_WHO}(?:được\s+(?:giao|phân\s+công)\s+)?[Pp]hối\s+hợp(?:\s+(?:thực\s+hiện|triển\s+khai|chính))?",
    ),
    (
        Field.LEAD,
        rf"{_WHO}(?:được\s+(?:giao|phân\s+công)\s+)?(?:[Cc]hủ\s+trì|[Đđ]ầu\s+mối|[Tt]hực\s+hiện|"
        rf"[Cc]hịu\s+trách\s+nhiệm|[Pp]hụ\s+trách|"
        rf"[Tt]ham\s+mưu|[Tt]rách\s+nhiệm)(?:\s*[,/]?\s*(?:và\s+)?(?:thực\s+hiện|tham\s+mưu|triển\s+khai|chính|"
        rf"chủ\s+trì|soạn\s+thảo|phụ\s+trách|"
        rf"xây\s+dựng|trình|tổ\s+chức))*"
        rf"|[Pp]hân\s+công(?:\s+thực\s+hiện)?|[Tt]rách\s+nhiệm\s+(?:thực\s+hiện|chủ\s+trì)",
    ),
    (
        Field.TIME,
        r"(?:[Tt]hời\s+(?:gian|hạn|điểm)|[Tt]iến\s+độ|[Hh]ạn|[Ll]ộ\s+trình)(?:\s+(?:và\s+)?(?:thực\s+hiện|"
        r"hoàn\s+thành|triển\s+khai|ban\s+hành|trình|"
        r"báo\s+cáo|gửi|tổ\s+chức|kết\s+thúc|dự\s+kiến|xử\s+lý))*(?:\s+(?:báo\s+cáo|chậm\s+nhất|dự\s+kiến))?|"
        r"[Hh]oàn\s+thành",
    ),
    (
        Field.PRODUCT,
        r"(?:[Dd]ự\s+kiến\s+)?(?:[Ss]ản\s+phẩm|[Kk]ết\s+quả|[Đđ]ầu\s+ra)(?:\s+(?:đầu\s+ra|dự\s+kiến|thực\s+hiện|"
        r"đạt\s+được|hoàn\s+thành|cần\s+đạt|chủ\s+yếu|"
        r"chính|yêu\s+cầu|sản\s+phẩm|là))*",
    ),
    (
        Field.CONTENT,
        r"(?:[Nn]ội\s+dung|[Nn]hiệm\s+vụ|[Cc]ông\s+việc|[Hh]oạt\s+động|[Cc]ách\s+thức|[Hh]ình\s+thức|"
        r"[Pp]hương\s+thức|[Yy]êu\s+cầu|[Mm]ục\s+tiêu|[Mm]ục\s+đích|"
        r"[Đđ]ịa\s+điểm|[Đđ]ối\s+tượng|[Tt]hành\s+phần|[Kk]inh\s+phí|[Pp]hạm\s+vi|"
        r"[Gg]iải\s+pháp)(?:\s+(?:thực\s+hiện|công\s+việc|triển\s+khai|chính|"
        r"tham\s+gia|cụ\s+thể))*",
    ),
)
_LINES = tuple((field, re.compile(rf"[-+*•(\s]{{0,4}}(?P<label>{pattern})\s*:\s*")) for field, pattern in _LABELS)
# Inside a paragraph only after the end of a sentence or clause, and not for mere content.
_INLINE = tuple(
    (field, re.compile(rf"(?<=[.;(])\s*(?:[-–+•]\s*)?(?P<label>{pattern})\s*:\s*")) for field, pattern in _LABELS[:4]
)
KEYS = frozenset({Field.LEAD, Field.COORDINATE, Field.TIME, Field.PRODUCT})


@dataclass(frozen=True)
class Value:
    """What stands after a label: [start, end) in the text; ``label`` is where the label begins."""

    field: Field
    label: int
    start: int
    end: int


def line_field(text: str, start: int, end: int) -> Value | None:
    """The field of a line that begins with a label."""
    for field, pattern in _LINES:
        if match := pattern.match(text, start, end):
            return Value(field, match.start("label"), match.end(), end)
    return None


def values_in(text: str, start: int, end: int) -> list[Value]:
    """All labelled values of a paragraph: the line's own, and those after a sentence inside it."""
    marks: list[Value] = []
    if first := line_field(text, start, end):
        marks.append(first)
    for field, pattern in (_INLINE[1], *_INLINE):  # who leads first: it opens what follows in the same brackets
        for match in pattern.finditer(text, start, end):
            after = text[: match.start("label")].rstrip(" -–+•")[-1:]
            who = field in (Field.LEAD, Field.COORDINATE) and after == "("
            capital = match["label"][0].isupper() or (after in ";(" and bool(marks)) or who
            if capital and not any(mark.label <= match.start("label") < mark.start for mark in marks):
                stop = text.find(")", match.end(), end) if who else -1
                marks.append(Value(field, match.start("label"), match.end(), stop if stop >= 0 else end))
    marks.sort(key=lambda mark: mark.label)
    bounded = []
    for at, mark in enumerate(marks):
        stop = min(mark.end, marks[at + 1].label) if at + 1 < len(marks) else mark.end
        bounded.append(Value(mark.field, mark.label, mark.start, max(mark.start, stop)))
    return bounded
