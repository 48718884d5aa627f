"""Days: written out, or named by what falls on them. A day that does not exist is answered, not dropped."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workflows.calendars import statutory
from workflows.phrases.common import DATE, HOUR, WEEKDAY, Part, Pattern, Reader, part, pattern
from workflows.phrases.years import day_of, year_of
from workflows.rules import DeadlineKind, Rule


def _dated(name: str, *, excluded: bool = False) -> Reader:
    def read(match: re.Match[str], issued: date | None) -> Part:
        doubts: list[str] = []
        day = day_of(match, issued, doubts)
        # Before an hour of a day: that day still counts.
        before = excluded and not (match.groupdict().get("hour") or "")
        if excluded and not before:
            doubts.append(_("Văn bản ghi giờ: hệ thống tính theo ngày, hạn là trong ngày đó."))
        elif before and day is not None:
            doubts.append(_("Có nơi hiểu “trước ngày” là tính cả ngày đó."))
        return part(match, name, Rule(DeadlineKind.FIXED, name, day=day, excluded=before), doubts)

    return read


def _day_of_month(match: re.Match[str], issued: date | None) -> Part:
    """ "chậm nhất vào ngày 25": of the month that comes first; "ngày 25 tháng sau"."""
    excluded = match["mark"].startswith("trước") and not match["hour"]
    number, month = int(match["d"]), match["this"]
    doubts = [_("Chỉ ghi ngày: hiểu là ngày đó của tháng gần nhất kể từ ngày ban hành.")] if not month else []
    day = None
    if issued is None:
        doubts = [_("Thiếu tháng và năm, và văn bản chưa có ngày ban hành.")]
    elif not 1 <= number <= 31:
        doubts = [_("“%(words)s” không phải ngày có thật.") % {"words": match[0].strip()}]
    else:
        first = issued.replace(day=1)
        if month in {"sau", "tới", "kế tiếp", "tiếp theo"}:
            first = _next_month(first)
        while day is None:
            try:
                tried = first.replace(day=number)
            except ValueError:
                tried = date.min
            if tried >= issued or (month and tried > date.min):
                day = tried
            first = _next_month(first)
    return part(match, "day_of_month", Rule(DeadlineKind.FIXED, "day_of_month", day=day, excluded=excluded), doubts)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _before_tet(match: re.Match[str], issued: date | None) -> Part:
    """Before the first day of the lunar year (Tết Nguyên đán), by the law's calendar."""
    year = year_of(match, issued)
    first_days = sorted(day for day, name in statutory().days_off.items() if name.startswith("Tết Nguyên"))
    days = [day for day in first_days if (day.year == year if year else issued is not None and day > issued)]
    doubts = [_("Tính đến hết ngày trước mùng một Tết Nguyên đán.")]
    if not year:
        doubts.append(_("Không ghi năm: hiểu là năm gần nhất kể từ ngày ban hành."))
    day = days[0] if days else None
    return part(match, "before_tet", Rule(DeadlineKind.FIXED, "before_tet", day=day, excluded=True), doubts)


def _today(match: re.Match[str], issued: date | None) -> Part:
    day = issued + timedelta(days=match["which"] == "mai") if issued else None
    doubts = [] if issued else [_("Thời hạn tính từ một ngày chưa biết.")]
    return part(match, "same_day", Rule(DeadlineKind.FIXED, "same_day", day=day), doubts)


def _bare_day(match: re.Match[str], issued: date | None) -> Part | None:
    if not match["y"]:
        return None
    doubts = [_("Không rõ chữ đứng trước ngày này nghĩa là gì: hiểu là đúng ngày đó.")]
    day = day_of(match, issued, doubts)
    return part(match, "bare_day", Rule(DeadlineKind.FIXED, "bare_day", day=day), doubts)


_LATEST = (
    r"(?:chậm nhất|muộn nhất|trễ nhất|không quá|không muộn hơn|không chậm hơn|hạn cuối(?: cùng)?|hạn chót|thời hạn"
    r"|đến hết|hết hạn|hết|đến)"
)
FIRST = (
    # "trước ngày 30/7/2023", "xong trước 30/6", "trước 17 giờ 00 phút, ngày 15 tháng 11 năm 2025"
    pattern(
        "before_day", rf"trước\s+(?P<hour>{HOUR})?{WEEKDAY}(?:ngày\s+)?{DATE}", _dated("before_day", excluded=True)
    ),
    # "từ ngày 20/11/2017 đến ngày 15/12/2017", "từ ngày 06 - 15/11/2017", "ngày 08 đến ngày 10 tháng 12 năm 2025"
    pattern(
        "span_end",
        r"(?:(?:kể )?từ (?:ngày )?|ngày |^(?=\d{1,2}/\d))\d{1,2}(?:[/.\-]\d{1,2}(?:[/.\-]\d{4})?"
        r"| tháng \d{1,2}(?:,? năm \d{4})?)?"
        rf"\s*(?:-|đến(?: hết)?)\s*(?:ngày )?{DATE}",
        _dated("span_end"),
    ),
    # "chậm nhất vào ngày 25/8/2023", "muộn nhất ngày", "đến hết ngày", "không quá ngày", "hạn cuối: 30/6/2026"
    pattern(
        "by_day",
        rf"{_LATEST}\s?:?(?: là)?(?: vào| trong)?(?: (?:lúc )?{HOUR})?\s*{WEEKDAY}(?:ngày\s+)?{DATE}",
        _dated("by_day"),
    ),
    # "vào ngày 19 tháng 12 năm 2025", "Ngày 16/11/2017", "14 giờ ngày 28 tháng 4"
    pattern("on_day", rf"(?<!từ )ngày\s+{DATE}", _dated("on_day")),
    # "30/6/2026" alone, as in a column of a table
    pattern("on_day", rf"^(?:[^\d:]{{0,40}}:\s?|thời hạn |hạn )?{DATE}$", _dated("on_day")),
)
LAST = (
    pattern(
        "before_tet",
        r"(?:trước|xong trước)(?: dịp)? tết(?! dương)(?: (?:nguyên đán|âm lịch|cổ truyền))?"
        r"(?: (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) \w+)?(?: (?:năm )?(?P<y>\d{4}))?",
        _before_tet,
    ),
    # "chậm nhất vào ngày 25", "trước ngày 20 tháng sau"
    pattern(
        "day_of_month",
        rf"(?P<mark>trước|chậm nhất|muộn nhất|đến hết|hết|không quá)(?: là)?(?: vào)?\s+(?P<hour>{HOUR})?ngày\s+"
        r"(?P<d>\d{1,2})(?! ?[/.\-]? ?\d)(?:\s+tháng\s+(?P<this>này|sau|tới|kế tiếp|tiếp theo))?(?!\s+(?:tháng"
        r"|ngày|hàng|hằng|mỗi))",
        _day_of_month,
    ),
    pattern(
        "day_of_month",
        r"^(?P<mark>)(?P<hour>)(?:vào )?ngày (?:mùng |mồng )?(?P<d>\d{1,2})(?:\s+tháng\s+(?P<this>này|sau|tới"
        r"|kế tiếp|tiếp theo))?$",
        _day_of_month,
    ),
    pattern(
        "same_day",
        r"(?:(?:ngay )?trong ngày(?: hôm)?(?: (?P<which>nay|mai)\b|(?=[.,;)]|$)(?:))|^hôm nay$)",
        _today,
    ),
)
# A short phrase with a whole date in it, whatever stands around: better told than lost.
BARE = (pattern("bare_day", rf"^[^\d]{{0,24}}(?<!\w){DATE}[^\d]{{0,12}}$", _bare_day),)
PATTERNS: tuple[Pattern, ...] = (*FIRST, *LAST, *BARE)
