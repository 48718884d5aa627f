"""Where a span of a text went when the text was corrected: the same words, in the same turn among their likes."""

import re

_SPACE = re.compile(r"\s+")


def move_span(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of ``new`` that holds the words of ``old[start:end]``, white space aside; None when they are gone.

    Words that stand there several times keep their turn: the third of them stays the third, and when their number
    changed, the one whose surroundings are most alike is taken.
    """
    words = old[start:end]
    if not words.strip():
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in _SPACE.split(words.strip())))
    before = [match.start() for match in pattern.finditer(old)]
    found = [(match.start(), match.end()) for match in pattern.finditer(new)]
    if not found:
        return None
    lead = len(words) - len(words.lstrip())
    turn = next((at for at, place in enumerate(before) if place == start + lead), None)
    if len(found) == 1:
        return found[0]
    if turn is not None and len(found) == len(before):
        return found[turn]
    return max(found, key=lambda span: _likeness(old, new, start + lead, end, span))


def _likeness(old: str, new: str, start: int, end: int, span: tuple[int, int]) -> tuple[int, int]:
    """How many characters agree around the words; of equals, the one nearest to where it was."""
    same = 0
    while same < 200 and start - same > 0 and span[0] - same > 0 and old[start - same - 1] == new[span[0] - same - 1]:
        same += 1
    after = 0
    while (
        after < 200
        and end + after < len(old)
        and span[1] + after < len(new)
        and old[end + after] == new[span[1] + after]
    ):
        after += 1
    return same + after, -abs(start - span[0])
