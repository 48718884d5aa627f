"""Entering a directive and correcting it while it is a draft."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from directives import access
from directives.actions.recording import record
from directives.anchors import move_pins
from directives.facts import DirectiveChanged, DirectiveEntered
from directives.files import check_secrecy
from directives.intake.anchoring import move_span
from directives.models import Directive, DirectiveLink, DirectiveRecipient, DirectiveType
from directives.provisions import rewrite
from directives.states import EDITABLE, Joint, LinkKind, Urgency
from organizations import access as organizations_access
from organizations.models import Unit
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@dataclass(frozen=True, kw_only=True)
class RecipientLine:
    """A line of Kính gửi or Nơi nhận, with the unit or group it is known as."""

    role: str
    name: str
    unit_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class LinkLine:
    """A cited document; ``target_id`` when it is in the system and the actor may see it."""

    reference: str
    kind: str = LinkKind.CARRIES_OUT
    issuer_name: str = ""
    issued_on: date | None = None
    target_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DirectiveContent:
    """All that a person enters about a directive. ``text`` is in its normal form (intake.text); ``scanned``: it was
    recognised on a picture.
    """

    type: DirectiveType
    issuer: Unit
    standing_unit: Unit
    abstract: str
    number: str = ""
    joint: str = Joint.STATE
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    received_on: date | None = None
    effective_on: date | None = None
    signer_name: str = ""
    signer_title: str = ""
    capacity: str = ""
    urgency: str = Urgency.NORMAL
    text: str = ""
    scanned: bool = False
    recipients: tuple[RecipientLine, ...] = ()
    links: tuple[LinkLine, ...] = ()


# What stands in the directive's own row.
COLUMNS = [field.name for field in fields(DirectiveContent) if field.name not in ("recipients", "links")]


class DuplicateDirective(TransitionDenied):
    """Another directive that the actor may see bears the same number, symbol and issuer."""

    def __init__(self, found: Sequence[Directive]) -> None:
        self.found = list(found)
        super().__init__("duplicate", _("Đã có văn bản cùng số, ký hiệu và cơ quan ban hành."))


@transaction.atomic
def enter_directive(*, content: DirectiveContent, actor: Actor, although_duplicate: bool = False) -> Directive:
    """Nhập văn bản: a draft in the care of a standing agency whose desk the actor serves.

    DuplicateDirective unless ``although_duplicate``; FileRefused when the text or the abstract bears a mark of secrecy.
    """
    _require_desk(actor, content.standing_unit)
    check_secrecy(content.text)
    check_secrecy(content.abstract)
    found = _duplicates(content, actor, although_duplicate)
    directive = Directive.objects.create(
        **{name: getattr(content, name) for name in COLUMNS},
        max_extensions=content.type.max_extensions,
        extension_needs_document=content.type.extension_needs_document,
        entered_by_id=actor.person_id,
        entered_on_behalf_of_id=actor.on_behalf_of_id,
        entered_at=clock.now(),
    )
    _write_lists(directive, content)
    rewrite(directive)
    fact = DirectiveEntered(
        directive_id=directive.pk,
        reference=directive.reference,
        abstract=directive.abstract,
        knowingly_twice=bool(found),
    )
    record(directive, fact, actor=actor)
    return directive


@transaction.atomic
def change_directive(
    *, directive: Directive, content: DirectiveContent, actor: Actor, seen: str = "", although_duplicate: bool = False
) -> Directive:
    """Sửa văn bản while it is a draft. ``seen`` is the fingerprint of what the form showed: another's change since
    then is a refusal, not overwritten. Tasks pinned to the text move with their words.
    """
    row = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive.pk)
    if not access.may(actor, Permission.DIRECTIVE_ENTER, row):
        raise PermissionDenied
    if row.state not in EDITABLE:
        raise TransitionDenied(
            "not_editable",
            _("Chỉ sửa được văn bản đang soạn; văn bản này %(state)s.") % {"state": row.get_state_display().lower()},
        )
    if seen and seen != fingerprint(row):
        raise TransitionDenied(
            "stale", _("Văn bản đã được người khác sửa sau khi bạn mở. Hãy tải lại trang để xem bản mới rồi sửa tiếp.")
        )
    if content.standing_unit.pk != row.standing_unit_id:
        _require_desk(actor, content.standing_unit)
    check_secrecy(content.text)
    check_secrecy(content.abstract)
    _duplicates(content, actor, although_duplicate, besides=row.pk)
    return _apply(row, content, actor)


def content_of(directive: Directive) -> DirectiveContent:
    """What the directive holds now, as content."""
    return DirectiveContent(
        **{name: getattr(directive, name) for name in COLUMNS},
        recipients=tuple(
            RecipientLine(role=row.role, name=row.name, unit_id=row.unit_id, group_id=row.group_id)
            for row in directive.recipients.all()
        ),
        links=tuple(
            LinkLine(
                reference=row.reference,
                kind=row.kind,
                issuer_name=row.issuer_name,
                issued_on=row.issued_on,
                target_id=row.target_id,
            )
            for row in directive.links.all()
        ),
    )


def fingerprint(directive: Directive) -> str:
    """Changes with anything that a person enters about the directive."""
    return hashlib.sha256(json.dumps(_plain(content_of(directive)), sort_keys=True).encode()).hexdigest()[:32]


def _apply(row: Directive, content: DirectiveContent, actor: Actor) -> Directive:
    before = content_of(row)
    changed = [field.name for field in fields(content) if _plain(before)[field.name] != _plain(content)[field.name]]
    if not changed:
        return row
    for name in COLUMNS:
        setattr(row, name, getattr(content, name))
    if "type" in changed:
        row.max_extensions = content.type.max_extensions
        row.extension_needs_document = content.type.extension_needs_document
    lost = 0
    if "text" in changed:
        row.edition += 1
    row.save()
    if {"recipients", "links"} & set(changed):
        row.recipients.all().delete()
        row.links.all().delete()
        _write_lists(row, content)
    if "text" in changed:
        rewrite(row)
        lost = move_pins(row, lambda start, end: move_span(before.text, row.text, start, end))
    record(row, DirectiveChanged(directive_id=row.pk, fields=tuple(changed), unpinned=lost), actor=actor)
    return row


def _plain(content: DirectiveContent) -> dict[str, Any]:
    """The content as JSON; rows by their keys."""
    found: dict[str, Any] = {}
    for name in COLUMNS:
        value = getattr(content, name)
        found[name] = str(getattr(value, "pk", value) or "")
    found["recipients"] = [asdict(line) for line in content.recipients]
    found["links"] = [{**asdict(line), "issued_on": str(line.issued_on or "")} for line in content.links]
    return found


def _write_lists(directive: Directive, content: DirectiveContent) -> None:
    DirectiveRecipient.objects.bulk_create(
        DirectiveRecipient(directive=directive, order=order, **asdict(line))
        for order, line in enumerate(content.recipients)
    )
    DirectiveLink.objects.bulk_create(DirectiveLink(source=directive, **asdict(line)) for line in content.links)


def _duplicates(content: DirectiveContent, actor: Actor, allowed: bool, besides: int | None = None) -> list[Directive]:
    """Directives the actor may see that bear the same number; of two entered at once the second sees the first."""
    if not content.number:
        return []
    with connection.cursor() as cursor:
        key = f"{content.issuer.pk}/{content.number.lstrip('0')}/{content.symbol.lower()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [key])
    found = duplicates_of(content.issuer.pk, content.number, content.symbol, content.issued_on, actor, besides)
    if found and not allowed:
        raise DuplicateDirective(found)
    return found


def duplicates_of(
    issuer_id: int, number: str, symbol: str, issued_on: date | None, actor: Actor, besides: int | None = None
) -> list[Directive]:
    """What bears the same number, symbol and issuer in the same year, as far as the actor may know of it."""
    year = issued_on.year if issued_on else None
    found = access.visible_to(actor).same_document(issuer_id=issuer_id, number=number, symbol=symbol, year=year)
    return list(found.exclude(pk=besides).select_related("type", "issuer").order_by("-id")[:5])


def _require_desk(actor: Actor, unit: Unit) -> None:
    if not organizations_access.may(actor, Permission.DIRECTIVE_ENTER, unit_id=unit.pk, unit_path=unit.path):
        raise PermissionDenied
