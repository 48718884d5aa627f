"""Names as documents write them find the bodies of the directory."""

from dataclasses import replace

import pytest

from tasks.decomposition.names import Directory, Entry, canonical, owners_in
from tasks.states import Role


@pytest.fixture
def directory() -> Directory:
    return Directory(
        [
            Entry("u1", "Sở Y tế", ("Sở Y tế", "SYT")),
            Entry("u2", "Phòng Kế hoạch - Tài chính", ("Phòng Kế hoạch - Tài chính", "KHTC")),
            Entry("u3", "Văn phòng", ("Văn phòng",), distance=0),
            Entry("u4", "Văn phòng", ("Văn phòng",), distance=2),
            Entry("u5", "Sở Kế hoạch và Đầu tư", ("Sở Kế hoạch và Đầu tư",)),
            Entry("u6", "Bảo hiểm xã hội Thành phố Hà Nội", ("Bảo hiểm xã hội Thành phố Hà Nội",)),
            Entry("g1", "UBND các quận, huyện, thị xã", ("UBND các quận, huyện, thị xã",), is_group=True),
            Entry("g2", "Các đơn vị trực thuộc Sở Y tế", ("Các đơn vị trực thuộc Sở Y tế",), is_group=True),
            Entry("g3", "UBND các xã, phường", ("UBND các xã, phường",), is_group=True),
        ]
    )


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Sở Y tế", ["u1"]),
        ("SỞ Y TẾ:", ["u1"]),
        ("Sở Y tế (cơ quan thường trực)", ["u1"]),
        ("Ủy ban nhân dân các quận, huyện, thị xã", ["g1"]),
        ("Uỷ ban nhân dân các quận, huyện, thị xã", ["g1"]),
        ("UBND các xã, phường", ["g3"]),
        ("Các đơn vị trực thuộc", ["g2"]),
        ("Các phòng Kế hoạch- Tài chính, Văn phòng", ["u2", "u3"]),
        ("Bảo hiểm xã hội Thành phố", ["u6"]),
        ("Sở Kế hoạch và Đầu tư", ["u5"]),
        ("Sở Công an", []),
        ("Các", []),
    ],
)
def test_a_name_resolves_to_the_body_that_bears_it(directory: Directory, words: str, keys: list[str]) -> None:
    assert [entry.key for entry in directory.resolve(words)] == keys


def test_the_nearest_of_two_bodies_of_one_name_is_meant(directory: Directory) -> None:
    entry = directory.exact("Văn phòng")
    assert entry is not None
    assert entry.key == "u3"


def test_of_two_groups_whose_names_go_on_the_nearest_is_meant() -> None:
    near = Entry("g1", "Các đơn vị trực thuộc Sở Y tế", ("Các đơn vị trực thuộc Sở Y tế",), is_group=True)
    far = Entry("g2", "Các đơn vị trực thuộc Sở Xây dựng", ("Các đơn vị trực thuộc Sở Xây dựng",), 2, is_group=True)
    assert Directory([far, near]).resolve("Các đơn vị trực thuộc") == [near]
    assert Directory([replace(far, distance=0), near]).resolve("Các đơn vị trực thuộc") == []


def test_equally_near_bodies_are_left_to_a_person() -> None:
    both = Directory([Entry("u1", "Văn phòng", ("Văn phòng",)), Entry("u2", "Văn phòng", ("Văn phòng",))])
    assert both.exact("Văn phòng") is None


@pytest.mark.parametrize(
    ("sentence", "headings", "expected"),
    [
        ("Tổng hợp, theo dõi, đánh giá.", ["Sở Y tế", "PHÂN CÔNG NHIỆM VỤ"], [("u1", Role.LEAD)]),
        ("Giao Sở Y tế (cơ quan thường trực) theo dõi, đôn đốc.", ["TỔ CHỨC THỰC HIỆN"], [("u1", Role.LEAD)]),
        (
            "Ủy ban nhân dân các quận, huyện, thị xã phối hợp với Sở Y tế giải quyết tình trạng thiếu thuốc",
            ["Sở Y tế"],
            [("g1", Role.LEAD), ("u1", Role.COORDINATE)],
        ),
        (
            "Phối hợp với Sở Y tế hướng dẫn các cơ sở khám, chữa bệnh",
            ["Bảo hiểm xã hội Thành phố"],
            [("u6", Role.LEAD), ("u1", Role.COORDINATE)],
        ),
        ("Tuyên truyền, phổ biến Luật Đấu thầu", ["NỘI DUNG, NHIỆM VỤ, GIẢI PHÁP"], []),
    ],
)
def test_owners_are_the_heading_above_unless_the_sentence_names_its_own(
    directory: Directory, sentence: str, headings: list[str], expected: list[tuple[str, str]]
) -> None:
    assert [(named.entry.key, named.role) for named in owners_in(sentence, headings, directory)] == expected


def test_canonical_names_do_not_depend_on_marks_signs_or_plural() -> None:
    assert canonical("Ủy ban nhân dân các quận, huyện, thị xã") == canonical("UBND quận huyện thị xã")
