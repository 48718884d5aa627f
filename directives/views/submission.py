"""One sending of the entry form: read, drop the file, or save."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directives import prefill
from directives.access import may
from directives.actions.entering import DirectiveContent, DuplicateDirective, change_directive, enter_directive
from directives.actions.filing import attach_file, discard_pending, drop_pending
from directives.actions.reading import reading_for
from directives.forms.entry import EntryForm, as_typed, text_mark
from directives.models import Directive, FileReading
from directives.reading import is_open
from directives.views import sent_file
from directives.views.entry_page import INVALID, Beside, entry_page
from directives.views.page import address_of
from directives.views.reading import shown
from directives.views.sent_file import Upload
from organizations.actions.outside import add_outside_body
from organizations.decorators import OfficeRequest
from organizations.forms.pickers import unit_label
from organizations.models import Unit
from organizations.permissions import Permission
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.numbers import whole


def resumed(request: OfficeRequest, form: EntryForm, directive: Directive | None = None) -> HttpResponse:
    """The form with an upload that was sent before: how far its reading is, and once it is done what it tells."""
    data = as_typed(form)
    data["pending"], data["action"] = request.GET.get("tep", ""), "resume"
    return Submission(request, data, directive).resume()


class Submission:
    """One sending of the form. Whatever is wrong, what was typed and the file stay in the form."""

    def __init__(self, request: OfficeRequest, data: QueryDict, directive: Directive | None = None) -> None:
        self.request = request
        self.actor = request.actor
        self.directive = directive
        self.data = data
        self.action = data.get("action", "")
        self.filled: set[str] = set()
        self.heading = self.told = ""
        self.upload = self._take_upload()

    def answer(self) -> HttpResponse:
        """Do what the button that was pressed asks for."""
        if self.action == "drop":
            return self._drop()
        self._take_text()
        if self.action == "read" and self.upload.refused is None:
            return self._read()
        form = self._form()
        valid = form.is_valid()
        if self.upload.refused is not None:
            if self.action == "read":
                form.errors.clear()  # what is still blank was not asked about
                self.heading = _("Chưa đọc được tệp")
            form.add_error("file", self.upload.refused)
            return self._refused(form)
        pending = self.upload.pending
        if pending and not pending.readable and not form.cleaned_data.get("no_secret"):
            form.add_error("no_secret", _("Tệp này máy không đọc được chữ. Hãy xem lại rồi đánh dấu ô này."))
            valid = False
        if self.action == "propose" and self.upload.reading and is_open(self.upload.reading):
            form.add_error(
                "file", _("Tệp còn đang được đọc. Hãy chờ đọc xong, hoặc bấm “Dừng đọc” rồi tự dán toàn văn.")
            )
            valid = False
        return self._save(form) if valid and form.is_valid() else self._incomplete(form)

    def resume(self) -> HttpResponse:
        """Show the upload that the address names."""
        if self.upload.refused is not None:
            form = self._unjudged()
            self.heading = _("Không mở lại được tệp")
            form.add_error("file", self.upload.refused)
            return self._page(form)
        self._take_text()
        return self._read()

    def _form(self) -> EntryForm:
        return EntryForm(self.data, actor=self.actor, directive=self.directive)

    def _unjudged(self) -> EntryForm:
        form = self._form()
        form.unjudged()
        return form

    def _page(self, form: EntryForm, *, status: int = 200, duplicates: list[Directive] | None = None) -> HttpResponse:
        beside = Beside(
            pending=self.upload.pending,
            reading=self.reading_shown(),
            token=self.upload.token,
            filled=self.filled,
            scanned=self.scanned,
            heading=self.heading,
            told=self.told,
            duplicates=duplicates or [],
        )
        return entry_page(self.request, form, self.directive, beside, status=status)

    def _take_upload(self) -> Upload:
        token = self.data.get("pending", "")
        uploaded = self.request.FILES.get("file")
        if uploaded is not None and self.action != "drop":
            upload = sent_file.sent(uploaded, token, self.actor)
        else:
            text = self.action in ("read", "resume") or not self.data.get("text", "").strip()
            upload = sent_file.found(token, self.actor, text=text, begin=self.action == "read")
            if upload.refused and self.action == "resume" and (row := reading_for(self.actor, token)):
                upload = Upload(reading=row)  # it found a mark of secrecy, and took the file with it
        self.data["pending"] = str(upload.pending.token) if upload.pending else ""
        return upload

    def _take_text(self) -> None:
        """The file's text goes beside the form, unless a person has typed or corrected the text there."""
        typed = self.data.get("text", "")
        if self.upload.text and (not typed.strip() or text_mark(typed) == self.data.get("text_of")):
            self.data["text"] = self.upload.text
            self.data["text_of"] = text_mark(self.upload.text)

    def _read(self) -> HttpResponse:
        """Fill what is still empty from the file or the pasted text, and let the person look."""
        if not self.upload.token and not self.data.get("text", "").strip():
            form = self._unjudged()
            self.heading = _("Chưa có gì để đọc")
            form.add_error("file", _("Hãy chọn tệp, hoặc dán toàn văn, rồi đọc."))
            return self._refused(form)
        if self.upload.is_read and self.data.get("text", "").strip():
            self._fill()
            self.told = self._told()
        return self._page(self._unjudged())

    def _incomplete(self, form: EntryForm) -> HttpResponse:
        """Nothing is saved; where the text tells what is missing in the form, it is filled in for the person to see."""
        if self.data.get("text", "").strip() and form.lacks_header and not form.is_secret:
            self._fill()
            again = self._form()
            if self.filled:
                again.is_valid()
                self.told = self._told()
                self.heading = _("Chưa lưu được") if again.errors else ""
                return self._page(again, status=INVALID)
            self.heading = _(
                "Chưa lưu được: trong toàn văn không thấy phần đầu của văn bản (cơ quan ban hành, số, ngày, tên loại, "
                "trích yếu). Hãy điền các ô dưới đây, hoặc dán thêm phần đầu"
            )
        return self._refused(form)

    def _fill(self) -> None:
        """Put what the text tells into the fields that are empty."""
        told = self._in_text()
        if self.data.get("issuer_text", "").strip():
            told.pop("issuer", None)
            told.pop("issuer_text", None)
        for name, value in told.items():
            if name == "issuer" or not self.data.get(name, "").strip() or self._is_default(name):
                self.data[name] = value
                self.filled.add("issuer" if name == "issuer_text" else name)
        self._doubt_arrival()

    def _in_text(self) -> dict[str, str]:
        """What the text tells, as the form would send it."""
        standing = Unit.objects.filter(pk=whole(self.data.get("standing_unit")) or 0).first()
        told = prefill.from_document(self.data.get("text", ""), self.actor, standing)
        issuer = told.pop("issuer", None)
        if isinstance(issuer, Unit):
            told |= {"issuer": str(issuer.pk), "issuer_text": unit_label(issuer)}
        elif issuer:
            told |= {"issuer": "", "issuer_text": issuer}
        return {name: str(value) for name, value in told.items()}

    def _is_default(self, name: str) -> bool:
        return name == "urgency" and self.data.get(name) == "normal"

    def _told(self) -> str:
        """Which fields were filled in."""
        labels = [str(field.label) for name, field in self._form().fields.items() if name in self.filled]
        if not labels:
            return _("Đã đọc xong. Không thấy gì để điền thêm vào các ô còn trống.")
        return _("Đã đọc và điền giúp: %(labels)s. Hãy xem lại từng ô rồi lưu.") % {"labels": ", ".join(labels)}

    def _doubt_arrival(self) -> None:
        """Ngày đến stands at today until a person says otherwise; a document dated later cannot have come today."""
        day = forms.DateField(required=False)
        try:
            came, issued = (day.to_python(self.data.get(name, "")) for name in ("received_on", "issued_on"))
        except ValidationError:
            return
        if came == clock.today() and issued and issued > came:
            self.data["received_on"] = ""

    def _drop(self) -> HttpResponse:
        """Bỏ tệp: off the disk, out of the form with what was read from it and nobody has changed since."""
        pending, text = self.upload.pending, self.data.get("text", "")
        if text.strip() and text_mark(text) == self.data.get("text_of"):
            for name, value in self._in_text().items():
                if self.data.get(name) == value:
                    self.data[name] = "normal" if name == "urgency" else ""
            self.data["text"] = ""
        if pending is not None:
            discard_pending(pending=pending, actor=self.actor)
            self.told = _(
                "Đã bỏ tệp %(name)s khỏi máy chủ, cùng chữ và các ô điền từ tệp mà bạn chưa sửa. "
                "Những gì bạn tự ghi vẫn còn."
            ) % {"name": pending.name}
        self.upload = Upload()
        self.data["pending"] = self.data["text_of"] = ""
        return self._page(self._unjudged())

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
            return self._page(form, status=INVALID, duplicates=refusal.found)
        except TransitionDenied as refusal:
            form.add_error(None, refusal.message)
            return self._refused(form)
        messages.success(self.request, _("Đã lưu văn bản %(reference)s.") % {"reference": directive.called})
        if self.directive is not None and self.directive.text != directive.text and self._decomposes(directive):
            text = _("Lời văn đã đổi: vào Phân công, bấm r để đọc lại; việc đã xác nhận được giữ.")
            messages.info(self.request, text)
        if self.action == "propose" and self._decomposes(directive):
            address = address_of("tasks:editor", directive.pk)  # where the document proposes its tasks at once
            return redirect(f"{address}?doc=1" if address else directive)
        return redirect(directive)

    def _decomposes(self, directive: Directive) -> bool:
        return may(self.actor, Permission.DIRECTIVE_DECOMPOSE, directive)

    def _act(self, content: DirectiveContent, known: bool, seen: str) -> Directive:
        if self.directive is None:
            return enter_directive(content=content, actor=self.actor, although_duplicate=known)
        return change_directive(
            directive=self.directive, content=content, actor=self.actor, seen=seen, although_duplicate=known
        )

    def _refused(self, form: EntryForm) -> HttpResponse:
        if form.is_secret:  # the words go no further than this request
            self.data["text"] = self.data["text_of"] = ""
            if "abstract" in form.errors:
                self.data["abstract"] = ""
            self._drop_upload()
        return self._page(form, status=INVALID)

    def _drop_upload(self) -> None:
        """The file that came with a marked text is the marked document: it stays on no disk."""
        if self.upload.pending is not None:
            drop_pending(pending=self.upload.pending, actor=self.actor)
        self.upload = Upload(refused=self.upload.refused)
        self.data["pending"] = ""
