"""Names with a dash, a verb, a comma or a line's end in them, and verbs that look like names."""

import pytest

from directives.intake.units import read_names
from tests.directives.intake.below import helping, led, read_below, told


def names_of(text: str) -> list[str]:
    found = read_names(text, common=True)
    return found.written(text) if found else []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Bộ trưởng Bộ Y tế - Phó Trưởng ban Thường trực Ban Chỉ đạo chủ trì họp",
            ["Bộ trưởng Bộ Y tế - Phó Trưởng ban Thường trực Ban Chỉ đạo"],
            id="two posts of one person",
        ),
        pytest.param(
            "đồng chí Trần Văn Bến – Phó Chủ tịch UBND tỉnh, Giám đốc Sở Nội vụ chỉ đạo",
            ["đồng chí Trần Văn Bến – Phó Chủ tịch UBND tỉnh", "Giám đốc Sở Nội vụ"],
            id="a person's name and post, then another's",
        ),
        pytest.param("Sở Y tế - Sở Nội vụ chỉ đạo", ["Sở Y tế"], id="two units beside a dash stay two"),
        pytest.param(
            "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh trực ban",
            ["Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh"],
            id="an aim with a comma and a verb",
        ),
        pytest.param(
            "Văn phòng Ban Chỉ đạo phòng, chống dịch tỉnh theo dõi",
            ["Văn phòng Ban Chỉ đạo phòng, chống dịch tỉnh"],
            id="the same in small letters",
        ),
        pytest.param(
            "Các bệnh viện công lập, ngoài công lập chuẩn bị giường bệnh",
            ["Các bệnh viện công lập, ngoài công lập"],
            id="whose they are",
        ),
        pytest.param("Các bệnh viện công lập dự trữ máu", ["Các bệnh viện công lập"], id="whose they are, then a verb"),
        pytest.param(
            "các cơ sở có hoạt động về dược và mỹ phẩm trên địa bàn chịu trách nhiệm phối hợp",
            ["các cơ sở có hoạt động về dược và mỹ phẩm trên địa bàn"],
            id="their field, then the duty",
        ),
        pytest.param(
            "Cơ quan tổ chức lập quy hoạch phải lấy ý kiến", ["Cơ quan tổ chức lập quy hoạch"], id="what it draws up"
        ),
        pytest.param(
            "Cơ quan chủ trì giải quyết thủ tục hành chính rà soát hồ sơ",
            ["Cơ quan chủ trì giải quyết thủ tục hành chính"],
            id="what it decides on",
        ),
        pytest.param(
            "Cơ quan chủ trì soạn thảo gửi hồ sơ", ["Cơ quan chủ trì soạn thảo"], id="what it drafts, then sends"
        ),
        pytest.param("Đơn vị tổ chức thi phải niêm phong đề", ["Đơn vị tổ chức thi"], id="what it holds"),
        pytest.param(
            "các đơn vị tiếp nhận hồ sơ có trách nhiệm trả lời", ["các đơn vị tiếp nhận hồ sơ"], id="many of a kind"
        ),
        pytest.param("Đơn vị tổ chức rà soát danh mục, báo cáo", ["Đơn vị"], id="a unit that is told to"),
        pytest.param(
            "Các đơn vị rà soát nhiệm vụ phải hoàn thành trong quý", ["Các đơn vị"], id="what must be done by others"
        ),
        pytest.param("Sở Y tế Căn cứ chức năng, nhiệm vụ", ["Sở Y tế"], id="a paragraph run into its heading"),
        pytest.param("Ủy ban nhân dân các xã Tổ chức tuyên truyền", ["Ủy ban nhân dân các xã"], id="the same of many"),
        pytest.param("Ban Chỉ đạo tỉnh họp", ["Ban Chỉ đạo tỉnh"], id="a verb that is the name"),
        pytest.param("Bộ Tổng Tham mưu rà soát", ["Bộ Tổng Tham mưu"], id="the second half of a name"),
        pytest.param("Cấp ủy các cấp chủ động chỉ đạo", ["Cấp ủy các cấp"], id="levels"),
        pytest.param("các cấp rà soát", ["các cấp"], id="all levels"),
        pytest.param("Cấp hóa chất cho các trạm y tế", [], id="to issue, no level"),
        pytest.param("Phòng cháy tại các kho hàng", [], id="to prevent, no office"),
        pytest.param("Khối lượng rác thải", [], id="a mass, no bloc"),
    ],
)
def test_a_name_is_whole(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("point", "lead"),
    [
        ("UBND quận Bến Sông rắc vôi bột tại các khu chợ.", "UBND quận Bến Sông"),
        ("Trạm Y tế phường Đò Ngang khám sàng lọc cho người cao tuổi.", "Trạm Y tế phường Đò Ngang"),
        ("Trường Tiểu học Bến Sông dạy bơi cho học sinh.", "Trường Tiểu học Bến Sông"),
        ("Sở Y tế bồi hoàn chi phí cho các hộ dân.", "Sở Y tế"),
        ("Công an tỉnh phân luồng giao thông qua cầu phao.", "Công an tỉnh"),
        ("Tỉnh đoàn ra quân trồng cây ven sông.", "Tỉnh đoàn"),
    ],
)
def test_whole_units_lead_whatever_verb_follows(point: str, lead: str) -> None:
    assert told(f"1. {point}\n") == [(point, [lead])]


@pytest.mark.parametrize(
    "point",
    [
        "Công an tỉnh ghi nhận 12 vụ đuối nước trong quý.",
        "Sở Y tế tại Công văn số 12 kèm theo hồ sơ.",
        "UBND tỉnh nhiệm kỳ 2021-2026 và các nhiệm kỳ trước.",
    ],
)
def test_what_is_told_of_a_unit_is_no_verb(point: str) -> None:
    assert all(not lead for _words, lead in told(f"1. {point}\n"))


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("2. Sở Nông nghiệp và\n\nMôi trường", ["Sở Nông nghiệp và Môi trường"]),
        (
            "3. Đề nghị Mặt trận Tổ quốc tỉnh, Hội Liên hiệp\n\nPhụ nữ tỉnh",
            ["Mặt trận Tổ quốc tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"],
        ),
    ],
)
def test_a_name_torn_over_two_lines_of_a_heading(heading: str, lead: list[str]) -> None:
    assert told(f"{heading}\n\n- Rà soát các bến đò ngang.\n") == [("Rà soát các bến đò ngang.", lead)]


def test_a_heading_and_what_the_line_below_is_about_stay_two() -> None:
    text = "2. Sở Y tế\n\nNhân lực y tế cơ sở\n\n- Rà soát nhân lực các trạm.\n"
    assert told(text)[-1] == ("Rà soát nhân lực các trạm.", ["Sở Y tế"])


def test_issuing_below_a_unit_is_its_duty() -> None:
    text = "1. Trung tâm Kiểm soát bệnh tật\n\n- Cấp hóa chất diệt khuẩn cho các trạm y tế.\n"
    assert told(text) == [("Cấp hóa chất diệt khuẩn cho các trạm y tế.", ["Trung tâm Kiểm soát bệnh tật"])]


@pytest.mark.parametrize(
    ("point", "lead", "partners"),
    [
        ("Cắm biển cảnh báo (Sở Xây dựng chủ trì).", ["Sở Xây dựng"], []),
        (
            "Dạy bơi cho học sinh (Sở Giáo dục và Đào tạo chủ trì, phối hợp Sở Nội vụ).",
            ["Sở Giáo dục và Đào tạo"],
            ["Sở Nội vụ"],
        ),
        ("Tập huấn sơ cứu (chủ trì: Sở Y tế; phối hợp: Sở Nội vụ).", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("Mua áo phao cho đò ngang (giao Sở Tài chính).", ["Sở Tài chính"], []),
        ("Báo cáo Bộ Y tế (Cục Phòng bệnh) kết quả tập huấn.", [], []),
        ("Rà soát biển báo (nếu có) tại các bến đò.", [], []),
    ],
)
def test_who_leads_is_told_in_brackets(point: str, lead: list[str], partners: list[str]) -> None:
    [task] = read_below(f"1. {point}\n").tasks
    assert (led(task), helping(task)) == (lead, partners)


def test_a_condition_beside_a_name_in_a_cell_is_no_name() -> None:
    [task] = read_below(
        "STT | Nhiệm vụ | Cơ quan chủ trì | Phối hợp\n1 | Cắm biển | Sở Xây dựng (nếu có) | Sở Y tế, các xã (nếu có)\n"
    ).tasks
    assert (led(task), helping(task)) == (["Sở Xây dựng"], ["Sở Y tế", "các xã"])


def test_items_within_a_sentence_each_have_their_unit() -> None:
    [task] = read_below(
        "1. Ban hành văn bản: (1) Sở Y tế ban hành hướng dẫn; (2) Sở Nội vụ chủ trì, phối hợp Sở Tài chính rà soát.\n"
    ).tasks
    assert (led(task), helping(task)) == (["Sở Y tế", "Sở Nội vụ"], ["Sở Tài chính"])


def test_an_occasion_without_a_comma_before_who_acts() -> None:
    text = "1. Trường hợp phát sinh yêu cầu điều chỉnh thì các cơ quan quản lý ngành rà soát, gửi Sở Tài chính.\n"
    assert [lead for _words, lead in told(text)] == [["các cơ quan quản lý ngành"]]


def test_partners_of_one_who_is_told_to_lead() -> None:
    shared = "1. Sở Y tế chỉ đạo Bệnh viện tỉnh chủ trì, phối hợp với Hội Chữ thập đỏ tỉnh tập huấn sơ cứu.\n"
    told_to_help = "1. Sở Y tế chỉ đạo Bệnh viện tỉnh phối hợp với Hội Chữ thập đỏ tỉnh tập huấn sơ cứu.\n"
    for text, partners in ((shared, ["Hội Chữ thập đỏ tỉnh"]), (told_to_help, [])):
        [task] = read_below(text).tasks
        assert (led(task), helping(task)) == (["Sở Y tế"], partners)


@pytest.mark.parametrize(
    ("point", "lead", "partners"),
    [
        (
            "Tập huấn sơ cứu; giao Sở Y tế chủ trì, Hội Chữ thập đỏ tỉnh phối hợp.",
            ["Sở Y tế"],
            ["Hội Chữ thập đỏ tỉnh"],
        ),
        ("Mua áo phao - Sở Tài chính chủ trì, phối hợp với Sở Xây dựng.", ["Sở Tài chính"], ["Sở Xây dựng"]),
        (
            "Kiểm tra bến đò: Sở Xây dựng chủ trì, Công an tỉnh, các xã phối hợp, xong trong quý III.",
            ["Sở Xây dựng"],
            ["Công an tỉnh", "các xã"],
        ),
        ("Thống nhất giao Sở Xây dựng làm chủ đầu tư cầu Bến Sông.", ["Sở Xây dựng"], []),
        (
            "UBND tỉnh giao Sở Tài chính rà soát định mức; giao Sở Nội vụ rà soát biên chế.",
            ["Sở Tài chính", "Sở Nội vụ"],
            [],
        ),
        ("Sở Y tế nhận được phản ánh về dịch. Đề nghị các trạm y tế rà soát ca bệnh.", ["các trạm y tế"], []),
        ("Đối với bến đò chưa được cấp phép, Sở Xây dựng lập chốt ngay tại bến.", ["Sở Xây dựng"], []),
        ("Về nguồn vốn: Sở Tài chính tham mưu UBND tỉnh quyết định.", ["Sở Tài chính"], []),
        (
            "Giao đồng chí Trần Văn Bến, Phó Chủ tịch UBND tỉnh chỉ đạo.",
            ["đồng chí Trần Văn Bến, Phó Chủ tịch UBND tỉnh"],
            [],
        ),
        ("Chi bộ, đảng bộ cơ sở sinh hoạt chuyên đề về bến đò.", ["Chi bộ, đảng bộ cơ sở"], []),
        ("Các đồng chí Tỉnh ủy viên chịu trách nhiệm kiểm tra bến đò.", ["Các đồng chí Tỉnh ủy viên"], []),
    ],
)
def test_who_is_given_what(point: str, lead: list[str], partners: list[str]) -> None:
    [task] = read_below(f"1. {point}\n").tasks
    assert (led(task), helping(task)) == (lead, partners)


def test_who_helps_in_a_cell_does_not_lead() -> None:
    [task] = read_below(
        "STT | Nội dung | Đơn vị thực hiện | Thời gian\n1 | Phát tờ rơi | Sở Y tế; Đoàn Thanh niên phối hợp | Quý III\n"
    ).tasks
    assert (led(task), helping(task)) == (["Sở Y tế"], ["Đoàn Thanh niên"])
