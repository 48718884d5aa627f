"""What the reading of a document left: how each proposed task was read, names nobody knows, what a person rejected."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.models.task import Task
from tasks.states import Confidence, Role


class TaskReading(models.Model):
    """Says that a task was proposed by the reading of its directive (đề xuất từ văn bản), and how it was read.

    ``words_key`` stands for the words it was read from: the same words are not proposed twice. ``rules`` are the names
    of the rules that read it, ``doubts`` why it is uncertain, as codes (workflows.doubts.kept), said in the language of
    whoever looks. ``touched``: a person has changed the task since, so another reading leaves it alone.
    """

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="reading")
    words_key = models.CharField(max_length=64)
    rules = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence)
    doubts = models.JSONField(default=list, blank=True)
    touched = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.task_id} {self.confidence}"


class UnknownName(models.Model):
    """A name in the text that the directory does not know (tên chưa nhận ra): kept on the task as it is written.

    It holds the task up until somebody says which body it is, or takes it off.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="unknown_names")
    role = models.CharField(_("vai trò"), max_length=12, choices=Role)
    words = models.CharField(_("nguyên văn"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "order", "id"]

    def __str__(self) -> str:
        return self.words


class RejectedReading(models.Model):
    """Words of which a person said that they are no task: another reading does not propose them again."""

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="rejected_readings")
    words_key = models.CharField(max_length=64)
    words = models.CharField(max_length=300, blank=True)
    rejected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "words_key"], name="reading_rejected_once")]

    def __str__(self) -> str:
        return self.words


class ReadRun(models.Model):
    """The last reading of a directive's text: under way, or what it found besides tasks (``findings``).

    ``text_mark`` says which text was read: findings of another text are not shown. ``blocks_read`` of ``blocks`` and
    ``tables_read`` of ``tables`` are done. A reading under way may be called off; its job looks here as it goes on, and
    before it writes anything.
    """

    class Phase(models.TextChoices):
        WAITING = "waiting", _("Đang chờ đến lượt")
        READING = "reading", _("Đang đọc văn bản")
        WRITING = "writing", _("Đang ghi các việc đề xuất")
        DONE = "done", _("Đã đọc xong")
        CANCELLED = "cancelled", _("Đã dừng")
        FAILED = "failed", _("Không đọc được")

    directive = models.OneToOneField("directives.Directive", models.CASCADE, related_name="read_run")
    phase = models.CharField(max_length=12, choices=Phase)
    text_mark = models.CharField(max_length=64, blank=True)
    findings = models.JSONField(default=list, blank=True)
    blocks_read = models.PositiveIntegerField(_("đoạn đã đọc"), default=0)
    blocks = models.PositiveIntegerField(_("số đoạn"), default=0)
    tables_read = models.PositiveIntegerField(_("bảng đã đọc"), default=0)
    tables = models.PositiveIntegerField(_("số bảng"), default=0)
    error = models.TextField(blank=True, default="")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.directive_id} {self.phase}"

    @property
    def percent(self) -> int:
        """Of the passages, how many in a hundred are read."""
        return 100 * self.blocks_read // self.blocks if self.blocks else 0
