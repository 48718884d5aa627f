"""The permission matrix: for every address, what each persona gets. Rows stand in ``rows_<slice>.py``.

404: may not know that it exists. 403: sees it, may not do this. 302 for the anonymous: off to the sign-in page.
405 is no answer of access: give the method the address takes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from directives.models import Directive
from directives.states import DirectiveState
from tasks.models import Assignment, Task
from tasks.states import AssignmentState
from tests.personas import World
from tests.tasks import builders

PERSONAS = (
    "standing_head",
    "standing_officer",
    "leader",
    "unit_head",
    "unit_officer",
    "deputy",
    "other_unit_officer",
    "outsider",
    "admin",
    "anonymous",
)
"""World: Sở Y tế is the standing agency; the hospital A of ``unit_*`` and ``deputy`` has the assignment, hospital B of
``other_unit_officer`` has none; ``outsider`` heads the standing office of another province."""

OFFICE = ("standing_head", "standing_officer", "leader")
UNIT = ("unit_head", "unit_officer", "deputy")
STRANGERS = ("other_unit_officer", "outsider", "admin")


@dataclass
class Case:
    """The world of one row, with things made when first asked for."""

    world: World
    made: dict[str, Any] = field(default_factory=dict)

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """The thing made under that key, the same for all personas of the row."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    @property
    def draft(self) -> Directive:
        """A draft of Sở Y tế."""
        return self.once(  # type: ignore[no-any-return]
            "draft", lambda: builders.make_directive(self.world, state=DirectiveState.DRAFT, assigned_at=None)
        )

    @property
    def draft_task(self) -> Task:
        """A task of the draft."""
        return self.once("draft_task", lambda: builders.make_task(self.world, self.draft))  # type: ignore[no-any-return]

    @property
    def assignment(self) -> Assignment:
        """Of hospital A, accepted, of an issued directive of Sở Y tế."""
        return self.in_state(AssignmentState.ACCEPTED)

    @property
    def directive(self) -> Directive:
        """The issued directive of ``assignment``."""
        return self.assignment.directive

    def in_state(self, state: str) -> Assignment:
        """An assignment of hospital A in that state."""
        return self.once(f"assignment {state}", lambda: builders.make_assignment(self.world, state))  # type: ignore[no-any-return]


Kwargs = Callable[[Case], Mapping[str, Any]]


def nothing(_case: Case) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """One address with one method. ``kwargs`` fill the address; ``data`` is what is posted."""

    name: str
    expect: Mapping[str, int]
    kwargs: Kwargs = nothing
    method: str = "get"
    data: Kwargs = nothing
    query: str = ""

    @property
    def label(self) -> str:
        return f"{self.method} {self.name}{self.query}"


def expect(everyone_else: int, *groups: tuple[int, tuple[str, ...] | str], anonymous: int = 302) -> dict[str, int]:
    """Statuses by persona: ``expect(404, (200, OFFICE), (403, "unit_officer"))``."""
    found = dict.fromkeys(PERSONAS, everyone_else)
    for status, names in groups:
        for name in (names,) if isinstance(names, str) else names:
            found[name] = status
    found["anonymous"] = anonymous
    return found
