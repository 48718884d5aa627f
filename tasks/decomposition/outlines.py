"""The outline from the database, as plain clauses."""

from directives.models import Directive
from tasks.decomposition.draft import Clause


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


def leaves(clauses: list[Clause], under: Clause | None = None) -> list[Clause]:
    """Clauses that have none below them: the smallest blocks that can carry a task; ``under`` itself when it is one."""
    outer = {clause.parent_id for clause in clauses}
    found = [clause for clause in clauses if clause.pk not in outer]
    if under is None:
        return found
    return [clause for clause in found if under.span[0] <= clause.span[0] and clause.span[1] <= under.span[1]]
