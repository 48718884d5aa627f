"""What was asked, and pages of rows that answer it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from workflows.folding import fold
from workflows.numbers import whole
from workflows.wordsearch import Piece, has_words, marked, words_of

# Counting stops here: who has more than this many must ask for more.
MOST_COUNTED = 1000
SHORTEST = 2


@dataclass(frozen=True)
class Query:
    """The words typed."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @property
    def usable(self) -> bool:
        return sum(len(word) for word in self.words) >= SHORTEST

    @property
    def phrase(self) -> str:
        """The words as they would stand together in folded text; "" for a single word."""
        return fold(self.text) if len(self.words) > 1 else ""

    @property
    def number(self) -> str:
        """The number of a document that the query begins with: 2837 of "2837/BYT-VPB"."""
        return self.words[0] if self.words and self.words[0].isdigit() else ""

    def all_words(self, field: str = "folded") -> Any:
        return has_words(field, self.words)

    def marked(self, text: str, *, whole: bool = False) -> list[Piece]:
        return marked(text, self.words, whole=whole)

    def best_line(self, text: str) -> str:
        """The line with the words together, else the one with most of them; "" when none has any."""
        best, most = "", 0
        for line in text.splitlines():
            folded = fold(line)
            if self.phrase and self.phrase in folded:
                return line
            count = sum(word in folded for word in self.words)
            if count > most:
                best, most = line, count
        return best


@dataclass(frozen=True)
class Found:
    """Rows of one page, the count of all (``more`` than that when counting stopped), and the next page's mark."""

    rows: list[Any]
    count: int
    more: bool
    after: str


def find(rows: "QuerySet[Any, Any]", tiers: list[Q], *, size: int, after: str = "") -> Found:
    """The page after the mark. Rows of an earlier tier come first; within a tier the newest.

    At most one query a tier, and one to count.
    """
    counted = rows.order_by()[: MOST_COUNTED + 1].count() if not after else 0
    found: list[tuple[int, Any]] = []
    start, last = _read(after)
    seen = Q(pk__in=())
    for number, condition in enumerate(tiers):
        if number >= start:
            page = rows.filter(condition & ~seen) if number else rows.filter(condition)
            if number == start and last:
                page = page.filter(pk__lt=last)
            found += [(number, row) for row in page.order_by("-pk")[: size + 1 - len(found)]]
        if len(found) > size:
            break
        seen |= condition
    shown = found[:size]
    mark = f"{shown[-1][0]}.{shown[-1][1].pk}" if len(found) > size else ""
    return Found([row for _tier, row in shown], min(counted, MOST_COUNTED), counted > MOST_COUNTED, mark)


def tiers(query: Query, field: str = "folded", *first: Q) -> list[Q]:
    """Number before phrase before mere words."""
    together = [Q(**{f"{field}__contains": query.phrase})] if query.phrase else []
    return [*first, *together, Q()]


def _read(mark: str) -> tuple[int, int]:
    tier, _dot, last = mark.partition(".")
    return whole(tier) or 0, whole(last) or 0
