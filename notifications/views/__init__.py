"""Pages of notices: the inbox and its choices, the reminder ladders, the outbox, calendar feeds."""
