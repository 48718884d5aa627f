"""What an address of the desk asks for: tab, desks, narrowing, page, and the row that is open."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from organizations.access import seats_with
from organizations.permissions import Permission
from tasks.explained import ASKED, explained_condition
from tasks.models import Assignment, Escalation, Extension
from tasks.querysets import AssignmentQuerySet
from tasks.states import WORKING, AssignmentState, ExtensionState, Role
from workflows import clock
from workflows.actors import Actor
from workflows.numbers import whole

A = AssignmentState


@dataclass(frozen=True)
class Tab:
    """A group of the desk's work; ``condition`` selects it among what the desk ever had."""

    key: str
    label: Any
    condition: Q
    done: bool = False
    # Shown only while something is in it.
    passing: bool = False


OPEN = Q(closed_on=None)
_UNSIGNED = Extension.objects.filter(state=ExtensionState.UNSIGNED)
_INSTRUCTIONS = Escalation.objects.filter(answered_at=None).exclude(instruction="")
TABS = (
    Tab("can-lam", _("Cần làm"), OPEN & Q(state__in=(A.ASSIGNED, *WORKING))),
    Tab("moi", _("Mới"), OPEN & Q(state=A.ASSIGNED)),
    Tab("dang-lam", _("Đang làm"), OPEN & Q(state__in=(A.ACCEPTED, A.IN_PROGRESS))),
    Tab("lam-lai", _("Thực hiện lại"), OPEN & Q(state=A.RETURNED)),
    # All that waits for the assigner: a result, a return of what was assigned by mistake, the end of a suspension.
    Tab("cho-xac-nhan", _("Chờ xác nhận"), OPEN & Q(state__in=(A.SUBMITTED, A.DECLINED, A.SUSPENDED))),
    Tab("cho-ky", _("Gia hạn chờ ký"), OPEN & Q(pk__in=_UNSIGNED.values("assignment_id")), passing=True),
    # Also of what was done late.
    Tab("giai-trinh", _("Chờ giải trình"), explained_condition(ASKED), passing=True),
    # A leader's instruction stands until it is answered.
    Tab("chi-dao", _("Chỉ đạo chờ trả lời"), OPEN & Q(pk__in=_INSTRUCTIONS.values("assignment_id")), passing=True),
    Tab("phoi-hop", _("Phối hợp"), OPEN & Q(role=Role.COORDINATE)),
    Tab("hoan-thanh", _("Hoàn thành"), Q(state=A.COMPLETED), done=True),
    Tab("khac", _("Đã chuyển, hủy"), Q(state__in=(A.REASSIGNED, A.CANCELLED, A.TRANSFERRED)), done=True),
)
BY_KEY = {tab.key: tab for tab in TABS}
TODO, NEW = BY_KEY["can-lam"], BY_KEY["moi"]


def desks_of(actor: Actor) -> list[int]:
    """Ids of the units whose work the actor does, in the order of the actor's seats."""
    return list(dict.fromkeys(seat.scope_id for seat in seats_with(actor, Permission.REPORT_WRITE)))


@dataclass(frozen=True)
class DeskFilter:
    """One address of the desk, read; what it cannot read it drops. ``desks`` is never empty for who has a desk."""

    tab: Tab
    desks: tuple[int, ...]
    all_desks: tuple[int, ...] = ()
    mine: bool = False
    overdue: bool = False
    directive: int | None = None
    after: str = ""
    before: str = ""
    open_id: int | None = field(default=None, compare=False)

    @classmethod
    def read(cls, given: QueryDict, actor: Actor) -> Self:
        own = desks_of(actor)
        chosen = [desk for desk in map(whole, given.getlist("ban")) if desk in own]
        return cls(
            tab=BY_KEY.get(given.get("nhom", ""), TODO),
            desks=tuple(desk for desk in own if desk in chosen) if chosen else tuple(own),
            all_desks=tuple(own),
            mine=given.get("cua-toi") == "1",
            overdue=given.get("qua-han") == "1",
            directive=whole(given.get("van-ban")),
            after=given.get("sau", ""),
            before=given.get("truoc", ""),
            open_id=whole(given.get("viec")),
        )

    def but(self, **changes: Any) -> Self:
        """The same desk with something changed; another selection begins at its first page with nothing open."""
        return replace(self, **{"after": "", "before": "", "open_id": None, **changes})

    def opening(self, pk: int) -> Self:
        """The same page with that row open."""
        return replace(self, open_id=pk)

    @property
    def closed(self) -> Self:
        """The same page with no row open."""
        return replace(self, open_id=None)

    @property
    def query(self) -> str:
        """The query string, without what stands at its default."""
        pairs: list[tuple[str, Any]] = []
        if self.tab is not TODO:
            pairs.append(("nhom", self.tab.key))
        if self.desks != self.all_desks:
            pairs += [("ban", desk) for desk in self.desks]
        flags = {"cua-toi": self.mine, "qua-han": self.overdue}
        pairs += [(name, 1) for name, on in flags.items() if on]
        texts = {"van-ban": self.directive, "sau": self.after, "truoc": self.before, "viec": self.open_id}
        pairs += [(name, value) for name, value in texts.items() if value]
        return urlencode(pairs)

    @property
    def url(self) -> str:
        return f"{reverse('tasks:desk')}?{self.query}" if self.query else reverse("tasks:desk")

    def base(self, actor: Actor, *, mine: bool | None = None) -> AssignmentQuerySet:
        """Everything the chosen desks ever had, narrowed to a directive and to the actor's own; no tab yet.

        ``desks`` are the actor's own, so this is the part of ``access.visible_to`` that needs no join.
        """
        found = Assignment.objects.filter(unit_id__in=self.desks)
        if self.directive:
            found = found.filter(directive_id=self.directive)
        return found.filter(my_own(actor)) if (self.mine if mine is None else mine) else found

    def rows(self, actor: Actor) -> AssignmentQuerySet:
        """The rows of the tab, unordered."""
        found = self.base(actor).filter(self.tab.condition)
        return found.filter(overdue_now()) if self.overdue and not self.tab.done else found


def my_own(actor: Actor) -> Q:
    """Giao cho tôi: named to me as the officer; or to the one I stand in for."""
    return Q(officer_id__in=[pk for pk in (actor.person_id, actor.on_behalf_of_id) if pk])


def overdue_now() -> Q:
    """Open with the deadline passed, today or when the clock stopped; the twin of ``classify``."""
    return OPEN & Q(due_on__lt=Coalesce(F("stopped_on"), Value(clock.today())))
