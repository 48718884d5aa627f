"""Fonts of before Unicode: refused, since neither words nor a mark of secrecy can be read in them."""

from io import BytesIO

import pytest
from docx import Document as WordDocument

from directives.intake.legacy import in_legacy_font
from directives.intake.media import detect
from directives.intake.refusals import UnreadableFile
from directives.intake.text import extract
from tests.directives.documents import HA_NOI, LANG_SON

TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nC¸c ®¬n vÞ ®­îc giao ®Ò nghÞ b¸o c¸o"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do\nCaùc ñôn vò ñöôïc giao ñeà nghò baùo caùo"


@pytest.mark.parametrize("text", [TCVN3, VNI])
def test_old_letters_are_known(text: str) -> None:
    assert in_legacy_font(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        HA_NOI.read_text(encoding="utf-8"),
        LANG_SON.read_text(encoding="utf-8"),
        "Phần mềm Office® và Windows® của cơ quan, đơn vị; theo § 5, § 6, § 7 của hợp đồng",
        "Niño, Señor, ñandú: ba từ của tiếng nước ngoài trong văn bản được gửi đến đơn vị để đọc",
    ],
)
def test_todays_letters_are_not(text: str) -> None:
    assert not in_legacy_font(text)


def test_a_word_file_in_an_old_font_is_refused_with_the_remedy() -> None:
    paper, file = WordDocument(), BytesIO()
    for line in TCVN3.splitlines():
        paper.add_paragraph(line)
    paper.save(file)
    data = file.getvalue()
    with pytest.raises(UnreadableFile, match="Unicode"):
        extract(data, detect(data, "cong-van.docx"))


def test_plain_text_in_an_old_font_is_refused() -> None:
    data = TCVN3.encode("latin-1")
    with pytest.raises(UnreadableFile, match="Unicode"):
        extract(data, detect(data, "cong-van.txt"))
