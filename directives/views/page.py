"""One directive: its page with tabs, its files, its print."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directives import access, outlook
from directives.access import directive_for
from directives.actions.ending import withdraw_directive
from directives.actions.filing import attach_file, remove_file
from directives.actions.numbering import give_number, lacks_number
from directives.actions.review import recall
from directives.boards import page as board
from directives.citing import unrecorded
from directives.files import ATTACHMENTS, FileRefused, download_response, keep, read_upload
from directives.forms.numbering import NumberForm
from directives.forms.sharing import ShareForm
from directives.models import Directive, DirectiveFile, RejectedCitation
from directives.outlook import Standing
from directives.states import BEFORE_ISSUE, EDITABLE, FINISHED, DirectiveState
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from workflows.machine import TransitionDenied

TABS = ("noi-dung", "nhiem-vu", "tep", "lien-quan", "dien-bien")
S = DirectiveState


@signed_in
@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """The directive: header, and one of its tabs (``?muc=``)."""
    directive = directive_for(request.actor, pk)
    chosen = request.GET.get("muc", "")
    tab = chosen if chosen in TABS else _first_tab(directive)
    return render(request, "directives/detail.html", context_of(request, directive, tab))


def context_of(request: OfficeRequest, directive: Directive, tab: str) -> dict[str, Any]:
    """Everything that the page shows on that tab."""
    office = access.watches(request.actor, directive)
    # Approved by the reader just now: the end of the giving is told too, however quick it was.
    told = directive.state == S.ISSUED and "giao" in request.GET
    context = {
        "directive": directive,
        "office": office,
        "tab": tab,
        "standing": outlook.standing(request.actor, [directive.pk]).get(directive.pk, Standing()),
        "acts": acts(request, directive),
        "waits": _waits(directive, office),
        "issuing_url": issuing_address(directive.pk) if office and (directive.state == S.ISSUING or told) else "",
        "returned": board.sent_back(directive) if office and tab == "noi-dung" else None,
        **_tab(request, directive, tab, office),
    }
    return {**context, "tabs": _tabs(directive, tab, context)}


@signed_in
@require_safe
def print_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """The directive laid out for paper (NĐ 30/2020/NĐ-CP Annex I), with its tasks."""
    directive = directive_for(request.actor, pk)
    context = {
        "directive": directive,
        "body": board.body(directive),
        "recipients": board.recipients(directive),
        "signing": board.signing(directive),
        "tasks": outlook.tasks(request.actor, directive),
    }
    return render(request, "directives/print.html", context)


@signed_in
@require_safe
def file(request: OfficeRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file of the directive, for who may see the directive."""
    directive = directive_for(request.actor, pk)
    attached = get_object_or_404(DirectiveFile.objects.select_related("file"), pk=file_pk, directive=directive)
    return cast("HttpResponse", download_response(attached.file, attached.name))


@signed_in
@require_POST
def add_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """Attach an annex."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    uploaded = request.FILES.get("file")
    try:
        if uploaded is None:
            messages.error(request, _("Hãy chọn tệp để đính kèm."))
        else:
            reading = read_upload(uploaded, allowed=ATTACHMENTS)
            attach_file(directive=directive, stored=keep(reading), name=reading.name, actor=request.actor)
            messages.success(request, _("Đã đính kèm %(name)s.") % {"name": reading.name})
    except FileRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    except TransitionDenied as refusal:
        messages.error(request, refusal.message)
    return redirect(_at(directive, "tep"))


@signed_in
@require_POST
def drop_file(request: OfficeRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a file off a draft."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    attached = get_object_or_404(DirectiveFile, pk=file_pk, directive=directive)
    try:
        remove_file(attached=attached, actor=request.actor)
        messages.success(request, _("Đã bỏ %(name)s.") % {"name": attached.name})
    except TransitionDenied as refusal:
        messages.error(request, refusal.message)
    return redirect(_at(directive, "tep"))


@signed_in
@require_POST
def give_number_view(request: OfficeRequest, pk: int) -> HttpResponse:
    """Cấp số, ngày cho văn bản đã giao việc."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    form = NumberForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error[0]) for error in form.errors.values()))
        return redirect(directive)
    try:
        row = give_number(
            directive=directive,
            code=form.cleaned_data["code"],
            issued_on=form.cleaned_data["issued_on"],
            actor=request.actor,
        )
        messages.success(request, _("Đã ghi %(reference)s.") % {"reference": row.reference})
    except TransitionDenied as refusal:
        messages.error(request, refusal.message)
    return redirect(directive)


@signed_in
@require_POST
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hủy bản nháp: withdraw a draft, with a reason. What is issued is ended on the page of its follow-up."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    if directive.state != S.DRAFT:
        messages.error(request, _("Chỉ hủy được bản đang soạn."))
        return redirect(directive)
    try:
        withdraw_directive(directive=directive, reason=request.POST.get("reason", ""), actor=request.actor)
        messages.success(request, _("Đã hủy bản nháp %(reference)s.") % {"reference": directive.called})
    except TransitionDenied as refusal:
        messages.error(request, refusal.message)
    return redirect(directive)


@signed_in
@require_POST
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Rút lại bản trình."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_SUBMIT)
    try:
        recall(directive=directive, reason=request.POST.get("reason", ""), actor=request.actor)
        messages.success(request, _("Đã rút lại bản trình."))
    except TransitionDenied as refusal:
        messages.error(request, refusal.message)
    return redirect(directive)


def acts(request: OfficeRequest, directive: Directive) -> dict[str, Any]:
    """Addresses of what this person may do with the directive now; "" where it is not for them or not now."""
    may = {permission: access.may(request.actor, permission, directive) for permission in _ACTS}
    draft = directive.state in EDITABLE
    decomposing = may[Permission.DIRECTIVE_DECOMPOSE] and draft
    after = directive.state not in BEFORE_ISSUE
    return {
        "edit": reverse("directives:edit", args=[directive.pk]) if draft and may[Permission.DIRECTIVE_ENTER] else "",
        "editor": address_of("tasks:editor", directive.pk) if decomposing else "",
        "coverage": address_of("tasks:coverage", directive.pk)
        if after and access.watches(request.actor, directive)
        else "",
        "review": reverse("directives:review", args=[directive.pk])
        if directive.state == S.IN_REVIEW and may[Permission.DIRECTIVE_APPROVE]
        else "",
        "recall": directive.state == S.IN_REVIEW and may[Permission.DIRECTIVE_SUBMIT],
        "number": NumberForm(directive=directive)
        if lacks_number(directive) and may[Permission.DIRECTIVE_ENTER]
        else None,
        "withdraw": draft and may[Permission.DIRECTIVE_ENTER],
        "files": directive.state not in FINISHED and may[Permission.DIRECTIVE_ENTER],
        "drop_files": draft and may[Permission.DIRECTIVE_ENTER],
    }


_ACTS = (
    Permission.DIRECTIVE_ENTER,
    Permission.DIRECTIVE_DECOMPOSE,
    Permission.DIRECTIVE_SUBMIT,
    Permission.DIRECTIVE_APPROVE,
)


def _first_tab(directive: Directive) -> str:
    """A draft is read; what is under way is followed."""
    return "noi-dung" if directive.state in BEFORE_ISSUE else "nhiem-vu"


def _tab(request: OfficeRequest, directive: Directive, tab: str, office: bool) -> dict[str, Any]:
    match tab:
        case "noi-dung":
            return {"reading": board.reading(directive), "recipients": board.recipients(directive)}
        case "nhiem-vu":
            return {"tasks": outlook.tasks(request.actor, directive)}
        case "tep":
            return {"files": board.files(directive)}
        case "lien-quan":
            return {
                "links_out": board.links_out(directive, request.actor),
                "links_in": board.links_in(directive, request.actor),
                **_cited(request, directive),
                **sharing_context(request, directive),
            }
        case _:
            return {
                "timeline": board.history(directive, office=office),
                "reviews": board.reviews(directive) if office else [],
            }


def _cited(request: OfficeRequest, directive: Directive) -> dict[str, Any]:
    """Documents that the text cites and nobody has recorded, and those that somebody set aside."""
    if not _may_record(request, directive):
        return {}
    return {
        "cited": unrecorded(directive, request.actor),
        "set_aside": RejectedCitation.objects.filter(directive=directive),
    }


def _may_record(request: OfficeRequest, directive: Directive) -> bool:
    return directive.state in EDITABLE and access.may(request.actor, Permission.DIRECTIVE_ENTER, directive)


def sharing_context(request: OfficeRequest, directive: Directive) -> dict[str, Any]:
    """Who the directive is shared with, for those who may share it once it is issued."""
    if not access.may(request.actor, Permission.DIRECTIVE_CLOSE, directive) or directive.state in BEFORE_ISSUE:
        return {}
    return {"shares": board.shares(directive), "share_form": ShareForm(actor=request.actor)}


def _tabs(directive: Directive, current: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    labels = (_("Nội dung"), _("Nhiệm vụ"), _("Tệp"), _("Liên quan"), _("Diễn biến"))
    counts = {"tep": directive.files.count(), "nhiem-vu": context["standing"].tasks if context["office"] else None}
    return [
        {"label": label, "url": f"?muc={tab}", "current": tab == current, "count": counts.get(tab)}
        for tab, label in zip(TABS, labels, strict=True)
    ]


def _waits(directive: Directive, office: bool) -> str:
    """What the directive waits for, in one sentence for its office."""
    if not office:
        return ""
    if directive.state == S.IN_REVIEW:
        return _("Đang chờ lãnh đạo duyệt phân công.")
    if directive.state == S.ISSUING:
        return _("Đã duyệt, hệ thống đang giao việc cho các đơn vị.")
    return ""


def issuing_address(pk: int) -> str:
    """Where the app above tells how far the giving of tasks has come, "" without that app."""
    return address_of("tasks:issuing", pk)


def address_of(name: str, pk: int) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def _at(directive: Directive, tab: str) -> str:
    return f"{directive.get_absolute_url()}?muc={tab}"
