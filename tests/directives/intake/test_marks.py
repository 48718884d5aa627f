"""Who leads and who helps where one enumeration or one cell names both."""

import pytest

from tests.directives.intake.below import helping, led, read_below


@pytest.mark.parametrize(
    ("text", "lead", "coordinate"),
    [
        pytest.param(
            "1. Giao Sở Y tế (chủ trì), Sở Tài chính (phối hợp), UBND các xã (phối hợp) tổ chức tập huấn.",
            ["Sở Y tế"],
            ["Sở Tài chính", "UBND các xã"],
            id="each marked",
        ),
        pytest.param(
            "1. Sở Nội vụ (cơ quan chủ trì), Công an tỉnh và Sở Xây dựng (cơ quan phối hợp) kiểm tra.",
            ["Sở Nội vụ"],
            ["Công an tỉnh", "Sở Xây dựng"],
            id="beside who is marked as leading, the others help",
        ),
        pytest.param(
            "1. Sở Tài chính (phối hợp), Sở Y tế (chủ trì) lập dự toán.",
            ["Sở Y tế"],
            ["Sở Tài chính"],
            id="who helps stands first",
        ),
        pytest.param(
            "1. Sở Y tế chủ trì; Sở Tài chính (phối hợp) rà soát kinh phí.",
            ["Sở Y tế"],
            ["Sở Tài chính"],
            id="only who helps is marked",
        ),
        pytest.param(
            "1. Đề nghị Sở Y tế (CT), Sở Tài chính (PH) thực hiện.", ["Sở Y tế"], ["Sở Tài chính"], id="letters"
        ),
        pytest.param("1. UBND các xã (phối hợp) rà soát.", ["UBND các xã"], [], id="nobody else: the block is theirs"),
        pytest.param(
            "1. Sở Y tế (chủ trì) tập huấn; Sở Tài chính kịp thời chỉ đạo cấp kinh phí.",
            ["Sở Y tế", "Sở Tài chính"],
            [],
            id="another clause is no enumeration",
        ),
        pytest.param(
            "1. Tập huấn sơ cứu.\n- Cơ quan thực hiện: Sở Y tế (chủ trì), Sở Tài chính (phối hợp), Sở Nội vụ.",
            ["Sở Y tế"],
            ["Sở Tài chính", "Sở Nội vụ"],
            id="in a labelled line",
        ),
    ],
)
def test_marks_in_brackets(text: str, lead: list[str], coordinate: list[str]) -> None:
    [task] = read_below(text + "\n").tasks
    assert (led(task), helping(task)) == (lead, coordinate)


@pytest.mark.parametrize(
    ("cell", "lead", "coordinate"),
    [
        ("Sở Y tế (chủ trì); Sở Tài chính (phối hợp)", ["Sở Y tế"], ["Sở Tài chính"]),
        ("Chủ trì: Sở Y tế; phối hợp: Công an tỉnh", ["Sở Y tế"], ["Công an tỉnh"]),
        ("- Chủ trì: Sở Y tế - Phối hợp: Công an tỉnh, UBND các xã", ["Sở Y tế"], ["Công an tỉnh", "UBND các xã"]),
        ("Sở Y tế; phối hợp: Sở Tài chính, Sở Nội vụ", ["Sở Y tế"], ["Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Y tế, Sở Tài chính", ["Sở Y tế", "Sở Tài chính"], []),
    ],
)
def test_one_cell_for_both(cell: str, lead: list[str], coordinate: list[str]) -> None:
    table = f"STT | Nhiệm vụ | Cơ quan thực hiện | Thời gian\n1 | Lập dự toán kinh phí | {cell} | Quý III/2025\n"
    [task] = read_below(table).tasks
    assert (led(task), helping(task)) == (lead, coordinate)
