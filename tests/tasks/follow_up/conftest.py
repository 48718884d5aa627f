from collections.abc import Iterator

import pytest

from tests.tasks.builders import TODAY
from workflows import clock


@pytest.fixture(autouse=True)
def _on_that_tuesday() -> Iterator[None]:
    """Every test of the office's pages happens on TODAY."""
    with clock.travel(TODAY):
        yield
