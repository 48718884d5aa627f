"""Explanations (giải trình) as lists see them: which assignments wait for one, which have one, what was found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from tasks.facts import ExplanationAnswered, ExplanationAsked, ExplanationReturned
from tasks.models import Explanation
from tasks.states import ExplanationState, Finding
from workflows import clock
from workflows.models import Event

ASKED, ANSWERED = ExplanationState.ASKED.value, ExplanationState.ANSWERED.value
OBJECTIVE, SUBJECTIVE = Finding.OBJECTIVE.value, Finding.SUBJECTIVE.value
EXPLAINED = (ASKED, ANSWERED, OBJECTIVE, SUBJECTIVE)
ICONS = {ASKED: "message-2", ANSWERED: "hourglass", OBJECTIVE: "circle-check", SUBJECTIVE: "x"}


def explained_labels() -> dict[str, str]:
    """The four in words."""
    return {
        ASKED: _("Chờ giải trình"),
        ANSWERED: _("Đã giải trình, chờ kết luận"),
        OBJECTIVE: _("Nguyên nhân khách quan"),
        SUBJECTIVE: _("Không có nguyên nhân khách quan"),
    }


def explained_condition(name: str) -> Q:
    """Assignments asked for an explanation that has not come, or has; or with that finding about the deadline in force
    (another deadline's cause is another matter).
    """
    if name in (ASKED, ANSWERED):
        found = Explanation.objects.filter(state=name)
    else:
        found = Explanation.objects.filter(finding=name, due_on=F("assignment__due_on"))
    return Q(pk__in=found.values("assignment_id"))


def assignments_in_state(name: str, end: datetime) -> set[int]:
    """Assignments whose explanation was ``asked`` or ``answered`` just before ``end``, as the history tells it: there
    may be several rounds. At most two queries.
    """
    known = Explanation.objects.filter(Q(found_at=None) | Q(found_at__gte=end), asked_at__lt=end)
    rows = list(known.values_list("pk", "assignment_id", "answered_at"))
    # What was never answered stands where it stood.
    told = _told_before({assignment_id for _pk, assignment_id, answered_at in rows if answered_at is not None}, end)
    found = set()
    for pk, assignment_id, answered_at in rows:
        if told.get(pk, ANSWERED if answered_at is not None and answered_at < end else ASKED) == name:
            found.add(assignment_id)
    return found


def _told_before(assignment_ids: Collection[int], end: datetime) -> dict[int, str]:
    """Where the last event before ``end`` left each explanation of these assignments. One query."""
    if not assignment_ids:
        return {}
    left = {ExplanationAsked.kind: ASKED, ExplanationReturned.kind: ASKED, ExplanationAnswered.kind: ANSWERED}
    streams = [f"assignment:{pk}" for pk in assignment_ids]
    rows = Event.objects.filter(stream__in=streams, kind__in=left, at__lt=end).order_by("stream", "position")
    return {int(data["explanation_id"]): left[kind] for kind, data in rows.values_list("kind", "data")}


@dataclass(frozen=True)
class Explained:
    """Where the newest explanation of an assignment stands. ``late``: it should have come by ``answer_by``."""

    key: str
    label: str
    icon: str
    state: str
    due_on: date
    answer_by: date
    late: bool
    finding: str
    note: str


def explained_of(assignment_ids: Collection[int]) -> dict[int, Explained]:
    """Of those assignments that have one. One query."""
    today, labels = clock.today(), explained_labels()
    found = {}
    for row in Explanation.objects.filter(assignment_id__in=assignment_ids).order_by("pk"):
        key = row.finding or row.state
        found[row.assignment_id] = Explained(
            key=key,
            label=labels[key],
            icon=ICONS[key],
            state=str(row.get_state_display()),
            due_on=row.due_on,
            answer_by=row.answer_by,
            late=row.state == ASKED and row.answer_by < today,
            finding=row.get_finding_display() if row.finding else "",
            note=row.finding_note,
        )
    return found
