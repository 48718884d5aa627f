"""Pages of long lists by keyset (phân trang): the next page begins after the last row seen, at the cost of one page.

A page's address carries the sort values of the row it begins after (or ends before), so it stays right while rows
come and go, and page one thousand costs what page one costs.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Expression, F, Model, Q, QuerySet

T = TypeVar("T")
_READ = {"date": date.fromisoformat, "int": int, "str": str}


@dataclass(frozen=True)
class Key:
    """One sort key: a lookup path or expression that is never null; ``kind`` is date, int or str."""

    expression: str | Expression
    kind: str
    descending: bool = False


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows of one page, and the marks of its neighbours ("" where there is none)."""

    rows: list[T]
    before: str
    after: str


def page(
    rows: "QuerySet[Any, T]", keys: Sequence[Key], *, size: int, after: str = "", before: str = "", tie: str = "pk"
) -> Page[T]:
    """At most ``size`` rows after (or before) the marked row, in the order of ``keys`` and then of id.

    The last key is always the id (or ``tie``, for rows of ``values()``), so no two rows are equal. A mark that cannot
    be read gives the first page.
    """
    full = [*keys, Key(tie, "int")]
    backwards = bool(before) and not after
    mark = _decode(before if backwards else after, full)
    named = {f"key{at}": _expression(key) for at, key in enumerate(full)}
    found = rows.annotate(**named)
    if mark is not None:
        found = found.filter(_beyond(full, mark, backwards))
    order = [f"{'-' if key.descending != backwards else ''}key{at}" for at, key in enumerate(full)]
    taken = list(found.order_by(*order)[: size + 1])
    more = len(taken) > size
    taken = taken[:size]
    if backwards:
        taken.reverse()
    has_before = more if backwards else mark is not None
    has_after = mark is not None if backwards else more
    return Page(
        taken,
        _encode(taken[0], len(full)) if taken and has_before else "",
        _encode(taken[-1], len(full)) if taken and has_after else "",
    )


def _expression(key: Key) -> Expression | F:
    return F(key.expression) if isinstance(key.expression, str) else key.expression


def _beyond(keys: Sequence[Key], mark: Sequence[Any], backwards: bool) -> Q:
    """Rows after the mark, or before it: the first differing key decides."""
    first = "gte" if keys[0].descending == backwards else "lte"
    decided: Q | None = None
    equal = Q()
    for at, (key, value) in enumerate(zip(keys, mark, strict=True)):
        side = "gt" if key.descending == backwards else "lt"
        here = equal & Q(**{f"key{at}__{side}": value})
        decided = here if decided is None else decided | here
        equal &= Q(**{f"key{at}": value})
    # Said twice so that an index on the first key is used.
    return Q(**{f"key0__{first}": mark[0]}) & (decided or Q())


def _encode(row: "Model | dict[str, Any]", keys: int) -> str:
    names = [f"key{at}" for at in range(keys)]
    values = [row[name] if isinstance(row, dict) else getattr(row, name) for name in names]
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode().rstrip("=")


def _decode(mark: str, keys: Sequence[Key]) -> list[Any] | None:
    try:
        plain = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        return [_READ[key.kind](value) for key, value in zip(keys, plain, strict=True)]  # type: ignore[operator]
    except (ValueError, TypeError):
        return None
