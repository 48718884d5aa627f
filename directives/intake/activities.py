"""Activities with labelled lines of their own: "a) Tập huấn - Nội dung: … - Cơ quan chủ trì: Sở Nội vụ."."""

from collections.abc import Iterator

from directives.intake.fields import KEYS, Field, Value, line_field, values_in
from directives.intake.items import Item

# Alone, without an activity: data on a survey or a meeting ("a) Thời gian: …", "b) Địa điểm: …").
_DATA = frozenset({Field.TIME, Field.CONTENT})


def has_fields(text: str, items: list[Item]) -> bool:
    """One of the lines below says who, with whom, when or what comes of it."""
    return any(value and value.field in KEYS for value in (_field(text, item) for item in items))


def groups(text: str, items: list[Item]) -> list[tuple[list[Item], bool]]:
    """The lines parted into activities, each with its labelled lines, which end it; whether it has any."""
    found: list[tuple[list[Item], bool]] = []
    current: list[Item] = []
    keyed = False
    for item in items:
        value = _field(text, item)
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
    contents = [item for item in group if _field(text, item) is None]
    if not contents and {value.field for item in group if (value := _field(text, item))} <= _DATA:
        return None
    return contents[0] if contents else group[0]


def values(text: str, items: list[Item]) -> Iterator[Value]:
    """What the labelled lines of an activity say, and those below them."""
    for item in items:
        yield from values_in(text, item.bounds(text)[0], item.node.end)


def _keyed_inside(text: str, item: Item) -> bool:
    return any(value.field in KEYS for value in values_in(text, *item.bounds(text)))


def _field(text: str, item: Item) -> Value | None:
    return line_field(text, *item.bounds(text))
