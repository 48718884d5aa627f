"""Names as documents write them find the bodies of the directory."""

from dataclasses import replace

import pytest

from organizations.naming import Directory, Entry, Gap, Rule, canonical, is_open
from organizations.spelling import spelt_out


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


@pytest.fixture
def health() -> Directory:
    """What an office of a province has below it, by full names only; "Sông Trà" is the province."""
    below = (
        "Bệnh viện Đa khoa tỉnh Sông Trà", "Bệnh viện Phục hồi chức năng Sông Trà", "Bệnh viện Đa khoa Hòa Phú",
        "Trung tâm Kiểm soát bệnh tật Sông Trà", "Trung tâm Y tế huyện Hòa Phú", "Trung tâm Y tế thị xã Bến Cát",
        "Phòng Nghiệp vụ Y",
    )  # fmt: skip
    units = [Entry(name, name, (name,)) for name in below]
    units.append(Entry("Sở Y tế Sông Trà", "Sở Y tế Sông Trà", ("Sở Y tế Sông Trà",)))
    units.append(Entry("UBND huyện Hòa Phú", "UBND huyện Hòa Phú", ("UBND huyện Hòa Phú",), distance=1))
    units.append(Entry("Bệnh viện Quân y", "Bệnh viện Quân y", ("Bệnh viện Quân y",), distance=2))
    return Directory(units, places=("UBND tỉnh Sông Trà", "Sở Y tế Sông Trà"))


CENTRES = ["Trung tâm Y tế huyện Hòa Phú", "Trung tâm Y tế thị xã Bến Cát"]
HOSPITALS = [
    "Bệnh viện Đa khoa tỉnh Sông Trà", "Bệnh viện Phục hồi chức năng Sông Trà", "Bệnh viện Đa khoa Hòa Phú",
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names", "rule"),
    [
        ("Trung tâm Kiểm soát bệnh tật tỉnh", ["Trung tâm Kiểm soát bệnh tật Sông Trà"], Rule.LEVEL),
        ("Bệnh viện đa khoa tỉnh", ["Bệnh viện Đa khoa tỉnh Sông Trà"], Rule.LEVEL),
        ("BVĐK tỉnh", ["Bệnh viện Đa khoa tỉnh Sông Trà"], Rule.LETTERS),
        ("BV ĐK Hòa Phú", ["Bệnh viện Đa khoa Hòa Phú"], Rule.LETTERS),
        ("TTKSBT tỉnh", ["Trung tâm Kiểm soát bệnh tật Sông Trà"], Rule.LETTERS),
        ("CDC", ["Trung tâm Kiểm soát bệnh tật Sông Trà"], Rule.OPENING),
        ("TTYT huyện Hòa Phú", ["Trung tâm Y tế huyện Hòa Phú"], Rule.LETTERS),
        ("Trung tâm Y tế các huyện, thị xã", CENTRES, Rule.KIND),
        ("Các TTYT huyện, thị xã", CENTRES, Rule.KIND),
        ("các bệnh viện trực thuộc", HOSPITALS, Rule.KIND),
        ("Các bệnh viện thuộc Sở", HOSPITALS, Rule.KIND),
        ("Giám đốc các bệnh viện trực thuộc", HOSPITALS, Rule.HEAD),
        ("Giám đốc Sở Y tế tỉnh", ["Sở Y tế Sông Trà"], Rule.HEAD),
        ("Chủ tịch UBND huyện Hòa Phú", ["UBND huyện Hòa Phú"], Rule.HEAD),
    ],
)
def test_everyday_names(health: Directory, words: str, names: list[str], rule: Rule) -> None:
    found = health.explain(words)
    assert ([entry.name for entry in found.entries], found.rule) == (names, rule)


@pytest.mark.parametrize(
    ("words", "gap"),
    [
        pytest.param("Trung tâm Kiểm soát bệnh tật Thành phố", Gap.UNKNOWN, id="another level than the office's"),
        pytest.param("CDC Bến Sông", Gap.UNKNOWN, id="another place"),
        pytest.param("TTYT", Gap.SEVERAL, id="two bear it"),
        pytest.param("Bệnh viện tỉnh", Gap.UNKNOWN, id="no name at all"),
        pytest.param("các bệnh viện", Gap.UNKNOWN, id="a kind, but whose?"),
        pytest.param("Trung tâm Y tế các quận", Gap.UNKNOWN, id="none of that level"),
        pytest.param("các phòng thuộc Sở", Gap.UNKNOWN, id="one is no group"),
        pytest.param("các đơn vị trực thuộc", Gap.UNKNOWN, id="every body is a unit"),
        pytest.param("Giám đốc Sở Xây dựng", Gap.UNKNOWN, id="the head of somebody unknown"),
    ],
)
def test_everyday_names_are_never_guessed(health: Directory, words: str, gap: Gap) -> None:
    found = health.explain(words)
    assert (found.entries, found.gap) == ((), gap)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("TTYT các huyện, BV ĐK tỉnh", "Trung tâm Y tế các huyện, Bệnh viện Đa khoa tỉnh"),
        ("Trung tâm DS-KHHGĐ huyện", "Trung tâm Dân số - Kế hoạch hóa gia đình huyện"),
        ("HLHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("Hội CTĐ tỉnh", "Hội Chữ thập đỏ tỉnh"),
        ("DS tỉnh", "DS tỉnh"),
        ("UBND TP ND", "UBND TP ND"),
        ("TTHC", "TTHC"),
    ],
)
def test_letters_are_written_out_where_they_say_one_thing(words: str, whole: str) -> None:
    assert spelt_out(words) == whole
