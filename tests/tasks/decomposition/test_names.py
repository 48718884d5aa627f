"""Names as documents write them find the bodies of the directory."""

from dataclasses import replace

import pytest

from organizations.naming import Directory, Entry, canonical, is_open


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


def test_canonical_names_do_not_depend_on_marks_signs_or_plural() -> None:
    assert canonical("Ủy ban nhân dân các quận, huyện, thị xã") == canonical("UBND quận huyện thị xã")


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("SYT", ["u1"]),
        ("Sở YT", ["u1"]),
        ("Sở KH&ĐT", ["u5"]),
        ("Sở KH-ĐT", ["u5"]),
        ("Sở Kế hoạch, Đầu tư", ["u5"]),
        ("Phòng KH-TC", ["u2"]),
        ("BHXH Thành phố", ["u6"]),
        ("Sở Y tế tỉnh", ["u1"]),
        ("Sở Y tế tỉnh Bắc", []),
        ("các đơn vị", []),
        ("KTX", []),
    ],
)
def test_abbreviations_stand_for_the_one_body_they_can_mean(directory: Directory, words: str, keys: list[str]) -> None:
    assert [entry.key for entry in directory.resolve(words)] == keys


@pytest.mark.parametrize(
    ("words", "left_open"),
    [
        ("các đơn vị liên quan", True),
        ("các sở, ban, ngành có liên quan", True),
        ("các cơ quan, địa phương khác", True),
        ("Sở Y tế", False),
        ("các cơ sở y tế", False),
        ("Phòng chuyên môn liên quan", False),
    ],
)
def test_names_that_name_nobody_in_particular_are_told_apart(words: str, left_open: bool) -> None:
    assert is_open(words) == left_open
