"""The five clarities (năm rõ) of a task: who, what, when, who answers for it, with what product.

Pure. Which of them an office requires is its own setting (``options``); the others are shown and do not hold a task up.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.decomposition.draft import TaskDraft
from tasks.decomposition.findings import Finding
from tasks.states import DeadlineKind


class Clarity(models.TextChoices):
    PEOPLE = "people", gettext_lazy("Rõ người")
    WORK = "work", gettext_lazy("Rõ việc")
    TIME = "time", gettext_lazy("Rõ thời gian")
    RESPONSIBILITY = "responsibility", gettext_lazy("Rõ trách nhiệm")
    PRODUCT = "product", gettext_lazy("Rõ sản phẩm")


@dataclass(frozen=True)
class Mark:
    """One clarity of one task. ``met``: nothing is missing; ``partly``: something is there, but a finding is open."""

    clarity: Clarity
    met: bool
    partly: bool = False
    why: str = ""
    required: bool = False

    @property
    def clear(self) -> bool:
        return self.met and not self.partly

    @property
    def blocks(self) -> bool:
        return self.required and not self.met

    @property
    def label(self) -> str:
        return str(self.clarity.label)


def judge(task: TaskDraft, findings: Collection[Finding], required: Collection[str]) -> tuple[Mark, ...]:
    """The five marks in their order. ``findings`` are those still open that concern this task."""
    doubts: dict[str, str] = {}
    for finding in findings:
        if finding.clarity:
            doubts.setdefault(finding.clarity, finding.message)
    marks = []
    for clarity in Clarity:
        missing = _MISSING[clarity](task)
        why = missing or doubts.get(clarity, "")
        marks.append(
            Mark(clarity, met=not missing, partly=not missing and bool(why), why=why, required=clarity in required)
        )
    return tuple(marks)


def _people(task: TaskDraft) -> str:
    if blocking := [name for name in task.unknown if name.blocks]:
        names = ", ".join(f"“{name.words}”" for name in blocking)
        return _("Chưa nhận ra %(names)s: hãy chọn đơn vị hoặc bỏ tên này.") % {"names": names}
    return "" if task.owners else _("Chưa chọn đơn vị chủ trì.")


def _work(task: TaskDraft) -> str:
    return "" if len(task.content.split()) >= 2 else _("Chưa ghi nội dung việc.")


def _time(task: TaskDraft) -> str:
    match task.kind:
        case DeadlineKind.FIXED if task.due_on is None:
            return _("Chưa có ngày hạn.")
        case DeadlineKind.PERIODIC if not task.recurrence:
            return _("Chưa chọn chu kỳ.")
        case DeadlineKind.NONE if not task.none_declared:
            return _("Chưa có thời hạn; nếu đúng là không có, hãy chọn “Không thời hạn”.")
        case _:
            return ""


def _responsibility(task: TaskDraft) -> str:
    return "" if task.owners else _("Chưa chọn đơn vị chủ trì.")


def _product(task: TaskDraft) -> str:
    return "" if task.product.strip() else _("Chưa ghi sản phẩm.")


_MISSING = {
    Clarity.PEOPLE: _people,
    Clarity.WORK: _work,
    Clarity.TIME: _time,
    Clarity.RESPONSIBILITY: _responsibility,
    Clarity.PRODUCT: _product,
}
