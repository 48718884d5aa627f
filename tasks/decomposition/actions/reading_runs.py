"""How the reading of a directive stands, and what it found besides tasks."""

import hashlib
from collections.abc import Sequence
from typing import Any

from directives.models import Directive
from tasks.models import ReadRun
from workflows import clock
from workflows.actors import Actor


def mark_of(text: str) -> str:
    """Stands for one text."""
    return hashlib.sha256(text.encode()).hexdigest()


def told(directive: Directive, actor: Actor, text: str, findings: Sequence[dict[str, Any]] = ()) -> None:
    """The reading is done: which text was read, by whom, what was found."""
    now = clock.now()
    done = {"phase": ReadRun.Phase.DONE, "text_mark": mark_of(text), "findings": list(findings), "error": "",
            "updated_at": now}  # fmt: skip
    begun = {"started_by_id": actor.person_id, "started_on_behalf_of_id": actor.on_behalf_of_id, "started_at": now}
    ReadRun.objects.update_or_create(directive=directive, defaults=done, create_defaults={**begun, **done})
