"""What the grammar of documents (directives.intake) reads in a directive, matched with the directory: proposals.

The whole text and a passage that a person selected are read by the same rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from directives.intake.blocks import document_of
from directives.intake.ditto import flat
from directives.intake.expansion import expanded
from directives.intake.home import province_of
from directives.intake.partners import partners
from directives.intake.products import products
from directives.intake.reading import Reached, Reading, read
from directives.intake.reading import Task as Read
from directives.intake.roles import Found, addressee, names_in
from directives.intake.times import Time, running_time
from directives.models import Directive
from organizations.directory import directory
from organizations.naming import Directory, Gap, Naming, canonical
from tasks.decomposition.draft import Clause
from tasks.decomposition.marks import MOST, NAME, PRODUCT, WHEN, Mark
from tasks.decomposition.places import Places
from tasks.decomposition.proposals import NameRead, Proposal, keyed
from tasks.decomposition.spans import Span, overlap, quote, tidy, trim
from tasks.states import Role
from workflows.actors import Actor
from workflows.deadlines import DeadlineKind, DeadlineReading, read_deadline
from workflows.doubts import codes

_SAME = 0.85
"""Of a selection and a proposed task, the share of both that must agree for the one to be the other."""


@dataclass
class Reader:
    """Reads one directive, for the editor and ``manage.py intake`` alike. ``clauses`` is its outline; ``reached`` is
    told how far the reading of the whole text has come.
    """

    directive: Directive
    clauses: list[Clause]
    actor: Actor
    reached: Reached = lambda _at: None
    _asked: dict[str, Naming] = field(init=False, default_factory=dict)

    @cached_property
    def reading(self) -> Reading:
        """The whole text, once."""
        document = replace(document_of(self.directive.text), scanned=self.directive.scanned)
        return read(document, self.directive.day, self.reached)

    @cached_property
    def known(self) -> Directory:
        """The bodies that documents of its standing agency name, as the actor may see them: those that bore the name on
        the document's day, or who carries on their work. In a document of another province bare names are that
        province's.
        """
        home = province_of(self.reading.header)
        return directory(self.actor, self.directive.standing_unit, home=home, dated=self.directive.issued_on)

    @cached_property
    def _flat(self) -> str:
        """The text as the grammar's rules see it: one line, of the same length."""
        return flat(self.directive.text)

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
        # Whether the day units are held to is off, the checklist asks: it may be another than the day stated.
        doubts = tuple(each for each in task.doubts if codes([each]) != ["day_off"])
        return replace(
            made,
            content=self._content(span, row=task.row),
            section=made.section or task.section,
            rules=tuple(dict.fromkeys([f"task:{task.rule}", *made.rules])),
            doubts=doubts,
            certain=not doubts,
        )

    def _made(
        self, span: Span, lead: Iterable[Found], beside: Iterable[Found], made: Iterable[Found], time: Time
    ) -> Proposal:
        lead, beside, made = tuple(lead), tuple(beside), tuple(made)
        clause = self._clause_at(span)
        words = "; ".join(" ".join(each.split()) for each in time.words)
        rules = [*(f"lead:{name.rule}" for name in lead), *(f"coordinate:{name.rule}" for name in beside)]
        rules += [*(f"time:{rule}" for rule in time.rules), *(f"product:{thing.rule}" for thing in made)]
        names = (*self._names(Role.LEAD, lead), *self._names(Role.COORDINATE, beside))
        marks = [Mark(WHEN, *place) for place in time.spans]
        marks += [Mark(PRODUCT, thing.start, thing.end) for thing in made]
        marks += [Mark(NAME, *name.span, words=name.words[:300]) for name in names if name.span[0] < name.span[1]]
        return Proposal(
            span=span,
            content=self._content(span),
            reading=self._when(words, time),
            words=words,
            product="; ".join(dict.fromkeys(tidy(" ".join(thing.words.split())) for thing in made)),
            names=names,
            marks=tuple(dict.fromkeys(marks))[:MOST],
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
            words, span = " ".join(name.words.split()), (name.start, name.end)
            naming = self._explained(words)
            if naming.entries:
                yield from (NameRead(role, words, entry, naming, span) for entry in naming.entries)
                continue
            for part in expanded(words):
                alone = self._explained(part) if part != words else naming
                yield from (NameRead(role, part, entry, alone, span) for entry in alone.entries)
                if not alone.entries and canonical(part) not in seen:
                    seen.add(canonical(part))
                    yield NameRead(role, part, None, alone, span)

    def _explained(self, words: str) -> Naming:
        """Whom the directory knows under these words; nobody when one of them was split, since a person must say who of
        those that carry on is meant. Asked once for each name, however often a table repeats it.
        """
        if words not in self._asked:
            found = self.known.explain(words)
            heirs = {key for entry in found.entries for key in entry.heirs}
            if heirs:
                might = {entry.key: entry for entry in self.known.entries if entry.key in heirs}
                found = Naming(gap=Gap.SPLIT, candidates=tuple(might.values()))
            self._asked[words] = found
        return self._asked[words]

    def _heading_names(self, span: Span) -> Iterator[Found]:
        """Bodies that the nearest heading names, of those around the words."""
        by_pk = {each.pk: each for each in self.clauses}
        clause = self._clause_at(span)
        while clause is not None:
            heading = clause.heading.strip(" :.")
            if heading and not quote(self.directive.text, *span).startswith(heading[:60]):
                found = names_in(heading, 0, len(heading), "unit_heading")
                if any(self._explained(" ".join(name.words.split())).entries for name in found):
                    yield from (self._in_text(name, clause) for name in found)
                    return
            clause = by_pk.get(clause.parent_id or 0)

    def _in_text(self, name: Found, clause: Clause) -> Found:
        """A name of a heading where the heading stands in the text; without a place when it was shortened."""
        at = self._flat.find(name.words, *clause.span)
        return replace(name, start=max(at, 0), end=at + len(name.words) if at >= 0 else 0)

    @cached_property
    def _places(self) -> Places[Clause]:
        return Places((clause.span, clause) for clause in self.clauses)

    def _clause_at(self, span: Span) -> Clause | None:
        """As ``clause_at``, for many spans."""
        around = (clause for _span, clause in self._places.meeting((span[0], span[0] + 1)))
        return max(around, key=lambda clause: clause.depth, default=None)


def clause_at(clauses: list[Clause], span: Span) -> Clause | None:
    """The innermost clause in which the span begins."""
    around = [clause for clause in clauses if clause.span[0] <= span[0] < clause.span[1]]
    return max(around, key=lambda clause: clause.depth, default=None)
