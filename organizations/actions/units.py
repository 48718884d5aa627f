"""Units: made, changed, moved, ended with successors."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from organizations import facts, tree
from organizations.actions.guards import changed, check, guard_unit, require_order
from organizations.models import SINCE_ALWAYS, Appointment, FormerPlace, Position, Unit, UnitKind, UnitSuccession
from workflows import clock, ledger
from workflows.actors import Actor

CHANGEABLE = frozenset(
    {"name", "short_name", "code", "kind", "aliases", "email", "phone", "is_internal", "rank", "valid_from"}
)


@transaction.atomic
def create_unit(
    *,
    actor: Actor,
    name: str,
    kind: str = UnitKind.OTHER,
    parent: Unit | None = None,
    short_name: str = "",
    code: str = "",
    aliases: Sequence[str] = (),
    email: str = "",
    phone: str = "",
    is_internal: bool = True,
    rank: int = 0,
    valid_from: date | None = None,
) -> Unit:
    """A new unit under ``parent`` (None: a root), existing since always unless told from when."""
    guard_unit(actor, parent)
    tree.grows()
    unit = Unit(
        name=" ".join(name.split()),
        kind=kind,
        parent=parent,
        short_name=short_name.strip(),
        code=code.strip(),
        aliases=list(aliases),
        email=email,
        phone=phone,
        is_internal=is_internal,
        rank=rank,
        valid_from=valid_from or SINCE_ALWAYS,
    )
    _refuse_namesake(unit)
    check(unit)
    unit.save()
    fact = facts.UnitCreated(unit_id=unit.pk, name=unit.name, unit_kind=unit.kind, parent_id=unit.parent_id)
    ledger.record(fact, stream=f"unit:{unit.pk}", actor=actor, unit_id=unit.pk)
    return unit


@transaction.atomic
def change_unit(*, actor: Actor, unit: Unit, **wanted: Any) -> Unit:
    """Change what CHANGEABLE names. A former name is kept among the aliases: old documents still find the unit."""
    unit = _locked(unit)
    guard_unit(actor, unit)
    former = unit.name
    changes = changed(unit, wanted, CHANGEABLE)
    if not changes:
        return unit
    if "name" in changes:
        _refuse_namesake(unit)
        if former not in unit.aliases:
            unit.aliases = [*unit.aliases, former]
    require_order(unit.valid_from, unit.valid_to, "valid_from")
    check(unit)
    unit.save()
    fact = facts.UnitChanged(unit_id=unit.pk, changes=changes)
    ledger.record(fact, stream=f"unit:{unit.pk}", actor=actor, unit_id=unit.pk)
    return unit


@transaction.atomic
def move_unit(*, actor: Actor, unit: Unit, parent: Unit | None) -> Unit:
    """Place the unit, with everything below it, under another superior."""
    tree.moves()
    unit = _locked(unit)
    guard_unit(actor, unit)
    guard_unit(actor, parent)
    if parent is not None:
        parent = _locked(parent)
        if parent.path.startswith(unit.path):
            raise ValidationError({"parent": _("Không thể đặt đơn vị dưới chính nó hoặc cấp dưới của nó.")})
    if unit.parent_id == (parent.pk if parent else None):
        return unit
    before_id, before_path = unit.parent_id, unit.path
    unit.parent = parent
    _refuse_namesake(unit)
    unit.save(update_fields=["parent"])
    after_path = f"{parent.path if parent else '/'}{unit.pk}/"
    Unit.objects.under(before_path).update(path=Concat(Value(after_path), Substr("path", len(before_path) + 1)))
    unit.path = after_path
    # Of several moves in a day the first tells where the unit stood the day before.
    yesterday = clock.today() - timedelta(days=1)
    FormerPlace.objects.get_or_create(unit=unit, until=yesterday, defaults={"parent_id": before_id})
    fact = facts.UnitMoved(unit_id=unit.pk, before_id=before_id, after_id=unit.parent_id)
    ledger.record(fact, stream=f"unit:{unit.pk}", actor=actor, unit_id=unit.pk)
    return unit


@transaction.atomic
def end_unit(*, actor: Actor, unit: Unit, on: date, successors: Sequence[Unit] = (), source: str = "") -> Unit:
    """``on`` is the unit's last day. Its posts end with it; from the next day the successors carry its work.

    Refused while units below it go on: move or end them first.
    """
    unit = _locked(unit)
    guard_unit(actor, unit)
    require_order(unit.valid_from, on, "on")
    _check_end(unit, on, successors)
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    begun = Q(valid_from__lte=on)
    Appointment.objects.filter(lasting, begun, position__unit=unit).update(valid_to=on)
    Position.objects.filter(lasting, begun, unit=unit).update(valid_to=on)
    UnitSuccession.objects.bulk_create(
        [UnitSuccession(old=unit, new=new, on=on + timedelta(days=1), source=source) for new in successors],
        update_conflicts=True,
        unique_fields=["old", "new"],
        update_fields=["on", "source"],
    )
    fact = facts.UnitEnded(unit_id=unit.pk, on=on, successor_ids=[new.pk for new in successors], source=source)
    ledger.record(fact, stream=f"unit:{unit.pk}", actor=actor, unit_id=unit.pk)
    return unit


def _check_end(unit: Unit, on: date, successors: Sequence[Unit]) -> None:
    staying = unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("rank", "name").first()
    if staying is not None:
        raise ValidationError(
            _("“%(child)s” còn hoạt động sau ngày đó. Hãy chuyển hoặc kết thúc các đơn vị cấp dưới trước.")
            % {"child": staying.name},
            code="children",
        )
    for new in successors:
        if new.pk == unit.pk:
            raise ValidationError({"successors": _("Đơn vị không thể kế thừa chính nó.")})
        if not new.holds_on(on + timedelta(days=1)):
            raise ValidationError(
                {"successors": _("“%(unit)s” không tồn tại vào ngày tiếp nhận.") % {"unit": new.name}}
            )


def _refuse_namesake(unit: Unit) -> None:
    """Two units of one superior never share a name at the same time: spreadsheets tell them apart by it."""
    namesakes = Unit.objects.filter(name__iexact=unit.name, parent=unit.parent).exclude(pk=unit.pk)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=unit.valid_from)
    if namesakes.filter(lasting).exists():
        raise ValidationError({"name": _("Đã có đơn vị tên “%(name)s” cùng cấp trên.") % {"name": unit.name}})


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
