"""Facts: typed, frozen statements of what happened. Upper apps react to them; nobody else tells them.

A fact's fields are JSON (str, int, float, bool, None, lists and dicts of these) or date/datetime; it is stored in
``Event.data`` and rebuilt from there. A field once recorded is never renamed or removed; a new one has a default.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    pass


registry: dict[str, type["Fact"]] = {}
_date_kinds: dict[str, dict[str, type]] = {}


class UnknownFields(ValueError):
    """The stored data and the fact's class disagree on the fields."""


@dataclass(frozen=True)
class Fact:
    """Base of all facts. A subclass names its ``kind`` ("assignment.accepted") and is a frozen dataclass."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        kind = cls.__dict__.get("kind", "")
        if not kind:
            return
        other = registry.setdefault(kind, cls)
        if (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"two facts of kind {kind}: {other.__qualname__}, {cls.__qualname__}")
        registry[kind] = cls

    def to_data(self) -> dict[str, Any]:
        """The fields as JSON."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild the fact. Raises UnknownFields on a field it does not know or a required one it lacks."""
        if cls.kind not in _date_kinds:
            _date_kinds[cls.kind] = _date_fields(cls)
        kinds = _date_kinds[cls.kind]
        unknown = data.keys() - {field.name for field in dataclasses.fields(cls)}
        if unknown:
            raise UnknownFields(f"{cls.kind}: unknown {', '.join(sorted(unknown))}")
        try:
            return cls(**{name: _revive(value, kinds.get(name)) for name, value in data.items()})
        except TypeError as error:
            raise UnknownFields(f"{cls.kind}: {error}") from error


@dataclass(frozen=True)
class Subscription:
    """A handler of an upper app, called in the job worker; it must bear being called twice for one event."""

    name: str
    kinds: frozenset[str]
    call: Callable[..., None]
    batch: bool


subscriptions: dict[str, Subscription] = {}


def on(*facts: type[Fact], batch: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Subscribe a handler: ``@on(Accepted) def tell(event, fact)``; with ``batch=True`` ``tell([(event, fact), ...])``.

    Its dotted name is stored in retried jobs: move it only when none wait.
    """

    def subscribe(handler: Callable[..., None]) -> Callable[..., None]:
        name = f"{handler.__module__}.{handler.__qualname__}"
        before = subscriptions[name].kinds if name in subscriptions else frozenset[str]()
        subscriptions[name] = Subscription(name, before | {fact.kind for fact in facts}, handler, batch)
        return handler

    return subscribe


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)  # a TextChoices member, as its plain value
    return value


def _revive(value: Any, kind: type | None) -> Any:
    if isinstance(value, list):
        return tuple(_revive(item, kind) for item in value)
    if kind and isinstance(value, str):
        return kind.fromisoformat(value)  # type: ignore[attr-defined]
    return value


def _date_fields(cls: type[Fact]) -> dict[str, type]:
    """The fields that are dates or moments, also when optional."""
    found: dict[str, type] = {}
    for name, hint in typing.get_type_hints(cls).items():
        options = typing.get_args(hint) if isinstance(hint, types.UnionType | typing._UnionGenericAlias) else (hint,)  # type: ignore[attr-defined]
        for option in options:
            for kind in (datetime, date):
                if option is kind or kind in typing.get_args(option):
                    found.setdefault(name, kind)
    return found
