"""Keyset pages: as quick on page 400 as on page 1, and steady while rows are added."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict

from workflows.numbers import whole

M = TypeVar("M", bound=Model)
AFTER, BEFORE = "sau", "truoc"


@dataclass(frozen=True)
class Page(Generic[M]):
    """Rows of one page and the ids to go on from; None where there is nothing more."""

    rows: list[M]
    next_id: int | None
    previous_id: int | None


def page(rows: QuerySet[M], query: QueryDict, order: Sequence[str], size: int = 50) -> Page[M]:
    """The page after the row ``?sau=<id>`` names, or before ``?truoc=<id>``, in ascending ``order`` (ending in "id").

    An id that is gone starts from the beginning. At most two queries.
    """
    back = _mark(rows, query.get(BEFORE, ""), order)
    forth = None if back else _mark(rows, query.get(AFTER, ""), order)
    if back:
        found = list(rows.filter(_beyond(order, back, "lt")).order_by(*[f"-{name}" for name in order])[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return Page(found, found[-1].pk if found else None, found[0].pk if more else None)
    selected = rows.filter(_beyond(order, forth, "gt")) if forth else rows
    found = list(selected.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    return Page(found, found[-1].pk if more else None, found[0].pk if forth and found else None)


def links(request: HttpRequest, shown: Page[Any]) -> dict[str, str]:
    """``next_url`` and ``previous_url`` for shared/_pagination.html, filters kept; empty where there is none."""
    return {
        "next_url": _url(request, AFTER, shown.next_id),
        "previous_url": _url(request, BEFORE, shown.previous_id),
    }


def _url(request: HttpRequest, key: str, mark: int | None) -> str:
    if mark is None:
        return ""
    query = request.GET.copy()
    query.pop(AFTER, None)
    query.pop(BEFORE, None)
    query[key] = str(mark)
    return f"?{query.urlencode()}"


def _mark(rows: QuerySet[M], text: str, order: Sequence[str]) -> tuple[Any, ...] | None:
    mark = whole(text)
    if mark is None:
        return None
    return rows.model._default_manager.filter(pk=mark).values_list(*order).first()


def _beyond(order: Sequence[str], values: Sequence[Any], side: str) -> Q:
    """(a, b, id) > (x, y, z), written so that an index on the columns serves it."""
    condition = Q()
    for at, name in enumerate(order):
        same = {earlier: values[index] for index, earlier in enumerate(order[:at])}
        condition |= Q(**same, **{f"{name}__{side}": values[at]})
    return condition
