"""The directory as entries to match the names in documents with."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from organizations import access
from organizations.homes import Abroad, Side, abroad
from organizations.models import LearnedName, Office, Unit, UnitGroup, UnitKind
from organizations.naming import Directory, Entry, Heir, canonical
from organizations.successors import successions
from workflows import clock
from workflows.actors import Actor


def directory(
    actor: Actor, standing: Unit, on: date | None = None, home: str = "", dated: date | None = None
) -> Directory:
    """Bodies that a document of this standing agency is likely to name: units below it, beside it and above it, and
    the groups, under every name they bear or were taught to bear. Four queries.

    Whom a name means is decided by the day of the document (``dated``, else ``on``): of two units of one name the one
    that was there then. Where that unit is no more on the day of giving (``on``, else today), the name stands for the
    one unit that carries its work on; where several do, its entry names them. ``home`` is the province that issued the
    document: another than the office's own has bodies of the same bare names (``homes``); one more query.
    """
    day = on or clock.today()
    written = dated or day
    above = standing.ancestor_ids
    away = _abroad(home, above) if home else None
    near = Q(parent_id__in=above) | Q(pk__in=above) | Q(parent__isnull=True, is_internal=False)
    units = access.visible_units(actor).filter(near)
    found = list(units.only("id", "name", "short_name", "aliases", "kind", "parent_id", "valid_from", "valid_to"))
    taught = _taught(standing)
    heirs = heirs_of([unit.pk for unit in found if not unit.holds_on(day)], day)
    entries = []
    for unit in found:
        learned = tuple(taught.get(f"u{unit.pk}", ()))
        side = _side(unit, above, away) if away else Side.NATIONAL
        names = (unit.name, unit.short_name, *unit.aliases, *learned)
        key, name, former = f"u{unit.pk}", unit.name, ""
        now = heirs.get(unit.pk, ())
        if len(now) == 1:
            key, name, former = now[0].key, now[0].name, unit.name
        entry = Entry(
            key,
            name,
            away.names(side, names) if away else names,
            _distance(unit, standing, written),
            taught=learned,
            former=former,
            heir=now[0] if former else None,
            gone=not former and not unit.holds_on(day),
            heirs=tuple(heir.key for heir in now) if len(now) > 1 else (),
            elsewhere=side in (Side.OURS, Side.OTHER),
        )
        entries.append(entry)
    for group in _in_use(actor, day):
        distance = 0 if group.owner_id in above else 2
        learned = tuple(taught.get(f"g{group.pk}", ()))
        names = (group.name, *group.aliases, *learned)
        local = away is not None and group.owner_id is not None
        whole = away.names(Side.OURS, names) if away and local else names
        entries.append(Entry(f"g{group.pk}", group.name, whole, distance, is_group=True, taught=learned,
                             elsewhere=local))  # fmt: skip
    places = () if away else tuple(unit.name for unit in found if unit.pk in above)
    return Directory(entries, places)


def _abroad(home: str, above: Iterable[int]) -> Abroad | None:
    chain = Unit.objects.filter(pk__in=above).order_by("path").values_list("name", "short_name", "aliases")
    return abroad(home, [(name, short, *aliases) for name, short, aliases in chain])


def _side(unit: Unit, above: Collection[int], away: Abroad) -> Side:
    if unit.pk in above or (unit.parent_id or 0) in above:
        return Side.OURS
    if away.is_theirs(unit.name):
        return Side.THEIRS
    return Side.NATIONAL if unit.kind in (UnitKind.NATIONAL, UnitKind.MINISTRY) else Side.OTHER


def own_office(words: str = "") -> Unit | list[Unit]:
    """The agency of that name, short name or code; without words the one that runs this installation, or the only root.

    When none or several fit, those that may be meant. Only agencies that use the system, there today.
    """
    units = Unit.objects.existing(clock.today()).filter(is_internal=True).order_by("path")
    roots = list(units.filter(parent__isnull=True))
    if not words:
        office = Office.objects.select_related("unit").first()
        return office.unit if office else roots[0] if len(roots) == 1 else roots
    wanted = canonical(words)
    like = list(units.search(words))
    named = [unit for unit in like if wanted in map(canonical, (unit.name, unit.short_name, unit.code))]
    return named[0] if len(named) == 1 else named or like or roots


def heirs_of(unit_ids: Iterable[int], on: date) -> dict[int, tuple[Heir, ...]]:
    """By unit that is no more, those that carry on its work on that day. The queries of ``successions``."""
    return {
        pk: tuple(Heir(f"u{link.new_id}", link.new.name, link.on, link.source) for link in links)
        for pk, links in successions(unit_ids, on).items()
    }


def _taught(standing: Unit) -> dict[str, list[str]]:
    """Names taught by this office and by those above it, by the body's key."""
    rows = LearnedName.objects.filter(office__in=standing.ancestor_ids, forgotten_at=None)
    taught: dict[str, list[str]] = defaultdict(list)
    for unit_id, group_id, words in rows.values_list("unit_id", "group_id", "words"):
        taught[f"u{unit_id}" if unit_id else f"g{group_id}"].append(words)
    return taught


def _distance(unit: Unit, standing: Unit, day: date) -> int:
    """How far from the agency; a unit that was not there that day comes after all that were."""
    if unit.parent_id == standing.pk or unit.pk == standing.pk:
        near = 0
    else:
        near = 1 if unit.parent_id == standing.parent_id else 2
    return near if unit.holds_on(day) else near + 3


def _in_use(actor: Actor, day: date) -> QuerySet[UnitGroup]:
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=day)
    return access.visible_groups(actor).filter(in_use).order_by("name", "id")
