"""The unit's desk (bàn việc) and the page of one assignment, for both its sides."""
