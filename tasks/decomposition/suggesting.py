"""What the grammar of documents (directives.intake) reads in a directive, matched with the directory: proposals.

The whole text and a passage that a person selected are read by the same rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from directives.intake.blocks import document_of
from directives.intake.products import products
from directives.intake.reading import Confidence, Reading, read
from directives.intake.reading import Task as Read
from directives.intake.roles import Found, addressee, names_in, partners
from directives.intake.times import Time, running_time
from directives.intake.units import expanded
from directives.models import Directive
from organizations.naming import Directory, canonical
from tasks.decomposition.draft import Clause
from tasks.decomposition.proposals import NameRead, Proposal, keyed
from tasks.decomposition.spans import Span, overlap, quote, tidy, trim
from tasks.states import Role
from workflows.deadlines import DeadlineKind, DeadlineReading, read_deadline

_SAME = 0.85
"""Of a selection and a proposed task, the share of both that must agree for the one to be the other."""


@dataclass
class Reader:
    """Reads one directive. ``clauses`` is its outline, ``known`` the bodies its office's documents name."""

    directive: Directive
    clauses: list[Clause]
    known: Directory

    @cached_property
    def reading(self) -> Reading:
        """The whole text, once."""
        return read(document_of(self.directive.text), self.directive.day)

    @cached_property
    def _flat(self) -> str:
        """The text as the grammar's rules see it: one line, of the same length."""
        return self.directive.text.replace("\n", " ").replace("|", " ")

    def proposals(self) -> list[Proposal]:
        """All tasks of the document in its order, each with its key."""
        return keyed(self.directive.text, (self._proposal(task) for task in self.reading.tasks))

    def of_span(self, span: Span) -> Proposal:
        """The words that a person selected. Where they are a task of the reading, that; else read by themselves, under
        the owners of the task or heading they stand in.
        """
        around = max(self.reading.tasks, key=lambda task: overlap(span, (task.start, task.end)), default=None)
        shared = overlap(span, (around.start, around.end)) if around else 0
        if around and shared >= _SAME * max(span[1] - span[0], around.end - around.start):
            return replace(self._proposal(around), span=span, content=self._content(span))
        above = around.lead if around and shared else tuple(self._heading_names(span))
        own = addressee(self._flat, *span, headed=bool(above))
        lead, clause = (own.names, own.start) if own else (above, span[0])
        time = running_time(self._flat, *span, self.directive.day)
        beside = tuple(partners(self._flat, clause, span[1]))
        made = products(self._flat, clause, span[1], periodic=bool(time.recurrence))
        return self._made(span, lead, beside, made, time)

    def _proposal(self, task: Read) -> Proposal:
        span = trim(self.directive.text, task.start, task.end)
        made = self._made(span, task.lead, task.coordinate, task.product, task.time)
        return replace(
            made,
            content=self._content(span, row=task.row),
            section=made.section or task.section,
            rules=tuple(dict.fromkeys([f"task:{task.rule}", *made.rules])),
            doubts=task.doubts,
            certain=task.confidence is Confidence.CERTAIN,
        )

    def _made(
        self, span: Span, lead: Iterable[Found], beside: Iterable[Found], made: Iterable[Found], time: Time
    ) -> Proposal:
        lead, beside, made = tuple(lead), tuple(beside), tuple(made)
        clause = clause_at(self.clauses, span)
        words = "; ".join(" ".join(each.split()) for each in time.words)
        rules = [*(f"lead:{name.rule}" for name in lead), *(f"coordinate:{name.rule}" for name in beside)]
        rules += [*(f"time:{rule}" for rule in time.rules), *(f"product:{thing.rule}" for thing in made)]
        return Proposal(
            span=span,
            content=self._content(span),
            reading=self._when(words, time),
            words=words,
            product="; ".join(dict.fromkeys(tidy(" ".join(thing.words.split())) for thing in made)),
            names=(*self._names(Role.LEAD, lead), *self._names(Role.COORDINATE, beside)),
            section=clause.path if clause else "",
            provision_id=clause.pk if clause else None,
            rules=tuple(dict.fromkeys(rules)),
        )

    def _content(self, span: Span, *, row: bool = False) -> str:
        """The words as a task's content; of a row of a table the cell it begins with."""
        start, end = span
        bar = self.directive.text.find("|", start, end) if row else -1
        return tidy(quote(self.directive.text, start, bar if bar > start else end))

    def _when(self, words: str, time: Time) -> DeadlineReading:
        """What the words mean under the office's own calendar and options."""
        read = read_deadline(words, self.directive.day)
        if read.kind == DeadlineKind.NONE and time.day:
            return replace(read, kind=DeadlineKind.FIXED, stated=time.day, legal=time.day, operative=time.day)
        if read.kind == DeadlineKind.NONE and "continuous" in time.recurrence:
            return replace(read, kind=DeadlineKind.STANDING)
        if read.kind == DeadlineKind.NONE and time.on_request:
            return replace(read, kind=DeadlineKind.ON_REQUEST, on_request=True)
        return read

    def _names(self, role: str, found: Iterable[Found]) -> Iterator[NameRead]:
        """Each body named, under the words that name it; what the directory does not know stays as it is written."""
        seen: set[str] = set()
        for name in found:
            words = " ".join(name.words.split())
            entries = self.known.resolve(words)
            if entries:
                yield from (NameRead(role, words, entry) for entry in entries)
                continue
            for part in expanded(words):
                alone = self.known.resolve(part) if part != words else []
                yield from (NameRead(role, part, entry) for entry in alone)
                if not alone and canonical(part) not in seen:
                    seen.add(canonical(part))
                    yield NameRead(role, part)

    def _heading_names(self, span: Span) -> Iterator[Found]:
        """Bodies that the nearest heading names, of those around the words."""
        by_pk = {each.pk: each for each in self.clauses}
        clause = clause_at(self.clauses, span)
        while clause is not None:
            heading = clause.heading.strip(" :.")
            if heading and not quote(self.directive.text, *span).startswith(heading[:60]):
                found = names_in(heading, 0, len(heading), "unit_heading")
                if any(self.known.resolve(" ".join(name.words.split())) for name in found):
                    yield from found
                    return
            clause = by_pk.get(clause.parent_id or 0)


def clause_at(clauses: list[Clause], span: Span) -> Clause | None:
    """The innermost clause in which the span begins."""
    around = [clause for clause in clauses if clause.span[0] <= span[0] < clause.span[1]]
    return max(around, key=lambda clause: clause.depth, default=None)
