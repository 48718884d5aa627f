"""Settings of the types of document."""

from typing import Any

from django import forms

from directives.models import DirectiveType


class TypeForm(forms.ModelForm):  # type: ignore[type-arg]
    """One row of the page of types."""

    class Meta:
        model = DirectiveType
        fields = ("active", "max_extensions", "extension_needs_document")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance.name}"


TypeFormSet = forms.modelformset_factory(DirectiveType, form=TypeForm, extra=0, can_delete=False)
