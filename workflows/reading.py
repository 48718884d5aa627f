"""Read a deadline out of the words of a directive (đọc thời hạn). Deterministic: the same words, the same reading.

Three days are told apart: ``stated`` is the day the words name, ``legal`` what they mean in law ("trước ngày 30" ends
on the 29th), ``operative`` the day the office holds units to, by its own options. What the words leave open is said in
``uncertain``; a person confirms.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import options, phrases
from workflows.calendars import WorkingCalendar
from workflows.calendars import calendar as present_calendar
from workflows.phrases import Found


class DeadlineKind(models.TextChoices):
    """How work is bound in time (loại thời hạn)."""

    FIXED = "fixed", gettext_lazy("Một lần")
    PERIODIC = "periodic", gettext_lazy("Định kỳ")
    STANDING = "standing", gettext_lazy("Thường xuyên")
    ON_REQUEST = "on_request", gettext_lazy("Khi có yêu cầu")
    NONE = "none", gettext_lazy("Không thời hạn")


@dataclass(frozen=True)
class ReadingOptions:
    """How the office reads; see the options of the same names."""

    before_means_previous_day: bool = True
    roll_forward_fixed: bool = False

    @classmethod
    def in_force(cls) -> "ReadingOptions":
        return cls(
            before_means_previous_day=options.get_bool("before_means_previous_day"),
            roll_forward_fixed=options.get_bool("roll_forward_fixed"),
        )


@dataclass(frozen=True)
class DeadlineReading:
    """What was read. ``recurrence`` holds periods.Recurrence values; ``rule`` names the pattern that read it,
    ``words`` the words it read; ``due_day`` is a day of the month named for periodic reports (operative);
    ``on_request`` also when something else is said beside it. ``uncertain`` are sentences for the one who confirms.
    """

    kind: DeadlineKind
    stated: date | None = None
    legal: date | None = None
    operative: date | None = None
    recurrence: list[str] = field(default_factory=list)
    rule: str = "none"
    uncertain: list[str] = field(default_factory=list)
    explanation: str = ""
    words: str = ""
    due_day: int | None = None
    on_request: bool = False


def read_deadline(
    phrase: str,
    issued_on: date | None = None,
    calendar: WorkingCalendar | None = None,
    options: ReadingOptions | None = None,
) -> DeadlineReading:
    """Read a phrase or a sentence. ``issued_on`` is the day terms run from and that a missing year is taken from.

    >>> read_deadline("gửi về Sở Y tế trước ngày 30/7/2023", date(2023, 7, 28)).operative
    datetime.date(2023, 7, 29)
    """
    calendar = calendar or present_calendar()
    options = options or ReadingOptions.in_force()
    text = phrases.normalise(phrase)
    found = phrases.scan(text, issued_on, calendar)
    if found.day is not None:
        return _fixed(found, issued_on, calendar, options)
    if found.recurrence:
        return _periodic(found, options)
    kind, explanation = _undated(found)
    return DeadlineReading(
        kind=kind,
        rule=found.rule,
        uncertain=found.doubts,
        explanation=explanation,
        words=found.words,
        on_request=found.on_request,
    )


def _fixed(found: Found, issued_on: date | None, calendar: WorkingCalendar, options: ReadingOptions) -> DeadlineReading:
    assert found.day is not None
    doubts = list(found.doubts)
    legal = found.day_before or found.day
    operative = legal if options.before_means_previous_day else found.day
    if found.day_before:
        doubts.append(_("Có nơi hiểu “trước ngày” là tính cả ngày đó."))
    if options.roll_forward_fixed and not found.is_term:
        operative = calendar.next_working(operative)
    if reason := calendar.why_off(operative):
        doubts.append(_("Hạn rơi vào ngày nghỉ: %(reason)s.") % {"reason": reason})
    if issued_on and operative < issued_on:
        doubts.append(_("Hạn đứng trước ngày ban hành văn bản."))
    if found.recurrence:
        doubts.append(_("Vừa có hạn một lần, vừa có định kỳ: nên tách thành hai nhiệm vụ."))
    return DeadlineReading(
        kind=DeadlineKind.FIXED,
        stated=found.day,
        legal=legal,
        operative=operative,
        recurrence=found.recurrence,
        rule=found.rule,
        uncertain=doubts,
        explanation=_("Hạn đến hết ngày %(day)s.") % {"day": f"{operative:%d/%m/%Y}"},
        words=found.words,
        on_request=found.on_request,
    )


def _periodic(found: Found, options: ReadingOptions) -> DeadlineReading:
    due_day = found.due_day
    if due_day and found.due_day_before and options.before_means_previous_day:
        due_day = due_day - 1 or None
    names = ", ".join(str(phrases.RECURRENCE_LABELS[name]).lower() for name in found.recurrence)
    return DeadlineReading(
        kind=DeadlineKind.PERIODIC,
        recurrence=found.recurrence,
        rule=found.rule,
        uncertain=found.doubts,
        explanation=_("Định kỳ: %(names)s.") % {"names": names},
        words=found.words,
        due_day=due_day,
        on_request=found.on_request,
    )


def _undated(found: Found) -> tuple[DeadlineKind, str]:
    say: dict[DeadlineKind, Callable[[], str]] = {
        DeadlineKind.ON_REQUEST: lambda: _("Thực hiện khi có yêu cầu hoặc khi phát sinh."),
        DeadlineKind.STANDING: lambda: _("Thực hiện thường xuyên, không tính đúng hạn hay quá hạn."),
        DeadlineKind.NONE: lambda: _("Không thấy thời hạn trong đoạn này."),
    }
    kind = DeadlineKind.NONE
    if found.standing:
        kind = DeadlineKind.STANDING
    elif found.on_request:
        kind = DeadlineKind.ON_REQUEST
    return kind, say[kind]()
