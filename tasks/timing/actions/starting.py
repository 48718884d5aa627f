"""Start the clock of a deadline that waits for an event (bắt đầu tính hạn)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access as directives_access
from organizations.localities import calendars_of
from organizations.permissions import Permission
from tasks.access import require
from tasks.actions.receiving import need
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


@transaction.atomic
def start_clock(*, task: Task, on: date, reason: str, actor: Actor, due_on: date | None = None) -> Task:
    """The event came ``on`` that day, as ``reason`` says: the deadline follows by the task's rule, or is ``due_on``.

    The rule decides when it counts ("trong 10 ngày kể từ khi…"); one without a count ("ngay sau khi…") leaves the day
    to the office. Every open assignment of the task without a deadline gets it, each with an event. A started clock is
    not started twice (TransitionDenied ``started``): correct the deadline instead.
    """
    reason = need(reason, "reason_missing", _("Hãy ghi sự kiện và văn bản làm căn cứ."))
    row = _lock(task)
    require(directives_access.may(actor, Permission.DEADLINE_CORRECT, row.directive))
    return begin(row, on=on, reason=reason, actor=actor, due_on=due_on)


def begin(row: Task, *, on: date, reason: str, actor: Actor, due_on: date | None = None) -> Task:
    """``start_clock`` on a locked row, whoever asks: a person, or another task's completion."""
    if row.deadline_kind not in STARTED:
        raise TransitionDenied("not_waiting", _("Nhiệm vụ này không chờ sự kiện nào để tính hạn."))
    if row.anchor_on is not None:
        raise TransitionDenied("started", _("Hạn đã được tính từ ngày %(day)s; nếu sai, hãy sửa hạn từng việc.")
                               % {"day": f"{row.anchor_on:%d/%m/%Y}"})  # fmt: skip
    if on > clock.today():
        raise TransitionDenied("future", _("Ngày xảy ra sự kiện không thể sau hôm nay."))
    row.anchor_on = on
    days = days_of(row, calendar(), rule_options())
    after = due_on or days.operative
    if after is None:
        raise TransitionDenied("no_day", _("Câu chữ không nêu số ngày: hãy ghi ngày hạn."))
    if after < on:
        raise TransitionDenied("before_event", _("Ngày hạn không thể trước ngày xảy ra sự kiện."))
    row.due_on, row.stated_on, row.legal_on = after, days.stated or after, days.legal or after
    row.deadline_why = list(days.why)
    if due_on and due_on != days.operative:
        row.deadline_why.append(_("Cơ quan thường trực ấn định ngày khác với ngày tính được."))
    row.save(update_fields=["anchor_on", "due_on", "stated_on", "legal_on", "deadline_why"])
    _give_days(row, after, reason, actor, typed=due_on is not None)
    return row


def _give_days(task: Task, after: date, reason: str, actor: Actor, *, typed: bool) -> None:
    """Units whose area has days off of its own count by them, unless a person typed the day."""
    waiting = Assignment.objects.open().filter(task=task, due_on=None).select_related("parent")
    rows = list(waiting.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    local = {} if typed else calendars_of({row.unit_id for row in rows})
    options = rule_options()
    for row in rows:
        row.stated_on, row.legal_on, day = task.stated_on, task.legal_on, after
        if row.unit_id in local:
            days = days_of(task, local[row.unit_id], options)
            if days.operative and days.operative != after:
                row.stated_on, row.legal_on, day = days.stated, days.legal, days.operative
                row.due_why = [*days.why, own_calendar()]
        row.due_on = row.first_due_on = day
    Assignment.objects.bulk_update(rows, ["due_on", "first_due_on", "stated_on", "legal_on", "due_why"], batch_size=500)
    rule, started = task.deadline_words or task.deadline_rule, task.anchor_on or after
    for day in {row.due_on for row in rows if row.due_on}:
        remember([row for row in rows if row.due_on == day], None, day, reason)
    record_many(
        rows,
        lambda row: DeadlineStarted(
            assignment_id=row.pk, started_on=started, after=row.due_on or after, rule=rule, reason=reason
        ),
        actor=actor,
    )


def _lock(task: Task) -> Task:
    rows = Task.objects.select_related("directive__standing_unit").defer("directive__text", "directive__folded")
    locked: Task = rows.select_for_update(no_key=True, of=("self",)).get(pk=task.pk)
    return locked
