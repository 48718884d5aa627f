"""Periodic work of notices: e-mail that is due."""

from procrastinate.contrib.django import app

from notifications import mail


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_due_mail", lock="send_due_mail")
def send_due_mail(timestamp: int) -> None:
    """Each minute: send what is due, what failed earlier and may be tried again, and what a dead worker left."""
    mail.send_due()
