"""Days counted within a period: "ngày làm việc thứ 5 của tháng 4", "15 ngày đầu của quý II", "tuần cuối năm 2026".

The words name a block of steps (days, working days, weeks, months, weekdays, halves) by their numbers from either end
of the period. Done within a block is done by its last day; before it ("trước tuần cuối"), by the day before its first.
Working days are counted when the deadline is computed, by the calendar of whoever is held to it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.doubts import doubt
from workflows.phrases.common import (
    HOUR,
    IN_WORDS,
    LUNAR_MONTHS,
    MONTH,
    QUARTER,
    ROMAN,
    SUNDAY,
    WEEKDAYS,
    YEAR,
    YEAR_WORD,
    Part,
    Pattern,
    number,
    ordinal,
    part,
    pattern,
)
from workflows.phrases.period_ends import middle, month_end, months_on, present_day
from workflows.phrases.years import inferred, month_of, year_of
from workflows.rules import Anchor, DeadlineKind, Rule, Unit
from workflows.workdays import DAY, statutory

WEEK = 7
WORKING = "ngày làm việc"
LENGTHS = {"ngày": 1, WORKING: 1, "tuần": WEEK}
# By size: a step is smaller than its period.
UNITS = ("ngày", "tuần", "tháng", "quý", "năm")
NAMES = {"tuần": "day_of_period", "tháng": "in_month", "quý": "in_quarter", "năm": "in_year"}


@dataclass(frozen=True)
class Period:
    """A week, month, quarter or year by its first and last day."""

    unit: str
    begins: date
    ends: date


@dataclass(frozen=True)
class Block:
    """The steps ``first`` to ``last`` of a period, counted from its beginning, or from its end where negative."""

    step: str
    first: int
    last: int
    weekday: int = 0
    before: bool = False

    def rule(self, period: Period, name: str) -> Rule:
        """How the block binds: a day, or so many working days from an end of the period."""
        at = self.first if self.before else self.last
        rule = Rule(DeadlineKind.PERIOD_END, name, excluded=self.before)
        if self.step == WORKING:
            start = period.begins - DAY if at > 0 else period.ends + DAY
            return Rule(rule.kind, name, excluded=self.before, count=at, unit=Unit.WORKING_DAY, anchor=Anchor.DAY,
                        start=start)  # fmt: skip
        begins, ends = self._bounds(period, at)
        if self.step == "tuần":  # the fifth week of a month ends with it
            ends = min(ends, period.ends) if begins <= period.ends else ends
        return Rule(rule.kind, name, excluded=self.before, day=begins if self.before else ends)

    def _bounds(self, period: Period, at: int) -> tuple[date, date]:
        """The first and the last day of the step of that number."""
        if self.step == "nửa":
            half = middle(period.unit, period.begins)
            return (period.begins, half) if at > 0 else (half + DAY, period.ends)
        if self.step == "thứ":
            ahead = (self.weekday - period.begins.weekday()) % WEEK + WEEK * (at - 1)
            behind = (period.ends.weekday() - self.weekday) % WEEK - WEEK * (at + 1)
            day = period.begins + timedelta(days=ahead) if at > 0 else period.ends - timedelta(days=behind)
            return day, day
        if self.step == "tháng":
            begins = months_on(period.begins, at - 1) if at > 0 else months_on(period.ends, at + 1)
            return begins, month_end(begins.year, begins.month)
        length = LENGTHS[self.step]
        start = period.begins if at > 0 else period.ends + DAY
        start += timedelta(days=length * (at - 1 if at > 0 else at))
        return start, start + timedelta(days=length - 1)


def _read(match: re.Match[str], issued: date | None) -> Part | None:
    """The block of the period that the words name, in the year written or the first in which it is not past."""
    unit, step = _unit(match), _step(match)
    if (step in UNITS and UNITS.index(step) >= UNITS.index(unit)) or (step, unit) == ("nửa", "tuần"):
        return None
    if unit == "năm" and step in {"nửa", "tháng"} and match["which"]:  # these are in_half
        return None
    if step == "ngày" and match["nth"] and not match["nth"].isdigit():  # "ngày thứ hai" is Monday
        return None
    name = "day_of_period" if match.groupdict().get("unit") else NAMES[unit]
    name = "in_week_of_month" if (step, unit) == ("tuần", "tháng") else name
    without_day = Rule(DeadlineKind.PERIOD_END, name)
    month = match.groupdict().get("m")
    if month in LUNAR_MONTHS:
        return part(match, name, without_day, [doubt("lunar", words=match[0].strip())])
    if month and not 1 <= month_of(month) <= 12:
        return part(match, name, without_day, [doubt("no_such_month", words=match[0].strip())])
    block = _block(match, step)
    doubts: list[str] = [doubt("week_of_month")] if step == "tuần" else []
    period = _period(match, unit, issued, doubts, lambda tried: _day(block.rule(tried, name)))
    if period is None:
        return part(match, name, without_day, doubts)
    rule = block.rule(period, name)
    if not block.first or (rule.day and not period.begins <= rule.day <= period.ends):
        return part(match, name, without_day, [*doubts, doubt("no_such_day", words=match[0].strip())])
    if match["hour"]:
        doubts.append(doubt("hour_in_day"))
    elif block.before:
        doubts.append(doubt("before_or_on"))
    found = part(match, name, rule, doubts)
    found.within = (period.begins, period.ends)
    return found


def _unit(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups.get("unit") or ("tháng" if groups.get("m") else "quý" if groups.get("q") else "năm")


def _step(match: re.Match[str]) -> str:
    if match["w"] or match["sunday"]:
        return "thứ"
    return match["step"] or "nửa"


def _block(match: re.Match[str], step: str) -> Block:
    weekday = SUNDAY if match["sunday"] else WEEKDAYS.get(match["w"] or "", 0)
    before = match["mark"] == "trước" and not match["hour"]
    if match["late"]:
        first = last = -2
    elif match["nth"]:
        first = last = ordinal(match["nth"])
    else:
        count = number(match["n"]) if match["n"] else 1
        first, last = (1, count) if match["which"] == "đầu" else (-count, -1)
        first = first if count else 0
    return Block(step, first, last, weekday, before=before)


def _period(
    match: re.Match[str], unit: str, issued: date | None, doubts: list[str], day: Callable[[Period], date | None]
) -> Period | None:
    groups = match.groupdict()
    if groups.get("unit"):
        return _present(groups.get("this"), unit, issued, doubts, day)
    first, months = 1, 12
    if unit == "tháng":
        first, months = month_of(groups["m"]), 1
    elif unit == "quý":
        first, months = 3 * (int(groups["q"]) if groups["q"].isdigit() else ROMAN[groups["q"]]) - 2, 3

    def in_year(year: int) -> Period:
        return Period(unit, date(year, first, 1), month_end(year, first + months - 1))

    written = year_of(match, issued)
    year = inferred(issued, doubts) if written is None else written
    if year is None:
        return None
    last = day(in_year(year)) if written is None else None
    return in_year(year + (last is not None and issued is not None and last < issued))


def _present(
    this: str | None, unit: str, issued: date | None, doubts: list[str], day: Callable[[Period], date | None]
) -> Period | None:
    """The period of the issue, or the next where that day is past and no period is said."""
    doubts += [] if this else [doubt("period_inferred")]
    if issued is None:
        doubts.append(doubt("start_unknown"))
        return None
    shift = 1 if this in {"sau", "tới"} else 0
    here, after = (
        Period(unit, present_day(unit, "đầu", issued, by), present_day(unit, None, issued, by)) for by in (shift, 1)
    )
    last = day(here)
    return after if not this and last is not None and last < issued else here


def _day(rule: Rule) -> date | None:
    """The day to tell whether it is past, working days by the law's calendar."""
    return statutory().add(rule.start, rule.count) if rule.start and rule.count else rule.day


_NUMBER = rf"(?:\d{{1,3}}|{IN_WORDS}\b)"
_BLOCK = (
    r"(?:(?P<mark>trước|chậm nhất|muộn nhất|không muộn hơn|đến hết|hết|đến|trong|vào)(?: là| vào| trong)* )?"
    rf"(?P<hour>{HOUR})?"
    rf"(?:(?:(?P<n>{_NUMBER})(?: \([^)]{{1,20}}\))? )?"
    r"(?:(?P<step>ngày làm việc|ngày|tuần|tháng)|nửa|(?:ngày )?(?:thứ (?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])"
    r"|(?P<sunday>chủ nhật)))"
    rf"(?: lễ)? (?:(?P<which>đầu|cuối)(?: tiên| cùng)?|thứ (?P<nth>nhất|nhì|tư|{_NUMBER})"
    r"|(?P<late>áp chót|áp cuối|kế cuối|gần cuối)))(?: của| trong)?"
)
PATTERNS: tuple[Pattern, ...] = (
    # "trong 05 ngày làm việc đầu tháng 3/2026", "tuần thứ 3 của tháng 6", "thứ Sáu cuối cùng của tháng 9/2026"
    pattern("in_month", rf"{_BLOCK} tháng (?P<m>{MONTH})(?:{YEAR}|(?![\w/]))", _read),
    # "trong 15 ngày đầu của quý II/2026", "tháng đầu quý III"
    pattern("in_quarter", rf"{_BLOCK} quý (?:thứ )?(?P<q>{QUARTER})\b(?:{YEAR}|(?![\w/]))", _read),
    # "tuần cuối cùng của năm 2026"; months and halves of a year are in_half
    pattern("in_year", rf"{_BLOCK} năm (?:(?P<y>\d{{4}})|(?P<yw>{YEAR_WORD})\b)", _read),
    # "ngày làm việc đầu tiên của quý này", "10 ngày cuối tháng", "nửa đầu tháng sau"
    pattern(
        "day_of_period",
        rf"(?<!\w){_BLOCK} (?P<unit>tuần|tháng|quý|năm)(?: (?P<this>này|nay|sau|tới))?(?=[.,;)]|$)",
        _read,
    ),
)
