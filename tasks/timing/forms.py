"""What the pages of time ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms.base import OfficeForm
from workflows.periods import Recurrence
from workflows.reasons import ReasonField


def _reason(label: Any) -> ReasonField:
    return ReasonField(label=label, max_length=2000)


class StartForm(OfficeForm):
    """The event came."""

    on = forms.DateField(label=_("Ngày xảy ra sự kiện"))
    due_on = forms.DateField(
        label=_("Ngày hạn"),
        required=False,
        help_text=_("Để trống thì tính theo câu chữ; bắt buộc khi câu chữ không nêu số ngày."),
    )
    reason = _reason(_("Sự kiện, văn bản làm căn cứ"))


class RhythmForm(OfficeForm):
    """Another rhythm from tomorrow on."""

    recurrence = forms.MultipleChoiceField(
        label=_("Chu kỳ"), choices=Recurrence.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Câu chữ của văn bản"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: trước ngày 20 hàng tháng. Ngày nêu trong câu là ngày gửi của mỗi kỳ."),
    )
    reason = _reason(_("Lý do, văn bản làm căn cứ"))


class RequestForm(OfficeForm):
    """A report asked for out of turn."""

    due_on = forms.DateField(label=_("Hạn báo cáo"))
    reason = forms.CharField(
        label=_("Nội dung yêu cầu, văn bản làm căn cứ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReviewForm(OfficeForm):
    """Looked at; and how often to look."""

    months = forms.IntegerField(
        label=_("Rà soát mỗi (tháng)"), min_value=0, max_value=24, help_text=_("0: không nhắc rà soát.")
    )
    note = forms.CharField(label=_("Nhận xét lần rà soát này"), max_length=2000, required=False)
