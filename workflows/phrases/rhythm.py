"""How often, by its words alone: "hằng quý", "06 tháng", "báo cáo tuần"; the days of a period: ``recurring``."""

import re

from workflows.phrases.common import EVERY
from workflows.recurrences import Recurrence

_LENGTHS = (
    (re.compile(r"(?:0?6|sáu) tháng|nửa năm|bán niên"), Recurrence.SEMIANNUAL),
    (re.compile(r"(?:0?9|chín) tháng"), Recurrence.NINE_MONTHLY),
    (re.compile(r"(?:0?3|ba) tháng"), Recurrence.QUARTERLY),
    (re.compile(r"12 tháng"), Recurrence.ANNUAL),
    (re.compile(r"ngày"), Recurrence.DAILY),
    (re.compile(r"tuần"), Recurrence.WEEKLY),
    (re.compile(r"tháng"), Recurrence.MONTHLY),
    (re.compile(r"quý"), Recurrence.QUARTERLY),
    (re.compile(r"năm|niên"), Recurrence.ANNUAL),
)
PERIOD = (
    rf"(?:(?:tổng kết|sơ kết|báo cáo)\s+)?(?:{EVERY}\s+|cả\s+|theo\s+)?"
    r"(?:(?:(?:0?1|một)\s+)?(?:tuần|tháng|quý|năm)|(?:0?[369]|12|sáu|chín|ba)\s+tháng(?: (?:đầu|cuối) năm)?"
    r"|nửa năm|bán niên|ngày)\b"
    r"(?!\s*\d)(?!\s*/\s*(?:\d{4}|lần))"
    r"(?!\s+(?:này|nay|sau(?! (?:\d|ngày|khi))|tới|trước(?! (?:\d|ngày))|học|làm việc|[ivx]+\b))"
)
RHYTHM = re.compile(rf"\b{EVERY} |\bđịnh kỳ\b|\bbáo cáo (?:\w+ ){{0,2}}?(?:tuần|tháng|quý|năm)\b|\bquý/|\blần\b")
HALF_YEARLY = re.compile(r"\b(?:0?6|sáu) tháng\b|\bnửa năm\b|\bbán niên\b|\b(?:0?2|hai) lần\b")
AND_YEARLY = re.compile(r"\b(?:0?6|sáu) tháng(?: đầu năm)?(?:,| và|, và) (?:báo cáo |tổng kết |cả |hằng |hàng )*năm\b")


def length_of(words: str) -> Recurrence | None:
    """ "06 tháng", "tổng kết năm", "hằng quý" as a period's name."""
    return next((name for expression, name in _LENGTHS if expression.search(words)), None)


def sentence(match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence begins and ends that holds the match."""
    text = match.string
    start = max(text.rfind(mark, 0, match.start()) for mark in ".;")
    return start + 1, min((at for mark in ".;" if (at := text.find(mark, match.end())) >= 0), default=len(text))
