"""How far the issuing of a directive has come, seen from outside its transaction."""

from django.db import models


class IssueRun(models.Model):
    """One row per directive being issued (tiến độ giao việc), for the page that waits.

    Issuing is one transaction, so its rows are invisible until all of them are. This row is written on a connection of
    its own; ``directive_id`` is a plain number, because a foreign key would wait for that transaction. The final
    figures and ``notes`` are written inside the transaction: they stand exactly when the assignments do.
    """

    class Phase(models.TextChoices):
        PLANNING = "planning"
        WRITING = "writing"
        DONE = "done"
        FAILED = "failed"

    directive_id = models.BigIntegerField(unique=True)
    phase = models.CharField(max_length=12, choices=Phase)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    tasks = models.PositiveIntegerField(default=0)
    # [{"code": "successor", "task": id, "unit": name, "to": names}]: what the office should know of how it went.
    notes = models.JSONField(default=list)
    error = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.directive_id} {self.phase} {self.done}/{self.total}"
