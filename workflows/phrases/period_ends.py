"""Ends of periods: week, month, quarter, half-year, year, span of years (Civil Code 2015 art. 146).

"đầu tháng" is the first day, "giữa tháng" the fifteenth, "cuối tháng" the last; "giữa năm" is 30/6. A period named
without one of these ends on its last day.
"""

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.doubts import doubt
from workflows.phrases.common import (
    IN_WORDS,
    LUNAR_MONTHS,
    MONTH,
    QUARTER,
    ROMAN,
    YEAR,
    YEAR_WORD,
    Part,
    Pattern,
    number,
    part,
    pattern,
)
from workflows.phrases.years import inferred, month_of, year_of
from workflows.rules import DeadlineKind, Rule

PART = r"(?P<part>trước|giữa|đầu|cuối|hết|trong|đến|vào|xong|từ nay đến)"
THIS = r"(?P<this>này|nay|sau|tới)"


@dataclass(frozen=True)
class Ended:
    """The last day of a period, None where the words name none, and what they leave open."""

    day: date | None
    doubts: list[str]


# The last day of a period's first half (art. 146): so many months on, that day.
MIDDLE = {"tháng": (0, 15), "quý": (1, 15), "năm": (5, 30)}


def month_end(year: int, month: int) -> date:
    return date(year, month, months.monthrange(year, month)[1])


def months_on(first: date, count: int) -> date:
    """The first day of the month that comes so many months after that of ``first``."""
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, 1)


def middle(unit: str, first: date) -> date:
    """The last day of the first half of the month, quarter or year that begins on ``first``."""
    months_in, day = MIDDLE[unit]
    return months_on(first, months_in).replace(day=day)


def _chosen(word: str | None, first: date, middle: date, last: date) -> date:
    """The day a part of a period stands for; "trước" is the end of the day before it begins."""
    if not word:
        return last
    if word.startswith("trước"):
        return first - timedelta(days=1)
    if word.startswith("giữa"):
        return middle
    return first if word.startswith("đầu") else last


def _end(
    match: re.Match[str], name: str, issued: date | None, year: int | None, day_in: Callable[[int], date]
) -> Part | None:
    """The day in the year written, or in the first year in which it does not lie before the issue."""
    if match.groupdict().get("m") in LUNAR_MONTHS:
        return part(match, name, Rule(DeadlineKind.PERIOD_END, name), [doubt("lunar", words=match[0].strip())])
    doubts: list[str] = []
    if year is None:
        year = inferred(issued, doubts)
        if year is not None and issued is not None and day_in(year) < issued:
            year += 1
    day = day_in(year) if year is not None else None
    if (match.groupdict().get("part") or "").startswith("đầu"):
        doubts.append(doubt("beginning_of_period"))
    return part(match, name, Rule(DeadlineKind.PERIOD_END, name, day=day), doubts)


def _in_month(match: re.Match[str], issued: date | None) -> Part | None:
    month = month_of(match["m"])
    if not 1 <= month <= 12:
        wrong = doubt("no_such_month", words=match[0].strip())
        return part(match, "in_month", Rule(DeadlineKind.PERIOD_END, "in_month"), [wrong])

    def day_in(year: int) -> date:
        first = date(year, month, 1)
        return _chosen(match["part"], first, middle("tháng", first), month_end(year, month))

    return _end(match, "in_month", issued, year_of(match, issued), day_in)


def _in_quarter(match: re.Match[str], issued: date | None) -> Part | None:
    word = match["q"]
    quarter = int(word) if word.isdigit() else ROMAN[word]

    def day_in(year: int) -> date:
        first = date(year, 3 * quarter - 2, 1)
        return _chosen(match["part"], first, middle("quý", first), month_end(year, 3 * quarter))

    return _end(match, "in_quarter", issued, year_of(match, issued), day_in)


def _no_quarter(match: re.Match[str], issued: date | None) -> Part:
    wrong = doubt("no_such_quarter", words=match[0].strip())
    return part(match, "in_quarter", Rule(DeadlineKind.PERIOD_END, "in_quarter"), [wrong])


def _in_half(match: re.Match[str], issued: date | None) -> Part | None:
    """ "6 tháng đầu năm" ends with June, "3 tháng cuối năm" with December."""
    count, first = match["n"] or "6", match["half"] == "đầu"
    if count in {"những", "các"}:
        if first:
            return None
        count = "12"
    length = number(count)
    if not 1 <= length <= 12:
        return None

    def day_in(year: int) -> date:
        if match["before"]:
            return (
                date(year - 1, 12, 31) if first else month_end(year, 12 - length) if length < 12 else date(year, 1, 1)
            )
        return month_end(year, length if first else 12)

    return _end(match, "in_half", issued, year_of(match, issued), day_in)


def _in_year(match: re.Match[str], issued: date | None) -> Part | None:
    groups = match.groupdict()
    last = groups.get("last")

    def day_in(year: int) -> date:
        first = date(year, 1, 1)
        return _chosen(groups.get("part"), first, middle("năm", first), date(year, 12, 31))

    return _end(match, "in_years" if last else "in_year", issued, int(last) if last else year_of(match, issued), day_in)


def _in_present(match: re.Match[str], issued: date | None) -> Part | None:
    """ "trong tháng này", "cuối quý", "giữa tháng sau": of the day of issue."""
    word, unit, name = match["part"] or match["part2"], match["unit"] or match["unit2"], "in_present"
    shift = 1 if (match["this"] or "") in {"sau", "tới"} else 0
    doubts = [] if match["this"] else [doubt("period_inferred")]
    if issued is None:
        rule = Rule(DeadlineKind.PERIOD_END, name)
        return part(match, name, rule, [*doubts, doubt("start_unknown")])
    day = present_day(unit, word, issued, shift)
    if day < issued and not match["this"]:
        day = present_day(unit, word, issued, 1)
    return part(match, name, Rule(DeadlineKind.PERIOD_END, name, day=day), doubts)


def present_day(unit: str, word: str | None, issued: date, shift: int) -> date:
    if unit == "tuần":
        monday = issued - timedelta(days=issued.weekday()) + timedelta(weeks=shift)
        return _chosen(word, monday, monday + timedelta(days=2), monday + timedelta(days=6))
    length = {"tháng": 1, "quý": 3, "năm": 12}[unit]
    index = (issued.year * 12 + issued.month - 1) // length + shift
    year, before = divmod(index * length, 12)
    first, last = date(year, before + 1, 1), month_end(year, before + length)
    return _chosen(word, first, middle(unit, first), last)


def end_of(words: str, issued: date | None) -> Ended | None:
    """When the period ends that is named alone ("quý ii/2026", "tháng 6"); None for other words."""
    for rule in PATTERNS:
        if match := rule.expression.fullmatch(f"hết {words}"):
            found = rule.read(match, issued)
            if found is not None and found.rule is not None:
                return Ended(found.rule.day, found.doubts)
    return None


_PART = rf"(?:{PART}\s+)?"
_LIST = rf"(?:{QUARTER}\s*(?:,|-|và|đến)\s*(?:quý\s+)?){{0,6}}"
_MONTHS = rf"(?:{MONTH}\s*(?:,|-|và|đến)\s*(?:tháng\s+)?){{0,11}}"
PATTERNS: tuple[Pattern, ...] = (
    # "quý III/2023", "Quí IV-2025", "trong quý 2 năm 2024", "quý I, II/2026"; without a year only after such a word
    pattern("in_quarter", rf"{_PART}(?<!từ )quý (?:thứ )?{_LIST}(?P<q>{QUARTER})\b{YEAR}", _in_quarter),
    pattern("in_quarter", rf"{PART} (?:các )?quý (?:thứ )?{_LIST}(?P<q>{QUARTER})(?![\w/])(?P<y>)", _in_quarter),
    pattern("in_quarter", rf"^(?P<part>)quý (?:thứ )?{_LIST}(?P<q>{QUARTER})(?P<y>)$", _in_quarter),
    # "quý V/2026", "trong quý 5": a year has four
    pattern(
        "in_quarter",
        rf"{_PART}(?<!từ )quý (?:thứ )?(?:vi{{0,3}}|ix|x|[05-9]|\d\d)(?:\b(?=[/ -]*(?:năm )?20\d\d)|$)(?:{YEAR})?",
        _no_quarter,
    ),
    # "6 tháng đầu năm 2025", "nửa cuối năm", "trong 3 tháng cuối năm 2017", "những tháng cuối năm nay"
    pattern(
        "in_half",
        r"(?P<before>trước )?(?:(?P<n>\d{1,2}|những|các|" + IN_WORDS + r") tháng|nửa) (?P<half>đầu|cuối) năm"
        rf"(?: (?:(?P<y>\d{{4}})|(?P<yw>{YEAR_WORD})\b))?",
        _in_half,
    ),
    # "Tháng 11 - 12/2025", "cuối tháng 6/2024", "trước tháng 9/2025", "đến hết tháng 3 năm 2026"
    pattern("in_month", rf"{_PART}(?<!từ )tháng {_MONTHS}(?P<m>{MONTH}){YEAR}", _in_month),
    pattern("in_month", rf"{PART} tháng {_MONTHS}(?P<m>{MONTH})(?![\w/])(?P<y>)", _in_month),
    # "T6-T8/2025", "T6 đến T8/2025": ends with the last
    pattern(
        "in_month",
        r"(?<![\w/])(?P<part>)t\.?\s?\d{1,2}\s?(?:-|đến)\s?t\.?\s?(?P<m>0?[1-9]|1[0-2])\s?/\s?(?P<y>20\d\d)\b",
        _in_month,
    ),
    # "6/2026", "T6/2026", "Q2/2026" in a table
    pattern("in_month", r"^(?P<part>)(?:t\.? ?)?(?P<m>0?[1-9]|1[0-2])\s?[/\-.]\s?(?P<y>20\d\d)$", _in_month),
    pattern("in_quarter", rf"^(?P<part>)q\.? ?(?P<q>{QUARTER})\s?[/\-.]\s?(?P<y>20\d\d)$", _in_quarter),
    pattern("in_month", rf"^(?P<part>)tháng {_MONTHS}(?P<m>{MONTH})(?P<y>)$", _in_month),
    # "giai đoạn 2026-2030", "2025 - 2035", "năm 2026 - 2027", "năm 2025, 2026"
    pattern(
        "in_years",
        r"(?:^(?:trong )?(?:giai đoạn|nhiệm kỳ) |(?:hết|trong|đến) giai đoạn |năm |^)(?P<y>\d{4})\s*(?:-|,|và"
        r"|đến)\s*(?:năm )?"
        r"(?P<last>20\d{2})(?![\d/])",
        _in_year,
    ),
    # "trong năm 2025", "đến hết năm 2025", "giữa năm 2026", "cuối năm nay"; "đến năm 2030" and "2026" only alone
    pattern(
        "in_year",
        rf"(?P<part>trước|giữa|đầu|cuối|hết|trong) năm (?:(?P<y>\d{{4}})|(?P<yw>{YEAR_WORD})\b)(?! ?[-,] ?20\d\d)",
        _in_year,
    ),
    pattern("in_year", r"^(?:[^\d:]{0,40}:\s?)?(?:đến |từ nay đến )?(?:năm )?(?P<y>20\d{2})$", _in_year),
    # "giữa năm", "đến cuối năm", "trong tháng", "cuối quý này", "trong tuần"
    pattern(
        "in_present",
        rf"(?:(?:{PART})\s+(?:hết |cuối )?(?P<unit>tuần|tháng|quý|năm) {THIS}\b"
        r"|(?:^|(?:trước|vào|đến|xong|trong|hết) )(?P<part2>giữa|đầu|cuối|hết|trong|trước) (?P<unit2>tuần|tháng"
        r"|quý|năm)"
        r"(?=[,.;)]|$))",
        _in_present,
    ),
    pattern(
        "in_present",
        rf"^(?P<part>)(?P<part2>)(?P<unit2>)(?P<unit>tuần|tháng|quý|năm) {THIS}$",
        _in_present,
    ),
)
