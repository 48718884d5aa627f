"""The form of a late number."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from directives.intake.references import NUMBER_LENGTH, Code, read_code
from directives.models import Directive


class NumberForm(forms.Form):
    """Number and symbol in one box, and the day of issue; only what is blank is asked for."""

    code = forms.CharField(label=_("Số và ký hiệu"), required=False, max_length=60)
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False)

    def __init__(self, *args: Any, directive: Directive | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if directive is not None and directive.number:
            del self.fields["code"]
        elif directive is not None and directive.symbol:
            self.fields["code"].widget.attrs["placeholder"] = f"…/{directive.symbol}"
        if directive is not None and directive.issued_on:
            del self.fields["issued_on"]

    def clean_code(self) -> Code | None:
        typed = self.cleaned_data["code"].strip()
        if not typed:
            return None
        code = read_code(typed)
        if code is None or not code.number or len(code.number) > NUMBER_LENGTH:
            raise forms.ValidationError(_t("Chưa đọc được số và ký hiệu. Hãy viết như 2837/BYT-VPB hoặc 144-KH/TU."))
        return code
