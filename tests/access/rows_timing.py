"""Time: anybody who signed in may see how a phrase is read."""

from tests.access.matrix import Row, expect

ROWS = [
    Row("tasks:deadline_reader", expect(200), query="?phrase=tr%C6%B0%E1%BB%9Bc+ng%C3%A0y+30/7/2026&issued=28/7/2026"),
]
