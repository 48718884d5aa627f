"""The formal urging letter (công văn đôn đốc): what it lists is fixed when it is drawn up."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UrgingLetter(models.Model):
    """From a standing office to one unit about its overdue tasks (NĐ 30/2020/NĐ-CP art. 24), ready for signature.

    It gets its number and day when it was signed and sent, and from then on only a wrong number is corrected.
    """

    office = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="urging_letters")
    reply_by = models.DateField(_("báo cáo trước hết ngày"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    # Nobody: nobody who may sign was known when it was drawn up.
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người ký")
    )
    # The lines above the name, as they stood when the signer was chosen: titles change, a signed letter does not.
    signature = models.TextField(_("quyền hạn, chức vụ của người ký"), blank=True, default="")
    number = models.CharField(_("số"), max_length=11, blank=True, default="")
    symbol = models.CharField(_("ký hiệu"), max_length=30, blank=True, default="")
    signed_on = models.DateField(_("ngày ký"), null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="urging_letter_office")]

    def __str__(self) -> str:
        return f"{self.reference} {self.unit_id}"

    @property
    def reference(self) -> str:
        """ "12/SYT-VP"; empty until it was sent."""
        return f"{self.number}/{self.symbol}" if self.symbol and self.number else self.number

    @property
    def signature_line(self) -> str:
        """The lines above the name in one."""
        return ", ".join(self.signature.splitlines())


class UrgingLetterLine(models.Model):
    """One overdue task as it stood when the letter was drawn up."""

    letter = models.ForeignKey(UrgingLetter, models.CASCADE, related_name="lines")
    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="+")
    due_on = models.DateField()
    days_late = models.PositiveIntegerField()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["letter", "assignment"], name="letter_line_once")]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.assignment_id}"
