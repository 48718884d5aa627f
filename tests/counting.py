"""How many statements a block sends to the database."""

from typing import Any, Self

from django.db import connection
from django.test.utils import CaptureQueriesContext


class Counting:
    """``with Counting() as few: ...`` and then ``few.count``."""

    def __enter__(self) -> Self:
        self._captured = CaptureQueriesContext(connection)
        self._captured.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._captured.__exit__(*error)
        self.count = len(self._captured)
