"""Reads for the set-up pages: what each shows, in frozen rows, in a number of queries that does not grow."""
