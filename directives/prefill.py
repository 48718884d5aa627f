"""Filling the entry form from an attached document: only what is still empty, and the person confirms."""

from typing import Any

from directives.intake.citing import Reference
from directives.intake.header import Header, read_header
from directives.models import DirectiveType
from organizations.directory import directory
from organizations.models import Unit
from workflows.actors import Actor


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
        "issuer": _issuer(header, actor, standing),
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


def _issuer(header: Header, actor: Actor, standing: Unit | None) -> Unit | None:
    """The body named in the letterhead, or by the symbol ("SYT-KHTC"), as far as the directory knows exactly one."""
    if standing is None:
        return None
    known = directory(actor, standing, header.issued_on)
    symbol = header.code.symbol if header.code else ""
    for words in [header.issuer, header.own_name, *symbol.replace("/", "-").split("-")]:
        entry = known.exact(words) if len(words) > 1 else None
        if entry and not entry.is_group:
            return Unit.objects.filter(pk=int(entry.key[1:])).select_related("parent").first()
    return None
