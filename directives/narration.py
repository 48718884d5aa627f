"""How the facts about a directive are told on its timeline."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directives import facts
from workflows.narration import Told, narrates
from workflows.words import day, number


def field_names() -> dict[str, str]:
    """What a change names, in words."""
    return {
        "type": _("loại văn bản"),
        "number": _("số"),
        "symbol": _("ký hiệu"),
        "joint": _("ký hiệu"),
        "abstract": _("trích yếu"),
        "issuer": _("cơ quan ban hành"),
        "standing_unit": _("cơ quan thường trực"),
        "place": _("địa danh"),
        "issued_on": _("ngày ban hành"),
        "received_on": _("ngày đến"),
        "effective_on": _("ngày hiệu lực"),
        "signer_name": _("người ký"),
        "signer_title": _("chức vụ người ký"),
        "capacity": _("quyền hạn ký"),
        "urgency": _("mức độ khẩn"),
        "text": _("toàn văn"),
        "scanned": _("nguồn của toàn văn"),
        "recipients": _("nơi nhận"),
        "links": _("văn bản liên quan"),
    }


@narrates(facts.DirectiveEntered)
def entered(fact: facts.DirectiveEntered) -> Told:
    detail = _("trùng số, ký hiệu với văn bản đã có; người nhập xác nhận vẫn nhập") if fact.knowingly_twice else ""
    return Told(_("Nhập văn bản %(reference)s") % {"reference": fact.reference}, "file-plus", detail=detail)


@narrates(facts.DirectiveChanged)
def changed(fact: facts.DirectiveChanged) -> Told:
    names = field_names()
    listed = ", ".join(dict.fromkeys(names.get(name, name) for name in fact.fields))
    if fact.unpinned:
        lost = {"listed": listed, "count": number(fact.unpinned)}
        listed = _("%(listed)s; %(count)s nhiệm vụ mất đoạn gốc, cần ghim lại") % lost
    return Told(_("Sửa thông tin văn bản"), "edit", detail=listed)


@narrates(facts.FileAdded)
def file_added(fact: facts.FileAdded) -> Told:
    return Told(_("Đính kèm tệp"), "paperclip", detail=fact.name)


@narrates(facts.FileRemoved)
def file_removed(fact: facts.FileRemoved) -> Told:
    return Told(_("Bỏ tệp đính kèm"), "file-off", detail=fact.name)


@narrates(facts.ReviewSubmitted)
def submitted(fact: facts.ReviewSubmitted) -> Told:
    detail = _("%(tasks)s nhiệm vụ") % {"tasks": number(fact.tasks)} if fact.tasks else ""
    return Told(_("Trình lãnh đạo duyệt phân công"), "send", detail=detail, quote=fact.note)


@narrates(facts.ReviewSentBack)
def sent_back(fact: facts.ReviewSentBack) -> Told:
    title = _("Rút lại bản trình") if fact.recalled else _("Trả lại phân công để sửa")
    return Told(title, "arrow-back-up", quote=fact.comment)


@narrates(facts.ReviewApproved)
def approved(fact: facts.ReviewApproved) -> Told:
    return Told(pgettext("past", "Duyệt phân công"), "writing-sign", quote=fact.comment)


@narrates(facts.IssuingStopped)
def issuing_stopped(fact: facts.IssuingStopped) -> Told:
    return Told(_("Chưa giao việc được, chuyển về để sửa"), "alert-circle", quote=fact.reason)


@narrates(facts.DirectiveIssued)
def issued(fact: facts.DirectiveIssued) -> Told:
    counts = {"tasks": number(fact.tasks), "assignments": number(fact.assignments), "units": number(fact.units)}
    return Told(
        pgettext("past", "Giao việc"),
        "send-2",
        detail=_("%(tasks)s nhiệm vụ, %(assignments)s lượt giao, %(units)s đơn vị") % counts,
    )


@narrates(facts.DirectiveClosed)
def closed(fact: facts.DirectiveClosed) -> Told:
    return Told(pgettext("past", "Kết thúc theo dõi"), "lock", quote=fact.note)


@narrates(facts.DirectiveReopened)
def reopened(fact: facts.DirectiveReopened) -> Told:
    return Told(pgettext("past", "Mở lại theo dõi"), "lock-open", quote=fact.reason)


@narrates(facts.DirectiveWithdrawn)
def withdrawn(fact: facts.DirectiveWithdrawn) -> Told:
    return Told(pgettext("past", "Thu hồi văn bản"), "ban", quote=fact.reason)


@narrates(facts.DirectiveSuperseded)
def superseded(fact: facts.DirectiveSuperseded) -> Told:
    title = _("Bị bãi bỏ bởi %(reference)s") if fact.revoked else _("Được thay thế bằng %(reference)s")
    counts = {"cancelled": fact.cancelled, "kept": fact.kept}
    detail = _("hủy %(cancelled)d việc, giữ %(kept)d việc làm tiếp") % counts if any(counts.values()) else ""
    return Told(title % {"reference": fact.by_reference}, "replace", detail=detail, quote=fact.reason)


@narrates(facts.DirectiveShared)
def shared(fact: facts.DirectiveShared) -> Told:
    return Told(_("Chia sẻ để theo dõi với %(name)s") % {"name": fact.name}, "eye", quote=fact.reason)


@narrates(facts.ShareEnded)
def share_ended(fact: facts.ShareEnded) -> Told:
    return Told(_("Thôi chia sẻ với %(name)s") % {"name": fact.name}, "eye-off")


@narrates(facts.DirectiveTypeChanged)
def type_changed(fact: facts.DirectiveTypeChanged) -> Told:
    use = _("đang dùng") if fact.active else _("không dùng")
    limit = _("gia hạn tối đa %(count)d lần") % {"count": fact.max_extensions}
    said = [use, limit]
    if fact.extension_needs_document is not None:
        needed = _("phải kèm văn bản") if fact.extension_needs_document else _("không bắt buộc kèm văn bản")
        said.append(needed)
    return Told(_("Sửa loại văn bản %(name)s") % {"name": fact.name}, "adjustments", detail=", ".join(said))


@narrates(facts.DirectiveNumbered)
def numbered(fact: facts.DirectiveNumbered) -> Told:
    detail = _("ngày %(day)s") % {"day": day(fact.issued_on)} if fact.issued_on else ""
    return Told(_("Cấp số, ngày: %(reference)s") % {"reference": fact.reference}, "hash", detail=detail)
