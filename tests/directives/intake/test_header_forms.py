"""Drafts, issuers below the title, several directives in one sentence, lists without end marks, and what is missing."""

import pytest

from directives.intake.findings import FindingKind
from directives.intake.reading import read
from directives.intake.text import from_typing
from tests.directives.intake.test_header_breadth import BODY, END, HEAD, ISSUER, SIGNED, header, letter, told


@pytest.mark.parametrize("mark", ["DỰ THẢO", "DỰ THẢO LẦN 2", "(Dự thảo lần thứ 3)", "Dự thảo ngày 02/3/2026"])
def test_the_mark_of_a_draft_is_no_part_of_a_name(mark: str) -> None:
    for document in (f"{mark}\n{letter()}", letter().replace("TỈNH BẾN SÔNG\n", f"TỈNH BẾN SÔNG\n{mark}\n", 1)):
        read_of = header(document)
        assert (read_of.issuer, read_of.draft) == (ISSUER, True)
    assert not header(letter()).draft


def test_who_issued_it_below_the_title_is_not_the_abstract() -> None:
    party = letter(title="CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\n\nVề tăng cường chuyển đổi số\n-----")
    assert told(party)["abstract"] == "Về tăng cường chuyển đổi số"
    one_line = letter(title="QUYẾT ĐỊNH\nCỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VỀ VIỆC PHÂN CÔNG NHIỆM VỤ")
    assert told(one_line)["abstract"] == "VỀ VIỆC PHÂN CÔNG NHIỆM VỤ"


def opened(sentence: str) -> list[tuple[str, str, str]]:
    return [
        (one.reference, one.issuer, one.kind)
        for one in header(letter().replace("Để chăm sóc", f"{sentence}\nĐể chăm sóc", 1)).references
    ]


def test_two_directives_joined_by_and_are_two() -> None:
    assert opened(
        "Thực hiện Công điện số 15/CĐ-TTg ngày 02/3/2026 của Thủ tướng Chính phủ và Văn bản số 530/BYT-DP ngày"
        " 04/3/2026 của Bộ Y tế;"
    ) == [("15/CĐ-TTg", "Thủ tướng Chính phủ", "carries_out"), ("530/BYT-DP", "Bộ Y tế", "carries_out")]


def test_an_issuer_with_a_comma_in_its_name_ends_with_the_body_above() -> None:
    assert opened(
        "Căn cứ Công văn số 12/KCB-QL ngày 02/3/2026 của Cục Quản lý Khám, chữa bệnh - Bộ Y tế về báo cáo;"
    ) == [("12/KCB-QL", "Cục Quản lý Khám, chữa bệnh - Bộ Y tế", "legal_basis")]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ủy ban nhân dân tỉnh yêu cầu tiếp tục thực hiện nghiêm Nghị quyết số 21/NQ-HĐND;", "carries_out"),
        ("Để tiếp tục thực hiện có hiệu quả Nghị quyết số 21/NQ-HĐND;", "carries_out"),
        ("Qua báo cáo kết quả thực hiện Nghị quyết số 21/NQ-HĐND;", "mention"),
        ("Vừa qua các xã đã thực hiện Nghị quyết số 21/NQ-HĐND;", "mention"),
    ],
)
def test_a_directive_is_carried_out_by_the_words_before_it(sentence: str, kind: str) -> None:
    assert [found[2] for found in opened(sentence)] == [kind]


LETTER = HEAD.format(number="15/UBND-VX", day="ngày 05 tháng 3 năm 2026", title="V/v chăm sóc sức khỏe\n{}")
NEXT = (
    "Ủy ban nhân dân tỉnh nhận được báo cáo của Sở Y tế về người cao tuổi và có ý kiến như sau:\n1. Sở Y tế báo cáo.\n"
)


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("Kính gửi: Các sở, ban, ngành tỉnh", ["Các sở, ban, ngành tỉnh"]),
        ("Kính gửi:\n- Các sở, ban, ngành tỉnh\n- Các xã, phường", ["Các sở, ban, ngành tỉnh", "Các xã, phường"]),
        ("Kính gửi:\nCác sở, ban, ngành tỉnh\nUBND các xã, phường", ["Các sở, ban, ngành tỉnh", "UBND các xã, phường"]),
        ("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh\nBến Sông.", ["Chủ tịch Ủy ban nhân dân tỉnh Bến Sông"]),
    ],
)
def test_addressees_without_an_end_mark_stop_before_the_sentence(to: str, names: list[str]) -> None:
    assert list(header(LETTER.format(to) + NEXT).addressed) == names


def missing(document: str) -> set[FindingKind]:
    kinds = {finding.kind for finding in read(from_typing(document).document).findings}
    return kinds & {FindingKind.NO_SIGNER, FindingKind.NO_RECIPIENTS}


def test_an_issued_document_shows_who_signed_and_who_gets_it() -> None:
    end = END.format(signed=SIGNED)
    assert missing(letter()) == set()
    assert missing(letter().replace(end, "")) == {FindingKind.NO_SIGNER, FindingKind.NO_RECIPIENTS}
    assert missing(letter().replace(end, f"{SIGNED}\nTrần Văn Bình\n")) == {FindingKind.NO_RECIPIENTS}


def test_a_draft_an_excerpt_and_an_invitation_need_not() -> None:
    end = END.format(signed=SIGNED)
    assert missing(f"DỰ THẢO\n{letter()}".replace(end, "")) == set()
    assert missing(letter(number="   /KH-UBND").replace(end, "")) == set()
    assert missing(BODY) == set()
    invitation = letter(number="12/GM-UBND", title="GIẤY MỜI\nHọp về chăm sóc sức khỏe")
    assert missing(invitation.replace(end, f"{SIGNED}\nTrần Văn Bình\n")) == set()


def signed(right: list[str]) -> dict[str, str]:
    """Nơi nhận with what a scan put beside its lines."""
    lines = ["Nơi nhận:", "- Như trên;", "- Ban Giám đốc Sở;", "- Lưu: VT, NVY."]
    beside = [f"{line} {words}".strip() for line, words in zip(lines, [*right, "", "", "", ""], strict=False)]
    data = told(
        HEAD.format(number="15/SYT-NVY", day="ngày 05 tháng 3 năm 2026", title="V/v báo cáo") + "\n".join(beside)
    )
    return {name: data[name] for name in ("signer_title", "signer_capacity")}


@pytest.mark.parametrize(
    "right",
    [
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        ["VT. GIÁM ĐÓC", "PHÓ GIÁM ĐC"],
        ["GIÁM ĐỌC", "PHO GIÁM"],
        ["KT, GIÁM ÓC", "PHÓ GIÁM ĐỐC"],
    ],
)
def test_a_deputy_signs_for_the_head_whatever_a_stamp_has_left(right: list[str]) -> None:
    assert signed(right) == {"signer_title": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "signer_capacity": "KT"}


def test_a_head_signs_and_no_word_of_the_title_is_a_recipient() -> None:
    data = told(
        HEAD.format(number="15/SYT-NVY", day="ngày 05 tháng I1 năm 2026", title="V/v báo cáo")
        + "Nơi nhận: GIÁM ĐÓC\n- Như trên; (\n] Á\n- Lưu: VT.\nTrần Văn Bình\n"
    )
    assert (data["signer_title"], data["recipients"], data["date"]) == (
        "GIÁM ĐỐC",
        ["Như trên", "Lưu: VT"],
        "2026-11-05",
    )


def test_an_office_beside_a_line_that_ends_in_a_comma_is_the_signers() -> None:
    letterhead = letter().split("Nơi nhận:")[0]
    party = header(
        f"{letterhead}Nơi nhận:          T/M BAN THƯỜNG VỤ\n- Ban Bí thư (báo cáo),      PHÓ BÍ THƯ\n"
        "- Các đảng ủy xã,\n- Lưu Văn phòng.\n                     Trần Văn Khánh\n"
    )
    assert [one.name for one in party.recipients] == ["Ban Bí thư (báo cáo)", "Các đảng ủy xã", "Lưu Văn phòng"]
    assert party.signature.title == "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ"
