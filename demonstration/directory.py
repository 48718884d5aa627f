"""The two administrations of the demonstration: real units of Hà Nội (2023) and Lạng Sơn, invented people.

Hà Nội's units end where the law ended them (districts on 30/6/2025, Sở Kế hoạch và Đầu tư on 28/2/2025). Lạng Sơn's
communes are those of NQ 1672/NQ-UBTVQH15 (65); they stand here without a first day, because the letter that needs
them is shown beside the plan of 2023 on one clock.
"""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from organizations.models import (
    Appointment,
    GroupRule,
    Person,
    Position,
    Role,
    Unit,
    UnitGroup,
    UnitKind,
    UnitSuccession,
)
from workflows.models import CalendarYear

PASSWORD = "ro-viec-2023"  # noqa: S105 - printed for everybody to see; no such account exists elsewhere
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
LAST_DAY_OF_PLANNING = date(2025, 2, 28)

URBAN = [
    "Ba Đình", "Hoàn Kiếm", "Tây Hồ", "Long Biên", "Cầu Giấy", "Đống Đa", "Hai Bà Trưng", "Hoàng Mai",
    "Thanh Xuân", "Nam Từ Liêm", "Bắc Từ Liêm", "Hà Đông",
]  # fmt: skip
RURAL = [
    "Ba Vì", "Chương Mỹ", "Đan Phượng", "Đông Anh", "Gia Lâm", "Hoài Đức", "Mê Linh", "Mỹ Đức", "Phú Xuyên",
    "Phúc Thọ", "Quốc Oai", "Sóc Sơn", "Thạch Thất", "Thanh Oai", "Thanh Trì", "Thường Tín", "Ứng Hòa",
]  # fmt: skip
HANOI_ROOMS = ["Văn phòng Sở", "Phòng Nghiệp vụ Y", "Phòng Kế hoạch - Tài chính", "Thanh tra Sở"]
HANOI_HOSPITALS = [
    "Bệnh viện Đa khoa Xanh Pôn", "Bệnh viện Thanh Nhàn", "Bệnh viện Đa khoa Đức Giang", "Bệnh viện Đa khoa Hà Đông",
    "Bệnh viện Tim Hà Nội", "Bệnh viện Phụ sản Hà Nội", "Bệnh viện Ung bướu Hà Nội", "Bệnh viện Y học cổ truyền Hà Nội",
]  # fmt: skip
HANOI_CENTRES = [
    "Trung tâm Kiểm soát bệnh tật Hà Nội", "Trung tâm Cấp cứu 115", "Trung tâm Y tế quận Đống Đa",
    "Trung tâm Y tế quận Hà Đông", "Trung tâm Y tế huyện Sóc Sơn",
]  # fmt: skip
# Below one district, so that it can hand parts of its work down.
DONG_DA = "qh6"
DONG_DA_UNITS = [("Phòng Y tế quận Đống Đa", UnitKind.ROOM), ("UBND phường Láng Hạ", UnitKind.COMMUNE)]

LANGSON_ROOMS = ["Văn phòng", "Phòng Kế hoạch - Tài chính", "Phòng Nghiệp vụ Y - Dược"]
LANGSON_HOSPITALS = [
    "Bệnh viện Đa khoa tỉnh Lạng Sơn", "Bệnh viện Phổi Lạng Sơn", "Bệnh viện Y học cổ truyền Lạng Sơn",
    "Bệnh viện Phục hồi chức năng Lạng Sơn",
]  # fmt: skip
LANGSON_CENTRES = ["Trung tâm Kiểm soát bệnh tật tỉnh Lạng Sơn", "Trung tâm Kiểm nghiệm tỉnh Lạng Sơn"]
LANGSON_WARDS = ["Tam Thanh", "Lương Văn Tri", "Kỳ Lừa", "Đông Kinh"]
LANGSON_COMMUNES = [
    "Thất Khê", "Đoàn Kết", "Tân Tiến", "Tràng Định", "Quốc Khánh", "Kháng Chiến", "Quốc Việt", "Bình Gia", "Tân Văn",
    "Hồng Phong", "Hoa Thám", "Quý Hòa", "Thiện Hòa", "Thiện Thuật", "Thiện Long", "Bắc Sơn", "Hưng Vũ", "Vũ Lăng",
    "Nhất Hòa", "Vũ Lễ", "Tân Tri", "Văn Quan", "Điềm He", "Yên Phúc", "Tri Lễ", "Tân Đoàn", "Khánh Khê", "Na Sầm",
    "Hoàng Văn Thụ", "Thụy Hùng", "Văn Lãng", "Hội Hoan", "Lộc Bình", "Mẫu Sơn", "Na Dương", "Lợi Bác", "Thống Nhất",
    "Xuân Dương", "Khuất Xá", "Đình Lập", "Thái Bình", "Châu Sơn", "Kiên Mộc", "Hữu Lũng", "Tuấn Sơn", "Tân Thành",
    "Vân Nham", "Thiện Tân", "Yên Bình", "Hữu Liên", "Cai Kinh", "Chi Lăng", "Quan Sơn", "Chiến Thắng", "Nhân Lý",
    "Bằng Mạc", "Vạn Linh", "Đồng Đăng", "Cao Lộc", "Công Sơn", "Ba Sơn",
]  # fmt: skip

_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý"]
_MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Thanh", "Hồng", "Hữu", "Ngọc"]
_GIVEN = [
    "An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hưng", "Khánh", "Lan", "Linh", "Long",
    "Mai", "Nam", "Nga", "Phong", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn", "Vân", "Yến",
]  # fmt: skip


@dataclass
class World:
    """Units, groups and the people whom the story names."""

    units: dict[str, Unit] = field(default_factory=dict)
    groups: dict[str, UnitGroup] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


class Directory:
    """Builds the directory, one row after another, people named in a fixed order."""

    def __init__(self) -> None:
        self.world = World()
        self._password = make_password(PASSWORD)  # one hash for all: hashing takes a third of a second
        self._people = 0

    def unit(self, key: str, name: str, kind: UnitKind, parent: str | None = None, **extra: object) -> Unit:
        unit = Unit.objects.create(name=name, kind=kind, parent=self.world.units[parent] if parent else None, **extra)
        unit.refresh_from_db(fields=["path"])
        self.world.units[key] = unit
        return unit

    def person(
        self, username: str, unit: str, title: str, role: Role, *, name: str = "", desk: str = "", head: bool = False
    ) -> Person:
        person = Person(
            username=username,
            full_name=name or self._next_name(),
            email=f"{username}@roviec.example",
            password=self._password,
        )
        person.save()
        units = self.world.units
        position = Position.objects.create(
            unit=units[unit], title=title, role=role, scope=units[desk] if desk else None, is_head=head
        )
        Appointment.objects.create(person=person, position=position)
        self.world.people[username] = person
        return person

    def staff(self, key: str, username: str, head_title: str, officer_title: str = "Chuyên viên") -> None:
        """A head and an officer of a unit that carries out tasks."""
        self.person(username, key, head_title, Role.UNIT_HEAD, head=True)
        self.person(f"{username}.cv", key, officer_title, Role.UNIT_OFFICER)

    def group(self, key: str, name: str, owner: str, rules: list[dict[str, object]], aliases: list[str]) -> None:
        group = UnitGroup.objects.create(name=name, owner=self.world.units[owner], aliases=aliases)
        for rule in rules:
            GroupRule.objects.create(group=group, **rule)
        self.world.groups[key] = group

    def _next_name(self) -> str:
        n = self._people
        self._people += 1
        return f"{_FAMILY[n * 5 % 12]} {_MIDDLE[n * 3 % 10]} {_GIVEN[n * 7 % 29]}"


def build() -> World:
    """Write both administrations into an empty database."""
    directory = Directory()
    _outside(directory)
    _hanoi(directory)
    _langson(directory)
    admin = Person(username="quantri", full_name="Quản trị hệ thống", password=directory._password, is_admin=True)
    admin.save()
    directory.world.people["quantri"] = admin
    return directory.world


def confirm_years(world: World, as_of: date) -> None:
    """The years of the story have their lists of days off confirmed; the next is left to be asked for."""
    for year in range(2022, as_of.year + 1):
        CalendarYear.objects.create(
            year=year,
            source=f"Thông báo lịch nghỉ lễ, tết năm {year}",
            confirmed_on=date(year - 1, 12, 1),
            confirmed_by=world.people["quantri"],
        )


def _outside(d: Directory) -> None:
    d.unit("bo-y-te", "Bộ Y tế", UnitKind.MINISTRY, short_name="BYT", is_internal=False)
    d.unit("thanh-uy", "Thành ủy Hà Nội", UnitKind.PARTY, short_name="TU", is_internal=False)
    d.unit("chinh-phu", "Chính phủ", UnitKind.NATIONAL, is_internal=False)


def _hanoi(d: Directory) -> None:
    d.unit("hn", "UBND Thành phố Hà Nội", UnitKind.PROVINCE, short_name="UBND TP Hà Nội",
           aliases=["Ủy ban nhân dân Thành phố Hà Nội", "UBND Thành phố"])  # fmt: skip
    d.unit("hn-syt", "Sở Y tế Hà Nội", UnitKind.DEPARTMENT, "hn", short_name="SYT Hà Nội", aliases=["Sở Y tế"])
    planning = d.unit("hn-skhdt", "Sở Kế hoạch và Đầu tư Hà Nội", UnitKind.DEPARTMENT, "hn", short_name="SKHĐT",
                      aliases=["Sở Kế hoạch và Đầu tư"], valid_to=LAST_DAY_OF_PLANNING)  # fmt: skip
    finance = d.unit("hn-stc", "Sở Tài chính Hà Nội", UnitKind.DEPARTMENT, "hn", short_name="STC",
                     aliases=["Sở Tài chính"])  # fmt: skip
    UnitSuccession.objects.create(old=planning, new=finance, on=date(2025, 3, 1), source="NĐ 45/2025/NĐ-CP")
    d.unit("hn-bhxh", "Bảo hiểm xã hội Thành phố Hà Nội", UnitKind.AGENCY, "hn", short_name="BHXH TP",
           aliases=["Bảo hiểm xã hội Thành phố"])  # fmt: skip
    for n, name in enumerate(HANOI_ROOMS):
        d.unit(f"hn-syt-p{n}", name, UnitKind.ROOM, "hn-syt", rank=n)
    for n, name in enumerate(HANOI_HOSPITALS):
        d.unit(f"bv{n + 1}", name, UnitKind.HOSPITAL, "hn-syt", rank=10 + n)
    for n, name in enumerate(HANOI_CENTRES):
        d.unit(f"tt{n + 1}", name, UnitKind.CENTRE, "hn-syt", rank=30 + n)
    towns = [("quận", name) for name in URBAN] + [("thị xã", "Sơn Tây")] + [("huyện", name) for name in RURAL]
    for n, (level, name) in enumerate(towns, start=1):
        d.unit(f"qh{n}", f"UBND {level} {name}", UnitKind.DISTRICT, "hn", rank=n, valid_to=LAST_DAY_OF_DISTRICTS)
    for n, (name, kind) in enumerate(DONG_DA_UNITS):
        d.unit(f"{DONG_DA}-{n}", name, kind, DONG_DA, rank=n, valid_to=LAST_DAY_OF_DISTRICTS)
    units = d.world.units
    d.group("hn-districts", "UBND các quận, huyện, thị xã", "hn",
            [{"kind": UnitKind.DISTRICT, "parent": units["hn"]}],
            ["Ủy ban nhân dân các quận, huyện, thị xã"])  # fmt: skip
    d.group("hn-attached", "Các đơn vị trực thuộc Sở Y tế Hà Nội", "hn-syt",
            [{"kind": UnitKind.HOSPITAL, "parent": units["hn-syt"]},
             {"kind": UnitKind.CENTRE, "parent": units["hn-syt"]}],
            ["Các đơn vị trực thuộc", "Các cơ sở y tế trên địa bàn Thành phố"])  # fmt: skip
    d.group("hn-departments", "Các Sở, ngành liên quan", "hn",
            [{"unit": units[key]} for key in ("hn-skhdt", "hn-stc", "hn-bhxh")],
            ["Các Sở, ngành, đơn vị liên quan", "các đơn vị liên quan"])  # fmt: skip
    _hanoi_people(d)


def _hanoi_people(d: Directory) -> None:
    d.person("phochutich", "hn", "Phó Chủ tịch UBND Thành phố", Role.LEADER, name="Đặng Minh Khôi", head=True)
    d.person("giamdoc", "hn-syt", "Giám đốc Sở Y tế", Role.LEADER, name="Trần Hữu Nghĩa", head=True)
    d.person("phogiamdoc", "hn-syt", "Phó Giám đốc Sở Y tế", Role.LEADER, name="Phạm Hồng Sơn")
    d.person("chanhvanphong", "hn-syt-p0", "Chánh Văn phòng Sở", Role.STANDING_HEAD, name="Lê Thị Hồng Nhung",
             desk="hn-syt", head=True)  # fmt: skip
    d.person("chuyenvien", "hn-syt-p1", "Chuyên viên Phòng Nghiệp vụ Y", Role.STANDING_OFFICER, name="Trần Quốc Việt",
             desk="hn-syt")  # fmt: skip
    d.person("chuyenvien2", "hn-syt-p2", "Chuyên viên Phòng Kế hoạch - Tài chính", Role.STANDING_OFFICER,
             name="Ngô Đức Anh", desk="hn-syt")  # fmt: skip
    d.person("truongphong", "hn-syt-p1", "Trưởng phòng Nghiệp vụ Y", Role.UNIT_HEAD, name="Phạm Thu Trang",
             desk="hn-syt", head=True)  # fmt: skip
    d.staff("hn-skhdt", "skhdt", "Giám đốc Sở Kế hoạch và Đầu tư")
    d.staff("hn-stc", "stc", "Giám đốc Sở Tài chính")
    d.staff("hn-bhxh", "bhxh", "Giám đốc Bảo hiểm xã hội Thành phố")
    d.person("dongda", DONG_DA, "Chủ tịch UBND quận", Role.UNIT_HEAD, name="Nguyễn Văn Dũng", head=True)
    d.person("dongda.pct", DONG_DA, "Phó Chủ tịch UBND quận", Role.UNIT_OFFICER, name="Trần Thu Hiền")
    d.person("dongda.cv", DONG_DA, "Chuyên viên Văn phòng UBND quận", Role.UNIT_OFFICER, name="Lý Thanh Mai")
    for n in range(len(DONG_DA_UNITS)):
        d.person(f"dongda.p{n + 1}", f"{DONG_DA}-{n}", "Phụ trách", Role.UNIT_HEAD, head=True)
    for key, title in [(f"bv{n + 1}", "Giám đốc Bệnh viện") for n in range(len(HANOI_HOSPITALS))] + [
        (f"tt{n + 1}", "Giám đốc Trung tâm") for n in range(len(HANOI_CENTRES))
    ]:
        d.staff(key, key, title, "Viên chức phụ trách")
    for n in range(1, 31):
        if f"qh{n}" != DONG_DA:
            d.staff(f"qh{n}", f"quanhuyen{n}", "Chủ tịch UBND", "Chuyên viên Phòng Y tế")


def _langson(d: Directory) -> None:
    d.unit("ls", "UBND tỉnh Lạng Sơn", UnitKind.PROVINCE, aliases=["Ủy ban nhân dân tỉnh Lạng Sơn"])
    d.unit("ls-syt", "Sở Y tế Lạng Sơn", UnitKind.DEPARTMENT, "ls", short_name="SYT Lạng Sơn",
           aliases=["Sở Y tế"])  # fmt: skip
    for n, name in enumerate(LANGSON_ROOMS):
        d.unit(f"ls-syt-p{n}", name, UnitKind.ROOM, "ls-syt", rank=n)
    for n, name in enumerate(LANGSON_HOSPITALS):
        d.unit(f"ls-bv{n + 1}", name, UnitKind.HOSPITAL, "ls-syt", rank=10 + n)
    for n, name in enumerate(LANGSON_CENTRES):
        d.unit(f"ls-tt{n + 1}", name, UnitKind.CENTRE, "ls-syt", rank=30 + n)
    for n, name in enumerate(LANGSON_WARDS + LANGSON_COMMUNES, start=1):
        level = "phường" if name in LANGSON_WARDS else "xã"
        d.unit(f"ls-x{n}", f"UBND {level} {name}", UnitKind.COMMUNE, "ls", rank=n)
    units = d.world.units
    d.group("ls-attached", "Các đơn vị trực thuộc Sở Y tế Lạng Sơn", "ls-syt",
            [{"kind": UnitKind.HOSPITAL, "parent": units["ls-syt"]},
             {"kind": UnitKind.CENTRE, "parent": units["ls-syt"]}],
            ["Các đơn vị trực thuộc", "Các đơn vị trực thuộc Sở Y tế"])  # fmt: skip
    d.group("ls-communes", "UBND các xã, phường", "ls", [{"kind": UnitKind.COMMUNE, "parent": units["ls"]}],
            ["Ủy ban nhân dân các xã, phường"])  # fmt: skip
    d.person("ls.giamdoc", "ls-syt", "Giám đốc Sở Y tế", Role.LEADER, head=True)
    d.person("ls.vanphong", "ls-syt-p0", "Chánh Văn phòng", Role.STANDING_HEAD, desk="ls-syt", head=True)
    d.person("ls.chuyenvien", "ls-syt-p1", "Chuyên viên Phòng Kế hoạch - Tài chính", Role.STANDING_OFFICER,
             desk="ls-syt")  # fmt: skip
    d.person("ls.khtc", "ls-syt-p1", "Trưởng phòng Kế hoạch - Tài chính", Role.UNIT_HEAD, head=True)
    d.person("ls.nvyd", "ls-syt-p2", "Trưởng phòng Nghiệp vụ Y - Dược", Role.UNIT_HEAD, head=True)
    d.person("ls.vp", "ls-syt-p0", "Phó Chánh Văn phòng", Role.UNIT_HEAD)
    for n in range(1, len(LANGSON_HOSPITALS) + 1):
        d.staff(f"ls-bv{n}", f"ls.bv{n}", "Giám đốc Bệnh viện", "Viên chức phụ trách")
    for n in range(1, len(LANGSON_CENTRES) + 1):
        d.staff(f"ls-tt{n}", f"ls.tt{n}", "Giám đốc Trung tâm", "Viên chức phụ trách")
    for n in range(1, len(LANGSON_WARDS + LANGSON_COMMUNES) + 1):
        d.person(f"ls.xa{n}", f"ls-x{n}", "Chủ tịch UBND", Role.UNIT_HEAD, head=True)
