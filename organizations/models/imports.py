"""Spreadsheets read and waiting for the administrator's confirmation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflows import clock


class ImportKind(models.TextChoices):
    """What the rows of a spreadsheet are."""

    UNITS = "units", pgettext_lazy("plural", "Đơn vị")
    PEOPLE = "people", _("Người và chức vụ")


class ImportBatch(models.Model):
    """One uploaded spreadsheet: its rows as read, until they are applied once."""

    kind = models.CharField(max_length=8, choices=ImportKind.choices)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    filename = models.CharField(max_length=200)
    # [{"line": 2, "name": "…", …}], keys from imports.columns
    rows = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.filename
