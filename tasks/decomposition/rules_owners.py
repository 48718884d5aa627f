"""Findings on who is to do a task."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives.intake.findings import FindingKind
from tasks.decomposition.draft import Draft, OwnerDraft, TaskDraft
from tasks.decomposition.findings import HINT, Finding, about_task, fingerprint
from tasks.decomposition.spans import quote
from workflows.folding import fold
from workflows.words import day


def name_unknown(draft: Draft) -> Iterator[Finding]:
    """A body that the document names and the directory does not know: only saying which it is helps, or dropping it."""
    for task in draft.tasks:
        for name in task.unknown:
            if name.blocks:
                yield about_task(
                    task,
                    "name_unknown",
                    _("Chưa nhận ra “%(words)s”") % {"words": name.words},
                    name.role,
                    name.words,
                    clarity="people",
                    answerable=False,
                )


def no_lead(draft: Draft) -> Iterator[Finding]:
    """Where the office requires "rõ người" only an owner helps; elsewhere the answer says why nobody is named."""
    for task in draft.tasks:
        if not task.owners and not task.unknown_leads:
            yield about_task(
                task,
                "no_lead",
                _("Chưa có đơn vị chủ trì"),
                task.quote or task.content,
                clarity="people",
                answerable="people" not in draft.required,
            )


def only_coordinator(draft: Draft) -> Iterator[Finding]:
    for task in draft.tasks:
        if task.owners and not task.leads and not task.unknown_leads:
            keys = sorted(owner.key for owner in task.owners)
            yield about_task(
                task, "only_coordinator", _("Chỉ có đơn vị phối hợp, chưa có chủ trì"), *keys, clarity="people"
            )


def same_sentence(draft: Draft) -> Iterator[Finding]:
    """One sentence, or one span, given to different owners in different tasks: an error of copying, or meant so."""
    first: dict[str, TaskDraft] = {}
    for task in draft.tasks:
        if len(words := fold(task.quote or task.content)) < 20:
            continue
        before = first.setdefault(words, task)
        if before is task or _who(before) == _who(task) or not (_who(task) and _who(before)):
            continue
        yield about_task(
            task,
            "same_sentence",
            _("Cùng một câu với việc %(other)s, giao cho đơn vị khác: %(owners)s")
            % {"other": before.label, "owners": _named(before)},
            words,
            *_who(before),
            "/",
            *_who(task),
            clarity="people",
        )


def repeated(draft: Draft) -> Iterator[Finding]:
    """The same words twice for the same owners, or for nobody: one obligation made into two tasks."""
    first: dict[tuple[str, ...], TaskDraft] = {}
    for task in draft.tasks:
        words = fold(task.quote or task.content)
        if len(words) < 20:
            continue
        before = first.setdefault((words, *_who(task)), task)
        if before is not task:
            message = (
                _("Trùng nguyên văn với việc %(other)s, cùng đơn vị")
                if _who(task)
                else _("Trùng nguyên văn với việc %(other)s")
            )
            yield about_task(task, "repeated", message % {"other": before.label}, words, *_who(task), clarity="work")


def _who(task: TaskDraft) -> list[str]:
    """Who leads: bodies by their keys, names that nobody knows as they are written."""
    return sorted([owner.key for owner in task.leads] + [f"?{fold(name.words)}" for name in task.unknown_leads])


def _named(task: TaskDraft) -> str:
    return ", ".join([owner.name for owner in task.leads] + [name.words for name in task.unknown_leads])


# "Văn phòng, Phòng KHTC, NVYD": one line of Nơi nhận naming several.
_PARTS = re.compile(r"[,;\n]")


def _short_names(name: str) -> set[str]:
    """How Nơi nhận abbreviates a body: "Phòng Kế hoạch - Tài chính" is "phong khtc" or "khtc" (folded)."""
    words = re.findall(r"\w+", fold(name))
    initials = "".join(word[0] for word in words)
    tail = initials[1:]
    found = {initials} if len(initials) > 2 else set()
    if len(tail) > 1:
        found |= {tail, f"{words[0]} {tail}"}
    return found


def owner_not_recipient(draft: Draft) -> Iterator[Finding]:
    """An owner that the document does not go to. The standing agency holds the document and is not asked for."""
    for owner, tasks in unreached(draft):
        yield Finding(
            code="owner_not_recipient",
            message=ngettext(
                "%(owner)s nhận việc %(tasks)s nhưng không có trong nơi nhận",
                "%(owner)s nhận các việc %(tasks)s nhưng không có trong nơi nhận",
                len(tasks),
            )
            % {"owner": owner.name, "tasks": ", ".join(str(task.number) for task in tasks)},
            where=tasks[0].section or str(tasks[0].number),
            task_id=tasks[0].pk,
            fingerprint=fingerprint("owner_not_recipient", owner.key, *sorted(fold(r.name) for r in draft.recipients)),
        )


def not_addressed(draft: Draft) -> Iterator[Finding]:
    """Given work, and only in Nơi nhận, not under Kính gửi, as the reading of the text saw it. Whom the document does
    not reach at all ``owner_not_recipient`` asks about, and ``name_unknown`` about whom nobody knows.
    """
    found = [each for each in draft.found if each.kind == FindingKind.NOT_ADDRESSED]
    gone = {owner.key for owner, _tasks in unreached(draft)} if found else set()
    for each in found:
        task = next((t for t in draft.tasks if t.span and t.span[0] <= each.span[0] < t.span[1]), None)
        words = fold(quote(draft.text, *each.span))
        if task and any(fold(o.name_in_text) == words and o.key not in gone for o in task.leads):
            yield about_task(task, "not_addressed", each.message.rstrip("."), words, level=HINT)


def unreached(draft: Draft) -> list[tuple[OwnerDraft, list[TaskDraft]]]:
    """Owners that the document does not go to, each with its tasks; none where no recipient is known."""
    if not draft.recipients:
        return []
    reached: set[int] = {draft.standing_id or 0}
    keys = set()
    for recipient in draft.recipients:
        reached |= recipient.member_ids
        keys.add(recipient.key)
    names = sorted(fold(recipient.name) for recipient in draft.recipients)
    written = {part.strip(" .") for name in names for part in _PARTS.split(name)}
    missing: dict[str, tuple[OwnerDraft, list[TaskDraft]]] = {}
    for task in draft.tasks:
        for owner in task.owners:
            known = owner.key in keys or (owner.member_ids and owner.member_ids <= reached)
            if (
                not known
                and not written & _short_names(owner.name)
                and not any(fold(owner.name) in name for name in names)
            ):
                missing.setdefault(owner.key, (owner, []))[1].append(task)
    return list(missing.values())


def owner_gone(draft: Draft) -> Iterator[Finding]:
    """A unit that is not there on the day of giving, or ends before the deadline; a group that stands for nobody."""
    for task in draft.tasks:
        for owner in task.owners:
            last_day = max((due for due, _name in task.deadlines), default=draft.today)
            if message := _gone(owner, draft.today, last_day):
                yield about_task(
                    task, "owner_gone", message, owner.key, owner.count == 0, owner.ends_on, clarity="people"
                )


def _gone(owner: OwnerDraft, today: date, last_day: date) -> str:
    if owner.is_group:
        return "" if owner.count else _("Nhóm “%(name)s” không có đơn vị nào vào ngày giao") % {"name": owner.name}
    if not owner.count:
        if owner.ends_on and owner.ends_on < today:
            return _("%(name)s đã thôi hoạt động từ sau ngày %(day)s") % {"name": owner.name, "day": day(owner.ends_on)}
        return _("%(name)s chưa hoạt động vào ngày giao") % {"name": owner.name}
    if owner.ends_on and owner.ends_on < last_day:
        return _("%(name)s thôi hoạt động sau ngày %(day)s, trước hạn") % {
            "name": owner.name,
            "day": day(owner.ends_on),
        }
    return ""


def heads_missing(draft: Draft) -> Iterator[Finding]:
    """Units without a head on record: the task is theirs, but no person answers for it yet."""
    for task in draft.tasks:
        headless: dict[str, int] = defaultdict(int)
        for owner in task.leads:
            if not owner.responsible_name:
                headless[owner.key] = owner.headless
        if missing := sum(headless.values()):
            total = sum(owner.count for owner in task.leads)
            yield about_task(
                task,
                "heads_missing",
                _("%(missing)d/%(total)d đơn vị chưa có tên thủ trưởng") % {"missing": missing, "total": total},
                level=HINT,
                clarity="responsibility",
            )
