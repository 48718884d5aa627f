"""What a reason must be (lý do): words that tell whoever reads it later something, not a letter to get past the form.

One rule for every act that asks for a reason and every form of such an act. No regulation says how long one is; two
words is the least that names a cause ("chờ số liệu", "ghi nhầm").
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEAST = 2
_WORD = re.compile(r"[^\W\d_]{2,}")


def too_short(text: str) -> str:
    """What is wrong with a reason that does not tell anything; "" when it does."""
    if len(_WORD.findall(text)) >= LEAST:
        return ""
    return _("Lý do cần ít nhất hai từ để người đọc hiểu, ví dụ: chờ số liệu của huyện.")


def validate(text: str) -> None:
    """For a form's field."""
    if message := too_short(text):
        raise ValidationError(message, code="too_short")


class ReasonField(forms.CharField):
    """A reason, asked for in some lines."""

    default_validators = [validate]

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Hãy ghi rõ, không để trống.")})
        super().__init__(**kwargs)
