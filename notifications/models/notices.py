"""Notices (thông báo) to people, and of what each person wants no e-mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a notice is about; people choose e-mail by topic."""

    WORK = "work", _("Việc được giao, giao lại, hủy")
    RESULT = "result", _("Kết quả được xác nhận hoặc trả lại")
    DEADLINE = "deadline", _("Gia hạn, sửa hạn, tạm dừng")
    URGING = "urging", _("Đôn đốc")
    SUBMISSION = "submission", _("Đơn vị gửi báo cáo, kết quả, đề nghị")
    REVIEW = "review", _("Trình duyệt, giao việc của văn bản")
    REMINDER = "reminder", _("Nhắc hạn tự động")
    SETUP = "setup", _("Thiết lập: lịch nghỉ chờ xác nhận")


class Reason(models.TextChoices):
    """Why this person was told."""

    UNIT = "unit", _("vì bạn làm việc tại đơn vị được giao")
    OFFICER = "officer", _("vì bạn là cán bộ được phân công việc này")
    RESPONSIBLE = "responsible", _("vì bạn chịu trách nhiệm việc này")
    ASSIGNER = "assigner", _("vì bạn thuộc bên giao việc")
    STANDING = "standing", _("vì bạn thuộc cơ quan thường trực của văn bản")
    APPROVER = "approver", _("vì bạn có quyền duyệt phân công")
    DEPUTY = "deputy", _("vì bạn được ủy quyền thay người có trách nhiệm")
    LEADER = "leader", _("vì bạn là lãnh đạo phụ trách cơ quan thường trực")
    ADMIN = "admin", _("vì bạn quản trị lịch làm việc")


class Notice(models.Model):
    """One person is told of one event; of a set given at once, of its first, with their ``count``.

    Carries no text: the sentence is made when it is read, from the fact and from what the person may see then.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    event = models.ForeignKey("workflows.Event", models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=Topic)
    reason = models.CharField(max_length=12, choices=Reason)
    # None: about the office itself (its calendar).
    directive = models.ForeignKey("directives.Directive", models.CASCADE, null=True, related_name="+")
    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # At-least-once handlers may run twice: a person is told once.
            models.UniqueConstraint(fields=["person", "event"], name="notice_once"),
        ]
        indexes = [
            # The inbox, newest first; and the count of unread.
            models.Index(fields=["person", "-id"], name="notice_inbox"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"


class MutedTopic(models.Model):
    """A topic of which the person wants no e-mail. The inbox shows everything all the same."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="muted_topics")
    topic = models.CharField(max_length=12, choices=Topic)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="topic_muted_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.topic}"
