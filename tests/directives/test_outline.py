"""The outline of the two documents the product started from, and of the forms that documents take."""

from itertools import pairwise
from pathlib import Path

import pytest

from directives.intake.normal import normalise
from directives.intake.outline import Kind, Node, leaves, outline
from directives.intake.text import from_typing
from directives.states import ProvisionKind
from tests.directives.documents import HA_NOI, LANG_SON


def read(path: Path) -> tuple[str, list[Node]]:
    text = from_typing(path.read_text(encoding="utf-8")).text
    return text, outline(text)


def shape(nodes: list[Node]) -> list[tuple[str, str]]:
    return [(node.path, node.heading) for node in nodes]


def test_the_hanoi_plan() -> None:
    text, nodes = read(HA_NOI)
    assert shape(nodes) == [
        ("Đoạn 1", ""),
        ("I", "MỤC ĐÍCH, YÊU CẦU"),
        ("I.1", "Mục đích"),
        ("I.1 gạch 1", ""),
        ("I.1 gạch 2", ""),
        ("I.1 gạch 3", ""),
        ("I.2", "Yêu cầu"),
        ("I.2 gạch 1", ""),
        ("I.2 gạch 2", ""),
        ("II", "NỘI DUNG, NHIỆM VỤ, GIẢI PHÁP"),
        ("II đoạn 1", ""),
        *[(f"II.{number}", "") for number in range(1, 7)],
        ("III", "PHÂN CÔNG NHIỆM VỤ"),
        ("III.1", "Sở Y tế"),
        *[(f"III.1.{letter}", "") for letter in "abcde"],
        ("III.2", "Sở Kế hoạch và Đầu tư"),
        ("III.2 gạch 1", ""),
        ("III.2 gạch 2", ""),
        ("III.3", "Sở Tài chính"),
        ("III.3 đoạn 1", ""),
        ("III.4", "Bảo hiểm xã hội Thành phố"),
        ("III.4 đoạn 1", ""),
        ("III.5", "Ủy ban nhân dân các quận, huyện, thị xã"),
        ("III.5 đoạn 1", ""),
        ("IV", "TỔ CHỨC THỰC HIỆN"),
        *[(f"IV.{number}", "") for number in range(1, 4)],
    ]
    by_path = {node.path: node for node in nodes}
    # A page break runs through the sentence; the span does not stop there.
    broken = by_path["I.1 gạch 3"]
    assert text[broken.start : broken.end].startswith("- Xác định rõ nội dung")
    assert text[broken.start : broken.end].endswith("khắc phục các tồn tại, hạn chế.")
    plan = by_path["IV.1"]
    assert "gửi về Sở Y tế trước ngày 30/7/2023 để tổng hợp" in text[plan.start : plan.end]
    assert text[plan.body :].startswith("Việc thực hiện Kế hoạch này")
    assert text[by_path["IV"].start : by_path["IV"].end].endswith("chỉ đạo, giải quyết./.")
    assert "Nơi nhận" not in text[nodes[0].start : nodes[-1].end]


def test_the_lang_son_letter() -> None:
    text, nodes = read(LANG_SON)
    assert shape(nodes) == [
        ("Đoạn 1", ""),
        ("1", "Các đơn vị trực thuộc"),
        ("1 đoạn 1", ""),
        ("1 đoạn 2", ""),
        ("1 đoạn 3", ""),
        ("2", "UBND các xã, phường"),
        ("2 đoạn 1", ""),
        ("2 đoạn 2", ""),
        ("3", "Các phòng Kế hoạch- Tài chính, Văn phòng"),
        ("3 đoạn 1", ""),
        ("3 đoạn 2", ""),
        ("Đoạn 2", ""),
    ]
    by_path = {node.path: node for node in nodes}
    mended = by_path["3 đoạn 1"]
    assert "để\n\ntháo gỡ khó khăn" in text[mended.start : mended.end]
    # The closing paragraph speaks to all units, not to the rooms of clause 3.
    assert by_path["Đoạn 2"].parent is None
    assert "(trong quá trình thực hiện báo cáo Sở Y tế" in text  # the marks of italics are gone
    assert "*" not in text


@pytest.mark.parametrize("path", [HA_NOI, LANG_SON])
def test_spans_nest_and_reproduce_the_words(path: Path) -> None:
    text, nodes = read(path)
    for node in nodes:
        assert 0 <= node.start <= node.body <= node.end <= len(text)
        words = text[node.start : node.end]
        assert words == words.strip()
        assert node.label in ("", "-") or words.startswith(node.label)
        if node.parent is not None:
            above = nodes[node.parent]
            assert above.start <= node.start
            assert node.end <= above.end
    ends = [(nodes[at].start, nodes[at].end) for at in leaves(nodes)]
    assert all(one[1] <= other[0] for one, other in pairwise(ends))


def test_articles_clauses_and_vietnamese_points() -> None:
    text = normalise(
        "QUYẾT ĐỊNH\nVề việc phân công\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n"
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Quyết định này quy định:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\n"
        "đ) Năm;\ne) Sáu.\n2. Không áp dụng với Điều 5 Nghị định số 30.\nĐiều 2. Hiệu lực\nTừ ngày ký.\n"
    )
    nodes = outline(text)
    assert [node.path for node in nodes] == [
        "Đoạn 1", "Chương I", "Điều 1", "Điều 1.1", "Điều 1.1.a", "Điều 1.1.b", "Điều 1.1.c", "Điều 1.1.d",
        "Điều 1.1.đ", "Điều 1.1.e", "Điều 1.2", "Điều 2", "Điều 2 đoạn 1",
    ]  # fmt: skip
    assert nodes[1].heading == "QUY ĐỊNH CHUNG"
    assert nodes[2].kind is Kind.ARTICLE


def test_letters_romans_decimals_and_annexes() -> None:
    text = normalise(
        "KẾ HOẠCH\nThực hiện chương trình\nA. PHẦN CHUNG\nI. MỤC TIÊU\n1. Mục tiêu cụ thể\n1.1. Đến năm 2026\n"
        "- Đạt 30.000 lượt;\n"
        "+ Trong đó nữ 50%.\n1.2. Đến năm 2030\nĐạt 80%.\n"
        "B. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: chủ trì./.\n"
        "Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n"
        "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch)\n"
        "1. Việc một.\n2. Việc hai.\n"
    )
    assert [node.path for node in outline(text)] == [
        "Đoạn 1", "A", "A.I", "A.I.1", "A.I.1.1", "A.I.1.1 gạch 1", "A.I.1.1 gạch 1 cộng 1", "A.I.1.2",
        "A.I.1.2 đoạn 1",
        "B", "B.1", "PL I", "PL I, 1", "PL I, 2",
    ]  # fmt: skip


def test_a_document_without_labels_is_paragraphs() -> None:
    text = normalise("Kính gửi: Các đơn vị.\nĐề nghị các đơn vị báo cáo trước ngày 05/5/2026.\nTrân trọng./.")
    assert [node.kind for node in outline(text)] == [Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_nothing_gives_nothing() -> None:
    assert outline("") == []


def test_kinds_are_those_of_the_model() -> None:
    assert {kind.value for kind in Kind} == set(ProvisionKind.values)


def test_a_roman_numeral_that_a_scan_misread_goes_on_with_the_parts() -> None:
    text = "I. Mục đích\n- Nâng cao.\nH. Đối tượng\n- Trẻ em.\nIH. Nội dung\n- Tập huấn.\nIV. Tổ chức\n- Sở Y tế."
    assert [node.path for node in outline(text) if node.depth == 0] == ["I", "II", "III", "IV"]


def test_a_letter_h_goes_on_with_letters() -> None:
    letters = "".join(f"{letter}. Việc {letter}\n- Ý một.\n" for letter in "ABCDEGH")
    assert [node.path for node in outline(letters) if node.depth == 0][-1] == "H"
