"""Units from a spreadsheet: found by code, else by name under their superior, which may stand in the same file."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from organizations import facts, tree
from organizations.actions.units import move_unit
from organizations.imports.columns import UNIT_COLUMNS, unit_kinds
from organizations.imports.directory import Directory
from organizations.imports.plans import Outcome, Plan, Planned, choose, start
from organizations.imports.reading import Row
from organizations.models import SINCE_ALWAYS, Office, Unit, UnitKind
from workflows import ledger
from workflows.actors import Actor
from workflows.folding import fold
from workflows.ledger import Entry
from workflows.numbers import whole

# Of "Thứ tự".
MOST_RANK = 1_000_000
WRITTEN = ("name", "short_name", "code", "kind", "email", "phone")


@dataclass
class PlannedUnit(Planned):
    """A row about a unit; the superior is an existing unit or another row."""

    unit: Unit | None = None
    parent: Unit | None = None
    parent_row: "PlannedUnit | None" = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    moves: bool = False


def plan(rows: list[Row], actor: Actor) -> Plan:
    """What the rows would do to the units of today. A constant number of queries."""
    directory = Directory(actor)
    office = Office.objects.select_related("unit").first()
    own = office.unit if office else None
    kinds = unit_kinds()
    planned = [_start(row, kinds) for row in rows]
    codes = {fold(row.values["code"]): row for row in planned if row.values["code"]}
    names: dict[str, list[PlannedUnit]] = {}
    for row in planned:
        for name in {fold(row.values["name"]), fold(row.values["short_name"])} - {""}:
            names.setdefault(name, []).append(row)
    for row in planned:
        _place(row, directory, own, codes, names)
    _refuse_twins(planned)
    for level in _levels(planned):
        for row in (row for row in level if row.outcome is not Outcome.ERROR):
            _match(row, directory)
    _refuse_taken_codes(planned)
    return Plan(planned)


def apply(planned: Plan, actor: Actor) -> None:
    """Write what was planned: new units level by level, then changes, then moves. Inside the caller's transaction."""
    tree.moves()
    entries: list[Entry] = []
    for level in _levels(planned.rows):
        new = [row for row in level if row.outcome is Outcome.CREATED]
        made = [_new(row) for row in new]
        Unit.objects.bulk_create(made, batch_size=2_000)
        for row, unit in zip(new, made, strict=True):
            row.unit = unit
        entries.extend(_created(unit) for unit in made)
    changed = [row for row in planned.rows if row.changes]
    for row in changed:
        for name, (_old, new) in row.changes.items():
            setattr(row.unit, name, new)
        Unit._meta.get_field("folded").pre_save(row.unit, False)
    fields = sorted({name for row in changed for name in row.changes})
    if fields:
        Unit.objects.bulk_update([row.unit for row in changed], [*fields, "folded"], batch_size=1_000)
    entries.extend(_changed(row.unit, row.changes) for row in changed)
    ledger.record_many(entries, actor=actor)
    for row in planned.rows:
        if row.moves:
            move_unit(actor=actor, unit=row.unit, parent=row.parent_row.unit if row.parent_row else row.parent)


def _start(row: Row, kinds: dict[str, str]) -> PlannedUnit:
    plain = start(row, UNIT_COLUMNS, "name")
    unit = PlannedUnit(plain.line, plain.name, plain.values, plain.outcome, plain.notes, plain.errors)
    choose(unit, "kind", kinds, fold(unit.values["kind"]), _("Loại"))
    unit.values["aliases"] = [name.strip() for name in unit.values["aliases"].split(";") if name.strip()]
    rank = unit.values["rank"]
    unit.values["rank"] = whole(rank)
    if rank and (unit.values["rank"] is None or unit.values["rank"] > MOST_RANK):
        unit.refuse(_("“Thứ tự” phải là số."))
    return unit


def _place(
    row: PlannedUnit,
    directory: Directory,
    own: Unit | None,
    codes: dict[str, PlannedUnit],
    names: dict[str, list[PlannedUnit]],
) -> None:
    """Find the superior: a row of this file first (by code, by name), then an existing unit; empty: the own agency."""
    text = row.values["parent"]
    if not text:
        top = own is None or (row.values["name"] and fold(row.values["name"]) == fold(own.name))
        row.parent = directory.by_id.get(own.parent_id or 0) if top and own else own
    else:
        key = fold(text)
        others = [other for other in names.get(key, []) if other is not row]
        existing = directory.find(text)
        if key in codes and codes[key] is not row:
            row.parent_row = codes[key]
        elif len(others) == 1:
            row.parent_row = others[0]
        elif isinstance(existing, Unit):
            row.parent = existing
        else:
            several = _("Có nhiều dòng tên “%(name)s”; hãy ghi mã định danh.") % {"name": text}
            row.refuse(several if others else existing)
    if row.parent_row is None and row.outcome is not Outcome.ERROR and not directory.may_set_up(row.parent):
        known = directory.by_code.get(fold(row.values["code"])) if row.values["code"] else None
        if known is None or not directory.may_set_up(known):
            row.refuse(_("Ngoài phạm vi bạn được thiết lập."))


def _match(row: PlannedUnit, directory: Directory) -> None:
    """Tell new from known, and what changes."""
    known = directory.by_code.get(fold(row.values["code"])) if row.values["code"] else None
    if known is None:
        parent = row.parent_row.unit if row.parent_row else row.parent
        if row.parent_row is None or parent is not None:
            namesakes = directory.named(row.name)
            same = [unit for unit in namesakes if unit.parent_id == (parent.pk if parent else None)]
            if not same and not row.values["parent"] and len(namesakes) == 1:
                same = namesakes  # no superior written: the one unit of that name, where it stands
            known = same[0] if same else None
    if known is None:
        row.outcome = Outcome.CREATED
        return
    if not directory.may_set_up(known):
        row.refuse(_("Ngoài phạm vi bạn được thiết lập."))
        return
    row.unit = known
    wanted = {name: row.values[name] for name in WRITTEN if row.values[name] and name != "aliases"}
    wanted |= {name: row.values[name] for name in ("rank", "valid_from") if row.values[name] is not None}
    new_names = [name for name in row.values["aliases"] if name not in known.aliases]
    if fold(wanted["name"]) != fold(known.name) and known.name not in known.aliases:
        new_names.append(known.name)
    if new_names:
        wanted["aliases"] = [*known.aliases, *new_names]
    row.changes = {name: [getattr(known, name), new] for name, new in wanted.items() if getattr(known, name) != new}
    if row.values["parent"]:
        target = row.parent_row.unit if row.parent_row else row.parent
        new_parent = row.parent_row is not None and target is None
        row.moves = new_parent or known.parent_id != (target.pk if target else None)
    row.notes = [f"{name}: {_plain(old)} → {_plain(new)}" for name, (old, new) in row.changes.items()]
    if row.moves:
        row.notes.append(_("chuyển về %(parent)s") % {"parent": row.values["parent"]})
    row.outcome = Outcome.CHANGED if row.changes or row.moves else Outcome.UNCHANGED


def _levels(planned: list[PlannedUnit]) -> list[list[PlannedUnit]]:
    """The rows, superiors before those below them; rows that name each other in a circle are refused."""
    below: dict[int, list[PlannedUnit]] = defaultdict(list)
    for row in planned:
        if row.parent_row is not None:
            below[id(row.parent_row)].append(row)
    levels = [[row for row in planned if row.parent_row is None]]
    while levels[-1]:
        levels.append([lower for row in levels[-1] for lower in below[id(row)]])
    reached = {id(row) for level in levels for row in level}
    for row in planned:
        if id(row) not in reached and not row.errors:
            row.refuse(_("Các đơn vị cấp trên trong tệp xếp thành vòng tròn."))
    return levels[:-1]


def _refuse_twins(planned: list[PlannedUnit]) -> None:
    """The same code, or the same name under the same superior, twice in one file."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in planned:
        above = id(row.parent_row) if row.parent_row else (row.parent.pk if row.parent else None)
        keys: list[tuple[Any, ...]] = [("name", fold(row.values["name"]), above)]
        if row.values["code"]:
            keys.append(("code", fold(row.values["code"])))
        for key in keys:
            if key[1] and seen.setdefault(key, row.line) != row.line:
                row.refuse(_("Trùng với dòng %(line)d.") % {"line": seen[key]})


def _refuse_taken_codes(planned: list[PlannedUnit]) -> None:
    """A code held by a unit that the row is not about, perhaps one this administrator does not see."""
    codes = [row.values["code"] for row in planned if row.values["code"]]
    holders = dict(Unit.objects.filter(code__in=codes, valid_to__isnull=True).values_list("code", "pk"))
    for row in planned:
        holder = holders.get(row.values["code"])
        if holder is not None and (row.unit is None or row.unit.pk != holder):
            row.refuse(_("Mã định danh “%(code)s” đã dùng cho đơn vị khác.") % {"code": row.values["code"]})


def _new(row: PlannedUnit) -> Unit:
    values = row.values
    return Unit(
        name=values["name"],
        short_name=values["short_name"],
        code=values["code"],
        kind=values["kind"] or UnitKind.OTHER,
        parent=row.parent_row.unit if row.parent_row else row.parent,
        aliases=values["aliases"],
        email=values["email"],
        phone=values["phone"],
        rank=values["rank"] or 0,
        valid_from=values["valid_from"] or SINCE_ALWAYS,
    )


def _created(unit: Unit) -> Entry:
    fact = facts.UnitCreated(unit_id=unit.pk, name=unit.name, unit_kind=unit.kind, parent_id=unit.parent_id)
    return Entry(fact, stream=f"unit:{unit.pk}", unit_id=unit.pk)


def _changed(unit: Unit, changes: dict[str, list[Any]]) -> Entry:
    return Entry(facts.UnitChanged(unit_id=unit.pk, changes=changes), stream=f"unit:{unit.pk}", unit_id=unit.pk)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "–")
