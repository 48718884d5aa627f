"""What a unit types on the page of an assignment."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from organizations.models import Person, Unit, UnitGroup
from tasks.actions.reporting import Basis, ReportContent
from tasks.models import ProgressReport
from workflows.reasons import ReasonField

WORDS = 20_000


def _area(rows: int, label: Any, *, required: bool = False, **attrs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **attrs})
    return forms.CharField(label=label, required=required, max_length=WORDS, widget=widget)


class ReportForm(forms.Form):
    """A report. ``seen`` is when the draft it started from had last been saved, "" when there was none; ``number`` is
    which report of the assignment is being written."""

    percent = forms.IntegerField(
        label=_("Mức hoàn thành"),
        min_value=0,
        max_value=100,
        error_messages={
            "required": _("Hãy ghi mức hoàn thành, từ 0 đến 100."),
            "invalid": _("Mức hoàn thành là một số từ 0 đến 100."),
            "min_value": _("Mức hoàn thành từ 0 đến 100."),
            "max_value": _("Mức hoàn thành từ 0 đến 100."),
        },
    )
    done = _area(3, _("Kết quả đã đạt được"))
    difficulties = _area(2, _("Khó khăn, vướng mắc"))
    proposals = _area(2, _("Kiến nghị, đề xuất"))
    reply_number = forms.CharField(
        label=_("Số văn bản trả lời"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("Ví dụ: 318/BC-TTYT"), "autocomplete": "off"}),
    )
    reply_date = forms.DateField(label=_("Ngày văn bản"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    overwrite = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, draft: ProgressReport | None, percent: int) -> "ReportForm":
        """The draft to go on with, or an empty report that stands where the last one ended."""
        if draft is None:
            return cls(initial={"percent": percent})
        words = {name: getattr(draft, name) for name in ReportContent.__dataclass_fields__}
        return cls(initial={**words, "seen": draft.saved_at.isoformat()})

    def content(self, draft: ProgressReport | None, percent: int) -> ReportContent:
        """What was typed; a field that cannot be read keeps what the draft has, so that the rest is never lost.

        ``percent`` is where the assignment stands, for a first draft whose percentage cannot be read.
        """
        names = ReportContent.__dataclass_fields__
        kept = {name: getattr(draft, name) for name in names} if draft else {"percent": percent}
        read = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return ReportContent(**{**kept, **read})

    def basis(self) -> Basis | None:
        """None when the writer said to overwrite."""
        if self.cleaned_data.get("overwrite"):
            return None
        seen: datetime | None = parse_datetime(self.cleaned_data.get("seen") or "")
        return Basis(seen, self.cleaned_data.get("number"))


class ReasonForm(forms.Form):
    """One reason, as long as it needs."""

    reason = ReasonField(label=_("Lý do"), max_length=WORDS, rows=3)

    def __init__(
        self, *args: Any, label: Any = None, missing: Any = None, placeholder: Any = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label = label or field.label
        field.widget.attrs["placeholder"] = placeholder
        field.error_messages["required"] = missing or _("Hãy ghi lý do.")


class ExtensionForm(forms.Form):
    """Xin gia hạn."""

    until = forms.DateField(
        label=_("Lùi đến ngày"), error_messages={"required": _("Hãy ghi ngày xin lùi đến, ví dụ 27/10/2023.")}
    )
    reason = ReasonField(
        label=_("Lý do"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("Nêu nguyên nhân và việc còn lại")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("Hãy nêu lý do xin gia hạn.")


class OfficerForm(forms.Form):
    """Phân công cán bộ thực hiện among those who serve the desk."""

    officer = forms.ModelChoiceField(
        label=_("Cán bộ thực hiện"), queryset=Person.objects.none(), required=False, empty_label=_("Chưa phân công")
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class HandDownForm(forms.Form):
    """Giao xuống: units below and groups of the unit's own, what they are to do, and by when."""

    units = forms.MultipleChoiceField(label=_("Đơn vị trực thuộc"), required=False, widget=forms.CheckboxSelectMultiple)
    groups = forms.MultipleChoiceField(label=_("Nhóm đơn vị"), required=False, widget=forms.CheckboxSelectMultiple)
    content = _area(2, _("Phần việc giao"), required=True)
    due_on = forms.DateField(label=_("Hạn của phần việc"), required=False)

    def __init__(
        self, *args: Any, units: Iterable[Unit], groups: Iterable[UnitGroup], taken: Collection[int] = (), **kwargs: Any
    ) -> None:
        """``taken``: units that have an open part already."""
        super().__init__(*args, **kwargs)
        given = _("%s (đã giao)")
        choices: dict[str, list[tuple[int, Any]]] = {
            "units": [(unit.pk, given % unit.label if unit.pk in taken else unit.label) for unit in units],
            "groups": [(group.pk, group.name) for group in groups],
        }
        for name, listed in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = listed
        self.fields["content"].error_messages["required"] = _("Hãy ghi rõ phần việc giao cho đơn vị trực thuộc.")

    def chosen(self, name: str) -> list[int]:
        """Ids ticked under ``units`` or ``groups``."""
        return [int(pk) for pk in self.cleaned_data[name]]
