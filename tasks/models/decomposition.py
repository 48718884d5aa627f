"""What the decomposition editor remembers: answers to warnings, and steps that can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WarningAnswer(models.Model):
    """A reviewer's written answer to one warning (cảnh báo) of the checklist.

    ``fingerprint`` covers what the warning was about: when that changes, the warning asks again.
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="warning_answers")
    code = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    answer = models.TextField(_("giải trình"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "code", "fingerprint"], name="warning_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.answer[:60]}"


class EditStep(models.Model):
    """One step in the decomposition editor, with the tasks it touched as they were before and after.

    ``learned`` are the numbers of names (organizations.LearnedName) that were taught on the strength of it.
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="edit_steps")
    what = models.CharField(max_length=20)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    learned = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.what
