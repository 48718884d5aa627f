"""What a reviewer is told about a decomposition (điểm cần xem): warnings, which must be answered or mended, and hints.

Pure. A warning's ``fingerprint`` covers what it is about: change that, and an answer given before no longer counts.
``tasks.models.WarningAnswer`` keeps code, fingerprint and answer.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tasks.decomposition.draft import TaskDraft

WARNING, HINT = "warning", "hint"


@dataclass(frozen=True)
class Answer:
    """A reviewer's written answer (giải trình)."""

    text: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``where`` is how a person finds it ("IV.1"); ``clarity`` the one of the five it clouds.

    ``answerable`` is False where only mending helps; hints need neither.
    """

    code: str
    message: str
    where: str = ""
    level: str = WARNING
    task_id: int | None = None
    clause_id: int | None = None
    clarity: str = ""
    fingerprint: str = ""
    answerable: bool = True
    answer: Answer | None = None

    @property
    def open(self) -> bool:
        """Holds submission up: a warning without an answer."""
        return self.level == WARNING and self.answer is None

    @property
    def key(self) -> str:
        return f"{self.code}-{self.fingerprint[:16]}"


def fingerprint(*parts: object) -> str:
    """SHA-256 over what a warning is about."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


def about_task(task: TaskDraft, code: str, message: str, *about: object, level: str = WARNING, clarity: str = "",
               answerable: bool = True) -> Finding:  # fmt: skip
    """A finding on a task; ``about`` goes into the fingerprint beside the code and the task."""
    return Finding(
        code=code,
        message=message,
        where=task.section or str(task.number),
        level=level,
        task_id=task.pk,
        clause_id=task.provision_id,
        clarity=clarity,
        fingerprint=fingerprint(code, task.pk, *about),
        answerable=answerable,
    )
