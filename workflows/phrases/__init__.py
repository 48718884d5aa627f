"""The time phrases of Vietnamese directives, each a named rule with an example; reading.py weighs what they find.

Pure: no database, no clock, no settings. ``scan`` gives the parts of a text that speak of time, with their places.
"""

import re
from datetime import date

from workflows.doubts import doubt
from workflows.phrases import dated, leads, period_ends, recurring, terms, undated, within_periods
from workflows.phrases.common import (
    CITATION,
    COVERED,
    Day,
    Part,
    Pattern,
    Taken,
    blank,
    distinct,
    normalise,
    part,
    without,
)
from workflows.phrases.text import Prepared, prepare
from workflows.rules import DeadlineKind, Rule

__all__ = ["ORDER", "Day", "Part", "Prepared", "distinct", "normalise", "prepare", "scan"]

# In the order in which they are read: a term's own starting day is not a deadline.
DATED: tuple[Pattern, ...] = (
    *leads.PATTERNS,
    *terms.PATTERNS,
    *dated.FIRST,
    *within_periods.PATTERNS,
    *period_ends.PATTERNS,
    *dated.LAST,
    *dated.BARE,
)
PERIODS = (*within_periods.PATTERNS, *period_ends.PATTERNS)
# Their names in the order in which they are believed.
_BELIEVED: tuple[Pattern, ...] = (
    *dated.FIRST,
    *sorted(leads.PATTERNS, key=lambda rule: rule.name != "before_parent"),
    *terms.PATTERNS,
    *PERIODS,
    *dated.LAST,
    *dated.BARE,
)
ORDER = {name: place for place, name in enumerate(distinct(rule.name for rule in _BELIEVED))}
ORDER["within_event"] = ORDER["within"]
ORDER["in_week_of_month"] = ORDER["in_month"]


def scan(text: str, issued: date | None) -> list[Part]:
    """The parts of a prepared text that speak of time, by place; citations of documents and what a report
    covers are not among them.
    """
    text = blank(COVERED, blank(CITATION, text))
    found, rest = recurring.find(text, issued)
    marks = undated.find(text, issued)
    loose = {"open_ended", "open_beginning", "until_event", "standing"}
    rest = without(rest, [(mark.start, mark.end) for mark in marks if mark.name in loose])
    dated_parts, taken = _dated(rest, issued)
    marks = [mark for mark in marks if not taken.holds(mark.start, mark.end)]
    return sorted([*found, *_outermost(marks), *dated_parts], key=lambda part: (part.start, -part.end))


def _dated(text: str, issued: date | None) -> tuple[list[Part], Taken]:
    """By the rules one after the other, each letter read once."""
    found: list[Part] = []
    taken = Taken()
    for rule in DATED:
        for match in rule.expression.finditer(text):
            read = _read(rule, match, issued)
            if read is not None and not taken.meets(read.start, read.end):
                found.append(read)
                taken.add(read.start, read.end)
    return found, taken


def _read(rule: Pattern, match: re.Match[str], issued: date | None) -> Part | None:
    """What the rule makes of the match: a part without a day where its day is outside the years 1 to 9999."""
    try:
        return rule.read(match, issued)
    except (OverflowError, ValueError):  # as date() and timedelta tell it
        kind = DeadlineKind.PERIOD_END if rule in PERIODS else DeadlineKind.FIXED
        return part(match, rule.name, Rule(kind, rule.name), [doubt("beyond_years")])


def _outermost(parts: list[Part]) -> list[Part]:
    """Without those that lie within another of the same mark; of two alike the first stays."""
    order = sorted(range(len(parts)), key=lambda at: (parts[at].start, -parts[at].end, at))
    kept, reach = set(), dict[str, int]()
    for at in order:
        part = parts[at]
        if part.end > reach.get(part.mark, -1):
            kept.add(at)
            reach[part.mark] = part.end
    return [part for at, part in enumerate(parts) if at in kept]
