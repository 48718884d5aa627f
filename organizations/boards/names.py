"""Names learned for a unit or a group, for its page."""

from dataclasses import dataclass
from datetime import datetime

from organizations.actions.names import may_forget
from organizations.models import LearnedName, Unit, UnitGroup
from workflows.actors import Actor


@dataclass(frozen=True)
class Learned:
    """One name: how it is written, in whose documents, since when; may the viewer take it back?"""

    id: int
    words: str
    office: str
    at: datetime
    by: str
    may_forget: bool


def learned(body: Unit | UnitGroup, actor: Actor) -> list[Learned]:
    """Those in use, by their words. One query."""
    of = {"unit": body} if isinstance(body, Unit) else {"group": body}
    rows = LearnedName.objects.filter(**of, forgotten_at=None)
    rows = rows.select_related("office", "learned_by", "unit", "group__owner")
    return [
        Learned(row.pk, row.words, row.office.name, row.learned_at, str(row.learned_by), may_forget(row, actor))
        for row in rows
    ]
