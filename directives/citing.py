"""Documents that the text cites and that nobody has recorded yet, each with what it is to this one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from directives import access
from directives.actions.entering import LinkLine
from directives.intake.citing import Reference, read_references
from directives.intake.references import Code, read_code
from directives.models import Directive, RejectedCitation
from directives.states import LinkKind
from workflows.actors import Actor
from workflows.folding import fold

MOST = 200
REFERENCE_LENGTH, ISSUER_LENGTH = 60, 200


@dataclass(frozen=True)
class Citation:
    """One cited document; ``target`` when the register has it and the actor may see it, ``words`` its first mention."""

    reference: str
    kind: LinkKind
    issuer: str
    issued_on: date | None
    words: str
    target: Directive | None = None

    @property
    def weighs(self) -> bool:
        """Worth recording unasked: what is carried out, the legal basis, whatever the register has."""
        return self.kind != LinkKind.MENTION or self.target is not None

    def as_line(self) -> LinkLine:
        return LinkLine(
            reference=self.reference[:REFERENCE_LENGTH],
            kind=self.kind,
            issuer_name=self.issuer[:ISSUER_LENGTH],
            issued_on=self.issued_on,
            target_id=self.target.pk if self.target else None,
        )


def unrecorded(directive: Directive, actor: Actor) -> list[Citation]:
    """Cited in the text, neither among the directive's links nor set aside. Three queries, however many there are."""
    if not directive.text:
        return []
    own = Code(directive.number, directive.joint, directive.symbol) if directive.number else None
    recorded = {key_of(reference) for reference in directive.links.values_list("reference", flat=True)}
    settled = recorded.union(RejectedCitation.objects.filter(directive=directive).values_list("key", flat=True))
    cited = [each for each in read_references(directive.text, own) if key_of(each.reference) not in settled][:MOST]
    return [
        Citation(
            reference=each.reference,
            kind=LinkKind(each.kind),
            issuer=each.issuer,
            issued_on=each.issued_on,
            words=" ".join(directive.text[each.start : each.end].split())[:200],
            target=same[0] if len(same) == 1 else None,
        )
        for each, same in zip(cited, registered(cited, actor, besides=directive.pk), strict=True)
    ]


def registered(cited: Sequence[Reference], actor: Actor, besides: int | None = None) -> list[list[Directive]]:
    """For each cited document the directives of its number that the actor may see, but for those of another day. One
    query.
    """
    register = _register([each.reference for each in cited], actor, besides)
    return [[row for row in register.get(key_of(each.reference), []) if _fits(row, each.issued_on)] for each in cited]


def _register(references: list[str], actor: Actor, besides: int | None) -> dict[str, list[Directive]]:
    """Directives of these numbers that the actor may see, by number."""
    wanted = Q(pk__in=())
    for reference in references:
        code = read_code(reference)
        if code is not None and code.number:
            wanted |= Q(number=code.number, symbol__iexact=code.symbol)
    rows = access.visible_to(actor).filter(wanted).exclude(pk=besides).select_related("type").defer("text", "folded")
    found: dict[str, list[Directive]] = {}
    for row in rows.order_by("-id")[: 2 * MOST] if references else ():
        found.setdefault(key_of(f"{row.number}{row.joint}{row.symbol}"), []).append(row)
    return found


def _fits(row: Directive, issued_on: date | None) -> bool:
    return issued_on is None or row.issued_on is None or row.issued_on == issued_on


def key_of(reference: str) -> str:
    """The same document however the parts of its number are joined."""
    return re.sub(r"\W+", "-", fold(reference)).lstrip("0")
