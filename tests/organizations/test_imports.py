"""Spreadsheets of units and people: template, upload, preview, confirm, again."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.actions import imports as act
from organizations.actors import actor_for
from organizations.imports import reading
from organizations.models import (
    Appointment,
    ImportBatch,
    ImportKind,
    Office,
    Person,
    Position,
    Role,
    Unit,
    UnitKind,
)
from tests.personas import World
from workflows.models import Event

pytestmark = pytest.mark.server

UNIT_HEAD = "Mã định danh;Tên đơn vị;Tên viết tắt;Loại;Đơn vị cấp trên;Tên gọi khác;Thứ tự\n"
PEOPLE_HEAD = "Tên đăng nhập;Họ và tên;Thư điện tử;Đơn vị;Chức vụ;Vai trò;Đứng đầu;Phục vụ bàn việc của\n"


@pytest.fixture
def admin_client(world: World, client_for: Callable[..., Client]) -> Client:
    Office.objects.create(pk=1, unit=world.health)
    return client_for(world.admin)


def _file(text: str | bytes, name: str = "don-vi.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def _upload(client: Client, word: str, text: str | bytes, name: str = "tep.csv") -> Any:
    return client.post(reverse("organizations:import", args=[word]), {"file": _file(text, name)})


def _workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_units_previewed_then_applied_then_nothing_left_to_do(world: World, admin_client: Client) -> None:
    text = UNIT_HEAD + (
        "H26.1;Trạm y tế Xã Một;TYT 1;Trạm y tế;Trung tâm Y tế Bắc;Trạm số 1;5\n"
        ";Trung tâm Y tế Bắc;TTYT Bắc;trung tam;;;\n"
        ";Bệnh viện Đa khoa Một;BVĐK I;Bệnh viện;Sở Y tế;BV Một;\n"
        ";Bệnh viện Đa khoa Hai;;Bệnh viện;SYT;;\n"
    )
    preview = _upload(admin_client, "don-vi", text)["Location"]
    page = admin_client.get(preview)
    assert page.context["counts"] == {"created": 2, "changed": 1, "unchanged": 1, "error": 0}
    assert not Unit.objects.filter(name="Trạm y tế Xã Một").exists()
    admin_client.post(preview)
    station, centre = Unit.objects.get(code="H26.1"), Unit.objects.get(name="Trung tâm Y tế Bắc")
    assert station.parent == centre and centre.parent == world.health and station.rank == 5
    assert station.path == f"{centre.path}{station.pk}/" and centre.kind == UnitKind.CENTRE
    world.hospital_a.refresh_from_db()
    assert world.hospital_a.short_name == "BVĐK I" and world.hospital_a.aliases == ["BV Một"]
    assert Unit.objects.search("bv mot").get() == world.hospital_a
    assert Event.objects.filter(stream=f"unit:{station.pk}", kind="unit.created").exists()
    assert Event.objects.get(kind="office.import_applied").data["created"] == 2
    done = admin_client.get(preview).content.decode()
    assert "2 dòng mới, 1 dòng thay đổi, 1 dòng không đổi" in done
    # The same file again: nothing to do, and no second application of the first upload.
    events = Event.objects.count()
    again = _upload(admin_client, "don-vi", text)["Location"]
    assert admin_client.get(again).context["counts"] == {"created": 0, "changed": 0, "unchanged": 4, "error": 0}
    assert "không có gì để nhập" in admin_client.get(again).content.decode()
    admin_client.post(preview)
    assert Event.objects.count() == events


def test_errors_are_told_row_by_row_and_nothing_is_applied(world: World, admin_client: Client) -> None:
    text = UNIT_HEAD + (
        ";Trạm Tốt;;Trạm y tế;Sở Y tế;;\n"
        ";Trạm Lạ;;Trạm vũ trụ;Sở Y tế;;\n"
        ";;;Trạm y tế;Sở Y tế;;\n"
        ";Trạm Mồ côi;;Trạm y tế;Sở Không Có;;\n"
        ";Trạm Tốt;;Trạm y tế;SYT;;\n"
        ";A;;Trạm y tế;B;;\n"
        ";B;;Trạm y tế;A;;\n"
        ";Trạm =;;=1+1;Sở Y tế;;x\n"
    )
    preview = _upload(admin_client, "don-vi", text)["Location"]
    page = admin_client.get(preview)
    told = {row.line: " ".join(row.errors) for row in page.context["plan"].rows if row.errors}
    assert "không có “Trạm vũ trụ”" in told[3]
    assert "Thiếu “Tên đơn vị”" in told[4]
    assert "Không có đơn vị “Sở Không Có”" in told[5]
    assert "Trùng với dòng 2" in told[6]
    assert "vòng tròn" in told[7] and "vòng tròn" in told[8]
    assert "công thức" in told[9] and "“Thứ tự” phải là số" in told[9]
    assert 2 not in told and "Còn 7 dòng có lỗi" in page.content.decode()
    admin_client.post(preview)
    assert not Unit.objects.filter(name="Trạm Tốt").exists()
    assert ImportBatch.objects.get().applied_at is None


def test_a_code_finds_a_renamed_and_moved_unit(world: World, admin_client: Client) -> None:
    Unit.objects.filter(pk=world.hospital_b.pk).update(code="H26.2")
    text = UNIT_HEAD + "H26.2;Bệnh viện Mới;;Bệnh viện;UBND Thành phố;;\n"
    preview = _upload(admin_client, "don-vi", text)["Location"]
    notes = admin_client.get(preview).context["plan"].rows[0].notes
    assert "chuyển về UBND Thành phố" in notes
    admin_client.post(preview)
    world.hospital_b.refresh_from_db()
    assert (world.hospital_b.name, world.hospital_b.parent) == ("Bệnh viện Mới", world.city)
    assert world.hospital_b.path == f"{world.city.path}{world.hospital_b.pk}/"
    assert world.hospital_b.aliases == ["Bệnh viện Đa khoa Hai"]


def test_a_file_that_changed_meaning_since_its_preview_is_planned_anew(world: World, admin_client: Client) -> None:
    text = UNIT_HEAD + "H26.9;Trạm Chín;;Trạm y tế;Sở Tài chính;;\n"
    preview = _upload(admin_client, "don-vi", text)["Location"]
    assert admin_client.get(preview).context["plan"].ready
    Unit.objects.filter(pk=world.other_health.pk).update(code="H26.9", name="Khác hẳn")
    Unit.objects.filter(pk=world.finance.pk).update(name="Sở Tài chính mới")
    assert "Còn 1 dòng có lỗi" in admin_client.post(preview, follow=True).content.decode()


def test_people_with_posts(world: World, admin_client: Client) -> None:
    text = PEOPLE_HEAD + (
        "moi1;Nguyễn Một;mot@vidu.vn;Bệnh viện Đa khoa Hai;Phó Giám đốc;Cán bộ đơn vị;;\n"
        "moi1;Nguyễn Một;;Phòng Kế hoạch - Tài chính;Ủy viên;unit_officer;;Sở Y tế\n"
        "MOI2;Nguyễn Hai;;Bệnh viện Đa khoa Hai;chuyên viên;Cán bộ đơn vị;;\n"
        "unit_head;Hoàng Văn Viện;moi@vidu.vn;Bệnh viện Đa khoa Một;Giám đốc;Thủ trưởng đơn vị;x;\n"
    )
    preview = _upload(admin_client, "nguoi", text)["Location"]
    assert admin_client.get(preview).context["counts"] == {"created": 3, "changed": 1, "unchanged": 0, "error": 0}
    admin_client.post(preview)
    one, two = Person.objects.get(username="moi1"), Person.objects.get(username="moi2")
    assert {(seat.title, seat.scope_id) for seat in actor_for(one).seats} == {
        ("Phó Giám đốc", world.hospital_b.pk),
        ("Ủy viên", world.health.pk),
    }
    assert [seat.title for seat in actor_for(two).seats] == ["Chuyên viên"]  # the post that was there
    world.unit_head.refresh_from_db()
    assert world.unit_head.email == "moi@vidu.vn"
    assert Appointment.objects.filter(person=world.unit_head).count() == 1
    again = _upload(admin_client, "nguoi", text)["Location"]
    assert admin_client.get(again).context["plan"].idle
    links = admin_client.post(reverse("organizations:import-links", args=[ImportBatch.objects.earliest("id").pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(links.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[1] for row in rows] == ["moi2", "moi1"]
    assert all("/tai-khoan/password/reset/key/" in str(row[2]) for row in rows)


def test_contradictions_between_rows_of_people(world: World, admin_client: Client) -> None:
    world.other_unit_officer.left_on = world.other_unit_officer.joined_at.date()
    world.other_unit_officer.save()
    text = PEOPLE_HEAD + (
        "a;Một;;Bệnh viện Đa khoa Hai;Thư ký;Cán bộ đơn vị;;\n"
        "a;Hai;;Bệnh viện Đa khoa Hai;Kế toán;Cán bộ đơn vị;;\n"
        "b;Ba;;Bệnh viện Đa khoa Hai;Thư ký;Thủ trưởng đơn vị;;\n"
        "a;Một;;Bệnh viện Đa khoa Hai;thư ký;Cán bộ đơn vị;;\n"
        "c;Bốn;;Bệnh viện;Thư ký;Cán bộ đơn vị;;\n"
        "d;Năm;;Bệnh viện Đa khoa Hai;Giám đốc;Cán bộ đơn vị;;\n"
        "có dấu;Sáu;khong-phai-thu;Bệnh viện Đa khoa Hai;X;Vua;;\n"
        "other_unit_officer;Ngô Thị Khác;;Bệnh viện Đa khoa Hai;Chuyên viên;Cán bộ đơn vị;;\n"
    )
    page = admin_client.get(_upload(admin_client, "nguoi", text)["Location"])
    told = {row.line: " ".join(row.errors) for row in page.context["plan"].rows if row.errors}
    assert "Trái với dòng 2" in told[3] and "Trái với dòng 2" in told[4]
    assert "Trùng với dòng 2" in told[5]
    assert "Không có đơn vị “Bệnh viện”" in told[6]
    assert "đã có với vai trò" in told[7]
    assert all(words in told[8] for words in ("chữ không dấu", "Thư điện tử", "không có “Vua”"))
    assert "đã thôi làm việc" in told[9]


def test_one_address_for_several_accounts_is_refused(world: World, admin_client: Client) -> None:
    post = ";Bệnh viện Đa khoa Hai;Y sĩ;Cán bộ đơn vị;;\n"
    text = PEOPLE_HEAD + (
        f"m1;Một;chung@vidu.vn{post}m2;Hai;Chung@vidu.vn{post}m3;Ba;{post}m4;Bốn;{post}"
        f"m5;Năm;finance_head@vidu.vn{post}"
        f"m1;Một;chung@vidu.vn;Bệnh viện Đa khoa Hai;Thư ký;Cán bộ đơn vị;;\n"
        "unit_head;Hoàng Văn Viện;chung@vidu.vn;Bệnh viện Đa khoa Một;Giám đốc;Thủ trưởng đơn vị;x;\n"
    )
    plan = admin_client.get(_upload(admin_client, "nguoi", text)["Location"]).context["plan"]
    told = {row.line: " ".join(row.errors) for row in plan.rows if row.errors}
    assert set(told) == {3, 6, 8}
    assert "trùng với dòng 2" in told[3] and "trùng với dòng 2" in told[8]
    assert "đã dùng cho tài khoản “finance_head”" in told[6]


def test_a_unit_gets_one_head(world: World, admin_client: Client) -> None:
    Unit.objects.create(name="Trạm Mới", kind=UnitKind.STATION, parent=world.health)
    row = "Trạm Mới;{};Thủ trưởng đơn vị;x;\n"
    text = PEOPLE_HEAD + (
        f"h1;Một;;{row.format('Trưởng trạm')}h2;Hai;;{row.format('Trạm trưởng')}"
        "h3;Ba;;Bệnh viện Đa khoa Một;Quyền Giám đốc;Thủ trưởng đơn vị;x;\n"
        "unit_head;Hoàng Văn Viện;;Bệnh viện Đa khoa Một;Giám đốc;Thủ trưởng đơn vị;x;\n"
    )
    plan = admin_client.get(_upload(admin_client, "nguoi", text)["Location"]).context["plan"]
    told = {row.line: " ".join(row.errors) for row in plan.rows if row.errors}
    assert set(told) == {3, 4}
    assert "Dòng 2 đã ghi người đứng đầu của Trạm Mới" in told[3]
    assert "đã có người đứng đầu là Hoàng Văn Viện" in told[4]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "tệp .xls cũ"),
        ("a.xlsx", b"PK\x03\x04 not a zip at all", "Không đọc được tệp"),
        ("a.csv", b"\xff\xd8\xff\xe0 an image \x00", "Không đọc được chữ"),
        ("a.csv", "Tên;Số\nA;1\n".encode(), "đủ các cột"),
        ("a.csv", UNIT_HEAD.encode(), "không có dòng dữ liệu"),
        ("a.csv", (UNIT_HEAD + '"bỏ ngỏ;x').encode(), "dấu ngoặc kép"),
        ("a.csv", b"", "trống"),
    ],
)
def test_bad_files_are_refused_in_plain_words(
    world: World, admin_client: Client, name: str, content: bytes, why: str
) -> None:
    response = _upload(admin_client, "don-vi", content, name)
    assert response.status_code == 422 and why in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_too_many_rows_and_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    with pytest.raises(ValidationError, match="quá 20"):
        reading.read(_file(UNIT_HEAD + ";A;;Khác;;;\n" * 4), ImportKind.UNITS)
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(ValidationError, match="10 MB"):
        reading.read(_file(UNIT_HEAD), ImportKind.UNITS)


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000)
    monkeypatch.setattr(reading, "MAX_UNPACKED", 100_000)
    with pytest.raises(ValidationError, match="giải nén"):
        reading.read(_file(buffer.getvalue(), "a.xlsx"), ImportKind.UNITS)


def test_xlsx_with_title_rows_numbers_dates_and_formulas() -> None:
    content = _workbook(
        [
            ["DANH SÁCH ĐƠN VỊ"],
            [],
            ["STT", "Tên đơn vị *", "LOẠI", "Thứ tự"],
            [1, "  Trạm   Một ", "Trạm y tế", 5.0],
            [None, None, None, None],
            [2, "Trạm Hai", '=CONCATENATE("a","b")', 6],
        ]
    )
    rows = reading.read(_file(content, "a.xlsx"), ImportKind.UNITS)
    assert rows == [
        {"line": 4, "name": "Trạm Một", "kind": "Trạm y tế", "rank": "5"},
        {"line": 6, "name": "Trạm Hai", "rank": "6", "formula": ["kind"]},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_as_offices_save_it(encoding: str, separator: str) -> None:
    text = f"Tên{separator}Loại\nSở Y tế{separator}X"
    rows = reading.read(_file(text.encode(encoding)), ImportKind.UNITS)
    assert rows[0]["name"] == "Sở Y tế"


@pytest.mark.parametrize("word", ["don-vi", "nguoi"])
def test_what_is_there_can_be_downloaded_and_imported_unchanged(world: World, admin_client: Client, word: str) -> None:
    response = admin_client.get(reverse("organizations:import-template", args=[word]), {"hien_co": "1"})
    preview = _upload(admin_client, word, response.content, "hien-co.xlsx")["Location"]
    plan = admin_client.get(preview).context["plan"]
    assert plan.idle, [(row.line, row.errors, row.notes) for row in plan.rows]
    empty = admin_client.get(reverse("organizations:import-template", args=[word]))
    assert "không có dòng dữ liệu" in _upload(admin_client, word, empty.content, "mau.xlsx").content.decode()


def test_twenty_thousand_rows_cost_a_constant_number_of_queries(
    world: World, django_assert_max_num_queries: object
) -> None:
    actor = world.actor("admin")
    rows = [{"line": n, "name": f"Trạm {n}", "kind": "Trạm y tế", "parent": "Sở Y tế"} for n in range(2, 1_502)]
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        act.apply_rows(actor=actor, kind=ImportKind.UNITS, rows=rows)
    assert Unit.objects.filter(kind=UnitKind.STATION).count() == 1_500
    people = [
        {"line": n, "username": f"p{n}", "full_name": f"Người {n}", "unit": f"Trạm {n}", "title": "Trưởng trạm",
         "role": "Thủ trưởng đơn vị", "is_head": "x"}
        for n in range(2, 1_502)
    ]  # fmt: skip
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        act.apply_rows(actor=actor, kind=ImportKind.PEOPLE, rows=people)
    assert Position.objects.filter(role=Role.UNIT_HEAD, unit__kind=UnitKind.STATION).count() == 1_500


def test_an_administrator_of_a_part_imports_into_it_only(world: World, client_for: Callable[..., Client]) -> None:
    post = Position.objects.create(unit=world.health, title="Quản trị Sở", role=Role.ADMIN)
    clerk = Person.objects.create(username="clerk", full_name="Quản Trị Sở")
    Appointment.objects.create(person=clerk, position=post)
    Unit.objects.filter(pk=world.other_health.pk).update(code="X.1")
    client = client_for(clerk)
    text = UNIT_HEAD + ";Trạm;;Trạm y tế;Sở Y tế;;\n;Trạm;;Trạm y tế;Sở Tài chính;;\nX.1;Y;;Trạm y tế;Sở Y tế;;\n"
    plan = client.get(_upload(client, "don-vi", text)["Location"]).context["plan"]
    assert [bool(row.errors) for row in plan.rows] == [False, True, True]
    assert "Ngoài phạm vi" in plan.rows[1].errors[0] and "đã dùng" in plan.rows[2].errors[0]
    people = PEOPLE_HEAD + (
        "m;M;;Sở Y tế;K;Cán bộ đơn vị;;\nm;M;;Sở Tài chính;K;Cán bộ đơn vị;;\n"
        "finance_head;D;;Sở Y tế;K;Cán bộ đơn vị;;\nadmin;Q;;Sở Y tế;K;Cán bộ đơn vị;;\n"
    )
    plan = client.get(_upload(client, "nguoi", people)["Location"]).context["plan"]
    assert [bool(row.errors) for row in plan.rows] == [False, True, True, True]


def test_an_upload_is_its_uploaders(world: World, admin_client: Client, client_for: Callable[..., Client]) -> None:
    preview = _upload(admin_client, "don-vi", UNIT_HEAD + ";A;;Khác;;;\n")["Location"]
    second = Person.objects.create(username="admin2", full_name="Hai", is_admin=True)
    assert client_for(second).get(preview).status_code == 404
    assert client_for(world.leader).get(preview).status_code == 403
