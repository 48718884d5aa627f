"""Where the words of a header's field stand in the text: in one piece, or in several where columns were mixed up."""

import re
from dataclasses import dataclass

Span = tuple[int, int]

FIRSTS = 60
"""So many places where the first word stands are tried."""
REACH = 300
"""The next word of a name stands within so many characters, past what the other column put between."""
_BETWEEN = re.compile(r"[\s|*#]+")


@dataclass(frozen=True)
class Source:
    """``words`` as printed, their pieces [start, end) in the text, the rule that read them; ``doubt`` says what a
    person should check, "" when nothing. No pieces: the words were put together from elsewhere.
    """

    words: str
    spans: tuple[Span, ...]
    rule: str
    doubt: str = ""


def pieces(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The spans between ``start`` and ``end`` whose words in order are ``words``; as few as can be, none when gone."""
    tokens = words.split()
    stop = len(text) if end is None else end
    if not tokens:
        return ()
    best: tuple[Span, ...] = ()
    for count, match in enumerate(_token(tokens[0]).finditer(text, start, stop)):
        found = _from(text, match.span(), tokens[1:], stop)
        if found and (not best or len(found) < len(best)):
            best = found
        if len(best) == 1 or count > FIRSTS:
            break
    return best


def _from(text: str, first: Span, tokens: list[str], stop: int) -> tuple[Span, ...]:
    found = [first]
    for token in tokens:
        begin, at = found[-1]
        match = _token(token).search(text, at, min(stop, at + REACH))
        if match is None:
            return ()
        if _BETWEEN.fullmatch(text, at, match.start()) and "|" not in text[at : match.start()]:
            found[-1] = (begin, match.end())
        else:
            found.append(match.span())
    return tuple(found)


def _token(token: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if token[0].isalnum() else ""
    after = r"(?!\w)" if token[-1].isalnum() else ""
    return re.compile(before + re.escape(token) + after)
