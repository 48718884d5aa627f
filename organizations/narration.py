"""How the facts about units, people, posts and settings are told on the office's timeline."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations import facts
from workflows.narration import Told, narrates
from workflows.options import OptionChanged, registry
from workflows.words import day


@narrates(facts.UnitCreated)
def unit_created(fact: facts.UnitCreated) -> Told:
    return Told(pgettext("past", "Thêm đơn vị"), "building", detail=fact.name)


@narrates(facts.UnitChanged)
def unit_changed(fact: facts.UnitChanged) -> Told:
    return Told(pgettext("past", "Sửa thông tin đơn vị"), "edit")


@narrates(facts.UnitMoved)
def unit_moved(fact: facts.UnitMoved) -> Told:
    return Told(_("Chuyển trực thuộc đơn vị khác"), "hierarchy-2")


@narrates(facts.UnitEnded)
def unit_ended(fact: facts.UnitEnded) -> Told:
    return Told(
        _("Đơn vị kết thúc hoạt động, hết ngày %(day)s") % {"day": day(fact.on)}, "git-merge", detail=fact.source
    )


@narrates(facts.GroupCreated)
def group_created(fact: facts.GroupCreated) -> Told:
    return Told(_("Thêm nhóm đơn vị"), "stack-2", detail=fact.name)


@narrates(facts.GroupChanged)
def group_changed(fact: facts.GroupChanged) -> Told:
    return Told(_("Sửa nhóm đơn vị"), "edit")


@narrates(facts.GroupRuleAdded)
def group_rule_added(fact: facts.GroupRuleAdded) -> Told:
    return Told(_("Thêm quy tắc của nhóm"), "plus")


@narrates(facts.GroupRuleEnded)
def group_rule_ended(fact: facts.GroupRuleEnded) -> Told:
    return Told(_("Quy tắc của nhóm hết hiệu lực, hết ngày %(day)s") % {"day": day(fact.on)}, "minus")


@narrates(facts.PersonAdded)
def person_added(fact: facts.PersonAdded) -> Told:
    return Told(_("Thêm người dùng"), "user-plus", detail=fact.full_name)


@narrates(facts.PersonChanged)
def person_changed(fact: facts.PersonChanged) -> Told:
    return Told(_("Sửa thông tin người dùng"), "edit")


@narrates(facts.PersonLeft)
def person_left(fact: facts.PersonLeft) -> Told:
    return Told(_("Thôi làm việc từ ngày %(day)s") % {"day": day(fact.on)}, "user-off")


@narrates(facts.PersonReturned)
def person_returned(fact: facts.PersonReturned) -> Told:
    return Told(_("Làm việc trở lại"), "user-check")


@narrates(facts.PositionCreated)
def position_created(fact: facts.PositionCreated) -> Told:
    return Told(pgettext("past", "Thêm chức vụ"), "plus", detail=fact.title)


@narrates(facts.PositionChanged)
def position_changed(fact: facts.PositionChanged) -> Told:
    return Told(_("Sửa chức vụ"), "edit")


@narrates(facts.PositionEnded)
def position_ended(fact: facts.PositionEnded) -> Told:
    return Told(_("Bỏ chức vụ, hết ngày %(day)s") % {"day": day(fact.on)}, "minus")


@narrates(facts.Appointed)
def appointed(fact: facts.Appointed) -> Told:
    since = _("từ ngày %(day)s") % {"day": day(fact.valid_from)}
    return Told(_("Giữ chức vụ %(title)s") % {"title": fact.title}, "user-check", detail=since)


@narrates(facts.AppointmentEnded)
def appointment_ended(fact: facts.AppointmentEnded) -> Told:
    return Told(_("Thôi giữ chức vụ, hết ngày %(day)s") % {"day": day(fact.on)}, "user-off")


@narrates(facts.Delegated)
def delegated(fact: facts.Delegated) -> Told:
    span = {"first": day(fact.valid_from), "last": day(fact.valid_to)}
    return Told(
        _("Cử người thay mặt từ %(first)s đến %(last)s") % span, "users", detail=fact.document_number, quote=fact.reason
    )


@narrates(facts.DelegationRevoked)
def delegation_revoked(fact: facts.DelegationRevoked) -> Told:
    return Told(_("Chấm dứt thay mặt từ ngày %(day)s") % {"day": day(fact.on)}, "user-off")


@narrates(facts.PasswordLinkMade)
def password_link_made(fact: facts.PasswordLinkMade) -> Told:
    title = _("Cấp lại mật khẩu") if fact.reset else _("Cấp liên kết đặt mật khẩu")
    return Told(title, "key")


@narrates(facts.PasswordSet)
def password_set(fact: facts.PasswordSet) -> Told:
    return Told(_("Đặt mật khẩu"), "key")


@narrates(facts.CalendarDaySet)
def calendar_day_set(fact: facts.CalendarDaySet) -> Told:
    if fact.working is None:
        title = _("Ngày %(day)s trở lại theo lịch chung")
    else:
        title = _("Ngày %(day)s là ngày làm việc") if fact.working else _("Ngày %(day)s là ngày nghỉ")
    return Told(title % {"day": day(fact.day)}, "calendar", detail=fact.name)


@narrates(facts.CalendarYearConfirmed)
def calendar_year_confirmed(fact: facts.CalendarYearConfirmed) -> Told:
    return Told(_("Xác nhận lịch nghỉ năm %(year)d") % {"year": fact.year}, "calendar", detail=fact.source)


@narrates(facts.CalendarYearAsked)
def calendar_year_asked(fact: facts.CalendarYearAsked) -> Told:
    return Told(_("Nhắc xác nhận lịch nghỉ năm %(year)d") % {"year": fact.year}, "calendar")


@narrates(facts.OfficeSetUp)
def office_set_up(fact: facts.OfficeSetUp) -> Told:
    return Told(_("Thiết lập cơ quan"), "settings")


@narrates(facts.ImportApplied)
def import_applied(fact: facts.ImportApplied) -> Told:
    counts = {"created": fact.created, "changed": fact.changed}
    return Told(
        _("Nhập danh sách từ bảng tính"), "file-spreadsheet", detail=_("%(created)d mới, %(changed)d sửa") % counts
    )


@narrates(OptionChanged)
def option_changed(fact: OptionChanged) -> Told:
    option = registry.get(fact.key)
    return Told(_("Thay đổi thiết lập"), "adjustments", detail=str(option.label) if option else fact.key)


@narrates(facts.NameLearned)
def name_learned(fact: facts.NameLearned) -> Told:
    return Told(_("Nhớ tên gọi khác: “%(words)s”") % {"words": fact.words}, "bookmark")


@narrates(facts.NameForgotten)
def name_forgotten(fact: facts.NameForgotten) -> Told:
    return Told(_("Quên tên gọi khác: “%(words)s”") % {"words": fact.words}, "bookmark-off")
