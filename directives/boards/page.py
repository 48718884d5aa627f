"""One directive's page: header, text with its outline, files, links both ways, history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from directives import access
from directives.models import (
    Directive,
    DirectiveFile,
    DirectiveLink,
    DirectiveRecipient,
    DirectiveShare,
    Provision,
    ReviewProcess,
)
from directives.states import EDITABLE, ENDING_LINKS, LIVE, ProvisionKind, RecipientRole
from organizations.permissions import Permission
from workflows.actors import Actor, both_names
from workflows.narration import Entry, events_of, timeline

# What a unit with a part in the directive is told of its history; the rest is the office's own business.
PUBLIC_KINDS = (
    "directive.issued", "directive.closed", "directive.reopened", "directive.withdrawn", "directive.superseded",
)  # fmt: skip
HEADINGS = {ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.ARTICLE}


@dataclass(frozen=True)
class Line:
    """A line of the text; ``anchor`` where a clause begins, ``heading`` when it announces what stands below."""

    text: str
    start: int
    anchor: str = ""
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True)
class OutlineItem:
    anchor: str
    label: str
    title: str
    depth: int
    heading: bool


@dataclass(frozen=True)
class Reading:
    """The text as paragraphs, and the outline beside it."""

    lines: list[Line]
    outline: list[OutlineItem]


@dataclass(frozen=True)
class Link:
    """A document cited here, or one that cites this; ``url`` when it is in the register and may be seen."""

    kind: str
    reference: str
    detail: str
    url: str
    # The directive that this one ends (thay thế, bãi bỏ) and that still goes on, for who may end it; else 0.
    ends: int = 0


def reading(directive: Directive) -> Reading:
    """The text with its outline. One query."""
    provisions = list(directive.provisions.order_by("start", "depth"))
    at: dict[int, Provision] = {}
    for provision in provisions:
        at[provision.start] = provision  # of several that begin together the deepest
    lines, start = [], 0
    for text in directive.text.split("\n"):
        found = at.get(start)
        if text.strip():
            lines.append(
                Line(
                    text=text,
                    start=start,
                    anchor=f"d{found.pk}" if found else "",
                    depth=min(found.depth, 6) if found else 0,
                    heading=bool(found and (found.heading or found.kind in HEADINGS)),
                )
            )
        start += len(text) + 1
    return Reading(lines, [_item(directive.text, provision) for provision in provisions if _listed(provision)])


def body(directive: Directive) -> list[Line]:
    """The lines of the text without letterhead, recipients and signature, which paper shows in their own places."""
    first = directive.provisions.order_by("start").first()
    last = directive.provisions.order_by("-end").first()
    lines = reading(directive).lines
    if first is None or last is None:
        return lines
    return [line for line in lines if first.start <= line.start < last.end]


def signing(directive: Directive) -> list[str]:
    """The lines above the signature: "TM. …", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" (NĐ 30/2020/NĐ-CP art. 13)."""
    title, capacity = directive.signer_title, directive.capacity
    lines = [f"TM. {directive.issuer.name}"] if "TM" in capacity else []
    deputy = "KT" in capacity and title.lower().startswith("phó ")
    if deputy:
        lines.append(f"KT. {title[4:]}")
    plain = "" if deputy or capacity in ("", "TM", "TM_KT") else f"{capacity}. "
    return [*lines, f"{plain}{title}"] if title else lines


def _listed(provision: Provision) -> bool:
    """Dashes and bare paragraphs would make the outline longer than the text."""
    return provision.kind not in (ProvisionKind.DASH, ProvisionKind.PARAGRAPH)


def _item(text: str, provision: Provision) -> OutlineItem:
    title = provision.heading or " ".join(text[provision.body : provision.end].split())[:90]
    return OutlineItem(
        anchor=f"d{provision.pk}",
        label=provision.label,
        title=title,
        depth=min(provision.depth, 4),
        heading=bool(provision.heading),
    )


def recipients(directive: Directive) -> dict[str, list[DirectiveRecipient]]:
    """Kính gửi and Nơi nhận. One query."""
    found: dict[str, list[DirectiveRecipient]] = {RecipientRole.ADDRESSED: [], RecipientRole.DISTRIBUTION: []}
    for row in directive.recipients.select_related("unit", "group"):
        found[row.role].append(row)
    return found


def links_out(directive: Directive, actor: Actor) -> list[Link]:
    """Documents cited here. Two queries."""
    rows = list(directive.links.all())
    seen = _visible(actor, [row.target_id for row in rows if row.target_id])
    return [_out(row, seen.get(row.target_id or 0), actor) for row in rows]


def links_in(directive: Directive, actor: Actor) -> list[Link]:
    """Directives that the actor may see and that cite this one. Two queries."""
    rows = list(DirectiveLink.objects.filter(target=directive))
    seen = _visible(actor, [row.source_id for row in rows])
    return [
        Link(row.get_kind_display(), source.reference, source.abstract, source.get_absolute_url())
        for row in rows
        if (source := seen.get(row.source_id))
    ]


def _out(row: DirectiveLink, target: Directive | None, actor: Actor) -> Link:
    if target is not None:
        lasting = row.kind in ENDING_LINKS and target.state in LIVE
        ends = target.pk if lasting and access.may(actor, Permission.DIRECTIVE_CLOSE, target) else 0
        return Link(row.get_kind_display(), target.reference, target.abstract, target.get_absolute_url(), ends)
    day = f"{row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    detail = ", ".join(part for part in (row.issuer_name, day) if part)
    return Link(row.get_kind_display(), row.reference, detail, "")


def _visible(actor: Actor, ids: Iterable[int]) -> dict[int, Directive]:
    wanted = list(ids)
    if not wanted:
        return {}
    rows = (
        access.visible_to(actor).filter(pk__in=wanted).select_related("type", "standing_unit").defer("text", "folded")
    )
    return {row.pk: row for row in rows}


def files(directive: Directive) -> list[dict[str, Any]]:
    """Files with their addresses. One query."""
    rows = DirectiveFile.objects.filter(directive=directive).select_related("file", "added_by", "added_on_behalf_of")
    return [
        {
            "pk": row.pk,
            "name": row.name,
            "size": row.file.size,
            "url": reverse("directives:file", args=[directive.pk, row.pk]),
            "original": row.original,
            "added_by": both_names(row.added_by, row.added_on_behalf_of),
            "added_at": row.added_at,
            "sha256": row.file.sha256,
        }
        for row in rows
    ]


def shares(directive: Directive) -> list[DirectiveShare]:
    """Whom the directive is shared with now. One query."""
    people = ("person", "unit", "shared_by", "shared_on_behalf_of")
    return list(DirectiveShare.objects.running().filter(directive=directive).select_related(*people))


def history(directive: Directive, *, office: bool) -> list[Entry]:
    """The directive's own history: whole for its office, the public steps for units. One query."""
    events = events_of(f"directive:{directive.pk}")
    if not office:
        events = events.filter(kind__in=PUBLIC_KINDS)
    return timeline(events[:500], mark_newest=True)


def sent_back(directive: Directive) -> ReviewProcess | None:
    """The last round of review when it came back and the directive is a draft: what is to be mended. One query."""
    if directive.state not in EDITABLE:
        return None
    last = next(iter(reviews(directive)), None)
    return last if last is not None and last.approved is False else None


def reviews(directive: Directive) -> list[ReviewProcess]:
    """Rounds of review, the last first. One query."""
    rows = directive.reviews.select_related(
        "submitted_by", "submitted_on_behalf_of", "decided_by", "decided_on_behalf_of"
    )
    return list(rows.order_by("-round"))
