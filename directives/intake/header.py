"""What the letterhead and the end of a document tell about it.

Simple and honest: a field that was not found stays empty, and a person confirms all of them.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from directives.intake.captions import read_caption
from directives.intake.citing import Reference, read_references
from directives.intake.issuing import issuer_of
from directives.intake.letterhead import read_letterhead
from directives.intake.recipients import Recipient, beside, distribution_start, read_addressed, read_distribution
from directives.intake.references import Code
from directives.intake.signing import Signature, opens_signature, read_signature
from directives.intake.zones import is_caps, lines_of
from workflows.folding import fold

ABSTRACT_LENGTH = 500  # NĐ 30/2020/NĐ-CP Annex VI: Subject
LONGEST_LINE = 2_000
"""Of a line, so much is looked at for what stands in letterheads and lists."""
SIGNED_WITHIN = 60
"""The signature stands within so many lines of "Nơi nhận:"."""


@dataclass(frozen=True)
class Header:
    """The fields of a document as a whole.

    ``type_name`` in the words of the type ("kế hoạch"); ``subject`` the abstract as printed, with "V/v"; ``capacity`` a
    value of ``directives.states.Capacity``; ``issuer`` by its full name, ``own_name`` as the letterhead has it, and
    ``parent`` the body above it.
    """

    code: Code | None = None
    issued_on: date | None = None
    place: str = ""
    type_name: str = ""
    subject: str = ""
    issuer: str = ""
    own_name: str = ""
    parent: str = ""
    urgency: str = ""
    addressees: tuple[Recipient, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature: Signature = field(default_factory=Signature)
    references: tuple[Reference, ...] = ()

    @property
    def abstract(self) -> str:
        """The abstract as a sentence for the register: without "V/v", not in capitals."""
        words = re.sub(r"(?i)^(?:V\s?/\s?v|về việc)\s*:?\s+", "", self.subject).strip(" .")
        if is_caps(words):
            words = words[:1] + words[1:].lower()
        return (words[:1].upper() + words[1:])[:ABSTRACT_LENGTH]

    @property
    def addressed(self) -> tuple[str, ...]:
        """The names under Kính gửi."""
        return tuple(one.name for one in self.addressees)

    @property
    def distribution(self) -> tuple[str, ...]:
        """The names under Nơi nhận."""
        return tuple(one.name for one in self.recipients)

    @property
    def capacity(self) -> str:
        """Capacity of the signer."""
        return self.signature.capacity

    @property
    def signer_title(self) -> str:
        """Office of the signer as a phrase."""
        return self.signature.office

    @property
    def signer_name(self) -> str:
        """Name of the signer."""
        return self.signature.name

    @property
    def carries_out(self) -> tuple[Reference, ...]:
        """The directives that this one carries out."""
        return tuple(one for one in self.references if one.kind == "carries_out")


def read_header(text: str) -> Header:
    """Read ``text`` (normalised)."""
    lines = [part for line in lines_of(text) if (part := line.text.strip(" |#")[:LONGEST_LINE])]
    head = read_letterhead(text)
    start = distribution_start(lines)
    signature = _signature(lines, start)
    code, issued_on, issuer, type_name = head.code, head.issued_on, head.issuer, head.type_name
    if caption := None if head.code or head.issued_on else read_caption(text):
        code, issued_on = caption.code, caption.issued_on
        issuer, type_name = (
            issuer or _fuller(caption.issuer, issuer_of(text, signature)),
            type_name or caption.type_name,
        )
    issuer = issuer or issuer_of(text, signature)
    if type_name in ("nghị quyết", "luật", "pháp lệnh") and not head.partial_date:
        issued_on = issued_on or _passed_on(lines)
    return Header(
        code=code,
        issued_on=issued_on,
        place=head.place,
        type_name=type_name,
        subject=head.abstract,
        issuer=issuer,
        own_name=head.issuers[-1] if head.issuers else "",
        parent=head.issuers[-2] if len(head.issuers) > 1 else "",
        urgency=head.urgency,
        addressees=tuple(read_addressed(lines)),
        recipients=tuple(read_distribution(lines)),
        signature=signature,
        references=tuple(read_references(text, code)),
    )


def fields(header: Header) -> dict[str, Any]:
    """The header as plain values, in the names of the proposal that ``manage.py intake`` prints."""
    addressed, distribution = list(header.addressed), list(header.distribution)
    code = header.code
    return {
        "number": str(code) if code and code.number else None,
        "symbol": code.symbol if code else None,
        "date": header.issued_on.isoformat() if header.issued_on else None,
        "place": header.place or None,
        "type": header.type_name or None,
        "issuer": header.issuer or None,
        "parent": header.parent or None,
        "abstract": header.subject or None,
        "urgency": header.urgency or None,
        "signer_capacity": header.signature.capacity or None,
        "signer_title": header.signature.title or None,
        "signer_name": header.signature.name or None,
        "recipients": addressed or distribution,
        "noi_nhan": distribution if addressed else None,
        "recipient_roles": {one.name: one.role.value for one in (*header.addressees, *header.recipients)},
        "references": [one.as_dict() for one in header.references],
    }


def _fuller(short: str, other: str) -> str:
    """Of two readings the one that says more about the same body ("Ban Chỉ đạo", "Ban Chỉ đạo của Chính phủ về …")."""
    return other if fold(other).startswith(fold(short)) else short


_PASSED = re.compile(
    r"(?:được|đã).{0,160}thông qua\s+ngày\s+(?P<day>\d{1,2})\s*(?:tháng\s*|[/-]\s*)(?P<month>\d{1,2})\s*"
    r"(?:năm\s*|[/-]\s*)(?P<year>\d{4})"
)


def _passed_on(lines: list[str]) -> date | None:
    """The day on which an assembly passed a resolution, where the letterhead bears none (laws and resolutions)."""
    for line in lines:
        if match := _PASSED.search(line):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


def _signature(lines: list[str], start: int | None) -> Signature:
    """From "Nơi nhận:" on, or right above it; without it, the last one of the document that bears a name."""
    if start is not None:
        found = read_signature([right for line in lines[start : start + SIGNED_WITHIN] if (right := beside(line))])
        if found.title and found.name:
            return found
        above = read_signature(lines[max(0, start - 12) : start])
        return above if above.title and (above.name or not found.title) else found
    best = Signature()
    for at, line in enumerate(lines):
        if opens_signature(line):
            found = read_signature(lines[at : at + SIGNED_WITHIN])
            best = found if found.name else best
    return best
