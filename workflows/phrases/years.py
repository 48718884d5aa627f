"""The year that words leave out or say in words ("năm nay"): taken from the day of issue, and told."""

import re
from datetime import MAXYEAR, date

from workflows.doubts import doubt
from workflows.phrases.common import LUNAR_MONTHS, MONTH_WORDS, SUNDAY, WEEKDAYS

# From one 29/2 to the next, at most.
LEAP = 8
# "thứ Hai, ngày 06/3/2026", "06/3/2026 (thứ Hai)"; not "lần thứ hai ngày 06/3/2026".
_WEEKDAY = r"(?P<words>(?:thứ (?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật)))"
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!lần )(?<!khóa )(?<!kỳ )(?<!họp )(?<!đợt )\b{_WEEKDAY},? ?\(?(?:ngày )?(?:mùng |mồng )?$"
)
_WEEKDAY_AFTER = re.compile(rf",? \(?{_WEEKDAY}\b")
LOOKED_BACK = 30


def year_of(match: re.Match[str], issued: date | None) -> int | None:
    """The year written in the match, in digits or as "năm nay", "năm sau"; None when there is none."""
    groups = match.groupdict()
    digits = groups.get("y") or groups.get("y2") or groups.get("y3")
    if digits:
        return int(digits)
    if short := groups.get("yy"):
        return 2000 + int(short)
    if (word := groups.get("yw")) and issued:
        return issued.year + (word in {"sau", "tới"})
    return None


def month_of(text: str) -> int:
    return int(text) if text.isdigit() else MONTH_WORDS[text]


def inferred(issued: date | None, doubts: list[str]) -> int | None:
    """The year of issue, with the doubt; None when the document has no day of issue."""
    if issued is None:
        doubts.append(doubt("no_year_no_issue"))
        return None
    doubts.append(doubt("year_inferred"))
    return issued.year


def day_of(match: re.Match[str], issued: date | None, doubts: list[str]) -> date | None:
    """The date of DATE's groups; a missing year is the first in which the day does not lie before the issue.

    None, with a doubt, for a day that does not exist or is named by a month of the lunar calendar.
    """
    if match["m"] in LUNAR_MONTHS:
        doubts.append(doubt("lunar", words=match[0].strip()))
        return None
    day = _solar(match, issued, doubts)
    if day is not None:
        doubts += _weekday_differs(match, day)
    return day


def _weekday_differs(match: re.Match[str], day: date) -> list[str]:
    """The doubt that the weekday written beside a date is not that day's."""
    text, start = match.string, match.start("d")
    end = max(match.end(name) for name in ("m", "y", "yw", "yy"))
    said = _WEEKDAY_BEFORE.search(text, max(0, start - LOOKED_BACK), start) or _WEEKDAY_AFTER.match(text, end)
    if said is None or (SUNDAY if said["sunday"] else WEEKDAYS[said["w"]]) == day.weekday():
        return []
    return [doubt("weekday_differs", words=said["words"], day=f"{day:%d/%m/%Y}")]


def _solar(match: re.Match[str], issued: date | None, doubts: list[str]) -> date | None:
    month, number = month_of(match["m"]), int(match["d"])
    year = year_of(match, issued)
    if match.groupdict().get("yy"):
        doubts.append(doubt("short_year", year=year))
    guessed = year is None
    if year is None:
        year = inferred(issued, doubts)
    if year is None:
        return None
    for tried in range(year, year + LEAP + 1) if guessed else (year,):
        try:
            day = date(tried, month, number)
        except ValueError:
            continue
        if not guessed or issued is None or day >= issued:
            if guessed and tried > year + 1:
                doubts.append(doubt("leap_day", year=tried))
            return day
    beyond = guessed and year + LEAP > MAXYEAR
    doubts.append(doubt("beyond_years") if beyond else doubt("no_such_day", words=match[0].strip()))
    return None
