"""One cell of the coverage matrix: what an assignment comes to in one word or number, and the whole sentence."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tasks.due import Ruler
from tasks.states import AssignmentState, Role
from workflows.deadlines import DeadlineClass, classify
from workflows.words import deadline, short_day

A = AssignmentState
# Columns of Assignment that a cell is made of, in the order of Cell.read.
FIELDS = (
    "pk", "unit_id", "task_id", "period", "role", "state", "due_on", "done_on", "stopped_on", "closed_on",
    "percent", "urgings", "last_urged_on",
)  # fmt: skip
# The filter of the page (coverage.conditions) that a state or class answers to.
STATE_FILTERS = {
    A.SUBMITTED: "submitted", A.DECLINED: "declined", A.ASSIGNED: "assigned", A.RETURNED: "returned",
    A.ACCEPTED: "working", A.IN_PROGRESS: "working", A.SUSPENDED: "suspended",
}  # fmt: skip
CLASS_FILTERS = {
    DeadlineClass.OVERDUE: "overdue", DeadlineClass.SOON: "soon", DeadlineClass.ON_TIME: "done",
    DeadlineClass.LATE: "late", DeadlineClass.DONE: "done",
}  # fmt: skip
DEEP, DEEPEST = 20, 40
"""Working days overdue after which a cell stands out more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind`` is the CSS name after ``rv-c-``; ``says`` spells the cell out, in parts joined by "; "; ``mark`` stands
    behind the word: "KQ" where an objective cause of the lateness is confirmed.
    """

    pk: int
    kind: str
    icon: str
    word: str
    says: str
    matches: frozenset[str] = frozenset()
    mark: str = ""

    def html(self, column: str, url: str, show: str) -> SafeString:
        """The table cell. Nothing in it comes from people but ``column``, which is escaped."""
        late = " rv-c-late" if "overdue" in self.matches and not self.kind.startswith("od") else ""
        hit = " rv-hit" if show and show in self.matches else ""
        css = f"rv-c rv-c-{self.kind}{late}{hit}"
        mark = f'<small class="rv-c-mark">{escape(self.mark)}</small>' if self.mark else ""
        return mark_safe(  # noqa: S308 - built of numbers and our own words
            f'<td class="{css}" data-c="{escape(column)}"><a href="{url}" title="{escape(self.says)}">'
            f"{_icon(self.icon)}<span>{escape(self.word)}</span>{mark}</a></td>"
        )


def read_cell(values: tuple[Any, ...], ruler: Ruler, *, excused: bool = False) -> Cell:
    """The cell of one row of FIELDS; ``excused``: an objective cause is confirmed for its deadline."""
    pk, unit, _task, _period, role, state, due_on, done_on, stopped_on, closed_on, percent, urgings, urged_on = values
    if closed_on is not None and done_on is None:
        return _ended(pk, state)
    name = classify(
        due_on=due_on, done_on=done_on, stopped_on=stopped_on, today=ruler.today, soon_until=ruler.soon_until(unit)
    )
    days = abs(ruler.calendars.of(unit).between(due_on, done_on or stopped_on or ruler.today)) if due_on else None
    kind, icon, word = _look(state, name, days or 0, percent)
    says = [_sentence(state, name, days, percent)]
    if role == Role.COORDINATE:
        says.append(_("phối hợp"))
    if due_on:
        says.append(_("hạn %(day)s") % {"day": f"{due_on:%d/%m/%Y}"})
    if urgings:
        says.append(_urged(urgings, urged_on))
    matches = {STATE_FILTERS.get(state, ""), CLASS_FILTERS.get(name, "")}
    excused = excused and name in (DeadlineClass.OVERDUE, DeadlineClass.LATE)
    if excused:
        says.append(_("đã xác nhận nguyên nhân khách quan"))
        matches.add("excused")
    return Cell(pk, kind, icon, word, "; ".join(says), frozenset(matches), _("KQ") if excused else "")


def _look(state: str, name: str, days: int, percent: int) -> tuple[str, str, str]:
    """CSS kind, icon and word. What waits for the office comes before overdue, overdue before how far it is."""
    if state == A.COMPLETED:
        if name == DeadlineClass.LATE:
            return "lt", "clock-check", _("Trễ %(n)d") % {"n": days}
        return "ok", "check", _("Xong")
    if state == A.SUBMITTED:
        return "cf", "hourglass", _("Chờ XN")
    if state == A.DECLINED:
        return "bk", "arrow-back-up", _("Trả việc")
    if state == A.SUSPENDED:
        return "sp", "player-pause", _("Tạm dừng")
    if name == DeadlineClass.OVERDUE:
        depth = "od3" if days > DEEPEST else "od2" if days > DEEP else "od"
        return (f"od rv-c-{depth}" if depth != "od" else "od"), "alert-triangle-fill", _("Quá %(n)d") % {"n": days}
    soon = name == DeadlineClass.SOON
    if state == A.ASSIGNED:
        return ("nw rv-c-sn" if soon else "nw"), ("calendar-due" if soon else "circle-dashed"), _("Chưa nhận")
    if state == A.RETURNED:
        return "rd", "rotate-clockwise", _("Làm lại")
    word = f"{percent}%" if percent else _("Đã nhận") if state == A.ACCEPTED else _("Đang")
    return ("wk rv-c-sn" if soon else "wk"), ("calendar-due" if soon else "rv-half"), word


def _sentence(state: str, name: str, days: int | None, percent: int) -> str:
    """ "Chờ xác nhận, gửi trễ 3 ngày làm việc"."""
    state_words = str(A(state).label)
    if state == A.COMPLETED:
        return deadline(DeadlineClass(name).value, days)
    if state == A.SUBMITTED:
        if name == DeadlineClass.OVERDUE:
            return _("Chờ xác nhận, gửi trễ %(n)d ngày làm việc") % {"n": days or 0}
        return state_words
    told = [state_words if not percent else f"{state_words} {percent}%"]
    if state != A.SUSPENDED and name != DeadlineClass.NONE:
        told.insert(0 if name == DeadlineClass.OVERDUE else 1, deadline(DeadlineClass(name).value, days))
    first, *rest = told
    return ", ".join([first, *(words[:1].lower() + words[1:] for words in rest)])


def _urged(times: int, last_on: date | None) -> str:
    if last_on is None:
        return _("đôn đốc %(n)d lần") % {"n": times}
    return _("đôn đốc %(n)d lần, gần nhất %(day)s") % {"n": times, "day": short_day(last_on)}


def _ended(pk: int, state: str) -> Cell:
    words = {A.REASSIGNED: _("Giao lại"), A.CANCELLED: _("Đã hủy"), A.TRANSFERRED: _("Đã chuyển")}
    return Cell(pk, "no", "minus", words.get(A(state), ""), str(A(state).label))


def _icon(name: str) -> str:
    return _sprite(name, get_language() or "")


@lru_cache(maxsize=64)
def _sprite(name: str, _language: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="{static("vendor/icons.svg")}#{name}"/></svg>'
