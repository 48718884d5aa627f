"""Entering a directive and correcting a draft: one form, the document's text beside it."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from directives import matching, prefill
from directives.access import directive_for, may, visible_to
from directives.actions.entering import (
    DirectiveContent,
    DuplicateDirective,
    change_directive,
    duplicates_of,
    enter_directive,
    fingerprint,
)
from directives.actions.filing import attach_file, drop_pending, hold_pending, pending_for
from directives.actions.reading import reading_for, start_reading
from directives.files import DOCUMENTS, FileRefused, keep, read_upload
from directives.forms.entry import EntryForm, initial_of, text_mark
from directives.intake.references import read_code
from directives.models import Directive, FileReading, PendingFile
from directives.states import EDITABLE, LinkKind, ReadingState, RecipientRole
from directives.views.page import address_of
from directives.views.reading import shown
from organizations.access import seats_with
from organizations.actions.outside import add_outside_body
from organizations.decorators import OfficeRequest, needs
from organizations.forms.pickers import unit_label
from organizations.models import Unit
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.numbers import whole

ORIGINALS = DOCUMENTS | {"png", "jpg"}
INVALID = 422
LINE_FIELDS = ("addressed", "distribution", "carries_out", "supersedes")
LINKED = {"carries_out": LinkKind.CARRIES_OUT, "supersedes": LinkKind.SUPERSEDES}


@needs(Permission.DIRECTIVE_ENTER)
@require_http_methods(["GET", "POST"])
def enter(request: OfficeRequest) -> HttpResponse:
    """Nhập văn bản."""
    if request.method == "POST":
        return Submission(request).answer()
    form = EntryForm(actor=request.actor, initial={"received_on": clock.today()})
    return _page(request, form)


@needs(Permission.DIRECTIVE_ENTER)
@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Sửa văn bản đang soạn."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    if directive.state not in EDITABLE:
        messages.error(request, _("Chỉ sửa được văn bản đang soạn."))
        return redirect(directive)
    if request.method == "POST":
        return Submission(request, directive).answer()
    initial = {**initial_of(directive), "seen": fingerprint(directive)}
    return _page(request, EntryForm(actor=request.actor, directive=directive, initial=initial), directive)


@needs(Permission.DIRECTIVE_ENTER)
@require_POST
def match(request: OfficeRequest, field: str) -> HttpResponse:
    """What the lines typed into one field of the form stand for; a fragment for htmx."""
    if field not in LINE_FIELDS:
        raise Http404
    form = EntryForm(request.POST, actor=request.actor)
    standing = form.fields["standing_unit"].queryset.filter(pk=whole(request.POST.get("standing_unit"))).first()  # type: ignore[attr-defined]
    return render(request, "directives/_matches.html", {"matches": _matches(request, field, standing), "field": field})


@needs(Permission.DIRECTIVE_ENTER)
@require_POST
def same_number(request: OfficeRequest) -> HttpResponse:
    """Directives that bear the number being typed, as far as this person may know of them; a fragment for htmx."""
    code = read_code(request.POST.get("code", ""))
    issuer_id = whole(request.POST.get("issuer"))
    form = EntryForm(request.POST, actor=request.actor)
    form.fields["issued_on"].required = False
    try:
        issued_on = form.fields["issued_on"].clean(request.POST.get("issued_on", ""))
    except Exception:
        issued_on = None
    found: list[Directive] = []
    if code and code.number and issuer_id:
        besides = whole(request.POST.get("besides"))
        found = duplicates_of(issuer_id, code.number, code.symbol, issued_on, request.actor, besides)
    return render(request, "directives/_duplicates.html", {"duplicates": found})


@dataclass
class Upload:
    """The file of a submission: newly read, or kept from the one before."""

    pending: PendingFile | None = None
    text: str = ""
    reading: FileReading | None = None
    refused: FileRefused | None = None


class Submission:
    """One sending of the form. Whatever is wrong, what was typed and the file stay in the form."""

    def __init__(self, request: OfficeRequest, directive: Directive | None = None) -> None:
        self.request = request
        self.actor = request.actor
        self.directive = directive
        self.data: QueryDict = request.POST.copy()
        self.filled: set[str] = set()
        self.upload = self._take_upload()

    def answer(self) -> HttpResponse:
        if self.upload.text:
            self._take_text()
        if self.request.POST.get("action") == "read" and self.upload.refused is None:
            return self._read()
        form = self._form()
        valid = form.is_valid()
        if self.upload.refused is not None:
            if self.request.POST.get("action") == "read":
                form.errors.clear()  # what is still blank was not asked about
            form.add_error("file", self.upload.refused)
            return self._refused(form)
        pending = self.upload.pending
        if pending and not pending.readable and not form.cleaned_data.get("no_secret"):
            form.add_error("no_secret", _("Tệp này máy không đọc được chữ. Hãy xem lại rồi đánh dấu ô này."))
            valid = False
        return self._save(form) if valid and form.is_valid() else self._refused(form)

    def _form(self) -> EntryForm:
        return EntryForm(self.data, actor=self.actor, directive=self.directive)

    def _take_upload(self) -> Upload:
        """Check and keep a new file, or find the one kept before. A refused file is not kept."""
        uploaded = self.request.FILES.get("file")
        if uploaded is None:
            token = self.data.get("pending", "")
            pending = pending_for(self.actor, token)
            if token and pending is None:  # saved from another tab, or swept: nothing is saved without its file unsaid
                self.data["pending"] = ""
                gone = _(
                    "Tệp đã gửi trước không còn trên máy chủ. Hãy chọn lại tệp, hoặc bấm lưu lần nữa để lưu không tệp."
                )
                return Upload(refused=FileRefused(gone, code="gone"))
            return self._kept(pending)
        before, self.data["pending"] = self.data.get("pending", ""), ""
        try:
            reading = read_upload(uploaded, allowed=ORIGINALS)
        except FileRefused as error:
            if error.code == "secret":
                return Upload(refused=error)
            # The file that came before stays: only what was to take its place is not taken.
            self.data["pending"] = before
            return replace(self._kept(pending_for(self.actor, before)), text="", refused=error)
        stored = keep(reading)
        pending = hold_pending(stored=stored, name=reading.name, actor=self.actor, readable=reading.extract.readable)
        self.data["pending"] = str(pending.token)
        later = start_reading(pending=pending, actor=self.actor) if reading.extract.later else None
        return Upload(pending, reading.extract.text, later)

    def _kept(self, pending: PendingFile | None) -> Upload:
        """The file of an earlier sending, with the text that a job has read meanwhile where it is wanted."""
        reading = reading_for(self.actor, str(pending.token)) if pending else None
        if pending is None or reading is None:
            return Upload(pending)
        wanted = self.request.POST.get("action") == "read" or not self.data.get("text", "").strip()
        if reading.state == ReadingState.DONE and wanted:
            return Upload(pending, reading.text, reading)
        if self.request.POST.get("action") == "read":
            reading = start_reading(pending=pending, actor=self.actor)
        return Upload(pending, reading=reading)

    def _take_text(self) -> None:
        """The file's text goes beside the form, unless a person has typed or corrected the text there."""
        typed = self.data.get("text", "")
        if self.upload.text and (not typed.strip() or text_mark(typed) == self.data.get("text_of")):
            self.data["text"] = self.upload.text
            self.data["text_of"] = text_mark(self.upload.text)

    def _read(self) -> HttpResponse:
        """Fill what is still empty from the file or the pasted text, and let the person look."""
        if self.upload.pending is None and not self.data.get("text", "").strip():
            form = self._form()
            form.unjudged()
            form.add_error("file", _("Hãy chọn tệp, hoặc dán toàn văn, rồi đọc."))
            return self._refused(form)
        if self.upload.reading is not None and self.upload.reading.state != ReadingState.DONE:
            form = self._form()
            form.unjudged()
            return _page(self.request, form, self.directive, self)
        standing = Unit.objects.filter(pk=whole(self.data.get("standing_unit")) or 0).first()
        found = prefill.from_document(self.data.get("text", ""), self.actor, standing)
        for name, value in found.items():
            if name == "issuer":
                if not self.data.get("issuer_text", "").strip():
                    known = isinstance(value, Unit)
                    self.data["issuer"] = str(value.pk) if known else ""
                    self.data["issuer_text"] = unit_label(value) if known else value
                    self.filled.add(name)
            elif not self.data.get(name, "").strip() or (name == "urgency" and self.data[name] == "normal"):
                self.data[name] = value
                self.filled.add(name)
        self._doubt_arrival()
        form = self._form()
        form.unjudged()
        return _page(self.request, form, self.directive, self)

    def _doubt_arrival(self) -> None:
        """Ngày đến stands at today until a person says otherwise; a document dated later cannot have come today."""
        day = forms.DateField(required=False)
        try:
            came, issued = (day.to_python(self.data.get(name, "")) for name in ("received_on", "issued_on"))
        except ValidationError:
            return
        if came == clock.today() and issued and issued > came:
            self.data["received_on"] = ""

    def reading_shown(self) -> dict[str, object] | None:
        """How the reading by a job stands; None without one, and when its text is in the form already."""
        reading = self.upload.reading
        if reading is None or (reading.text and self.data.get("text_of") == text_mark(reading.text)):
            return None
        return shown(reading)

    @property
    def scanned(self) -> bool:
        """The text beside the form was recognised on a picture: in this file, or without a new one in the earlier."""
        if self.upload.pending is None:
            return self.directive is not None and self.directive.scanned
        return self.upload.reading is not None and self.upload.reading.scanned

    def _save(self, form: EntryForm) -> HttpResponse:
        known = form.cleaned_data.get("although_duplicate", False)
        try:
            with transaction.atomic():
                issuer = form.cleaned_data["issuer"]
                if isinstance(issuer, str):
                    issuer = add_outside_body(actor=self.actor, name=issuer)
                directive = self._act(
                    replace(form.content(issuer), scanned=self.scanned), known, form.cleaned_data["seen"]
                )
                if self.upload.pending is not None:
                    pending = self.upload.pending
                    attach_file(
                        directive=directive, stored=pending.file, name=pending.name, actor=self.actor, original=True
                    )
                    FileReading.objects.filter(token=pending.token).delete()
                    pending.delete()
        except DuplicateDirective as refusal:
            return _page(self.request, form, self.directive, self, status=INVALID, duplicates=refusal.found)
        except TransitionDenied as refusal:
            form.add_error(None, refusal.message)
            return self._refused(form)
        messages.success(self.request, _("Đã lưu văn bản %(reference)s.") % {"reference": directive.called})
        if self.request.POST.get("action") == "propose" and (address := _editor(directive, self.actor)):
            return redirect(address)
        return redirect(directive)

    def _act(self, content: DirectiveContent, known: bool, seen: str) -> Directive:
        if self.directive is None:
            return enter_directive(content=content, actor=self.actor, although_duplicate=known)
        return change_directive(
            directive=self.directive, content=content, actor=self.actor, seen=seen, although_duplicate=known
        )

    def _refused(self, form: EntryForm) -> HttpResponse:
        secret = any(error.code == "secret" for errors in form.errors.as_data().values() for error in errors)
        if secret:  # the words go no further than this request
            self.data["text"] = self.data["text_of"] = ""
            if "abstract" in form.errors:
                self.data["abstract"] = ""
            self._drop_upload()
        return _page(self.request, form, self.directive, self, status=INVALID)

    def _drop_upload(self) -> None:
        """The file that came with a marked text is the marked document: it stays on no disk."""
        if self.upload.pending is not None:
            drop_pending(pending=self.upload.pending, actor=self.actor)
        self.upload = Upload(refused=self.upload.refused)
        self.data["pending"] = ""


def _editor(directive: Directive, actor: Actor) -> str:
    """Where the document proposes its tasks at once, for whoever may decompose it; "" for others."""
    address = address_of("tasks:editor", directive.pk) if may(actor, Permission.DIRECTIVE_DECOMPOSE, directive) else ""
    return address and f"{address}?doc=1"


def _page(
    request: OfficeRequest,
    form: EntryForm,
    directive: Directive | None = None,
    submission: Submission | None = None,
    *,
    status: int = 200,
    duplicates: list[Directive] | None = None,
) -> HttpResponse:
    standing = form.fields["standing_unit"].queryset  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "form": form,
        "directive": directive,
        "pending": submission.upload.pending if submission else None,
        "reading": submission.reading_shown() if submission else None,
        "filled": submission.filled if submission else set(),
        "scanned": submission.scanned if submission else bool(directive and directive.scanned),
        "duplicates": duplicates or [],
        "same_file": _same_file(request, submission, directive),
        "one_desk": len(standing) == 1,
        "proposes": directive is None and bool(seats_with(request.actor, Permission.DIRECTIVE_DECOMPOSE)),
        "matches": {},
    }
    if submission or directive:
        chosen = standing.filter(pk=whole(form["standing_unit"].value())).first() or standing.first()
        context["matches"] = {
            name: _matches(request, name, chosen, str(form[name].value() or "")) for name in LINE_FIELDS
        }
    return render(request, "directives/entry.html", context, status=status)


def _same_file(request: OfficeRequest, submission: Submission | None, besides: Directive | None) -> list[Directive]:
    """Directives this person may see that bear the very file just sent: it was read before."""
    pending = submission.upload.pending if submission else None
    if pending is None:
        return []
    found = visible_to(request.actor).filter(files__file=pending.file_id).distinct().order_by("-id")
    return list(found.exclude(pk=besides.pk if besides else None)[:5])


def _matches(
    request: OfficeRequest, field: str, standing: Unit | None, typed: str | None = None
) -> list[matching.Match]:
    lines = typed if typed is not None else request.POST.get(field, "")
    if field in LINKED:
        return matching.told_links(matching.links(lines, LINKED[field], request.actor))
    role = RecipientRole.ADDRESSED if field == "addressed" else RecipientRole.DISTRIBUTION
    if standing is None:
        return []
    return matching.told(matching.recipients(lines, role, request.actor, standing))
