"""Facts about an assignment's deadline and about pressing for it: each a row of its own with its reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.states import UNDECIDED, ExtensionState
from workflows.actors import both_names


class Extension(models.Model):
    """Gia hạn: the unit asks for a later day; the original day is never overwritten."""

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="extensions")
    state = models.CharField(max_length=12, choices=ExtensionState, default=ExtensionState.ASKED)
    due_before = models.DateField(_("hạn khi xin"))
    asked_for = models.DateField(_("xin lùi đến"))
    reason = models.TextField(_("lý do"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    granted_until = models.DateField(_("gia hạn đến"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index("decided_at", name="extension_granted", condition=models.Q(state=ExtensionState.GRANTED))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(state__in=UNDECIDED), name="one_pending_extension"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} -> {self.asked_for}"


class Suspension(models.Model):
    """Tạm dừng: from one day to another the deadline clock stood still."""

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="suspensions")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    reason = models.TextField(_("lý do"))
    # Empty while it lasts, and where the assignment was settled without going on.
    resume_reason = models.TextField(_("lý do tiếp tục"), blank=True, default="")
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    suspended_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resumed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resumed_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(to_on=None), name="one_running_suspension"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.from_on}"

    @property
    def suspended_by_names(self) -> str:
        return both_names(self.suspended_by, self.suspended_on_behalf_of)

    @property
    def resumed_by_names(self) -> str:
        return both_names(self.resumed_by, self.resumed_on_behalf_of) if self.resumed_by else ""


class DeadlineCorrection(models.Model):
    """Sửa hạn: the office corrects a deadline that was wrong, with a reason. Not an extension."""

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="corrections")
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    reason = models.TextField(_("lý do"))
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrected_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.due_before} -> {self.due_after}"


class DeadlineMove(models.Model):
    """A deadline that followed from its rule anew: its event came (``due_before`` null), the calendar changed, or the
    deadline it hangs on moved. ``cause`` says which; a person decided, except when another task was completed.
    """

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="moves")
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField()
    cause = models.TextField(_("nguyên nhân"), blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index("moved_at", name="deadline_moved")]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.due_before} -> {self.due_after}"


class Urging(models.Model):
    """Đôn đốc: one reminder by a person to one unit about one assignment (NĐ 30/2020 art. 24)."""

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="urging_set")
    message = models.TextField(_("nội dung đôn đốc"))
    urged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    urged_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.urged_at:%Y-%m-%d}"
