"""Reads for pages: frozen rows, a constant number of queries."""
