"""What is typed on the page about more time, explanations and the leaders' board."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.reasons import ReasonField

WORDS = 4_000
ANSWER = 20_000
WRONG_DAY = _("Ngày ghi theo dạng ngày/tháng/năm, ví dụ 20/10/2023.")


def _words(label: Any, *, rows: int = 2, required: bool = False, most: int = WORDS) -> forms.CharField:
    missing = {"required": _("Hãy ghi rõ, không để trống.")}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, error_messages=missing)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, required=False, error_messages={"invalid": WRONG_DAY})


class PressingForm(forms.Form):
    """One form of the section; ``row`` is whose it is, so that several stand on one page."""

    KIND = ""

    def __init__(self, data: Any = None, *, row: int, **kwargs: Any) -> None:
        super().__init__(data, prefix=f"{self.KIND}-{row}", **kwargs)


class SignForm(PressingForm):
    """Ký đề nghị gia hạn; not signing needs a word."""

    KIND = "ky"
    note = _words(_("Ý kiến (bắt buộc khi không ký)"))


class AdviseForm(PressingForm):
    """Tham mưu; against needs a reason."""

    KIND = "tham-muu"
    until = _day(_("Đề xuất gia hạn đến"), _("Để nguyên ngày đơn vị xin, hoặc ghi ngày khác."))
    note = _words(_("Ý kiến tham mưu (bắt buộc khi đề xuất không gia hạn)"))


class AskForm(PressingForm):
    """Yêu cầu giải trình."""

    KIND = "yeu-cau"
    note = _words(_("Nội dung yêu cầu"))
    answer_by = _day(_("Giải trình chậm nhất ngày"))


class AnswerForm(PressingForm):
    """Gửi giải trình."""

    KIND = "giai-trinh"
    note = _words(_("Nội dung giải trình"), rows=3, required=True, most=ANSWER)


class AgainForm(PressingForm):
    """Yêu cầu giải trình thêm."""

    KIND = "them"
    note = _words(_("Nội dung cần giải trình thêm"), required=True)
    answer_by = _day(_("Giải trình chậm nhất ngày"))


class ConcludeForm(PressingForm):
    """Kết luận."""

    KIND = "ket-luan"
    note = ReasonField(label=_("Căn cứ kết luận"), max_length=WORDS)


class EscalateForm(PressingForm):
    """Báo cáo lãnh đạo."""

    KIND = "bao-cao"
    note = _words(_("Lý do (không bắt buộc)"))


class NoteForm(PressingForm):
    """A leader has seen it."""

    KIND = "chi-dao"
    note = _words(_("Chỉ đạo (không bắt buộc)"))


class InstructedForm(PressingForm):
    """Trả lời chỉ đạo."""

    KIND = "tra-loi"
    note = _words(_("Nội dung trả lời chỉ đạo"), rows=3, required=True)
