"""The deadline class as conditions that indexes serve: the twin of ``deadlines.classify`` over counted rows."""

from datetime import date

from django.db.models import DateField, Expression, F, Func, Q, Value
from django.db.models.functions import Cast, Greatest, TruncMonth
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from organizations.localities import Calendars
from workflows import options
from workflows.deadlines import DeadlineClass, soon_until
from workflows.workdays import WorkingCalendar


def soon_day(today: date, days: WorkingCalendar) -> date:
    """The last day that counts as due soon (sắp đến hạn), by the office's setting and a unit's calendar."""
    return soon_until(today, options.get_int("due_soon_days"), days)


def soon_value(today: date, prefix: str = "") -> Expression:
    """``soon_day`` of each row's unit, for ``deadlines.deadline_class_sql``."""
    return Calendars.now().value(lambda days: soon_day(today, days), DateField(), f"{prefix}unit_id")


def due_by_soon(today: date) -> Q:
    """Rows whose deadline lies no later than the last day that counts as due soon for their unit."""
    return Calendars.now().where(lambda days: soon_day(today, days), lambda until: Q(due_on__lte=until))


def due_after_soon(today: date) -> Q:
    """Rows whose deadline lies beyond it."""
    return Calendars.now().where(lambda days: soon_day(today, days), lambda until: Q(due_on__gt=until))


def class_condition(name: str, today: date) -> Q:
    """Rows of one deadline class today. Every open class also means: not settled."""
    is_open = Q(closed_on=None)
    running = is_open & Q(stopped_on=None)
    passed = Q(stopped_on=None, due_on__lt=today) | Q(stopped_on__gt=F("due_on"))
    match DeadlineClass(name):
        case DeadlineClass.ON_TIME:
            return Q(done_on__lte=F("due_on"))
        case DeadlineClass.LATE:
            return Q(done_on__gt=F("due_on"))
        case DeadlineClass.DONE:
            return Q(done_on__isnull=False, due_on=None)
        case DeadlineClass.NONE:
            return is_open & Q(due_on=None)
        case DeadlineClass.OVERDUE:
            return is_open & passed
        case DeadlineClass.SOON:
            return running & Q(due_on__gte=today) & due_by_soon(today)
        case _:
            ahead = Q(stopped_on=None) & due_after_soon(today) | Q(stopped_on__lte=F("due_on"))
            return is_open & ahead


def overdue_month() -> Expression:
    """The month in which it became overdue: with the midnight after its deadline, or when it was given later."""
    next_day = Func(F("due_on"), template="(%(expressions)s + 1)", output_field=DateField())
    return TruncMonth(Greatest(next_day, F("assigned_on")))


def overdue_at_end_of(month: date, today: date) -> Q:
    """Rows that stood overdue on the last evening of a month (of this month: today), by the dates that stand now.

    ``month`` is any day of it. Overdue from then or earlier, and confirmed only in a later month or not yet. Not what
    the board of that evening said: a deadline moved since counts as moved; ``tasks.as_of`` knows better, for one day.
    """
    first = Cast(Value(month.replace(day=1)), DateField())
    became = Q(LessThanOrEqual(overdue_month(), first))
    still = class_condition(DeadlineClass.OVERDUE, today)
    later = class_condition(DeadlineClass.LATE, today) & Q(GreaterThan(TruncMonth("closed_on"), first))
    return became & (still | later)
