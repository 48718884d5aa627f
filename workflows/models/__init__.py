"""Tables of the engine."""

from workflows.models.events import Event, EventStream, HistorySeal
from workflows.models.settings import CalendarDay, CalendarYear, DemoClock, OptionValue

__all__ = ["CalendarDay", "CalendarYear", "DemoClock", "Event", "EventStream", "HistorySeal", "OptionValue"]
