"""The upload that a form holds: named by the address, read again, dropped; a pasted text's head read before saving."""

import pytest
from django.test import Client

from directives import reading
from directives.actions.reading import stop_reading
from directives.files import path_of
from directives.intake.casing import in_lower_case
from directives.models import Directive, FileReading, PendingFile, StoredFile
from directives.states import ReadingState
from tests.directives import samples
from tests.directives.documents import HA_NOI, LETTER_PDF, long_pdf
from tests.directives.samples import upload
from tests.directives.test_entry import ENTER, Open, desk, filled, value_of  # noqa: F401
from tests.personas import World

GONE = "không còn trên máy chủ"
OUTSIDE = """BỘ KHOA HỌC VÀ CÔNG NGHỆ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-BKHCN
Hà Nội, ngày 5 tháng 3 năm 2026

KẾ HOẠCH
Phát triển hạ tầng số

1. Sở Y tế rà soát danh mục dùng chung trước ngày 30/6/2026."""


def read(desk: Client, name: str, data: bytes) -> str:  # noqa: F811
    answer = desk.post(ENTER, {"action": "read", "file": upload(name, data), "urgency": "normal"})
    return answer.content.decode()


def test_the_address_names_the_upload(desk: Client) -> None:  # noqa: F811
    token = value_of(html := read(desk, "ke-hoach.txt", HA_NOI.read_bytes()), "pending")
    assert f'data-address="{ENTER}?tep={token}"' in html
    assert f'data-address="{ENTER}"' in desk.get(ENTER).content.decode()


def test_a_page_loaded_anew_shows_how_far_the_reading_is_and_begins_no_other(desk: Client) -> None:  # noqa: F811
    token = value_of(read(desk, "ke-hoach.pdf", long_pdf()), "pending")
    FileReading.objects.update(state=ReadingState.RUNNING, page=2, pages=18)
    again = desk.get(f"{ENTER}?tep={token}").content.decode()
    assert "xong 2/18 trang" in again and "ke-hoach.pdf" in again
    assert value_of(again, "pending") == token
    assert PendingFile.objects.count() == FileReading.objects.count() == 1


def test_what_was_stopped_is_not_begun_by_looking(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(read(desk, "ke-hoach.pdf", long_pdf()), "pending")
    stop_reading(reading=FileReading.objects.get(), actor=world.actor("standing_officer"))
    assert "Đã dừng đọc tệp" in desk.get(f"{ENTER}?tep={token}").content.decode()
    assert FileReading.objects.get().state == ReadingState.STOPPED


@pytest.mark.parametrize("name", ["long", "short"])
def test_a_finished_reading_fills_the_form_that_its_address_opens(desk: Client, name: str) -> None:  # noqa: F811
    data, code = (long_pdf(), "88/KH-UBND") if name == "long" else (LETTER_PDF.read_bytes(), "45/SYT-NVY")
    token = value_of(read(desk, "van-ban.pdf", data), "pending")
    for row in FileReading.objects.all():
        reading.read(row.pk)
    opened = desk.get(f"{ENTER}?tep={token}")
    html = opened.content.decode()
    assert value_of(html, "code") == code
    assert opened.context["form"]["text"].value()
    assert "Đã đọc và điền giúp: Loại văn bản" in html
    assert "Hãy chọn loại văn bản" not in html


def test_two_files_in_two_windows_do_not_mix(desk: Client) -> None:  # noqa: F811
    first = value_of(read(desk, "mot.txt", HA_NOI.read_bytes()), "pending")
    second = value_of(read(desk, "hai.pdf", long_pdf()), "pending")
    one, two = (desk.get(f"{ENTER}?tep={token}").content.decode() for token in (first, second))
    assert "mot.txt" in one and "hai.pdf" not in one and "Đang chờ đọc tệp" not in one
    assert "hai.pdf" in two and "mot.txt" not in two and "Đang chờ đọc tệp" in two
    assert "Vũ Thu Hà" in one and "Vũ Thu Hà" not in two


def test_anothers_upload_is_told_like_one_that_is_gone(desk: Client, persona_client: Open) -> None:  # noqa: F811
    token = value_of(read(desk, "ke-hoach.txt", HA_NOI.read_bytes()), "pending")
    other = persona_client("standing_head")
    theirs = other.get(f"{ENTER}?tep={token}").content.decode()
    none = other.get(f"{ENTER}?tep=00000000-0000-4000-8000-000000000000").content.decode()
    for html in (theirs, none, other.get(f"{ENTER}?tep=x").content.decode()):
        assert GONE in html and "Không mở lại được tệp" in html
        assert "Chưa lưu được" not in html and "ke-hoach.txt" not in html and "Vũ Thu Hà" not in html
        assert value_of(html, "pending") == ""
    other.post(ENTER, {"action": "drop", "pending": token})
    assert PendingFile.objects.get().name == "ke-hoach.txt"


def test_a_draft_that_is_corrected_keeps_its_upload_too(desk: Client, world: World) -> None:  # noqa: F811
    desk.post(ENTER, filled(world))
    address = f"/van-ban/{Directive.objects.get().pk}/sua/"
    html = desk.post(address, {**filled(world), "action": "read", "file": upload("a.pdf", long_pdf())}).content.decode()
    token = value_of(html, "pending")
    assert f'data-address="{address}?tep={token}"' in html
    again = desk.get(f"{address}?tep={token}").content.decode()
    assert value_of(again, "pending") == token and "Đang chờ đọc tệp" in again
    assert value_of(again, "code") == "144/KH-UBND" and value_of(again, "issued_on") == "21/07/2023"
    assert value_of(again, "seen")


def test_a_kept_short_file_is_read_again(desk: Client, world: World) -> None:  # noqa: F811
    data = filled(world, abstract="", text="")
    kept = desk.post(ENTER, {**data, "file": upload("ke-hoach.txt", HA_NOI.read_bytes())}).content.decode()
    token = value_of(kept, "pending")
    again = desk.post(ENTER, {"action": "read", "pending": token, "urgency": "normal"})
    assert again.context["form"]["signer_name"].value() == "Vũ Thu Hà"
    assert "Sở Y tế" in again.context["form"]["text"].value()


def test_a_kept_file_that_the_disk_lost_says_what_to_do(desk: Client) -> None:  # noqa: F811
    token = value_of(read(desk, "ke-hoach.txt", HA_NOI.read_bytes()), "pending")
    path_of(StoredFile.objects.get().sha256).unlink()
    html = desk.post(ENTER, {"action": "read", "pending": token}).content.decode()
    assert "Chưa đọc được tệp" in html and "Hãy lấy lại từ nơi gửi" in html


@pytest.mark.parametrize("data", [LETTER_PDF.read_bytes(), long_pdf()], ids=["short", "long"])
def test_a_file_is_dropped_with_what_came_from_it(desk: Client, world: World, data: bytes) -> None:  # noqa: F811
    token = value_of(read(desk, "cong-van.pdf", data), "pending")
    for row in FileReading.objects.all():
        reading.read(row.pk)
    form = desk.get(f"{ENTER}?tep={token}").context["form"]
    shown = {name: form[name].value() or "" for name in form.fields if name not in ("file", "issuer", "add_issuer")}
    shown |= {"issuer_text": form["issuer"].value()[1], "place": "Nơi tôi ghi"}
    dropped = desk.post(ENTER, {**shown, "action": "drop"})
    html = dropped.content.decode()
    assert dropped.status_code == 200
    assert "Đã bỏ tệp cong-van.pdf khỏi máy chủ" in html and "data-kept" not in html
    assert {name: dropped.context["form"][name].value() or "" for name in ("code", "abstract", "text", "pending")} == {
        "code": "", "abstract": "", "text": "", "pending": "",
    }  # fmt: skip
    assert value_of(html, "place") == "Nơi tôi ghi"
    assert not (PendingFile.objects.exists() or FileReading.objects.exists() or StoredFile.objects.exists())
    assert f'data-address="{ENTER}"' in html
    assert GONE in desk.get(f"{ENTER}?tep={token}").content.decode()
    assert desk.get(f"/van-ban/nhap/doc/{token}/").status_code == 404


def test_a_file_dropped_in_one_window_stays_in_the_other_and_corrected_text_stays(desk: Client, world: World) -> None:  # noqa: F811
    first, second = (value_of(read(desk, "a.txt", HA_NOI.read_bytes()), "pending") for _window in "ab")
    dropped = desk.post(ENTER, filled(world, action="drop", pending=first, text="Chữ tôi sửa", text_of="khác"))
    assert dropped.context["form"]["text"].value() == "Chữ tôi sửa"
    assert value_of(dropped.content.decode(), "code") == "144/KH-UBND"
    assert str(PendingFile.objects.get().token) == second
    assert path_of(StoredFile.objects.get().sha256).exists()


def test_a_reading_whose_file_is_gone_says_so_once(desk: Client) -> None:  # noqa: F811
    token = value_of(read(desk, "a.pdf", long_pdf()), "pending")
    desk.post(ENTER, {"action": "drop", "pending": token})
    answer = desk.get(f"/van-ban/nhap/doc/{token}/")
    assert answer.status_code == 404
    assert "đã lưu hoặc đã bỏ ở cửa sổ khác" in answer.content.decode()
    assert "hx-trigger" not in answer.content.decode()


def test_the_head_of_a_pasted_text_is_read_before_anything_is_saved(desk: Client, world: World) -> None:  # noqa: F811
    data = {"action": "propose", "text": HA_NOI.read_text(), "urgency": "normal", "standing_unit": world.health.pk}
    asked = desk.post(ENTER, data)
    html = asked.content.decode()
    assert asked.status_code == 422 and not Directive.objects.exists()
    assert "Đã đọc và điền giúp: Loại văn bản" in html
    assert "Hãy chọn loại văn bản" not in html
    form = asked.context["form"]
    assert form["signer_name"].value() == "Vũ Thu Hà"
    shown = {name: form[name].value() or "" for name in form.fields if name not in ("file", "issuer")}
    shown |= {"issuer": form["issuer"].value()[0], "issuer_text": form["issuer"].value()[1]}
    saved = desk.post(ENTER, {**shown, "action": "propose", "add_issuer": "on"})
    assert saved["Location"] == f"/van-ban/{Directive.objects.get().pk}/phan-cong/?doc=1"


def test_a_pasted_text_without_a_head_says_what_to_do(desk: Client, world: World) -> None:  # noqa: F811
    data = {"action": "propose", "text": "Rà soát thuốc.", "urgency": "normal", "standing_unit": world.health.pk}
    html = desk.post(ENTER, data).content.decode()
    assert "trong toàn văn không thấy phần đầu" in html and "hoặc dán thêm phần đầu" in html
    assert "Hãy chọn loại văn bản" in html


@pytest.mark.parametrize("action", ["read", "propose"])
def test_an_unknown_issuer_is_told_before_saving_and_not_in_capitals(
    desk: Client,  # noqa: F811
    world: World,
    action: str,
) -> None:
    data = {"action": action, "text": OUTSIDE, "urgency": "normal", "standing_unit": world.health.pk}
    html = desk.post(ENTER, data).content.decode()
    assert value_of(html, "issuer_text") == "Bộ Khoa học và Công nghệ"
    assert "Danh mục chưa có “Bộ Khoa học và Công nghệ”" in html
    assert "Thêm tên này là cơ quan ngoài hệ thống" in html
    assert not Directive.objects.exists()


def test_proposals_wait_for_a_file_that_is_still_being_read(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(read(desk, "ke-hoach.pdf", long_pdf()), "pending")
    html = desk.post(ENTER, filled(world, action="propose", pending=token, text="")).content.decode()
    assert "Tệp còn đang được đọc" in html
    assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH BẾN SÔNG", "Sở Giáo dục và Đào tạo tỉnh Bến Sông"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("ĐẢNG ỦY XÃ TÂN AN", "Đảng ủy xã Tân An"),
        ("VĂN PHÒNG TỈNH ỦY BẾN SÔNG", "Văn phòng Tỉnh ủy Bến Sông"),
        ("HĐND THÀNH PHỐ HẢI ĐÔNG", "HĐND thành phố Hải Đông"),
        ("TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM", "Tập đoàn Điện lực Việt Nam"),
        ("Công ty ABC", "Công ty ABC"),
    ],
)
def test_a_name_in_capitals_in_the_case_of_running_text(printed: str, written: str) -> None:
    assert in_lower_case(printed) == written


def test_the_case_that_the_document_itself_writes_is_taken() -> None:
    name = "CÔNG TY CỔ PHẦN DƯỢC PHẨM SÔNG HẬU"
    assert in_lower_case(name, f"{name}\nCông ty cổ phần\nDược phẩm Sông Hậu đề nghị") == (
        "Công ty cổ phần Dược phẩm Sông Hậu"
    )


def test_samples_are_read_again_only_by_who_sent_them(desk: Client, persona_client: Open) -> None:  # noqa: F811
    token = value_of(read(desk, "a.docx", samples.docx("1. Sở Y tế chủ trì.")), "pending")
    answer = persona_client("standing_head").post(ENTER, {"action": "read", "pending": token}).content.decode()
    assert GONE in answer and "Sở Y tế chủ trì" not in answer
