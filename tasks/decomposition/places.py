"""Many spans, asked again and again which of them a span meets: each answer takes about log(n) steps. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from tasks.decomposition.spans import Span

T = TypeVar("T")


class Places(Generic[T]):
    """Spans with what stands at each, in the order of the text; they may nest and overlap.

    >>> places = Places([((0, 9), "outer"), ((2, 4), "inner"), ((9, 12), "after")])
    >>> [what for _span, what in places.meeting((3, 5))]
    ['outer', 'inner']
    """

    def __init__(self, spans: Iterable[tuple[Span, T]]) -> None:
        self._rows = sorted(spans, key=lambda row: row[0])
        self._starts = [span[0] for span, _what in self._rows]
        self._size = 1
        while self._size < len(self._rows):
            self._size *= 2
        # A tree over the rows: of each node the furthest end below it, so that whole branches are passed over.
        self._ends = [0] * (2 * self._size)
        for at, (span, _what) in enumerate(self._rows):
            self._ends[self._size + at] = span[1]
        for node in range(self._size - 1, 0, -1):
            self._ends[node] = max(self._ends[2 * node], self._ends[2 * node + 1])

    def meeting(self, span: Span) -> Iterator[tuple[Span, T]]:
        """Those that share a character with the span, in the order of the text."""
        last = bisect_left(self._starts, span[1])
        waiting = [(1, 0, self._size)]
        while waiting:
            node, first, stop = waiting.pop()
            if first >= last or self._ends[node] <= span[0]:
                continue
            if stop - first == 1:
                yield self._rows[first]
                continue
            middle = (first + stop) // 2
            waiting += [(2 * node + 1, middle, stop), (2 * node, first, middle)]
