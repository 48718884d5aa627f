"""What the set-up's forms share."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from organizations.forms.pickers import PersonField, UnitField, UnitsField
from organizations.models import SINCE_ALWAYS
from workflows.actors import Actor

T = TypeVar("T")


class OfficeForm(forms.Form):
    """A form that knows who fills it in: pickers offer what that person may see."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for bound in self.fields.values():
            if isinstance(bound, UnitField | UnitsField | PersonField):
                bound.offer_to(actor)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run the action; its refusal becomes errors of this form, and the answer None."""
        try:
            return act()
        except ValidationError as error:
            self._take(error)
            return None

    def _take(self, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            for one in errors:
                self.add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, one)


class SinceField(forms.DateField):
    """First day of something; empty means since always."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Từ ngày"))
        kwargs.setdefault("help_text", _("Để trống nếu có từ trước."))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> date:
        day: date | None = super().clean(value)
        return day or SINCE_ALWAYS

    def prepare_value(self, value: Any) -> Any:
        return None if value == SINCE_ALWAYS else value


class LinesField(forms.CharField):
    """One entry a line; a list of texts, empty lines dropped."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = value if isinstance(value, str) else "\n".join(value or [])
        return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)
