"""What happened while a directive was being decomposed. Coarse: one fact a step, none for each letter typed."""

from dataclasses import dataclass
from typing import ClassVar

from directives.facts import DirectiveFact


@dataclass(frozen=True, kw_only=True)
class DecompositionChanged(DirectiveFact):
    """``step`` is a value of ``steps.Step``; ``tasks`` how many tasks it touched."""

    kind: ClassVar[str] = "decomposition.changed"
    step: str
    tasks: int


@dataclass(frozen=True, kw_only=True)
class WarningAnswered(DirectiveFact):
    """A reviewer's answer to ``count`` warnings of a kind; an empty answer took an earlier one back."""

    kind: ClassVar[str] = "decomposition.warning_answered"
    code: str
    answer: str
    count: int = 1
