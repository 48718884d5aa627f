"""Whom to share a directive with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.forms.base import OfficeForm
from organizations.forms.pickers import PersonField, UnitField
from workflows.reasons import ReasonField


class ShareForm(OfficeForm):
    """One person or one unit, and why."""

    person = PersonField(label=_("Người"), required=False)
    unit = UnitField(label=_("hoặc mọi người của đơn vị"), required=False)
    reason = ReasonField(
        label=_("Lý do"),
        max_length=300,
        widget=forms.TextInput,
        error_messages={"required": _("Hãy nêu lý do chia sẻ.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and (data.get("person") is None) == (data.get("unit") is None):
            raise forms.ValidationError(_t("Hãy chọn một người hoặc một đơn vị."))
        return data
