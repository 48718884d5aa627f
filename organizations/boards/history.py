"""What happened to a unit, a person or the office's settings, in words, latest first."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from organizations.models import Person, Unit
from workflows.actors import both_names
from workflows.models import Event

MOST = 50
# kind of fact: (icon, words)
_TITLES: dict[str, tuple[str, Any]] = {
    "unit.created": ("plus", gettext_lazy("Lập đơn vị")),
    "unit.changed": ("edit", gettext_lazy("Sửa thông tin đơn vị")),
    "unit.moved": ("transfer", gettext_lazy("Chuyển đơn vị cấp trên")),
    "unit.ended": ("flag", gettext_lazy("Kết thúc hoạt động")),
    "unit.name_learned": ("bookmark", gettext_lazy("Nhớ tên gọi khác")),
    "unit.name_forgotten": ("bookmark-off", gettext_lazy("Quên tên gọi khác")),
    "position.created": ("plus", gettext_lazy("Lập chức vụ")),
    "position.changed": ("edit", gettext_lazy("Sửa chức vụ")),
    "position.ended": ("minus", gettext_lazy("Kết thúc chức vụ")),
    "person.added": ("user-plus", gettext_lazy("Lập tài khoản")),
    "person.changed": ("edit", gettext_lazy("Sửa tài khoản")),
    "person.left": ("user-off", gettext_lazy("Thôi làm việc")),
    "person.returned": ("user-check", gettext_lazy("Làm việc trở lại")),
    "person.appointed": ("user-check", gettext_lazy("Nhận chức vụ")),
    "person.appointment_ended": ("minus", gettext_lazy("Thôi giữ chức vụ")),
    "person.delegated": ("user-check", gettext_lazy("Cử người thay mặt")),
    "person.delegation_revoked": ("x", gettext_lazy("Chấm dứt thay mặt")),
    "person.password_link_made": ("key", gettext_lazy("Tạo liên kết đặt mật khẩu")),
    "person.password_set": ("key", gettext_lazy("Đặt mật khẩu")),
    "group.created": ("plus", gettext_lazy("Lập nhóm")),
    "group.changed": ("edit", gettext_lazy("Sửa nhóm")),
    "group.rule_added": ("plus", gettext_lazy("Thêm quy tắc")),
    "group.rule_ended": ("minus", gettext_lazy("Kết thúc quy tắc")),
    "office.option_changed": ("adjustments", gettext_lazy("Đổi tùy chọn")),
    "office.calendar_day_set": ("calendar", gettext_lazy("Đổi lịch làm việc")),
    "office.import_applied": ("upload", gettext_lazy("Nhập từ bảng tính")),
    "office.set_up": ("check", gettext_lazy("Hoàn tất thiết lập")),
}
_FIELDS = {
    "name": gettext_lazy("tên"),
    "short_name": gettext_lazy("tên viết tắt"),
    "code": gettext_lazy("mã định danh"),
    "kind": gettext_lazy("loại"),
    "aliases": gettext_lazy("tên gọi khác"),
    "email": gettext_lazy("thư điện tử"),
    "phone": gettext_lazy("điện thoại"),
    "rank": gettext_lazy("thứ tự"),
    "valid_from": gettext_lazy("từ ngày"),
    "is_internal": gettext_lazy("dùng hệ thống"),
    "full_name": gettext_lazy("họ và tên"),
    "username": gettext_lazy("tên đăng nhập"),
    "is_admin": gettext_lazy("quản trị toàn hệ thống"),
    "is_active": gettext_lazy("được đăng nhập"),
    "language": gettext_lazy("ngôn ngữ"),
    "theme": gettext_lazy("nền màn hình"),
    "mail_choice": gettext_lazy("thư báo"),
    "title": pgettext_lazy("post", "chức vụ"),
    "role": gettext_lazy("vai trò"),
    "scope": gettext_lazy("phục vụ bàn việc của"),
    "is_head": gettext_lazy("đứng đầu"),
    "retired_on": gettext_lazy("ngừng dùng từ ngày"),
}


def of_unit(unit: Unit) -> list[dict[str, Any]]:
    """The unit's own stream and the posts taken and left in it."""
    return lines(Event.objects.filter(Q(stream=f"unit:{unit.pk}") | Q(unit_id=unit.pk, kind__startswith="person.")))


def of_person(person: Person) -> list[dict[str, Any]]:
    return lines(Event.objects.filter(stream=f"person:{person.pk}"))


def of_group(group_id: int) -> list[dict[str, Any]]:
    return lines(Event.objects.filter(stream=f"group:{group_id}"))


def lines(events: Any, most: int = MOST) -> list[dict[str, Any]]:
    """Rows for shared/_timeline.html. Two queries: the events with their actors, the names they mention."""
    found = list(events.select_related("actor", "on_behalf_of").order_by("-at", "-id")[:most])
    people = _named(Person, "full_name", found, ("person_id", "deputy_id", "principal_id"))
    return [
        {
            "icon": _TITLES.get(event.kind, ("circle-dot", ""))[0],
            "title": str(_TITLES.get(event.kind, ("", event.kind))[1]),
            "detail": _detail(event.kind, event.data, people),
            "at": event.at,
            "by": by(event),
        }
        for event in found
    ]


def _detail(kind: str, data: dict[str, Any], people: dict[int, str]) -> str:
    if "changes" in data:
        told = [f"{_FIELDS.get(name, name)}: {_say(old)} → {_say(new)}" for name, (old, new) in data["changes"].items()]
        return ": " + "; ".join(told)
    if kind in {"person.delegated", "person.delegation_revoked"}:
        return f": {people.get(data['deputy_id'], '')}"
    if kind in {"person.appointed"}:
        return f": {people.get(data['person_id'], '')}, {data['title']}"
    if kind == "person.appointment_ended":
        return f": {people.get(data['person_id'], '')}"
    if kind == "person.password_link_made" and data.get("reset"):
        return f", {_('đóng mật khẩu và phiên cũ')}"
    if kind.startswith("position.") and data.get("title"):
        return f": {data['title']}"
    if data.get("on"):
        return f": {_say(data['on'])}"
    name = data.get("name") or data.get("words")
    return f": {name}" if name else ""


def _say(value: Any) -> str:
    if value is None or value == "" or value == []:
        return _("(trống)")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    if len(text) == 10 and text[4:5] == text[7:8] == "-":
        year, month, day = text.split("-")
        return f"{day}/{month}/{year}"
    return text


def by(event: Event) -> str:
    if event.actor is None:
        return _("Hệ thống")
    return both_names(event.actor, event.on_behalf_of)


def _named(model: type[Person], name: str, events: Iterable[Event], keys: tuple[str, ...]) -> dict[int, str]:
    ids = {event.data[key] for event in events for key in keys if event.data.get(key)}
    return dict(model.objects.filter(pk__in=ids).values_list("pk", name)) if ids else {}
