"""The page of the entry form: what stands on it beside the fields."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from directives import matching
from directives.access import visible_to
from directives.forms.entry import EntryForm
from directives.models import Directive, PendingFile
from directives.states import LinkKind, RecipientRole
from organizations.access import seats_with
from organizations.decorators import OfficeRequest
from organizations.models import Unit
from organizations.permissions import Permission
from workflows.actors import Actor
from workflows.numbers import whole

INVALID = 422
LINE_FIELDS = ("addressed", "distribution", "carries_out", "supersedes")
_LINKED = {"carries_out": LinkKind.CARRIES_OUT, "supersedes": LinkKind.SUPERSEDES}


@dataclass
class Beside:
    """What a sending of the form came to. ``heading`` tells what was tried and failed; ``told`` what was done."""

    pending: PendingFile | None = None
    reading: dict[str, object] | None = None
    token: str = ""
    filled: set[str] = field(default_factory=set)
    scanned: bool = False
    heading: str = ""
    told: str = ""
    duplicates: Iterable[Directive] = ()


def entry_page(
    request: OfficeRequest,
    form: EntryForm,
    directive: Directive | None = None,
    beside: Beside | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The form. Its address names the upload it holds, so that loading it anew, going back and a second window show
    the same: entry.js puts ``address`` in the place of the one that the file was sent to.
    """
    standing = form.fields["standing_unit"].queryset  # type: ignore[attr-defined]
    shown = beside or Beside(scanned=bool(directive and directive.scanned))
    context: dict[str, Any] = {
        **vars(shown),
        "form": form,
        "directive": directive,
        "address": f"{request.path}?tep={shown.token}" if shown.token else request.path,
        "same_file": _same_file(request.actor, shown.pending, directive),
        "one_desk": len(standing) == 1,
        "proposes": directive is None and bool(seats_with(request.actor, Permission.DIRECTIVE_DECOMPOSE)),
        "matches": {},
    }
    if beside or directive:
        chosen = standing.filter(pk=whole(form["standing_unit"].value())).first() or standing.first()
        context["matches"] = {
            name: lines_match(request.actor, name, chosen, str(form[name].value() or "")) for name in LINE_FIELDS
        }
    return render(request, "directives/entry.html", context, status=status)


def lines_match(actor: Actor, name: str, standing: Unit | None, typed: str) -> list[matching.Match]:
    """What the lines of one field stand for."""
    if name in _LINKED:
        return matching.told_links(matching.links(typed, _LINKED[name], actor))
    role = RecipientRole.ADDRESSED if name == "addressed" else RecipientRole.DISTRIBUTION
    if standing is None:
        return []
    return matching.told(matching.recipients(typed, role, actor, standing))


def _same_file(actor: Actor, pending: PendingFile | None, besides: Directive | None) -> list[Directive]:
    """Directives this person may see that bear the very file just sent: it was read before."""
    if pending is None:
        return []
    found = visible_to(actor).filter(files__file=pending.file_id).distinct().order_by("-id")
    return list(found.exclude(pk=besides.pk if besides else None)[:5])
