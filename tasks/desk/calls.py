"""What waits for this person at the desk beside the work itself: a signature, an explanation, a part's request.

Each with its count, the nearest own deadline of the step, and the list behind it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Min, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.access import seats_with
from organizations.actors import principals_of
from organizations.permissions import Permission
from tasks.desk.filters import BY_KEY, DeskFilter
from tasks.lists import ListFilter
from tasks.models import Escalation, Explanation, ExtensionProcess
from tasks.states import ExplanationState, ExtensionStep
from workflows import clock
from workflows.actors import Actor


@dataclass(frozen=True)
class Call:
    """One line above the list; ``before`` is the nearest day by which one of them is due."""

    icon: str
    label: str
    count: int
    before: date | None
    late: bool
    url: str


def calls(actor: Actor, chosen: DeskFilter) -> list[Call]:
    """At most four queries, over requests under way alone; as many for each person the reader may act for."""
    whole = chosen.but(desks=chosen.all_desks, mine=False, overdue=False, directive=None)
    return _own(actor, whole) + _of_principals(actor, whole)


def _of_principals(actor: Actor, whole: DeskFilter) -> list[Call]:
    """What waits for those the person may act for: told before anybody chooses to, for they are on leave."""
    found = []
    for choice, principal in principals_of(actor):
        for call in _own(principal, whole):
            label = _("%(what)s thay %(name)s") % {"what": call.label, "name": choice.name}
            found.append(replace(call, label=label, url=reverse("organizations:acting")))
    return found


def _own(actor: Actor, whole: DeskFilter) -> list[Call]:
    signs = _ids(actor, Permission.EXTENSION_SIGN)
    answers = _ids(actor, Permission.EXPLANATION_ANSWER)
    decides = _ids(actor, Permission.HAND_DOWN)
    instructed = _ids(actor, Permission.REPORT_SUBMIT)
    steps = ExtensionProcess.objects.filter(extension__assignment__closed_on=None)
    found = [
        _call(
            "writing-sign", _("Đề nghị gia hạn chờ bạn ký"), whole.but(tab=BY_KEY["cho-ky"]).url,
            steps.filter(step=ExtensionStep.SIGN, extension__assignment__unit_id__in=signs), "step_due_on", signs,
        ),
        _call(
            "message-2", _("Yêu cầu giải trình chờ bạn trả lời"), whole.but(tab=BY_KEY["giai-trinh"]).url,
            Explanation.objects.filter(state=ExplanationState.ASKED, assignment__unit_id__in=answers),
            "answer_by", answers,
        ),
        _call(
            "speakerphone", _("Chỉ đạo của lãnh đạo chờ trả lời"), whole.but(tab=BY_KEY["chi-dao"]).url,
            Escalation.objects.filter(answered_at=None, assignment__closed_on=None, assignment__unit_id__in=instructed)
            .exclude(instruction="").annotate(none=Value(None, DateField())), "none", instructed,
        ),
        _call(
            "calendar-plus", _("Đơn vị trực thuộc xin gia hạn phần việc"),
            ListFilter(queue="extension", parts=True).url,
            steps.filter(step=ExtensionStep.DECIDE, extension__assignment__parent__unit_id__in=decides),
            "step_due_on", decides,
        ),
    ]  # fmt: skip
    return [call for call in found if call is not None]


def _ids(actor: Actor, permission: Permission) -> set[int]:
    return {seat.scope_id for seat in seats_with(actor, permission)}


def _call(icon: str, label: str, url: str, rows: Any, due: str, desks: Collection[int]) -> Call | None:
    """None when nothing waits; no query for who holds no such right."""
    if not desks:
        return None
    counted = rows.aggregate(n=Count("pk"), before=Min(due))
    if not counted["n"]:
        return None
    before = counted["before"]
    return Call(icon, label, counted["n"], before, before is not None and before < clock.today(), url)
