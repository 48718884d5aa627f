"""Pages of issuing and of the end of a directive."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directives import access
from directives.models import Directive
from directives.states import DirectiveState
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from tasks.issuing import closing
from tasks.issuing.jobs import enqueue_issuing
from tasks.issuing.pages import issue_board
from workflows.machine import TransitionDenied
from workflows.reasons import ReasonField


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def issuing(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:issuing``: how far it has come; POST starts it again when it stopped. ``?manh=1``: the live part."""
    directive = access.directive_for(request.actor, pk, Permission.DIRECTIVE_WATCH)
    if request.method == "POST":
        access.directive_for(request.actor, pk, Permission.DIRECTIVE_ISSUE)
        if directive.state == DirectiveState.ISSUING:
            enqueue_issuing(pk)
            messages.info(request, _("Đã cho chạy lại việc giao."))
        return redirect("tasks:issuing", pk=pk)
    board = issue_board(directive)
    context = {"board": board, "may_issue": access.may(request.actor, Permission.DIRECTIVE_ISSUE, directive)}
    template = "tasks/issuing/_progress.html" if request.GET.get("manh") else "tasks/issuing.html"
    return render(request, template, context)


class CloseForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Nhận xét khi kết thúc"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CloseAndCancelForm(CloseForm):
    """Asked when something is still open."""

    cancel_reason = ReasonField(
        label=gettext_lazy("Lý do hủy các việc còn lại"), max_length=4000,
        help_text=gettext_lazy("Các việc này được hủy, không tính vào tỷ lệ hoàn thành."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do"), max_length=4000, rows=3)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:close``: when all is settled; else says how many remain, and can cancel them first."""
    directive = access.directive_for(request.actor, pk, Permission.DIRECTIVE_CLOSE)
    left = closing.remaining(directive)
    may_cancel = bool(left.open) and access.may(request.actor, Permission.CANCEL, directive)
    form_class = CloseAndCancelForm if may_cancel else CloseForm

    def act(data: dict[str, Any]) -> None:
        closing.close(
            directive=directive,
            actor=request.actor,
            note=data["note"],
            cancel_reason=data.get("cancel_reason", ""),
        )

    hindrance = left.sentence if left.open and (not may_cancel or left.submitted) else ""
    cancels = left.open if may_cancel else 0
    label = gettext_lazy("Kết thúc theo dõi")
    return _end(request, directive, form_class, act, label, "lock", left.sentence, hindrance, cancels)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reopen(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:reopen``."""
    directive = access.directive_for(request.actor, pk, Permission.DIRECTIVE_CLOSE)

    def act(data: dict[str, Any]) -> None:
        closing.reopen(directive=directive, actor=request.actor, reason=data["reason"])

    return _end(request, directive, ReasonForm, act, gettext_lazy("Mở lại theo dõi"), "lock-open")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:withdraw``: with everything that is not settled."""
    directive = access.directive_for(request.actor, pk, Permission.DIRECTIVE_CLOSE)
    left = closing.remaining(directive)

    def act(data: dict[str, Any]) -> None:
        closing.withdraw(directive=directive, actor=request.actor, reason=data["reason"])

    told = _("%(n)d việc chưa khép lại sẽ được hủy cùng văn bản.") % {"n": left.open} if left.open else ""
    return _end(
        request, directive, ReasonForm, act, gettext_lazy("Thu hồi văn bản"), "file-off", told, cancels=left.open
    )


def _end(
    request: OfficeRequest,
    directive: Directive,
    form_class: type[forms.Form],
    act: Callable[[dict[str, Any]], None],
    label: str | Promise,
    icon: str,
    told: str = "",
    hindrance: str = "",
    cancels: int = 0,
) -> HttpResponse:
    """Ask, do, say; a refusal keeps what was typed. ``cancels``: how many assignments end with it, for the button."""
    context: dict[str, Any] = {"directive": directive, "label": label, "icon": icon, "told": told, "why": hindrance}
    context["cancels"] = cancels
    if request.method != "POST":
        return render(request, "tasks/ending.html", context | {"form": form_class()})
    form = form_class(request.POST)
    if not form.is_valid():
        return render(request, "tasks/ending.html", context | {"form": form, "why": ""}, status=422)
    try:
        act(form.cleaned_data)
    except TransitionDenied as refusal:
        return render(request, "tasks/ending.html", context | {"form": form, "why": refusal.message}, status=409)
    messages.success(request, f"{label}: {directive.called}.")
    return redirect("tasks:coverage", pk=directive.pk)
