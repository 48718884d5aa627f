"""The outline beside the text (dàn ý): clauses with the tasks made of them; long ones fold their sections. Pure."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tasks.decomposition.cards import Card, Sign
from tasks.decomposition.draft import Clause, Draft
from tasks.decomposition.outlines import leaves
from tasks.decomposition.rules_document import clauses_with_task, quiet_clauses, shorten, small_letters
from tasks.decomposition.spans import quote, trim

LONG = 120
"""Rows above which sections are folded."""


@dataclass(frozen=True)
class OutlineRow:
    """A line of the outline: the clause, its tasks, how many smallest clauses in it have none yet.

    ``folded`` rows below it are fetched when somebody unfolds them; ``tally`` then counts their tasks by look.
    """

    clause: Clause
    title: str
    cards: tuple[Card, ...] = ()
    to_make: int = 0
    make: int = 0
    quiet: bool = False
    level: int = 0
    leaf: bool = False
    folded: int = 0
    tally: tuple[tuple[Sign, int], ...] = ()

    @property
    def id(self) -> str:
        return str(self.clause.pk)

    @property
    def make_id(self) -> str:
        return str(self.make)


def outline_rows(draft: Draft, cards: Sequence[Card]) -> list[OutlineRow]:
    """Clauses with the tasks made of them. What is inside a quiet clause is left out; a heading over a single clause
    stands for it.
    """
    of_clause: dict[int, list[Card]] = defaultdict(list)
    inner: dict[int | None, list[Clause]] = defaultdict(list)
    for card in cards:
        of_clause[card.task.provision_id or 0].append(card)
    for clause in draft.clauses:
        inner[clause.parent_id].append(clause)
    tasked, ends = clauses_with_task(draft), {clause.pk for clause in leaves(list(draft.clauses))}
    silent = quiet_clauses(draft) - tasked
    done = tasked | silent
    # Where the smallest clauses without a task begin: they nest or stand apart, so those inside a clause are counted.
    waiting = sorted(clause.span[0] for clause in draft.clauses if clause.pk in ends and clause.pk not in done)
    found: list[OutlineRow] = []
    hidden: set[int | None] = set()
    for clause in draft.clauses:
        if clause.parent_id in hidden:
            hidden.add(clause.pk)
            continue
        quiet = clause.pk in silent
        only = inner[clause.pk][0] if len(inner[clause.pk]) == 1 and inner[clause.pk][0].pk in ends else None
        if quiet or only:
            hidden.add(clause.pk)
        inside = bisect_left(waiting, clause.span[1]) - bisect_left(waiting, clause.span[0])
        found.append(
            OutlineRow(
                clause=clause,
                title=_title(draft, clause),
                cards=tuple(of_clause[clause.pk] + (of_clause[only.pk] if only else [])),
                to_make=0 if quiet else inside,
                make=only.pk if only else clause.pk,
                quiet=quiet,
                level=min(clause.depth, 3),
                leaf=clause.pk in ends or only is not None,
            )
        )
    return found


def _title(draft: Draft, clause: Clause) -> str:
    """The heading in small letters, or the first words."""
    if clause.heading:
        return small_letters(clause.heading)
    return shorten(quote(draft.text, *trim(draft.text, max(clause.body, clause.span[0]), clause.span[1])), 60)


def folded(rows: Sequence[OutlineRow], wanted: Collection[int | None]) -> list[OutlineRow]:
    """Of more than LONG rows the outermost, and level by level what is around the ``wanted`` clauses."""
    if len(rows) <= LONG:
        return list(rows)
    shown: list[OutlineRow] = []
    at = 0
    while at < len(rows):
        end = _end(rows, at)
        if end > at + 1 and all(row.clause.pk not in wanted for row in rows[at:end]):
            inside = rows[at:end]
            looks = Counter(card.sign for row in inside for card in row.cards)
            shown.append(replace(rows[at], folded=end - at - 1, tally=tuple(looks.items()), cards=()))
            at = end
        else:
            shown.append(rows[at])
            at += 1
    return shown


def below(rows: Sequence[OutlineRow], clause_id: int) -> list[OutlineRow]:
    """The rows below one."""
    at = next((at for at, row in enumerate(rows) if row.clause.pk == clause_id), len(rows))
    return list(rows[at + 1 : _end(rows, at)])


def _end(rows: Sequence[OutlineRow], at: int) -> int:
    """Where what is below the row ends."""
    if at >= len(rows):
        return at
    stop = rows[at].clause.span[1]
    end = at + 1
    while end < len(rows) and rows[end].clause.span[0] < stop and rows[end].clause.depth > rows[at].clause.depth:
        end += 1
    return end
