"""Who holds a right over an office, by name and post: told to those who send something to them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organizations.access import people_holding, role_may
from organizations.models import Appointment, Role, Unit
from organizations.permissions import REACHES_BELOW, Permission
from workflows import clock


@dataclass(frozen=True)
class Holder:
    """A person and the posts (chức vụ) that give the right; no post: by delegation (ủy quyền)."""

    person_id: int
    name: str
    posts: tuple[str, ...]


def holders(permission: Permission, unit_id: int, on: date | None = None) -> list[Holder]:
    """Everybody who may use the right for that unit that day, by rank, deputies last. Three queries."""
    day = on or clock.today()
    people = dict(people_holding(permission, unit_id, day).order_by("full_name", "pk").values_list("pk", "full_name"))
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or ""
    roles = {role for role in Role if role_may(role, permission)}
    above = [int(step) for step in path.strip("/").split("/") if step]
    there = Q(position__desk_id=unit_id, position__role__in=roles)
    there |= Q(position__desk_id__in=above, position__role__in=roles & REACHES_BELOW)
    held = Appointment.objects.current(day).filter(there, person_id__in=people).order_by("position__rank", "pk")
    posts: dict[int, list[str]] = {}
    for person_id, title, unit in held.values_list("person_id", "position__title", "position__unit__name"):
        posts.setdefault(person_id, []).append(f"{title}, {unit}")
    ranked = [*posts, *(pk for pk in people if pk not in posts)]
    return [Holder(pk, people[pk], tuple(posts.get(pk, ()))) for pk in ranked]
