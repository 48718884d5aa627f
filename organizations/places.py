"""Where units stood in the tree on a past day (cấp trên của ngày đó)."""

from dataclasses import dataclass, field
from datetime import date

from organizations.models import FormerPlace, Unit
from workflows import clock


@dataclass
class Places:
    """The tree as it was: superiors by unit, and paths worked out from them."""

    parents: dict[int, int | None]
    _paths: dict[int, str] = field(default_factory=dict)

    def path(self, unit_id: int) -> str:
        """Ids from the root to the unit itself, as in ``Unit.path``."""
        if unit_id not in self._paths:
            parent = self.parents.get(unit_id)
            self._paths[unit_id] = f"{self.path(parent) if parent else '/'}{unit_id}/"
        return self._paths[unit_id]

    def put(self, unit: Unit) -> None:
        """Let the unit in memory stand where it stood; it must not be saved."""
        unit.parent_id = self.parents.get(unit.pk)
        unit.path = self.path(unit.pk)


def places_on(day: date) -> Places | None:
    """The tree of that day; None when it is today's. No query for today, one where nothing moved since, else two."""
    if day >= clock.today():
        return None
    moved: dict[int, int | None] = {}
    for place in FormerPlace.objects.filter(until__gte=day).order_by("-until", "-pk"):
        moved[place.unit_id] = place.parent_id  # the earliest of those that end on the day or later stays
    if not moved:
        return None
    parents: dict[int, int | None] = dict(Unit.objects.values_list("pk", "parent_id"))
    return Places({**parents, **moved})
