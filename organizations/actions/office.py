"""Setting an office up: its own unit, its first administrator, the usual groups. Each step may be repeated."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import facts, first_visit
from organizations.actions.groups import add_rule, create_group
from organizations.actions.guards import guard_everything
from organizations.actions.passwords import set_password
from organizations.actions.people import add_person
from organizations.actions.units import change_unit, create_unit, move_unit
from organizations.models import Office, Person, Unit, UnitGroup, UnitKind
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.folding import fold


def own_unit() -> Unit | None:
    """The agency that runs this installation, once it is named."""
    office = Office.objects.select_related("unit__parent").first()
    return office.unit if office else None


@transaction.atomic
def name_office(
    *, actor: Actor, name: str, kind: str, short_name: str = "", parent_name: str = "", parent_kind: str = ""
) -> Unit:
    """The office's own unit and its superior. Called again, it renames and moves what is there."""
    guard_everything(actor)
    unit = own_unit()
    parent = _superior(actor, unit, parent_name, parent_kind) if parent_name.strip() else None
    if unit is None:
        unit = create_unit(actor=actor, name=name, kind=kind, short_name=short_name, parent=parent)
        Office.objects.create(pk=1, unit=unit)
        return unit
    unit = change_unit(actor=actor, unit=unit, name=" ".join(name.split()), kind=kind, short_name=short_name)
    if unit.parent_id != (parent.pk if parent else None):
        unit = move_unit(actor=actor, unit=unit, parent=parent)
    return unit


@transaction.atomic
def first_administrator(*, actor: Actor, username: str, full_name: str, email: str = "", password: str) -> Person:
    """The account that opens everything, on an empty installation only; voids the set-up code."""
    guard_everything(actor)
    if not first_visit.nobody_yet():
        raise ValidationError(_("Hệ thống đã có người quản trị. Hãy đăng nhập."), code="settled")
    person = add_person(actor=actor, username=username, full_name=full_name, email=email, is_admin=True)
    set_password(actor=actor, person=person, password=password)
    first_visit.use_code()
    return person


@transaction.atomic
def usual_groups(*, actor: Actor) -> list[UnitGroup]:
    """Groups most documents address: attached units of the own agency, and its superior's agencies and communes.

    Groups that already exist under those names are left as they are.
    """
    guard_everything(actor)
    unit = own_unit()
    if unit is None:
        raise ValidationError(_("Hãy ghi cơ quan trước."), code="no_office")
    wanted: list[tuple[str, Unit, tuple[UnitKind | None, ...]]] = [
        (_("Các đơn vị trực thuộc %(unit)s") % {"unit": unit.name}, unit, (None,)),
        (_("Các phòng, ban thuộc %(unit)s") % {"unit": unit.name}, unit, (UnitKind.ROOM,)),
    ]
    if unit.parent is not None:
        wanted.append((_("Các sở, ban, ngành"), unit.parent, (UnitKind.DEPARTMENT, UnitKind.AGENCY)))
        wanted.append((_("UBND các xã, phường"), unit.parent, (UnitKind.COMMUNE,)))
    known = {fold(name) for name in UnitGroup.objects.values_list("name", flat=True)}
    made = []
    for name, parent, kinds in wanted:
        if fold(name) in known:
            continue
        group = create_group(actor=actor, name=name, owner=unit)
        for kind in kinds:
            add_rule(actor=actor, group=group, kind=kind or "", parent=parent)
        if kinds == (None,):
            add_rule(actor=actor, group=group, kind=UnitKind.ROOM, parent=parent, exclude=True)
        made.append(group)
    return made


@transaction.atomic
def finish_setup(*, actor: Actor) -> Office:
    """Declare the set-up done; the pages stay open for changes."""
    guard_everything(actor)
    office = Office.objects.select_for_update(no_key=True).first()
    if office is None:
        raise ValidationError(_("Hãy ghi cơ quan trước."), code="no_office")
    if office.finished_at is None:
        office.finished_at = clock.now()
        office.save(update_fields=["finished_at"])
        ledger.record(facts.OfficeSetUp(unit_id=office.unit_id), stream="office", actor=actor)
    return office


def _superior(actor: Actor, unit: Unit | None, name: str, kind: str) -> Unit:
    """The superior of that name: the present one renamed, a root of that name, or a new one."""
    wanted = " ".join(name.split())
    if unit is not None and unit.parent is not None:
        return change_unit(actor=actor, unit=unit.parent, name=wanted, kind=kind or unit.parent.kind)
    root = next((row for row in Unit.objects.filter(parent=None) if fold(row.name) == fold(wanted)), None)
    return root or create_unit(actor=actor, name=wanted, kind=kind or UnitKind.PROVINCE)
