"""What the boards remember of their readers."""

from django.conf import settings
from django.db import models


class LastLook(models.Model):
    """When a person last looked at the leaders' board (lần xem trước).

    ``since`` is what changes are counted from; it moves to ``seen_at`` when the person comes back after a pause, so
    that a reload does not wipe the changes away.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", primary_key=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.since:%Y-%m-%d %H:%M}"
