"""Forms of the first set-up."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.forms.base import OfficeForm
from organizations.forms.people import NewPersonForm
from organizations.models import Unit, UnitKind
from workflows.folding import fold

MOST_LINES = 300


class CodeForm(forms.Form):
    """The one-time code of the console."""

    code = forms.CharField(
        label=gettext_lazy("Mã thiết lập"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
        help_text=gettext_lazy("Mã in trên màn hình máy chủ khi khởi động, hoặc bằng lệnh setup_office --code."),
    )


class OfficeUnitForm(OfficeForm):
    """The own agency and its superior."""

    name = forms.CharField(
        label=gettext_lazy("Tên cơ quan"), max_length=200, help_text=gettext_lazy("Ví dụ: Sở Y tế Lạng Sơn.")
    )
    short_name = forms.CharField(label=gettext_lazy("Tên viết tắt"), max_length=80, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=UnitKind.choices, initial=UnitKind.DEPARTMENT)
    parent_name = forms.CharField(
        label=gettext_lazy("Cơ quan cấp trên trực tiếp"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ví dụ: UBND tỉnh Lạng Sơn. Để trống nếu không có."),
    )
    parent_kind = forms.ChoiceField(
        label=gettext_lazy("Loại của cấp trên"), choices=UnitKind.choices, initial=UnitKind.PROVINCE
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            kwargs["initial"] = {"name": unit.name, "short_name": unit.short_name, "kind": unit.kind}
            if unit.parent is not None:
                kwargs["initial"] |= {"parent_name": unit.parent.name, "parent_kind": unit.parent.kind}
        super().__init__(*args, **kwargs)


class AdministratorForm(OfficeForm):
    """The first account."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]+$",
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, dấu chấm, gạch nối."),
        error_messages={"invalid": gettext_lazy("Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối và gạch dưới.")},
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu không giống nhau."))
        return cleaned


class QuickUnitsForm(OfficeForm):
    """Units by lines: "tên; viết tắt; loại"."""

    lines = forms.CharField(
        label=gettext_lazy("Mỗi dòng một đơn vị"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Viết: tên; tên viết tắt; loại. Hai phần sau có thể bỏ. Ví dụ: Bệnh viện Đa khoa tỉnh; BVĐK; Bệnh viện."
        ),
    )

    def rows(self) -> list[dict[str, Any]]:
        """As import rows, under the own agency."""
        rows = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            parts = [" ".join(part.split()) for part in line.split(";")]
            if any(parts):
                name, short, kind = (*parts, "", "")[:3]
                rows.append({"line": number, "name": name, "short_name": short, "kind": kind or _guess(name)})
        return rows

    def clean_lines(self) -> str:
        text = str(self.cleaned_data["lines"])
        if len(text.splitlines()) > MOST_LINES:
            raise ValidationError(_("Nhiều quá 300 dòng: hãy nhập bằng bảng tính."), code="many")
        return text


class QuickPersonForm(NewPersonForm):
    """A person in a post, with the fields a first round needs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "rank", "valid_from", "is_admin"):
            self.fields.pop(name, None)


_BEGINNINGS = (
    ("benh vien", UnitKind.HOSPITAL),
    ("trung tam", UnitKind.CENTRE),
    ("tram y te", UnitKind.STATION),
    ("phong", UnitKind.ROOM),
    ("van phong", UnitKind.ROOM),
    ("thanh tra", UnitKind.ROOM),
    ("ban ", UnitKind.ROOM),
    ("so ", UnitKind.DEPARTMENT),
    ("ubnd xa", UnitKind.COMMUNE),
    ("ubnd phuong", UnitKind.COMMUNE),
    ("cong ty", UnitKind.COMPANY),
    ("bao hiem xa hoi", UnitKind.AGENCY),
)


def _guess(name: str) -> str:
    """The kind a name begins with; shown in the list, where it can be corrected."""
    folded = fold(name) + " "
    return next((kind for words, kind in _BEGINNINGS if folded.startswith(words)), UnitKind.OTHER)
