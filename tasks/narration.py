"""How the facts about an assignment are told on its timeline."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tasks import facts
from tasks.decomposition.facts import DecompositionChanged, WarningAnswered
from tasks.decomposition.steps import Step
from tasks.states import ExtensionStep, Role
from workflows.narration import Told, narrates
from workflows.periods import label_of, label_of_recurrence
from workflows.words import day


@narrates(facts.AssignmentGiven)
def given(fact: facts.AssignmentGiven) -> Told:
    title = _("Giao chủ trì") if fact.role == Role.LEAD else _("Giao phối hợp")
    parts = [_("kỳ %(period)s") % {"period": label_of(fact.period)}] if fact.period else []
    parts.append(_("hạn %(day)s") % {"day": day(fact.due_on)} if fact.due_on else _("không thời hạn"))
    return Told(title, "send", detail=", ".join(parts))


@narrates(facts.AssignmentAccepted)
def accepted(fact: facts.AssignmentAccepted) -> Told:
    return Told(pgettext("past", "Tiếp nhận"), "inbox")


@narrates(facts.AssignmentDeclined)
def declined(fact: facts.AssignmentDeclined) -> Told:
    return Told(_("Đề nghị trả lại việc"), "arrow-back-up", quote=fact.reason)


@narrates(facts.DeclineRefused)
def decline_refused(fact: facts.DeclineRefused) -> Told:
    return Told(pgettext("past", "Không đồng ý trả lại việc"), "hand-stop", quote=fact.reason)


@narrates(facts.OfficerNamed)
def officer_named(fact: facts.OfficerNamed) -> Told:
    if not fact.officer_name:
        return Told(_("Thôi giao đích danh cán bộ"), "user-off")
    return Told(_("Phân công cán bộ thực hiện"), "user-check", detail=fact.officer_name)


@narrates(facts.PartHandedDown)
def part_handed_down(fact: facts.PartHandedDown) -> Told:
    return Told(_("Giao một phần cho đơn vị trực thuộc"), "sitemap", detail=fact.unit_name, merge="part")


@narrates(facts.ProgressReported)
def progress_reported(fact: facts.ProgressReported) -> Told:
    detail = _("%(percent)d%%, có nêu khó khăn") if fact.difficulties else "%(percent)d%%"
    title = _("Cập nhật tiến độ, báo cáo lần %(number)d") % {"number": fact.number}
    return Told(title, "progress", detail=detail % {"percent": fact.percent})


@narrates(facts.ResultSubmitted)
def result_submitted(fact: facts.ResultSubmitted) -> Told:
    title = _("Gửi kết quả để xác nhận, báo cáo lần %(number)d") % {"number": fact.number}
    return Told(title, "clipboard-check", detail=f"{fact.percent}%")


@narrates(facts.ResultTakenBack)
def result_taken_back(fact: facts.ResultTakenBack) -> Told:
    return Told(_("Rút lại báo cáo lần %(number)d") % {"number": fact.number}, "arrow-back-up")


@narrates(facts.ResultConfirmed)
def result_confirmed(fact: facts.ResultConfirmed) -> Told:
    detail = {True: _("đúng hạn"), False: _("quá hạn"), None: ""}[fact.on_time]
    return Told(pgettext("past", "Xác nhận hoàn thành"), "circle-check", detail=detail)


@narrates(facts.ResultReopened)
def result_reopened(fact: facts.ResultReopened) -> Told:
    return Told(_("Mở lại kết quả đã xác nhận"), "refresh", quote=fact.reason)


@narrates(facts.ResultReturned)
def result_returned(fact: facts.ResultReturned) -> Told:
    title = _("Trả lại để thực hiện lại, báo cáo lần %(number)d") % {"number": fact.number}
    return Told(title, "rotate", quote=fact.reason)


@narrates(facts.AssignmentUrged)
def urged(fact: facts.AssignmentUrged) -> Told:
    return Told(pgettext("past", "Đôn đốc"), "bell-ringing", quote=fact.message)


def letter_changes(fact: facts.LetterCorrected) -> str:
    """What was corrected of an urging letter: "số 21/SYT-VP thành 12/SYT-VP, ngày ký 22/05/2026 thành 21/05/2026"."""
    told = []
    if fact.before != fact.after:
        told.append(_("số %(before)s thành %(after)s") % {"before": fact.before, "after": fact.after})
    if fact.signed_before and fact.signed_after and fact.signed_before != fact.signed_after:
        days = {"before": day(fact.signed_before), "after": day(fact.signed_after)}
        told.append(_("ngày ký %(before)s thành %(after)s") % days)
    return ", ".join(told)


@narrates(facts.LetterCorrected)
def letter_corrected(fact: facts.LetterCorrected) -> Told:
    return Told(pgettext("past", "Sửa công văn đôn đốc"), "edit", detail=letter_changes(fact), quote=fact.reason)


@narrates(facts.AssignmentReassigned)
def reassigned(fact: facts.AssignmentReassigned) -> Told:
    return Told(pgettext("past", "Giao đơn vị khác"), "transfer", detail=fact.unit_name, quote=fact.reason)


@narrates(facts.AssignmentTransferred)
def transferred(fact: facts.AssignmentTransferred) -> Told:
    return Told(pgettext("past", "Chuyển đơn vị kế thừa"), "transfer", detail=fact.unit_name)


@narrates(facts.AssignmentTakenOver)
def taken_over(fact: facts.AssignmentTakenOver) -> Told:
    return Told(_("Nhận cả phần việc của đơn vị đã sáp nhập"), "transfer", detail=fact.unit_name)


@narrates(facts.DeadlineCorrected)
def deadline_corrected(fact: facts.DeadlineCorrected) -> Told:
    if fact.after is None:
        detail = _("bỏ hạn %(day)s") % {"day": day(fact.before)} if fact.before else ""
        return Told(pgettext("past", "Sửa hạn"), "calendar-off", detail=detail, quote=fact.reason)
    return Told(
        pgettext("past", "Sửa hạn"), "calendar-event", quote=fact.reason, original=fact.before, operative=fact.after
    )


@narrates(facts.AssignmentSuspended)
def suspended(fact: facts.AssignmentSuspended) -> Told:
    return Told(_("Tạm dừng"), "player-pause", quote=fact.reason)


@narrates(facts.AssignmentResumed)
def resumed(fact: facts.AssignmentResumed) -> Told:
    return Told(_("Tiếp tục thực hiện"), "player-play", quote=fact.reason, original=fact.before, operative=fact.after)


@narrates(facts.AssignmentCancelled)
def cancelled(fact: facts.AssignmentCancelled) -> Told:
    return Told(pgettext("past", "Hủy việc"), "ban", quote=fact.reason)


@narrates(facts.ExtensionDrafted)
def extension_drafted(fact: facts.ExtensionDrafted) -> Told:
    detail = _("đến %(day)s") % {"day": day(fact.asked_for)}
    return Told(_("Lập đề nghị gia hạn, chờ thủ trưởng ký"), "calendar-plus", detail=detail, quote=fact.reason)


@narrates(facts.ExtensionAdvised)
def extension_advised(fact: facts.ExtensionAdvised) -> Told:
    if fact.until is None:
        return Told(_("Cơ quan thường trực đề xuất không gia hạn"), "message-2", quote=fact.note)
    detail = _("đến %(day)s") % {"day": day(fact.until)}
    return Told(_("Cơ quan thường trực đề xuất đồng ý gia hạn"), "message-2", detail=detail, quote=fact.note)


@narrates(facts.ExtensionStepLate)
def extension_step_late(fact: facts.ExtensionStepLate) -> Told:
    detail = _("%(step)s, chậm nhất ngày %(day)s") % {
        "step": ExtensionStep(fact.step).label,
        "day": day(fact.step_due_on),
    }
    return Told(_("Đề nghị gia hạn chậm xử lý"), "clock", detail=detail)


@narrates(facts.ExplanationAsked)
def explanation_asked(fact: facts.ExplanationAsked) -> Told:
    detail = _("chậm nhất ngày %(day)s") % {"day": day(fact.answer_by)}
    return Told(_("Yêu cầu giải trình"), "message-2", detail=detail, quote=fact.question)


@narrates(facts.ExplanationAnswered)
def explanation_answered(fact: facts.ExplanationAnswered) -> Told:
    return Told(_("Gửi giải trình"), "message-2", quote=fact.answer)


@narrates(facts.ExplanationReturned)
def explanation_returned(fact: facts.ExplanationReturned) -> Told:
    detail = _("chậm nhất ngày %(day)s") % {"day": day(fact.answer_by)}
    return Told(_("Yêu cầu giải trình thêm"), "arrow-back-up", detail=detail, quote=fact.note)


@narrates(facts.CauseFound)
def cause_found(fact: facts.CauseFound) -> Told:
    title = _("Xác nhận nguyên nhân khách quan") if fact.objective else _("Kết luận: không có nguyên nhân khách quan")
    return Told(title, "gavel", quote=fact.note)


@narrates(facts.AssignmentEscalated)
def escalated(fact: facts.AssignmentEscalated) -> Told:
    return Told(_("Báo cáo lãnh đạo"), "flag", quote=fact.reason)


@narrates(facts.EscalationNoted)
def escalation_noted(fact: facts.EscalationNoted) -> Told:
    if fact.instruction:
        return Told(_("Lãnh đạo chỉ đạo"), "speakerphone", quote=fact.instruction)
    return Told(_("Lãnh đạo đã xem"), "eye")


@narrates(facts.InstructionAnswered)
def instruction_answered(fact: facts.InstructionAnswered) -> Told:
    return Told(_("Trả lời chỉ đạo"), "message-2", quote=fact.answer)


@narrates(facts.ExtensionAsked)
def extension_asked(fact: facts.ExtensionAsked) -> Told:
    detail = _("đến %(day)s") % {"day": day(fact.asked_for)}
    return Told(_("Xin gia hạn"), "calendar-plus", detail=detail, quote=fact.reason)


@narrates(facts.ExtensionGranted)
def extension_granted(fact: facts.ExtensionGranted) -> Told:
    return Told(
        pgettext("past", "Đồng ý gia hạn"), "calendar-plus", quote=fact.note, original=fact.before, operative=fact.after
    )


@narrates(facts.ExtensionRefused)
def extension_refused(fact: facts.ExtensionRefused) -> Told:
    return Told(pgettext("past", "Không đồng ý gia hạn"), "circle-x", quote=fact.note)


@narrates(facts.ExtensionWithdrawn)
def extension_withdrawn(fact: facts.ExtensionWithdrawn) -> Told:
    return Told(pgettext("past", "Rút đề nghị gia hạn"), "arrow-back-up")


@narrates(DecompositionChanged)
def decomposition_changed(fact: DecompositionChanged) -> Told:
    return Told(pgettext("past", "Sửa phân công"), "edit", detail=str(Step(fact.step).label), merge="decomposition")


@narrates(WarningAnswered)
def warning_answered(fact: WarningAnswered) -> Told:
    title = _("Giải trình cảnh báo") if fact.answer else _("Bỏ giải trình cảnh báo")
    many = _("%(count)d cảnh báo cùng loại") % {"count": fact.count} if fact.count > 1 else ""
    return Told(title, "message-2", detail=many, quote=fact.answer)


@narrates(facts.DeadlineStarted)
def deadline_started(fact: facts.DeadlineStarted) -> Told:
    title = _("Bắt đầu tính hạn từ %(start)s, hạn %(day)s") % {"start": day(fact.started_on), "day": day(fact.after)}
    return Told(title, "player-play", detail=fact.rule, quote=fact.reason)


@narrates(facts.DeadlineMoved)
def deadline_moved(fact: facts.DeadlineMoved) -> Told:
    title = _("Hạn dời từ %(before)s sang %(after)s theo lịch làm việc") % {
        "before": day(fact.before), "after": day(fact.after),
    }  # fmt: skip
    return Told(title, "calendar", detail=fact.rule, quote=fact.cause)


@narrates(facts.DutyDischarged)
def duty_discharged(fact: facts.DutyDischarged) -> Told:
    return Told(_("Gộp trong báo cáo của kỳ khác"), "file-text", detail=label_of(fact.with_period))


@narrates(facts.RhythmChanged)
def rhythm_changed(fact: facts.RhythmChanged) -> Told:
    names = {name: ", ".join(map(label_of_recurrence, getattr(fact, name))).lower() for name in ("before", "after")}
    title = _("Đổi chu kỳ từ %(before)s sang %(after)s") % names
    return Told(title, "refresh", detail=_("từ ngày %(day)s") % {"day": day(fact.from_on)}, quote=fact.reason)


@narrates(facts.FollowedMoved)
def followed_moved(fact: facts.FollowedMoved) -> Told:
    days = _("từ %(before)s sang %(after)s") % {"before": day(fact.before), "after": day(fact.after)}
    return Told(_("Hạn làm căn cứ đã đổi, chờ quyết định dời hay giữ"), "calendar", detail=days)


@narrates(facts.ReviewDue)
def review_due(fact: facts.ReviewDue) -> Told:
    return Told(_("Đến kỳ rà soát việc không có hạn"), "eye")


@narrates(facts.TaskReviewed)
def task_reviewed(fact: facts.TaskReviewed) -> Told:
    return Told(_("Đã rà soát việc không có hạn"), "eye", quote=fact.note)
