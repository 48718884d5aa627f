"""Filling the entry form from an attached document: only what is still empty, and the person confirms."""

from typing import Any

from directives.intake.casing import in_lower_case
from directives.intake.citing import Reference
from directives.intake.header import Header, read_header
from directives.intake.home import province_of
from directives.models import DirectiveType
from organizations.directory import directory
from organizations.models import Unit
from organizations.naming import Directory, Gap, Naming, Rule
from workflows.actors import Actor
from workflows.folding import fold


def from_document(text: str, actor: Actor, standing: Unit | None) -> dict[str, Any]:
    """Values for the form's fields that the document itself tells; absent where it does not."""
    header = read_header(text)
    values: dict[str, Any] = {
        "code": str(header.code) if header.code and header.code.symbol else "",
        "abstract": header.abstract,
        "place": header.place,
        "issued_on": f"{header.issued_on:%d/%m/%Y}" if header.issued_on else "",
        "capacity": header.capacity,
        "signer_title": header.signer_title,
        "signer_name": header.signer_name,
        "urgency": header.urgency,
        "addressed": "\n".join(header.addressed),
        "distribution": "\n".join(header.distribution),
        "carries_out": "\n".join(_line(cited) for cited in header.carries_out),
        "type": _type(header),
        "issuer": _issuer(header, actor, standing, text),
    }
    return {name: value for name, value in values.items() if value}


def _line(cited: Reference) -> str:
    day = f" ngày {cited.issued_on:%d/%m/%Y}" if cited.issued_on else ""
    issuer = f" của {cited.issuer}" if cited.issuer else ""
    return f"{cited.type_name} số {cited.reference}{day}{issuer}".strip()


def _type(header: Header) -> str:
    name = header.type_name.lower()
    types = {row.name.lower(): row.pk for row in DirectiveType.objects.filter(active=True)}
    return types.get(name, "")


def _issuer(header: Header, actor: Actor, standing: Unit | None, text: str) -> Unit | str | None:
    """The body named in the letterhead, or by the symbol ("SYT-KHTC"), as far as the directory knows exactly one; else
    its full name in the case that running text writes it in, for a person to choose or to add.
    """
    if standing is None:
        return None
    home = province_of(header)
    words, naming = issuer_named(header, directory(actor, standing, header.issued_on, home))
    if naming.entries and not naming.entries[0].is_group:
        return Unit.objects.filter(pk=int(naming.entries[0].key[1:])).select_related("parent").first()
    return in_lower_case(f"{words} {home}" if words and home and fold(home) not in fold(words) else words, text)


def issuer_named(header: Header, known: Directory) -> tuple[str, Naming]:
    """The words that tell who issued, and what they stand for: its full name, its name in the letterhead, or what its
    symbol says ("SYT-KHTC"). Where none is known, the full name and why.
    """
    symbol = header.code.symbol if header.code else ""
    for words in [header.issuer, header.own_name, *symbol.replace("/", "-").split("-")]:
        naming = known.explain(words) if len(words) > 1 else Naming()
        if len(naming.entries) == 1 and naming.rule not in (Rule.LIST, Rule.OPENING):
            return words, naming
    return header.issuer, known.explain(header.issuer) if header.issuer else Naming(gap=Gap.UNKNOWN)
