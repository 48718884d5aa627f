"""What every page's frame shows: menu, agency, acting badge, counts. Built once per page, and only when asked for."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from organizations import access
from organizations.actors import acting_choices
from organizations.models import Unit
from organizations.models.positions import Role
from organizations.permissions import Permission
from workflows import clock, counters
from workflows.actors import Actor, Seat
from workflows.calendars import year_to_confirm

THEMES = ("light", "dark")
# (label, url name, icon, any of these permissions (none: everybody), key of its count, in the phone's tab bar)
MENU: tuple[tuple[Any, str, str, frozenset[Permission], str, bool], ...] = (
    (
        gettext_lazy("Điều hành"),
        "reports:leaders",
        "layout-dashboard",
        frozenset({Permission.BOARD_LEADERS}),
        "board",
        True,
    ),
    (
        gettext_lazy("Thường trực"),
        "tasks:office",
        "clipboard-list",
        frozenset({Permission.DIRECTIVE_ENTER}),
        "office",
        True,
    ),
    (pgettext_lazy("plural", "Văn bản"), "directives:list", "file-text", frozenset(), "directives", True),
    (gettext_lazy("Theo dõi"), "tasks:follow", "grid-dots", frozenset({Permission.URGE}), "follow", True),
    (gettext_lazy("Việc của tôi"), "tasks:desk", "inbox", frozenset(), "desk", True),
    (gettext_lazy("Vướng mắc"), "cases:list", "alert-hexagon", frozenset(), "difficulties", True),
    (gettext_lazy("Báo cáo"), "reports:index", "report", frozenset({Permission.BOARD_LEADERS}), "", False),
    (pgettext_lazy("plural", "Đơn vị"), "organizations:units", "building", frozenset(), "", False),
)
SETUP = (gettext_lazy("Thiết lập"), "organizations:setup", "settings", frozenset({Permission.OFFICE_SETUP}), "", False)
# Rows of the menu that opens under one's own name: (label, url name, icon)
OWN = (
    (gettext_lazy("Thông tin của tôi"), "organizations:profile", "user"),
    (gettext_lazy("Làm việc thay mặt"), "organizations:acting", "user-check"),
    (gettext_lazy("Cách nhận thông báo"), "notifications:preferences", "bell"),
    (gettext_lazy("Đổi mật khẩu"), "account_change_password", "lock"),
    (gettext_lazy("Xác thực hai lớp"), "mfa_index", "shield-lock"),
)


@dataclass(frozen=True)
class NavItem:
    """One row of the menu. ``count`` 0 shows nothing; ``current`` marks where the reader is."""

    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False
    on_phone: bool = False


@dataclass(frozen=True)
class Shell:
    """The frame of a page. For the anonymous only theme and language are set."""

    signed_in: bool = False
    theme: str = ""
    language: str = "vi"
    demo: bool = False
    nav: tuple[NavItem, ...] = ()
    setup: NavItem | None = None
    own: tuple[NavItem, ...] = ()
    search_url: str = ""
    inbox_url: str = ""
    unread: int = 0
    agency: str = ""
    agency_role: str = ""
    name: str = ""
    title: str = ""
    acting_for: str = ""
    acting_url: str = ""
    # Whom the reader may act for and does not now: asked for on no page, it would be found on none.
    may_act_for: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    # Seconds since the epoch when the request began: the live line tells the page what changed since.
    began: str = ""
    today: str = ""
    # On the reader's own home alone: the year whose list of days off they are asked to confirm.
    ask_for: int | None = None

    @property
    def layout(self) -> str:
        """The template an error page stands in."""
        return "base.html" if self.signed_in else "entrance.html"

    @property
    def phone(self) -> tuple[NavItem, ...]:
        """The five of the phone's tab bar."""
        rows = (*self.nav, self.setup) if self.setup else self.nav
        return tuple(sorted(rows, key=lambda item: not item.on_phone)[:5])

    @property
    def beyond_phone(self) -> tuple[NavItem, ...]:
        """What a phone reaches through the menu under one's name."""
        rows = (*self.nav, self.setup) if self.setup else self.nav
        return tuple(item for item in rows if item not in self.phone)


def home_url(request: HttpRequest) -> str:
    """Where this actor's day begins: leaders at the board, the standing agency at its home, units at their desk."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    roles = {seat.role for seat in actor.seats}
    wanted = ["reports:leaders"] if Role.LEADER in roles else []
    wanted += ["tasks:office"] if roles & {Role.STANDING_HEAD, Role.STANDING_OFFICER} else []
    wanted += ["tasks:desk"] if roles & {Role.UNIT_HEAD, Role.UNIT_OFFICER} else []
    wanted += ["organizations:setup"] if actor.is_admin or Role.ADMIN in roles else []
    wanted += ["directives:list"] if roles else []
    return next((url for name in wanted if (url := _url(name))), "")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell``, made on first use, so that fragments cost nothing.

    The menu marks the row whose address the page's begins with; a view may name another address as
    ``request.shell_current``.
    """
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    theme = request.COOKIES.get("theme") or getattr(getattr(request, "user", None), "theme", "")
    common: dict[str, Any] = {
        "theme": theme if theme in THEMES else "",
        "language": get_language() or settings.LANGUAGE_CODE,
        "demo": settings.DEMO,
        "today": clock.today().isoformat(),
    }
    actor: Actor | None = getattr(request, "actor", None)
    if not actor:
        return Shell(**common)
    counts = counters.count_all(actor)
    rights = {permission for permission in Permission if access.seats_with(actor, permission)}
    if actor.is_admin:
        rights.add(Permission.OFFICE_SETUP)
    seat = actor.seats[0] if actor.seats else None
    unit = Unit.objects.only("name").filter(pk=seat.scope_id).first() if seat else None
    rows = [row for row in (_item(row, rights, counts) for row in (*MENU, SETUP)) if row]
    here = getattr(request, "shell_current", "") or request.path
    current = max((row.url for row in rows if here.startswith(row.url)), key=len, default="")
    rows = [replace(row, current=row.url == current) for row in rows]
    setup = next((row for row in rows if row.url == _url(SETUP[1])), None)
    return Shell(
        **common,
        signed_in=True,
        nav=tuple(row for row in rows if row is not setup),
        setup=setup,
        own=tuple(NavItem(str(label), url, icon) for label, name, icon in OWN if (url := _url(name))),
        search_url=_url("search"),
        inbox_url=_url("notifications:inbox"),
        unread=counts.get("unread", 0),
        agency=unit.name if unit else "",
        agency_role=_agency_role(seat),
        name=actor.name,
        title=_title(actor, seat),
        acting_for=actor.on_behalf_of_name,
        acting_url=_url("organizations:acting"),
        may_act_for=() if actor.on_behalf_of_id else tuple(row.name for row in acting_choices(actor.person_id)),
        boards=(f"person.{actor.person_id}",),
        began=f"{getattr(request, 'began', 0):.3f}",
        ask_for=_ask_for(request, actor),
    )


def _ask_for(request: HttpRequest, actor: Actor) -> int | None:
    """Who may edit the calendar reads it where their day begins, whatever else they are; the set-up says it itself."""
    if not actor.is_admin or request.path != home_url(request) or request.path == _url(SETUP[1]):
        return None
    return year_to_confirm(clock.today())


def _url(name: str) -> str:
    """The address, or nothing while no page of that name exists."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _item(
    row: tuple[Any, str, str, frozenset[Permission], str, bool], rights: set[Permission], counts: dict[str, int]
) -> NavItem | None:
    label, name, icon, needs, key, on_phone = row
    url = _url(name)
    if not url or (needs and not needs & rights):
        return None
    return NavItem(str(label), url, icon, counts.get(key, 0), on_phone=on_phone)


def _title(actor: Actor, seat: Seat | None) -> str:
    """What stands under the reader's name: the own position, or whom they act for with that person's position."""
    own = seat.title if seat else _("Quản trị hệ thống") if actor.is_admin else ""
    if not actor.on_behalf_of_name:
        return own
    principal = ", ".join(part for part in (actor.on_behalf_of_name, own) if part)
    return _("thay %(principal)s") % {"principal": principal}


def _agency_role(seat: Seat | None) -> str:
    """What the agency is in the work that this seat does."""
    if seat is None:
        return ""
    if seat.role in {Role.UNIT_HEAD, Role.UNIT_OFFICER}:
        return _("Đơn vị thực hiện")
    return _("Quản trị") if seat.role == Role.ADMIN else _("Cơ quan thường trực")
