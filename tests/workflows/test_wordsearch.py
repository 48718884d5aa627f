"""Words of a query, and the words found marked in the original text, marks and all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.wordsearch import marked, words_of


def show(text: str, query: str, *, whole: bool = True) -> str:
    return "".join(
        f"[{piece.text}]" if piece.hit else piece.text for piece in marked(text, words_of(query), whole=whole)
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("thiết bị  Y TẾ", ["thiet", "bi", "y", "te"]),
        ("2837/BYT-VPB", ["2837", "byt", "vpb"]),
        ("144-KH/TU; 10.5%", ["144", "kh", "tu", "10", "5"]),
        ("Đống Đa", ["dong", "da"]),
        ("':* & | !", []),
        ("", []),
    ],
)
def test_words_of_a_query(query: str, words: list[str]) -> None:
    assert words_of(query) == words


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Bảo đảm thiết bị y tế.", "thiet bi y te", "Bảo đảm [thiết bị y tế]."),
        ("Quận ĐỐNG ĐA, Hà Nội", "dong da", "Quận [ĐỐNG ĐA], Hà Nội"),
        # The last word may be its beginning only.
        ("Đấu thầu tập trung", "dau tha", "[Đấu thầ]u tập trung"),
        ("Số 2837/BYT-VPB ngày", "2837/byt", "Số [2837]/[BYT]-VPB ngày"),
        ("Không có gì", "thuốc", "Không có gì"),
        ("Thiết  bị\ny tế", "thiet bi", "[Thiết  bị]\ny tế"),
    ],
)
def test_matches_are_marked_in_the_original(text: str, query: str, shown: str) -> None:
    assert show(text, query) == shown
    # Letters and marks written apart (NFD) mark the same stretch.
    assert show(unicodedata.normalize("NFD", text), query) == unicodedata.normalize("NFD", shown)


def test_a_long_text_is_cut_around_the_match() -> None:
    text = "đầu " * 200 + "kiểm kê thiết bị y tế tồn kho " + "cuối " * 200
    pieces = marked(text, words_of("thiết bị y tế"))
    assert [piece.text for piece in pieces if piece.hit] == ["thiết bị y tế"]
    assert pieces[0].text == "… " and pieces[-1].text == " …"
    assert len("".join(piece.text for piece in pieces)) < 260


@given(st.text(), st.text(max_size=30))
def test_pieces_put_together_are_the_text(text: str, query: str) -> None:
    assert "".join(piece.text for piece in marked(text, words_of(query), whole=True)) == text
