"""The frame: each role its menu and first page; what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from config.shell import Shell, home_url, shell
from tests.personas import World
from workflows import counters


def frame_of(world: World, persona: str, path: str = "/") -> Shell:
    request = RequestFactory().get(path)
    request.actor = world.actor(persona)  # type: ignore[attr-defined]
    request.user = world.people[persona]
    made: Shell = shell(request)["shell"]
    return made


def test_agency_role_and_title(world: World) -> None:
    standing, unit = frame_of(world, "standing_officer"), frame_of(world, "unit_head")
    assert (standing.agency, standing.agency_role) == ("Sở Y tế", "Cơ quan thường trực")
    assert (unit.agency, unit.agency_role, unit.title) == ("Bệnh viện Đa khoa Một", "Đơn vị thực hiện", "Giám đốc")


def test_deputy_shows_for_whom(world: World) -> None:
    deputy = frame_of(world, "deputy")
    assert deputy.name == "Đỗ Văn Thay"
    assert deputy.acting_for == "Hoàng Văn Viện"
    assert deputy.title == "thay Hoàng Văn Viện, Giám đốc", "the position is the principal's, and says so"
    assert deputy.acting_url


def test_setup_is_for_administrators(world: World) -> None:
    assert frame_of(world, "admin").setup is not None
    assert frame_of(world, "unit_officer").setup is None
    assert frame_of(world, "leader").setup is None


def test_menu_marks_the_nearest_page_only(world: World) -> None:
    admin = frame_of(world, "admin", "/thiet-lap/don-vi/5/")
    assert [item.label for item in (*admin.nav, admin.setup) if item and item.current] == ["Đơn vị"]


def test_frame_costs_two_queries_and_one_a_counter(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "_counters", {})
    assert frame_of(world, "unit_officer").signed_in  # the office's options are now in memory
    for persona in ["leader", "unit_officer", "admin"]:
        request = RequestFactory().get("/")
        request.actor = world.actor(persona)  # type: ignore[attr-defined]
        request.user = world.people[persona]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            lazy = shell(request)["shell"]
            assert len(queries) == 0
            assert lazy.signed_in
        assert len(queries) <= 2  # the agency, and for whom the reader may act


def test_every_role_is_led_somewhere(world: World, persona_client: Callable[[str], Client]) -> None:
    for persona in ["leader", "standing_head", "standing_officer", "unit_head", "unit_officer", "admin"]:
        answer = persona_client(persona).get("/")
        assert answer.status_code in {200, 302}, persona
    request = RequestFactory().get("/")
    request.actor = world.actor("admin")  # type: ignore[attr-defined]
    assert home_url(request) == "/thiet-lap/"


def test_anonymous_are_asked_to_sign_in(world: World) -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/login/")


def test_sign_in_says_what_to_check(world: World) -> None:
    client = Client()
    answer = client.post("/tai-khoan/login/", {"login": "leader", "password": "sai"})
    page = answer.content.decode()
    assert "Caps Lock" in page
    assert 'value="leader"' in page


def test_account_pages_speak_vietnamese_in_our_frame(world: World, persona_client: Callable[[str], Client]) -> None:
    """allauth brings pages of its own, in English: each one that somebody can reach is ours."""
    inside, outside = persona_client("unit_officer"), persona_client("anonymous")
    pages = {
        "/tai-khoan/email/": (inside, "Thông tin của tôi"),
        "/tai-khoan/3rdparty/": (inside, "chưa nối"),
        "/tai-khoan/password/change/": (inside, "Mật khẩu hiện nay"),
        "/tai-khoan/2fa/": (inside, "Ứng dụng xác thực"),
        "/tai-khoan/logout/": (inside, "Nháp đã lưu"),
        "/tai-khoan/signup/": (outside, "Không tự đăng ký"),
        "/tai-khoan/inactive/": (outside, "Tài khoản đã khóa"),
        "/tai-khoan/password/reset/": (outside, "chưa nối máy chủ thư"),
        "/tai-khoan/password/reset/done/": (outside, "Hãy xem hộp thư"),
        "/tai-khoan/3rdparty/login/cancelled/": (outside, "Đã bỏ đăng nhập"),
    }
    for path, (client, says) in pages.items():
        page = client.get(path).content.decode()
        assert says in page, path
        assert "css/tokens" in page, path


def test_a_forgotten_password_never_breaks_the_page(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.ACCOUNT_RATE_LIMITS = False
    email = next(person.email for person in world.people.values() if person.email)
    for host in ("", "127.0.0.1"):
        settings.EMAIL_HOST, settings.EMAIL_PORT = host, 9
        assert Client().post("/tai-khoan/password/reset/", {"email": email}).status_code == 302, host
        linked = "/tai-khoan/password/reset/" in Client().get("/tai-khoan/login/").content.decode()
        assert linked is bool(host)


@pytest.mark.parametrize(
    "path", ["/tai-khoan/password/reset/", "/tai-khoan/reauthenticate/", "/khong-co-trang-nay/", "/thiet-lap/tuy-chon/"]
)
def test_search_is_on_every_page_of_who_is_signed_in(
    world: World, persona_client: Callable[[str], Client], path: str
) -> None:
    """Doors and refusals too; tests/front/test_english.py looks at every page of the permission matrix."""
    assert 'class="rv-search" role="search"' in persona_client("unit_officer").get(path, follow=True).content.decode()
