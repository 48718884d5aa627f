"""Choosing a unit or a person by typing: complete without a script, with suggestions when one runs (js/picker.js)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations import access
from organizations.models import Person, Unit
from workflows import clock
from workflows.actors import Actor
from workflows.folding import fold
from workflows.numbers import wholes

MANY = 12  # how many candidates an error names at most


def unit_label(unit: Unit) -> str:
    """The unit and its superior: names repeat from place to place."""
    return f"{unit.name} ({unit.parent.label})" if unit.parent else unit.name


def person_label(person: Person) -> str:
    """The name, with the username that tells namesakes apart."""
    return f"{person.full_name} ({person.username})"


class PickerWidget(forms.Widget):
    """A text box, a hidden id for each choice, and the address that suggests."""

    template_name = "organizations/widgets/picker.html"
    many = False
    use_required_attribute = staticmethod(lambda initial: False)  # the hidden id may be what is filled

    def __init__(self, source: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.source = source
        self.labels: Mapping[int, str] = {}
        self.label_of: Any = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], str | None]:
        """The ids, and the typed name; None when the form had no box for it, so that ids alone are taken."""
        ids = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if data.get(name) else []
        text = data.get(f"{name}_text")
        return [str(pk) for pk in ids if str(pk).strip()], None if text is None else str(text).strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        ids, text = value if isinstance(value, tuple) else ([str(pk) for pk in _listed(value)], "")
        chosen = self.label_of(wholes(ids)) if ids and self.label_of else {}
        if not self.many and chosen and not text:
            text = next(iter(chosen.values()))
        context["widget"] |= {
            "chosen": list(chosen.items()),
            "text": text or "",
            "source": self.source,
            "many": self.many,
        }
        return context


class ManyPickerWidget(PickerWidget):
    many = True


class _PickerField(forms.Field):
    """Resolves ids or typed names against what the actor may see."""

    source: Any = ""
    noun: Any = ""

    def __init__(self, *, many: bool = False, **kwargs: Any) -> None:
        self.many = many
        widget = ManyPickerWidget(self.source) if many else PickerWidget(self.source)
        super().__init__(widget=widget, **kwargs)
        self.offered: QuerySet[Any] = self.nothing()
        self.widget.label_of = self._labels

    def __deepcopy__(self, memo: dict[int, Any]) -> "_PickerField":
        copy: _PickerField = super().__deepcopy__(memo)
        copy.widget.label_of = copy._labels
        return copy

    def offer_to(self, actor: Actor) -> None:
        """Offer what this actor may choose."""
        self.offered = self.offer(actor)

    def nothing(self) -> QuerySet[Any]:
        raise NotImplementedError

    def offer(self, actor: Actor) -> QuerySet[Any]:
        raise NotImplementedError

    def label_of(self, row: Any) -> str:
        raise NotImplementedError

    def names_of(self, row: Any) -> Iterable[str]:
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        ids, text = value if isinstance(value, tuple) else ([], "")
        rows = list(self.offered.filter(pk__in=wholes(ids)))
        if self.many:
            if text:
                rows.append(self._by_name(text))
            rows = list({row.pk: row for row in rows}.values())
        elif text and not (rows and fold(self.label_of(rows[0])) == fold(text)):
            rows = [self._by_name(text)]
        elif text == "":
            rows = []
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], code="required")
        return rows if self.many else next(iter(rows), None)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def _by_name(self, text: str) -> Any:
        """The one row of that name, or whose label contains the words; else an error that names the candidates."""
        bare = text.rsplit(" (", 1)[0] if text.endswith(")") else text
        found = list(self.offered.search(bare)[:MANY])  # type: ignore[attr-defined]
        wanted = fold(text)
        exact = [row for row in found if fold(self.label_of(row)) == wanted]
        exact = exact or [row for row in found if wanted in {fold(name) for name in self.names_of(row)}]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(_("Không tìm thấy “%(text)s”. Hãy gõ lại tên.") % {"text": text}, code="unknown")
        names = "; ".join(self.label_of(row) for row in (exact or found)[:5])
        raise ValidationError(
            _("Có nhiều kết quả cho “%(text)s”: %(names)s. Hãy ghi rõ hơn.") % {"text": text, "names": names},
            code="ambiguous",
        )

    def _labels(self, ids: Iterable[int]) -> dict[int, str]:
        return {row.pk: self.label_of(row) for row in self.offered.filter(pk__in=list(ids))}


class UnitField(_PickerField):
    """One unit that exists today (or on the day the form sets with ``on``)."""

    source = reverse_lazy("organizations:suggest-units")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Gõ vài chữ của tên, không cần dấu."))
        super().__init__(**kwargs)

    def nothing(self) -> QuerySet[Unit]:
        return Unit.objects.none()

    def offer(self, actor: Actor) -> QuerySet[Unit]:
        return access.visible_units(actor).existing(clock.today()).select_related("parent")

    def label_of(self, row: Unit) -> str:
        return unit_label(row)

    def names_of(self, row: Unit) -> Iterable[str]:
        return [row.name, row.short_name, row.code, *row.aliases]


class UnitsField(UnitField):
    """Several units."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(many=True, **kwargs)


class PersonField(_PickerField):
    """One person who serves today."""

    source = reverse_lazy("organizations:suggest-people")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Gõ vài chữ của họ tên, không cần dấu."))
        super().__init__(**kwargs)

    def nothing(self) -> QuerySet[Person]:
        return Person.objects.none()

    def offer(self, actor: Actor) -> QuerySet[Person]:
        return access.visible_people(actor).serving(clock.today())

    def label_of(self, row: Person) -> str:
        return person_label(row)

    def names_of(self, row: Person) -> Iterable[str]:
        return [row.full_name, row.username]


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    rows = value if isinstance(value, list | tuple) else [value]
    return [row.pk if isinstance(row, Unit | Person) else row for row in rows]
