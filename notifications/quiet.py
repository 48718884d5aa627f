"""When letters that nobody pressed for may go out: once an hour, not at night, not on days off.

What a person does (urging by hand, a returned result) is told at once; what the system does by itself waits: its
reminders, the explanations that a rung asks for, duties that it opens.
"""

from datetime import datetime, timedelta

from workflows import options
from workflows.calendars import calendar


def reminder_letter_at(now: datetime) -> datetime:
    """The first moment from ``now`` on at which reminders may be mailed: that minute of an hour, outside quiet time."""
    minute = options.get_int("reminder_mail_minute")
    at = now.replace(minute=minute, second=0, microsecond=0)
    if at < now:
        at += timedelta(hours=1)
    while is_quiet(at):
        at += timedelta(hours=1)
    return at


def is_quiet(moment: datetime) -> bool:
    """Within quiet hours, or on a day off where the office wants none then."""
    if options.get_bool("mail_quiet_days_off") and not calendar().is_working(moment.date()):
        return True
    begins, ends = options.get_int("mail_quiet_from"), options.get_int("mail_quiet_until")
    if begins == ends:
        return False
    hour = moment.hour
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends
