"""One lock over the shape of the tree of units: paths are right only if nobody adds below what somebody moves."""

from django.db import connection

_TREE = 720_410


def grows() -> None:
    """A unit is added: many may at once, but none while another moves. Held to the end of the transaction."""
    _take("pg_advisory_xact_lock_shared")


def moves() -> None:
    """A unit moves, with all below it: alone. Two crossing moves could otherwise make a circle."""
    _take("pg_advisory_xact_lock")


def _take(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_TREE])
