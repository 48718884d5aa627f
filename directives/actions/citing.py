"""Documents that the text cites: recorded, or set aside, once a person has looked at what was read."""

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from directives.access import require_over
from directives.actions.entering import change_directive, content_of, fingerprint
from directives.citing import key_of, unrecorded
from directives.models import Directive, RejectedCitation
from directives.states import EDITABLE
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def record_citations(*, directive: Directive, references: Collection[str], actor: Actor) -> int:
    """Ghi văn bản được dẫn: those of ``references`` that the text cites and nobody has recorded; how many.

    TransitionDenied when there is none, and as for every change of a directive.
    """
    chosen = [each for each in unrecorded(directive, actor) if each.reference in references]
    if not chosen:
        raise TransitionDenied("nothing_cited", _("Hãy chọn ít nhất một văn bản chưa ghi."))
    content = content_of(directive)
    change_directive(
        directive=directive,
        content=replace(content, links=(*content.links, *(each.as_line() for each in chosen))),
        actor=actor,
        seen=fingerprint(directive),
        although_duplicate=True,
    )
    return len(chosen)


@transaction.atomic
def reject_citation(*, directive: Directive, reference: str, actor: Actor) -> RejectedCitation:
    """Bỏ qua: the document is none that this directive cites; however often the text is read, it is not offered again.

    TransitionDenied when it is not (any more) offered.
    """
    row = _draft(directive, actor)
    if reference not in [each.reference for each in unrecorded(row, actor)]:
        raise TransitionDenied("nothing_cited", _("Văn bản này không còn trong danh sách được dẫn."))
    rejected, _made = RejectedCitation.objects.get_or_create(
        directive=row,
        key=key_of(reference)[:100],
        defaults={"reference": reference[:100], "rejected_by_id": actor.person_id, "rejected_at": clock.now()},
    )
    return rejected


@transaction.atomic
def restore_citation(*, directive: Directive, reference: str, actor: Actor) -> None:
    """Đưa lại: the document is offered again."""
    RejectedCitation.objects.filter(directive=_draft(directive, actor), key=key_of(reference)[:100]).delete()


def _draft(directive: Directive, actor: Actor) -> Directive:
    """The directive, locked, when the actor may enter it and it can still be changed."""
    require_over(actor, Permission.DIRECTIVE_ENTER, directive)
    row: Directive = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive.pk)
    if row.state not in EDITABLE:
        raise TransitionDenied("not_draft", _("Văn bản đã trình hoặc đã giao nên không sửa danh sách này được nữa."))
    return row
