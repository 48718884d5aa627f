"""Let deadlines follow the one they are bound to, after that one moved: what a person chose of the dry run."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access as directives_access
from organizations.permissions import Permission
from tasks.access import require
from tasks.models import Task
from tasks.timing.moving import signature
from tasks.timing.parents import followed_day, moves_after
from tasks.timing.rules import days_of
from tasks.timing.shifting import shift
from workflows.actors import Actor
from workflows.calendars import calendar
from workflows.in_force import rule_options
from workflows.machine import TransitionDenied
from workflows.words import day


@transaction.atomic
def follow_parent(
    *, task: Task, seen: str, chosen: Collection[str], actor: Actor, kept: Collection[int] = ()
) -> tuple[int, int]:
    """Move what was ``chosen`` (keys of ``Move``) to what the task's rule gives from the followed deadline as it stands
    now, but not the assignments ``kept`` (ids); each with an event that names rule and cause. How many were moved, and
    how many follow by job.

    Nothing chosen is a decision too: the days stay. ``seen`` is the signature of the dry run that was shown;
    TransitionDenied ``stale`` when it is another one by now.
    """
    rows = Task.objects.select_related("directive__standing_unit", "directive__type", "hangs_on__directive__type")
    row = (
        rows.defer("directive__text", "directive__folded").select_for_update(no_key=True, of=("self",)).get(pk=task.pk)
    )
    require(directives_access.may(actor, Permission.DEADLINE_CORRECT, row.directive))
    now = followed_day(row)
    moves = moves_after(row, now)
    if not moves or now is None or row.anchor_on is None or row.hangs_on is None:
        raise TransitionDenied("nothing", _("Không còn việc nào phải đổi hạn theo."))
    if seen != signature(moves):
        changed = _("Danh sách vừa thay đổi: có việc mới giao, đã đổi hạn hoặc đã xong. Hãy xem lại.")
        raise TransitionDenied("stale", changed)
    cause = _("Hạn của “%(name)s” (%(directive)s) đổi từ %(before)s sang %(after)s.") % {
        "name": (row.hangs_on.product or row.hangs_on.content)[:120],
        "directive": row.hangs_on.directive,
        "before": day(row.anchor_on),
        "after": day(now),
    }
    row.anchor_on = now
    going = [move for move in moves if move.key in chosen]
    if any(move.before == row.due_on and not (move.period or move.places) for move in going):
        # The task's own day moves: what the words name and what that means in law go with it.
        days = days_of(row, calendar(), rule_options())
        row.stated_on, row.legal_on, row.deadline_why = days.stated, days.legal, list(days.why)
    row.save(update_fields=["anchor_on", "stated_on", "legal_on", "deadline_why"])
    return shift(going, kept=kept, cause=cause, actor=actor)
