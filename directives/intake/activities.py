"""Activities with labelled lines of their own: "a) Tập huấn - Nội dung: … - Cơ quan chủ trì: Sở Nội vụ."."""

from collections.abc import Iterator

from directives.intake.fields import KEYS, Field, Value, line_field, values_in
from directives.intake.items import Item
from directives.intake.outline import Kind

# Alone, without an activity: data on a survey or a meeting ("a) Thời gian: …", "b) Địa điểm: …").
_DATA = frozenset({Field.TIME, Field.CONTENT})


def has_fields(text: str, items: list[Item]) -> bool:
    """One of the lines below says who, with whom, when or what comes of it."""
    return any(value and value.field in KEYS for value in _fields(text, items))


def groups(text: str, items: list[Item]) -> list[tuple[list[Item], bool]]:
    """The lines parted into activities, each with its labelled lines, which end it; whether it has any."""
    found: list[tuple[list[Item], bool]] = []
    current: list[Item] = []
    keyed = False
    for item, value in zip(items, _fields(text, items), strict=True):
        if value is None and keyed:
            found.append((current, True))
            current, keyed = [], False
        current.append(item)
        keyed = keyed or (value is not None and value.field in KEYS) or _keyed_inside(text, item)
    if current:
        found.append((current, keyed))
    return found


def first_of(text: str, group: list[Item]) -> Item | None:
    """Where the activity begins; None for mere data on a survey or a meeting."""
    fields = _fields(text, group)
    contents = [item for item, value in zip(group, fields, strict=True) if value is None]
    if not contents and {value.field for value in fields if value} <= _DATA:
        return None
    return contents[0] if contents else group[0]


def values(text: str, items: list[Item]) -> Iterator[Value]:
    """What the labelled lines of an activity say, and those below them."""
    for item in items:
        yield from values_in(text, item.bounds(text)[0], item.node.end)


def _keyed_inside(text: str, item: Item) -> bool:
    return any(value.field in KEYS for value in values_in(text, *item.bounds(text)))


def _fields(text: str, items: list[Item]) -> list[Value | None]:
    """What each line is labelled as. A number counts on from those before it: "2. Thời gian báo cáo:" behind "1. Sở Y
    tế" stands beside it and tells nothing of it, unless they are all labelled lines.
    """
    found: list[Value | None] = []
    others: set[Kind] = set()
    for item in items:
        value = line_field(text, *item.bounds(text))
        numbered = item.node.kind in (Kind.CLAUSE, Kind.SECTION)
        if numbered and (value is None or item.node.kind in others):
            others.add(item.node.kind)
            value = None
        found.append(value)
    return found
