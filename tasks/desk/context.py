"""The context of the panel of one assignment: its page, and its forms as typed or fresh."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from organizations.heads import people_serving
from organizations.models import Person
from tasks.actions.reporting import DraftMovedOn
from tasks.desk.forms import ExtensionForm, HandDownForm, OfficerForm, ReasonForm, ReportForm
from tasks.desk.page import AssignmentPage, assignment_page
from tasks.desk.parts import subordinate_groups, subordinates
from tasks.models import Assignment
from tasks.pressing.board import Pressing, pressing, words_of
from tasks.pressing.forms import PressingForm
from tasks.timing.actions.discharging import coverable
from workflows.actors import Actor
from workflows.models import EventStream
from workflows.narration import Entry, events_of, timeline
from workflows.periods import label_of

HISTORY = 200


@dataclass
class Forms:
    """Forms that were typed into and are shown again; None for a fresh one. ``part`` is whose result was returned."""

    report: ReportForm | None = None
    extension: ExtensionForm | None = None
    decline: ReasonForm | None = None
    officer: OfficerForm | None = None
    hand_down: HandDownForm | None = None
    part_return: ReasonForm | None = None
    part_id: int | None = None
    moved_on: DraftMovedOn | None = None
    doubts: str = ""
    pressing: PressingForm | None = None

    def unsent(self, page: AssignmentPage, press: Pressing) -> list[tuple[str, str]]:
        """(label, words) typed into a form that the page no longer offers, so that they can be copied."""
        waiting = {view.row.pk for view in page.parts.views if view.waits}
        offered: list[tuple[forms.Form | None, bool]] = [
            (self.report, page.write.open and page.unit_side),
            (self.extension, page.asking.act.open),
            (self.decline, page.decline.open),
            (self.hand_down, page.hand_down.open),
            (self.part_return, self.part_id in waiting),
        ]
        gone = [line for form, on_page in offered if form and not on_page for line in words_of(form)]
        return [*gone, *press.unsent]


def decline_form(data: Any = None) -> ReasonForm:
    return ReasonForm(
        data,
        prefix="tra-lai",
        label=_("Lý do trả lại"),
        missing=_("Hãy nêu lý do trả lại và đơn vị đúng chức năng, nếu biết."),
        placeholder=_("Vì sao không thuộc chức năng, và đơn vị nào đúng chức năng"),
    )


def part_return_form(data: Any = None) -> ReasonForm:
    return ReasonForm(
        data,
        prefix="lam-lai",
        label=_("Cần bổ sung, sửa gì"),
        missing=_("Hãy nêu rõ cần bổ sung hoặc sửa gì."),
    )


def hand_down_form(assignment: Assignment, data: Any = None) -> HandDownForm:
    units = subordinates(assignment.unit_id, assignment.unit.path)
    taken = set(assignment.parts.open().values_list("unit_id", flat=True))
    groups = subordinate_groups(assignment.unit_id)
    return HandDownForm(data, prefix="xuong", units=units, groups=groups, taken=taken)


def officer_form(assignment: Assignment, data: Any = None) -> OfficerForm:
    serving = {person.person_id for person in people_serving(assignment.unit_id)}
    people = Person.objects.filter(pk__in=serving).only("pk", "full_name").order_by("full_name")
    return OfficerForm(data, prefix="can-bo", people=people, initial={"officer": assignment.officer_id})


def version_of(assignment: Assignment) -> int:
    """How many facts are on record: another number means that the page has fallen behind."""
    length = EventStream.objects.filter(key=f"assignment:{assignment.pk}").values_list("length", flat=True)
    return length.first() or 0


def history(page: AssignmentPage, *, drafts: bool = True) -> list[Entry]:
    """The newest of what happened, newest first; for the unit with the draft on top, unless ``drafts`` is off."""
    on_top = drafts and page.draft is not None
    entries = timeline(events_of(f"assignment:{page.assignment.pk}")[:HISTORY], mark_newest=not on_top)
    if page.draft is None or not on_top:
        return entries
    draft = Entry(
        event_id=0,
        at=page.draft.at,
        by=page.draft.by,
        title=page.draft.title,
        icon="message-report",
        detail=_("đang soạn"),
        current=True,
    )
    return [draft, *entries]


def covers_of(assignment: Assignment) -> list[dict[str, Any]]:
    """Other periods that the report of this one may discharge as well, for the boxes of the form."""
    rows = coverable(assignment)
    return [{"pk": row.pk, "label": label_of(row.period), "due_on": row.due_on} for row in rows]


def panel_context(actor: Actor, assignment: Assignment, typed: Forms | None = None) -> dict[str, Any]:
    """What templates/tasks/assignment/_panel.html needs."""
    page = assignment_page(actor, assignment)
    typed = typed or Forms()
    press = pressing(assignment, actor, typed.pressing)
    draft = page.draft.row if page.draft else None
    context: dict[str, Any] = {
        "page": page,
        "assignment": assignment,
        "report_form": typed.report or ReportForm.of(draft, assignment.percent),
        "extension_form": typed.extension or ExtensionForm(prefix="gia-han"),
        "decline_form": typed.decline or decline_form(),
        "part_return_form": typed.part_return or part_return_form(),
        "part_return_id": typed.part_id,
        "moved_on": typed.moved_on,
        "doubts": typed.doubts,
        "opened": typed,
        "unsent": typed.unsent(page, press),
        "press": press,
        "version": version_of(assignment),
        "file_max": settings.FILE_MAX_BYTES,
        "timeline": history(page),
        "coverable": covers_of(assignment) if page.submit.shown else [],
    }
    if page.officer.open:
        context["officer_form"] = typed.officer or officer_form(assignment)
    if page.hand_down.open:
        context["hand_down_form"] = typed.hand_down or hand_down_form(assignment)
    return context
