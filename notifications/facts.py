"""What the system itself did about deadlines, as recorded in history."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tasks.facts import AssignmentFact
from workflows.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReminderFired(AssignmentFact):
    """A rung of the ladder: ``rung`` working days from the deadline, owed on ``owed_on``; later when a worker was down.

    ``merged`` are the rungs missed before it that it stands for. On a stream of its own ("reminder:77"), so that the
    sweep never holds the assignment's history.
    """

    kind: ClassVar[str] = "reminder.fired"
    due_on: date
    rung: int
    owed_on: date
    late: bool
    merged: tuple[int, ...]
    to: tuple[str, ...]
    mail: bool
    escalate: bool
    explain: bool


@dataclass(frozen=True, kw_only=True)
class LadderChanged(Fact):
    """An office changed when and to whom reminders go; ``type_code`` "" is the ladder of all other types."""

    kind: ClassVar[str] = "office.ladder_changed"
    type_code: str
    before: tuple[str, ...]
    after: tuple[str, ...]
