"""Days: named, in a month, quarter or year, or at the end of a term. The first rule that reads one wins."""

import calendar as months
import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workflows.phrases.common import DATE, HOUR, WEEKDAY, YEAR, Context, Found, Reader, distinct

ROMAN_OR_DIGIT = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MAX_TERM = 999


def _date(match: re.Match[str], found: Found, context: Context) -> date | None:
    """The matched day; a missing year is the first that does not lie before the issue."""
    year = match["y"]
    if year is None and found.recurrence:
        return None  # the day of each year's or month's report
    if year is None:
        if context.issued_on is None:
            found.doubts.append(_("Thiếu năm, và văn bản chưa có ngày ban hành."))
            return None
        found.doubts.append(_("Không ghi năm: hiểu là năm gần nhất kể từ ngày ban hành."))
    try:
        if year:
            return date(int(year), int(match["m"]), int(match["d"]))
        assert context.issued_on is not None
        day = date(context.issued_on.year, int(match["m"]), int(match["d"]))
        return day if day >= context.issued_on else day.replace(year=day.year + 1)
    except ValueError:
        found.doubts.append(_("“%(words)s” không phải ngày có thật.") % {"words": match[0]})
        return None


def _on_day(match: re.Match[str], found: Found, context: Context) -> bool:
    found.day = _date(match, found, context)
    return found.day is not None


def _before_day(match: re.Match[str], found: Found, context: Context) -> bool:
    found.day = _date(match, found, context)
    found.day_before = found.day - timedelta(days=1) if found.day else None
    return found.day is not None


def _year(text: str | None, found: Found, context: Context) -> int | None:
    if text:
        return int(text)
    found.doubts.append(_("Không ghi năm: hiểu là năm ban hành."))
    return context.issued_on.year if context.issued_on else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, months.monthrange(year, month)[1])


def _in_month(match: re.Match[str], found: Found, context: Context) -> bool:
    year, month = _year(match["y"], found, context), int(match["m"])
    if year is None or not 1 <= month <= 12:
        return False
    part = match["part"] or ""
    if part.startswith("trước"):
        found.day = date(year, month, 1)
        found.day_before = found.day - timedelta(days=1)
    elif part.startswith("giữa"):
        found.day = date(year, month, 15)
    elif part.startswith("đầu"):
        found.day = date(year, month, 1)
    else:
        found.day = _month_end(year, month)
    return True


def _in_quarter(match: re.Match[str], found: Found, context: Context) -> bool:
    year = _year(match["y"], found, context)
    if year is None:
        return False
    found.day = _month_end(year, 3 * ROMAN_OR_DIGIT[match["q"]])
    return True


def _in_half(match: re.Match[str], found: Found, context: Context) -> bool:
    year = _year(match["y"], found, context)
    if year is None:
        return False
    found.day = date(year, 6, 30) if match["half"] == "đầu" else date(year, 12, 31)
    return True


def _in_year(match: re.Match[str], found: Found, context: Context) -> bool:
    part = match.groupdict().get("part") or ""
    year = int(match["last"] or match["y"])
    if part.startswith("trước"):
        found.day = date(year, 1, 1)
        found.day_before = found.day - timedelta(days=1)
    else:
        found.day = date(year, 6, 30) if part.startswith("giữa") else date(year, 12, 31)
    return True


def _within(match: re.Match[str], found: Found, context: Context) -> bool:
    """A term runs from the day after (art. 147), clips at the month's end, and rolls over days off (art. 148)."""
    if context.issued_on is None:
        found.doubts.append(_("Thời hạn tính từ một ngày chưa biết."))
        return False
    count, start = int(match["n"]), context.issued_on
    if not 0 < count <= MAX_TERM:
        return False
    match match["unit"]:
        case "ngày làm việc":
            found.day = context.calendar.add(start, count)
        case "tháng":
            month = start.year * 12 + start.month - 1 + count
            last = _month_end(month // 12, month % 12 + 1)
            found.day = context.calendar.next_working(last.replace(day=min(start.day, last.day)))
        case "giờ":
            found.day = start + timedelta(days=-(-count // 24))
            found.doubts.append(_("Hạn tính bằng giờ được hiểu theo ngày."))
        case unit:
            found.day = context.calendar.next_working(start + timedelta(days=count * (7 if unit == "tuần" else 1)))
    found.is_term = True
    since = match["since"] or ""
    if not re.search(r"ban hành|ký", since):
        found.doubts.append(_("Tính từ ngày ban hành, vì không rõ ngày bắt đầu."))
    return True


def _rule(name: str, pattern: str, read: Reader) -> tuple[str, re.Pattern[str], Reader]:
    return name, re.compile(pattern), read


RULES = (
    # "trước ngày 30/7/2023", "trước 17 giờ ngày 15 tháng 11 năm 2025"
    _rule("before_day", rf"trước\s+{HOUR}{WEEKDAY}(?:ngày\s+)?{DATE}", _before_day),
    # "Từ ngày 20/11/2017 đến ngày 15/12/2017", "Từ ngày 06 - 15/11/2017"
    _rule(
        "span_end",
        rf"từ (?:ngày )?\d[\d/.\-]*(?: tháng \d+)?(?: năm \d{{4}})?\s*(?:-|đến(?: hết)?)\s*(?:ngày )?{DATE}",
        _on_day,
    ),
    # "chậm nhất vào ngày 25/8/2023", "muộn nhất ngày", "đến hết ngày", "không quá ngày", "hạn cuối"
    _rule(
        "by_day",
        r"(?:(?:chậm|muộn) nhất|không quá|hạn (?:cuối|chót)|hết|đến)(?: là)?(?: vào| trong)?"
        rf"(?: {HOUR})?\s*ngày\s+{DATE}",
        _on_day,
    ),
    # "vào ngày 19 tháng 12 năm 2025", "Ngày 16/11/2017"
    _rule("on_day", rf"(?<!từ )ngày\s+{DATE}", _on_day),
    # "trong thời hạn 05 ngày làm việc kể từ ngày ký", "trong vòng 02 tháng", "chậm nhất sau 10 ngày"
    _rule(
        "within",
        r"(?:trong (?:vòng|thời hạn|thời gian)|thời hạn(?: là)?|chậm nhất(?: là)?(?: sau)?)(?: không quá| tối đa)?"
        r"\s+(?P<n>\d{1,4})(?: \([^)]*\))? (?P<unit>ngày làm việc|ngày|tuần|tháng|giờ)"
        r"(?P<since>,? (?:kể từ|từ|tính từ|sau)[^,.;]{0,60})?",
        _within,
    ),
    # "quý III/2023", "Quí IV-2025", "trong quý 2 năm 2024"; without a year only after "trong", "hết", "cuối"
    _rule("in_quarter", rf"quý (?P<q>iii|ii|iv|i|[1-4])\b{YEAR}", _in_quarter),
    _rule("in_quarter", r"(?:trong|hết|cuối) quý (?P<q>iii|ii|iv|i|[1-4])\b(?P<y>)", _in_quarter),
    # "6 tháng đầu năm 2025"
    _rule("in_half", r"(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<y>\d{4}))?", _in_half),
    # "Tháng 11 - 12/2025", "cuối tháng 6/2024", "trước tháng 9/2025", "trong tháng 11 năm 2025"
    _rule(
        "in_month",
        r"(?P<part>trước|giữa|đầu|cuối|hết|trong)?\s*(?<!từ )tháng (?:\d{1,2}\s*(?:-|đến(?: tháng)?|và)\s*)?"
        rf"(?P<m>\d{{1,2}}){YEAR}",
        _in_month,
    ),
    _rule("in_month", r"(?P<part>trước|giữa|đầu|cuối|hết|trong) tháng (?P<m>\d{1,2})(?![\d/])(?P<y>)", _in_month),
    # "giai đoạn 2026-2030", "2025 - 2035", "năm 2026 - 2027"
    _rule("in_years", r"(?:^(?:trong )?giai đoạn |năm |^)(?P<y>\d{4})\s*-\s*(?:năm )?(?P<last>\d{4})", _in_year),
    # "trong năm 2025", "cuối năm 2024"; "năm 2025" only alone, as in a table cell
    _rule("in_year", r"(?P<part>trước|giữa|cuối|hết|trong) năm (?P<y>\d{4})(?P<last>)", _in_year),
    _rule("in_year", r"^(?:năm )?(?P<y>20\d{2})(?P<last>)$", _in_year),
)

# Bare days: one before the issue is something the text tells of, not a deadline.
MENTIONS = {"span_end", "on_day", "in_years"}


def _is_past(day: date, context: Context) -> bool:
    return context.issued_on is not None and day < context.issued_on


def find(text: str, found: Found, context: Context) -> None:
    """The first rule that reads a day; of several days by one rule the latest, when all is to be done."""
    for name, pattern, read in RULES:
        readings = []
        for match in pattern.finditer(text):
            one = Found(recurrence=found.recurrence)
            if read(match, one, context) and one.day and not (name in MENTIONS and _is_past(one.day, context)):
                readings.append((one.day, match, one))
            elif one.doubts:
                found.doubts = distinct([*found.doubts, *one.doubts])
        if readings:
            _day, match, one = max(readings, key=lambda reading: reading[0])
            found.rule, found.words = name, match[0].strip()
            found.day, found.day_before, found.is_term = one.day, one.day_before, one.is_term
            found.doubts = distinct([*found.doubts, *one.doubts])
            _warn_of_others(text, found)
            return


def _warn_of_others(text: str, found: Found) -> None:
    days = distinct(match[0] for match in re.finditer(DATE, text) if match["y"])
    if len(days) > 1 and found.rule != "span_end":
        found.doubts.append(_("Đoạn này có nhiều ngày: %(days)s.") % {"days": ", ".join(days)})
