"""The assignment (phân công): task x unit x role x period, with its own deadline and state."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import RETURN_VALUE, FSMField, FSMModelMixin, transition

from tasks.models.counts import TALLY_CHANGE, TALLY_NEW, TALLY_OLD
from tasks.querysets import AssignmentQuerySet
from tasks.states import OPEN, WORKING, AssignmentState, Role
from workflows import clock
from workflows.machine import condition

A = AssignmentState


@condition("day_over", _("Chỉ mở lại được trong ngày xác nhận; từ hôm sau kết quả đã vào số liệu báo cáo."))
def _confirmed_today(assignment: "Assignment") -> bool:
    return assignment.closed_on == clock.today()


class Assignment(FSMModelMixin, models.Model):
    """What one unit answers for.

    Dates are days in Asia/Ho_Chi_Minh; a deadline ends at 24:00 of its day.
    ``first_due_on`` is never changed after it is given; ``due_on`` is the one in force (extended or corrected).
    ``stopped_on`` is the day the deadline clock stands still: the day of the submission that waits for confirmation,
    or the day of suspension. ``done_on`` is the day of the submission that was confirmed, so a slow confirmation
    never makes a unit late. ``closed_on`` is set with every state of ``tasks.states.SETTLED``.
    """

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="assignments")
    directive = models.ForeignKey("directives.Directive", models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=12, choices=Role)
    # "" for a task done once, else the period's key, for example "2023-Q3".
    period = models.CharField(_("kỳ"), max_length=12, blank=True, default="")
    # The assignment whose unit handed this part down (giao xuống đơn vị trực thuộc).
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    part_content = models.TextField(_("phần việc được giao"), blank=True)
    # The assignment this one took over from, after reassignment or a merger of units.
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")

    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("người chịu trách nhiệm"),
    )  # fmt: skip
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cán bộ thực hiện"),
    )  # fmt: skip

    state = FSMField(_("trạng thái"), choices=AssignmentState, default=A.ASSIGNED, protected=True)
    first_due_on = models.DateField(_("hạn ban đầu"), null=True, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    # What the first deadline follows from, for this unit: the day the words name, what they mean in law, and why the
    # first deadline is another day (sentences; null: as the task says).
    stated_on = models.DateField(null=True, blank=True)
    legal_on = models.DateField(null=True, blank=True)
    due_why = models.JSONField(null=True, blank=True)
    assigned_on = models.DateField(_("ngày giao"))
    accepted_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    state_before_suspension = models.CharField(max_length=12, blank=True, default="")

    percent = models.PositiveSmallIntegerField(_("mức hoàn thành"), default=0)
    last_report_on = models.DateField(null=True, blank=True)
    extensions_granted = models.PositiveSmallIntegerField(default=0)
    returns = models.PositiveSmallIntegerField(_("số lần trả lại"), default=0)
    urgings = models.PositiveSmallIntegerField(_("số lần đôn đốc"), default=0)
    last_urged_on = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=A.values), name="assignment_state_known"),
            models.UniqueConstraint(
                fields=["task", "unit", "role", "period", "predecessor", "parent"],
                nulls_distinct=False,
                name="assignment_once",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="assignment_percent_range"),
        ]
        indexes = [
            # A unit's desk: open work, nearest deadline first.
            models.Index("unit", "due_on", "id", name="assignment_desk", condition=models.Q(closed_on=None)),
            # Leaders: everything open, by deadline.
            models.Index("due_on", "unit", "id", name="assignment_open", condition=models.Q(closed_on=None)),
            # A unit's finished work, newest first.
            models.Index(
                "unit",
                models.F("closed_on").desc(),
                models.F("id").desc(),
                name="assignment_done",
                condition=~models.Q(closed_on=None),
            ),
            # Finished work of a directive as rates count it; the rest of that is in DoneTally.
            models.Index(
                "directive",
                "unit",
                "closed_on",
                "done_on",
                "due_on",
                "assigned_on",
                name="assignment_done_lead",
                condition=models.Q(done_on__isnull=False, parent=None, role=Role.LEAD),
            ),
            # Done by an extended deadline: counted apart on the boards.
            models.Index(
                "directive",
                "unit",
                name="assignment_extended",
                condition=models.Q(extensions_granted__gt=0, done_on__isnull=False),
            ),
            # What was given since a day.
            models.Index("assigned_on", name="assignment_given"),
            # The coverage matrix.
            models.Index("directive", "unit", "task", name="assignment_matrix"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="tally_new",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__done_on__isnull=False),
                func=TALLY_NEW,
            ),
            pgtrigger.Trigger(
                name="tally_change",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__done_on__isnull=False) | pgtrigger.Q(old__done_on__isnull=False),
                func=TALLY_CHANGE,
            ),
            pgtrigger.Trigger(
                name="tally_old",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__done_on__isnull=False),
                func=TALLY_OLD,
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.unit_id}/{self.task_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("tasks:assignment", args=[self.pk])

    @transition(state, source=A.ASSIGNED, target=A.ACCEPTED, custom={"label": _("Tiếp nhận")})
    def accept(self, *, on: date) -> None:
        """Tiếp nhận."""
        self.accepted_on = on

    @transition(state, source=[A.ASSIGNED, A.ACCEPTED], target=A.DECLINED, custom={"label": _("Đề nghị trả lại việc")})
    def decline(self) -> None:
        """Đề nghị trả lại việc giao nhầm; the deadline clock runs on until the office agrees."""

    @transition(state, source=A.DECLINED, target=A.ASSIGNED, custom={"label": _("Không đồng ý trả lại việc")})
    def refuse_decline(self) -> None:
        """Không đồng ý trả lại: the unit keeps the task."""

    @transition(state, source=list(WORKING), target=A.IN_PROGRESS, custom={"label": _("Cập nhật tiến độ")})
    def progress(self, *, on: date, percent: int) -> None:
        """Cập nhật tiến độ."""
        self.last_report_on = on
        self.percent = percent

    @transition(state, source=list(WORKING), target=A.SUBMITTED, custom={"label": _("Gửi xác nhận")})
    def submit(self, *, on: date, counted_on: date, percent: int) -> None:
        """Gửi xác nhận hoàn thành. Lateness never blocks it; from here the deadline clock stands still: on the day that
        the sending counts for, the next one when it came after the day's end (option ``day_ends_at``).
        """
        self.last_report_on, self.stopped_on = on, counted_on
        self.percent = percent

    @transition(state, source=A.SUBMITTED, target=A.IN_PROGRESS, custom={"label": _("Rút lại báo cáo")})
    def take_back(self) -> None:
        """Rút lại before it is confirmed: the clock runs as if nothing had been sent."""
        self.stopped_on = None

    @transition(state, source=A.SUBMITTED, target=A.COMPLETED, custom={"label": _("Xác nhận hoàn thành")})
    def confirm(self, *, on: date) -> None:
        """Xác nhận hoàn thành, as of the day the unit sent it."""
        self.done_on = self.stopped_on
        self.closed_on = on
        self.percent = 100

    @transition(
        state,
        source=A.COMPLETED,
        target=A.SUBMITTED,
        conditions=[_confirmed_today],
        custom={"label": _("Mở lại kết quả đã xác nhận")},
    )
    def reopen(self, *, percent: int) -> None:
        """Mở lại, on the day of the confirmation alone: it waits for confirmation as before. Figures stand as of the
        evening of a day; what an evening has counted as done, and was reported upward, stays.
        """
        self.done_on = self.closed_on = None
        self.percent = percent

    @transition(state, source=A.SUBMITTED, target=A.RETURNED, custom={"label": _("Yêu cầu thực hiện lại")})
    def return_result(self) -> None:
        """Trả lại kết quả để thực hiện lại: it counts as not completed, and the clock runs on."""
        self.stopped_on = None
        self.returns += 1

    @transition(
        state,
        source=[A.ASSIGNED, *WORKING, A.DECLINED, A.SUSPENDED],
        target=A.REASSIGNED,
        custom={"label": _("Giao đơn vị khác")},
    )
    def reassign(self, *, on: date) -> None:
        """Giao đơn vị khác: a successor takes over. A submitted result is confirmed or returned first."""
        self.closed_on = on

    @transition(
        state, source=[A.ASSIGNED, *WORKING], target=A.SUSPENDED, custom={"label": pgettext_lazy("act", "Tạm dừng")}
    )
    def suspend(self, *, on: date) -> None:
        """Tạm dừng: the deadline clock stands still."""
        self.state_before_suspension = self.state
        self.stopped_on = on

    @transition(state, source=A.SUSPENDED, target=RETURN_VALUE(A.ASSIGNED, *WORKING), custom={"label": _("Tiếp tục")})
    def resume(self, *, due_on: date | None) -> str:
        """Tiếp tục, in the state it was suspended in, with the deadline moved by the time it stood still."""
        before = self.state_before_suspension
        self.state_before_suspension = ""
        self.stopped_on = None
        self.due_on = due_on
        return before

    @transition(
        state,
        source=[A.ASSIGNED, *WORKING, A.DECLINED, A.SUSPENDED],
        target=A.CANCELLED,
        custom={"label": _("Hủy việc")},
    )
    def cancel(self, *, on: date) -> None:
        """Hủy việc đã giao. A submitted result is confirmed or returned first."""
        self.closed_on = on

    @transition(state, source=list(OPEN), target=A.TRANSFERRED, custom={"label": _("Chuyển đơn vị kế thừa")})
    def transfer(self, *, on: date) -> None:
        """Chuyển cho đơn vị kế thừa after a merger (NQ 190/2025/QH15)."""
        self.closed_on = on
