"""Start the clock of a deadline that waits for an event (bắt đầu tính hạn)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access as directives_access
from organizations.localities import calendars_of
from organizations.permissions import Permission
from tasks.access import require
from tasks.actions.receiving import need_reason
from tasks.actions.recording import record_many
from tasks.facts import DeadlineStarted
from tasks.models import Assignment, Task
from tasks.states import STARTED
from tasks.timing.grounds import remember
from tasks.timing.rules import days_of, own_calendar
from workflows import clock
from workflows.actors import Actor
from workflows.calendars import calendar
from workflows.in_force import rule_options
from workflows.machine import TransitionDenied
from workflows.rules import Days


@transaction.atomic
def start_clock(*, task: Task, on: date, reason: str, actor: Actor, due_on: date | None = None) -> Task:
    """The event came ``on`` that day, as ``reason`` says: the deadline follows by the task's rule, or is ``due_on``.

    The rule decides when it counts ("trong 10 ngày kể từ khi…"); one without a count ("ngay sau khi…") leaves the day
    to the office. Every open assignment of the task without a deadline gets it, each with an event. A started clock is
    not started twice (TransitionDenied ``started``): correct the deadline instead.
    """
    reason = need_reason(reason, _("Hãy ghi sự kiện và văn bản làm căn cứ."))
    row = _lock(task)
    require(directives_access.may(actor, Permission.DEADLINE_CORRECT, row.directive))
    return begin(row, on=on, reason=reason, actor=actor, due_on=due_on)


@dataclass(frozen=True)
class Start:
    """What starting the clock gives: the task's days (``after``: the one it is held to), and each unit's own."""

    days: Days
    after: date
    rows: list[Assignment]

    @property
    def by_day(self) -> list[tuple[date, date, int]]:
        """(legal day, day held to, how many units), the earliest first."""
        found = Counter((row.legal_on or self.after, row.due_on or self.after) for row in self.rows)
        return sorted((legal, due, n) for (legal, due), n in found.items())


def reckon(row: Task, *, on: date, due_on: date | None = None, lock: bool = False) -> Start:
    """What would follow if the event came ``on`` that day; written by nobody here. TransitionDenied says why not.

    Units whose area has days off of its own count by them, unless a person typed the day.
    """
    if row.deadline_kind not in STARTED:
        raise TransitionDenied("not_waiting", _("Nhiệm vụ này không chờ sự kiện nào để tính hạn."))
    if row.anchor_on is not None:
        raise TransitionDenied("started", _("Hạn đã được tính từ ngày %(day)s; nếu sai, hãy sửa hạn từng việc.")
                               % {"day": f"{row.anchor_on:%d/%m/%Y}"})  # fmt: skip
    if on > clock.today():
        raise TransitionDenied("future", _("Ngày xảy ra sự kiện không thể sau hôm nay."))
    row.anchor_on = on
    options = rule_options()
    days = days_of(row, calendar(), options)
    after = due_on or days.operative
    if after is None:
        raise TransitionDenied("no_day", _("Câu chữ không nêu số ngày: hãy ghi ngày hạn."))
    if after < on:
        raise TransitionDenied("before_event", _("Ngày hạn không thể trước ngày xảy ra sự kiện."))
    row.due_on, row.stated_on, row.legal_on = after, days.stated or after, days.legal or after
    row.deadline_why = list(days.why)
    if due_on and due_on != days.operative:
        row.deadline_why.append(_("Cơ quan thường trực ấn định ngày khác với ngày tính được."))
    waiting = Assignment.objects.open().filter(task=row, due_on=None).select_related("parent").order_by("pk")
    rows = list(waiting.select_for_update(no_key=True, of=("self",)) if lock else waiting)
    local = {} if due_on else calendars_of({each.unit_id for each in rows})
    for each in rows:
        each.stated_on, each.legal_on, day = row.stated_on, row.legal_on, after
        if each.unit_id in local:
            own = days_of(row, local[each.unit_id], options)
            if own.operative and own.operative != after:
                each.stated_on, each.legal_on, day = own.stated, own.legal, own.operative
                each.due_why = [*own.why, own_calendar()]
        each.due_on = each.first_due_on = day
    return Start(days, after, rows)


def begin(row: Task, *, on: date, reason: str, actor: Actor, due_on: date | None = None) -> Task:
    """``start_clock`` on a locked row, whoever asks: a person, or another task's completion."""
    start = reckon(row, on=on, due_on=due_on, lock=True)
    row.save(update_fields=["anchor_on", "due_on", "stated_on", "legal_on", "deadline_why"])
    rows, after = start.rows, start.after
    Assignment.objects.bulk_update(rows, ["due_on", "first_due_on", "stated_on", "legal_on", "due_why"], batch_size=500)
    rule = row.deadline_words or row.deadline_rule
    for day in {each.due_on for each in rows if each.due_on}:
        remember([each for each in rows if each.due_on == day], None, day, reason)
    record_many(
        rows,
        lambda each: DeadlineStarted(
            assignment_id=each.pk, started_on=on, after=each.due_on or after, rule=rule, reason=reason
        ),
        actor=actor,
    )
    return row


def _lock(task: Task) -> Task:
    rows = Task.objects.select_related("directive__standing_unit").defer("directive__text", "directive__folded")
    locked: Task = rows.select_for_update(no_key=True, of=("self",)).get(pk=task.pk)
    return locked
