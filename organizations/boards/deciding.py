"""Who decides what (thẩm quyền): rights by role, with how many people hold each role, for the page of settings.

Apps above add what localities decide elsewhere (extensions by type of document): ``section``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from organizations.access import role_may
from organizations.models import Appointment, Role
from organizations.permissions import OPTIONAL, ROLE_PERMISSIONS, Permission
from workflows import clock

P = Permission


@dataclass(frozen=True)
class Decision:
    """One act, the roles whose holders may do it, and the options that give or take it."""

    label: str
    roles: list[str]
    options: list[str]


@dataclass(frozen=True)
class RoleCount:
    """A role and how many people hold it today."""

    label: str
    people: int


@dataclass(frozen=True)
class Section:
    """What an app above decides on a page of its own, told on the page of settings."""

    template: str
    read: Callable[[], dict[str, Any]]


_sections: list[Section] = []


def section(template: str, read: Callable[[], dict[str, Any]]) -> None:
    """Register in the app's ``ready()``; ``read`` gives the template its context."""
    _sections.append(Section(template, read))


def sections() -> list[tuple[str, dict[str, Any]]]:
    """Template and context of every section."""
    return [(each.template, each.read()) for each in _sections]


def labels() -> dict[Permission, str]:
    """The decisions that quy chế give to one office or another, in words."""
    return {
        P.DIRECTIVE_SUBMIT: _("Trình phân công"),
        P.DIRECTIVE_APPROVE: _("Duyệt phân công, cho giao việc"),
        P.RESULT_CONFIRM: _("Xác nhận hoặc trả lại kết quả"),
        P.EXTENSION_DECIDE: _("Quyết định gia hạn"),
        P.URGE: _("Đôn đốc"),
        P.REASSIGN: _("Giao lại cho đơn vị khác"),
        P.DEADLINE_CORRECT: _("Sửa hạn"),
        P.SUSPEND: _("Tạm dừng, cho tiếp tục"),
        P.CANCEL: _("Hủy việc"),
        P.DIRECTIVE_CLOSE: _("Kết thúc, thu hồi, thay thế văn bản"),
        P.REPORT_SUBMIT: _("Gửi kết quả để xác nhận"),
        P.EXTENSION_ASK: _("Xin gia hạn"),
        P.ASSIGNMENT_DECLINE: _("Đề nghị trả lại việc giao nhầm"),
        P.HAND_DOWN: _("Giao phần việc xuống đơn vị trực thuộc"),
    }


def decisions() -> list[Decision]:
    """Each decision with the roles that have it now."""
    return [
        Decision(
            label=label,
            roles=[str(role.label) for role in Role if role_may(role, permission)],
            options=[OPTIONAL[role, permission] for role in ROLE_PERMISSIONS if (role, permission) in OPTIONAL],
        )
        for permission, label in labels().items()
    ]


def role_counts() -> list[RoleCount]:
    """Every role with how many people hold it today. One query."""
    held = Appointment.objects.current(clock.today()).values_list("position__role", "person_id").distinct()
    people: dict[str, set[int]] = {}
    for role, person in held:
        people.setdefault(role, set()).add(person)
    return [RoleCount(str(role.label), len(people.get(role.value, ()))) for role in Role]
