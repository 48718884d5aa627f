"""Names of rhythms (chu kỳ): reporting periods, "monthly:2" for every second month, and two without periods."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What words say that makes no periods: a rhythm without an interval ("định kỳ"), and work without end.
PERIODIC, CONTINUOUS = "periodic", "continuous"


class Recurrence(models.TextChoices):
    """Chu kỳ."""

    DAILY = "daily", gettext_lazy("Hằng ngày")
    WEEKLY = "weekly", gettext_lazy("Hằng tuần")
    MONTHLY = "monthly", gettext_lazy("Hằng tháng")
    QUARTERLY = "quarterly", gettext_lazy("Hằng quý")
    SEMIANNUAL = "semiannual", gettext_lazy("6 tháng")
    NINE_MONTHLY = "nine-monthly", gettext_lazy("9 tháng")
    ANNUAL = "annual", gettext_lazy("Hằng năm")


# "every N": the unit that a name with a number counts, "monthly:2".
UNITS = {"ngày": "daily", "tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "annual"}
_WHOLE = {
    ("ngày", 7): Recurrence.WEEKLY,
    ("tháng", 3): Recurrence.QUARTERLY,
    ("tháng", 6): Recurrence.SEMIANNUAL,
    ("tháng", 9): Recurrence.NINE_MONTHLY,
    ("tháng", 12): Recurrence.ANNUAL,
    ("quý", 2): Recurrence.SEMIANNUAL,
    ("quý", 4): Recurrence.ANNUAL,
}


def every(count: int, unit: str) -> str:
    """The name of a rhythm: every 3 "tháng" is "quarterly", every 2 "tuần" is "weekly:2"."""
    return _WHOLE.get((unit, count), UNITS[unit] if count == 1 else f"{UNITS[unit]}:{count}")


def ordered(names: Iterable[str]) -> list[str]:
    """Each name once: the calendar's in their order, then every N, then rhythm and standing work."""
    known = [*Recurrence.values, PERIODIC, CONTINUOUS]
    places = {name: place for place, name in enumerate(known)}
    found = sorted(set(names), key=lambda name: (places.get(name, len(Recurrence.values) - 0.5), name))
    return [str(name) for name in found if name != PERIODIC or not set(found) - {PERIODIC, CONTINUOUS}]


def is_interval(name: str) -> bool:
    """True for what makes periods or days: not "periodic", not "continuous", nothing unknown."""
    unit, colon, count = name.partition(":")
    return name in Recurrence.values or (bool(colon) and unit in UNITS.values() and count.isdigit() and int(count) > 1)


def intervals(names: Iterable[str]) -> list[str]:
    """The names that make periods or days, in order."""
    return [name for name in ordered(names) if is_interval(name)]


def label_of_recurrence(name: str) -> str:
    """The name in words: "Hằng quý", "Mỗi 2 tháng"."""
    if name in Recurrence.values:
        return str(Recurrence(name).label)
    if name == CONTINUOUS:
        return _("Thường xuyên")
    unit, _colon, count = name.partition(":")
    units = {value: key for key, value in UNITS.items()}
    if unit in units and count.isdigit():
        return _("Mỗi %(count)s %(unit)s") % {"count": count, "unit": units[unit]}
    return _("Định kỳ")


_DAYS = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "semiannual": 184, "annual": 366}


def span_of(name: str) -> int:
    """About how many days one period of the rhythm has, never fewer than it can have."""
    if name == Recurrence.NINE_MONTHLY:
        return 275
    unit, _colon, count = name.partition(":")
    return _DAYS.get(unit, 31) * (int(count) if count.isdigit() else 1)
