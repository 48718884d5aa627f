"""Points that only name things: kinds, places, who is meant. None of them is a duty."""

import pytest

from tests.directives.intake.below import LETTER, told

ACT = "1.2. Dự trữ đủ cơ số thuốc tại các trạm.\n"


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(
            "1.1. Danh mục thuốc dự phòng\n\na) Thuốc hạ sốt cho trẻ em và người lớn.\n\n"
            "b) Dịch truyền các loại dùng trong cấp cứu.\n\n",
            id="kinds",
        ),
        pytest.param(
            "1.1. Các tuyến đường trọng điểm:\n\n- Quốc lộ 1A, đoạn qua địa bàn tỉnh.\n\n"
            "- Đường tỉnh 823, đoạn từ cầu Sông Trà đến bến xe.\n\n",
            id="places",
        ),
        pytest.param(
            "1.1. Nhóm nguy cơ cao\n\na) Người từ 65 tuổi trở lên có bệnh nền.\n\nb) Phụ nữ có thai ba tháng cuối.\n\n",
            id="whom it is about",
        ),
        pytest.param(
            "1.1. Chất thải nguy hại gồm:\n\na) Pin, ắc quy thải.\n\nb) Bóng đèn huỳnh quang thải.\n\n", id="parts"
        ),
        pytest.param(
            "1.1. Một số khái niệm\n\na) Vùng nguy cơ cao là khu vực có từ 03 ca bệnh.\n\n"
            "b) Ca bệnh nghi ngờ là người có sốt và phát ban.\n\n",
            id="terms",
        ),
        pytest.param(
            "1.1. Nội dung báo cáo gồm:\n\na) Số ca mắc, số ca tử vong;\n\nb) Kiến nghị, đề xuất.\n\n",
            id="what a report contains, though one of it could be an act",
        ),
    ],
)
def test_things_below_a_unit_are_no_tasks(listed: str) -> None:
    assert told(f"1. Sở Y tế\n\n{listed}{ACT}") == [("Dự trữ đủ cơ số thuốc tại các trạm.", ["Sở Y tế"])]


def test_things_below_an_act_are_one_task_with_it() -> None:
    [(words, lead)] = told(
        "1. Sở Khoa học và Công nghệ\n\n1.1. Vận hành các nền tảng dùng chung:\n\na) Nền tảng họp trực tuyến.\n\n"
        "b) Kho dữ liệu dùng chung của tỉnh.\n"
    )
    assert lead == ["Sở Khoa học và Công nghệ"]
    assert words.startswith("Vận hành các nền tảng") and words.endswith("Kho dữ liệu dùng chung của tỉnh.")


def test_nouns_below_announced_duties_stay_tasks() -> None:
    text = (
        "Sở Y tế yêu cầu các đơn vị:\n\n1. Các nhiệm vụ trọng tâm:\n\na) Công tác truyền thông về vệ sinh cá nhân.\n\n"
        "b) Tập huấn phác đồ điều trị cho nhân viên y tế.\n"
    )
    assert len(told(text, LETTER)) == 2


QUANTITIES = (
    "1. Chủ tịch UBND các xã rà soát, tổng hợp báo cáo về một số nội dung sau:\n\n"
    "(1) Số hộ có nhà cần phải xây dựng lại.\n\n(2) Tổng kinh phí cần thiết để hỗ trợ Nhân dân.\n\n"
)


def test_quantities_to_be_reported_are_one_task_whatever_they_are_needed_for() -> None:
    [(words, lead)] = told(QUANTITIES)
    assert words.startswith("Chủ tịch UBND các xã") and words.endswith("hỗ trợ Nhân dân.")
    assert lead == ["Chủ tịch UBND các xã"]


def test_a_paragraph_behind_the_list_tells_somebody_else() -> None:
    [(listed, _), (sent, lead)] = told(f"{QUANTITIES}UBND các xã gửi báo cáo về Sở Xây dựng trước ngày 30/9/2025.\n")
    assert listed.endswith("hỗ trợ Nhân dân.")
    assert (sent, lead) == ("UBND các xã gửi báo cáo về Sở Xây dựng trước ngày 30/9/2025.", ["UBND các xã"])


@pytest.mark.parametrize(
    ("closing", "counts"),
    [
        ("Văn phòng Sở theo dõi, đôn đốc các đơn vị thực hiện, kịp thời tổng hợp, báo cáo Giám đốc Sở./.", True),
        ("Sở Y tế đề nghị các đơn vị nghiêm túc thực hiện./.", False),
    ],
)
def test_who_follows_the_work_up_is_told_though_it_closes_the_document(closing: str, counts: bool) -> None:
    tasks = told(f"Sở Y tế yêu cầu các đơn vị:\n\n1. Tăng cường giám sát dịch tại cơ sở.\n\n{closing}\n", LETTER)
    assert [words for words, _lead in tasks[1:]] == ([closing] if counts else [])
