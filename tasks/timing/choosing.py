"""What a person has chosen so far of a dry run, carried from page to page in the form itself.

Everything is chosen until it is unticked, so the form carries what is not: keys of moves, and ids of assignments that
stay although their task moves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from tasks.timing.moving import Move, signature
from workflows.numbers import whole

PAGE = 100


@dataclass(frozen=True)
class Choice:
    """``page`` counts from 1; ``seen`` stands for the moves that were shown."""

    page: int = 1
    skipped: frozenset[str] = frozenset()
    kept: frozenset[int] = frozenset()
    seen: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> "Choice":
        """From the form: what other pages left out, and what this one does."""
        shown, ticked = _lines(data, "shown"), frozenset(data.getlist("move"))
        listed, stay = _ids(_lines(data, "listed")), _ids(data.getlist("keep"))
        return cls(
            page=whole(data.get("page", "")) or 1,
            skipped=(_lines(data, "skipped") - shown) | (shown - ticked),
            kept=(_ids(_lines(data, "kept")) - listed) | stay,
            seen=data.get("seen", ""),
        )

    def chosen(self, moves: Iterable[Move]) -> list[str]:
        return [move.key for move in moves if move.key not in self.skipped]

    def is_stale(self, moves: list[Move]) -> bool:
        """The list is no longer the one that was shown."""
        return self.seen != signature(moves)


@dataclass(frozen=True)
class Page:
    """One page of the dry run: moves, each with whether it is ticked, and the fields that carry the rest."""

    rows: Sequence[tuple[Move, bool]]
    number: int
    pages: int
    shown: str
    skipped: str
    kept: str
    seen: str


def page_of(moves: list[Move], choice: Choice) -> Page:
    """The page that ``choice`` asks for."""
    pages = max(1, -(-len(moves) // PAGE))
    number = min(max(choice.page, 1), pages)
    rows = moves[(number - 1) * PAGE : number * PAGE]
    return Page(
        rows=[(move, move.key not in choice.skipped) for move in rows],
        number=number,
        pages=pages,
        shown="\n".join(move.key for move in rows),
        skipped="\n".join(sorted(choice.skipped)),
        kept="\n".join(map(str, sorted(choice.kept))),
        seen=signature(moves),
    )


def _lines(data: QueryDict, name: str) -> frozenset[str]:
    return frozenset(line for value in data.getlist(name) for line in value.split())


def _ids(values: Iterable[str]) -> frozenset[int]:
    return frozenset(pk for value in values if (pk := whole(value)))
