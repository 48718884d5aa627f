"""Forms that pasted and printed documents take: headers in two rows, torn rows, stray labels, examples, terms."""

import pytest

from directives.intake.findings import FindingKind
from directives.intake.proposal import as_data
from tests.directives.intake.test_reading import PLAN_OF_ONE, reading, task_of, told

DATES = "| 1 | Rà soát quy chế | Sở Nội vụ | 01/3/2026 | 30/6/2026 | Báo cáo |"


@pytest.mark.parametrize(
    "headings",
    [
        "| STT | Nội dung công việc | Cơ quan chủ trì | Thời gian | | Sản phẩm |\n| bắt đầu | hoàn thành |",
        "| STT | Nội dung công việc | Cơ quan chủ trì | Thời gian | Sản phẩm |\n| Bắt đầu | Kết thúc |",
        "| STT | Nội dung công việc | Cơ quan chủ trì | Thời gian | | Sản phẩm |\n| | | | Bắt đầu | Hoàn thành | |",
    ],
)
def test_a_header_in_two_rows_however_few_cells_the_second_has(headings: str) -> None:
    (task,) = as_data(reading(f"PHỤ LỤC\n{headings}\n{DATES}\n"))["tasks"]
    assert (task["lead"], task["deadline"], task["product"]) == (["Sở Nội vụ"], "2026-06-30", "Báo cáo")


def test_partners_below_a_heading_over_two_columns() -> None:
    text = (
        "PHỤ LỤC\n| TT | Nhiệm vụ | Phân công | Thời hạn |\n| Chủ trì | Phối hợp |\n"
        "| 1 | Rà soát mạng lưới | Sở Xây dựng | Sở Y tế | 31/12/2026 |\n"
    )
    (task,) = as_data(reading(text))["tasks"]
    assert (task["lead"], task["coordinate"], task["deadline"]) == (["Sở Xây dựng"], ["Sở Y tế"], "2026-12-31")


def test_a_row_goes_on_below_a_header_that_the_next_page_repeats() -> None:
    header = "| TT | Nhiệm vụ | Phân công thực hiện | | Thời hạn |\n| | | Chủ trì | Phối hợp | |\n"
    text = (
        f"PHỤ LỤC\n{header}| 1 | Rà soát mạng lưới cấp nước tại | Sở Xây dựng | Sở Y tế | 31/12/2026 |\n"
        f"{header}| | các xã vùng cao | | UBND các xã | |\n| 2 | Ban hành hướng dẫn | Sở Y tế | | Quý I/2027 |\n"
    )
    first, second = as_data(reading(text))["tasks"]
    assert first["quote"].startswith("Rà soát mạng lưới")
    assert "các xã vùng cao" in first["quote"]
    assert (first["lead"], first["coordinate"]) == (["Sở Xây dựng"], ["Sở Y tế", "UBND các xã"])
    assert (second["lead"], second["deadline"]) == (["Sở Y tế"], "2027-03-31")


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (
            "Công an tỉnh trong 05 ngày làm việc kể từ ngày nhận văn bản này rà soát, gửi danh sách.",
            "trong 05 ngày làm việc kể từ ngày nhận văn bản này",
        ),
        (
            "Sở Y tế trong 10 ngày kể từ ngày Quyết định có hiệu lực thi hành tổ chức hội nghị triển khai.",
            "trong 10 ngày kể từ ngày Quyết định có hiệu lực thi hành",
        ),
        (
            "Sở Y tế chậm nhất 03 ngày kể từ khi kết thúc đợt kiểm tra báo cáo UBND tỉnh.",
            "chậm nhất 03 ngày kể từ khi kết thúc đợt kiểm tra",
        ),
    ],
)
def test_a_term_ends_before_the_verb_of_the_task(point: str, words: str) -> None:
    task = task_of(PLAN_OF_ONE.format(point), point[:20])
    assert task["deadline_text"] == words


def test_a_labelled_time_ends_with_its_words_of_time() -> None:
    text = PLAN_OF_ONE.format("Rà soát tủ sách.") + (
        "2. Tổ chức hội sách\n- Tổ chức hội sách cấp tỉnh.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Thời gian thực hiện: Quý II năm 2026. Các đơn vị tổ chức nghiêm túc, gửi kết quả về Sở Nội vụ; Sở Nội vụ "
        "tổng hợp, trình UBND tỉnh xem xét, kịp thời khen thưởng các tập thể.\n"
    )
    task = task_of(text, "hội sách")
    assert (task["deadline"], task["deadline_text"]) == ("2026-06-30", "Quý II năm 2026")


def test_a_stray_point_replaces_no_task() -> None:
    text = PLAN_OF_ONE.format("Rà soát tủ sách.") + (
        "2. Rà soát quy chế của các đơn vị trực thuộc\nđ) Kiểm tra việc thực hiện quy chế tại cơ sở.\n"
        "e) Tổng hợp kết quả, báo cáo UBND tỉnh.\n3. Sở Tài chính bố trí kinh phí thực hiện.\n"
    )
    assert [quote.split()[0] for quote, _lead, _partners in told(text)][2:] == ["Rà", "Kiểm", "Tổng", "Sở"]


@pytest.mark.parametrize(
    "examples",
    [
        "- Tuyên truyền bằng nhiều hình thức, như:\n- Phát thanh trên loa;\n- Pa nô, áp phích;\n- Hội thi tìm hiểu.\n",
        "- Tuyên truyền bằng nhiều hình thức như:\na) Phát thanh;\nb) Treo pa nô;\nc) Tổ chức hội thi tìm hiểu.\n",
    ],
)
def test_examples_are_no_duties_of_their_own(examples: str) -> None:
    text = PLAN_OF_ONE.format("Rà soát tủ sách.") + f"2. Sở Tài chính\n{examples}- Tổng hợp, báo cáo UBND tỉnh.\n"
    first, second = told(text)[2:]
    assert first[0].startswith("Tuyên truyền bằng nhiều hình thức")
    assert first[0].endswith("tìm hiểu.")
    assert (first[1], second[0]) == (["Sở Tài chính"], "Tổng hợp, báo cáo UBND tỉnh.")


def test_a_unit_that_the_letter_does_not_address_is_said_once() -> None:
    text = (
        "SỞ Y TẾ\nSố: 8/SYT-NVY\nV/v trực ban\nBến Sông, ngày 02 tháng 6 năm 2026\nKính gửi: Các bệnh viện.\n"
        "Sở Y tế yêu cầu:\n1. Đài Truyền hình tỉnh đưa tin.\n2. Các bệnh viện trực ban.\n3. Đài Truyền hình tỉnh "
        "mở chuyên mục.\n"
    )
    found = [one for one in reading(text).findings if one.kind is FindingKind.NOT_ADDRESSED]
    assert [(one.task, one.tasks) for one in found] == [(0, (0, 2))]


def test_an_event_to_hold_is_nobodys_name() -> None:
    assert told(PLAN_OF_ONE.format("Tổ chức hội thi tìm hiểu pháp luật."))[0][1] == ["Sở Nội vụ"]


NO_DUTIES = """KẾ HOẠCH
Quan trắc môi trường năm 2026
II. NỘI DUNG THỰC HIỆN
1. Vùng nuôi tôm
a) Thời gian thực hiện: Từ tháng 3 đến tháng 11 hằng năm.
b) Địa điểm: Vùng nuôi tôm ven đầm.
c) Thông số quan trắc:
- Nhiệt độ, độ mặn, pH;
- Thuốc bảo vệ thực vật và kim loại nặng; tần suất quan trắc: 03 đợt/năm.
2. Danh sách đơn vị chưa báo cáo
a) Bệnh viện Đa khoa Bến Sông.
b) Trung tâm Y tế Tân Hòa.
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế tổng hợp kết quả.
2. Bãi bỏ Kế hoạch số 12/KH-UBND.
"""


def test_data_and_lists_of_facilities_are_no_tasks() -> None:
    assert [quote for quote, _lead, _partners in told(NO_DUTIES)][:1] == ["Sở Y tế tổng hợp kết quả."]


def test_the_title_of_an_article_alone_is_no_task() -> None:
    text = "QUYẾT ĐỊNH\nĐiều 3. Trách nhiệm thực hiện\n1. Sở Y tế rà soát danh mục.\nĐiều 14. Trách nhiệm thi hành\n"
    assert [quote for quote, _lead, _partners in told(text)] == ["Sở Y tế rà soát danh mục."]


@pytest.mark.parametrize(
    ("point", "lead"),
    [
        ("Đối với ngành Y tế: Xây dựng kế hoạch triển khai tại các đơn vị trực thuộc.", ["ngành Y tế"]),
        ("Sở Tài chính trong quý III/2026 trình phương án.", ["Sở Tài chính"]),
        ("Sở Công Thương ngay sau khi Luật có hiệu lực xây dựng kế hoạch.", ["Sở Công Thương"]),
        ("Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp) hoàn thiện đề án.", ["Sở Nội vụ"]),
        ("Ngân hàng Nhà nước - Chi nhánh Khu vực 2: Chủ trì triển khai.", ["Ngân hàng Nhà nước - Chi nhánh Khu vực 2"]),
    ],
)
def test_names_before_a_colon_a_time_or_an_aside(point: str, lead: list[str]) -> None:
    text = PLAN_OF_ONE.format("Rà soát tủ sách.") + f"2. {point}\n"
    assert told(text)[-1][1] == lead
