"""Units and people by spreadsheet: template, upload, preview, confirm."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organizations.actions import imports as act
from organizations.decorators import OfficeRequest, needs
from organizations.forms.base import OfficeForm
from organizations.imports import workbook
from organizations.imports.columns import COLUMNS
from organizations.imports.plans import Outcome
from organizations.models import ImportBatch, ImportKind
from organizations.permissions import Permission
from organizations.views.common import INVALID

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200  # rows of each outcome in the preview
FILE_NAMES = {ImportKind.UNITS: "don-vi", ImportKind.PEOPLE: "nguoi"}
KINDS = {word: kind for kind, word in FILE_NAMES.items()}


class UploadForm(OfficeForm):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp bảng tính"),
        help_text=gettext_lazy("Tệp .xlsx hoặc .csv, nhiều nhất 10 MB và 20.000 dòng."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest, word: str) -> HttpResponse:
    """Take the file; its rows wait for confirmation."""
    kind = _kind(word)
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        batch = form.attempt(lambda: act.upload(actor=request.actor, kind=kind, file=form.cleaned_data["file"]))
        if batch:
            return redirect("organizations:import-preview", batch.pk)
    context = {
        "form": form,
        "kind": kind,
        "word": word,
        "columns": COLUMNS[kind],
        "recent": ImportBatch.objects.filter(kind=kind, uploaded_by=request.user).defer("rows").order_by("-id")[:5],
    }
    return render(request, "organizations/import.html", context, status=INVALID if form.errors else 200)


@needs(Permission.OFFICE_SETUP)
@require_GET
def template(request: OfficeRequest, word: str) -> HttpResponse:
    """The empty template; ``?hien_co=1``: filled with what is there today."""
    kind = _kind(word)
    rows = workbook.present_rows(kind, request.actor) if request.GET.get("hien_co") == "1" else []
    return _download(workbook.workbook(kind, rows), f"{word}{'-hien-co' if rows else '-mau'}.xlsx")


@needs(Permission.OFFICE_SETUP)
@require_http_methods(["GET", "POST"])
def preview(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the file would do, errors first; POST applies it."""
    batch = _batch(request, pk)
    if request.method == "POST":
        try:
            act.apply_batch(actor=request.actor, batch=batch)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Đã nhập xong."))
        return redirect("organizations:import-preview", batch.pk)
    context: dict[str, Any] = {"batch": batch, "word": FILE_NAMES[ImportKind(batch.kind)]}
    if batch.applied_at is None:
        planned = act.plan(actor=request.actor, kind=batch.kind, rows=batch.rows)
        context |= {
            "plan": planned,
            "counts": planned.counts,
            "parts": [
                (outcome, [row for row in planned.rows if row.outcome is outcome][:SHOWN])
                for outcome in (Outcome.ERROR, Outcome.CREATED, Outcome.CHANGED)
            ],
            "shown": SHOWN,
        }
    else:
        context["links"] = len(batch.outcome.get("new_usernames", []))
    return render(request, "organizations/import_preview.html", context)


@needs(Permission.OFFICE_SETUP)
@require_POST
def links(request: OfficeRequest, pk: int) -> HttpResponse:
    """One-time password links of the people a batch added, as a spreadsheet to hand out."""
    batch = _batch(request, pk)
    rows = act.links_of_batch(actor=request.actor, batch=batch)
    headings = [_("Họ và tên"), _("Tên đăng nhập"), _("Liên kết đặt mật khẩu (dùng một lần)")]
    return _download(workbook.plain_table(_("Liên kết"), headings, rows), "lien-ket-dat-mat-khau.xlsx")


def _kind(word: str) -> str:
    if word not in KINDS:
        raise Http404
    return KINDS[word]


def _batch(request: OfficeRequest, pk: int) -> ImportBatch:
    """Only who uploaded a file sees it: it may name accounts."""
    batch = ImportBatch.objects.filter(pk=pk, uploaded_by_id=request.actor.person_id).first()
    if batch is None:
        raise Http404
    return batch


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
