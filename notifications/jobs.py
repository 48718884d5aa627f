"""Periodic work of notices: reminders that are owed, e-mail that is due."""

from procrastinate.contrib.django import app

from notifications import mail
from notifications.reminders import planning
from notifications.reminders.sweep import sweep
from organizations.actions.reminding import ask_for_year
from workflows import freshness


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_due_mail")
def send_due_mail(timestamp: int) -> None:
    """Each minute: send what is due, what failed earlier and may be tried again, and what a dead worker left."""
    freshness.recheck()
    mail.send_due()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="sweep_reminders")
def sweep_reminders(timestamp: int) -> None:
    """Every five minutes: reminders whose day has come. Most runs find nothing and cost one look at an index."""
    freshness.recheck()
    sweep()


@app.periodic(cron="35 * * * *")
@app.task(queueing_lock="ask_for_calendar")
def ask_for_calendar(timestamp: int) -> None:
    """Each hour: a year whose list of days off is unconfirmed is asked for, once a month."""
    freshness.recheck()
    ask_for_year()


@app.periodic(cron="10 18 * * *")
@app.task(queueing_lock="adopt_reminders")
def adopt_reminders(timestamp: int) -> None:
    """Each night: open work that has no reminder clock yet gets one."""
    freshness.recheck()
    planning.adopt()


@app.task(queueing_lock="replan_reminders")
def replan_reminders() -> None:
    """After a change of the calendar or of a ladder: reckon every next look anew."""
    freshness.recheck()
    planning.replan_all()
