"""What the app above knows about directives (tasks, counts), asked for without knowing that app.

``tasks.outlook`` answers; before it registers, and in tests of this app alone, there is nothing to tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from directives.models import Directive
from workflows.actors import Actor


@dataclass(frozen=True)
class Standing:
    """How a directive stands, in numbers the reader may see: tasks read from it, and leading assignments by class.

    ``confirmed`` of ``tasks`` are ready to be submitted while it is a draft.
    """

    tasks: int = 0
    confirmed: int = 0
    on_time: int = 0
    late: int = 0
    # Done without a deadline: neither on time nor late.
    undated: int = 0
    open: int = 0
    soon: int = 0
    overdue: int = 0
    none: int = 0
    # Address of the list behind the numbers; "&class=overdue" narrows it. "" where there is none.
    url: str = ""

    @property
    def done(self) -> int:
        return self.on_time + self.late + self.undated

    @property
    def total(self) -> int:
        return self.done + self.open + self.soon + self.overdue + self.none

    @property
    def parts(self) -> list[tuple[int, str]]:
        """For the tag ``bar``: finished first, what is overdue last."""
        return [
            (self.on_time, "ontime"), (self.late, "late"), (self.undated, "done"), (self.open, "open"),
            (self.soon, "soon"), (self.none, "none"), (self.overdue, "overdue"),
        ]  # fmt: skip


@dataclass(frozen=True)
class TaskLine:
    """One task in the list on a directive's page. ``owners`` names leads, ``beside`` coordinators."""

    number: int
    content: str
    section: str
    start: int | None
    product: str
    owners: tuple[str, ...]
    beside: tuple[str, ...]
    deadline: str
    due_on: date | None
    confirmed: bool
    standing: Standing
    url: str


@dataclass(frozen=True)
class Concern:
    """A warning with the answer it got; ``asks``: somebody is to answer it before the submission."""

    text: str
    answer: str
    by: str = ""
    where: str = ""
    asks: bool = True


@dataclass(frozen=True)
class Reach:
    """What an approval would set off today: how many assignments (lượt giao), to how many units."""

    assignments: int = 0
    units: int = 0


class Outlook(Protocol):
    """What the app of tasks tells. Each call costs a constant number of queries."""

    def standing(self, actor: Actor, directive_ids: Iterable[int]) -> dict[int, Standing]: ...

    def tasks(self, actor: Actor, directive: Directive) -> list[TaskLine]: ...

    def concerns(self, actor: Actor, directive: Directive) -> list[Concern]: ...

    def reach(self, directive: Directive) -> Reach: ...


class _Nothing:
    def standing(self, actor: Actor, directive_ids: Iterable[int]) -> dict[int, Standing]:
        return {}

    def tasks(self, actor: Actor, directive: Directive) -> list[TaskLine]:
        return []

    def concerns(self, actor: Actor, directive: Directive) -> list[Concern]:
        return []

    def reach(self, directive: Directive) -> Reach:
        return Reach()


_outlook: Outlook = _Nothing()


def register(outlook: Outlook) -> None:
    """The app above answers from here on."""
    global _outlook
    _outlook = outlook


def standing(actor: Actor, directive_ids: Iterable[int]) -> dict[int, Standing]:
    return _outlook.standing(actor, directive_ids)


def tasks(actor: Actor, directive: Directive) -> list[TaskLine]:
    return _outlook.tasks(actor, directive)


def concerns(actor: Actor, directive: Directive) -> list[Concern]:
    return _outlook.concerns(actor, directive)


def reach(directive: Directive) -> Reach:
    return _outlook.reach(directive)
