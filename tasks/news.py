"""What happened to assignments since a moment (thay đổi từ lần xem trước): one condition a kind of news."""

from datetime import date, datetime

from django.db.models import Q

from tasks.classes import class_condition
from tasks.models import Extension, ProgressReport
from tasks.states import AssignmentState, ExtensionState, ReportState
from workflows import clock
from workflows.deadlines import DeadlineClass

NEWS = ("overdue", "done", "sent", "extended", "given")


def news_condition(name: str, since: datetime, today: date) -> Q:
    """Assignments to which it happened after ``since``."""
    day = since.astimezone(clock.ZONE).date()
    reports = ProgressReport.objects.filter(final=True)
    match name:
        case "overdue":
            # Due on the day of the last look: overdue from the next midnight on.
            return class_condition(DeadlineClass.OVERDUE, today) & Q(due_on__gte=day)
        case "done":
            told = reports.filter(state=ReportState.CONFIRMED, decided_at__gt=since)
            return Q(state=AssignmentState.COMPLETED, pk__in=told.values("assignment_id"))
        case "sent":
            told = reports.filter(state=ReportState.SUBMITTED, submitted_at__gt=since)
            return Q(state=AssignmentState.SUBMITTED, pk__in=told.values("assignment_id"))
        case "extended":
            granted = Extension.objects.filter(state=ExtensionState.GRANTED, decided_at__gt=since)
            return Q(pk__in=granted.values("assignment_id"))
        case _:
            return Q(assigned_on__gt=day) | Q(assigned_on=day, directive__assigned_at__gt=since)
