"""Who has pinned something to a directive's text is told, in the same transaction, when the text is corrected."""

from collections.abc import Callable

from directives.models import Directive

Move = Callable[[int, int], tuple[int, int] | None]
# Moves the pins of one app; returns how many lost their words.
Mover = Callable[[Directive, Move], int]

_movers: dict[str, Mover] = {}


def on_text_change(mover: Mover) -> Mover:
    """Register a mover, called with the directive (new text and outline saved) and where spans went."""
    _movers[f"{mover.__module__}.{mover.__qualname__}"] = mover
    return mover


def move_pins(directive: Directive, move: Move) -> int:
    """Let every app move its pins; returns how many lost their words."""
    return sum(mover(directive, move) for mover in _movers.values())
