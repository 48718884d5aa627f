"""What a reviewer should look at: doubts about a task, and findings about the document (phát hiện khi đọc)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from directives.intake.addressing import Addressees, bodies_of, is_own_office, key
from directives.intake.blocks import Document, rows_of
from directives.intake.gaps import gaps, place
from directives.intake.page_numbers import page_numbers
from directives.intake.slips import misread_day
from workflows.doubts import catalogue, doubt

if TYPE_CHECKING:
    from directives.intake.header import Header
    from directives.intake.outline import Node
    from directives.intake.reading import Task
    from directives.intake.roles import Found


LONGEST_BLOCK = 20_000
"""Of a block longer than eight pages only the beginning is asked who, when and what: the text has lost its lines."""


class FindingKind(StrEnum):
    """What was found."""

    UNASSIGNED = "unassigned"
    DUPLICATE = "duplicate"
    NOT_ADDRESSED = "not_addressed"
    PAST = "past"
    SKIPPED = "skipped"
    DEBRIS = "debris"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"
    NO_ISSUER = "no_issuer"
    NO_SIGNER = "no_signer"
    NO_RECIPIENTS = "no_recipients"
    SCANNED = "scanned"


@dataclass(frozen=True)
class Finding:
    """One finding; [start, end) are the words it is about, ``task`` the place of the task in the reading, if any.

    ``tasks`` are all that it concerns, where it is said once for several.
    """

    kind: FindingKind
    message: str
    start: int = 0
    end: int = 0
    task: int | None = None
    tasks: tuple[int, ...] = ()


WITHOUT_RECIPIENTS = frozenset(
    {
        "giấy mời", "giấy giới thiệu", "giấy nghỉ phép", "giấy ủy quyền", "phiếu gửi", "phiếu chuyển", "phiếu báo",
        "bản ghi nhớ", "bản thỏa thuận", "biên bản", "hợp đồng", "thư công", "luật", "lệnh", "pháp lệnh",
    }
)  # fmt: skip
"""Types whose form has no "Nơi nhận", or not always (NĐ 30/2020/NĐ-CP Annex III), and acts of the National Assembly."""
# Rules whose owner a person should look at.
_INDIRECT = frozenset({"later_sentence", "later_clause", "after_circumstance", "at_the_end", "lead_in"})
catalogue(
    {
        "lead_missing": gettext_noop("Chưa thấy đơn vị chủ trì."),
        "lead_later_sentence": gettext_noop("Đơn vị chủ trì được nêu ở một câu sau của đoạn, không ở đầu đoạn."),
        "lead_later_clause": gettext_noop("Đơn vị chủ trì được nêu ở một vế sau của câu, sau việc phải làm."),
        "lead_after_circumstance": gettext_noop("Đơn vị chủ trì đứng sau phần nêu căn cứ hoặc bối cảnh."),
        "lead_at_the_end": gettext_noop("Đơn vị chủ trì đứng ở cuối câu, sau dấu gạch."),
        "lead_lead_in": gettext_noop("Đơn vị chủ trì lấy từ câu dẫn ở trên, không có trong đoạn."),
        "cell_borrowed": gettext_noop("Một ô của dòng này được hiểu là gộp với ô ở dòng trên."),
        "misread_day": gettext_noop("Chữ số của ngày bị quét sai: đọc “%(words)s” là hạn, hãy xem lại."),
        "own_words": gettext_noop("Đoạn này vừa giao việc vừa dẫn tới các ý bên dưới."),
        "block_too_long": gettext_noop(
            "Đoạn này quá dài, chỉ phần đầu được đọc: hãy tách văn bản thành từng dòng rồi đọc lại."
        ),
        "page_number": gettext_noop("Số trang lẫn trong văn bản."),
        "torn_word": gettext_noop("Chữ bị đứt ở chỗ sang trang."),
        "no_number": gettext_noop("Không thấy số của văn bản."),
        "no_date": gettext_noop("Không thấy ngày ban hành của văn bản."),
        "no_issuer": gettext_noop("Không đọc được cơ quan ban hành."),
        "no_signer": gettext_noop("Không đọc được người ký."),
        "no_recipients": gettext_noop("Không thấy phần Nơi nhận."),
        "skipped": gettext_noop("Danh sách nhảy từ %(before)s sang %(after)s: có thể mất số hoặc mất một điểm."),
        "scanned": gettext_noop(
            "Văn bản đọc từ bản quét: số, ngày, người ký, nơi nhận và mọi con số cần đối chiếu với bản giấy."
        ),
        "scanned_time": gettext_noop("Thời hạn đọc từ bản quét, cần đối chiếu."),
        "not_addressed": gettext_noop("“%(name)s” được giao việc nhưng không có trong phần Kính gửi."),
    }
)
_TORN = re.compile(r"\n\s*(?P<word>[a-zđà-ỹ]{1,3})\s+[a-zđà-ỹ]+")


def doubts_of(task: "Task", *, scanned: bool = False) -> tuple[str, ...]:
    """Why a task is not certain, as sentences for the reviewer; none when it is. Of a scan no deadline is."""
    said: list[str] = []
    if not task.lead:
        said.append(doubt("lead_missing"))
    elif task.lead[0].rule in _INDIRECT:
        said.append(doubt(f"lead_{task.lead[0].rule}"))
    if task.borrowed:
        said.append(doubt("cell_borrowed"))
    if task.rule == "own_words":
        said.append(doubt("own_words"))
    said += [doubt("misread_day", words=words) for words in task.time.words if misread_day(words)]
    if scanned and task.time.words:
        said.append(doubt("scanned_time"))
    if task.end - task.start > LONGEST_BLOCK:
        said.append(doubt("block_too_long"))
    return (*said, *task.time.doubts)


def findings_of(
    document: Document, header: "Header", nodes: "Sequence[Node]", tasks: "Sequence[Task]", issued: date | None
) -> list[Finding]:
    """All findings, those of the document first, then by place."""
    found = [Finding(FindingKind.SCANNED, doubt("scanned"))] if document.scanned else []
    found += _missing(header)
    found += [*_unassigned(tasks), *_duplicates(tasks), *_not_addressed(header, tasks), *_past(tasks, issued)]
    found += [*_skipped(nodes), *_debris(document)]
    return sorted(found, key=lambda finding: (finding.start, finding.kind != FindingKind.SCANNED, finding.kind))


def _missing(header: "Header") -> list[Finding]:
    found = []
    if header.code is None or not header.code.number:
        found.append(Finding(FindingKind.NO_NUMBER, doubt("no_number")))
    if header.issued_on is None:
        found.append(Finding(FindingKind.NO_DATE, doubt("no_date")))
    if not header.issuer:
        found.append(Finding(FindingKind.NO_ISSUER, doubt("no_issuer")))
    whole = is_whole(header)
    if not header.signature.name and (whole or header.signature.title or header.recipients):
        found.append(Finding(FindingKind.NO_SIGNER, doubt("no_signer")))
    if whole and not header.recipients and header.type_name not in WITHOUT_RECIPIENTS and not _of_assembly(header):
        found.append(Finding(FindingKind.NO_RECIPIENTS, doubt("no_recipients")))
    return found


def is_whole(header: "Header") -> bool:
    """Neither a draft nor an excerpt: a document that was issued bears its number and day in its own letterhead (NĐ
    30/2020/NĐ-CP art. 8), and so must end with a signature.
    """
    read = {name: source.rule for name, source in header.sources.items()}
    issued = header.code is not None and bool(header.code.number) and header.issued_on is not None
    return issued and not header.draft and read.get("number") == "number_line" and read.get("date") == "place_and_day"


def _of_assembly(header: "Header") -> bool:
    return bool(header.code and re.search(r"QH\d*$", header.code.symbol))


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
        words = key(task.quote)
        if words in seen:
            message = _("Trùng nguyên văn với nhiệm vụ ở %(place)s.") % {"place": tasks[seen[words]].section}
            found.append(Finding(FindingKind.DUPLICATE, message, task.start, task.end, at))
        seen.setdefault(words, at)
    return found


def _not_addressed(header: "Header", tasks: "Sequence[Task]") -> list[Finding]:
    """Given work, but not among those the letter goes to (Kính gửi): NĐ 30/2020/NĐ-CP Annex I section II.9.

    Once for each body, with all its tasks: a unit and its head are one, a list of units the same in any order.
    """
    if not header.addressed:
        return []
    addressees = Addressees(header.addressed)
    missing: dict[frozenset[str], list[tuple[int, Found]]] = {}
    for at, task in enumerate(tasks):
        for name in task.lead:
            if not addressees.reach(name.words) and not is_own_office(name.words, header.issuer):
                missing.setdefault(frozenset(map(key, bodies_of(name.words))), []).append((at, name))
    found = []
    for told in missing.values():
        at, name = told[0]
        message = doubt("not_addressed", name=name.words)
        places = tuple(dict.fromkeys(place for place, _name in told))
        found.append(Finding(FindingKind.NOT_ADDRESSED, message, name.start, name.end, at, places))
    return found


def _past(tasks: "Sequence[Task]", issued: date | None) -> list[Finding]:
    found = []
    for at, task in enumerate(tasks):
        day = task.time.day
        if day and issued and day < issued:
            message = _("Hạn %(day)s đứng trước ngày ban hành.") % {"day": f"{day:%d/%m/%Y}"}
            start, end = task.time.spans[0] if task.time.spans else (task.start, task.end)
            found.append(Finding(FindingKind.PAST, message, start, end, at))
    return found


def _skipped(nodes: "Sequence[Node]") -> list[Finding]:
    """Labels that jump: the point behind a lost one is read as part of the one before. "d, e" without "đ" is habit."""
    lists: dict[int | None, list[Node]] = {}
    for node in nodes:
        if place(node.label):
            lists.setdefault(node.parent, []).append(node)
    return [
        Finding(
            FindingKind.SKIPPED,
            doubt("skipped", before=points[at - 1].path, after=points[at].path),
            points[at].start,
            points[at].body,
        )
        for points in lists.values()
        for at, lost in gaps([point.label for point in points])
        if lost != ["đ"]
    ]


def _debris(document: Document) -> list[Finding]:
    """What printing left in the text: page numbers, and words torn at a page's end ("khai / ng nghiêm túc")."""
    found = [
        Finding(FindingKind.DEBRIS, doubt("page_number"), start, end)
        for start, end in page_numbers(document.text, rows_of(document.blocks))
    ]
    torn = [match for match in _TORN.finditer(document.text) if not re.search("[aeiouy]", key(match["word"]))]
    message = doubt("torn_word")
    return found + [Finding(FindingKind.DEBRIS, message, match.start("word"), match.end()) for match in torn]
