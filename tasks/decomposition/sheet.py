"""The text of the directive as the editor shows it (tờ văn bản): lines in blocks, task spans with their numbers.

Pure. The text of a block's pieces, joined, is exactly ``text[block.start:block.end]``, so that a place on the page is a
place in ``Directive.text``.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.decomposition.draft import Clause, Draft, TaskDraft
from tasks.decomposition.highlights import signs_of
from tasks.decomposition.judging import CONFIRMED, READY, REVIEW, Judgment
from tasks.decomposition.places import Places
from tasks.decomposition.rules_document import clauses_with_task
from tasks.decomposition.spans import Span, lines, seams


@dataclass(frozen=True)
class Pin:
    """A task as its span shows it."""

    pk: int
    number: int
    standing: str
    label: str

    @property
    def id(self) -> str:
        return str(self.pk)

    @property
    def css(self) -> str:
        """Letter of the look."""
        return {CONFIRMED: "ok", READY: "c", REVIEW: "d"}.get(self.standing, "u")


@dataclass(frozen=True)
class Piece:
    """Words of one look. ``sign`` is "when", "owner", "unknown", "product" or "".

    ``cut`` marks a place to split task ``cut``.
    """

    text: str
    sign: str = ""
    cut: int = 0
    at: int = 0


@dataclass
class Run:
    """Pieces that belong to the same tasks; ``begins`` are those that begin here, for the number in the margin."""

    pins: tuple[Pin, ...]
    begins: tuple[Pin, ...] = ()
    pieces: list[Piece] = field(default_factory=list)

    @property
    def pin(self) -> Pin | None:
        """The innermost task, whose look the words take."""
        return self.pins[-1] if self.pins else None


@dataclass
class Block:
    """A line of the text. ``level`` 3 and 4 are headings, 0 running text; ``make`` a clause that has no task yet."""

    start: int
    end: int
    level: int = 0
    clauses: tuple[Clause, ...] = ()
    make: Clause | None = None
    runs: list[Run] = field(default_factory=list)

    @property
    def at(self) -> str:
        return str(self.start)

    @property
    def ids(self) -> list[str]:
        """Keys of the clauses that begin here."""
        return [str(clause.pk) for clause in self.clauses]

    @property
    def make_id(self) -> str:
        return str(self.make.pk) if self.make else ""


def blocks(draft: Draft, judgment: Judgment) -> list[Block]:
    """The whole text, line by line."""
    starts: dict[int, list[Clause]] = defaultdict(list)
    inner: dict[int, int] = defaultdict(int)
    for clause in draft.clauses:
        starts[clause.span[0]].append(clause)
        inner[clause.parent_id or 0] += 1
    tasked = clauses_with_task(draft)
    pinned = Places((task.span, _pin(task, judgment)) for task in draft.tasks if task.span)
    signs = Places(sign for task in draft.tasks for sign in signs_of(draft.text, task))
    cuts = _cuts(draft, judgment)
    found = []
    at = 0
    for span in lines(draft.text):
        here = [clause for start in range(at, span[0] + 1) for clause in starts.pop(start, ())]
        at = span[0] + 1
        heading = next((clause for clause in here if clause.heading and inner[clause.pk]), None)
        leaf = here[-1] if here and not inner[here[-1].pk] and here[-1].pk not in tasked else None
        block = Block(*span, level=(3 if heading.depth == 0 else 4) if heading else 0, clauses=tuple(here), make=leaf)
        block.runs = _runs(draft.text, span, pinned, signs, cuts)
        found.append(block)
    return found


def _pin(task: TaskDraft, judgment: Judgment) -> Pin:
    return Pin(task.pk, task.number, judgment.verdicts[task.pk].standing, task.content)


def _runs(
    text: str,
    line: Span,
    pinned: Places[Pin],
    signs: Places[str],
    cuts: Sequence[tuple[int, int]],
) -> list[Run]:
    """Cut the line wherever something begins or ends; neighbours of the same tasks stay together."""
    here, marked = list(pinned.meeting(line)), list(signs.meeting(line))
    cut = dict(cuts[bisect_right(cuts, (line[0], 0)) : bisect_left(cuts, (line[1], 0))])
    edges = {line[0], line[1], *cut}
    for span, _what in [*here, *marked]:
        edges |= {max(span[0], line[0]), min(span[1], line[1])}
    places = sorted(edges)
    found: list[Run] = []
    for start, end in pairwise(places):
        around = sorted((span for span in here if span[0][0] <= start and end <= span[0][1]), key=_outer_first)
        pins = tuple(pin for _span, pin in around)
        if not found or found[-1].pins != pins:
            begins = tuple(pin for span, pin in around if max(span[0], line[0]) == start and span[0] >= line[0])
            found.append(Run(pins, begins))
        sign = next((sign for span, sign in marked if span[0] <= start and end <= span[1]), "")
        found[-1].pieces.append(Piece(text[start:end], sign, cut.get(start, 0), start))
    return found


def _outer_first(pinned: tuple[Span, Pin]) -> tuple[int, int, int]:
    (start, end), pin = pinned
    return start, -end, pin.number


def _cuts(draft: Draft, judgment: Judgment) -> list[tuple[int, int]]:
    """Places where a task that is not confirmed may be split, after a semicolon; with the task, in order."""
    found = {}
    for task in draft.tasks:
        if task.span and judgment.verdicts[task.pk].standing != CONFIRMED:
            for at in seams(draft.text, *task.span):
                if ";" in draft.text[max(task.span[0], at - 3) : at]:
                    found[at] = task.pk
    return sorted(found.items())
