"""``manage.py intake`` with the directory and the register: what the editor proposes, to the word."""

import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from demonstration import directory as demonstration
from demonstration.papers import DOCUMENTS, enter_letter
from directives.intake.media import TYPES
from directives.intake.text import extract
from directives.models import Directive
from organizations.actors import actor_for
from organizations.models import Appointment, LearnedName, Role, Unit, UnitKind, UnitSuccession
from tasks.decomposition.actions.proposing import propose_tasks
from tests.directives.intake.merging import docx_of, plan
from tests.directives.making import make_directive
from tests.personas import World
from tests.tasks.decomposition.plan import ISSUED, TODAY
from workflows import clock


def run(path: Path, *options: str) -> Any:
    out = StringIO()
    call_command("intake", str(path), *options, stdout=out)
    return json.loads(out.getvalue()) if "--json" in options else out.getvalue()


def write(folder: Path, text: str) -> Path:
    path = folder / "ke-hoach.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_the_command_proposes_what_the_editor_does() -> None:
    """The letter of the demonstration, as a draft in the editor and as a file: the same tasks, owners and days."""
    with clock.travel(date(2026, 5, 4)):
        world = demonstration.build()
        office = world.units["ls-syt"]
        post = Appointment.objects.select_related("person").get(
            position__role=Role.STANDING_HEAD, position__scope=office
        )
        actor = actor_for(post.person)
        letter = enter_letter(world, actor)
        propose_tasks(directive=letter, actor=actor)
        data = run(DOCUMENTS / "lang-son-2026.txt", "--json", "--unit", office.name)
    made = list(letter.tasks.order_by("order", "pk").prefetch_related("owners", "unknown_names"))
    assert len(made) == len(data["tasks"]) > 3
    known = 0
    for task, read in zip(made, data["tasks"], strict=True):
        told = read["proposed"]
        assert (task.content, task.product) == (told["content"], told["product"] or "")
        deadline = told["deadline"]
        assert (task.deadline_kind, task.deadline_words) == (deadline["kind"], deadline["words"] or "")
        assert (task.due_on.isoformat() if task.due_on else None) == deadline["due_on"]
        owners = {(f"u{one.unit_id}" if one.unit_id else f"g{one.group_id}") for one in task.owners.all()}
        assert owners == {body["key"] for name in told["names"] for body in name["bodies"]}
        assert {one.words for one in task.unknown_names.all()} == {
            name["words"] for name in told["names"] if not name["bodies"]
        }
        known += len(owners)
    assert known > 5
    assert data["directory"]["office"]["name"] == office.name
    assert letter.text == data["text"]


@pytest.mark.django_db
def test_merged_cells_of_a_file_are_proposed_in_the_editor_as_by_the_command(world: World, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(docx_of(plan()))
    data = run(path, "--json", "--no-db")
    directive = make_directive(world, text=extract(path.read_bytes(), TYPES["docx"]).text, issued_on=None)
    propose_tasks(directive=directive, actor=world.actor("standing_officer"))
    made = list(directive.tasks.order_by("order", "pk").prefetch_related("owners__unit", "unknown_names"))
    assert len(made) == len(data["tasks"]) == 28
    for task, told in zip(made, data["tasks"], strict=True):
        assert (task.product or None) == told["product"]
        assert (task.deadline_words or None) == told["deadline_text"]
        assert bool(told["lead"]) and (task.owners.exists() or task.unknown_names.exists())


NAMES = """UBND THÀNH PHỐ
Số: 12/KH-UBND
Hà Nội, ngày 24 tháng 7 năm 2023
KẾ HOẠCH
Khắc phục tình trạng thiếu thuốc
Thực hiện Kế hoạch số 144-KH/TU ngày 15/3/2023 của Thành ủy; Ủy ban nhân dân Thành phố yêu cầu:
1. SYT xây dựng kế hoạch cung ứng thuốc trước ngày 30/8/2023.
2. Giao Ban Vật giá cũ phối hợp với các đơn vị liên quan rà soát giá thuốc.
3. Giao Tổ Giá thuốc lập danh mục thuốc.
4. Giao Phòng Đôi báo cáo kết quả đấu thầu.
5. Giao Ủy ban nhân dân các quận, huyện, thị xã kiểm tra nhà thuốc.
6. Giao Viện Không Đâu Cả báo cáo tồn kho.
"""


@pytest.fixture
def names(world: World, tmp_path: Path) -> Path:
    since = {"valid_from": date(2000, 1, 1)}
    old = Unit.objects.create(
        name="Ban Vật giá cũ", kind=UnitKind.DEPARTMENT, parent=world.city, valid_to=date(2020, 1, 1), **since
    )
    UnitSuccession.objects.create(old=old, new=world.finance, on=date(2020, 1, 2))
    for _twice in range(2):
        Unit.objects.create(name="Phòng Đôi", kind=UnitKind.ROOM, parent=world.health, **since)
    LearnedName.objects.create(
        words="Tổ Giá thuốc",
        form="to gia thuoc",
        unit=world.plan_room,
        office=world.health,
        learned_at=clock.now(),
        learned_by=world.people["standing_officer"],
    )
    Directive.objects.create(
        type_id="KH",
        number="144",
        symbol="KH/TU",
        joint="-",
        abstract="Lãnh đạo công tác y tế",
        issuer=world.city,
        standing_unit=world.health,
        issued_on=date(2023, 3, 15),
        entered_by=world.people["standing_officer"],
        entered_at=clock.now(),
    )
    return write(tmp_path, NAMES)


@pytest.mark.django_db
def test_every_name_says_what_it_stands_for_or_why_for_nothing(world: World, names: Path) -> None:
    with clock.travel(TODAY):
        data = run(names, "--json", "--unit", world.health.name)
        told = run(names, "--unit", world.health.name)
    leads = [next(n for n in task["proposed"]["names"] if n["role"] == "lead") for task in data["tasks"]]
    found = [([body["name"] for body in name["bodies"]], name["rule"], name["gap"]) for name in leads]
    assert found == [
        (["Sở Y tế"], "short", None),
        (["Sở Tài chính"], "former", None),
        ([world.plan_room.name], "taught", None),
        ([], None, "several"),
        ([world.districts.name], "name", None),
        ([], None, "unknown"),
    ]
    assert leads[1]["bodies"][0]["formerly"] == "Ban Vật giá cũ"
    assert [body["name"] for body in leads[3]["candidates"]] == ["Phòng Đôi", "Phòng Đôi"]
    assert leads[4]["bodies"][0]["group_of"] == 2
    helper = next(n for n in data["tasks"][1]["proposed"]["names"] if n["role"] == "coordinate")
    assert helper["gap"] == "open"
    for task in data["tasks"]:
        for name in task["proposed"]["names"]:
            assert data["text"][slice(*name["span"])] == name["words"]
    cited = data["directory"]["references"]
    assert [(one["number"], [row["abstract"] for row in one["directives"]]) for one in cited] == [
        ("144-KH/TU", ["Lãnh đạo công tác y tế"])
    ]
    assert "Ban Vật giá cũ → Sở Tài chính (kế thừa Ban Vật giá cũ" in told
    assert "Viện Không Đâu Cả → chưa xác định: danh bạ không có tên này" in told
    assert "Phòng Đôi → chưa xác định: có thể là Phòng Đôi; Phòng Đôi" in told
    assert "đã có trong hệ thống: 144-KH/TU" in told


@pytest.mark.django_db
def test_the_text_reads_the_same_with_and_without_a_database(world: World, names: Path) -> None:
    alone = run(names, "--json", "--no-db")
    beside = run(names, "--json", "--unit", world.health.name)
    assert beside.pop("directory")
    assert all(task.pop("proposed") for task in beside["tasks"])
    assert beside == alone
    assert alone["date"] == ISSUED.isoformat()


@pytest.mark.django_db
def test_several_offices_are_asked_for_by_name(world: World, names: Path) -> None:
    with pytest.raises(CommandError, match=r"nhiều cơ quan\. Hãy ghi --unit"):
        run(names)
    with pytest.raises(CommandError, match="Không có một cơ quan tên “Sở Trên Trời”"):
        run(names, "--unit", "Sở Trên Trời")
    with pytest.raises(CommandError, match=r"tên “Sở Tài”\. .*ví dụ: Sở Tài chính\."):
        run(names, "--unit", "Sở Tài")


def test_an_unreachable_database_names_the_remedy_and_prints_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "intake", str(write(tmp_path, NAMES)), "--json"],
        cwd=settings.BASE_DIR,
        env={"PATH": "", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "thêm --no-db" in done.stderr
    assert "Traceback" not in done.stderr
