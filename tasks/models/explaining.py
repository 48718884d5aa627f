"""Requests for an explanation (yêu cầu giải trình): why a unit was late, whether an objective cause is confirmed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from tasks.states import ExplanationState, Finding
from workflows.actors import both_names

S = ExplanationState


class Explanation(FSMModelMixin, models.Model):
    """One late assignment and deadline is explained once; the request has a deadline of its own, ``answer_by``.

    NĐ 335/2025/NĐ-CP counts a lateness against the unit unless an objective cause is confirmed: ``finding``.
    Who asked is None when a rung of the reminder ladder did.
    """

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="explanations")
    due_on = models.DateField(_("hạn đã lỡ"))
    state = FSMField(_("trạng thái"), choices=ExplanationState, default=S.ASKED, protected=True)
    question = models.TextField(_("nội dung yêu cầu"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(_("giải trình trước hết ngày"))
    answer = models.TextField(_("nội dung giải trình"), blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    finding = models.CharField(_("kết luận"), max_length=10, choices=Finding, blank=True, default="")
    finding_note = models.TextField(_("căn cứ kết luận"), blank=True, default="")
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    found_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=S.values), name="explanation_state_known"),
            models.UniqueConstraint(fields=["assignment", "due_on"], name="explained_once"),
        ]
        indexes = [
            models.Index(fields=["answer_by", "id"], name="explanation_open", condition=models.Q(state=S.ASKED)),
            # What figures leave out of lateness.
            models.Index(
                fields=["assignment"], name="explanation_objective", condition=models.Q(finding=Finding.OBJECTIVE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.due_on}: {self.state}"

    @property
    def asked_by_names(self) -> str:
        return both_names(self.asked_by, self.asked_on_behalf_of) if self.asked_by else str(_("Hệ thống"))

    @property
    def answered_by_names(self) -> str:
        return both_names(self.answered_by, self.answered_on_behalf_of) if self.answered_by else ""

    @property
    def found_by_names(self) -> str:
        return both_names(self.found_by, self.found_on_behalf_of) if self.found_by else ""

    @transition(state, source=S.ASKED, target=S.ANSWERED, custom={"label": _("Gửi giải trình")})
    def send_answer(self, *, text: str) -> None:
        """Gửi giải trình: also after its day, for an answer is worth more than none."""
        self.answer = text

    @transition(state, source=S.ANSWERED, target=S.ASKED, custom={"label": _("Yêu cầu giải trình lại")})
    def ask_again(self) -> None:
        """Yêu cầu giải trình lại: what was answered stands in the history."""
        self.answer = ""

    @transition(state, source=[S.ASKED, S.ANSWERED], target=S.FOUND, custom={"label": _("Kết luận")})
    def conclude(self, *, finding: str, note: str) -> None:
        """Kết luận: with an answer, or without one when none came."""
        self.finding, self.finding_note = finding, note


class Escalation(models.Model):
    """An item put on the leaders' board (báo cáo lãnh đạo), by a rung of the ladder or by the standing office.

    It stands there until it is settled or a leader has taken note; once for one deadline. An instruction (chỉ đạo)
    then stands on the task until the unit, or the office, has answered it, or the task is settled.
    """

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="escalations")
    due_on = models.DateField()
    reason = models.TextField(_("lý do"), blank=True, default="")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    raised_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)
    instruction = models.TextField(_("chỉ đạo"), blank=True, default="")
    answer = models.TextField(_("trả lời chỉ đạo"), blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["assignment", "due_on"], name="escalated_once")]
        indexes = [
            models.Index(fields=["raised_at"], name="escalation_open", condition=models.Q(noted_at=None)),
            models.Index(
                fields=["assignment"],
                name="instruction_open",
                condition=models.Q(answered_at=None) & ~models.Q(instruction=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.due_on}"

    @property
    def instructs(self) -> bool:
        """An instruction that nobody has answered yet."""
        return bool(self.instruction) and self.answered_at is None

    @property
    def raised_by_names(self) -> str:
        """Empty when a rung of the ladder raised it."""
        return both_names(self.raised_by, self.raised_on_behalf_of) if self.raised_by else ""

    @property
    def noted_by_names(self) -> str:
        return both_names(self.noted_by, self.noted_on_behalf_of) if self.noted_by else ""

    @property
    def answered_by_names(self) -> str:
        return both_names(self.answered_by, self.answered_on_behalf_of) if self.answered_by else ""
