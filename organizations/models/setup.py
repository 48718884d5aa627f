"""The one-time code that opens the set-up of an empty installation."""

from django.db import models

from workflows import clock


class SetupCode(models.Model):
    """Proof that whoever sets the office up can read the server's console; only its hash is kept."""

    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
