"""Chuyển việc: the open work of a unit that has ended goes over to its successors (NQ 190/2025/QH15), in sets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from directives.models import Directive
from organizations.access import covers, may
from organizations.heads import heads_of
from organizations.models import Unit
from organizations.permissions import Permission
from organizations.successors import successors
from tasks.access import require
from tasks.actions.extending import drop_pending
from tasks.actions.handing_down import end_parts
from tasks.actions.recording import record_many
from tasks.facts import AssignmentGiven, AssignmentTakenOver, AssignmentTransferred
from tasks.models import Assignment, Escalation, Explanation, Extension, Suspension
from tasks.querysets import AssignmentQuerySet
from tasks.states import AssignmentState, ExplanationState, ExtensionState, Role
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.words import day

Place = tuple[int, int, str, str, int | None]
"""Task, unit, role, period, the whole it is a part of: what one unit holds once."""


@dataclass(frozen=True)
class Choice:
    """Which successor gets what: one assignment's own choice before its directive's, that before the default.

    Numbers are ids of assignments, directives and units.
    """

    default: int
    of_directives: Mapping[int, int] = field(default_factory=dict)
    of_assignments: Mapping[int, int] = field(default_factory=dict)

    def heir(self, row: Assignment) -> int:
        return self.of_assignments.get(row.pk) or self.of_directives.get(row.directive_id) or self.default

    @property
    def units(self) -> set[int]:
        return {self.default, *self.of_directives.values(), *self.of_assignments.values()}


@dataclass(frozen=True)
class Transferred:
    """How many went over: as new assignments, and into what the successor had already."""

    new: int = 0
    merged: int = 0


def movable(actor: Actor, unit: Unit) -> AssignmentQuerySet:
    """Open work of the unit that the actor may carry over: all of it for who sets the unit up, else that of the
    directives in the care of a desk that may reassign. What waits for confirmation is decided first: it was done.
    """
    found: AssignmentQuerySet = Assignment.objects.open().filter(unit=unit).exclude(state=AssignmentState.SUBMITTED)
    if may(actor, Permission.OFFICE_SETUP, unit_id=unit.pk, unit_path=unit.path):
        return found
    return found.filter(covers(actor, Permission.REASSIGN, "directive__standing_unit"))


def may_transfer(actor: Actor, unit: Unit) -> bool:
    """Administrators of the unit; elsewhere who may reassign something of what it still has."""
    if may(actor, Permission.OFFICE_SETUP, unit_id=unit.pk, unit_path=unit.path):
        return True
    care = covers(actor, Permission.REASSIGN, "directive__standing_unit")
    return Assignment.objects.filter(care, unit=unit).exists()


def transfer_blocked(unit: Unit, today: date) -> TransitionDenied | None:
    """Why nothing can go over yet; None when it can."""
    if unit.valid_to is None:
        return TransitionDenied("still_there", _("Đơn vị đang hoạt động; hãy ghi ngày kết thúc hoạt động trước."))
    if unit.valid_to >= today:
        told = _("Đơn vị còn hoạt động đến hết ngày %(day)s; việc chuyển được từ ngày hôm sau.")
        return TransitionDenied("still_there", told % {"day": day(unit.valid_to)})
    if not successors(unit, today):
        return TransitionDenied("no_heir", _("Chưa ghi đơn vị kế thừa; hãy ghi ở “Kết thúc hoạt động”."))
    return None


@transaction.atomic
def transfer_work(*, unit: Unit, choice: Choice, actor: Actor) -> Transferred:
    """Carry the unit's open work over. All of it or nothing; done again it finds nothing left and does nothing.

    Deadlines stay, the first one too; a suspension and a request for extension go along, with the number of extensions
    granted. What the successor holds already is not given twice: the old one ends into it.
    """
    today = clock.today()
    require(may_transfer(actor, unit))
    if refusal := transfer_blocked(unit, today):
        raise refusal
    strangers = choice.units - {heir.pk for heir in successors(unit, today)}
    if strangers:
        raise TransitionDenied("not_heir", _("Đơn vị được chọn không phải đơn vị kế thừa."))
    wanted = movable(actor, unit)
    directives = Directive.objects.filter(pk__in=wanted.values("directive_id")).order_by("pk")
    list(directives.select_for_update(no_key=True).values_list("pk"))
    rows = list(wanted.select_related("parent", "task").select_for_update(no_key=True, of=("self",)).order_by("pk"))
    if not rows:
        return Transferred()
    new, merged = _sort(rows, choice, today)
    Assignment.objects.bulk_create(new.values())
    state = {"state": AssignmentState.TRANSFERRED, "closed_on": today}
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(**state)
    _bring_along(new, merged, today, actor)
    _bring_explanations(new, merged)
    _bring_escalations(new, merged)
    _bring_parts({**new, **merged})
    _tell(rows, new, merged, unit, actor)
    for row in rows:
        drop_pending(row, actor=actor)  # what did not go along: drafts for a head who is gone, and of what merged
        if row.pk in merged:
            end_parts(row, reason=_("Đơn vị giao phần việc đã sáp nhập."), actor=actor)
    return Transferred(len(new), len(merged))


def _sort(
    rows: Iterable[Assignment], choice: Choice, today: date
) -> tuple[dict[int, Assignment], dict[int, Assignment]]:
    """Old id to its new assignment, and old id to what its successor has already."""
    rows = list(rows)
    held: dict[Place, Assignment] = {}
    known = Assignment.objects.open().filter(task_id__in={row.task_id for row in rows}, unit_id__in=choice.units)
    for row in known.select_related("unit", "parent").order_by("-pk"):
        held[_place(row, row.unit_id)] = row
    heads = heads_of(choice.units, today)
    new: dict[int, Assignment] = {}
    merged: dict[int, Assignment] = {}
    for row in sorted(rows, key=lambda row: row.role != Role.LEAD):
        heir = choice.heir(row)
        place = _place(row, heir)
        # Who leads a task does not coordinate it as well.
        present = held.get(place) or held.get((place[0], heir, Role.LEAD.value, *place[3:]))
        if present is not None:
            merged[row.pk] = present
        else:
            new[row.pk] = held[place] = _successor(row, heir, heads.get(heir), today)
    return new, merged


def _place(row: Assignment, unit_id: int) -> Place:
    return row.task_id, unit_id, str(row.role), row.period, row.parent_id


def _successor(row: Assignment, heir: int, head: int | None, today: date) -> Assignment:
    still = row.state == AssignmentState.SUSPENDED
    return Assignment(
        task_id=row.task_id,
        directive_id=row.directive_id,
        unit_id=heir,
        role=row.role,
        period=row.period,
        parent=row.parent,
        part_content=row.part_content,
        predecessor_id=row.pk,
        responsible_id=head,
        state=AssignmentState.SUSPENDED if still else AssignmentState.ASSIGNED,
        state_before_suspension=AssignmentState.ASSIGNED if still else "",
        stopped_on=row.stopped_on if still else None,
        first_due_on=row.first_due_on,
        due_on=row.due_on,
        stated_on=row.stated_on,
        legal_on=row.legal_on,
        due_why=row.due_why,
        assigned_on=today,
        percent=row.percent,
        last_report_on=row.last_report_on,
        extensions_granted=row.extensions_granted,
    )


def _bring_along(new: Mapping[int, Assignment], merged: Mapping[int, Assignment], today: date, actor: Actor) -> None:
    """Requests that wait and running suspensions belong to who has the work now; where the successor holds the work
    already, the clock that stood ends with the old one.
    """
    for asked in Extension.objects.filter(assignment_id__in=new, state=ExtensionState.ASKED).order_by("pk"):
        asked.assignment = new[asked.assignment_id]
        asked.save(update_fields=["assignment"])
    still = Suspension.objects.filter(assignment_id__in=[*new, *merged], to_on=None)
    running = [row for row in still.order_by("pk") if row.assignment_id in new]
    ended = {"resumed_by_id": actor.person_id or None, "resumed_on_behalf_of_id": actor.on_behalf_of_id}
    still.update(to_on=today, **ended)
    for row in running:
        row.pk, row.assignment = None, new[row.assignment_id]
    Suspension.objects.bulk_create(running)


def _bring_explanations(new: Mapping[int, Assignment], merged: Mapping[int, Assignment]) -> None:
    """What is still to be answered or concluded goes to who has the work now, and nobody explains one deadline twice;
    a cause found holds for the successor as well, for it took over the same deadline.
    """
    targets = {**new, **merged}
    explained = Explanation.objects.filter(assignment_id__in=[row.pk for row in merged.values()])
    taken = set(explained.values_list("assignment_id", "due_on"))
    copies = []
    for row in Explanation.objects.filter(assignment_id__in=targets).order_by("pk"):
        target = targets[row.assignment_id]
        if (target.pk, row.due_on) in taken:
            continue
        if row.state != ExplanationState.FOUND:
            Explanation.objects.filter(pk=row.pk).update(assignment=target)
        elif row.due_on == target.due_on:
            row.pk, row.assignment = None, target
            copies.append(row)
        else:
            continue
        taken.add((target.pk, row.due_on))
    Explanation.objects.bulk_create(copies)


def _bring_escalations(new: Mapping[int, Assignment], merged: Mapping[int, Assignment]) -> None:
    """What no leader has seen yet, and instructions that nobody has answered, go to who has the work now; once for a
    deadline.
    """
    targets = {**new, **merged}
    there = Escalation.objects.filter(assignment_id__in=[row.pk for row in merged.values()])
    taken = set(there.values_list("assignment_id", "due_on"))
    for row in Escalation.objects.filter(assignment_id__in=targets).order_by("pk"):
        place = targets[row.assignment_id].pk, row.due_on
        if (row.noted_at is None or row.instructs) and place not in taken:
            Escalation.objects.filter(pk=row.pk).update(assignment=place[0])
            taken.add(place)


def _bring_parts(targets: Mapping[int, Assignment]) -> None:
    """Parts handed down roll up to who has the whole now; those of a unit that has its part there already do not."""
    parts = list(Assignment.objects.filter(parent_id__in=targets).order_by("pk"))
    there = Assignment.objects.filter(parent_id__in={whole.pk for whole in targets.values()})
    held = set(there.values_list("parent_id", "unit_id"))
    moved = []
    for part in parts:
        whole = targets[part.parent_id or 0]
        if (whole.pk, part.unit_id) not in held:
            part.parent = whole
            moved.append(part)
    Assignment.objects.bulk_update(moved, ["parent"])


def _tell(
    rows: list[Assignment],
    new: Mapping[int, Assignment],
    merged: Mapping[int, Assignment],
    unit: Unit,
    actor: Actor,
) -> None:
    """Each old one: where it went. Each new one: given. Each that was there: what came to it, once a unit."""
    receiving = {row.unit_id for row in [*new.values(), *merged.values()]}
    names = dict(Unit.objects.filter(pk__in=receiving).values_list("pk", "name"))

    def went(row: Assignment) -> AssignmentTransferred:
        target = new.get(row.pk) or merged[row.pk]
        return AssignmentTransferred(
            assignment_id=row.pk, successor_id=target.pk, unit_name=names[target.unit_id], merged=row.pk in merged
        )

    def given(row: Assignment) -> AssignmentGiven:
        return AssignmentGiven(assignment_id=row.pk, role=row.role, due_on=row.due_on, period=row.period)

    record_many(rows, went, actor=actor)
    record_many(new.values(), given, actor=actor)
    taken: dict[int, list[int]] = defaultdict(list)
    for pk, target in merged.items():
        taken[target.pk].append(pk)
    receivers = {target.pk: target for target in merged.values()}

    def took(row: Assignment) -> AssignmentTakenOver:
        return AssignmentTakenOver(assignment_id=row.pk, from_id=taken[row.pk][0], unit_name=unit.name)

    record_many(receivers.values(), took, actor=actor)
