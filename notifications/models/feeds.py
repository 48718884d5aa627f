"""Calendar feeds (lịch đăng ký): a private address that a calendar program fetches by itself."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """One address: of what concerns its person or, with ``unit``, of all that the unit answers for.

    Only the SHA-256 of its secret is kept: who reads the database cannot read calendars, and the address is shown once.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds")
    unit = models.ForeignKey("organizations.Unit", models.CASCADE, null=True, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # One running address for a purpose: a new one ends the one before.
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=models.Q(revoked_at=None),
                nulls_distinct=False,
                name="one_running_feed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.unit_id}"


class FeedOrigin(models.Model):
    """One row: what every UID of this installation's calendars ends with.

    Made once and kept, so that an event stays the same one when the installation moves to another address. RFC 7986
    section 5.3 advises against host names in UIDs.
    """

    name = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_feed_origin")]

    def __str__(self) -> str:
        return str(self.name)
