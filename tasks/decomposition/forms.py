"""What the editor's forms send. Half-done is welcome: the checklist says what is missing, not the form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.states import DeadlineKind
from workflows.periods import Recurrence
from workflows.recurrences import is_interval

OTHER = "other"


class WordingForm(forms.Form):
    content = forms.CharField(
        required=False,
        max_length=20_000,
        error_messages={"max_length": _("Nội dung dài quá %(limit_value)d ký tự nên chưa lưu. Hãy rút gọn.")},
    )
    product = forms.CharField(
        required=False,
        max_length=500,
        error_messages={"max_length": _("Sản phẩm dài quá %(limit_value)d ký tự nên chưa lưu. Hãy rút gọn.")},
    )


class RhythmsField(forms.MultipleChoiceField):
    """Rhythms by name: those of the list, and every N ("monthly:2")."""

    def valid_value(self, value: str) -> bool:
        return is_interval(value)


class DeadlineForm(forms.Form):
    """``due`` is an ISO day offered by the page, or "other" for the day typed in ``due_other``."""

    kind = forms.ChoiceField(choices=DeadlineKind.choices, required=False)
    words = forms.CharField(required=False, max_length=300)
    due = forms.CharField(required=False)
    due_other = forms.DateField(
        required=False,
        label=_("Ngày khác"),
        widget=forms.DateInput,
        error_messages={"invalid": _("Hãy ghi ngày theo dạng dd/mm/yyyy, ví dụ 28/07/2023.")},
    )
    hangs_on = forms.IntegerField(required=False)
    recurrence = RhythmsField(choices=Recurrence.choices, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["due_on"] = cleaned.get("due_other") if cleaned.get("due") == OTHER else _iso(cleaned.get("due", ""))
        return cleaned


class OwnerForm(forms.Form):
    """An owner's own deadline and person."""

    due_on = forms.DateField(
        required=False,
        label=_("Hạn riêng"),
        widget=forms.DateInput,
        error_messages={"invalid": _("Hãy ghi ngày theo dạng dd/mm/yyyy, ví dụ 28/07/2023.")},
    )
    responsible = forms.IntegerField(required=False)


class SpanForm(forms.Form):
    """Selected words: offsets in the directive's text."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
