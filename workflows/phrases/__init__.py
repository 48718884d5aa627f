"""The time phrases of Vietnamese directives, each a named rule with an example; reading.py weighs what they find.

Pure: no database, no clock, no settings. ``scan`` gives the parts of a text that speak of time, with their places.
"""

from datetime import date

from workflows.phrases import dated, period_ends, recurring, terms, undated
from workflows.phrases.common import CITATION, GONE, Day, Part, Pattern, blank, distinct, normalise
from workflows.phrases.text import Prepared, prepare

__all__ = ["DATED", "Day", "Part", "Prepared", "distinct", "normalise", "prepare", "scan"]

# Dated rules in the order in which they are believed.
DATED: tuple[Pattern, ...] = (
    *dated.FIRST,
    *(rule for rule in terms.PATTERNS if rule.name == "before_parent"),
    *(rule for rule in terms.PATTERNS if rule.name != "before_parent"),
    *period_ends.PATTERNS,
    *dated.LAST,
    *dated.BARE,
)
ORDER = {name: place for place, name in enumerate(distinct(rule.name for rule in DATED))}
ORDER["within_event"] = ORDER["within"]


def scan(text: str, issued: date | None) -> list[Part]:
    """The parts of a prepared text that speak of time, by place; citations of documents are not among them."""
    text = blank(CITATION, text)
    found, rest = recurring.find(text, issued)
    marks = undated.find(text, issued)
    for mark in marks:
        if mark.name in {"open_ended", "open_beginning", "until_event", "standing"}:
            rest = rest[: mark.start] + GONE * (mark.end - mark.start) + rest[mark.end :]
    dated_parts = _dated(rest, issued)
    marks = [mark for mark in marks if not any(_inside(mark, each) for each in dated_parts)]
    return sorted([*found, *_outermost(marks), *dated_parts], key=lambda part: (part.start, -part.end))


def _dated(text: str, issued: date | None) -> list[Part]:
    """Terms first, for a term's own starting day is not a deadline; then the others, each letter read once."""
    found: list[Part] = []
    for rule in (*terms.PATTERNS, *dated.FIRST, *period_ends.PATTERNS, *dated.LAST, *dated.BARE):
        for match in rule.expression.finditer(text):
            read = rule.read(match, issued)
            if read is not None and not any(read.start < each.end and each.start < read.end for each in found):
                found.append(read)
    return found


def _inside(part: Part, other: Part) -> bool:
    return other.start <= part.start and part.end <= other.end


def _outermost(parts: list[Part]) -> list[Part]:
    """Without those that lie within another of the same mark."""
    return [
        part
        for at, part in enumerate(parts)
        if not any(
            _inside(part, other) and other.mark == part.mark and (len(other.words), -place) > (len(part.words), -at)
            for place, other in enumerate(parts)
            if other is not part
        )
    ]
