"""A task as the document proposes it: plain values, whatever reads them. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from organizations.naming import Entry, Naming
from tasks.decomposition.deadlines import rule_for
from tasks.decomposition.marks import Mark
from tasks.decomposition.places import Places
from tasks.decomposition.snapshots import Snapshot
from tasks.decomposition.spans import Span, overlap, quote
from tasks.models import Task
from tasks.states import DATED, Confidence, DeadlineKind
from tasks.timing.rules import keep, kind_of
from workflows.deadlines import DeadlineReading, intervals
from workflows.doubts import kept
from workflows.folding import fold

# Sentences, in the language of whoever had it read: they follow from the other fields.
_TOLD = ("deadline_rule", "deadline_why")


@dataclass(frozen=True)
class NameRead:
    """A body named in the text: its role, the document's own words, and the body when the directory knows it.

    ``naming`` is why it is that body or none; ``span`` where the name stands of which these words are all or a part.
    """

    role: str
    words: str
    entry: Entry | None = None
    naming: Naming = field(default_factory=Naming, compare=False)
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True)
class Proposal:
    """One obligation with its place, owners, deadline and product. ``words`` are the document's for the deadline.

    ``rules`` name what read it; ``doubts`` are sentences for the one who confirms; ``key`` stands for the words.
    """

    span: Span
    content: str
    reading: DeadlineReading
    words: str = ""
    product: str = ""
    names: tuple[NameRead, ...] = ()
    section: str = ""
    provision_id: int | None = None
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    certain: bool = False
    marks: tuple[Mark, ...] = ()
    key: str = field(default="", compare=False)

    @property
    def confidence(self) -> Confidence:
        return Confidence.CERTAIN if self.certain else Confidence.DOUBTFUL

    @property
    def known(self) -> list[NameRead]:
        """Names that stand for a body, each body once; who leads does not help as well."""
        found: dict[str, NameRead] = {}
        for name in sorted(self.names, key=lambda name: name.role != "lead"):
            if name.entry is not None:
                found.setdefault(name.entry.key, name)
        return list(found.values())

    @property
    def unknown(self) -> list[NameRead]:
        return [name for name in self.names if name.entry is None]

    def plain(self) -> dict[str, Any]:
        """The fields of ``Task`` that it fills."""
        kind = kind_of(self.reading)
        start, end = self.span
        timed = Task(deadline_kind=kind, due_on=self.reading.operative if kind in DATED else None)
        keep(timed, self.reading)
        return {
            "content": self.content,
            "product": self.product[:500],
            "source_start": start,
            "source_end": end,
            "section": self.section[:80],
            "marks": [mark.plain() for mark in self.marks],
            "provision_id": self.provision_id,
            "deadline_kind": kind,
            "deadline_words": self.words[:300],
            "recurrence": intervals(self.reading.recurrence) if kind == DeadlineKind.PERIODIC else [],
            "due_on": timed.due_on,
            "stated_on": timed.stated_on,
            "legal_on": timed.legal_on,
            "deadline_terms": timed.deadline_terms,
            "deadline_why": timed.deadline_why,
            "given_days": timed.given_days,
            "deadline_rule": rule_for(timed.due_on, self.reading)[:300] if self.words else "",
        }

    def says_what(self, taken: Snapshot) -> bool:
        """Whether an untouched proposal (its snapshot) is what this one would be."""
        plain = {name: value.isoformat() if name.endswith("_on") and value else value
                 for name, value in self.plain().items() if name not in _TOLD}  # fmt: skip
        owners = {(name.role, name.entry.key, name.words[:300]) for name in self.known if name.entry}
        unknown = {(name.role, name.words[:300]) for name in self.unknown}
        reading = taken["reading"]
        return (
            all(taken[name] == value for name, value in plain.items())
            and owners == {(o["role"], _key_of(o), o["name_in_text"]) for o in taken["owners"]}
            and unknown == {(u["role"], u["words"]) for u in taken["unknown_names"]}
            and (reading["rules"], reading["doubts"], reading["confidence"])
            == (list(self.rules), kept(self.doubts), self.confidence)
        )


def _key_of(owner: Snapshot) -> str:
    return f"u{owner['unit_id']}" if owner["unit_id"] else f"g{owner['group_id']}"


def keyed(text: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Each with the key of its words: letter case and marks aside, and in which turn among its likes."""
    seen: Counter[str] = Counter()
    found = []
    for proposal in proposals:
        words = fold(quote(text, *proposal.span))
        seen[words] += 1
        found.append(replace(proposal, key=hashlib.sha256(f"{seen[words]}\x1f{words}".encode()).hexdigest()))
    return found


@dataclass(frozen=True)
class Kept:
    """A task that another reading leaves alone: its place, what it says, and the words it was once read from."""

    span: Span | None
    content: str
    key: str = ""


@dataclass(frozen=True)
class Plan:
    """What a reading would do to the tasks that are there.

    ``kept``: tasks a person made, touched or confirmed; ``unchanged``: earlier proposals that read the same. Only
    untouched proposals are ``changed`` (their task's number, how it reads now) or ``gone``.
    """

    kept: int = 0
    unchanged: int = 0
    changed: tuple[tuple[int, Proposal], ...] = ()
    gone: tuple[int, ...] = ()
    fresh: tuple[Proposal, ...] = ()

    @property
    def stays(self) -> int:
        return self.kept + self.unchanged

    @property
    def replaced(self) -> int:
        return len(self.changed) + len(self.gone)

    @property
    def idle(self) -> bool:
        """Nothing would change."""
        return not (self.fresh or self.changed or self.gone)


def plan(
    proposals: Sequence[Proposal], kept: Sequence[Kept], untouched: dict[int, Snapshot], rejected: Iterable[str]
) -> Plan:
    """Pure: ``untouched`` are earlier proposals by their task's number, ``rejected`` keys of words refused by a person.

    Where a kept task already stands for the words nothing is proposed; a proposal that reads the same stays as it is.
    """
    refused = {*rejected, *(each.key for each in kept if each.key)}
    places = Places((each.span, None) for each in kept if each.span)
    unpinned = {fold(each.content) for each in kept if each.span is None}
    before = {taken["reading"]["words_key"]: pk for pk, taken in untouched.items()}
    fresh: list[Proposal] = []
    changed: dict[int, Proposal] = {}
    unchanged: set[int] = set()
    for proposal in proposals:
        if proposal.key in refused or fold(proposal.content) in unpinned or _taken(proposal.span, places):
            continue
        pk = before.get(proposal.key)
        if pk is None:
            fresh.append(proposal)
        elif proposal.says_what(untouched[pk]):
            unchanged.add(pk)
        else:
            changed[pk] = proposal
    gone = tuple(pk for pk in untouched if pk not in unchanged and pk not in changed)
    return Plan(len(kept), len(unchanged), tuple(changed.items()), gone, tuple(fresh))


def _taken(span: Span, places: Places[None]) -> bool:
    """Whether a kept task stands for at least half of the words, or lies in them with half of its own."""
    return any(
        2 * overlap(span, other) >= min(span[1] - span[0], other[1] - other[0]) for other, _ in places.meeting(span)
    )
