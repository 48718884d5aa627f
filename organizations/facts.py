"""What happened to units, groups, people and their posts. Streams: unit:<id>, group:<id>, person:<id>, office."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from workflows.facts import Fact

Changes = dict[str, list[Any]]
"""Field name to [before, after]."""


@dataclass(frozen=True)
class UnitCreated(Fact):
    kind: ClassVar[str] = "unit.created"
    unit_id: int
    name: str
    unit_kind: str
    parent_id: int | None


@dataclass(frozen=True)
class UnitChanged(Fact):
    kind: ClassVar[str] = "unit.changed"
    unit_id: int
    changes: Changes


@dataclass(frozen=True)
class UnitMoved(Fact):
    """Placed under another superior (chuyển trực thuộc)."""

    kind: ClassVar[str] = "unit.moved"
    unit_id: int
    before_id: int | None
    after_id: int | None


@dataclass(frozen=True)
class UnitEnded(Fact):
    """``on`` is the unit's last day; its work goes to the successors (đơn vị kế thừa)."""

    kind: ClassVar[str] = "unit.ended"
    unit_id: int
    on: date
    successor_ids: list[int]
    source: str


@dataclass(frozen=True)
class GroupCreated(Fact):
    kind: ClassVar[str] = "group.created"
    group_id: int
    name: str


@dataclass(frozen=True)
class GroupChanged(Fact):
    kind: ClassVar[str] = "group.changed"
    group_id: int
    changes: Changes


@dataclass(frozen=True)
class GroupRuleAdded(Fact):
    kind: ClassVar[str] = "group.rule_added"
    group_id: int
    rule_id: int
    rule: dict[str, Any]


@dataclass(frozen=True)
class GroupRuleEnded(Fact):
    kind: ClassVar[str] = "group.rule_ended"
    group_id: int
    rule_id: int
    on: date


@dataclass(frozen=True)
class PersonAdded(Fact):
    kind: ClassVar[str] = "person.added"
    person_id: int
    username: str
    full_name: str


@dataclass(frozen=True)
class PersonChanged(Fact):
    kind: ClassVar[str] = "person.changed"
    person_id: int
    changes: Changes


@dataclass(frozen=True)
class PersonLeft(Fact):
    """From ``on`` the person no longer serves (thôi làm việc); the posts named ended the day before."""

    kind: ClassVar[str] = "person.left"
    person_id: int
    on: date
    appointment_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class PersonReturned(Fact):
    kind: ClassVar[str] = "person.returned"
    person_id: int


@dataclass(frozen=True)
class PositionCreated(Fact):
    kind: ClassVar[str] = "position.created"
    position_id: int
    unit_id: int
    title: str
    role: str


@dataclass(frozen=True)
class PositionChanged(Fact):
    kind: ClassVar[str] = "position.changed"
    position_id: int
    unit_id: int
    changes: Changes


@dataclass(frozen=True)
class PositionEnded(Fact):
    kind: ClassVar[str] = "position.ended"
    position_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class Appointed(Fact):
    """A person holds a post from a day on (bổ nhiệm)."""

    kind: ClassVar[str] = "person.appointed"
    appointment_id: int
    person_id: int
    position_id: int
    unit_id: int
    title: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class AppointmentEnded(Fact):
    """``on`` is the last day in the post."""

    kind: ClassVar[str] = "person.appointment_ended"
    appointment_id: int
    person_id: int
    position_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class Delegated(Fact):
    """``deputy`` may act for ``principal`` on those days (ủy quyền)."""

    kind: ClassVar[str] = "person.delegated"
    delegation_id: int
    principal_id: int
    deputy_id: int
    valid_from: date
    valid_to: date
    reason: str
    document_number: str


@dataclass(frozen=True)
class DelegationRevoked(Fact):
    kind: ClassVar[str] = "person.delegation_revoked"
    delegation_id: int
    principal_id: int
    deputy_id: int
    on: date


@dataclass(frozen=True)
class PasswordLinkMade(Fact):
    """An administrator made a one-time link to set a password; ``reset``: the old ways in were closed."""

    kind: ClassVar[str] = "person.password_link_made"
    person_id: int
    reset: bool


@dataclass(frozen=True)
class PasswordSet(Fact):
    kind: ClassVar[str] = "person.password_set"
    person_id: int


@dataclass(frozen=True)
class CalendarDaySet(Fact):
    """A day was declared working or off; ``working`` None: back to the law's calendar."""

    kind: ClassVar[str] = "office.calendar_day_set"
    day: date
    working: bool | None
    name: str
    unit_id: int | None = None  # the unit in whose area alone it holds


@dataclass(frozen=True)
class CalendarYearConfirmed(Fact):
    """A year's list of days off was confirmed against the decree."""

    kind: ClassVar[str] = "office.calendar_year_confirmed"
    year: int
    source: str


@dataclass(frozen=True)
class CalendarYearAsked(Fact):
    """A year's list of days off is still to be confirmed: told to administrators, once a month. By the system."""

    kind: ClassVar[str] = "office.calendar_year_asked"
    year: int


@dataclass(frozen=True)
class OfficeSetUp(Fact):
    kind: ClassVar[str] = "office.set_up"
    unit_id: int


@dataclass(frozen=True)
class ImportApplied(Fact):
    """A spreadsheet was applied: rows that created, changed or matched what was there."""

    kind: ClassVar[str] = "office.import_applied"
    batch_id: int
    import_kind: str
    filename: str
    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class NameLearned(Fact):
    """An office's documents write the body so (``words``); taught by a correction."""

    kind: ClassVar[str] = "unit.name_learned"
    learned_id: int
    words: str
    office_id: int


@dataclass(frozen=True)
class NameForgotten(Fact):
    kind: ClassVar[str] = "unit.name_forgotten"
    learned_id: int
    words: str
    office_id: int
