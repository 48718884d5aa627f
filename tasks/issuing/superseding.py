"""Thay thế, bãi bỏ: by which directive, and what becomes of the open work of the old one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directives import access, matching
from directives.models import Directive
from directives.states import LIVE, LinkKind
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from tasks.issuing import closing
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.numbers import whole, wholes


class SupersedeForm(forms.Form):
    """``by`` is typed as people cite a document and looked up in the register."""

    by = forms.CharField(
        label=gettext_lazy("Văn bản mới (số, ký hiệu)"), max_length=200,
        help_text=gettext_lazy("Phải có trong sổ văn bản. Ví dụ 215/KH-UBND ngày 20/10/2023."),
        error_messages={"required": gettext_lazy("Hãy ghi số, ký hiệu của văn bản mới.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        choices=[
            (LinkKind.SUPERSEDES.value, gettext_lazy("Thay thế văn bản này")),
            (LinkKind.REVOKES.value, gettext_lazy("Bãi bỏ văn bản này")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_by(self) -> Directive:
        typed = self.cleaned_data["by"]
        link = next(iter(matching.links(typed, LinkKind.SUPERSEDES, self.actor)), None)
        if link is None or link.target_id is None:
            told = _(
                "Sổ văn bản không có “%(typed)s”, hoặc có nhiều văn bản cùng số. Hãy ghi thêm ngày, hoặc nhập trước."
            )
            raise forms.ValidationError(told % {"typed": typed})
        return Directive.objects.get(pk=link.target_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def supersede(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:supersede``; ``?boi=<id>`` proposes the new directive."""
    directive = access.directive_for(request.actor, pk, Permission.DIRECTIVE_CLOSE)
    tasks = closing.open_tasks(directive, clock.today())
    context: dict[str, Any] = {"directive": directive, "tasks": tasks, "open": sum(task.open for task in tasks)}
    if request.method != "POST":
        context["cancel"] = {task.pk for task in tasks if task.cancel}
        context["why"] = "" if directive.state in LIVE else _("Chỉ văn bản đang thực hiện mới thay thế, bãi bỏ được.")
        form = SupersedeForm(actor=request.actor, initial=_proposed(request, directive))
        return render(request, "tasks/superseding.html", context | {"form": form})
    cancel = set(wholes(request.POST.getlist("cancel")))
    form = SupersedeForm(request.POST, actor=request.actor)
    context |= {"form": form, "cancel": cancel}
    if not form.is_valid():
        return render(request, "tasks/superseding.html", context, status=422)
    try:
        closing.supersede(directive=directive, actor=request.actor, cancel=cancel, **form.cleaned_data)
    except TransitionDenied as refusal:
        return render(request, "tasks/superseding.html", context | {"why": refusal.message}, status=409)
    by = form.cleaned_data["by"].reference
    messages.success(request, _("%(old)s đã kết thúc theo %(by)s.") % {"old": directive.reference, "by": by})
    return redirect(directive)


def _proposed(request: OfficeRequest, directive: Directive) -> dict[str, Any]:
    """The directive that cites this one as superseded, when the reader came from there."""
    wanted = access.visible_to(request.actor).filter(pk=whole(request.GET.get("boi"))).first()
    if wanted is None:
        return {}
    day = _(" ngày %(day)s") % {"day": f"{wanted.issued_on:%d/%m/%Y}"} if wanted.issued_on else ""
    cited = wanted.links.filter(target=directive, kind=LinkKind.REVOKES).exists()
    return {"by": f"{wanted.reference}{day}", "kind": LinkKind.REVOKES if cited else LinkKind.SUPERSEDES}
