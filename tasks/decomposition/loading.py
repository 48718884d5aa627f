"""From rows to a draft: a constant number of queries, however many tasks, owners and clauses there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directives.models import Directive, DirectiveRecipient
from organizations import groups
from organizations.directory import directory
from organizations.heads import heads_of
from organizations.naming import Entry
from tasks.decomposition.draft import Draft, OwnerDraft, ReadFinding, Recipient, TaskDraft, UnknownDraft
from tasks.decomposition.findings import Answer
from tasks.decomposition.judging import Answers, Judgment, judge_draft
from tasks.decomposition.marks import marks_from
from tasks.decomposition.outlines import clauses_of
from tasks.decomposition.spans import mark_of, quote
from tasks.models import ReadRun, Task, TaskOwner, WarningAnswer
from workflows import clock, options
from workflows.actors import both_names, system_actor
from workflows.calendars import calendar
from workflows.doubts import told

_RELATED = ("owners__unit", "owners__group", "owners__responsible", "unknown_names", "reading")


@dataclass(frozen=True)
class Loaded:
    """A draft and the judgment on it."""

    draft: Draft
    judgment: Judgment


def load(directive: Directive, on: date | None = None) -> Loaded:
    """The decomposition as it would be given on that day: today, or the day it was given (what was said then)."""
    draft = load_draft(directive, on or _day_of(directive))
    return Loaded(draft, judge_draft(draft, load_answers(directive)))


def _day_of(directive: Directive) -> date:
    return directive.assigned_at.astimezone(clock.ZONE).date() if directive.assigned_at else clock.today()


def load_draft(directive: Directive, day: date) -> Draft:
    tasks = list(directive.tasks.prefetch_related(*_RELATED))
    recipients = list(directive.recipients.select_related("unit", "group"))
    members = _members([owner for task in tasks for owner in task.owners.all()], recipients, day)
    leads = [owner for task in tasks for owner in task.owners.all()]
    headed = heads_of({pk for owner in leads for pk in members[_key(owner)]}, day)
    return Draft(
        text=directive.text,
        number=directive.number,
        issued_on=directive.issued_on,
        standing_id=directive.standing_unit_id,
        today=day,
        tasks=tuple(_task(task, number, directive.text, members, headed) for number, task in enumerate(tasks, 1)),
        clauses=tuple(clauses_of(directive)),
        recipients=tuple(_recipients(directive, recipients, members, day)),
        found=tuple(_found(directive)),
        signer=directive.signer_name,
        required=frozenset(options.get_list("required_clarities")),
        quiet_headings=tuple(options.get_list("quiet_headings")),
        why_off=calendar().why_off,
    )


def load_answers(directive: Directive) -> Answers:
    answers = WarningAnswer.objects.filter(directive=directive)
    return {
        (row.code, row.fingerprint): Answer(
            row.answer, both_names(row.answered_by, row.answered_on_behalf_of), row.answered_at
        )
        for row in answers.select_related("answered_by", "answered_on_behalf_of")
    }


def _key(row: TaskOwner | DirectiveRecipient) -> str:
    if row.unit_id:
        return f"u{row.unit_id}"
    return f"g{row.group_id}" if row.group_id else ""


def _members(owners: list[TaskOwner], recipients: list[DirectiveRecipient], day: date) -> dict[str, frozenset[int]]:
    """Owner key to the units it stands for on the day."""
    rows: list[TaskOwner | DirectiveRecipient] = [*owners, *recipients]
    group_ids = {row.group_id for row in rows if row.group_id}
    found = {f"g{pk}": ids for pk, ids in groups.member_ids(group_ids, day).items()} if group_ids else {}
    for row in rows:
        if row.unit is not None:
            found[f"u{row.unit.pk}"] = frozenset({row.unit.pk}) if row.unit.holds_on(day) else frozenset()
    return found


def _recipients(
    directive: Directive, rows: list[DirectiveRecipient], members: dict[str, frozenset[int]], day: date
) -> Iterator[Recipient]:
    """A line that was tied to nobody when it was typed is looked up anew: the directory may know it by now, and one
    line may name several ("Sở Tài chính, Bảo hiểm xã hội"). Three queries where there is such a line, else none.
    """
    loose = [row for row in rows if not _key(row)]
    found: dict[int, list[Entry]] = {}
    if loose:
        known = directory(system_actor(), directive.standing_unit, day, dated=directive.issued_on)
        found = {row.pk: known.resolve(row.name) for row in loose}
    of_groups = groups.member_ids({int(e.key[1:]) for entries in found.values() for e in entries if e.is_group}, day)
    for row in rows:
        if key := _key(row):
            yield Recipient(row.name, key, members[key])
            continue
        entries = found[row.pk]
        reached = [of_groups[int(e.key[1:])] if e.is_group else _units(e) for e in entries]
        key = entries[0].key if len(entries) == 1 else ""
        yield Recipient(row.name, key, frozenset[int]().union(*reached))


def _units(entry: Entry) -> frozenset[int]:
    """The unit, with those that carry on its work when it was split."""
    return frozenset(int(key[1:]) for key in (entry.key, *entry.heirs))


def _task(task: Task, number: int, text: str, members: dict[str, frozenset[int]], headed: dict[int, int]) -> TaskDraft:
    span = None
    if task.source_start is not None and task.source_end is not None:
        span = (task.source_start, task.source_end)
    reading = getattr(task, "reading", None)
    return TaskDraft(
        pk=task.pk,
        number=number,
        content=task.content,
        product=task.product,
        span=span,
        quote=quote(text, *span) if span else "",
        section=task.section,
        provision_id=task.provision_id,
        kind=task.deadline_kind,
        words=task.deadline_words,
        rule=task.deadline_rule,
        stated_on=task.stated_on,
        legal_on=task.legal_on,
        due_on=task.due_on,
        recurrence=tuple(task.recurrence),
        none_declared=task.none_declared,
        hangs_on_id=task.hangs_on_id,
        confirmed=task.confirmed,
        owners=tuple(_owner(owner, members, headed) for owner in task.owners.all()),
        marks=marks_from(task.marks),
        unknown=tuple(UnknownDraft(name.pk, name.role, name.words) for name in task.unknown_names.all()),
        confidence=reading.confidence if reading else "",
        rules=tuple(reading.rules) if reading else (),
        doubts=tuple(told(reading.doubts)) if reading else (),
    )


def _owner(owner: TaskOwner, members: dict[str, frozenset[int]], headed: dict[int, int]) -> OwnerDraft:
    key = _key(owner)
    return OwnerDraft(
        key=key,
        name=str(owner.unit or owner.group),
        role=owner.role,
        member_ids=members[key],
        is_group=owner.group_id is not None,
        headless=sum(pk not in headed for pk in members[key]),
        ends_on=owner.unit.valid_to if owner.unit else None,
        due_on=owner.due_on,
        responsible_id=owner.responsible_id,
        responsible_name=str(owner.responsible) if owner.responsible else "",
        name_in_text=owner.name_in_text,
        pk=owner.pk,
    )


def _found(directive: Directive) -> Iterator[ReadFinding]:
    """What the last reading found, when it was of this text. One query."""
    run = ReadRun.objects.filter(directive=directive, text_mark=mark_of(directive.text)).first()
    for found in run.findings if run else ():
        yield ReadFinding(found.get("kind", "debris"), told([found["message"]])[0], (found["start"], found["end"]))
