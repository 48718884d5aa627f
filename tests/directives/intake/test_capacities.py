"""As what a unit does its part: leading, standing, advising, helping."""

import pytest

from directives.intake.blocks import document_of
from directives.intake.capacities import Capacity, capacities
from directives.intake.reading import read
from directives.intake.roles import Found

UNDER_A_HEADING = "KẾ HOẠCH\nTriển khai công tác năm 2026\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n{}\n"


def capacities_of(duty: str) -> list[str]:
    reading = read(document_of(UNDER_A_HEADING.format(duty)))
    return [kind.value for kind in reading.tasks[0].lead_as]


@pytest.mark.parametrize(
    ("duty", "capacity"),
    [
        ("a) Chủ trì, phối hợp với Sở Tài chính xây dựng đề án việc làm trên địa bàn tỉnh.", "lead"),
        ("a) Rà soát, thống kê số lao động của các cơ sở trên địa bàn toàn tỉnh.", "lead"),
        ("a) Là cơ quan thường trực, theo dõi và đôn đốc các đơn vị thực hiện kế hoạch.", "standing"),
        ("a) Làm đầu mối theo dõi, tổng hợp tình hình thực hiện kế hoạch của các đơn vị.", "standing"),
        ("a) Giao Sở Y tế (cơ quan thường trực) theo dõi, đôn đốc các đơn vị thực hiện.", "standing"),
        ("a) Tiếp tục tham mưu UBND tỉnh ban hành quy chế phối hợp giữa các cơ quan.", "advising"),
        ("a) Chủ trì, tham mưu UBND tỉnh ban hành quy chế phối hợp giữa các cơ quan.", "advising"),
        ("a) Phối hợp với Sở Y tế hướng dẫn các cơ sở thực hiện quy định về an toàn.", "helping"),
    ],
)
def test_the_wording_tells_the_capacity(duty: str, capacity: str) -> None:
    assert capacities_of(duty) == [capacity]


def test_a_standing_committee_is_nobodys_standing_agency() -> None:
    words = "Thường trực Tỉnh ủy cho ý kiến về kế hoạch"
    heading = Found(0, 0, "Văn phòng", "heading")
    assert capacities(words, 0, len(words), (heading,)) == (Capacity.LEAD,)


def test_names_of_one_enumeration_share_it() -> None:
    duty = "a) Giao Sở Y tế, Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí thực hiện kế hoạch."
    assert capacities_of(duty) == ["advising", "advising"]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Phối hợp với Sở Y tế thẩm định dự toán tiêm phòng năm 2026.", "helping"),
        ("Tham mưu UBND tỉnh bố trí kinh phí tiêm phòng.", "advising"),
    ],
)
def test_the_first_points_capacity_is_not_that_of_those_below(first: str, kind: str) -> None:
    reading = read(document_of(UNDER_A_HEADING.format(f"- {first}\n- Bố trí kinh phí thực hiện kế hoạch.")))
    assert [[each.value for each in task.lead_as] for task in reading.tasks] == [[kind], ["lead"]]
