"""Settings that regulations leave to localities (tùy chọn của địa phương): a registry, its values, its checks.

Each app registers its own options in its ``options`` module or ``apps.ready``; the settings page lists them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from workflows import facts, freshness, ledger
from workflows.actors import Actor
from workflows.models import OptionValue

Kind = Literal["int", "bool", "str", "choice", "list"]
Text = str | Promise
TRUE_WORDS = {"1", "true", "on", "yes", "có", "co"}
FALSE_WORDS = {"", "0", "false", "off", "no", "không", "khong"}


@dataclass(frozen=True)
class Option:
    """One setting: its key, kind, default, what it means to an official, and the rule it comes from.

    ``choices`` are (value, label) pairs, for the kinds choice and list; a list without choices takes free lines.
    ``minimum``/``maximum`` bound an int.
    """

    key: str
    kind: Kind
    default: Any
    label: Text
    help: Text = ""
    source: Text = ""
    group: Text = ""
    choices: Sequence[tuple[str, Text]] = ()
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class OptionChanged(facts.Fact):
    """An office changed a setting (thay đổi cấu hình)."""

    kind: ClassVar[str] = "office.option_changed"
    key: str
    before: Any
    after: Any


registry: dict[str, Option] = {}


def register(option: Option) -> Option:
    """Add an option; a second one of the same key is a programming error."""
    if registry.get(option.key, option) != option:
        raise ValueError(f"option {option.key} is registered twice")
    if option.kind in {"choice", "list"}:
        option = replace(option, choices=tuple(option.choices))
    clean(option, option.default)
    return registry.setdefault(option.key, option)


def get(key: str) -> Any:
    """The value in force. KeyError for a key nobody registered."""
    option = registry[key]
    return _stored().get(key, option.default)


def get_int(key: str) -> int:
    return int(get(key))


def get_bool(key: str) -> bool:
    return bool(get(key))


def get_str(key: str) -> str:
    return str(get(key))


def get_list(key: str) -> list[str]:
    return list(get(key))


def is_changed(key: str) -> bool:
    """True when the office set its own value."""
    return key in _stored()


@transaction.atomic
def set_value(key: str, value: Any, actor_id: int | None) -> Any:
    """Set an option for the whole office; returns the cleaned value. ValidationError says what to write instead."""
    option = registry[key]
    cleaned = clean(option, value)
    before = get(key)
    if cleaned == before and is_changed(key):
        return cleaned
    OptionValue.objects.update_or_create(key=key, defaults={"value": cleaned})
    _announce_change(key, before, cleaned, actor_id)
    return cleaned


@transaction.atomic
def reset(key: str, actor_id: int | None) -> None:
    """Return an option to its default."""
    before = get(key)
    if OptionValue.objects.filter(key=key).delete()[0]:
        _announce_change(key, before, registry[key].default, actor_id)


def clean(option: Option, value: Any) -> Any:
    """The value in the option's kind, from a form's text or a Python value."""
    match option.kind:
        case "int":
            return _clean_int(option, value)
        case "bool":
            return _clean_bool(value)
        case "choice":
            return _clean_choice(option, str(value))
        case "list":
            items = value.splitlines() if isinstance(value, str) else list(value)
            items = [str(item).strip() for item in items if str(item).strip()]
            return [_clean_choice(option, item) for item in items] if option.choices else items
        case _:
            return str(value).strip()


def _announce_change(key: str, before: Any, after: Any, actor_id: int | None) -> None:
    freshness.recheck()
    transaction.on_commit(freshness.recheck)
    ledger.record(
        OptionChanged(key=key, before=before, after=after), stream="office", actor=Actor(actor_id or 0, name="")
    )


def _stored() -> dict[str, Any]:
    return freshness.cached("options", lambda: dict(OptionValue.objects.values_list("key", "value")))


def _clean_int(option: Option, value: Any) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise ValidationError(_("Hãy nhập một số nguyên."), code="int") from None
    if option.minimum is not None and number < option.minimum:
        raise ValidationError(_("Hãy nhập số từ %(least)d trở lên.") % {"least": option.minimum}, code="minimum")
    if option.maximum is not None and number > option.maximum:
        raise ValidationError(_("Hãy nhập số không quá %(most)d.") % {"most": option.maximum}, code="maximum")
    return number


def _clean_bool(value: Any) -> bool:
    word = str(value).strip().lower()
    if word in TRUE_WORDS:
        return True
    if value is None or word in FALSE_WORDS:
        return False
    raise ValidationError(_("Hãy chọn có hoặc không."), code="bool")


def _clean_choice(option: Option, value: str) -> str:
    if value in {choice for choice, _label in option.choices}:
        return value
    listed = ", ".join(str(label) for _value, label in option.choices)
    raise ValidationError(
        _("“%(value)s” không có trong các lựa chọn: %(listed)s.") % {"value": value, "listed": listed}
    )
