"""What a new task begins with, read from its words and from where they stand. A person looks at it and confirms."""

from dataclasses import dataclass
from datetime import date

from tasks.decomposition.draft import Clause
from tasks.decomposition.names import Directory, Named, owners_in
from tasks.decomposition.spans import Span, quote, tidy
from workflows.deadlines import DeadlineReading, read_deadline


@dataclass(frozen=True)
class Suggestion:
    """Content, owners and deadline for a span; ``words`` are the document's own for the deadline."""

    content: str
    owners: list[Named]
    reading: DeadlineReading
    words: str
    clause: Clause | None

    @property
    def section(self) -> str:
        return self.clause.path if self.clause else ""


def suggest(text: str, span: Span, clauses: list[Clause], directory: Directory, issued_on: date | None) -> Suggestion:
    """Read a span of ``text``. ``clauses`` is the outline, ``issued_on`` the day terms run from."""
    words = quote(text, *span)
    clause = clause_at(clauses, span)
    reading = read_deadline(words, issued_on)
    return Suggestion(
        content=tidy(words),
        owners=owners_in(words, headings_above(clauses, clause, words), directory),
        reading=reading,
        words=as_written(words, reading.words),
        clause=clause,
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
