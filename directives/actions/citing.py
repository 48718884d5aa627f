"""Recording documents that the text cites, once a person has looked at what was read."""

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from directives.actions.entering import change_directive, content_of, fingerprint
from directives.citing import unrecorded
from directives.models import Directive
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
