"""The outline from the database, as plain clauses."""

from collections.abc import Sequence

from directives.intake.outline import Node
from directives.models import Directive
from directives.provisions import HEADING, LABEL, PATH
from tasks.decomposition.draft import Clause
from tasks.decomposition.spans import Span, trim


def clauses_of(directive: Directive) -> list[Clause]:
    """In the order of the text, outer before inner. One query."""
    rows = directive.provisions.order_by("start", "depth", "id")
    return [
        Clause(
            pk=row.pk,
            path=row.path,
            label=row.label,
            heading=row.heading,
            span=(row.start, row.end),
            parent_id=row.parent_id,
            depth=row.depth,
            kind=row.kind,
            body=row.body,
        )
        for row in rows
    ]


def clauses_from(nodes: Sequence[Node]) -> list[Clause]:
    """The same of a text that is not in the database; each is known by its place in the outline, from 1."""
    order = sorted(range(len(nodes)), key=lambda at: (nodes[at].start, nodes[at].depth, at))
    return [
        Clause(
            pk=at + 1,
            path=nodes[at].path[:PATH],
            label=nodes[at].label[:LABEL],
            heading=nodes[at].heading[:HEADING],
            span=(nodes[at].start, nodes[at].end),
            parent_id=None if (above := nodes[at].parent) is None else above + 1,
            depth=nodes[at].depth,
            kind=nodes[at].kind.value,
            body=nodes[at].body,
        )
        for at in order
    ]


def leaves(clauses: list[Clause], under: Clause | None = None) -> list[Clause]:
    """Clauses that have none below them: the smallest blocks that can carry a task; ``under`` itself when it is one."""
    outer = {clause.parent_id for clause in clauses}
    found = [clause for clause in clauses if clause.pk not in outer]
    if under is None:
        return found
    return [clause for clause in found if under.span[0] <= clause.span[0] and clause.span[1] <= under.span[1]]


def words_of(text: str, clause: Clause, clauses: Sequence[Clause]) -> Span:
    """The clause without its marker; of a clause with others below it, all of them without its own heading."""
    below = [other.span[0] for other in clauses if other.parent_id == clause.pk]
    start = min(below) if below and clause.heading else max(clause.body, clause.span[0])
    return trim(text, start, clause.span[1])
