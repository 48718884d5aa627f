"""Meaning of states and deadlines on task and assignment querysets, so that no view spells it out."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from tasks.states import NOT_COUNTED, AssignmentState

if TYPE_CHECKING:
    from tasks.models import Assignment, Task  # noqa: F401 - the rows' types


class TaskQuerySet(models.QuerySet["Task"]):
    pass


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> Self:
        """Not settled: something is still expected of somebody."""
        return self.filter(closed_on=None)

    def counted(self) -> Self:
        """What rates are made of: cancelled, reassigned and transferred ones are out."""
        return self.exclude(state__in=NOT_COUNTED)

    def top_level(self) -> Self:
        """Given by the directive itself, not handed down inside a unit: what coverage and rates count."""
        return self.filter(parent=None)

    def completed(self) -> Self:
        return self.filter(state=AssignmentState.COMPLETED)

    def overdue(self, today: date) -> Self:
        """Open, with the clock running past the deadline or stopped after it. Twin of ``deadlines.classify``."""
        ref = models.functions.Coalesce("stopped_on", models.Value(today))
        return self.open().filter(due_on__lt=ref)
