"""Rows of the notifications app."""

from notifications.models.feeds import CalendarFeed, FeedOrigin
from notifications.models.mail import Delivery, DeliveryState, Letter, LetterState
from notifications.models.notices import MutedTopic, Notice, Reason, Topic
from notifications.models.reminders import Outcome, Recipient, Reminder, ReminderClock, ReminderLadder, ReminderRung

__all__ = [
    "CalendarFeed",
    "Delivery",
    "DeliveryState",
    "FeedOrigin",
    "Letter",
    "LetterState",
    "MutedTopic",
    "Notice",
    "Outcome",
    "Reason",
    "Recipient",
    "Reminder",
    "ReminderClock",
    "ReminderLadder",
    "ReminderRung",
    "Topic",
]
