"""What people do with time: start a clock, move dates after the calendar changed, change a rhythm, ask for a report."""
