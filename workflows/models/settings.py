"""What an office may set: options, the exceptions of the working calendar, the demonstration's clock."""

from django.conf import settings
from django.db import models


class OptionValue(models.Model):
    """The office's own value of an option; without a row the default holds (workflows/options.py)."""

    key = models.CharField(max_length=80, unique=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class CalendarDay(models.Model):
    """An exception of the calendar: a weekday off by decree, or a working Saturday (ngày làm bù).

    ``locality`` is the id of the unit in whose area alone it holds (a storm, a local festival); null: everywhere.
    ``source`` is the decree or notice that it comes from.
    """

    day = models.DateField()
    locality = models.BigIntegerField(null=True, blank=True)
    working = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["day", "locality"], nulls_distinct=False, name="calendar_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class CalendarYear(models.Model):
    """A year whose list of days off and worked Saturdays somebody has confirmed against the decree (``source``)."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=300)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class DemoClock(models.Model):
    """One row: how far the demonstration's time is from the machine's. Read only when ``settings.DEMO``."""

    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_demo_clock")]

    def __str__(self) -> str:
        return str(self.offset)
