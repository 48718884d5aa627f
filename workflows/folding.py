"""Accent-blind matching: both the stored text and the query are folded before they are compared."""

import unicodedata
from typing import Any

from django.db import models

_STROKED = str.maketrans({"đ": "d", "Đ": "d"})


def fold(text: str) -> str:
    """Lower case, without Vietnamese marks, white space squeezed: "Thiết bị  Y tế" gives "thiet bi y te"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED).lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


class FoldedField(models.TextField):  # type: ignore[type-arg]
    """The folded form of other fields of the row, joined by spaces; filled on save and on bulk_create.

    ``sources`` are attribute names; text, lists of text and None are understood. After ``update()`` or
    ``save(update_fields=...)`` without this field the folded text is stale: write whole rows.
    """

    def __init__(self, *sources: str, **kwargs: Any) -> None:
        self.sources = sources
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, list(self.sources), kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        parts: list[str] = []
        for source in self.sources:
            value = getattr(model_instance, source)
            parts.extend(value if isinstance(value, list) else [value or ""])
        folded = fold(" ".join(parts))
        setattr(model_instance, self.attname, folded)
        return folded


def folded_match(field: str, query: str) -> models.Q:
    """Every word of the query occurs somewhere in the folded field; an empty query matches all."""
    condition = models.Q()
    for word in fold(query).split()[:12]:
        condition &= models.Q(**{f"{field}__contains": word})
    return condition
