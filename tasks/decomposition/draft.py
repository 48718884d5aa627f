"""The decomposition as it stands (dự thảo phân công), as plain values: what the checklist and the warnings judge.

No database here: ``boards`` fills these from rows, tests write them by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from organizations.naming import Heir, is_open
from tasks.decomposition.marks import Mark
from tasks.decomposition.spans import Span
from tasks.states import Confidence, DeadlineKind, Role


@dataclass(frozen=True)
class OwnerDraft:
    """A unit or group named as owner. ``key`` is "u12" or "g3"; ``member_ids`` the units it stands for on the day."""

    key: str
    name: str
    role: str
    member_ids: frozenset[int] = frozenset()
    is_group: bool = False
    # Members that have no head (thủ trưởng) on the day.
    headless: int = 0
    # Last day of existence, of a unit that ends; a unit that is not there on the day has no members.
    ends_on: date | None = None
    due_on: date | None = None
    responsible_id: int | None = None
    responsible_name: str = ""
    name_in_text: str = ""
    pk: int = 0
    # Of a unit that is no more, those that carry on its work; filled for the open card.
    heirs: tuple[Heir, ...] = ()

    @property
    def count(self) -> int:
        return len(self.member_ids)

    @property
    def leads(self) -> bool:
        return self.role == Role.LEAD


@dataclass(frozen=True)
class UnknownDraft:
    """A name in the text that the directory does not know, or that of a unit that was split: then its ``heirs``."""

    pk: int
    role: str
    words: str
    heirs: tuple[Heir, ...] = ()

    @property
    def leads(self) -> bool:
        return self.role == Role.LEAD

    @property
    def id(self) -> str:
        return str(self.pk)

    @property
    def blocks(self) -> bool:
        """Somebody must say who it is. Helpers that the document leaves open ("các đơn vị liên quan") may stay so."""
        return self.leads or not is_open(self.words)


@dataclass(frozen=True)
class TaskDraft:
    """A task before issue. ``number`` is its place in the list from 1; ``quote`` its source words on one line."""

    pk: int
    number: int
    content: str
    product: str = ""
    span: Span | None = None
    quote: str = ""
    section: str = ""
    provision_id: int | None = None
    kind: str = DeadlineKind.NONE
    words: str = ""
    rule: str = ""
    stated_on: date | None = None
    legal_on: date | None = None
    due_on: date | None = None
    recurrence: tuple[str, ...] = ()
    none_declared: bool = False
    hangs_on_id: int | None = None
    confirmed: bool = False
    owners: tuple[OwnerDraft, ...] = ()
    unknown: tuple[UnknownDraft, ...] = ()
    marks: tuple[Mark, ...] = ()
    # How the reading proposed it; "" for what a person made.
    confidence: str = ""
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def proposed(self) -> bool:
        return bool(self.confidence)

    @property
    def doubtful(self) -> bool:
        """The reading asks a person to look, and nobody has confirmed yet."""
        return self.confidence == Confidence.DOUBTFUL and not self.confirmed

    @property
    def unknown_leads(self) -> tuple[UnknownDraft, ...]:
        return tuple(name for name in self.unknown if name.leads)

    @property
    def unknown_coordinators(self) -> tuple[UnknownDraft, ...]:
        return tuple(name for name in self.unknown if not name.leads)

    @property
    def leads(self) -> tuple[OwnerDraft, ...]:
        return tuple(owner for owner in self.owners if owner.leads)

    @property
    def coordinators(self) -> tuple[OwnerDraft, ...]:
        return tuple(owner for owner in self.owners if not owner.leads)

    @property
    def deadlines(self) -> tuple[tuple[date, str], ...]:
        """Every day somebody is held to: the task's own, then those of owners with one of their own, by name."""
        own = ((self.due_on, ""),) if self.due_on else ()
        return own + tuple((owner.due_on, owner.name) for owner in self.owners if owner.due_on)

    @property
    def label(self) -> str:
        """How a finding names it: "Việc 17 (IV.1)"."""
        return f"{self.number} ({self.section})" if self.section else str(self.number)


@dataclass(frozen=True)
class ReadFinding:
    """What a reading found beside the tasks; ``kind`` is one of ``directives.intake.findings.FindingKind``."""

    kind: str
    message: str
    span: Span


@dataclass(frozen=True)
class Clause:
    """A node of the outline (mục, khoản, điểm). Its words after the label begin at ``body``."""

    pk: int
    path: str
    label: str
    heading: str
    span: Span
    parent_id: int | None = None
    depth: int = 0
    kind: str = ""
    body: int = 0


@dataclass(frozen=True)
class Recipient:
    """A line of Kính gửi or Nơi nhận with the units it stands for, when the directory knows it."""

    name: str
    key: str = ""
    member_ids: frozenset[int] = frozenset()


def no_day_is_off(_day: date) -> str:
    return ""


@dataclass(frozen=True)
class Draft:
    """All of it. ``today`` is the day tasks would be given; ``why_off`` says why a day is off, "" when it is not."""

    text: str = ""
    number: str = ""
    issued_on: date | None = None
    standing_id: int | None = None
    today: date = date(1900, 1, 1)
    tasks: tuple[TaskDraft, ...] = ()
    clauses: tuple[Clause, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    # What the last reading of this text found.
    found: tuple[ReadFinding, ...] = ()
    signer: str = ""
    required: frozenset[str] = frozenset()
    quiet_headings: tuple[str, ...] = ()
    why_off: Callable[[date], str] = field(default=no_day_is_off, compare=False)

    def task(self, pk: int) -> TaskDraft | None:
        return next((task for task in self.tasks if task.pk == pk), None)
