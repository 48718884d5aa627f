"""Who leads and who helps where one enumeration names both, by marks in brackets or by labels within a cell."""

import re
from collections.abc import Sequence

from directives.intake.roles import Found, names_in
from directives.intake.units import MARK

_BETWEEN_NAMES = re.compile(r"(?:[\s,;:.•–-]|(?:và|cùng|với)(?!\w)|\([^()]*\))*")
_LABEL = re.compile(
    r"(?<!\w)(?:cơ\s+quan\s+|đơn\s+vị\s+)?(?:(?P<lead>chủ\s+trì)|(?P<help>phối\s+hợp))(?:\s+thực\s+hiện)?\s*:",
    re.IGNORECASE,
)


def by_mark(text: str, names: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Who leads and who helps of an enumeration that marks them: "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)".

    Where one is marked as leading, the others help; where none is and all are marked as helping, the block is theirs.
    """
    leading: list[Found] = []
    helping: list[Found] = []
    for group in _enumerations(text, names):
        marks = [MARK.match(text, one.end) for one in group]
        led = any(mark and mark["lead"] for mark in marks)
        helps = [not mark or not mark["lead"] if led else bool(mark and mark["help"]) for mark in marks]
        leading += [one for one, helper in zip(group, helps, strict=True) if not helper]
        helping += [one for one, helper in zip(group, helps, strict=True) if helper]
    return (leading, helping) if leading else (list(names), [])


def by_label(text: str, start: int, end: int) -> tuple[list[Found], list[Found]]:
    """The same of a cell with labels: "Chủ trì: Sở Xây dựng; phối hợp: Công an tỉnh"; nobody where it has none.

    What stands before the first label leads: "Sở Y tế; phối hợp: Sở Tài chính".
    """
    labels = list(_LABEL.finditer(text, start, end))
    if not labels:
        return [], []
    leading = names_in(text, start, labels[0].start(), "column")
    helping: list[Found] = []
    for at, label in enumerate(labels):
        stop = labels[at + 1].start() if at + 1 < len(labels) else end
        (leading if label["lead"] else helping).extend(names_in(text, label.end(), stop, "column"))
    return leading, helping


def _enumerations(text: str, names: Sequence[Found]) -> list[list[Found]]:
    """The names, parted where more than joints and brackets stands between two."""
    groups: list[list[Found]] = []
    for one in names:
        before = groups[-1][-1].end if groups else -1
        if 0 <= before <= one.start and _BETWEEN_NAMES.fullmatch(text, before, one.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups
