"""What the office is asked when it acts on an assignment; the same form for one and for many."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms.pickers import UnitField
from workflows.actors import Actor
from workflows.reasons import ReasonField


def words(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """A text of a few lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Hãy ghi rõ, không để trống.")},
    )


def why(label: Any, help_text: Any = "", rows: int = 3) -> ReasonField:
    """A reason, by the one rule of workflows.reasons."""
    return ReasonField(label=label, help_text=help_text, max_length=4000, rows=rows)


def day(label: Any, help_text: Any = "") -> forms.DateField:
    """A day that may be left out."""
    wrong = {"invalid": _("Ngày ghi theo dạng ngày/tháng/năm, ví dụ 20/10/2023.")}
    return forms.DateField(label=label, help_text=help_text, required=False, error_messages=wrong)


class ActForm(forms.Form):
    """Asks nothing."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.offer_to(actor)


class ReturnForm(ActForm):
    reason = why(_("Cần bổ sung hoặc sửa gì"), _("Đơn vị đọc được nội dung này; việc được tính là chưa hoàn thành."))


class ReopenForm(ActForm):
    reason = why(_("Lý do mở lại"), _("Kết quả trở về chờ xác nhận; đơn vị đọc được lý do."), rows=2)


class UrgeForm(ActForm):
    message = words(_("Nội dung đôn đốc"), _("Gửi tới thủ trưởng và cán bộ thực hiện của từng đơn vị."))


class ReassignForm(ActForm):
    unit = UnitField(label=_("Giao cho đơn vị"))
    due_on = day(_("Hạn mới"), _("Để trống: giữ hạn đang có."))
    reason = why(_("Lý do giao lại"), rows=2)


class CorrectForm(ActForm):
    due_on = day(_("Hạn đúng"))
    none = forms.BooleanField(label=_("Không có thời hạn"), required=False)
    reason = why(_("Lý do sửa hạn"), _("Hạn ban đầu vẫn được giữ; sửa hạn không phải là gia hạn."), rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("due_on") and not cleaned.get("none") and "due_on" not in self.errors:
            self.add_error("due_on", _("Hãy nhập hạn đúng, hoặc đánh dấu “Không có thời hạn”."))
        return cleaned


class SuspendForm(ActForm):
    reason = why(_("Lý do tạm dừng"), _("Từ hôm nay thời hạn đứng lại cho đến khi tiếp tục."), rows=2)


class ResumeForm(ActForm):
    reason = why(_("Lý do tiếp tục"), _("Hạn lùi đúng số ngày làm việc đã dừng."), rows=2)


class CancelForm(ActForm):
    reason = why(_("Lý do hủy"), _("Việc đã hủy không tính vào tỷ lệ hoàn thành."), rows=2)


class KeepForm(ActForm):
    reason = why(_("Lý do không đồng ý trả lại"), rows=2)


class GrantForm(ActForm):
    until = day(_("Gia hạn đến"), _("Để trống: đúng ngày đơn vị xin."))
    # The deadline in force that the page showed: set by the page of one assignment alone.
    seen = forms.DateField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Ý kiến"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, must_name: bool = False, **kwargs: Any) -> None:
        """``must_name``: the deadline moved since it was asked (extending.moved_since), no day is taken for granted."""
        super().__init__(*args, **kwargs)
        if must_name:
            self.fields["until"].help_text = _("Hạn đã đổi từ khi đơn vị xin: phải ghi ngày.")


class RefuseExtensionForm(ActForm):
    note = why(_("Lý do không đồng ý gia hạn"), rows=2)
