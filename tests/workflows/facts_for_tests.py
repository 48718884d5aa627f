"""Facts that only these tests know."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workflows.facts import Fact


@dataclass(frozen=True)
class Noted(Fact):
    kind: ClassVar[str] = "test.noted"
    text: str
    due_on: date | None = None
    tags: tuple[str, ...] = ()
