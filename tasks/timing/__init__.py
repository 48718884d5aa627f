"""Time: reading deadlines, starting clocks, moving dates after the calendar changed, the ledger of recurring duties."""
