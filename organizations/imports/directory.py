"""Units by what people write for them: code, name, short name, other names."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from organizations import access
from organizations.models import Unit
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.folding import fold


class Directory:
    """Every unit of today that the actor sees, read once."""

    def __init__(self, actor: Actor) -> None:
        self.units = list(access.visible_units(actor).existing(clock.today()).order_by("id"))
        self.by_id = {unit.pk: unit for unit in self.units}
        self.by_code = {fold(unit.code): unit for unit in self.units if unit.code}
        self._by_name: dict[str, dict[int, Unit]] = defaultdict(dict)
        for unit in self.units:
            for name in _names(unit):
                self._by_name[fold(name)][unit.pk] = unit
        self._all = actor.is_admin or actor.is_system
        covered = access.covers(actor, Permission.OFFICE_SETUP, "")
        self._covered = set() if self._all else set(Unit.objects.filter(covered).values_list("pk", flat=True))

    def may_set_up(self, unit: Unit | None) -> bool:
        """The actor may set this unit up; None is a root."""
        return self._all or (unit is not None and unit.pk in self._covered)

    def find(self, text: str) -> Unit | str:
        """The one unit of that code or name, or the reason why not."""
        key = fold(text)
        if key in self.by_code:
            return self.by_code[key]
        found = list(self._by_name.get(key, {}).values())
        exact = [unit for unit in found if fold(unit.name) == key]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if found:
            return _("Có nhiều đơn vị tên “%(name)s”; hãy ghi mã định danh.") % {"name": text}
        return _("Không có đơn vị “%(name)s”.") % {"name": text}

    def named(self, name: str) -> list[Unit]:
        """Units of that very name (accents and case aside), wherever they stand."""
        return [unit for unit in self._by_name.get(fold(name), {}).values() if fold(unit.name) == fold(name)]


def _names(unit: Unit) -> Iterable[str]:
    return filter(None, [unit.name, unit.short_name, *unit.aliases])
