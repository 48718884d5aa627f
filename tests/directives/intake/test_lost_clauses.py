"""Clauses that give work and look like something else: a heading, a note, a ground, a row of headings."""

from directives.intake.blocks import document_of
from directives.intake.reading import Reading, read

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA LÂM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 455/UBND-KGVX
V/v triển khai một số nhiệm vụ trọng tâm năm 2025
Hòa Lâm, ngày 10 tháng 3 năm 2025
Kính gửi: Các sở, ban, ngành tỉnh; UBND các xã, phường.
UBND tỉnh yêu cầu:
"""
END = """
Nơi nhận:
- Như trên;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Tám
"""


def reading(*lines: str) -> Reading:
    return read(document_of(HEAD + "\n".join(lines) + END))


def given(*lines: str) -> list[tuple[str, str]]:
    """Of each task who leads it and its words."""
    return [("; ".join(one.words for one in task.lead), task.quote) for task in reading(*lines).tasks]


def test_a_sentence_behind_a_colon_is_a_task_with_a_paragraph_below_it() -> None:
    assert given(
        "1. Sở Tài chính bố trí kinh phí.",
        "2. Sở Y tế: xây dựng kế hoạch cụ thể, gửi UBND tỉnh trước ngày 15/5/2025.",
        "Các sở, ngành báo cáo UBND tỉnh (qua Sở Y tế) trước ngày 20/5/2025.",
    ) == [
        ("Sở Tài chính", "Sở Tài chính bố trí kinh phí."),
        ("Sở Y tế", "Sở Y tế: xây dựng kế hoạch cụ thể, gửi UBND tỉnh trước ngày 15/5/2025."),
        ("Các sở, ngành", "Các sở, ngành báo cáo UBND tỉnh (qua Sở Y tế) trước ngày 20/5/2025."),
    ]


def test_a_note_in_brackets_is_no_task_and_takes_none_away() -> None:
    for note in ("(Có phụ lục kèm theo)", "(Phân công nhiệm vụ chi tiết tại Phụ lục kèm theo)."):
        assert given("1. Sở Tài chính bố trí kinh phí.", "2. Sở Y tế: xây dựng kế hoạch cụ thể.", note) == [
            ("Sở Tài chính", "Sở Tài chính bố trí kinh phí."),
            ("Sở Y tế", "Sở Y tế: xây dựng kế hoạch cụ thể."),
        ]


def test_brackets_that_say_who_belong_to_the_point_above() -> None:
    (task,) = given("1. Cắm biển cảnh báo tại các bến sông nguy hiểm.", "(Đơn vị chủ trì: Sở Xây dựng)")
    assert task[0] == "Sở Xây dựng"


def test_a_numbered_row_whose_words_could_be_headings_is_a_row() -> None:
    assert given(
        "TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm",
        "1 | Rà soát quy hoạch | Sở Y tế | Sở Tài chính | Tháng 6/2025 | Quyết định",
        "2 | Báo cáo kết quả thực hiện Kế hoạch | Sở Nội vụ |  | Tháng 12/2025 | Báo cáo",
    )[1:] == [("Sở Nội vụ", "Báo cáo kết quả thực hiện Kế hoạch Sở Nội vụ Tháng 12/2025 Báo cáo")]


def test_behind_an_announcement_a_ground_opens_a_task() -> None:
    words = "Căn cứ Luật Ngân sách nhà nước số 83/2015/QH13 ngày 25/6/2015, Sở Tài chính bố trí kinh phí."
    assert given(words) == [("Sở Tài chính", words)]


def test_who_sees_to_the_money_has_a_task() -> None:
    assert given("1. Sở Y tế xây dựng kế hoạch.", "2. Kinh phí: Sở Tài chính tham mưu.")[1:] == [
        ("Sở Tài chính", "Kinh phí: Sở Tài chính tham mưu.")
    ]
