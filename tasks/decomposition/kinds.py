"""Findings of one kind together (theo loại): where there are many, one reason may answer all of them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.decomposition.findings import Answer, Finding

FEW = 3
"""So many of a kind stand one by one; more are folded under their kind."""

LABELS: dict[str, str | Promise] = {
    "number_or_date_missing": _("Thiếu số, ngày ban hành"),
    "no_recipients": _("Chưa có nơi nhận"),
    "clause_without_task": _("Mục không có việc nào"),
    "point_skipped": _("Danh sách bỏ qua một điểm"),
    "page_debris": _("Vết in lẫn trong văn bản"),
    "left_unread": _("Phần không đọc được"),
    "read_from_scan": _("Đọc từ bản quét"),
    "name_unknown": _("Tên chưa nhận ra"),
    "no_lead": _("Chưa có đơn vị chủ trì"),
    "only_coordinator": _("Chỉ có đơn vị phối hợp"),
    "owner_gone": _("Đơn vị không hoạt động vào lúc đó"),
    "same_sentence": _("Cùng một câu, khác đơn vị"),
    "repeated": _("Trùng nguyên văn"),
    "owner_not_recipient": _("Đơn vị không có trong nơi nhận"),
    "not_addressed": _("Đơn vị không có trong phần Kính gửi"),
    "heads_missing": _("Chưa có tên thủ trưởng"),
    "deadline_words_unread": _("Có câu chữ về hạn, chưa có thời hạn"),
    "deadline_past": _("Hạn đã qua"),
    "deadline_before_issue": _("Hạn trước ngày ban hành"),
    "deadline_day_off": _("Hạn là ngày nghỉ"),
    "own_deadline_later": _("Hạn riêng muộn hơn hạn của việc"),
    "several_recurrences": _("Nhiều chu kỳ"),
    "several_obligations": _("Một câu nhiều ý"),
}


@dataclass(frozen=True)
class Batch:
    """Warnings answered together: ``at`` tells them from others of the kind."""

    answer: Answer
    count: int

    @property
    def at(self) -> datetime | None:
        return self.answer.at


@dataclass(frozen=True)
class Kind:
    """All findings of one code, open ones first."""

    code: str
    findings: tuple[Finding, ...]

    @property
    def label(self) -> str:
        return str(LABELS[self.code])

    @property
    def folded(self) -> bool:
        return len(self.findings) > FEW

    @property
    def open(self) -> int:
        return sum(finding.open for finding in self.findings)

    @property
    def answerable(self) -> int:
        """How many one reason would answer."""
        return sum(finding.open and finding.answerable for finding in self.findings)

    @property
    def batches(self) -> list[Batch]:
        """Answers given to several at once, the latest first."""
        counts: dict[Answer, int] = {}
        for finding in self.findings:
            if finding.answer:
                counts[finding.answer] = counts.get(finding.answer, 0) + 1
        return [Batch(answer, count) for answer, count in reversed(counts.items()) if count > 1]


def by_kind(findings: Iterable[Finding]) -> list[Kind]:
    """In the order in which each kind first comes."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    return [Kind(code, tuple(found)) for code, found in kinds.items()]
