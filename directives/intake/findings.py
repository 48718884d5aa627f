"""What a reviewer should look at: doubts about a task, and findings about the document (phát hiện khi đọc)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from directives.intake.blocks import Document
from directives.intake.units import expanded

if TYPE_CHECKING:
    from directives.intake.header import Header
    from directives.intake.reading import Task


class FindingKind(StrEnum):
    """What was found."""

    UNASSIGNED = "unassigned"
    DUPLICATE = "duplicate"
    NOT_ADDRESSED = "not_addressed"
    PAST = "past"
    DEBRIS = "debris"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"


@dataclass(frozen=True)
class Finding:
    """One finding; [start, end) are the words it is about, ``task`` the place of the task in the reading, if any."""

    kind: FindingKind
    message: str
    start: int = 0
    end: int = 0
    task: int | None = None


# Rules whose owner a person should look at, and why.
_INDIRECT = {
    "later_sentence": gettext_noop("Đơn vị chủ trì được nêu ở một câu sau của đoạn, không ở đầu đoạn."),
    "after_circumstance": gettext_noop("Đơn vị chủ trì đứng sau phần nêu căn cứ hoặc bối cảnh."),
    "at_the_end": gettext_noop("Đơn vị chủ trì đứng ở cuối câu, sau dấu gạch."),
    "lead_in": gettext_noop("Đơn vị chủ trì lấy từ câu dẫn ở trên, không có trong đoạn."),
}
_PAGE = re.compile(r"(?m)^[ \t]*(?:-\s*)?(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?[ \t]*$")
_TORN = re.compile(r"\n\s*(?P<word>[a-zđà-ỹ]{1,3})\s+[a-zđà-ỹ]+")


def doubts_of(task: "Task") -> tuple[str, ...]:
    """Why a task is not certain, as sentences for the reviewer; none when it is."""
    said: list[str] = []
    if not task.lead:
        said.append(_("Chưa thấy đơn vị chủ trì."))
    elif reason := _INDIRECT.get(task.lead[0].rule):
        said.append(_(reason))
    if task.borrowed:
        said.append(_("Một ô của dòng này được hiểu là gộp với ô ở dòng trên."))
    if task.rule == "own_words":
        said.append(_("Đoạn này vừa giao việc vừa dẫn tới các ý bên dưới."))
    return (*said, *task.time.doubts)


def findings_of(document: Document, header: "Header", tasks: "Sequence[Task]", issued: date | None) -> list[Finding]:
    """All findings, those of the document first, then by place."""
    found = _missing(header)
    found += [*_unassigned(tasks), *_duplicates(tasks), *_not_addressed(header, tasks), *_past(tasks, issued)]
    found += _debris(document.text)
    return sorted(found, key=lambda finding: (finding.start, finding.kind))


def _missing(header: "Header") -> list[Finding]:
    found = []
    if header.code is None or not header.code.number:
        found.append(Finding(FindingKind.NO_NUMBER, _("Không thấy số của văn bản.")))
    if header.issued_on is None:
        found.append(Finding(FindingKind.NO_DATE, _("Không thấy ngày ban hành của văn bản.")))
    return found


def _unassigned(tasks: "Sequence[Task]") -> list[Finding]:
    message = _("Nhiệm vụ chưa rõ giao cho ai.")
    return [
        Finding(FindingKind.UNASSIGNED, message, task.start, task.end, at)
        for at, task in enumerate(tasks)
        if not task.lead
    ]


def _duplicates(tasks: "Sequence[Task]") -> list[Finding]:
    """The same words twice: for two owners (fine, but worth a look) or by mistake."""
    seen: dict[str, int] = {}
    found = []
    for at, task in enumerate(tasks):
        words = _key(task.quote)
        if words in seen:
            message = _("Trùng nguyên văn với nhiệm vụ ở %(place)s.") % {"place": tasks[seen[words]].section}
            found.append(Finding(FindingKind.DUPLICATE, message, task.start, task.end, at))
        seen.setdefault(words, at)
    return found


def _not_addressed(header: "Header", tasks: "Sequence[Task]") -> list[Finding]:
    """Given work, but not among those the letter goes to (Kính gửi): NĐ 30/2020/NĐ-CP Annex I section II.9."""
    addressed = [_key(name) for name in header.addressed]
    if not addressed:
        return []
    known = " ; ".join(addressed)
    found = []
    for at, task in enumerate(tasks):
        for name in task.lead:
            if all(not _reaches(_key(one), addressed, known) for one in expanded(name.words)):
                message = _("“%(name)s” được giao việc nhưng không có trong phần Kính gửi.") % {"name": name.words}
                found.append(Finding(FindingKind.NOT_ADDRESSED, message, name.start, name.end, at))
    return found


def _reaches(name: str, addressed: list[str], known: str) -> bool:
    if name in known or any(one in name for one in addressed if one):
        return True
    head = name.removeprefix("cac ").split(" ")[0]
    return any(one.startswith(f"cac {head}") or f", {head}" in one for one in addressed)


def _past(tasks: "Sequence[Task]", issued: date | None) -> list[Finding]:
    found = []
    for at, task in enumerate(tasks):
        day = task.time.day
        if day and issued and day < issued:
            message = _("Hạn %(day)s đứng trước ngày ban hành.") % {"day": f"{day:%d/%m/%Y}"}
            start, end = task.time.spans[0] if task.time.spans else (task.start, task.end)
            found.append(Finding(FindingKind.PAST, message, start, end, at))
    return found


def _debris(text: str) -> list[Finding]:
    """What printing left in the text: page numbers, and words torn at a page's end ("khai / ng nghiêm túc")."""
    found = [
        Finding(FindingKind.DEBRIS, _("Số trang lẫn trong văn bản."), match.start(), match.end())
        for match in _PAGE.finditer(text)
        if not _in_table(text, match.start(), match.end())
    ]
    torn = [match for match in _TORN.finditer(text) if not re.search("[aeiouy]", _plain(match["word"]))]
    message = _("Chữ bị đứt ở chỗ sang trang.")
    return found + [Finding(FindingKind.DEBRIS, message, match.start("word"), match.end()) for match in torn]


def _in_table(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return before == "|" or after == "|"


def _key(words: str) -> str:
    """Words with case, tones and white space folded."""
    return " ".join(_plain(words).split()).strip(" .;:,")


def _plain(words: str) -> str:
    apart = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char))
