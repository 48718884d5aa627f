"""The story of the demonstration: the plan of 2023 from its arrival, and the letter of 2026 as a draft."""

from datetime import date, timedelta
from pathlib import Path

from demonstration import plan
from demonstration.directory import LAST_DAY_OF_DISTRICTS, LAST_DAY_OF_PLANNING, World
from demonstration.life import Life
from demonstration.timetable import Timetable, at
from directives.models import Directive, DirectiveLink, DirectiveRecipient, Provision
from organizations.models import Delegation
from tasks.actions import following_up, receiving
from tasks.models import Assignment, Task, TaskOwner
from tasks.states import DeadlineKind, Role
from workflows import clock
from workflows.deadlines import read_deadline

FIRST_DAY = date(2023, 7, 21)
DEFAULT_DAY = date(2024, 7, 31)
ISSUE_DAY = date(2023, 7, 26)
DOCUMENTS = Path(__file__).parent / "documents"


def tell(world: World, as_of: date) -> int:
    """Let everything happen that had happened by ``as_of``; the number of acts."""
    return Story(world, as_of).tell()
