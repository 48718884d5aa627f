"""Text as a scan gives it: wrong marks in set phrases, stray signs, torn labels, letters for digits in days.

What is mended is only read by: quotes, names and days keep the words of the document.
"""

from typing import Any

import pytest

from directives.intake.blocks import document_of
from directives.intake.normal import join_wrapped, normalise
from directives.intake.proposal import as_data
from directives.intake.reading import read
from directives.intake.slips import mended, misread_day
from workflows.doubts import codes

PLAN = """UBND TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

SỞ Y TẾ Độc lập - Tự do - Hạnh phúc

Số: 312/KH-SYT An Bình, ngày 05 tháng 3 năm 2026

KẾ HOẠCH

Phòng, chống bệnh dại năm 2026

I. MỤC ĐÍCH

- Giảm số người tử vong vì bệnh dại.

{}
"""


def tasks_of(body: str) -> list[dict[str, Any]]:
    data = as_data(read(document_of(join_wrapped(normalise(PLAN.format(body))))))
    for task in data["tasks"]:
        start, end = task["span"]
        assert " ".join(data["text"][start:end].split()) == task["quote"]
    tasks: list[dict[str, Any]] = data["tasks"]
    return tasks


@pytest.mark.parametrize(
    ("scanned", "right"),
    [
        ("yêu ‹ cầu các đơn vị", "yêu   cầu các đơn vị"),
        ("yêu. cầu", "yêu  cầu"),
        ("tô- -chức triên khai", "tổ   chức triển khai"),
        ("TỎ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"),
        ("Đây mạnh; bảo.cáo", "Đẩy mạnh; báo cáo"),
        ("phòng, chông", "phòng, chống"),
        ("như sau:. ¬", "như sau:   "),
        ("¬ Rà soát\nø).Trạm Y tế", "- Rà soát\ng) Trạm Y tế"),
        ("ngày IŠ tháng 10, ngày O5 tháng l2 năm 2026", "ngày 15 tháng 10, ngày 05 tháng 12 năm 2026"),
    ],
)
def test_slips_are_mended_letter_for_letter(scanned: str, right: str) -> None:
    assert mended(scanned) == right


@pytest.mark.parametrize(
    "plain",
    [
        "Thay đổi môi trường, lưu trú, công nhân, truyền thống, bao cao su.",
        "Danh mục dịch vụ y tế tại địa bàn hành chính; tổ chức theo đội hình.",
        "Ứng phó biến đổi khí hậu, kết nối - dùng chung dữ liệu...",
        "Tỷ lệ = b * 100%; xem goo.gl/a và trang anbinh.gov.vn; mỗi công đoạn trong quy trình.",
        "hệ thống báo cáo, hàng năm, mức tiêu thụ, thông báo: tổ chức, chỉ đạo",
    ],
)
def test_what_is_written_right_stays(plain: str) -> None:
    assert mended(plain) == plain


def test_a_scan_is_read_as_what_was_printed() -> None:
    tasks = tasks_of(
        "II NỘI DUNG THỰC HIỆN:\n\n"
        "1. Sở Y tế\n\n"
        "- Đây mạnh truyền. thông về tiêm phòng, bôi dưỡng cộng tác viên.\n\n"
        "¬ Cụng cấp vắc xin cho các trạm y tế.\n\n"
        "2. Trung tâm Y tế huyện. - : tÓ - ¬\n\n"
        "- Kiêm tra các điểm tiêm ‹ phòng, báo. cáo Sở Y tế trước ngày IŠ tháng 10 năm 2026.\n"
    )
    assert [task["lead"] for task in tasks] == [["Sở Y tế"], ["Sở Y tế"], ["Trung tâm Y tế huyện"]]
    assert tasks[0]["quote"].startswith("Đây mạnh truyền. thông")
    assert tasks[2]["deadline"] == "2026-10-15"
    assert tasks[2]["deadline_text"] == "trước ngày IŠ tháng 10 năm 2026"
    assert "misread_day" in codes(tasks[2]["doubts"])


def test_a_clean_day_is_not_doubted() -> None:
    assert not any(map(misread_day, ["ngày 15 tháng 10 năm 2026", "15/11/2026", "tháng 12/2026", "quý I/2026"]))
    assert all(map(misread_day, ["ngày IŠ tháng 10", "14/1 1/2026", "l5/11/2026"]))


LETTER = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
SỞ Y TẾ

Số: 87/SYT-NVY

An Bình, ngày 02 tháng 12 năm 2026

V/v báo cáo công tác dược năm 2026

Kính gửi: Các đơn vị trực thuộc.

{}

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def letter_of(body: str) -> list[dict[str, Any]]:
    data = as_data(read(document_of(join_wrapped(normalise(LETTER.format(body))))))
    tasks: list[dict[str, Any]] = data["tasks"]
    return tasks


@pytest.mark.parametrize(
    "body",
    [
        "Sở Y tế đề nghị các đơn vị trực thuộc báo cáo công tác dược trong năm 2026 theo mẫu đính kèm.\n\n"
        "Văn bản gửi về Sở Y tế trước ngày 20 tháng 12 năm 2026.",
        "Sở Y tế đề nghị các đơn vị trực thuộc thực hiện các nội dung sau:\n\n"
        "1. Báo cáo công tác dược năm 2026 theo mẫu đính kèm.\n\n"
        "2. Báo cáo bằng văn bản của các đơn vị gửi về Sở Y tế trước ngày 20/12/2026 và qua địa chỉ Email:\n"
        "duoc@anbinh.gov.vn.",
        "Sở Y tế yêu cầu các đơn vị trực thuộc báo cáo số liệu tiêm phòng năm 2026.\n\n"
        "Văn bản báo cáo của các đơn vị xin gửi về Sở Y tế qua phòng Nghiệp vụ chậm nhất ngày 20/12/2026.",
    ],
)
def test_how_a_paper_is_sent_belongs_to_the_task_that_asks_for_it(body: str) -> None:
    tasks = letter_of(body)
    assert [(task["lead"], task["deadline"]) for task in tasks] == [(["các đơn vị trực thuộc"], "2026-12-20")]


def test_what_a_report_covers_is_no_deadline() -> None:
    tasks = letter_of("Sở Y tế đề nghị các đơn vị trực thuộc báo cáo hoạt động của đơn vị trong năm 2026.")
    assert [task["deadline"] for task in tasks] == [None]


def test_another_report_is_another_task() -> None:
    tasks = letter_of(
        "Sở Y tế đề nghị các đơn vị trực thuộc thực hiện các nội dung sau:\n\n"
        "1. Xây dựng kế hoạch tiêm phòng trước ngày 10/12/2026.\n\n"
        "2. Báo cáo kết quả tiêm phòng gửi về Sở Y tế trước ngày 20/12/2026."
    )
    assert [task["deadline"] for task in tasks] == ["2026-12-10", "2026-12-20"]


def test_a_form_under_a_bare_annex_title_gives_no_tasks() -> None:
    tasks = letter_of("Sở Y tế đề nghị các đơn vị trực thuộc báo cáo số liệu theo phụ lục.") + letter_of(
        "Sở Y tế đề nghị các đơn vị trực thuộc báo cáo số liệu theo phụ lục.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
        "PHỤ LỤC\n\nBáo cáo công tác dược năm 2026\n\n1. Tổng số thuốc\n\nCho người cao tuổi\n\n2. Giao nhận thuốc"
    )
    assert len(tasks) == 2


SIGNED = """UBND TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

SỞ Y TẾ Độc lập - Tự do - Hạnh phúc

Số: 1Ø4Q/SYT-NVY An Bình, ngày 1` tháng # năm 2026

V/v báo cáo công tác dược

Kính gửi: Các bệnh viện.

Sở Y tế đề nghị các bệnh viện báo cáo công tác dược năm 2026 theo đề cương kèm theo, gửi trước ngày 20/12/2026.

{}

ĐỀ CƯƠNG BÁO CÁO

(Kèm theo Công văn số 1049/SYT-NVY ngày 10 /⁄ /2026 của Sở Y tế)

PHỤ LỤC 2

(Kèm theo Công văn số 1049/SYT-NVY ngày 10 /4/2026 của Sở Y tế)
"""


def test_the_day_of_a_later_caption_and_a_name_without_its_title() -> None:
    end = ";Với nhận: : ÁM ĐÓC\n\n- Như trên;\n- Website SYT ; hoc\n- Lưu: VT.\n\n3 ;r\n\nTrần Văn Bình _"
    data = as_data(read(document_of(join_wrapped(normalise(SIGNED.format(end))))))
    assert (data["number"], data["date"]) == ("1049/SYT-NVY", "2026-04-10")
    assert (data["signer_title"], data["signer_name"]) == (None, "Trần Văn Bình")
    assert data["noi_nhan"][:2] == ["Như trên", "Website SYT"]


def test_a_name_that_is_no_persons_is_not_taken_for_the_signers() -> None:
    end = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTrung Tâm Y Tế\n\nDANH SÁCH\n\nTrần Văn Bình"
    data = as_data(read(document_of(join_wrapped(normalise(SIGNED.format(end))))))
    assert data["signer_name"] is None
