"""What the letterhead and the end of a document tell about it.

Simple and honest: a field that was not found stays empty, and a person confirms all of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from directives.intake.captions import Caption, read_caption
from directives.intake.citing import Reference, read_references
from directives.intake.issuing import issuer_of, respelled
from directives.intake.letterhead import Letterhead, read_letterhead
from directives.intake.places import Source, Span
from directives.intake.recipients import (
    LONGEST_LIST,
    Recipient,
    addressed_start,
    beside,
    distribution_start,
    read_addressed,
    read_distribution,
)
from directives.intake.references import Code
from directives.intake.signing import Signature, lone_name, opens_signature, read_signature
from directives.intake.sources import (
    as_data,
    body_source,
    caption_source,
    letterhead_sources,
    list_sources,
    read_by_eye,
    scanned_source,
    signature_sources,
)
from directives.intake.zones import is_caps, lines_of
from workflows.folding import fold

ABSTRACT_LENGTH = 500  # NĐ 30/2020/NĐ-CP Annex VI: Subject
LONGEST_LINE = 2_000
"""Of a line, so much is looked at for what stands in letterheads and lists."""
ABOVE_LIST = 12
"""A signature above "Nơi nhận:" stands within so many lines."""
SIGNED_WITHIN = 60
"""The signature stands within so many lines of "Nơi nhận:"."""


@dataclass(frozen=True)
class Header:
    """The fields of a document as a whole.

    ``type_name`` in the words of the type ("kế hoạch"); ``subject`` the abstract as printed, with "V/v"; ``draft``: it
    bears the mark of one; ``capacity`` a value of ``directives.states.Capacity``; ``issuer`` by its full name,
    ``own_name`` as the letterhead has it, and ``parent`` the body above it. ``sources`` tell for each field that was
    read, and ``addressee_sources`` and ``recipient_sources`` for each line of the lists, where its words stand and by
    which rule.
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
    draft: bool = False
    addressees: tuple[Recipient, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature: Signature = field(default_factory=Signature)
    references: tuple[Reference, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    addressee_sources: tuple[Source, ...] = ()
    recipient_sources: tuple[Source, ...] = ()

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
    placed = [(line.start, part) for line in lines_of(text) if (part := line.text.strip(" |#")[:LONGEST_LINE])]
    lines = [part for _start, part in placed]
    head = read_letterhead(text)
    start, addressed = distribution_start(lines), addressed_start(lines)
    signature, signed = _signature(lines, start)
    addressees, recipients = tuple(read_addressed(lines)), tuple(read_distribution(lines))
    sources = letterhead_sources(text, head)
    if (spelled := tuple(respelled(name, text) for name in head.issuers)) != head.issuers:
        sources["issuer"] = scanned_source(sources["issuer"])
        head = replace(head, issuers=spelled)
    code, issued_on, issuer, type_name = head.code, head.issued_on, head.issuer, head.type_name
    caption = None if code and code.number and issued_on else read_caption(text)
    if caption and _completes(caption, head):
        told = caption_source(text, caption)
        sources |= {"number": told} if not (code and code.number) else {}
        sources |= {"date": told} if caption.issued_on and not issued_on else {}
        sources |= {"type": told} if not type_name else {}
        code = code if code and code.number else caption.code
        issued_on, type_name = issued_on or caption.issued_on, type_name or caption.type_name
        if not issuer:
            issuer = _fuller(caption.issuer, issuer_of(text, signature))
            sources |= {"issuer": told} if issuer else {}
    if not issuer and (issuer := issuer_of(text, signature)):
        sources["issuer"] = body_source(text, issuer, "signature_and_body")
    if type_name in ("nghị quyết", "luật", "pháp lệnh") and not head.partial_date and not issued_on:
        words, issued_on = _passed_on(lines)
        sources |= {"date": body_source(text, words, "passed_on")} if issued_on else {}

    def zone(first: int, last: int) -> Span:
        return placed[first][0], placed[last][0] if last < len(placed) else len(text)

    if placed:
        sources |= dict(signature_sources(text, signature, zone(*signed)))
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
        draft=head.draft,
        addressees=addressees,
        recipients=recipients,
        signature=signature,
        references=tuple(read_references(text, code)),
        sources=sources,
        addressee_sources=()
        if addressed is None
        else list_sources(text, addressees, *zone(addressed, addressed + LONGEST_LIST), "addressed"),
        recipient_sources=()
        if start is None
        else list_sources(text, recipients, *zone(start, start + LONGEST_LIST), "distribution"),
    )


def of_scan(header: Header) -> Header:
    """The header of a scan: each field must be compared with the paper, whatever rule read it."""
    return replace(
        header,
        sources={name: read_by_eye(source) for name, source in header.sources.items()},
        addressee_sources=tuple(map(read_by_eye, header.addressee_sources)),
        recipient_sources=tuple(map(read_by_eye, header.recipient_sources)),
    )


def _completes(caption: Caption, head: Letterhead) -> bool:
    """The caption is of this document: nothing else tells its number and day, or it bears the same symbol."""
    if head.code is None:
        return head.issued_on is None
    return caption.code.symbol == head.code.symbol and caption.code.number == (head.code.number or caption.code.number)


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
        "header_sources": {
            **{name: as_data(source) for name, source in header.sources.items()},
            "recipients": [as_data(one) for one in header.addressee_sources or header.recipient_sources],
            "noi_nhan": [as_data(one) for one in header.recipient_sources] if addressed else None,
        },
    }


def _fuller(short: str, other: str) -> str:
    """Of two readings the one that says more about the same body ("Ban Chỉ đạo", "Ban Chỉ đạo của Chính phủ về …")."""
    return other if fold(other).startswith(fold(short)) else short


_PASSED = re.compile(
    r"(?:được|đã).{0,160}thông qua\s+ngày\s+(?P<day>\d{1,2})\s*(?:tháng\s*|[/-]\s*)(?P<month>\d{1,2})\s*"
    r"(?:năm\s*|[/-]\s*)(?P<year>\d{4})"
)


def _passed_on(lines: list[str]) -> tuple[str, date | None]:
    """The day on which an assembly passed a resolution, where the letterhead bears none (laws and resolutions), and the
    words that say so.
    """
    for line in lines:
        if match := _PASSED.search(line):
            try:
                return match.group(), date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return "", None
    return "", None


def _signature(lines: list[str], start: int | None) -> tuple[Signature, Span]:
    """From "Nơi nhận:" on, or right above it; without it, the last one of the document that bears a name. With the
    lines in which it stands.
    """
    if start is not None:
        below, above = (start, start + SIGNED_WITHIN), (max(0, start - ABOVE_LIST), start)
        found = read_signature([right for line in lines[slice(*below)] if (right := beside(line))])
        if found.title and found.name:
            return found, below
        before = read_signature(lines[slice(*above)])
        if not (found.name or before.name) and (name := lone_name(lines[slice(*below)])):
            return replace(found, name=name), below
        return (before, above) if before.title and (before.name or not found.title) else (found, below)
    best, place = Signature(), (0, 0)
    for at, line in enumerate(lines):
        if opens_signature(line):
            found = read_signature(lines[at : at + SIGNED_WITHIN])
            goes_on = found.name == best.name and best.title.endswith(found.title)
            if found.name and not goes_on:
                best, place = found, (at, at + SIGNED_WITHIN)
    return best, place
