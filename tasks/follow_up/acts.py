"""What the office can do with an assignment under way: one table for the panel, the single pages and the bulk pages.

The acts themselves are tasks/actions; here stands what each is called, what it asks, and why it is not possible now.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from organizations.access import role_may, seats_with
from organizations.models import Role
from organizations.permissions import Permission
from tasks.access import may_as_assigner
from tasks.actions import extending, following_up, receiving, reporting
from tasks.deciders import own_refusal
from tasks.follow_up import forms
from tasks.models import Assignment
from tasks.states import OPEN, AssignmentState, ExtensionState
from workflows import clock
from workflows.actors import Actor
from workflows.calendars import why_unsure
from workflows.machine import TransitionDenied, blocked
from workflows.words import day

Text = str | Promise
# Nobody is urged whose result waits for us, or whose clock stands still.
NOT_URGED = frozenset({AssignmentState.SUBMITTED, AssignmentState.SUSPENDED})
Perform = Callable[[Assignment, dict[str, Any], Actor], object]


@dataclass(frozen=True)
class Act:
    """One act. ``{n}`` in ``many`` is the number of assignments; ``slug`` stands in addresses."""

    key: str
    slug: str
    label: Text
    many: Text
    done: Text
    icon: str
    permission: Permission
    form: type[forms.ActForm]
    perform: Perform
    transition: str = ""
    hindrance: Callable[[Assignment, Actor], str | None] | None = None
    # Why it is done to this one alone, not to many at once.
    alone: Callable[[Assignment], str] | None = None
    # What it will give, told before it is done.
    outcome: Callable[[Assignment], str] | None = None
    # The same in a few words, beside each of many. Uses what was prefetched.
    brief: Callable[[Assignment], str] | None = None

    @property
    def states(self) -> frozenset[str]:
        """Where the act can be possible at all, before rights and what else may hinder it."""
        if self.transition:
            return frozenset(getattr(Assignment, self.transition)._django_fsm.transitions)
        return frozenset(OPEN) - (NOT_URGED if self.key == "urge" else frozenset())

    def refusal(self, assignment: Assignment, actor: Actor) -> str | None:
        """Why not; None when nothing stands in the way. Rights first. Decides nothing: the action asks again."""
        if not may_as_assigner(actor, self.permission, assignment):
            return who_may(self.permission, assignment)
        if self.transition:
            return blocked(assignment, self.transition, actor)
        return self.hindrance(assignment, actor) if self.hindrance else None


def who_may(permission: Permission, assignment: Assignment) -> str:
    """ "Chỉ phụ trách cơ quan thường trực được làm việc này." """
    if assignment.parent_id is not None:
        return _("Chỉ đơn vị đã giao phần việc này xuống được làm việc này.")
    roles = [str(role.label).lower() for role in Role if role_may(role, permission)]
    return _("Việc này thuộc quyền của: %(roles)s.") % {"roles": ", ".join(roles)}


def _resumed(assignment: Assignment) -> following_up.Resumed:
    running = next((each for each in assignment.suspensions.all() if each.to_on is None), None)
    return following_up.resumed(assignment, running)


def resumed_briefly(assignment: Assignment) -> str:
    """ "thành 27/10/2023 (dừng 5 ngày làm việc)"; "" without a deadline."""
    told = _resumed(assignment)
    if not told.after:
        return ""
    said = ngettext(
        "thành %(after)s (dừng %(n)d ngày làm việc)", "thành %(after)s (dừng %(n)d ngày làm việc)", told.days
    )
    return said % {"n": told.days, "after": day(told.after)}


def asked_briefly(assignment: Assignment) -> str:
    """ "xin đến 27/10/2023; tham mưu đến 25/10/2023": of many, each gets the day it asked for."""
    extension = pending(assignment)
    if extension is None:
        return ""
    process = getattr(extension, "process", None)
    advised = process.advised_until if process else None
    said = [_("xin đến %(day)s") % {"day": day(extension.asked_for)}]
    if advised and advised != extension.asked_for:
        said.append(_("tham mưu đến %(day)s") % {"day": day(advised)})
    return "; ".join(said)


def resumed_day(assignment: Assignment) -> str:
    """ "Đã dừng 5 ngày làm việc: hạn 20/10/2023 thành 27/10/2023." """
    told = _resumed(assignment)
    given = {"n": told.days, "before": told.before and day(told.before), "after": told.after and day(told.after)}
    if not told.after:
        return _("Việc này không có thời hạn; tiếp tục không đặt hạn nào.")
    if not told.days:
        return _("Chưa dừng ngày làm việc nào: hạn vẫn là %(after)s.") % given
    said = ngettext(
        "Đã dừng %(n)d ngày làm việc: cho tiếp tục hôm nay thì hạn %(before)s thành %(after)s.",
        "Đã dừng %(n)d ngày làm việc: cho tiếp tục hôm nay thì hạn %(before)s thành %(after)s.",
        told.days,
    )
    return " ".join(filter(None, (said % given, why_unsure(told.after, clock.today()))))


def _settled(assignment: Assignment, _actor: Actor) -> str | None:
    if assignment.closed_on is None:
        return None
    return _("Việc này đã khép lại (%(state)s).") % {"state": assignment.get_state_display().lower()}


def _no_urging(assignment: Assignment, _actor: Actor) -> str | None:
    refusal = following_up.urging_blocked(assignment)
    return refusal.message if refusal else None


def _no_request(assignment: Assignment, actor: Actor) -> str | None:
    extension = pending(assignment)
    if extension is None:
        return _("Không có đề nghị gia hạn nào chờ quyết định.")
    refusal = own_refusal(extension, actor)
    return refusal.message if refusal else None


def pending(assignment: Assignment) -> Any:
    """The extension that waits for a decision. Uses what was prefetched."""
    return next((asked for asked in assignment.extensions.all() if asked.state == ExtensionState.ASKED), None)


def moved(assignment: Assignment) -> str:
    """That the deadline went to another day since more time was asked for, with both days; "" when it did not."""
    extension = pending(assignment)
    return extending.told_moved(extension, assignment) if extension else ""


def _moved_alone(assignment: Assignment) -> str:
    told = moved(assignment)
    return told and _("%(why)s Mở riêng việc này để ghi.") % {"why": told}


def usual_day(assignment: Assignment) -> date | None:
    """Until when more time is granted as a rule: the day advised, else the day asked for. None without a request, and
    where the deadline went to another day since: then who decides names one.
    """
    extension = pending(assignment)
    if extension is None or extending.moved_since(extension, assignment):
        return None
    process = getattr(extension, "process", None)
    advised: date | None = process.advised_until if process else None
    return advised or extension.asked_for


def form_of(act: Act, assignment: Assignment, actor: Actor, data: Any = None, **given: Any) -> forms.ActForm:
    """The act's form about one assignment, with the usual answer in it until something was sent."""
    if act.key == "grant":
        given["initial"] = {"until": usual_day(assignment), "seen": assignment.due_on}
        given["must_name"] = bool(moved(assignment))
    return act.form(data, actor=actor, **given)


def _decide(assignment: Assignment, data: dict[str, Any], actor: Actor, grant: bool) -> object:
    extension = assignment.extensions.filter(state=ExtensionState.ASKED).first()
    if extension is None:
        raise TransitionDenied("no_request", _("Không có đề nghị gia hạn nào chờ quyết định."))
    return extending.decide_extension(
        extension=extension,
        grant=grant,
        actor=actor,
        until=data.get("until"),
        note=data.get("note", ""),
        seen=data.get("seen"),
    )


def _correct(assignment: Assignment, data: dict[str, Any], actor: Actor) -> object:
    due_on = None if data["none"] else data["due_on"]
    return following_up.correct_deadline(assignment=assignment, due_on=due_on, reason=data["reason"], actor=actor)


P = Permission
ACTS: dict[str, Act] = {
    act.key: act
    for act in (
        Act(
            "confirm", "xac-nhan", gettext_lazy("Xác nhận hoàn thành"), gettext_lazy("Xác nhận {n} việc"),
            gettext_lazy("Đã xác nhận hoàn thành"), "circle-check", P.RESULT_CONFIRM, forms.ActForm,
            lambda a, _data, actor: reporting.confirm_result(assignment=a, actor=actor), "confirm",
        ),
        Act(
            "return", "tra-ket-qua", gettext_lazy("Trả lại để thực hiện lại"), gettext_lazy("Trả lại {n} kết quả"),
            gettext_lazy("Đã trả lại để thực hiện lại"), "rotate-clockwise", P.RESULT_CONFIRM, forms.ReturnForm,
            lambda a, data, actor: reporting.return_result(assignment=a, reason=data["reason"], actor=actor),
            "return_result",
        ),
        Act(
            "reopen_result", "mo-lai", gettext_lazy("Mở lại kết quả đã xác nhận"), gettext_lazy("Mở lại {n} kết quả"),
            gettext_lazy("Đã mở lại, chờ xác nhận"), "refresh", P.RESULT_CONFIRM, forms.ReopenForm,
            lambda a, data, actor: reporting.reopen_result(assignment=a, reason=data["reason"], actor=actor), "reopen",
        ),
        Act(
            "urge", "don-doc", pgettext_lazy("act", "Đôn đốc"), gettext_lazy("Đôn đốc {n} việc"),
            gettext_lazy("Đã đôn đốc"), "bell-ringing", P.URGE, forms.UrgeForm,
            lambda a, data, actor: following_up.urge(assignment=a, message=data["message"], actor=actor),
            hindrance=_no_urging,
        ),
        Act(
            "grant", "dong-y-gia-han", gettext_lazy("Đồng ý gia hạn"), gettext_lazy("Đồng ý gia hạn {n} việc"),
            gettext_lazy("Đã đồng ý gia hạn"), "calendar-plus", P.EXTENSION_DECIDE, forms.GrantForm,
            lambda a, data, actor: _decide(a, data, actor, grant=True), hindrance=_no_request, alone=_moved_alone,
            outcome=moved, brief=asked_briefly,
        ),
        Act(
            "refuse", "tu-choi-gia-han", gettext_lazy("Không đồng ý gia hạn"),
            gettext_lazy("Không đồng ý gia hạn {n} việc"), gettext_lazy("Đã từ chối gia hạn"), "calendar-off",
            P.EXTENSION_DECIDE, forms.RefuseExtensionForm,
            lambda a, data, actor: _decide(a, data, actor, grant=False), hindrance=_no_request,
        ),
        Act(
            "keep", "giu-viec", gettext_lazy("Không đồng ý trả lại việc"), gettext_lazy("Giữ nguyên {n} việc"),
            gettext_lazy("Đã giữ nguyên đơn vị thực hiện"), "arrow-back-up", P.REASSIGN, forms.KeepForm,
            lambda a, data, actor: receiving.refuse_decline(assignment=a, reason=data["reason"], actor=actor),
            "refuse_decline",
        ),
        Act(
            "reassign", "giao-lai", gettext_lazy("Giao đơn vị khác"), gettext_lazy("Giao lại {n} việc"),
            gettext_lazy("Đã giao đơn vị khác"), "transfer", P.REASSIGN, forms.ReassignForm,
            lambda a, data, actor: following_up.reassign(
                assignment=a, unit=data["unit"], reason=data["reason"], due_on=data["due_on"], actor=actor
            ),
            "reassign",
        ),
        Act(
            "correct", "sua-han", gettext_lazy("Sửa hạn"), gettext_lazy("Sửa hạn {n} việc"),
            gettext_lazy("Đã sửa hạn"), "calendar-event", P.DEADLINE_CORRECT, forms.CorrectForm, _correct,
            hindrance=_settled,
        ),
        Act(
            "suspend", "tam-dung", pgettext_lazy("act", "Tạm dừng"), gettext_lazy("Tạm dừng {n} việc"),
            gettext_lazy("Đã tạm dừng"), "player-pause", P.SUSPEND, forms.SuspendForm,
            lambda a, data, actor: following_up.suspend(assignment=a, reason=data["reason"], actor=actor), "suspend",
        ),
        Act(
            "resume", "tiep-tuc", gettext_lazy("Tiếp tục"), gettext_lazy("Tiếp tục {n} việc"),
            gettext_lazy("Đã cho tiếp tục"), "player-play", P.SUSPEND, forms.ResumeForm,
            lambda a, data, actor: following_up.resume(assignment=a, reason=data["reason"], actor=actor), "resume",
            outcome=resumed_day, brief=resumed_briefly,
        ),
        Act(
            "cancel", "huy-viec", gettext_lazy("Hủy việc"), gettext_lazy("Hủy {n} việc"),
            gettext_lazy("Đã hủy việc"), "ban", P.CANCEL, forms.CancelForm,
            lambda a, data, actor: following_up.cancel(assignment=a, reason=data["reason"], actor=actor), "cancel",
        ),
    )
}  # fmt: skip
# In the bulk bar: the two everyday ones as buttons, the others in its menu.
EVERYDAY = ("urge", "confirm")
REQUESTS = ("grant", "refuse")
# Which decisions a state or a request waits for; the first is the usual answer.
DECISIONS: dict[str, tuple[str, ...]] = {
    AssignmentState.SUBMITTED: ("confirm", "return"),
    AssignmentState.DECLINED: ("reassign", "keep"),
    AssignmentState.SUSPENDED: ("resume",),
}


def bulk_acts(actor: Actor) -> list[Act]:
    """What the actor may do to at least some assignments, everyday ones first."""
    if not actor.seats:
        return []
    hands_down = bool(seats_with(actor, Permission.HAND_DOWN))
    mine = [act for act in ACTS.values() if hands_down or seats_with(actor, act.permission)]
    return sorted(mine, key=lambda act: EVERYDAY.index(act.key) if act.key in EVERYDAY else len(EVERYDAY))


@dataclass(frozen=True)
class BulkBar:
    """The bar for the rows ticked: two acts as buttons, the likeliest first; the others in its menu."""

    buttons: list[Act]
    menu: list[Act]

    def can(self, state: str) -> str:
        """Keys of the acts possible in that state, for the boxes to carry."""
        return " ".join(act.key for act in [*self.buttons, *self.menu] if state in act.states)


def bulk_bar(acts: list[Act], states: Collection[str], queue: str = "") -> BulkBar:
    """What the rows of a list wait for comes first, and never what is possible for none of them."""
    if queue in ("advise", "extension", "asked"):
        usual: tuple[str, ...] = REQUESTS
    else:
        usual = DECISIONS.get(next(iter(states)), ()) if len(set(states)) == 1 else ()
    preferred = list(dict.fromkeys([*usual, *EVERYDAY]))

    def place(act: Act) -> tuple[bool, int]:
        idle = bool(states) and not act.states & set(states)
        return idle, preferred.index(act.key) if act.key in preferred else len(preferred)

    # The act of a decision nobody asked for waits in the menu.
    ordered = sorted(acts, key=place)
    return BulkBar(ordered[:2], ordered[2:])
