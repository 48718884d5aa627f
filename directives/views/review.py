"""Chờ duyệt: what a leader decides, with the tasks as they would be issued and every warning answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directives import outlook
from directives.access import directive_for
from directives.actions.review import approve, own_submission, send_back
from directives.boards import page as board
from directives.boards.review import waiting
from directives.models import Directive
from directives.states import DirectiveState
from directives.views.page import issuing_address
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from workflows.machine import TransitionDenied

MOST_DIGITS = 12


@needs(Permission.DIRECTIVE_APPROVE)
@require_safe
def to_approve(request: OfficeRequest) -> HttpResponse:
    """Everything that waits for this leader, longest waiting first; ``?giao=``: what was approved just now."""
    boards = " ".join(dict.fromkeys(f"unit.{seat.scope_id}" for seat in request.actor.seats))
    given = request.GET.get("giao", "")
    just_approved = issuing_address(int(given)) if given.isdecimal() and len(given) < MOST_DIGITS else ""
    context = {"waiting": waiting(request.actor), "boards": boards, "issuing_url": just_approved}
    return render(request, "directives/to_approve.html", context)


@needs(Permission.DIRECTIVE_APPROVE)
@require_http_methods(["GET", "POST"])
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """One submission: read, then approve or send back with a comment."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_APPROVE)
    comment, refusal = "", ""
    if request.method == "POST":
        comment = request.POST.get("comment", "")
        decide = {"approve": approve, "send_back": send_back}.get(request.POST.get("decision", ""))
        try:
            if decide is None:
                raise TransitionDenied("no_decision", _("Hãy chọn duyệt hoặc trả lại."))
            decide(directive=directive, comment=comment, actor=request.actor)
        except TransitionDenied as denied:
            refusal = denied.message
            directive.refresh_from_db()
        else:
            done = _("Đã duyệt phân công.") if decide is approve else _("Đã trả lại để sửa.")
            messages.success(request, done)
            told = f"?giao={pk}" if decide is approve else ""
            back = reverse("directives:to-approve") if waiting(request.actor) else directive.get_absolute_url()
            return redirect(back + told)
    if directive.state != DirectiveState.IN_REVIEW and not refusal:
        messages.info(request, _("Văn bản này không còn chờ duyệt."))
        return redirect(directive)
    return _page(request, directive, comment, refusal)


def _page(request: OfficeRequest, directive: Directive, comment: str, refusal: str) -> HttpResponse:
    rounds = board.reviews(directive)
    running = next((row for row in rounds if row.approved is None), None)
    context = {
        "directive": directive,
        "rounds": rounds,
        "running": running,
        "tasks": outlook.tasks(request.actor, directive),
        "reach": outlook.reach(directive),
        "concerns": outlook.concerns(request.actor, directive),
        "reading": board.reading(directive),
        "comment": comment,
        "refusal": refusal,
        "own": own_submission(running, request.actor) if running else "",
    }
    return render(request, "directives/review.html", context, status=422 if refusal else 200)
