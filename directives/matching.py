"""What typed lines stand for: recipients in the directory, cited documents in the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directives import access
from directives.actions.entering import LinkLine, RecipientLine
from directives.intake.recipients import Role, role_of
from directives.intake.references import read_code, read_reference
from directives.models import Directive
from organizations import groups
from organizations.directory import directory
from organizations.models import Unit, UnitGroup
from organizations.naming import Directory, Entry
from workflows import clock
from workflows.actors import Actor

MOST_LINES = 200
NAME_LENGTH = 300
# "Như trên" points at the addressees, "Lưu: VT" at the archive: neither is looked for in the directory.
POINTERS = (Role.ACT, Role.FILE)
REFERENCE_LENGTH = 60


@dataclass(frozen=True)
class Match:
    """A typed line and what it was taken for; ``count`` is how many units a group stands for, 0 for no match."""

    line: str
    found: str = ""
    is_group: bool = False
    count: int = 0
    url: str = ""


def lines_of(typed: str) -> list[str]:
    """The names typed one a line, without dashes and signs at the ends."""
    plain = (" ".join(line.split()).strip(" -–+•;,.") for line in typed.splitlines())
    return list(dict.fromkeys(line for line in plain if line))[:MOST_LINES]


def recipients(typed: str, role: str, actor: Actor, standing: Unit, on: date | None = None) -> list[RecipientLine]:
    """Each line as a recipient, tied to the unit or group of that name. Two queries."""
    known = directory(actor, standing, on)
    made = []
    for line in lines_of(typed):
        entry = _entry(known, line)
        number = int(entry.key[1:]) if entry else None
        made.append(
            RecipientLine(
                role=role,
                name=line[:NAME_LENGTH],
                unit_id=number if entry and not entry.is_group else None,
                group_id=number if entry and entry.is_group else None,
            )
        )
    return made


def told(lines: Iterable[RecipientLine], on: date | None = None) -> list[Match]:
    """The same lines for people to check. At most four queries."""
    rows = list(lines)
    day = on or clock.today()
    units = dict(Unit.objects.filter(pk__in=[row.unit_id for row in rows if row.unit_id]).values_list("pk", "name"))
    group_ids = [row.group_id for row in rows if row.group_id]
    names = dict(UnitGroup.objects.filter(pk__in=group_ids).values_list("pk", "name"))
    sizes = groups.counts(group_ids, day)
    matches = []
    for row in rows:
        if row.group_id:
            matches.append(Match(row.name, names[row.group_id], is_group=True, count=sizes[row.group_id]))
        elif row.unit_id:
            matches.append(Match(row.name, units[row.unit_id], count=1))
        elif role_of(row.name) not in POINTERS:
            matches.append(Match(row.name))
    return matches


def links(typed: str, kind: str, actor: Actor) -> list[LinkLine]:
    """Each line as a cited document, tied to the directive of that number when the actor may see it."""
    made = []
    for line in [" ".join(line.split()) for line in typed.splitlines() if line.strip()][:MOST_LINES]:
        cited = read_reference(line)
        reference = (cited.reference if cited else line)[:REFERENCE_LENGTH]
        issued_on = cited.issued_on if cited else None
        target = _in_register(reference, issued_on, actor)
        made.append(
            LinkLine(
                reference=reference,
                kind=kind,
                issuer_name=(cited.issuer if cited else "")[:200],
                issued_on=issued_on,
                target_id=target.pk if target else None,
            )
        )
    return made


def told_links(lines: Iterable[LinkLine]) -> list[Match]:
    """The same for people to check. One query."""
    rows = list(lines)
    targets = Directive.objects.in_bulk([row.target_id for row in rows if row.target_id])
    return [
        Match(row.reference, targets[row.target_id].abstract, count=1, url=targets[row.target_id].get_absolute_url())
        if row.target_id
        else Match(row.reference, row.issuer_name)
        for row in rows
    ]


def _entry(known: Directory, line: str) -> Entry | None:
    found = known.resolve(line)
    return found[0] if len(found) == 1 else None


def _in_register(reference: str, issued_on: date | None, actor: Actor) -> Directive | None:
    """The one directive of that number and symbol that the actor may see; of several, that of the same day."""
    code = read_code(reference)
    if code is None or not code.number:
        return None
    found = access.visible_to(actor).filter(number=code.number, symbol__iexact=code.symbol)
    if issued_on:
        found = found.filter(issued_on=issued_on)
    rows = list(found.order_by("-id")[:2])
    return rows[0] if len(rows) == 1 else None
