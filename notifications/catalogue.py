"""Who is told of what: one row a fact. What is not here is told to nobody (it still stands in the history)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives import facts as directive_facts
from notifications.facts import ReminderFired
from notifications.models import Topic
from organizations import facts as office_facts
from tasks import facts as task_facts
from tasks.narration import letter_changes
from workflows.facts import Fact
from workflows.words import day


class Audience(Enum):
    """Sets of people, found on the day of the event."""

    UNIT = auto()  # everybody at the desk of the unit that answers for the assignment
    ASSIGNER = auto()  # the standing office, or the head of the unit that handed the part down
    STANDING = auto()  # the standing office of the directive
    APPROVERS = auto()  # who may approve the decomposition
    HEADS = auto()  # the unit's head
    DECIDERS = auto()  # who may decide on an extension
    STEP = auto()  # whose turn it is with an extension
    LEADERS = auto()  # the leaders above the standing office
    BOTH = auto()  # the unit and the standing office
    LADDER = auto()  # those whom the rung of the reminder ladder names
    ADMINS = auto()  # who may edit the calendar


Sentence = Callable[[Any, int], str]


@dataclass(frozen=True)
class Entry:
    """How one kind of fact is told; ``sentence`` takes the fact and how many it stands for."""

    topic: Topic
    audience: Audience
    icon: str
    sentence: Sentence


def _given(fact: task_facts.AssignmentGiven, count: int) -> str:
    if count == 1 and fact.due_on:
        return _("Việc mới được giao, hạn %(day)s") % {"day": day(fact.due_on)}
    return ngettext("%(count)d việc mới được giao", "%(count)d việc mới được giao", count) % {"count": count}


def _corrected(fact: task_facts.DeadlineCorrected, _count: int) -> str:
    if fact.after is None:
        return _("Bỏ thời hạn: %(reason)s") % {"reason": fact.reason}
    return _("Hạn được sửa thành %(day)s: %(reason)s") % {"day": day(fact.after), "reason": fact.reason}


def _resumed(fact: task_facts.AssignmentResumed, _count: int) -> str:
    if fact.after is None:
        return _("Tiếp tục thực hiện: %(reason)s") % {"reason": fact.reason} if fact.reason else _("Tiếp tục thực hiện")
    if not fact.reason:
        return _("Tiếp tục thực hiện, hạn %(day)s") % {"day": day(fact.after)}
    return _("Tiếp tục thực hiện, hạn %(day)s: %(reason)s") % {"day": day(fact.after), "reason": fact.reason}


def _advised(fact: task_facts.ExtensionAdvised, _count: int) -> str:
    if fact.in_favour and fact.until:
        return _("Đề xuất đồng ý gia hạn đến %(day)s") % {"day": day(fact.until)}
    return _("Đề xuất không gia hạn: %(note)s") % {"note": fact.note}


def _reminded(fact: ReminderFired, count: int) -> str:
    """By the rung, which says how far the deadline is; a late one by its day alone, for time has gone on."""
    given = {"count": count, "days": abs(fact.rung), "day": day(fact.due_on)}
    return (_reminded_of_one(fact) if count == 1 else _reminded_of_many(fact, count)) % given


def _reminded_of_one(fact: ReminderFired) -> str:
    if fact.late:
        return _("Quá hạn từ ngày %(day)s") if fact.rung > 0 else _("Nhắc hạn %(day)s")
    if fact.rung > 0:
        return _("Quá hạn %(days)d ngày làm việc (hạn %(day)s)")
    return _("Đến hạn: %(day)s") if fact.rung == 0 else _("Còn %(days)d ngày làm việc đến hạn %(day)s")


def _reminded_of_many(fact: ReminderFired, count: int) -> str:
    if fact.late and fact.rung > 0:
        return ngettext("%(count)d việc quá hạn từ ngày %(day)s", "%(count)d việc quá hạn từ ngày %(day)s", count)
    if fact.late:
        return ngettext("%(count)d việc hạn %(day)s", "%(count)d việc hạn %(day)s", count)
    if fact.rung > 0:
        return ngettext(
            "%(count)d việc quá hạn %(days)d ngày làm việc (hạn %(day)s)",
            "%(count)d việc quá hạn %(days)d ngày làm việc (hạn %(day)s)",
            count,
        )
    if fact.rung == 0:
        return ngettext("%(count)d việc đến hạn: %(day)s", "%(count)d việc đến hạn: %(day)s", count)
    return ngettext(
        "%(count)d việc còn %(days)d ngày làm việc đến hạn %(day)s",
        "%(count)d việc còn %(days)d ngày làm việc đến hạn %(day)s",
        count,
    )


T, A = Topic, Audience
CATALOGUE: dict[type[Fact], Entry] = {
    task_facts.AssignmentGiven: Entry(T.WORK, A.UNIT, "inbox", _given),
    task_facts.DeclineRefused: Entry(
        T.WORK, A.UNIT, "arrow-back-up", lambda f, n: _("Không đồng ý trả lại việc: %(reason)s") % {"reason": f.reason}
    ),
    task_facts.AssignmentReassigned: Entry(
        T.WORK, A.UNIT, "arrow-narrow-right", lambda f, n: _("Việc đã giao cho %(unit)s: %(reason)s")
        % {"unit": f.unit_name, "reason": f.reason},
    ),
    task_facts.AssignmentCancelled: Entry(
        T.WORK, A.UNIT, "x", lambda f, n: _("Việc đã hủy: %(reason)s") % {"reason": f.reason}
    ),
    task_facts.AssignmentTakenOver: Entry(
        T.WORK, A.UNIT, "transfer",
        lambda f, n: _("Nhận cả phần việc của %(unit)s (đã sáp nhập)") % {"unit": f.unit_name},
    ),
    task_facts.OfficerNamed: Entry(
        T.WORK, A.UNIT, "user-check",
        lambda f, n: _("Phân công %(name)s thực hiện") % {"name": f.officer_name} if f.officer_name
        else _("Bỏ phân công cán bộ thực hiện"),
    ),
    task_facts.AssignmentUrged: Entry(
        T.URGING, A.UNIT, "bell-ringing", lambda f, n: _("Đôn đốc: %(text)s") % {"text": f.message}
    ),
    task_facts.LetterCorrected: Entry(
        T.URGING, A.UNIT, "edit",
        lambda f, n: _("Công văn đôn đốc được sửa, %(changes)s: %(reason)s")
        % {"changes": letter_changes(f), "reason": f.reason},
    ),
    task_facts.ResultConfirmed: Entry(
        T.RESULT, A.UNIT, "circle-check",
        lambda f, n: {
            True: _("Kết quả được xác nhận, đúng hạn"),
            False: _("Kết quả được xác nhận, quá hạn"),
            None: _("Kết quả được xác nhận"),
        }[f.on_time],
    ),
    task_facts.ResultReopened: Entry(
        T.RESULT, A.UNIT, "refresh",
        lambda f, n: _("Kết quả đã xác nhận được mở lại: %(reason)s") % {"reason": f.reason},
    ),
    task_facts.ResultReturned: Entry(
        T.RESULT, A.UNIT, "arrow-back-up",
        lambda f, n: _("Kết quả bị trả lại để thực hiện lại: %(reason)s") % {"reason": f.reason},
    ),
    task_facts.DeadlineCorrected: Entry(T.DEADLINE, A.UNIT, "calendar-due", _corrected),
    task_facts.DeadlineStarted: Entry(
        T.DEADLINE, A.UNIT, "player-play",
        lambda f, n: _("Bắt đầu tính hạn, đến %(day)s: %(reason)s") % {"day": day(f.after), "reason": f.reason},
    ),
    task_facts.DeadlineMoved: Entry(
        T.DEADLINE, A.UNIT, "calendar",
        lambda f, n: _("Hạn dời sang %(day)s theo lịch làm việc: %(cause)s") % {"day": day(f.after), "cause": f.cause},
    ),
    task_facts.FollowedMoved: Entry(
        T.DEADLINE, A.STANDING, "calendar",
        lambda f, n: _("Hạn làm căn cứ đã đổi sang %(day)s: hãy quyết định dời hay giữ hạn")
        % {"day": day(f.after)},
    ),
    task_facts.ReviewDue: Entry(T.REVIEW, A.STANDING, "eye", lambda f, n: _("Đến kỳ rà soát việc không có hạn")),
    task_facts.AssignmentSuspended: Entry(
        T.DEADLINE, A.UNIT, "player-pause", lambda f, n: _("Tạm dừng: %(reason)s") % {"reason": f.reason}
    ),
    task_facts.AssignmentResumed: Entry(T.DEADLINE, A.UNIT, "player-play", _resumed),
    task_facts.ExtensionGranted: Entry(
        T.DEADLINE, A.UNIT, "calendar-plus", lambda f, n: _("Đồng ý gia hạn đến %(day)s") % {"day": day(f.after)}
    ),
    task_facts.ExtensionRefused: Entry(
        T.DEADLINE, A.UNIT, "calendar-off", lambda f, n: _("Không đồng ý gia hạn: %(note)s") % {"note": f.note}
    ),
    task_facts.ExtensionAsked: Entry(
        T.SUBMISSION, A.ASSIGNER, "calendar-plus",
        lambda f, n: _("Xin gia hạn đến %(day)s: %(reason)s") % {"day": day(f.asked_for), "reason": f.reason},
    ),
    task_facts.AssignmentDeclined: Entry(
        T.SUBMISSION, A.ASSIGNER, "arrow-back-up", lambda f, n: _("Xin trả lại việc: %(reason)s") % {"reason": f.reason}
    ),
    task_facts.ProgressReported: Entry(
        T.SUBMISSION, A.ASSIGNER, "message-report",
        lambda f, n: _("Báo cáo tiến độ %(percent)d%%, có khó khăn, vướng mắc") % {"percent": f.percent}
        if f.difficulties else _("Báo cáo tiến độ %(percent)d%%") % {"percent": f.percent},
    ),
    task_facts.ResultSubmitted: Entry(T.SUBMISSION, A.ASSIGNER, "send", lambda f, n: _("Gửi kết quả, chờ xác nhận")),
    task_facts.ResultTakenBack: Entry(
        T.SUBMISSION, A.ASSIGNER, "arrow-back-up", lambda f, n: _("Rút lại kết quả đã gửi")
    ),
    task_facts.ExtensionDrafted: Entry(
        T.SUBMISSION, A.HEADS, "writing-sign",
        lambda f, n: _("Đề nghị gia hạn đến %(day)s chờ ký") % {"day": day(f.asked_for)},
    ),
    task_facts.ExtensionAdvised: Entry(T.SUBMISSION, A.DECIDERS, "message-2", _advised),
    task_facts.ExtensionStepLate: Entry(
        T.REMINDER, A.STEP, "clock",
        lambda f, n: _("Đề nghị gia hạn chờ xử lý quá ngày %(day)s") % {"day": day(f.step_due_on)},
    ),
    task_facts.ExplanationAsked: Entry(
        T.URGING, A.UNIT, "message-2",
        lambda f, n: _("Yêu cầu giải trình chậm nhất ngày %(day)s") % {"day": day(f.answer_by)},
    ),
    task_facts.ExplanationReturned: Entry(
        T.URGING, A.UNIT, "arrow-back-up", lambda f, n: _("Cần giải trình thêm: %(note)s") % {"note": f.note}
    ),
    task_facts.ExplanationAnswered: Entry(
        T.SUBMISSION, A.ASSIGNER, "message-2", lambda f, n: _("Gửi giải trình, chờ kết luận")
    ),
    task_facts.CauseFound: Entry(
        T.RESULT, A.UNIT, "gavel",
        lambda f, n: _("Xác nhận nguyên nhân khách quan: %(note)s") % {"note": f.note} if f.objective
        else _("Không có nguyên nhân khách quan: %(note)s") % {"note": f.note},
    ),
    task_facts.AssignmentEscalated: Entry(
        T.REMINDER, A.LEADERS, "flag",
        lambda f, n: _("Báo cáo lãnh đạo: việc quá hạn từ ngày %(day)s") % {"day": day(f.due_on)},
    ),
    task_facts.EscalationNoted: Entry(
        T.URGING, A.BOTH, "speakerphone",
        lambda f, n: _("Lãnh đạo chỉ đạo: %(text)s") % {"text": f.instruction} if f.instruction
        else _("Lãnh đạo đã xem việc quá hạn"),
    ),
    task_facts.InstructionAnswered: Entry(
        T.SUBMISSION, A.LEADERS, "message-2", lambda f, n: _("Trả lời chỉ đạo: %(text)s") % {"text": f.answer}
    ),
    ReminderFired: Entry(T.REMINDER, A.LADDER, "bell", _reminded),
    directive_facts.ReviewSubmitted: Entry(
        T.REVIEW, A.APPROVERS, "gavel",
        lambda f, n: _("Trình duyệt phân công, %(tasks)d nhiệm vụ") % {"tasks": f.tasks},
    ),
    directive_facts.ReviewSentBack: Entry(
        T.REVIEW, A.STANDING, "arrow-back-up",
        lambda f, n: _("Phân công bị trả lại để sửa: %(comment)s") % {"comment": f.comment},
    ),
    directive_facts.ReviewApproved: Entry(T.REVIEW, A.STANDING, "check", lambda f, n: _("Phân công đã được duyệt")),
    directive_facts.DirectiveIssued: Entry(
        T.REVIEW, A.STANDING, "send",
        lambda f, n: _("Đã giao %(tasks)d nhiệm vụ thành %(assignments)d lượt giao cho %(units)d đơn vị")
        % {"tasks": f.tasks, "assignments": f.assignments, "units": f.units},
    ),
    directive_facts.DirectiveClosed: Entry(
        T.REVIEW, A.STANDING, "circle-check", lambda f, n: _("Kết thúc theo dõi văn bản")
    ),
    directive_facts.DirectiveReopened: Entry(
        T.REVIEW, A.STANDING, "refresh", lambda f, n: _("Mở lại theo dõi: %(reason)s") % {"reason": f.reason}
    ),
    office_facts.CalendarYearAsked: Entry(
        T.SETUP, A.ADMINS, "calendar",
        lambda f, n: _("Lịch nghỉ năm %(year)d chưa được xác nhận; hạn rơi vào năm đó có thể tính sai")
        % {"year": f.year},
    ),
}  # fmt: skip
BY_KIND = {fact.kind: entry for fact, entry in CATALOGUE.items()}
