"""Files: one row and one file on disk per content, however often it is attached."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directives.states import ReadingState


class StoredFile(models.Model):
    """Content on disk under ``settings.FILES_DIR``, named by its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class DirectiveFile(models.Model):
    """A file attached to a directive; the original (bản gốc) or an annex (phụ lục)."""

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    original = models.BooleanField(_("bản gốc"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-original", "id"]

    def __str__(self) -> str:
        return self.name


class PendingFile(models.Model):
    """A file uploaded into a form that is not saved yet, so that an error elsewhere in the form does not lose it.

    ``token`` is what the form carries; only ``uploaded_by`` may use it. A nightly job removes the old ones.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    # False for scans: nobody but a person can look for the mark of secrecy.
    readable = models.BooleanField(default=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class FileReading(models.Model):
    """The reading of an upload that takes its time (a scan, a PDF of many pages): done by a job, watched by a person.

    ``token`` is the upload's. The row outlives an upload that turned out to bear a mark of secrecy, to say so.
    """

    token = models.UUIDField(unique=True, editable=False)
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.WAITING)
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    scanned = models.BooleanField(default=False, help_text="the text was recognised on a picture")
    # Code of media.UnreadableFile, or "secret".
    problem = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(help_text="last sign of life of the job")

    def __str__(self) -> str:
        return f"{self.token} {self.state}"
