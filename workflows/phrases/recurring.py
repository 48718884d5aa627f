"""Work that comes back: days of each month or year, and periods named by their unit."""

import re

from workflows.periods import Recurrence
from workflows.phrases.common import EVERY, UNIT, Found

RECURRENCE_LABELS = {member.value: member.label for member in Recurrence}

# "trước ngày 15 hàng tháng", "ngày 20 hằng tháng", "chậm nhất ngày 25 mỗi tháng"
_MONTH_DAY = re.compile(rf"(?P<before>trước\s+)?(?:vào\s+)?ngày\s+(?P<d>\d{{1,2}})\s+(?:{EVERY})\s+(?P<unit>tháng|quý)")
# "trước ngày 30/11 hằng năm", "hằng năm (trước ngày 15 tháng 11)"
_YEAR_DAY = re.compile(
    rf"(?P<before>trước\s+)?(?:ngày\s+)?(?P<d>\d{{1,2}})(?:/|\s+tháng\s+)(?P<m>\d{{1,2}})\s+{EVERY}\s+năm"
    rf"|{EVERY}\s+năm\W{{0,4}}(?P<before2>trước\s+)?ngày\s+(?P<d2>\d{{1,2}})(?:/|\s+tháng\s+)(?P<m2>\d{{1,2}})(?![/\d])"
)
# "định kỳ hàng quý, 06 tháng và hàng năm", "hàng tháng", "trước 13 giờ hằng ngày"
_EVERY = re.compile(
    rf"(?:định kỳ\s+\(?|\b(?={EVERY}\s)){UNIT}(?:(?:\s*[,;]\s*|\s+và\s+|\s*,\s*và\s+|\s+hoặc\s+){UNIT})*"
)
# "02 lần/ngày", "01 lần/tháng", "2 lần/năm"
_TIMES = re.compile(r"(?P<n>\d{1,2}) lần\s*/\s*(?:0?1 )?(?P<unit>ngày|tuần|tháng|quý|năm)")
_UNIT_NAMES = (
    (re.compile(r"(?:0?6|sáu)\s+tháng|nửa năm"), Recurrence.SEMIANNUAL),
    (re.compile(r"ngày"), Recurrence.DAILY),
    (re.compile(r"tuần"), Recurrence.WEEKLY),
    (re.compile(r"tháng"), Recurrence.MONTHLY),
    (re.compile(r"quý"), Recurrence.QUARTERLY),
    (re.compile(r"năm"), Recurrence.ANNUAL),
)


def find(text: str, found: Found) -> str:
    """Note the recurrences; returns the text without the days that belong to them."""
    names: set[str] = set()
    for match in _MONTH_DAY.finditer(text):
        names.add(Recurrence.MONTHLY if match["unit"] == "tháng" else Recurrence.QUARTERLY)
        if found.due_day is None and 1 <= int(match["d"]) <= 31:
            found.due_day, found.due_day_before = int(match["d"]), bool(match["before"])
            found.rule, found.words = "recurring_day", match[0]
    text = _MONTH_DAY.sub(" ", text)
    for match in _YEAR_DAY.finditer(text):
        names.add(Recurrence.ANNUAL)
        found.rule, found.words = found.rule if found.words else "recurring_day", found.words or match[0]
    text = _YEAR_DAY.sub(" ", text)
    for match in _TIMES.finditer(text):
        names.add(_times(int(match["n"]), match["unit"]))
        found.rule, found.words = "recurring", match[0]
    outside = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", " ", text)).replace(" ,", ",")
    for match in list(_EVERY.finditer(outside)) or list(_EVERY.finditer(text)):
        found.words = found.words or match[0]
        if found.rule == "none":
            found.rule = "recurring"
        for part in re.split(r"[,;]| và | hoặc ", match[0]):
            name = next((name for pattern, name in _UNIT_NAMES if pattern.search(part)), None)
            if name:
                names.add(name)
    found.recurrence = [name for name in RECURRENCE_LABELS if name in names]
    return text


def _times(count: int, unit: str) -> str:
    """Twice a year is semiannual, four times quarterly; otherwise the unit itself."""
    shorter = {2: Recurrence.SEMIANNUAL, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY} if unit == "năm" else {}
    return shorter.get(count) or next(name for pattern, name in _UNIT_NAMES if pattern.fullmatch(unit))
