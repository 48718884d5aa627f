"""The entry form of a directive (nhập văn bản): the header on the left, the text beside it."""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from directives import matching
from directives.actions.entering import DirectiveContent, LinkLine, content_of
from directives.files import check_secrecy
from directives.intake.references import NUMBER_LENGTH, read_code
from directives.intake.refusals import UnreadableFile
from directives.intake.text import corrected
from directives.models import Directive, DirectiveType
from directives.states import Capacity, Joint, LinkKind, RecipientRole, Urgency
from organizations.access import covers, visible_units
from organizations.forms.base import OfficeForm
from organizations.forms.pickers import UnitField, unit_label
from organizations.models import Unit
from organizations.permissions import Permission
from workflows import clock, words
from workflows.actors import Actor


class IssuerField(UnitField):
    """The issuing body: any unit ever, for documents of the past; a name nobody knows comes back as text."""

    def offer(self, actor: Actor) -> Any:
        return visible_units(actor).select_related("parent")

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if error.code != "unknown":
                raise
            return " ".join(value[1].split())


class EntryForm(OfficeForm):
    """All that is known of a directive. ``content()`` is for the action; files are the view's business."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_("Bản gốc .docx, .pdf, .txt, hoặc ảnh quét .png, .jpg."),
    )
    pending = forms.CharField(required=False, widget=forms.HiddenInput)
    no_secret = forms.BooleanField(
        label=_("Tôi đã xem: văn bản này không có dấu Mật, Tối mật, Tuyệt mật"), required=False
    )
    type = forms.ModelChoiceField(
        label=_("Loại văn bản"),
        queryset=DirectiveType.objects.none(),
        empty_label=_("Chọn loại"),
        error_messages={"required": _("Hãy chọn loại văn bản.")},
    )
    code = forms.CharField(
        label=_("Số và ký hiệu"),
        required=False,
        max_length=60,
        help_text=_("Ví dụ 2837/BYT-VPB, 144-KH/TU."),
    )
    abstract = forms.CharField(
        label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi trích yếu nội dung văn bản.")},
    )  # fmt: skip
    issuer = IssuerField(
        label=_("Cơ quan ban hành"), error_messages={"required": _("Hãy gõ tên cơ quan ban hành và chọn trong gợi ý.")}
    )
    add_issuer = forms.BooleanField(label=_("Thêm tên này là cơ quan ngoài hệ thống"), required=False)
    standing_unit = forms.ModelChoiceField(
        label=_("Cơ quan thường trực"), queryset=Unit.objects.none(), empty_label=None,
        help_text=_("Cơ quan theo dõi, đôn đốc việc thực hiện văn bản này."),
    )  # fmt: skip
    place = forms.CharField(label=_("Địa danh"), required=False, max_length=100)
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False)
    received_on = forms.DateField(
        label=_("Ngày đến"), required=False, help_text=_("Đặt sẵn là hôm nay; xóa nếu không rõ.")
    )
    effective_on = forms.DateField(label=_("Ngày có hiệu lực"), required=False)
    capacity = forms.ChoiceField(label=_("Quyền hạn ký"), choices=Capacity.choices, required=False)
    signer_title = forms.CharField(label=_("Chức vụ người ký"), required=False, max_length=160)
    signer_name = forms.CharField(label=_("Người ký"), required=False, max_length=120)
    urgency = forms.ChoiceField(label=_("Mức độ khẩn"), choices=Urgency.choices, initial=Urgency.NORMAL)
    addressed = forms.CharField(
        label=_("Kính gửi"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Mỗi nơi một dòng.")
    )
    distribution = forms.CharField(
        label=_("Nơi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Mỗi nơi một dòng.")
    )
    carries_out = forms.CharField(
        label=_("Thực hiện văn bản"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi văn bản một dòng: Công văn số 2837/BYT-VPB ngày 20/4/2026 của Bộ Y tế."),
    )  # fmt: skip
    supersedes = forms.CharField(
        label=_("Thay thế, bãi bỏ văn bản"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi văn bản một dòng. Việc còn mở của văn bản cũ được xử lý ở trang của văn bản đó."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Toàn văn"), required=False, widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"})
    )
    text_of = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    although_duplicate = forms.BooleanField(label=_("Vẫn nhập, tôi biết đã có văn bản trùng"), required=False)

    def __init__(self, *args: Any, actor: Actor, directive: Directive | None = None, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.directive = directive
        came = self.data.get("received_on") if self.is_bound else self.initial.get("received_on")
        if directive is not None or came not in (clock.today(), words.day(clock.today())):
            self.fields["received_on"].help_text = ""
        desks = Unit.objects.filter(covers(actor, Permission.DIRECTIVE_ENTER, "")).existing(clock.today())
        if directive is not None:
            desks = desks | Unit.objects.filter(pk=directive.standing_unit_id)
        self.fields["standing_unit"].queryset = desks.order_by("name")  # type: ignore[attr-defined]
        types = DirectiveType.objects.filter(active=True)
        if directive is not None:
            types = types | DirectiveType.objects.filter(pk=directive.type_id)
        self.fields["standing_unit"].initial = desks.order_by("name").values_list("pk", flat=True).first()
        self.fields["type"].queryset = types.order_by("order")  # type: ignore[attr-defined]
        self.unknown_issuer = self.issuer_doubt = ""
        self.judged = True

    def unjudged(self) -> None:
        """Show what was sent without judging it: the person is still filling the form in."""
        self.judged = False  # looking through a long text takes its time
        self.full_clean()
        if self.data.get("issuer_text", "").strip():  # a name read from the text: told before anything is saved
            self.issuer_doubt = " ".join(str(error) for error in self.errors.get("issuer", []))
        self.errors.clear()

    @property
    def lacks_header(self) -> bool:
        """Something is blank that the head of a document tells."""
        failed = self.errors.as_data()
        return any(error.code == "required" for name in _OF_HEAD for error in failed.get(name, []))

    @property
    def is_secret(self) -> bool:
        """Something bears a mark of secrecy."""
        return any(error.code == "secret" for errors in self.errors.as_data().values() for error in errors)

    def clean_code(self) -> Any:
        typed = self.cleaned_data["code"]
        if not typed.strip():
            return None
        code = read_code(typed)
        if code is None or len(code.number) > NUMBER_LENGTH:
            raise forms.ValidationError(_t("Chưa đọc được số và ký hiệu. Hãy viết như 2837/BYT-VPB hoặc 144-KH/TU."))
        return code

    def clean_abstract(self) -> str:
        typed: str = self.cleaned_data["abstract"]
        check_secrecy(typed)
        return typed

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not self.judged:
            return text
        check_secrecy(text)
        try:
            as_read = text_mark(text) == self.data.get("text_of")
            return corrected(text, text if as_read else self.directive.text if self.directive else "")
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        issuer = data.get("issuer")
        if isinstance(issuer, str):
            self.unknown_issuer = issuer
            if not data.get("add_issuer"):
                message = _t("Danh mục chưa có “%(name)s”. Hãy chọn trong gợi ý, hoặc thêm làm cơ quan ngoài hệ thống.")
                self.add_error("issuer", message % {"name": issuer})
        first, last = data.get("issued_on"), data.get("received_on")
        if first and last and last < first:
            self.add_error("received_on", _t("Ngày đến không thể trước ngày ban hành."))
        return data

    def content(self, issuer: Unit) -> DirectiveContent:
        """What was typed, with lines matched to the directory and the register."""
        data = self.cleaned_data
        code = data["code"]
        standing = data["standing_unit"]
        day = data["issued_on"]
        return DirectiveContent(
            type=data["type"],
            issuer=issuer,
            standing_unit=standing,
            abstract=" ".join(data["abstract"].split()),
            number=code.number if code else "",
            joint=code.joint if code else Joint.STATE,
            symbol=code.symbol if code else "",
            recipients=(
                *matching.recipients(data["addressed"], RecipientRole.ADDRESSED, self.actor, standing, day),
                *matching.recipients(data["distribution"], RecipientRole.DISTRIBUTION, self.actor, standing, day),
            ),
            links=(
                *matching.links(data["carries_out"], LinkKind.CARRIES_OUT, self.actor),
                *matching.links(data["supersedes"], LinkKind.SUPERSEDES, self.actor),
                *self._other_links(),
            ),
            **{name: data[name] for name in _SAME},
        )

    def _other_links(self) -> tuple[LinkLine, ...]:
        """Links of other kinds are not in the form and stay as they are."""
        kept = content_of(self.directive).links if self.directive else ()
        return tuple(link for link in kept if link.kind not in (LinkKind.CARRIES_OUT, LinkKind.SUPERSEDES))


_OF_HEAD = ("type", "abstract", "issuer")
_SAME = (
    "place", "issued_on", "received_on", "effective_on", "capacity", "signer_title", "signer_name", "urgency", "text",
)  # fmt: skip


def as_typed(form: EntryForm) -> QueryDict:
    """The form as it would be sent with nothing changed."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, Unit):
            data[name], data[f"{name}_text"] = str(value.pk), unit_label(value)
        elif isinstance(value, date):
            data[name] = words.day(value)
        elif value not in (None, False):
            data[name] = str(value)
    return data


def text_mark(text: str) -> str:
    """Stands for the words of a text, white space aside: that the form still holds what was read from the file."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:32]


def initial_of(directive: Directive) -> dict[str, Any]:
    """What the form shows of a directive that exists."""
    content = content_of(directive)
    lines: dict[str, list[str]] = {RecipientRole.ADDRESSED: [], RecipientRole.DISTRIBUTION: []}
    for line in content.recipients:
        lines[line.role].append(line.name)
    return {
        **{name: getattr(content, name) for name in _SAME},
        "type": content.type.pk,
        "code": directive.reference if content.number else content.symbol and f"/{content.symbol}",
        "abstract": content.abstract,
        "issuer": content.issuer,
        "standing_unit": content.standing_unit.pk,
        "addressed": "\n".join(lines[RecipientRole.ADDRESSED]),
        "distribution": "\n".join(lines[RecipientRole.DISTRIBUTION]),
        "carries_out": _lines(content, LinkKind.CARRIES_OUT),
        "supersedes": _lines(content, LinkKind.SUPERSEDES),
    }


def _lines(content: DirectiveContent, kind: str) -> str:
    return "\n".join(link_line(link) for link in content.links if link.kind == kind)


def link_line(link: LinkLine) -> str:
    """A cited document as a person would type it; reading it gives the same link."""
    day = f" ngày {link.issued_on:%d/%m/%Y}" if link.issued_on else ""
    issuer = f" của {link.issuer_name}" if link.issuer_name else ""
    return f"{link.reference}{day}{issuer}"
