"""The desk of one editing step: lock, rights, what was seen, what changed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from directives.access import may
from directives.models import Directive
from directives.states import EDITABLE
from organizations.permissions import Permission
from tasks.decomposition import snapshots
from tasks.decomposition.actions.rejecting import remember_rejected
from tasks.decomposition.facts import DecompositionChanged
from tasks.decomposition.snapshots import Snapshot
from tasks.decomposition.steps import Step
from tasks.models import EditStep, Task, TaskReading
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied

# Typing on in one field is one step to undo, not one each autosave.
TYPING = timedelta(minutes=2)
KEPT_STEPS = 300

Seen = Mapping[int, str]


class Stale(TransitionDenied):
    """Somebody changed the task after it was put on screen. ``task_id`` names it."""

    def __init__(self, task_id: int, who: str, at: str) -> None:
        super().__init__(
            "stale",
            _("%(who)s vừa sửa việc này lúc %(at)s. Chữ bạn gõ còn nguyên; hãy chọn giữ bản nào.")
            % {"who": who, "at": at},
        )
        self.task_id = task_id


@dataclass
class Desk:
    """A step under way. Take tasks only through it, so that they are locked, checked and remembered."""

    directive: Directive
    actor: Actor
    step: str
    seen: Seen
    before: dict[int, Snapshot | None] = field(default_factory=dict)

    def task(self, pk: int) -> Task:
        return self.tasks([pk])[0]

    def tasks(self, pks: Iterable[int]) -> list[Task]:
        """The tasks in the order of the list. Raises TransitionDenied for one that is gone, Stale for one changed."""
        wanted = list(dict.fromkeys(pks))
        rows = Task.objects.select_for_update(no_key=True).filter(directive=self.directive, pk__in=wanted)
        found = list(rows.order_by("order", "id").prefetch_related(*snapshots.RELATED))
        if len(found) < len(wanted):
            raise TransitionDenied("task_gone", _("Việc này vừa được xóa hoặc gộp. Hãy tải lại danh sách."))
        for task in found:
            taken = snapshots.snapshot(task)
            if self.seen.get(task.pk, "") not in ("", snapshots.stamp(taken)):
                self._refuse_stale(task.pk)
            self.before.setdefault(task.pk, taken)
        return found

    def all_tasks(self) -> list[Task]:
        """Every task of the directive, in order, to find a place among them; not remembered."""
        return list(Task.objects.filter(directive=self.directive).order_by("order", "id"))

    def added(self, task: Task) -> None:
        self.before.setdefault(task.pk, None)

    def close(self) -> None:
        """Remember the step, move the edition on, tell."""
        after = snapshots.snapshots(self.directive.pk, self.before)
        self._touch(after)
        changes = {pk: snapshots.difference(before, after.get(pk)) for pk, before in self.before.items()}
        changes = {pk: change for pk, change in changes.items() if change[0] != change[1]}
        if not changes:
            return
        self.directive.edition += 1
        self.directive.save(update_fields=["edition"])
        remember_rejected(self.directive, self.step, self.before, after, person_id=self.actor.person_id)
        if not self._typed_on(changes):
            self._remember(changes)
        ledger.announce(f"directive.{self.directive.pk}")

    def _touch(self, after: dict[int, Snapshot]) -> None:
        """A proposal that a person changed is theirs from now on: another reading leaves it alone."""
        if self.step == Step.PROPOSE:
            return
        touched = []
        for pk, before in self.before.items():
            now = after.get(pk)
            if before is None or now is None or not now["reading"] or now["reading"]["touched"]:
                continue
            if snapshots.content(before) != snapshots.content(now):
                now["reading"]["touched"] = True
                touched.append(pk)
        TaskReading.objects.filter(pk__in=touched).update(touched=True)

    def _typed_on(self, changes: dict[int, tuple[Snapshot | None, Snapshot | None]]) -> bool:
        """Join this change to the last step when the same person goes on in the same fields."""
        last = self.directive.edit_steps.first()
        if self.step != Step.EDIT or last is None or last.undone or last.what != self.step or len(changes) != 1:
            return False
        [(pk, (_before, after))] = changes.items()
        same = last.made_by_id == self.actor.person_id and _fields(last.after.get(str(pk))) == _fields(after)
        if not same or len(last.after) != 1 or clock.now() - last.made_at > TYPING:
            return False
        last.after[str(pk)] = {**last.after[str(pk)], **(after or {})}
        last.save(update_fields=["after"])
        return True

    def _remember(self, changes: dict[int, tuple[Snapshot | None, Snapshot | None]]) -> None:
        steps = EditStep.objects.filter(directive=self.directive)
        steps.filter(undone=True).delete()
        for old in steps.order_by("-id")[KEPT_STEPS:]:
            old.delete()
        EditStep.objects.create(
            directive=self.directive,
            what=self.step,
            before={pk: before for pk, (before, _after) in changes.items()},
            after={pk: after for pk, (_before, after) in changes.items()},
            made_by_id=self.actor.person_id,
            made_at=clock.now(),
        )
        fact = DecompositionChanged(directive_id=self.directive.pk, step=self.step, tasks=len(changes))
        ledger.record(
            fact, stream=f"directive:{self.directive.pk}", actor=self.actor, directive_id=self.directive.pk,
            unit_id=self.directive.standing_unit_id,
        )  # fmt: skip

    def _refuse_stale(self, pk: int) -> None:
        """A change that is one's own, a moment ago or in another window, is no surprise."""
        steps = self.directive.edit_steps.select_related("made_by").filter(after__has_key=str(pk))
        last = steps.first()
        if last is None or last.made_by_id != self.actor.person_id:
            at = (last.made_at if last else clock.now()).astimezone(clock.ZONE)
            raise Stale(pk, str(last.made_by) if last else _("Người khác"), f"{at:%H:%M}")


def _fields(change: Snapshot | None) -> set[str]:
    """The fields of a change that a person typed."""
    return set(change or ()) - {"reading"}


def locked(directive_id: int, actor: Actor) -> Directive:
    """The directive, locked, with the right to decompose it and in a state that allows it."""
    directive = Directive.objects.select_for_update(no_key=True, of=("self",)).select_related("standing_unit", "type")
    row: Directive = directive.get(pk=directive_id)
    if not may(actor, Permission.DIRECTIVE_DECOMPOSE, row):
        raise PermissionDenied
    if row.state not in EDITABLE:
        raise TransitionDenied(
            "not_draft",
            _("Văn bản đang ở trạng thái “%(state)s” nên không sửa phân công được nữa.")
            % {"state": row.get_state_display()},
        )
    return row


@contextmanager
def desk(directive_id: int, actor: Actor, step: str, seen: Seen | None = None) -> Iterator[Desk]:
    """One step: everything inside stands or falls together."""
    with transaction.atomic():
        work = Desk(locked(directive_id, actor), actor, step, seen or {})
        yield work
        work.close()
