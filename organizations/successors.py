"""Who carries on the work of units that are no more (đơn vị kế thừa; NQ 190/2025/QH15)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from organizations.models import Unit, UnitSuccession


def successions(unit_ids: Iterable[int], on: date) -> dict[int, tuple[UnitSuccession, ...]]:
    """Of units that are no more, the links to those that carry on their work on that day: of a chain of successions
    the last link, whose ``new`` is there. Nothing for units that nobody carries on.

    One query where none of them was succeeded, else one more for each generation.
    """
    onward: dict[int, list[UnitSuccession]] = defaultdict(list)
    asked: set[int] = set()
    waiting = wanted = set(unit_ids)
    while waiting:
        asked |= waiting
        news: set[int] = set()
        for link in UnitSuccession.objects.filter(old__in=waiting, on__lte=on).select_related("new").order_by("id"):
            onward[link.old_id].append(link)
            if not link.new.holds_on(on):
                news.add(link.new_id)
        waiting = news - asked

    def last(pk: int, passed: frozenset[int]) -> Iterator[UnitSuccession]:
        for link in onward.get(pk, ()):
            if link.new.holds_on(on):
                yield link
            elif link.new_id not in passed:
                yield from last(link.new_id, passed | {link.new_id})

    found = {pk: tuple({link.new_id: link for link in last(pk, frozenset({pk}))}.values()) for pk in wanted}
    return {pk: links for pk, links in found.items() if links}


def successors(unit: Unit, on: date) -> list[Unit]:
    """The units that carry on the work of one."""
    return [link.new for link in successions([unit.pk], on).get(unit.pk, ())]
