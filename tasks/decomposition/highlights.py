"""Which words of the text are highlighted for a task: its deadline, product and owners. Pure."""

import re
from collections.abc import Iterator

from organizations.naming import canonical
from tasks.decomposition.draft import TaskDraft
from tasks.decomposition.marks import NAME, PRODUCT, WHEN
from tasks.decomposition.spans import Span, quote


def signs_of(text: str, task: TaskDraft) -> Iterator[tuple[Span, str]]:
    """What to highlight for a task: places and "when", "product", "owner" or "unknown".

    Words without a mark (typed, or read before there were marks) are looked for in the task's own span, and shown where
    they stand there just once: of several places none is a guess.
    """
    known = {canonical(owner.name_in_text or owner.name) for owner in task.owners}
    unknown = {canonical(name.words) for name in task.unknown if name.blocks}
    shown: set[tuple[str, str]] = set()
    for mark in task.marks:
        words = mark.words or quote(text, mark.start, mark.end)
        form = canonical(words)
        if mark.sign == NAME:
            sign = "owner" if form in known else "unknown" if form in unknown else ""
            shown.add((sign, form))
        else:
            said = task.words if mark.sign == WHEN else task.product
            sign = mark.sign if words and words.lower() in " ".join(said.split()).lower() else ""
            shown.add((sign, ""))
        if sign:
            yield (mark.start, mark.end), sign
    yield from _looked_for(text, task, shown)


def _looked_for(text: str, task: TaskDraft, shown: set[tuple[str, str]]) -> Iterator[tuple[Span, str]]:
    if not task.span:
        return
    names = [(owner.name_in_text or owner.name, "owner") for owner in task.owners]
    names += [(name.words, "unknown") for name in task.unknown if name.blocks]
    wanted = [
        (task.words, WHEN, ""),
        (task.product, PRODUCT, ""),
        *((name, sign, canonical(name)) for name, sign in names),
    ]
    for said, sign, form in wanted:
        if len(said) >= 3 and (NAME if form else sign, form) not in shown:
            places = _places(text, task.span, said, proper=bool(form) and said[0].isupper())
            if len(places) == 1:
                yield places[0], sign


def _places(text: str, span: Span, said: str, *, proper: bool) -> list[Span]:
    """Where the words stand as whole words, letter case aside.

    A name written with a capital (``proper``) is one in the text only with a capital there too: "Sở Y tế" is no part of
    "cơ sở y tế".
    """
    found = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE).finditer(text, *span)
    return [match.span() for match in found if not proper or match[0][0].isupper()]
