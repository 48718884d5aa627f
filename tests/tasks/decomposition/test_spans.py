"""Spans and words of the text."""

import pytest

from tasks.decomposition.spans import lines, place_in_source, quote, seams, tidy, trim, whole_words

TEXT = (
    "1. Sở Y tế\n\na) Tăng cường kiểm tra; phối hợp với các đơn vị kiểm tra liên ngành.\n"
    "- Tổ chức hướng dẫn khám bệnh, chữa bệnh\n\nvà phòng chống dịch./.\n"
)


@pytest.mark.parametrize(
    ("words", "trimmed"),
    [
        ("a) Tăng cường kiểm tra", "Tăng cường kiểm tra"),
        ("- Tổ chức hướng dẫn", "Tổ chức hướng dẫn"),
        ("1. Sở Y tế\n", "Sở Y tế"),
        ("kiểm tra; ", "kiểm tra;"),
    ],
)
def test_a_span_loses_its_marker_and_outer_space(words: str, trimmed: str) -> None:
    start = TEXT.index(words)
    found = trim(TEXT, start, start + len(words))
    assert TEXT[slice(*found)] == trimmed


def test_a_marker_inside_a_line_is_part_of_the_words() -> None:
    text = "theo quy định tại điểm a) Điều 5"
    assert trim(text, text.index("a) Đ"), len(text)) == (text.index("a) Đ"), len(text))


def test_a_careless_selection_is_widened_to_whole_words() -> None:
    start = TEXT.index("ăng cường kiểm t")
    assert TEXT[slice(*whole_words(TEXT, start, start + len("ăng cường kiểm t")))] == "Tăng cường kiểm tra"


def test_a_selection_of_nothing_stays_nothing() -> None:
    start = TEXT.index("\n\n")
    found = whole_words(TEXT, start, start + 2)
    assert found[0] >= found[1]


def test_a_quote_is_one_line_and_content_has_no_closing_sign() -> None:
    start = TEXT.index("khám")
    assert quote(TEXT, start, len(TEXT)) == "khám bệnh, chữa bệnh và phòng chống dịch./."
    assert tidy(quote(TEXT, start, len(TEXT))) == "Khám bệnh, chữa bệnh và phòng chống dịch"


def test_seams_are_where_another_obligation_begins() -> None:
    start = TEXT.index("Tăng")
    end = TEXT.index("\n- ")
    assert [TEXT[at : at + 9] for at in seams(TEXT, start, end)] == ["phối hợp "]


def test_lines_reproduce_the_text() -> None:
    assert [TEXT[slice(*line)] for line in lines(TEXT)] == [
        "1. Sở Y tế",
        "a) Tăng cường kiểm tra; phối hợp với các đơn vị kiểm tra liên ngành.",
        "- Tổ chức hướng dẫn khám bệnh, chữa bệnh",
        "và phòng chống dịch./.",
    ]


def test_words_are_found_again_in_the_source_though_typed_differently() -> None:
    start, end = TEXT.index("Tăng"), len(TEXT)
    at = place_in_source(TEXT, start, end, "Phối hợp  với các đơn vị")
    assert at is not None
    assert TEXT[at:].startswith("phối hợp với")
    assert place_in_source(TEXT, start, end, "Báo cáo Bộ") is None
