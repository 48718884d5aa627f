"""What the page of an issuing shows while it runs and when it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from directives.models import Directive
from directives.states import BEFORE_ISSUE, DirectiveState
from tasks.issuing.jobs import SILENCE
from tasks.models import IssueRun
from workflows import clock

Phase = IssueRun.Phase


@dataclass(frozen=True)
class IssueBoard:
    """``state``: waiting, running, silent, failed, done or before (not approved yet)."""

    directive: Directive
    state: str
    done: int
    total: int
    units: int
    tasks: int
    notes: list[tuple[str, list[str]]]
    error: str

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "before")


def issue_board(directive: Directive) -> IssueBoard:
    run = IssueRun.objects.filter(directive_id=directive.pk).first()
    return IssueBoard(
        directive=directive,
        state=_state(directive, run),
        done=run.done if run else 0,
        total=run.total if run else 0,
        units=run.units if run else 0,
        tasks=run.tasks if run else 0,
        notes=_grouped(run.notes) if run else [],
        error=run.error if run else "",
    )


def _state(directive: Directive, run: IssueRun | None) -> str:
    if directive.state == DirectiveState.ISSUING:
        if run is None or run.phase == Phase.DONE:
            return "waiting"
        if run.phase == Phase.FAILED:
            return "failed"
        return "silent" if run.updated_at < clock.now() - SILENCE else "running"
    if directive.state in BEFORE_ISSUE:
        return "failed" if run and run.phase == Phase.FAILED else "before"
    return "done"


def _grouped(notes: list[dict[str, str]]) -> list[tuple[str, list[str]]]:
    """Notes by what they say, each with the units or tasks concerned."""
    found: dict[str, list[str]] = {}
    for note in notes:
        heading, subject = _words(note)
        found.setdefault(heading, []).append(subject)
    return list(found.items())


def _words(note: dict[str, str]) -> tuple[str, str]:
    task, unit, to = note.get("task", ""), note.get("unit", ""), note.get("to", "")
    about = f"{unit}: {task}" if unit and task else unit or task
    headings = {
        "successor": _("Đơn vị không còn tồn tại; việc được giao cho đơn vị kế thừa"),
        "ended": _("Đơn vị không còn tồn tại và chưa có đơn vị kế thừa; việc vẫn ghi cho đơn vị cũ"),
        "empty_group": _("Nhóm không có đơn vị nào vào ngày giao việc"),
        "no_owner": _("Nhiệm vụ không có đơn vị thực hiện, chưa giao cho ai"),
        "no_head": _("Đơn vị chưa có thủ trưởng trong danh bạ; việc nằm ở bàn việc chung"),
        "lead_wins": _("Vừa chủ trì vừa phối hợp; chỉ giao chủ trì"),
        "followed_moved": _("Hạn làm căn cứ đã đổi sau khi ghi; đã giao theo hạn được duyệt. Xem trang thời hạn"),
        "two_deadlines": _("Đơn vị thuộc hai nhóm có hạn khác nhau; lấy hạn của nhóm đứng trước"),
    }
    subject = f"{unit} → {to} ({task})" if unit and to else f"{task} → {to}" if to else about
    return headings.get(note.get("code", ""), note.get("code", "")), subject
