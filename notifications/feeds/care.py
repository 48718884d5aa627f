"""What a person's own calendar has beside their work: steps that wait for them, and days of what they follow.

A step of a request for more time stands on the step's own short deadline; an explanation to conclude on the day by
which it was asked for. Of the directives that somebody follows, standing office or leader, a day's deadlines are one
event with their number: a calendar of hundreds of lines a day would say nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directives.models import Directive
from organizations.access import covers, seats_with
from organizations.permissions import Permission
from tasks.deciders import own
from tasks.models import Assignment, Explanation, Extension, ExtensionProcess
from tasks.states import NOT_COUNTED, ExplanationState, ExtensionStep, Role
from workflows import clock, words
from workflows.actors import Actor

OFFICE = "directive__standing_unit"
# Followed deadlines stay so long after their day.
PAST = timedelta(days=30)

STEPS = {
    ExtensionStep.SIGN: gettext_lazy("Ký đề nghị gia hạn"),
    ExtensionStep.ADVISE: gettext_lazy("Cho ý kiến về gia hạn"),
    ExtensionStep.DECIDE: gettext_lazy("Quyết định gia hạn"),
}


@dataclass(frozen=True)
class Entry:
    """One all-day event: ``name`` is the first part of its UID, ``at`` its last change, ``path`` the page behind it."""

    name: str
    on: date
    words: tuple[str, ...]
    description: tuple[str, ...]
    path: str
    at: datetime


def steps(actor: Actor) -> Iterator[Entry]:
    """Requests for more time whose next step is the actor's. One query."""
    assigned = "extension__assignment__"
    heads = {seat.scope_id for seat in seats_with(actor, Permission.EXTENSION_SIGN)}
    gives = {seat.scope_id for seat in seats_with(actor, Permission.HAND_DOWN)}
    advises, decides = (
        covers(actor, permission, f"{assigned}{OFFICE}")
        for permission in (Permission.EXTENSION_ADVISE, Permission.EXTENSION_DECIDE)
    )
    whole = Q(**{f"{assigned}parent": None})
    mine = Q(step=ExtensionStep.SIGN, **{f"{assigned}unit__in": heads})
    mine |= whole & advises & Q(step=ExtensionStep.ADVISE)
    others = ~Q(extension__in=Extension.objects.filter(own(actor)).values("pk"))
    mine |= whole & decides & others & Q(step=ExtensionStep.DECIDE)
    mine |= Q(step=ExtensionStep.DECIDE, **{f"{assigned}parent__unit__in": gives})
    rows = ExtensionProcess.objects.filter(mine, step_due_on__isnull=False)
    for row in rows.select_related(f"{assigned}task", f"{assigned}unit").order_by("step_due_on", "pk"):
        extension = row.extension
        assignment = extension.assignment
        yield Entry(
            name=f"extension-{extension.pk}-{row.step}",
            on=row.step_due_on,
            words=(str(STEPS[ExtensionStep(row.step)]), assignment.part_content or assignment.task.content),
            description=(
                assignment.unit.name,
                _("Xin gia hạn đến %(day)s: %(reason)s")
                % {"day": words.day(extension.asked_for), "reason": extension.reason},
            ),
            path=assignment.get_absolute_url(),
            at=row.advised_at or row.signed_at or extension.asked_at,
        )


def to_conclude(actor: Actor) -> Iterator[Entry]:
    """Explanations that came and whose cause the actor concludes on. One query."""
    rows = Explanation.objects.filter(state=ExplanationState.ANSWERED, assignment__parent=None)
    rows = rows.filter(covers(actor, Permission.CAUSE_CONFIRM, f"assignment__{OFFICE}"))
    rows = rows.exclude(assignment__state__in=NOT_COUNTED).select_related("assignment__task", "assignment__unit")
    for row in rows.defer("assignment__task__folded").order_by("answer_by", "pk"):
        yield Entry(
            name=f"conclude-{row.pk}",
            on=row.answer_by,
            words=(_("Kết luận giải trình"), row.assignment.task.content),
            description=(row.assignment.unit.name, row.answer),
            path=row.assignment.get_absolute_url(),
            at=row.answered_at or row.asked_at,
        )


def followed(actor: Actor) -> Iterator[Entry]:
    """Of directives that the actor follows: for each day how many units' leading tasks are due. Two queries."""
    scope = covers(actor, Permission.DIRECTIVE_WATCH, OFFICE)
    rows = Assignment.objects.filter(scope, parent=None, role=Role.LEAD, closed_on=None, stopped_on=None)
    rows = rows.filter(due_on__gte=clock.today() - PAST).order_by("due_on", "directive_id")
    groups = list(rows.values_list("directive_id", "due_on").annotate(count=Count("pk"), given=Max("assigned_on")))
    known = Directive.objects.filter(pk__in={pk for pk, *_rest in groups}).select_related("type")
    directives = known.defer("text", "folded").in_bulk()
    for pk, due_on, count, given in groups:
        if due_on is None:
            continue
        directive = directives[pk]
        many = ngettext("%(n)d việc đến hạn", "%(n)d việc đến hạn", count) % {"n": count}
        yield Entry(
            name=f"directive-{pk}-{due_on:%Y%m%d}",
            on=due_on,
            words=(many, directive.short_name),
            description=(directive.abstract,),
            path=reverse("tasks:coverage", args=[pk]),
            at=clock.at(given),
        )
