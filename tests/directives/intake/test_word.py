"""Word files: letterheads in tables, merged cells, footnotes, content controls, lists that Word numbers."""

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from directives.intake.ditto import DITTO
from directives.intake.header import fields, read_header
from directives.intake.media import TYPES
from directives.intake.text import Extract, extract
from tests.directives import samples


def read(document: object) -> Extract:
    return extract(samples.saved(document), TYPES["docx"])


def letter() -> object:
    """An official letter as offices make it: letterhead, Kính gửi and signature in tables without lines."""
    document = Document()
    head = document.add_table(rows=2, cols=2)
    fill(head.cell(0, 0), "UBND TỈNH BẾN SÔNG", "SỞ Y TẾ")
    fill(head.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    fill(head.cell(1, 0), "Số: 45/SYT-NVY", "V/v tăng cường quản lý", "chất thải y tế")
    fill(head.cell(1, 1), "Bến Sông, ngày 06 tháng 3 năm 2026")
    sent = document.add_table(rows=1, cols=2)
    fill(sent.cell(0, 0), "Kính gửi:")
    fill(sent.cell(0, 1), "- Các bệnh viện trong tỉnh;", "- Trung tâm Y tế các khu vực.")
    document.add_paragraph(
        "Thực hiện Công văn số 1141/MT-YT ngày 24 tháng 02 năm 2026 của Cục Quản lý môi trường y tế, Sở Y tế yêu cầu:"
    )
    document.add_paragraph("1. Các bệnh viện báo cáo trước ngày 30/3/2026.")
    end = document.add_table(rows=1, cols=2)
    fill(end.cell(0, 0), "Nơi nhận:", "- Như trên;", "- BGĐ Sở;", "- Lưu: VT, NVY.")
    fill(end.cell(0, 1), "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Hà Thị Bình")
    return document


def fill(cell: object, *paragraphs: str) -> None:
    first, *others = paragraphs
    cell.text = first  # type: ignore[attr-defined]
    for words in others:
        cell.add_paragraph(words)  # type: ignore[attr-defined]


def test_a_letterhead_in_a_table_is_read_like_one_in_lines() -> None:
    found = fields(read_header(read(letter()).text))
    assert {name: found[name] for name in ("number", "date", "place", "type", "issuer", "parent", "abstract")} == {
        "number": "45/SYT-NVY",
        "date": "2026-03-06",
        "place": "Bến Sông",
        "type": "công văn",
        "issuer": "SỞ Y TẾ TỈNH BẾN SÔNG",
        "parent": "UBND TỈNH BẾN SÔNG",
        "abstract": "V/v tăng cường quản lý chất thải y tế",
    }
    assert found["recipients"] == ["Các bệnh viện trong tỉnh", "Trung tâm Y tế các khu vực"]
    assert found["noi_nhan"] == ["Như trên", "BGĐ Sở", "Lưu: VT, NVY"]
    assert (found["signer_title"], found["signer_name"]) == ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "Hà Thị Bình")
    assert [one["number"] for one in found["references"]] == ["1141/MT-YT"]


def test_a_plan_with_its_title_below_the_table_of_the_letterhead() -> None:
    document = Document()
    head = document.add_table(rows=2, cols=2)
    fill(head.cell(0, 0), "ỦY BAN NHÂN DÂN", "XÃ TÂN HÒA", "_______")
    fill(head.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "________________")
    fill(head.cell(1, 0), "Số:      /KH-UBND")
    fill(head.cell(1, 1), "Tân Hòa, ngày     tháng 4 năm 2026")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Triển khai phong trào bình dân học vụ số năm 2026")
    document.add_paragraph("I. MỤC ĐÍCH")
    found = fields(read_header(read(document).text))
    assert (found["number"], found["symbol"], found["date"], found["place"]) == (None, "KH-UBND", None, "Tân Hòa")
    assert (found["type"], found["issuer"]) == ("kế hoạch", "ỦY BAN NHÂN DÂN XÃ TÂN HÒA")
    assert found["abstract"] == "Triển khai phong trào bình dân học vụ số năm 2026"


def test_merged_cells_keep_the_columns_apart() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=3)
    words = [["STT", "Nhiệm vụ", "Chủ trì"], ["I. NHÓM MỘT", "", ""], ["1", "Việc một", "Sở A"], ["2", "Việc hai", ""]]
    for at, row in enumerate(words):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    table.cell(1, 0).merge(table.cell(1, 2))
    table.cell(2, 2).merge(table.cell(3, 2))
    found = read(document).document
    assert [line for line in found.text.split("\n") if line] == [
        "| STT | Nhiệm vụ | Chủ trì |",
        "| I. NHÓM MỘT | | |",
        "| 1 | Việc một | Sở A |",
        f"| 2 | Việc hai | {DITTO} |",
    ]
    assert [[found.words(cell) for cell in row.cells] for row in found.blocks][2:] == [
        ["1", "Việc một", "Sở A"],
        ["2", "Việc hai", ""],
    ]
    assert [cell.above for cell in found.blocks[3].cells] == [False, False, True]


def test_footnotes_stand_at_the_end_and_text_in_content_controls_is_there() -> None:
    document = Document()
    document.add_paragraph("Các xã vùng lũ").add_run()._r.append(
        parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>')
    )
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, control)
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>Xã Phú Hòa, xã Sơn Bình.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    lines = [line for line in read(document).text.split("\n") if line]
    assert lines == ["Các xã vùng lũ[2]", "Trong khung", "[2] Xã Phú Hòa, xã Sơn Bình."]


def test_every_block_is_where_its_words_are() -> None:
    found = read(letter()).document
    paragraphs = [found.words(block) for block in found.blocks]
    assert paragraphs[0] == "UBND TỈNH BẾN SÔNG"
    assert "- Trung tâm Y tế các khu vực." in paragraphs


def test_a_grid_that_says_nonsense_is_bounded() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    fill(table.cell(0, 0), "Việc")
    fill(table.cell(0, 1), "Sở A")
    properties = table.cell(0, 0)._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="900000000"/>'))
    assert properties.find(qn("w:gridSpan")) is not None
    assert len(read(document).text) < 1_000


def test_a_table_within_a_cell_is_read_once() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(table.rows[0].cells, ("STT", "Nhiệm vụ", "Cơ quan chủ trì"), strict=True):
        cell.text = words
    for cell, words in zip(table.rows[1].cells, ("1", "Rà soát mẫu biểu", "Sở Nội vụ"), strict=True):
        cell.text = words
    inner = table.rows[1].cells[1].add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Mẫu một", "Mẫu hai"
    found = read(document)
    assert [block.table for block in found.document.blocks] == [0, 0]
    assert found.text.count("Mẫu một") == 1
