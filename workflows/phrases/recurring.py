"""Work that comes back: days of each week, month or year, and periods named by their unit.

The names are those of reporting periods (workflows/periods.py); "monthly:2" is every second month, "periodic" a rhythm
without an interval ("định kỳ").
"""

import re
from calendar import monthrange
from datetime import date

from workflows.doubts import doubt
from workflows.phrases.common import (
    EVERY,
    HOUR,
    IN_WORDS,
    SUNDAY,
    WEEKDAYS,
    Day,
    Part,
    Pattern,
    number,
    ordinal,
    part,
    pattern,
    without,
)
from workflows.phrases.rhythm import AND_YEARLY, HALF_YEARLY, PERIOD, RHYTHM, length_of, sentence
from workflows.recurrences import PERIODIC, Recurrence, every

# No month has more working days.
MOST_WORKING = 27
_BEFORE = r"(?P<before>trước|chậm nhất|muộn nhất|vào)?\s*(?:là |vào )?"
NEXT = r"(?:sau|kế tiếp|tiếp theo|liền kề)\b"
_SHORT = r"\d{1,2}(?:\s?/\s?|\s+tháng\s+)\d{1,2}"
# "chiều thứ Năm": that day still counts
_HOUR_OF_WEEKDAY = rf"(?P<hour>{HOUR}|(?:buổi )?(?:sáng|trưa|chiều|tối) )?"
COMMON_YEAR = 2025
# "sau ngày 20 hằng tháng", "kể từ ngày 20 hằng tháng": a beginning, no day of sending.
_AFTER = re.compile(r"(?:\bsau|\btừ) ?$")
_ASIDE = r"(?:\s*\([^)]*\))?"
_MORE = rf"(?:{_ASIDE}(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+|\s*/\s*){PERIOD})"


def _excluded(match: re.Match[str]) -> bool:
    """ "trước ngày 15": without an hour the fifteenth is out."""
    return match["before"] == "trước" and not match["hour"]


def _recurring(match: re.Match[str], name: str, names: list[str], days: list[Day] | None = None) -> Part:
    """The part with its days; a day that no period has (30/2, the 32nd) is told and left out."""
    found = part(match, name)
    found.recurrence = names
    if days and _AFTER.search(match.string, 0, match.start()):
        found.doubts.append(doubt("after_day", words=found.words))
        return found
    real = [day for day in days or [] if _exists(day)]
    found.days = {names[0]: real} if real else {}
    if len(real) < len(days or []):
        found.doubts.append(doubt("no_such_day", words=found.words))
    return found


def _exists(day: Day) -> bool:
    """In some year: the 29th of February is, the 30th is not."""
    return day.day is None or (0 < (day.month or 1) <= 12 and 0 < day.day <= monthrange(2000, day.month or 1)[1])


def _month_days(match: re.Match[str], issued: date | None) -> Part:
    unit = "quý" if match["end"] else match["unit"]
    name = Recurrence.QUARTERLY if unit in {"quý", "kỳ"} else Recurrence.MONTHLY
    numbers = [int(each) for each in re.findall(r"\d{1,2}", match["days"])]
    days = [Day(day=each, excluded=_excluded(match)) for each in numbers]
    return _recurring(match, "recurring_day", [name], days)


def _counted_days(match: re.Match[str], issued: date | None) -> Part | None:
    """ "trong 05 ngày làm việc đầu tiên của mỗi tháng", "ngày cuối cùng của mỗi quý": by number from either end."""
    name = length_of(match["unit"] or match["unit2"])
    if match["nth"] and not match["work"] and not match["nth"].isdigit():  # "ngày thứ hai" is Monday
        return None
    count = ordinal(match["nth"]) if match["nth"] else number(match["n"] or "1")
    if not name or not 0 < count <= MOST_WORKING:
        return None
    if match["which"] == "cuối":
        count = -1
    elif match["late"]:
        count = -2
    excluded = _excluded(match)
    month = 12 if name == Recurrence.ANNUAL and count < 0 else 1 if name == Recurrence.ANNUAL else None
    if match["work"]:
        return _recurring(match, "recurring_day", [name], [Day(working=count, month=month, excluded=excluded)])
    if count == -2:
        return None
    return _recurring(match, "recurring_day", [name], [Day(count if count > 0 else 31, month, excluded=excluded)])


def _next_period(match: re.Match[str], issued: date | None) -> Part | None:
    """Of each period, where the sentence speaks of a rhythm; else it is one day (dated)."""
    if not RHYTHM.search(match.string, *sentence(match)):
        return None
    name = Recurrence.QUARTERLY if "quý" in match[0] else Recurrence.MONTHLY
    return _recurring(match, "recurring_day", [name], [Day(int(match["days"]), excluded=_excluded(match))])


def _after_period(match: re.Match[str], issued: date | None) -> Part | None:
    """ "trước ngày 03 của tháng tiếp theo sau tháng cuối của kỳ báo cáo đối với báo cáo quý": of the month after it."""
    pieces = re.split(r"[,;/]| và ", match["periods"] or "")
    named: list[str] = list(dict.fromkeys(name for each in pieces if (name := length_of(each))))
    day = Day(int(match["days"]), excluded=_excluded(match))
    found = _recurring(match, "recurring_day", named or [Recurrence.MONTHLY], [day])
    found.days = dict.fromkeys(found.recurrence, found.days[found.recurrence[0]]) if found.days else {}
    return found


def _year_days(match: re.Match[str], issued: date | None) -> Part:
    pairs = [
        (int(day), int(month)) for day, month in re.findall(r"(\d{1,2})(?:\s?/\s?|\s+tháng\s+)(\d{1,2})", match[0])
    ]
    names = {2: Recurrence.SEMIANNUAL, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}
    days = [Day(day, month, excluded=_excluded(match)) for day, month in pairs]
    return _recurring(match, "recurring_day", [names.get(len(pairs), Recurrence.ANNUAL)], days)


def _two_days(match: re.Match[str], issued: date | None) -> Part | None:
    """ "định kỳ 6 tháng báo cáo … trước ngày 15/6 và 15/12": one day of each half; of "6 tháng và năm" one of each."""
    start, end = sentence(match)
    if not HALF_YEARLY.search(match.string, start, end):
        return None
    found = _year_days(match, issued)
    days = found.days.get(Recurrence.SEMIANNUAL, [])
    if len(days) == 2 and AND_YEARLY.search(match.string, start, end):
        found.recurrence = [Recurrence.SEMIANNUAL, Recurrence.ANNUAL]
        found.days = dict(zip(found.recurrence, ([day] for day in days), strict=True))
    return found


def _other_year(match: re.Match[str], issued: date | None) -> Part | None:
    """ "trước ngày 30 tháng 11 của năm trước" is a day of every year; "… năm sau" where the sentence has a rhythm."""
    if match["year"] != "trước" and not RHYTHM.search(match.string, *sentence(match)):
        return None
    day = Day(int(match["d"]), int(match["m"]), excluded=_excluded(match))
    return _recurring(match, "recurring_day", [Recurrence.ANNUAL], [day])


def _end_of_each(match: re.Match[str], issued: date | None) -> Part | None:
    """ "đầu mỗi tháng", "cuối hằng quý": the first or the last day (Civil Code 2015 art. 146)."""
    name, first = length_of(match["unit"]), match["part"] == "đầu"
    if name is None:
        return None
    yearly = name == Recurrence.ANNUAL
    day = Day(1 if first else 31, (1 if first else 12) if yearly else None)
    found = _recurring(match, "recurring_day", [name], [day])
    found.doubts += [doubt("beginning_of_period")] if first else []
    return found


def _working_day_of_week(match: re.Match[str], issued: date | None) -> Part | None:
    """ "hằng tuần vào ngày làm việc thứ 2 của tuần": Monday is the first of five."""
    if not RHYTHM.search(match.string, *sentence(match)):
        return None
    count = 5 if match["last"] else ordinal(match["nth"]) if match["nth"] else 1
    if not 0 < count <= 5:
        return None
    return _recurring(match, "recurring_day", [Recurrence.WEEKLY], [Day(weekday=count - 1, excluded=_excluded(match))])


def _year_months(match: re.Match[str], issued: date | None) -> Part | None:
    """ "trong tháng 3 và tháng 9 hằng năm": each month's last day; before a month, its first is out."""
    months = [int(each) for each in re.findall(r"\d{1,2}", match[0])]
    if not all(1 <= month <= 12 for month in months):
        return None
    names = {2: Recurrence.SEMIANNUAL, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}
    before = match[0].startswith("trước")
    days = [Day(1 if before else monthrange(COMMON_YEAR, month)[1], month, excluded=before) for month in months]
    return _recurring(match, "recurring_day", [names.get(len(months), Recurrence.ANNUAL)], days)


def _period_day(match: re.Match[str], issued: date | None) -> Part | None:
    """ "6 tháng (trước ngày 16/6)", "hằng năm, trước ngày 25 tháng 12"."""
    name = length_of(match["period"])
    if name is None:
        return None
    month = int(match["m"]) if match["m"] else None
    day = Day(int(match["d"]), month, excluded=_excluded(match))
    return _recurring(match, "recurring_day", [name], [day])


def _listed_days(match: re.Match[str], issued: date | None) -> Part | None:
    """ "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)": each period with the day of its own."""
    found = _recurring(match, "recurring_day", [])
    for each in _PERIOD_WITH_DAY.finditer(match[0]):
        if name := length_of(each["period"]):
            month = int(each["m"]) if each["m"] else None
            found.recurrence.append(name)
            day = Day(int(each["d"]), month, excluded=_excluded(each))
            if _exists(day):
                found.days[name] = [day]
            else:
                found.doubts.append(doubt("no_such_day", words=each[0]))
    return found if len(found.recurrence) > 1 else None


def _week_day(match: re.Match[str], issued: date | None) -> Part:
    weekday = SUNDAY if match["sunday"] else WEEKDAYS[match["w"]]
    return _recurring(match, "recurring_day", [Recurrence.WEEKLY], [Day(weekday=weekday, excluded=_excluded(match))])


def _times(match: re.Match[str], issued: date | None) -> Part | None:
    """Twice a year is semiannual, four times quarterly; twice a month or a day keeps the unit."""
    count, many = number(match["n"]), number(match["of"] or "1")
    unit = match["unit"]
    if unit == "năm" and many == 1 and count and 12 % count == 0:
        return _recurring(match, "recurring_times", [every(12 // count, "tháng")])
    return _recurring(match, "recurring_times", [every(many, unit)])


def _every_n(match: re.Match[str], issued: date | None) -> Part | None:
    count = number(match["n"] or "1")
    return _recurring(match, "recurring_every", [every(count, match["unit"])]) if 0 < count <= 366 else None


def _daily(match: re.Match[str], issued: date | None) -> Part:
    return _recurring(match, "recurring", [Recurrence.DAILY])


def _periods(match: re.Match[str], issued: date | None) -> Part | None:
    outside = re.sub(r"\([^)]*\)", " ", match[0]) if match[0].count("(") == match[0].count(")") else match[0]
    pieces = re.split(r"[,;/]| và | hoặc ", outside if length_of(outside) else match[0])
    names = [name for name in map(length_of, pieces) if name]
    return _recurring(match, "recurring", list(dict.fromkeys(names))) if names else None


def _yearly(match: re.Match[str], issued: date | None) -> Part:
    return _recurring(match, "yearly_report", [Recurrence.ANNUAL])


def _rhythm(match: re.Match[str], issued: date | None) -> Part:
    return _recurring(match, "rhythm", [PERIODIC])


_PERIOD_WITH_DAY = re.compile(
    rf"(?P<period>(?:{EVERY} |định kỳ |cả |tổng kết |sơ kết |báo cáo )*(?:(?:0?[369]|sáu|chín|ba) tháng(?: đầu năm)?"
    rf"|tháng|quý|năm))\s?\((?P<before>trước|chậm nhất|muộn nhất)?(?: là| vào)*\s*(?P<hour>{HOUR})?ngày "
    rf"(?P<d>\d{{1,2}})(?:(?:\s?/\s?|\s+tháng\s+)(?P<m>\d{{1,2}}))?(?: {EVERY} (?:tháng|quý|năm))?\)"
)
_ONE_LISTED = re.sub(r"\?P<\w+>", "?:", _PERIOD_WITH_DAY.pattern)

_COUNTED = (
    rf"{_BEFORE}(?P<hour>{HOUR})?(?:trong )?(?:(?P<n>\d{{1,2}}|{IN_WORDS}) )?ngày (?P<work>làm việc )?"
    rf"(?:(?P<which>đầu|cuối)(?: tiên| cùng)?|thứ (?P<nth>nhất|nhì|tư|\d{{1,2}}|{IN_WORDS})|(?P<late>áp chót|kế cuối))"
)
# Days first: what they read is gone for the rules of plain dates.
DAYS: tuple[Pattern, ...] = (
    # "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)"
    pattern("recurring_day", rf"\b{_ONE_LISTED}(?:(?:,|;| và|, và) {_ONE_LISTED})+", _listed_days),
    # "05 ngày làm việc đầu tiên của mỗi tháng", "ngày làm việc cuối cùng hằng quý"
    pattern(
        "recurring_day",
        rf"{_COUNTED}(?: của| trong)? {EVERY} (?P<unit>tháng|quý|năm)\b(?P<unit2>)",
        _counted_days,
    ),
    # "hằng tháng, trước ngày làm việc thứ 5 của tháng"
    pattern(
        "recurring_day",
        rf"{EVERY} (?P<unit>tháng|quý|năm)\W{{1,4}}{_COUNTED}(?: của| trong)? (?P<unit2>tháng|quý|năm|kỳ)"
        rf"(?: {NEXT}| đó)?(?! ?\d)",
        _counted_days,
    ),
    # "ngày 25 của tháng cuối quý", "trước ngày 20 tháng cuối mỗi quý", "ngày 25 tháng cuối kỳ"
    pattern(
        "recurring_day",
        rf"{_BEFORE}(?P<hour>{HOUR})?(?:ngày\s+)?(?P<days>\d{{1,2}}) (?:của |hàng "
        rf"|hằng )?tháng cuối (?P<end>cùng )?(?:của )?"
        rf"(?:{EVERY} )?(?P<unit>quý|kỳ)\b(?!\s+[\di])",
        _month_days,
    ),
    # "hằng quý, trước ngày 10 của tháng đầu quý sau", "hằng tháng, chậm nhất ngày 05 tháng sau": a day before the
    # cut-off is that of the month after it
    pattern(
        "recurring_day",
        rf"(?:(?:định kỳ )?{EVERY} quý\W{{1,4}})?{_BEFORE}(?P<hour>{HOUR})?ngày (?:mùng |mồng )?"
        rf"(?P<days>0?\d|1[0-3]) (?:của )?tháng đầu (?:tiên )?(?:của )?quý {NEXT}",
        _next_period,
    ),
    pattern(
        "recurring_day",
        rf"(?:định kỳ )?{EVERY} tháng\W{{1,4}}{_BEFORE}(?P<hour>{HOUR})?ngày (?:mùng |mồng )?"
        rf"(?P<days>0?\d|1[0-3]) (?:của )?tháng {NEXT}",
        _next_period,
    ),
    # "trước ngày 03 của tháng tiếp theo sau tháng cuối cùng của kỳ báo cáo đối với báo cáo quý, 6 tháng và cả năm"
    pattern(
        "recurring_day",
        rf"{_BEFORE}(?P<hour>{HOUR})?ngày (?:mùng |mồng )?(?P<days>0?\d|1\d|2[0-8]) (?:của )?tháng {NEXT}"
        rf"(?: (?:liền )?(?:sau|của|kể từ)(?: [^\s.;,]+){{0,6}}? kỳ(?: báo cáo)?)"
        rf"(?: (?:đối với|của) (?P<periods>(?:các )?(?:báo cáo )?{PERIOD}{_MORE}{{0,6}}))?",
        _after_period,
    ),
    # "trước ngày 15 hàng tháng", "ngày 10 và ngày 25 hằng tháng", "chậm nhất ngày 25 mỗi tháng"
    pattern(
        "recurring_day",
        rf"{_BEFORE}(?P<hour>{HOUR})?(?P<end>)ngày (?:mùng |mồng )?(?P<days>\d{{1,2}}(?:(?:,| và"
        rf"|,? ngày)+ (?:ngày )?\d{{1,2}})*)"
        rf" (?:của )?{EVERY} (?P<unit>tháng|quý)",
        _month_days,
    ),
    # "trước ngày 01/6 và 15/11 hằng năm", "ngày 30 tháng 11 hằng năm"
    pattern(
        "recurring_day",
        rf"{_BEFORE}(?P<hour>{HOUR})?(?:ngày\s+)?{_SHORT}(?:(?:\s*,|\s+và"
        rf"|\s*,\s*và)\s+(?:trước )?(?:ngày\s+)?{_SHORT})*"
        rf"\s+(?:của )?{EVERY}\s+năm",
        _year_days,
    ),
    # "định kỳ 6 tháng báo cáo … trước ngày 15/6 và 15/12"
    pattern(
        "recurring_day",
        rf"{_BEFORE}(?P<hour>{HOUR})?(?:ngày\s+)?{_SHORT}(?:,| và|, và) (?:trước )?(?:ngày )?{_SHORT}"
        rf"(?!\s?[/\d]|,? (?:của )?(?:năm|{EVERY})\b)",
        _two_days,
    ),
    # "trước ngày 30 tháng 11 của năm trước", "hằng năm … trước ngày 31/01 năm sau"
    pattern(
        "recurring_day",
        rf"(?P<before>trước|chậm nhất|muộn nhất)\s*(?:là |vào )?(?P<hour>{HOUR})?(?:ngày\s+)?(?P<d>\d{{1,2}})"
        rf"(?:\s?/\s?|\s+tháng\s+)(?P<m>\d{{1,2}}),? (?:của )?năm (?:liền )?(?P<year>trước|{NEXT}|kề)(?! đó| \d)",
        _other_year,
    ),
    # "đầu mỗi tháng", "vào cuối hằng quý"
    pattern(
        "recurring_day",
        rf"(?:vào )?\b(?P<part>đầu|cuối) (?:của )?{EVERY} (?P<unit>tháng|quý|năm)\b(?! (?:học|kế hoạch))",
        _end_of_each,
    ),
    # "báo cáo tuần … vào ngày làm việc thứ 2 của tuần", "ngày làm việc đầu tiên hằng tuần"
    pattern(
        "recurring_day",
        rf"{_BEFORE}(?P<hour>{HOUR})?ngày làm việc (?:đầu(?: tiên)?|(?P<last>cuối(?: cùng)?)"
        rf"|thứ (?P<nth>nhất|nhì|tư|\d{{1,2}}|{IN_WORDS}))(?: của| trong)?(?: {EVERY})? tuần\b(?! (?:này|nay|sau|tới))",
        _working_day_of_week,
    ),
    # "trong tháng 3 và tháng 9 hằng năm", "cuối tháng 6 hằng năm"
    pattern(
        "recurring_day",
        r"(?:trong |vào |trước |(?:đến )?(?:hết |cuối ))?"
        r"tháng \d{1,2}(?:(?:,| và|, và) (?:tháng )?\d{1,2}){0,11} (?:của )?"
        rf"{EVERY} năm",
        _year_months,
    ),
    # "hằng năm (trước ngày 15 tháng 11)", "6 tháng (trước ngày 16/6)", "hằng tháng, trước ngày 20"
    pattern(
        "recurring_day",
        rf"(?P<period>(?:{EVERY}|tổng kết|sơ kết|báo cáo|định kỳ|cả) (?:{EVERY} )?(?:(?:0?[69]|sáu|chín) tháng"
        rf"|tháng|quý|năm)(?: (?:một|0?1) lần)?"
        r"|(?:0?[69]|sáu|chín) tháng)(?:\W{0,4}\(|\s*\|\|\s*|\s*,\s*|:\s*|\s+(?:được )?gửi (?:[^\s.;,()]+ ){0,12}?|\s+)"
        rf"(?:(?P<before>trước|chậm nhất|muộn nhất|vào)\s+(?:là |vào )*)?(?P<hour>{HOUR})?ngày\s+(?P<d>\d{{1,2}})"
        r"(?:(?:\s?/\s?|\s+tháng\s+)(?P<m>\d{1,2}))?(?![\d/]| ?tháng| năm)",
        _period_day,
    ),
    # "hàng tuần vào thứ Sáu", "hằng tuần (trước thứ Hai)"
    pattern(
        "recurring_day",
        rf"(?:{EVERY}|báo cáo|định kỳ) tuần\b(?! (?:này|nay|sau|tới))(?:\W{{1,4}}|\W{{1,3}}gửi )"
        rf"(?P<before>trước|chậm nhất|muộn nhất|vào)?\s*(?:là |vào )?{_HOUR_OF_WEEKDAY}(?:ngày )?"
        r"(?:thứ (?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))\b",
        _week_day,
    ),
    # "trước 15:00 ngày thứ Sáu hàng tuần", "Chủ nhật hằng tuần"
    pattern(
        "recurring_day",
        rf"{_BEFORE}{_HOUR_OF_WEEKDAY}(?:ngày )?(?:thứ (?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])"
        rf"|(?P<sunday>chủ nhật))\s+(?:của )?"
        rf"{EVERY} tuần",
        _week_day,
    ),
)
PATTERNS: tuple[Pattern, ...] = (
    # "trước 16 giờ hằng ngày": the hour belongs to each of the days
    pattern("recurring", rf"{_BEFORE}{HOUR}(?P<each>{EVERY} ngày)\b", _daily),
    # "ít nhất 02 số/tháng", "01 buổi/tuần": what is brought out or held, so many in each
    pattern(
        "recurring_times",
        rf"(?P<n>\d{{1,2}}|{IN_WORDS}) (?:số|kỳ|buổi|cuộc|đợt|chuyên mục|chuyên trang|phóng sự|tin bài|tin, bài|bài)"
        r"\s?/\s?(?P<of>)(?P<unit>ngày|tuần|tháng|quý|năm)\b",
        _times,
    ),
    # "02 lần/năm", "01 lần/tháng", "2 lần mỗi tuần", "mỗi tháng 02 lần", "hai lần trong một năm"
    pattern(
        "recurring_times",
        rf"(?P<n>\d{{1,2}}|{IN_WORDS}) lần\s*(?:/|{EVERY}|trong(?: một)?|trên|một(?= )|1(?= ))"
        r"\s*(?P<of>\d{1,2}\b)? ?(?P<unit>ngày|tuần|tháng|quý|năm)",
        _times,
    ),
    pattern(
        "recurring_times", rf"mỗi (?P<unit>ngày|tuần|tháng|quý|năm) (?P<n>\d{{1,2}}|{IN_WORDS}) lần(?P<of>)", _times
    ),
    # "03 tháng/lần", "2 tuần một lần", "quý/lần", "06 tháng 1 lần"
    pattern(
        "recurring_every",
        rf"(?:(?:định kỳ|cứ|mỗi) )?(?:(?P<n>\d{{1,3}}|{IN_WORDS}) )?(?P<unit>ngày|tuần|tháng|quý|năm)"
        r"\s*(?:/\s*|một |1 |01 )+lần",
        _every_n,
    ),
    # "định kỳ hàng quý, 06 tháng và hàng năm", "hàng tháng", "định kỳ (hằng năm)"
    pattern("recurring", rf"(?:định kỳ\s+\(?|\b(?={EVERY}\s)){PERIOD}{_MORE}{{0,11}}", _periods),
    # "định kỳ 15 ngày", "mỗi 2 tháng", "cứ 10 ngày"; after the lists, which may begin so
    pattern(
        "recurring_every",
        r"(?:định kỳ|mỗi|cứ)(?: mỗi)? (?P<n>(?!0?[369] tháng)\d{1,3}) (?P<unit>ngày|tuần|tháng|quý|năm)\b(?! làm việc)",
        _every_n,
    ),
    # "báo cáo quý, 6 tháng, 9 tháng và cả năm": two or more, or the document would mean one
    pattern("recurring", rf"(?:báo cáo (?:định kỳ )?|^){PERIOD}{_MORE}{{1,11}}", _periods),
    pattern(
        "recurring",
        r"(?:báo cáo|^|định kỳ) (?:định kỳ )?(?:0?[69]|sáu|chín) tháng(?! (?:đầu|cuối)| \d)",
        _periods,
    ),
    # a report of every year by its name
    pattern("yearly_report", r"\bbáo cáo(?: \w+){0,2} thường niên\b", _yearly),
    pattern("rhythm", r"\bđịnh kỳ\b(?! sau)", _rhythm),
)


def find(text: str, issued: date | None) -> tuple[list[Part], str]:
    """The recurring parts, and the text without the days that belong to them."""
    found: list[Part] = []
    rest = text
    for group in (DAYS, PATTERNS):
        for rule in group:
            gone = []
            for match in rule.expression.finditer(text):
                if (read := rule.read(match, issued)) is not None:
                    found.append(read)
                    gone.append(match.span())
            text = without(text, gone)
        if group is DAYS:
            rest = text
    return found, rest
