"""What is counted apart within a class: done on time only by an extension, late without the unit's fault."""

from datetime import date

from django.db.models import F, Q

from tasks.as_of import Then
from tasks.classes import class_condition
from tasks.explained import OBJECTIVE, explained_condition
from workflows.deadlines import DeadlineClass as C

EXTENDED, EXCUSED, BLAMED = "extended", "excused", "blamed"
APART = (EXTENDED, EXCUSED, BLAMED)


def apart_condition(name: str, today: date, then: Then | None = None) -> Q:
    """Rows counted apart today, or on the evening of ``then``.

    ``extended``: done by the extended deadline and after the first one (hoàn thành theo hạn gia hạn). ``excused``: late
    or overdue, with an objective cause confirmed for the deadline in force; ``blamed``: without one. NĐ 335/2025/NĐ-CP
    counts only the latter.
    """
    if name == EXTENDED:
        return _classed(C.ON_TIME, today, then) & Q(extensions_granted__gt=0, done_on__gt=F("first_due_on"))
    late = _classed(C.LATE, today, then) | _classed(C.OVERDUE, today, then)
    found = then.explained(OBJECTIVE) if then else explained_condition(OBJECTIVE)
    return late & (found if name == EXCUSED else ~found)


def _classed(name: str, today: date, then: Then | None) -> Q:
    return then.classed(name) if then else class_condition(name, today)
