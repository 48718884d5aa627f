"""Where the words stand that a task's deadline, product and owners were read from (dấu trong văn bản). Pure.

Kept with the task as places in ``Directive.text``: the same words may stand in a sentence twice, and only the reader,
or the person who selected them, knows which are meant. ``highlights`` shows a mark as long as the task says its words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tasks.decomposition.spans import Span

WHEN, PRODUCT, NAME = "when", "product", "name"
MOST = 60
"""Marks of one task: more is a list of bodies, highlighted as far as that."""


@dataclass(frozen=True)
class Mark:
    """``sign`` is WHEN, PRODUCT or NAME; ``words`` of a name, since one place may name several bodies."""

    sign: str
    start: int
    end: int
    words: str = ""

    def plain(self) -> dict[str, Any]:
        """As it is kept on the task."""
        return {"sign": self.sign, "start": self.start, "end": self.end, "words": self.words}


def marks_from(kept: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    """From what is kept on a task."""
    return tuple(Mark(each["sign"], each["start"], each["end"], each["words"]) for each in kept)


def with_mark(kept: Iterable[dict[str, Any]], sign: str, span: Span, words: str = "") -> list[dict[str, Any]]:
    """What is kept when a person selects words: they become the one deadline or product, or one more name."""
    mark = Mark(sign, *span, words=" ".join(words.split())[:300] if sign == NAME else "")
    others = [each for each in kept if sign == NAME or each["sign"] != sign]
    return [*(each for each in others if each != mark.plain()), mark.plain()][-MOST:]
