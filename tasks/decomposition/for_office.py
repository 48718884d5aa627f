"""What a document that is not in the system proposes to one office: names matched with its directory, cited documents
with its register. The same reading as in the editor, for ``manage.py intake``; nothing is written.
"""

from dataclasses import dataclass
from datetime import date

from directives.citing import registered
from directives.intake.home import province_of
from directives.intake.reading import Reading
from directives.intake.recipients import role_of
from directives.matching import POINTERS
from directives.models import Directive
from directives.prefill import issuer_named
from organizations import groups
from organizations.actors import operator_at
from organizations.directory import directory
from organizations.models import Unit
from organizations.naming import Entry, Naming
from tasks.decomposition.outlines import clauses_from
from tasks.decomposition.proposals import Proposal
from tasks.decomposition.suggesting import Reader
from workflows import clock


@dataclass(frozen=True)
class OfficeReading:
    """A reading as one office has it. ``proposals`` are the reading's tasks in their order.

    ``issuer`` and ``recipients`` (Kính gửi, Nơi nhận; no pointers such as "Như trên", "Lưu: VT") are words and what
    they stand for; ``register`` has for each cited number what the office knows under it; ``codes`` are the units'
    codes and ``sizes`` how many units a group stands for on ``day``, both by an entry's key.
    """

    office: Unit
    day: date
    reading: Reading
    proposals: tuple[Proposal, ...]
    issuer: tuple[str, Naming]
    recipients: tuple[tuple[str, Naming], ...]
    register: tuple[tuple[str, tuple[Directive, ...]], ...]
    codes: dict[str, str]
    sizes: dict[str, int]


def read_for(office: Unit, reading: Reading) -> OfficeReading:
    """Match what was read with the directory and the register of ``office``, as the operator at the console sees them.

    Old names stand for who carries on their work today, the day on which tasks would be given. Some ten queries.
    """
    header, actor = reading.header, operator_at(office)
    directive = Directive(text=reading.document.text, issued_on=header.issued_on, standing_unit=office)
    reader = Reader(directive, clauses_from(reading.nodes), actor)
    reader.reading = reading
    proposals = tuple(reader.proposals())
    listed = [one for one in (*header.addressees, *header.recipients) if role_of(one.name) not in POINTERS]
    names = [(one.name, reader.known.explain(one.name)) for one in listed]
    issuer = issuer_named(header, directory(actor, office, header.issued_on, province_of(header)))
    namings = [name.naming for task in proposals for name in task.names]
    entries = _entries([*namings, *(naming for _words, naming in [issuer, *names])])
    units = [int(key[1:]) for key, entry in entries.items() if not entry.is_group]
    sizes = groups.counts(int(key[1:]) for key, entry in entries.items() if entry.is_group)
    return OfficeReading(
        office=office,
        day=clock.today(),
        reading=reading,
        proposals=proposals,
        issuer=issuer,
        recipients=tuple(names),
        register=tuple(
            (one.reference, tuple(rows))
            for one, rows in zip(header.references, registered(header.references, actor), strict=True)
        ),
        codes={f"u{pk}": code for pk, code in Unit.objects.filter(pk__in=units).values_list("pk", "code")},
        sizes={f"g{pk}": size for pk, size in sizes.items()},
    )


def _entries(namings: list[Naming]) -> dict[str, Entry]:
    """All bodies that are meant or might be, by key."""
    return {entry.key: entry for naming in namings for entry in (*naming.entries, *naming.candidates)}
