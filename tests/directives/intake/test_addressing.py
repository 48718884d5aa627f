"""Whom a letter reaches by those it is addressed to, and lists that lost a label."""

import pytest

from directives.intake.addressing import Addressees, is_own_office
from directives.intake.findings import FindingKind
from directives.intake.gaps import gaps
from tests.directives.intake.below import LETTER, read_below

MINISTERS = ["Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ"]
PROVINCES = ["Đồng chí Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân các tỉnh: Sông Trà, Bến Sông, Đầm Xanh"]


@pytest.mark.parametrize(
    ("addressed", "name"),
    [
        (MINISTERS, "Bộ trưởng Bộ Y tế"),
        (MINISTERS, "Bộ Tài chính"),
        (MINISTERS, "Bộ trưởng các Bộ: Quốc phòng, Công an"),
        (MINISTERS, "Thống đốc Ngân hàng Nhà nước Việt Nam"),
        (MINISTERS, "Văn phòng Chính phủ"),
        (MINISTERS, "Thông tấn xã Việt Nam"),
        (PROVINCES, "Chủ tịch Ủy ban nhân dân các tỉnh: Đầm Xanh, Sông Trà và Bến Sông"),
        (PROVINCES, "UBND tỉnh Bến Sông"),
        (PROVINCES, "Bí thư tỉnh ủy"),
        (PROVINCES, "Chủ tịch UBND các tỉnh nêu trên"),
        (["Các sở, ban, ngành"], "Giám đốc Sở Y tế"),
        (["Giám đốc Sở Y tế"], "Sở Y tế"),
        (["UBND các xã, phường"], "Ủy ban nhân dân các phường, xã"),
        (["UBND các xã, phường"], "Chủ tịch UBND phường Bến Sông"),
        (["Thủ trưởng các cơ quan tham mưu, quản lý nhà nước thuộc Bộ"], "Vụ Pháp chế"),
        (["Các đơn vị trực thuộc Sở Y tế"], "Trung tâm Cứu hộ tỉnh"),
        (["Các bệnh viện"], "Thủ trưởng các đơn vị"),
        (["Các bệnh viện"], "Cán bộ, viên chức"),
    ],
)
def test_a_body_its_head_and_its_class_are_one_address(addressed: list[str], name: str) -> None:
    assert Addressees(addressed).reach(name)


@pytest.mark.parametrize(
    ("addressed", "name"),
    [
        (MINISTERS, "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
        (MINISTERS, "Bộ Chỉ huy quân sự tỉnh Bến Sông"),
        (MINISTERS, "Các cơ quan truyền thông, báo chí"),
        (["Bộ trưởng các Bộ: Quốc phòng, Công an"], "Bộ trưởng Bộ Y tế"),
        (["Bộ trưởng các Bộ: Quốc phòng, Công an"], "Văn phòng Chính phủ"),
        (PROVINCES, "UBND tỉnh Hòn Nhạn"),
        (["Sở Y tế"], "Sở Nội vụ"),
        (["Các đơn vị trực thuộc Sở Y tế"], "Phòng Kế hoạch - Tài chính"),
    ],
)
def test_whom_the_letter_does_not_reach(addressed: list[str], name: str) -> None:
    assert not Addressees(addressed).reach(name)


def test_the_issuers_own_office_needs_no_letter() -> None:
    province = "ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG"
    assert is_own_office("Văn phòng UBND tỉnh", province)
    assert is_own_office("Chánh Văn phòng Sở", "SỞ Y TẾ TỈNH BẾN SÔNG")
    assert is_own_office("Văn phòng Chính phủ", "THỦ TƯỚNG CHÍNH PHỦ")
    assert not is_own_office("Văn phòng Đăng ký đất đai", province)
    assert not is_own_office("Văn phòng Sở Y tế", province)


def test_one_body_under_two_names_is_said_once() -> None:
    text = "1. Đài Truyền hình tỉnh đưa tin.\n\n2. Giám đốc Đài Truyền hình tỉnh mở chuyên mục.\n"
    found = [one for one in read_below(text, LETTER).findings if one.kind is FindingKind.NOT_ADDRESSED]
    assert [one.tasks for one in found] == [(0, 1)]


def test_a_list_that_jumps() -> None:
    text = "1. Sở Y tế\n\n(1) Rà soát tủ thuốc.\n\n(2) Mở lớp sơ cứu. Cắm biển tại bến.\n\n(4) Trực cấp cứu cả ngày.\n"
    [found] = [one for one in read_below(text).findings if one.kind is FindingKind.SKIPPED]
    assert read_below(text).document.text[found.start : found.end].strip() == "(4)"
    assert "IV.1.2 sang IV.1.4" in found.message


def test_no_list_jumps_by_habit_or_where_another_begins() -> None:
    text = (
        "1. Sở Y tế\n\nd) Rà soát tủ thuốc.\n\ne) Mở lớp sơ cứu.\n\n2. Sở Nội vụ\n\na) Trực.\n\nh) Rà soát nhân lực.\n"
    )
    assert not [one for one in read_below(text).findings if one.kind is FindingKind.SKIPPED]


def test_labels_of_each_style() -> None:
    assert gaps(["I", "II", "IV"]) == [(2, ["III"])]
    assert gaps(["1.1", "1.3", "2.5"]) == [(1, ["1.2"])]
    assert gaps(["4", "6", "1", "9", "-"]) == [(1, ["5"])]
