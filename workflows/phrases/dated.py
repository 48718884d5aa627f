"""Days: written out, or named by what falls on them. A day that does not exist is answered, not dropped."""

import re
from datetime import date, timedelta

from workflows.doubts import doubt
from workflows.phrases.common import (
    DATE,
    HOUR,
    MONTH,
    QUARTER,
    SUNDAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    Part,
    Pattern,
    Reader,
    part,
    pattern,
)
from workflows.phrases.period_ends import months_on
from workflows.phrases.recurring import NEXT
from workflows.phrases.years import day_of, year_of
from workflows.rules import DeadlineKind, Rule
from workflows.workdays import statutory

_LUNAR = re.compile(r"\s?\(?(?:theo )?(?:âm lịch|al\b)")
# Feasts of the lunar year: "trước ngày Giỗ Tổ 10/3" gives its date in that calendar.
LUNAR_FEAST = re.compile(r"giỗ tổ|hùng vương|rằm|trung thu|nguyên tiêu|vu lan|tết(?! dương)")
# Days off in a row, of which the date names one.
HOLIDAYS = re.compile(r"\b(?:kỳ|đợt) nghỉ")
# "Tết", "dịp Tết Nguyên đán Bính Ngọ 2026"
TET = (
    r"(?: dịp)? tết(?! (?:dương|trung thu|thiếu nhi|đoan ngọ|nguyên tiêu|hàn thực|thanh minh|độc lập))"
    r"(?: (?:nguyên đán|âm lịch|cổ truyền))?"
    r"(?: (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) \w+)?(?: (?:năm )?(?P<y>\d{4}))?"
)
_MIDNIGHT = re.compile(r"\(?0?0\s?(?:giờ|h|g|:)\s?(?:00?)?(?!\d)")


def _dated(name: str, *, excluded: bool = False) -> Reader:
    def read(match: re.Match[str], issued: date | None) -> Part:
        doubts: list[str] = []
        day = day_of(match, issued, doubts)
        feast = LUNAR_FEAST.search(match.groupdict().get("feast") or "")
        if feast or _LUNAR.match(match.string, match.end()):  # its day of our calendar is not reckoned here
            return part(match, name, Rule(DeadlineKind.FIXED, name), [doubt("lunar", words=match[0].strip())])
        # Before an hour of a day: that day still counts, unless the hour is the one at which it begins.
        hour = match.groupdict().get("hour")
        if hour and name != "on_day" and day is not None and _MIDNIGHT.match(hour):
            doubts += [doubt("hour_in_day"), doubt("midnight", words=match[0].strip())]
            return part(match, name, Rule(DeadlineKind.FIXED, name, day=day - timedelta(days=1)), doubts)
        before = excluded and not hour
        if HOLIDAYS.search(match.groupdict().get("feast") or ""):
            doubts.append(doubt("holidays_begin"))
        if hour:
            doubts.append(doubt("hour_in_day"))
        elif before and day is not None:
            doubts.append(doubt("before_or_on"))
        return part(match, name, Rule(DeadlineKind.FIXED, name, day=day, excluded=before), doubts)

    return read


def _after_day(match: re.Match[str], issued: date | None) -> Part:
    """ "sau ngày 30/6/2026": a beginning, no deadline."""
    return part(match, "after_day", Rule(name="after_day"), [doubt("after_day", words=match[0].strip())])


def _day_of_month(match: re.Match[str], issued: date | None) -> Part:
    """ "chậm nhất vào ngày 25": of the month that comes first; "ngày 25 tháng sau"."""
    excluded = match["mark"].startswith("trước") and not match["hour"]
    number, month = int(match["d"]), match["this"]
    doubts = [doubt("only_day")] if not month else []
    day = None
    if issued is None:
        doubts = [doubt("no_month_no_issue")]
    elif not 1 <= number <= 31:
        doubts = [doubt("no_such_day", words=match[0].strip())]
    else:
        first = issued.replace(day=1)
        if month in {"sau", "tới", "kế tiếp", "tiếp theo"}:
            first = months_on(first, 1)
        while day is None:
            try:
                tried = first.replace(day=number)
            except ValueError:
                tried = date.min
            if tried >= issued or (month and tried > date.min):
                day = tried
            first = months_on(first, 1)
    return part(match, "day_of_month", Rule(DeadlineKind.FIXED, "day_of_month", day=day, excluded=excluded), doubts)


def _of_next_quarter(match: re.Match[str], issued: date | None) -> Part:
    """ "trước ngày 10 của tháng đầu quý sau": of the quarter after that of the issue, where no rhythm is spoken of."""
    number = int(match["d"])
    doubts = [doubt("term_or_period", words=match[0].strip())]
    day = None
    if issued is None:
        doubts.append(doubt("start_unknown"))
    elif not 1 <= number <= 31:
        doubts.append(doubt("no_such_day", words=match[0].strip()))
    else:
        year, quarter = divmod(issued.year * 4 + (issued.month - 1) // 3 + 1, 4)
        day = date(year, 3 * quarter + 1, number)
    excluded = match["mark"] == "trước" and not match["hour"]
    return part(match, "day_of_quarter", Rule(DeadlineKind.FIXED, "day_of_quarter", day=day, excluded=excluded), doubts)


def tet_of(match: re.Match[str], issued: date | None, doubts: list[str]) -> date | None:
    """The first day of the lunar year (Tết Nguyên đán) that TET names, by the law's calendar."""
    year = year_of(match, issued)
    first_days = sorted(day for day, name in statutory().days_off.items() if name.startswith("Tết Nguyên"))
    days = [day for day in first_days if (day.year == year if year else issued is not None and day > issued)]
    if not year:
        doubts.append(doubt("year_inferred"))
    return days[0] if days else None


def _before_tet(match: re.Match[str], issued: date | None) -> Part | None:
    doubts: list[str] = [doubt("before_tet")]
    day = tet_of(match, issued, doubts)
    return part(match, "before_tet", Rule(DeadlineKind.FIXED, "before_tet", day=day, excluded=True), doubts)


def _weekday(match: re.Match[str], issued: date | None) -> Part:
    """ "thứ Sáu tuần này", "trước thứ Hai tuần tới"; without a week the first such day from the issue on."""
    week = match.groupdict().get("this")
    excluded = match["mark"] == "trước" and not match["hour"] and not match["half"]
    weekday = SUNDAY if match["sunday"] else WEEKDAYS[match["w"]]
    doubts = [] if week else [doubt("only_weekday")]
    if match["hour"]:
        doubts.append(doubt("hour_in_day"))
    day = None
    if issued is None:
        doubts.append(doubt("start_unknown"))
    elif week:
        monday = issued - timedelta(days=issued.weekday()) + timedelta(weeks=week not in {"này", "nay"})
        day = monday + timedelta(days=weekday)
    else:
        day = issued + timedelta(days=(weekday - issued.weekday()) % 7)
    return part(match, "weekday", Rule(DeadlineKind.FIXED, "weekday", day=day, excluded=excluded), doubts)


def _today(match: re.Match[str], issued: date | None) -> Part:
    day = issued + timedelta(days=match[0].endswith("mai")) if issued else None
    doubts = [] if issued else [doubt("start_unknown")]
    return part(
        match, "same_day", Rule(DeadlineKind.FIXED, "same_day", day=day, excluded=match[0].startswith("trước")), doubts
    )


def _bare_day(match: re.Match[str], issued: date | None) -> Part | None:
    if not match["y"]:
        return None
    doubts: list[str] = [doubt("bare_day")]
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
    # "trước ngày Quốc khánh 2/9", "trước kỳ nghỉ lễ 30/4/2026": the day that the feast is on
    pattern(
        "before_day",
        r"trước (?P<feast>(?:ngày|dịp|lễ|tết|kỳ nghỉ|đợt nghỉ)(?: [^\W\d_]+){0,6}?) \(?(?:ngày )?" + DATE,
        _dated("before_day", excluded=True),
    ),
    # "sau ngày 30/6/2026"
    pattern("after_day", rf"\b(?:ngay )?sau (?:ngày )?{DATE}", _after_day),
    # "sau tháng 6/2026", "sau quý II", "sau năm 2026"
    pattern("after_day", rf"(?<!\w)sau (?:tháng {MONTH}|quý {QUARTER}\b|năm \d{{4}})(?:{YEAR})?(?![\w/])", _after_day),
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
        rf"{_LATEST}\s?:?(?: là)?(?: vào| trong)?(?: (?:lúc )?(?P<hour>{HOUR}))?\s*{WEEKDAY}(?:ngày\s+)?{DATE}",
        _dated("by_day"),
    ),
    # "vào ngày 19 tháng 12 năm 2025", "Ngày 16/11/2017", "14 giờ ngày 28 tháng 4"
    pattern("on_day", rf"(?P<hour>{HOUR})?(?<!từ )ngày\s+{DATE}", _dated("on_day")),
    # "30/6/2026" alone, as in a column of a table
    pattern("on_day", rf"^(?:[^\d:]{{0,40}}:\s?|thời hạn |hạn )?{DATE}$", _dated("on_day")),
    # "trước ngày 10 của tháng đầu quý sau"
    pattern(
        "day_of_quarter",
        rf"(?P<mark>trước|chậm nhất|muộn nhất|đến hết|hết|vào)?(?: là| vào)?\s*(?P<hour>{HOUR})?ngày (?:mùng |mồng )?"
        rf"(?P<d>\d{{1,2}}) (?:của )?tháng đầu (?:tiên )?(?:của )?quý (?:{NEXT}|tới\b)",
        _of_next_quarter,
    ),
)
_BY_WEEKDAY = (
    rf"(?P<mark>trước|chậm nhất|muộn nhất|đến hết|hết|đến|vào)?(?: là| vào)*\s*(?P<hour>{HOUR})?(?P<half>sáng |chiều )?"
    r"(?:ngày )?(?:thứ (?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))\b"
)
LAST = (
    # "thứ Sáu tuần này", "trước 10 giờ thứ Hai tuần tới"; "trước thứ Sáu" only alone
    pattern("weekday", rf"{_BY_WEEKDAY},? (?:của )?tuần (?P<this>này|nay|sau|tới|kế tiếp|tiếp theo)\b", _weekday),
    pattern("weekday", rf"^{_BY_WEEKDAY}$", _weekday),
    pattern("before_tet", rf"(?:trước|xong trước){TET}", _before_tet),
    # "chậm nhất vào ngày 25", "trước ngày 20 tháng sau"
    pattern(
        "day_of_month",
        rf"(?P<mark>trước|chậm nhất|muộn nhất|đến hết|hết|không quá)(?: là)?(?: vào)?\s+(?P<hour>{HOUR})?ngày\s+"
        r"(?P<d>\d{1,2})(?! ?[/.\-]? ?\d)(?:\s+(?:của\s+)?tháng\s+(?P<this>này|sau|tới|kế tiếp|tiếp theo))?"
        r"(?!\s+(?:tháng|ngày|hàng|hằng|mỗi))",
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
        r"(?:(?:ngay )?trong ngày(?: hôm)?(?: (?:nay|mai)\b|(?=[.,;)]|$))|^hôm nay$|(?:trước )?\bngày mai\b)",
        _today,
    ),
)
# A short phrase with a whole date in it, whatever stands around: better told than lost.
BARE = (pattern("bare_day", rf"^[^\d]{{0,24}}(?<!\w){DATE}[^\d]{{0,12}}$", _bare_day),)
PATTERNS: tuple[Pattern, ...] = (*FIRST, *LAST, *BARE)
