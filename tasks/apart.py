"""What is counted apart within a class: done on time only by an extension, late without the unit's fault."""

from datetime import date

from django.db.models import F, Q

from tasks.classes import class_condition
from tasks.models import Explanation
from tasks.states import Finding
from workflows.deadlines import DeadlineClass

EXTENDED, EXCUSED = "extended", "excused"
APART = (EXTENDED, EXCUSED)


def apart_condition(name: str, today: date) -> Q:
    """Rows counted apart today.

    ``extended``: done by the extended deadline and after the first one (hoàn thành theo hạn gia hạn). ``excused``: late
    or overdue, with an objective cause confirmed for the deadline in force (NĐ 335/2025/NĐ-CP does not count it).
    """
    if name == EXTENDED:
        later = Q(extensions_granted__gt=0, done_on__gt=F("first_due_on"))
        return class_condition(DeadlineClass.ON_TIME, today) & later
    found = Explanation.objects.filter(finding=Finding.OBJECTIVE, due_on=F("assignment__due_on"))
    late = class_condition(DeadlineClass.LATE, today) | class_condition(DeadlineClass.OVERDUE, today)
    return late & Q(pk__in=found.values("assignment_id"))
