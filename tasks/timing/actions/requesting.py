"""The trigger of an on-request duty (báo cáo đột xuất): a request is a dated assignment for each unit that holds it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.models import Directive
from directives.states import LIVE
from organizations.permissions import Permission
from tasks.access import require
from tasks.actions.receiving import need
from tasks.issuing.periods import holders
from tasks.issuing.plan import Plan, Planned, with_heads
from tasks.issuing.writing import give
from tasks.models import Assignment, Task
from tasks.states import DeadlineKind
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def request_report(*, task: Task, due_on: date, reason: str, actor: Actor) -> int:
    """Yêu cầu báo cáo đột xuất by ``due_on``; returns how many units were asked. The standing duty stays undated."""
    need(reason, "reason_missing", _("Hãy ghi nội dung yêu cầu và văn bản làm căn cứ."))
    rows = Directive.objects.select_related("standing_unit").defer("text", "folded")
    directive = rows.select_for_update(no_key=True, of=("self",)).get(pk=task.directive_id)
    require(directives_access.may(actor, Permission.URGE, directive))
    today = clock.today()
    if task.deadline_kind not in {DeadlineKind.ON_REQUEST, DeadlineKind.STANDING} or directive.state not in LIVE:
        raise TransitionDenied("not_on_request", _("Chỉ yêu cầu được với việc làm khi có yêu cầu hoặc thường xuyên."))
    if due_on < today:
        raise TransitionDenied("past", _("Hạn của yêu cầu không thể ở quá khứ."))
    asked = Assignment.objects.filter(task=task, period__startswith="YC-").values("period").distinct().count()
    period = f"YC-{asked + 1}"
    planned = [
        Planned(task_id=task.pk, unit_id=unit_id, role=role, period=period, due_on=due_on, due_why=())
        for unit_id, role in holders(task, today)
    ]
    if not planned:
        raise TransitionDenied("nobody", _("Không còn đơn vị nào đang giữ việc này."))
    plan = with_heads(Plan(rows=planned), today)
    made = give(plan.rows, directive_id=directive.pk, on=today, actor=actor, tell=lambda _done: None, once=True)
    ledger.announce(f"directive.{directive.pk}", "leaders", *(f"unit.{unit}" for unit in sorted(plan.units)))
    return made
