"""E-mail on its way: notices waiting to be gathered, and the letters they are gathered into."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("Chờ gộp vào thư")
    GATHERED = "gathered", _("Đã vào thư")
    DROPPED = "dropped", _("Không cần gửi")


class LetterState(models.TextChoices):
    PENDING = "pending", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Thôi thử lại")
    BOUNCED = "bounced", _("Bị từ chối")


class Letter(models.Model):
    """One message to one person (thư), fixed before it is first sent: same words and same Message-ID at every try.

    SMTP cannot promise "exactly once": when a server took the message and the answer, or this process, was lost, the
    letter goes again. The Message-ID lets mail programs recognise the second copy. The words are dropped once sent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = models.EmailField(_("gửi đến"))
    message_id = models.CharField(max_length=120, unique=True)
    subject = models.CharField(_("tiêu đề"), max_length=300)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.PENDING)
    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    made_at = models.DateTimeField()
    # While SENDING: when the try is given up for dead, its process with it.
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(_("lỗi"), max_length=300, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="letter_due",
                condition=models.Q(state__in=[LetterState.PENDING, LetterState.SENDING]),
            ),
            models.Index(fields=["state", "-id"], name="letter_outbox"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"


class Delivery(models.Model):
    """A notice that is to go out by e-mail, until it is gathered into a letter with others of its person."""

    notice = models.OneToOneField("notifications.Notice", models.CASCADE, related_name="delivery")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.PENDING)
    due_at = models.DateTimeField()
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="deliveries")

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=models.Q(state=DeliveryState.PENDING)),
            models.Index(fields=["person"], name="delivery_of_person", condition=models.Q(state=DeliveryState.PENDING)),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.state}"
