"""Doubts of the reading that a person has settled by saying it themselves."""

from collections.abc import Callable

from tasks.models import Task
from tasks.states import Confidence
from workflows.doubts import OF_TIME


def settle_lead(task: Task) -> None:
    """Somebody said who leads: what the reading was unsure of there is no question any more."""
    _settle(task, lambda code: code.startswith("lead_"))


def settle_time(task: Task) -> None:
    """Somebody said by when."""
    _settle(task, OF_TIME.__contains__)


def _settle(task: Task, settled: Callable[[str], bool]) -> None:
    """Take the doubts off; a reading without a doubt left is a certain one. Undone with the step."""
    reading = getattr(task, "reading", None)
    if reading is None:
        return
    left = [each for each in reading.doubts if isinstance(each, str) or not settled(each["code"])]
    if len(left) < len(reading.doubts):
        reading.doubts, reading.confidence = left, reading.confidence if left else Confidence.CERTAIN
        reading.save(update_fields=["doubts", "confidence"])
