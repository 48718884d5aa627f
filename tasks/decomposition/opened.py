"""The card that is open: what one person needs to finish one task."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from organizations.directory import directory, heirs_of
from organizations.heads import heads_of, people_serving
from organizations.models import Person
from organizations.naming import Heir, canonical, is_open
from tasks.decomposition import snapshots
from tasks.decomposition.boards import EditorBoard
from tasks.decomposition.cards import Card
from tasks.decomposition.deadlines import DayChoice, choices, story
from tasks.decomposition.draft import OwnerDraft, TaskDraft, UnknownDraft
from tasks.decomposition.forms import OTHER, DeadlineForm
from tasks.decomposition.spans import quote, seams
from tasks.models import Task
from tasks.states import STARTED, DeadlineKind
from tasks.timing.parents import followable
from tasks.timing.rules import AHEAD, schedule_for
from workflows import clock
from workflows.actors import Actor, system_actor
from workflows.calendars import calendar
from workflows.deadlines import DeadlineReading, Recurrence, periods, read_deadline
from workflows.periods import Period, label_of_recurrence

MOST = 200
PANELS = ("tach", "gop")


@dataclass(frozen=True)
class Cut:
    """A place to split: the words on both sides of it."""

    at: int
    before: str
    after: str


@dataclass(frozen=True)
class Colleague:
    """Somebody of the unit who may answer for the task."""

    pk: int
    name: str
    is_head: bool


@dataclass(frozen=True)
class OpenCard:
    """``form`` holds what was typed when it could not be taken; ``panel`` is "tach", "gop" or ""."""

    card: Card
    stamp: str
    reading: DeadlineReading
    days: Sequence[DayChoice]
    panel: str = ""
    form: DeadlineForm | None = None
    typed: dict[str, str] | None = None
    colleagues: Sequence[Colleague] = ()
    cuts: Sequence[Cut] = ()
    others: Sequence[Card] = ()
    periods: Sequence[Period] = ()
    tasks: Sequence[TaskDraft] = ()
    # Tasks of the directives that this one carries out, whose day or completion this one may follow; that of the one
    # followed now, wherever it stands.
    elsewhere: Sequence[Task] = ()
    followed: Task | None = None
    # Owners whose words in the document the directory does not know as their name: it can remember them.
    teachable: Sequence[OwnerDraft] = ()
    # Owners under the name of a unit whose work they carry on, with since when and by which decree.
    renamed: Sequence[tuple[OwnerDraft, Heir]] = ()
    # The task's owners and unknown names, those of units that are no more with the units that carry on.
    owners: tuple[OwnerDraft, ...] = ()
    unknown: tuple[UnknownDraft, ...] = ()

    @property
    def content(self) -> str:
        return self.typed["content"] if self.typed else self.card.task.content

    @property
    def product(self) -> str:
        return self.typed["product"] if self.typed else self.card.task.product

    @property
    def leads(self) -> list[OwnerDraft]:
        return [owner for owner in self.owners if owner.leads]

    @property
    def coordinators(self) -> list[OwnerDraft]:
        return [owner for owner in self.owners if not owner.leads]

    @property
    def unknown_leads(self) -> list[UnknownDraft]:
        return [name for name in self.unknown if name.leads]

    @property
    def unknown_coordinators(self) -> list[UnknownDraft]:
        return [name for name in self.unknown if not name.leads]

    @property
    def kind(self) -> str:
        """The kind chosen; "" while nobody has said that there is no deadline."""
        task = self.card.task
        return "" if task.kind == DeadlineKind.NONE and not task.none_declared else task.kind

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        return [(kind.value, str(kind.label), kind == self.kind) for kind in DeadlineKind]

    @property
    def recurrences(self) -> list[tuple[str, str, bool]]:
        chosen = self.card.task.recurrence
        names = [*Recurrence.values, *(name for name in chosen if name not in Recurrence.values)]
        return [(name, label_of_recurrence(name), name in chosen) for name in names]

    @property
    def followable(self) -> Sequence[TaskDraft]:
        """Tasks whose completion may start this one's clock."""
        return [task for task in self.tasks if task.pk != self.card.task.pk]

    @property
    def other_day(self) -> date | None:
        """A day that none of the offered ones is."""
        due = self.card.task.due_on
        return due if due and due not in [choice.day for choice in self.days] else None

    @property
    def other(self) -> str:
        return OTHER

    @property
    def sole_lead(self) -> OwnerDraft | None:
        """The lead unit when there is just one: its people can be named."""
        leads = self.card.task.leads
        return leads[0] if len(leads) == 1 and not leads[0].is_group else None

    @property
    def due_left(self) -> int:
        """Working days from today to the deadline."""
        return calendar().between(clock.today(), self.card.task.due_on) if self.card.task.due_on else 0

    @property
    def due_past(self) -> int:
        """Working days since the deadline, 0 when it is still to come."""
        return max(0, -self.due_left)

    @property
    def due_off(self) -> str:
        """Why the deadline's day is off, "" when it is not."""
        return calendar().why_off(self.card.task.due_on) if self.card.task.due_on else ""

    @property
    def due_story(self) -> str:
        """The day in force, how it follows from the words, and whether it is off."""
        task = self.card.task
        return story(task.due_on, task.stated_on, task.legal_on, self.reading) if task.due_on else ""

    @property
    def lead_units(self) -> int:
        return len(frozenset().union(*(owner.member_ids for owner in self.card.task.leads)))


def open_card(board: EditorBoard, actor: Actor, *, panel: str = "", typed: dict[str, str] | None = None,
              form: DeadlineForm | None = None) -> OpenCard | None:  # fmt: skip
    """The open card with all it needs; None when none is open."""
    card = board.open_card
    if card is None:
        return None
    task = card.task
    reading = read_deadline(task.words, board.directive.day)
    taken = snapshots.snapshots(board.directive.pk, [task.pk])
    extras: dict[str, Any] = {}
    if panel == "tach" and task.span:
        text, (start, end) = board.draft.text, task.span
        extras["cuts"] = [
            Cut(at, quote(text, max(start, at - 90), at), quote(text, at, min(end, at + 90)))
            for at in seams(text, start, end)
        ]
    if panel == "gop":
        at = board.cards.index(card)
        near = [board.cards[index] for index in (at + 1, at - 1) if 0 <= index < len(board.cards)]
        extras["others"] = near + [each for each in board.cards if each is not card and each not in near]
    if task.kind == DeadlineKind.PERIODIC and task.recurrence:
        today = board.draft.today
        extras["periods"] = periods(list(task.recurrence), today, today + AHEAD, schedule=schedule_for(reading))[:3]
    if task.kind in STARTED:
        extras |= _followed_elsewhere(board, task, actor)
    opened = OpenCard(
        card=card,
        stamp=snapshots.stamp(taken[task.pk]) if task.pk in taken else "",
        reading=reading,
        days=choices(reading),
        panel=panel if panel in PANELS else "",
        typed=typed,
        form=form,
        owners=task.owners,
        unknown=task.unknown,
        tasks=board.draft.tasks,
        **extras,
    )
    if board.can_edit:
        more: dict[str, Any] = names_to_settle(board, task)
        if opened.sole_lead:
            more["colleagues"] = colleagues_of(int(opened.sole_lead.key[1:]))
        return replace(opened, **more)
    return opened


def _followed_elsewhere(board: EditorBoard, task: TaskDraft, actor: Actor) -> dict[str, Any]:
    """What stands in the directives that this one carries out. Two queries at most."""
    here = {each.pk for each in board.draft.tasks}
    others = followable(board.directive, actor).exclude(directive=board.directive)
    rows = list(others.select_related("directive__type").defer("folded", "directive__text", "directive__folded")[:MOST])
    followed = next((row for row in rows if row.pk == task.hangs_on_id), None)
    if task.hangs_on_id and followed is None and task.hangs_on_id not in here:
        followed = Task.objects.select_related("directive__type").filter(pk=task.hangs_on_id).first()
        rows += [followed] if followed else []
    return {"elsewhere": rows, "followed": followed}


def names_to_settle(board: EditorBoard, task: TaskDraft) -> dict[str, Any]:
    """What a person may say about the names of the task: which words to remember as another name of an owner, and who
    carries on the work of a unit that was split. Asks the directory only where there is something to say.
    """
    written = [owner for owner in task.owners if owner.name_in_text and not is_open(owner.name_in_text)]
    strange = [owner for owner in written if canonical(owner.name_in_text) != canonical(owner.name)]
    gone = [int(owner.key[1:]) for owner in task.owners if not owner.count and not owner.is_group]
    if not (strange or gone or task.unknown):
        return {}
    day = board.draft.today
    known = directory(system_actor(), board.directive.standing_unit, day, dated=board.directive.issued_on)
    named = {name.pk: known.resolve(name.words) for name in task.unknown}
    split = {pk: int(entry.key[1:]) for pk, entries in named.items() for entry in entries[:1] if entry.heirs}
    heirs = heirs_of({*gone, *split.values()}, day) if gone or split else {}
    return {
        "teachable": [owner for owner in strange if not known.resolve(owner.name_in_text)],
        "owners": tuple(
            owner if owner.count or owner.is_group else replace(owner, heirs=heirs.get(int(owner.key[1:]), ()))
            for owner in task.owners
        ),
        "renamed": [
            (owner, entry.heir)
            for owner in strange
            if (entry := known.exact(owner.name_in_text)) and entry.heir and entry.heir.key == owner.key
        ],
        "unknown": tuple(replace(name, heirs=heirs.get(split.get(name.pk, 0), ())) for name in task.unknown),
    }


def colleagues_of(unit_id: int) -> list[Colleague]:
    """People of the unit, its head first. Three queries."""
    head = heads_of([unit_id]).get(unit_id)
    ids = {serving.person_id for serving in people_serving(unit_id) if serving.for_id is None} | {head or 0}
    people = Person.objects.get_queryset().filter(pk__in=ids).order_by("full_name")
    found = [Colleague(person.pk, person.full_name, person.pk == head) for person in people]
    return sorted(found, key=lambda person: not person.is_head)
