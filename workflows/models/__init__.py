"""Tables of the engine."""

from workflows.models.events import Event, EventStream, HistorySeal
from workflows.models.settings import CalendarDay, DemoClock, OptionValue

__all__ = ["CalendarDay", "DemoClock", "Event", "EventStream", "HistorySeal", "OptionValue"]
