"""From nothing to a working office: the first visit, its code, the steps, the console command."""

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from organizations import access, first_visit
from organizations.actors import actor_for
from organizations.heads import head_of
from organizations.models import Office, Person, SetupCode, Unit, UnitGroup
from organizations.permissions import Permission
from tests.personas import World
from workflows import options
from workflows.models import Event

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture(autouse=True)
def _asks_anew() -> Iterator[None]:
    first_visit.forget()
    yield
    first_visit.forget()


def _step(word: str) -> str:
    return reverse("organizations:start-step", args=[word])


@pytest.fixture
def opened(db: None, client: Client) -> Client:
    """A browser that has shown the console's code."""
    response = client.post(reverse("organizations:start"), {"code": first_visit.fresh_code()})
    assert response["Location"] == _step("co-quan")
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/thiet-lap/don-vi/", "/tai-khoan/login/", "/khong-co/"])
def test_every_page_of_an_empty_installation_leads_to_the_set_up(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == reverse("organizations:start")


@pytest.mark.django_db
def test_without_the_code_a_stranger_gets_nowhere(client: Client) -> None:
    first_visit.fresh_code()
    assert client.get(reverse("organizations:start")).status_code == 200
    wrong = client.post(reverse("organizations:start"), {"code": "AAAA-BBBB-CCCC"})
    assert wrong.status_code == 422 and "Mã không đúng" in wrong.content.decode()
    for word in ("co-quan", "quan-tri", "tuy-chon"):
        assert client.get(_step(word))["Location"] == reverse("organizations:start")
        assert client.post(_step(word), {"name": "X"})["Location"] == reverse("organizations:start")
    assert not Unit.objects.exists() and not Person.objects.exists()


@pytest.mark.django_db
def test_a_new_code_voids_the_old_and_case_does_not_matter(client: Client) -> None:
    old, new = first_visit.fresh_code(), first_visit.fresh_code()
    assert not first_visit.code_is_right(old)
    assert first_visit.code_is_right(new.lower().replace("-", " "))


@pytest.mark.django_db
def test_the_demonstration_asks_for_no_code(client: Client, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    assert client.get(reverse("organizations:start"))["Location"] == _step("co-quan")


def test_the_steps_from_nothing_to_a_working_office(opened: Client) -> None:
    client = opened
    told = {"name": "Sở Y tế Lạng Sơn", "short_name": "SYT", "kind": "department"}
    above = {"parent_name": "UBND tỉnh Lạng Sơn", "parent_kind": "province"}
    assert client.post(_step("co-quan"), told | above)["Location"] == _step("quan-tri")
    account = {"full_name": "Nguyễn Quản", "username": "quantri", "password": "12345", "again": "12345"}
    weak = client.post(_step("quan-tri"), account)
    assert weak.status_code == 422 and not Person.objects.exists()
    differ = client.post(_step("quan-tri"), account | {"password": PASSWORD, "again": "khac-hoan-toan"})
    assert "không giống nhau" in differ.content.decode()
    response = client.post(_step("quan-tri"), account | {"password": PASSWORD, "again": PASSWORD})
    assert response["Location"] == _step("don-vi")
    admin = Person.objects.get()
    assert admin.is_admin and SetupCode.objects.filter(used_at__isnull=True).count() == 0
    lines = "Bệnh viện Đa khoa tỉnh; BVĐK\nPhòng Kế hoạch - Tài chính\nTrung tâm Kiểm soát bệnh tật; CDC; Trung tâm\n"
    client.post(_step("don-vi"), {"lines": lines})
    own = Office.objects.get().unit
    kinds = {unit.name: unit.kind for unit in own.children.all()}
    assert kinds == {
        "Bệnh viện Đa khoa tỉnh": "hospital",
        "Phòng Kế hoạch - Tài chính": "room",
        "Trung tâm Kiểm soát bệnh tật": "centre",
    }
    client.post(_step("don-vi"), {"lines": lines})  # again: nothing doubles
    assert own.children.count() == 3
    client.post(_step("don-vi"), {"nhom": "1"})
    client.post(_step("don-vi"), {"nhom": "1"})
    assert UnitGroup.objects.count() == 4
    page = client.get(_step("don-vi")).content.decode()
    assert "Các đơn vị trực thuộc Sở Y tế Lạng Sơn" in page and "= 2 đơn vị" in page
    hospital = Unit.objects.get(kind="hospital")
    for name, unit, title, role, head in (
        ("Giám Đốc", own, "Giám đốc", "leader", True),
        ("Chánh Văn Phòng", own, "Chánh Văn phòng", "standing_head", False),
        ("Chuyên Viên", own, "Chuyên viên", "standing_officer", False),
        ("Viện Trưởng", hospital, "Giám đốc", "unit_head", True),
    ):
        person: dict[str, object] = {
            "full_name": name,
            "username": name.replace(" ", ".").encode("ascii", "ignore").decode() or "x",
        }
        person |= {"unit": unit.pk, "title": title, "role": role}
        response = client.post(_step("nhan-su"), person | ({"is_head": "on"} if head else {}))
        assert response.status_code == 302, response.content.decode()
        assert "/tai-khoan/password/reset/key/" in client.get(_step("nhan-su")).content.decode()
    assert head_of(hospital).full_name == "Viện Trưởng"  # type: ignore[union-attr]
    last = client.get(_step("xong")).content.decode()
    assert "Sở Y tế Lạng Sơn" in last
    assert client.post(_step("xong"))["Location"] == "/"
    assert Office.objects.get().finished_at and Event.objects.filter(kind="office.set_up").exists()
    # Every step opens again; the code no longer does anything.
    for word in ("co-quan", "quan-tri", "don-vi", "nhan-su", "loai-van-ban", "tuy-chon", "xong"):
        assert client.get(_step(word)).status_code == 200
    assert client.get(reverse("organizations:setup")).status_code == 200


def test_the_first_step_corrected_later_renames_and_moves(opened: Client) -> None:
    told = {"name": "Sở Y tế", "kind": "department", "parent_kind": "province"}
    opened.post(_step("co-quan"), told)
    opened.post(_step("co-quan"), told | {"name": "Sở Y tế tỉnh", "parent_name": "UBND tỉnh"})
    unit = Office.objects.get().unit
    assert unit.name == "Sở Y tế tỉnh" and unit.parent.name == "UBND tỉnh"  # type: ignore[union-attr]
    assert Unit.objects.count() == 2


def test_once_somebody_exists_the_steps_are_for_administrators(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    for word in ("co-quan", "quan-tri", "don-vi"):
        assert persona_client("leader").get(_step(word)).status_code == 403
        assert persona_client("anonymous").get(_step(word)).status_code == 302
        assert persona_client("admin").get(_step(word)).status_code == 200
    assert persona_client("leader").get(reverse("organizations:start")).status_code == 403
    assert persona_client("admin").get(_step("khong-co")).status_code == 404
    with pytest.raises(CommandError):
        call_command("setup_office", "--code", stdout=StringIO())
    assert not first_visit.code_is_right("AAAA-BBBB-CCCC")


# manage.py setup_office


def _command(*args: str) -> str:
    out = StringIO()
    call_command("setup_office", *args, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_console_code_opens_the_first_visit(client: Client) -> None:
    code = _command("--code").rsplit(": ", 1)[1].strip()
    assert client.post(reverse("organizations:start"), {"code": code}).status_code == 302


@pytest.mark.django_db
def test_flags_make_an_office_once(client: Client) -> None:
    flags = ["--unit", "Sở Y tế Lạng Sơn", "--parent", "UBND tỉnh Lạng Sơn", "--username", "quantri"]
    said = _command("--no-input", *flags, "--full-name", "Nguyễn Quản", "--groups")
    assert "/tai-khoan/password/reset/key/" in said
    _command("--no-input", *flags, "--groups")
    assert Unit.objects.count() == 2 and Person.objects.count() == 1 and UnitGroup.objects.count() == 4
    assert access.may(actor_for(Person.objects.get()), Permission.OFFICE_SETUP)


@pytest.mark.django_db
def test_a_file_sets_everything_up_and_again_changes_nothing(tmp_path: Path) -> None:
    described = {
        "parent": {"name": "UBND tỉnh Lạng Sơn", "kind": "province"},
        "unit": {"name": "Sở Y tế Lạng Sơn", "short_name": "SYT", "kind": "department"},
        "administrator": {"username": "quantri", "full_name": "Nguyễn Quản", "password": PASSWORD},
        "units": [{"name": "Bệnh viện Một", "kind": "hospital", "aliases": ["BV1"]}],
        "people": [
            {
                "username": "gd",
                "full_name": "Giám Đốc",
                "unit": "BV1",
                "title": "Giám đốc",
                "role": "unit_head",
                "is_head": True,
            }
        ],
        "groups": True,
        "options": {"officer_may_confirm": False},
    }
    file = tmp_path / "co-quan.json"
    file.write_text(json.dumps(described), encoding="utf-8")
    first = _command("--json", str(file))
    assert "Đơn vị: 1 mới" in first and options.get("officer_may_confirm") is False
    events = Event.objects.count()
    second = _command("--json", str(file))
    assert "Đơn vị: 0 mới, 0 thay đổi, 1 không đổi" in second and "đã có" in second
    assert Event.objects.count() == events
    assert Person.objects.get(username="quantri").check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "không phải JSON"),
        ("[]", "đối tượng JSON"),
        ('{"unit": {}}', "unit.name"),
        ('{"unit": {"name": "A"}, "thua": 1}', "Không hiểu mục: thua"),
        ('{"unit": {"name": "A"}, "units": [{"ten": "B"}]}', "không hiểu ten"),
        ('{"unit": {"name": "A", "kind": "vua"}}', "Không có loại đơn vị vua"),
        ('{"unit": {"name": "A"}, "options": {"khong": 1}}', "Không có tùy chọn khong"),
    ],
)
def test_a_wrong_file_is_refused_whole(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "sai.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=why):
        _command("--json", str(file))
    assert not Unit.objects.exists() and not Office.objects.exists()


@pytest.mark.django_db
def test_a_lost_administrator_gets_a_link_from_the_console(world: World) -> None:
    assert "/tai-khoan/password/reset/key/" in _command("--link", "ADMIN")
    with pytest.raises(CommandError):
        _command("--link", "nobody")
