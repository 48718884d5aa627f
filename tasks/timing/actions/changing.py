"""Change the rhythm of a periodic task under way: what is open stays, what begins later follows the new rule."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access as directives_access
from organizations.permissions import Permission
from tasks.access import require
from tasks.actions.receiving import need_reason
from tasks.facts import RhythmChanged
from tasks.models import Task
from tasks.states import DeadlineKind
from tasks.timing.openings import next_opening
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.deadlines import intervals, read_deadline
from workflows.machine import TransitionDenied


@transaction.atomic
def change_rhythm(*, task: Task, recurrence: Sequence[str], words: str, reason: str, actor: Actor) -> Task:
    """Đổi chu kỳ from tomorrow on. ``words`` may name days ("trước ngày 20 hàng tháng"). Nothing opened is touched."""
    reason = need_reason(reason, _("Hãy nêu lý do và văn bản làm căn cứ."))
    row = (
        Task.objects.select_related("directive__standing_unit")
        .defer("directive__text", "directive__folded")
        .select_for_update(no_key=True, of=("self",))
        .get(pk=task.pk)
    )
    require(directives_access.may(actor, Permission.DEADLINE_CORRECT, row.directive))
    if row.deadline_kind != DeadlineKind.PERIODIC:
        raise TransitionDenied("not_periodic", _("Nhiệm vụ này không phải việc định kỳ."))
    reading = read_deadline(words, row.directive.day)
    names = intervals(recurrence) or intervals(reading.recurrence)
    if not names:
        raise TransitionDenied("no_rhythm", _("Hãy chọn ít nhất một chu kỳ."))
    before, today = tuple(row.recurrence), clock.today()
    row.recurrence = names
    row.given_days = {name: [vars(day) for day in days] for name, days in reading.days.items() if name in names}
    row.periods_from = today.fromordinal(today.toordinal() + 1)
    if words.strip():
        row.deadline_words = " ".join(words.split())[:300]
    # How the words were read no longer tells the rhythm, unless it is theirs.
    row.deadline_rule = reading.explanation[:300] if names == intervals(reading.recurrence) else ""
    row.next_look_on = next_opening(row, today)
    changed = ["recurrence", "given_days", "periods_from", "deadline_words", "deadline_rule", "next_look_on"]
    row.save(update_fields=changed)
    fact = RhythmChanged(task_id=row.pk, before=before, after=tuple(names), from_on=row.periods_from, reason=reason)
    ledger.record(fact, stream=f"directive:{row.directive_id}", actor=actor, directive_id=row.directive_id)
    return row
