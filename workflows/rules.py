"""Deadline rules as data (quy tắc tính hạn): what is stored beside a deadline, and the days that follow from it.

A rule says how a deadline is bound; ``compute`` turns it into three days and says why they differ. Reading the words of
a directive (workflows/phrases) and computing are apart, so that a deadline is computed anew when its event comes or
the calendar changes, without reading anything again.

Source: Civil Code 2015 art. 146 (months, quarters, years), 147 (the first day is excluded), 148 (a month term ends on
the same day of its month or the month's last; a term that ends on a day off ends on the next working day, at 24:00).
"""

import calendar as months
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.workdays import WorkingCalendar

HOURS_PER_DAY = 24


class DeadlineKind(models.TextChoices):
    """How work is bound in time (loại thời hạn), as its words say it."""

    FIXED = "fixed", gettext_lazy("Ngày cụ thể")
    PERIOD_END = "period_end", gettext_lazy("Hết một kỳ")
    TERM = "term", gettext_lazy("Số ngày tính từ một ngày")
    PERIODIC = "periodic", gettext_lazy("Định kỳ")
    STANDING = "standing", gettext_lazy("Thường xuyên")
    ON_REQUEST = "on_request", gettext_lazy("Khi có yêu cầu")
    CONDITIONAL = "conditional", gettext_lazy("Khi có sự kiện")
    RELATIVE = "relative", gettext_lazy("Theo hạn của việc khác")
    NONE = "none", gettext_lazy("Không thời hạn")


class Unit(models.TextChoices):
    """What a term counts."""

    HOUR = "hour", gettext_lazy("giờ")
    DAY = "day", gettext_lazy("ngày")
    WORKING_DAY = "working_day", gettext_lazy("ngày làm việc")
    WEEK = "week", gettext_lazy("tuần")
    MONTH = "month", gettext_lazy("tháng")
    YEAR = "year", gettext_lazy("năm")


class Anchor(models.TextChoices):
    """Which day a term runs from, or what a relative deadline hangs on."""

    ISSUED = "issued", gettext_lazy("ngày ban hành")
    RECEIVED = "received", gettext_lazy("ngày nhận văn bản")
    DAY = "day", gettext_lazy("ngày ghi trong văn bản")
    EVENT = "event", gettext_lazy("một sự kiện")
    PARENT = "parent", gettext_lazy("hạn của văn bản cấp trên")
    TASK = "task", gettext_lazy("một nhiệm vụ khác")


@dataclass(frozen=True)
class RuleOptions:
    """How the office counts; see the options of the same names (workflows/local_options.py)."""

    before_means_previous_day: bool = True
    roll_forward_fixed: bool = False
    roll_forward_terms: bool = True


@dataclass(frozen=True)
class Rule:
    """One rule. ``name`` is the pattern that read it. ``day`` is the day named or the period's last, ``excluded`` when
    the words leave that day out ("trước ngày"). A term counts ``count`` ``unit`` after the day of its ``anchor``, which
    is ``start`` when the words name it; a negative count goes back from it.
    """

    kind: str = DeadlineKind.NONE
    name: str = "none"
    day: date | None = None
    excluded: bool = False
    count: int = 0
    unit: str = ""
    anchor: str = ""
    start: date | None = None

    def as_data(self) -> dict[str, Any]:
        """JSON, without what is at its default; ``from_data`` is the way back."""
        plain = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value != getattr(_DEFAULT, name)
        }
        return {name: str(value) if isinstance(value, models.TextChoices) else value for name, value in plain.items()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        days = {name: date.fromisoformat(data[name]) for name in ("day", "start") if data.get(name)}
        known = {name: value for name, value in data.items() if hasattr(_DEFAULT, name)}
        return replace(cls(), **{**known, **days})


_DEFAULT = Rule()


@dataclass(frozen=True)
class Days:
    """``stated``: the day the words name or the count ends on. ``legal``: what that means in law. ``operative``: the
    day the office holds units to. ``why``: sentences for every difference between them.
    """

    stated: date | None = None
    legal: date | None = None
    operative: date | None = None
    why: tuple[str, ...] = ()


def compute(rule: Rule, start: date | None, calendar: WorkingCalendar, options: RuleOptions) -> Days:
    """The days of a rule. ``start`` is the day its anchor fell on (issue, event, the other task's deadline); a rule
    that names its own start needs none, and takes no other when the day named is none. No days for what has none yet,
    nor for what ends outside the calendar's years (1 to 9999).

    >>> rule = Rule(DeadlineKind.TERM, count=5, unit=Unit.WORKING_DAY, anchor=Anchor.ISSUED)
    >>> compute(rule, date(2026, 4, 29), calendar, RuleOptions()).operative
    datetime.date(2026, 5, 8)
    """
    begin = rule.start if rule.anchor == Anchor.DAY else rule.start or start
    try:
        if rule.day is not None:
            return _named(rule, rule.day, calendar, options)
        if rule.count and begin is not None:
            return _counted(rule, begin, calendar, options)
    except OverflowError:  # a day before the year 1 or after 9999
        pass
    return Days()


def _named(rule: Rule, day: date, calendar: WorkingCalendar, options: RuleOptions) -> Days:
    why = []
    legal = operative = day
    if rule.excluded:
        legal = day - timedelta(days=1)
        why.append(_("“Trước ngày” không gồm ngày đó: theo nghĩa chặt, hạn là hết ngày liền trước."))
        if options.before_means_previous_day:
            operative = legal
        else:
            why.append(_("Cơ quan đặt cách hiểu “trước ngày” là tính cả ngày đó."))
    if reason := calendar.why_off(operative):
        if options.roll_forward_fixed:
            operative = calendar.next_working(operative)
            why.append(_("Rơi vào ngày nghỉ (%(reason)s): lùi sang ngày làm việc kế tiếp.") % {"reason": reason})
        else:
            why.append(
                _("Rơi vào ngày nghỉ (%(reason)s); cơ quan đặt không lùi hạn ghi bằng ngày.") % {"reason": reason}
            )
    return Days(day, legal, operative, tuple(why))


def _counted(rule: Rule, begin: date, calendar: WorkingCalendar, options: RuleOptions) -> Days:
    end = count_from(begin, rule.count, rule.unit, calendar)
    if end is None:
        return Days()
    if rule.excluded:
        return _named(rule, end, calendar, options)
    reason = "" if rule.unit == Unit.HOUR else calendar.why_off(end)
    if not reason:
        return Days(end, end, end)
    if rule.count < 0:
        why = _("Rơi vào ngày nghỉ (%(reason)s): làm xong từ ngày làm việc liền trước.") % {"reason": reason}
        return Days(end, end, calendar.previous_working(end), (why,))
    rolled = calendar.next_working(end)
    why = _("Ngày cuối là ngày nghỉ (%(reason)s): thời hạn kết thúc vào ngày làm việc kế tiếp (Bộ luật Dân sự 2015, "
            "Điều 148).") % {"reason": reason}  # fmt: skip
    if options.roll_forward_terms:
        return Days(end, rolled, rolled, (why,))
    return Days(end, rolled, end, (why, _("Cơ quan đặt không lùi thời hạn sang ngày làm việc kế tiếp.")))


def count_from(begin: date, count: int, unit: str, calendar: WorkingCalendar) -> date | None:
    """The last day of ``count`` units after ``begin``, not rolled over days off; None beyond the calendar's years."""
    try:
        match unit:
            case Unit.WORKING_DAY:
                return calendar.add(begin, count)
            case Unit.WEEK:
                return begin + timedelta(weeks=count)
            case Unit.MONTH:
                return _months_later(begin, count)
            case Unit.YEAR:
                return _months_later(begin, 12 * count)
            case Unit.HOUR:
                return begin + timedelta(days=-(-count // HOURS_PER_DAY))
            case _:
                return begin + timedelta(days=count)
    except (OverflowError, ValueError):
        return None


def _months_later(begin: date, count: int) -> date:
    """The same day of that month, or its last."""
    year, month = divmod(begin.year * 12 + begin.month - 1 + count, 12)
    return date(year, month + 1, min(begin.day, months.monthrange(year, month + 1)[1]))
