"""Counts beside the menu: each app registers its own, the page shell asks for all of them.

Register in the app's ``ready()``; a counter costs one query at most and is asked once per full page.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.actors import Actor

Counter = Callable[["Actor"], int]
_counters: dict[str, Counter] = {}


def counter(key: str) -> Callable[[Counter], Counter]:
    """Register the function as the count named `key` ("unread", "desk", "board", "difficulties")."""

    def register(function: Counter) -> Counter:
        _counters[key] = function
        return function

    return register


def count_all(actor: "Actor") -> dict[str, int]:
    """Every registered count for this actor."""
    return {key: function(actor) for key, function in _counters.items()}
