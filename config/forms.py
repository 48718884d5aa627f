"""How Django's forms are drawn: Tabler's classes, our field and form templates."""

from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

_CLASSES: tuple[tuple[tuple[type[forms.Widget], ...], str], ...] = (
    ((forms.CheckboxSelectMultiple, forms.RadioSelect, forms.CheckboxInput), "form-check-input"),
    ((forms.Select, forms.SelectMultiple), "form-select"),
)


class RoViecBoundField(BoundField):
    """Adds the class of its kind of control, and what dates.js and upload.js look for."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        made: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        control = widget or self.field.widget
        if control.is_hidden:
            return made
        name = next((css for kinds, css in _CLASSES if isinstance(control, kinds)), "form-control")
        own = made.get("class") or control.attrs.get("class", "")
        made["class"] = " ".join(dict.fromkeys([name, *(["is-invalid"] if self.errors else []), *own.split()]))
        if isinstance(control, forms.DateInput) and control.input_type == "text":
            defaults = {"data-date": "", "inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
            made = {**defaults, **made}
            made["class"] += " num"
        return made

    @property
    def max_bytes(self) -> int:
        """The largest file taken; upload.js says so before anything is sent."""
        limit: int = settings.FILE_MAX_BYTES
        return limit

    @property
    def kind(self) -> str:
        """What _field.html asks: check, checks (a group), hidden, file, date or text."""
        control = self.field.widget
        if self.is_hidden:
            return "hidden"
        if isinstance(control, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "checks"
        if isinstance(control, forms.CheckboxInput):
            return "check"
        if isinstance(control, forms.FileInput):
            return "file"
        return "date" if isinstance(control, forms.DateInput) else "text"


class Renderer(TemplatesSetting):
    """settings.FORM_RENDERER."""

    form_template_name = "forms/_form.html"
    field_template_name = "forms/_field.html"
    bound_field_class = RoViecBoundField
