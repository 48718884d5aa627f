"""Giao việc: from an approved decomposition to assignments, in sets; later periods; the end of a directive."""
