"""What a new task begins with, read from its words and from where they stand. A person looks at it and confirms."""

from directives.models import Directive
from tasks.decomposition.draft import Clause
from tasks.decomposition.names import Directory, owners_in
from tasks.decomposition.proposals import NameRead, Proposal
from tasks.decomposition.spans import Span, quote, tidy
from workflows.deadlines import read_deadline


def suggest(directive: Directive, span: Span, clauses: list[Clause], directory: Directory) -> Proposal:
    """Read a span of the directive's text. ``clauses`` is its outline."""
    text = directive.text
    words = quote(text, *span)
    clause = clause_at(clauses, span)
    reading = read_deadline(words, directive.day)
    owners = owners_in(words, headings_above(clauses, clause, words), directory)
    return Proposal(
        span=span,
        content=tidy(words),
        reading=reading,
        words=as_written(words, reading.words),
        names=tuple(NameRead(owner.role, owner.words, owner.entry) for owner in owners),
        section=clause.path if clause else "",
        provision_id=clause.pk if clause else None,
    )


def clause_at(clauses: list[Clause], span: Span) -> Clause | None:
    """The innermost clause in which the span begins."""
    around = [clause for clause in clauses if clause.span[0] <= span[0] < clause.span[1]]
    return max(around, key=lambda clause: clause.depth, default=None)


def headings_above(clauses: list[Clause], clause: Clause | None, words: str) -> list[str]:
    """Headings of the clause and of those around it, the nearest first; not one that is the words themselves."""
    by_pk = {each.pk: each for each in clauses}
    found = []
    while clause is not None:
        if clause.heading and not words.startswith(clause.heading[:60]):
            found.append(clause.heading)
        clause = by_pk.get(clause.parent_id or 0)
    return found


def as_written(words: str, read: str) -> str:
    """``read`` (in lower case) as it stands in ``words``."""
    at = words.lower().find(read.lower()) if read else -1
    return words[at : at + len(read)] if at >= 0 else read
