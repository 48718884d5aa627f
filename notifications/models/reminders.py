"""The reminder ladder (thang nhắc hạn), when each assignment is to be looked at next, and what was fired."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

FARTHEST = 250
"""Working days from the deadline to the farthest rung: a year of work."""


class Recipient(models.TextChoices):
    """To whom a rung speaks."""

    OFFICER = "officer", _("Cán bộ thực hiện")
    HEAD = "head", _("Thủ trưởng đơn vị")
    STANDING = "standing", _("Cơ quan thường trực")
    LEADER = "leader", _("Lãnh đạo phụ trách")


class ReminderLadder(models.Model):
    """The rungs for one type of directive; without a type: for every type that has no ladder of its own.

    A ladder without rungs reminds of nothing.
    """

    type = models.OneToOneField(
        "directives.DirectiveType", models.CASCADE, null=True, blank=True, related_name="reminder_ladder"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(type=None), name="one_ladder_for_all_other_types"
            ),
        ]

    def __str__(self) -> str:
        return self.type_id or "*"


class ReminderRung(models.Model):
    """One rung (mốc nhắc): ``offset`` working days after the deadline, before it when negative, 0 on the day.

    ``every``: from then on again each so many working days; 0 once. The inbox always gets it, e-mail by ``mail`` and
    by each person's choice. ``escalate`` puts the item on the leaders' board, ``explain`` asks the unit for an
    explanation. Days before ``since_on`` are not owed: a new rung does not speak of the past.
    """

    ladder = models.ForeignKey(ReminderLadder, models.CASCADE, related_name="rungs")
    offset = models.SmallIntegerField(validators=[MinValueValidator(-FARTHEST), MaxValueValidator(FARTHEST)])
    every = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(FARTHEST)])
    to = ArrayField(models.CharField(max_length=8, choices=Recipient))
    mail = models.BooleanField(default=True)
    escalate = models.BooleanField(default=False)
    explain = models.BooleanField(default=False)
    since_on = models.DateField()

    class Meta:
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "offset"], name="rung_once"),
            # What is repeated or presses for an answer begins after the deadline.
            models.CheckConstraint(
                condition=models.Q(offset__gt=0) | models.Q(every=0, explain=False), name="rung_repeats_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ladder_id}: {self.offset:+d}"


class ReminderClock(models.Model):
    """When an open assignment with a deadline is to be looked at next (lần xem tới).

    A table of its own, so that the sweep locks these rows and never the assignments that units are working on.
    ``due_on`` and ``since_on`` are what ``next_on`` was reckoned from; ``next_on`` is None where nothing is to come:
    the clock stands still, or the ladder has ended.
    """

    assignment = models.OneToOneField(
        "tasks.Assignment", models.CASCADE, primary_key=True, related_name="reminder_clock"
    )
    due_on = models.DateField()
    since_on = models.DateField()
    next_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_on", "assignment"], name="reminder_next", condition=~models.Q(next_on=None))
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.next_on}"


class Outcome(models.TextChoices):
    FIRED = "fired", _("Đúng ngày")
    LATE = "late", _("Phát muộn")
    MERGED = "merged", _("Gộp vào mốc sau")


class Reminder(models.Model):
    """One rung of one assignment and one deadline, once and for all: fired on its day, late, or merged into another.

    ``rung`` is its working days from the deadline, ``on`` the day it stood for.
    """

    assignment = models.ForeignKey("tasks.Assignment", models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    rung = models.SmallIntegerField()
    on = models.DateField()
    outcome = models.CharField(max_length=6, choices=Outcome)
    fired_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "due_on", "rung"], name="rung_fires_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.due_on} {self.rung:+d}"
