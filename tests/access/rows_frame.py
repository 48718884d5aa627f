"""The frame: home, language, health, the kit; and signing in (allauth's addresses)."""

from tests.access.matrix import Row, expect

SIGNED_IN = expect(200)
OPEN_TO_ALL = expect(200, anonymous=200)

ROWS: list[Row] = []
