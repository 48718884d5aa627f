"""Whose turn it is, on everybody's home: a signature, advice, a decision, an explanation, a finding; with its day."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from organizations.actors import actor_for
from reports.decisions import waiting
from tasks.actions import explaining, extending, extending_steps
from tasks.desk.calls import calls
from tasks.desk.filters import DeskFilter
from tasks.follow_up.counts import waiting_for_office
from tasks.follow_up.listing import listing
from tasks.follow_up.office import office
from tasks.lists import ListFilter
from tasks.models import Explanation, Extension
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_extension
from workflows import clock


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.travel(TODAY):
        yield


def called(world: World, persona: str) -> list[tuple[str, int, date | None, bool]]:
    actor = world.actor(persona)
    found = calls(actor, DeskFilter.read(QueryDict(), actor))
    return [(call.label, call.count, call.before, call.late) for call in found]


def queues(world: World, persona: str) -> dict[str, int]:
    """Of the office's home, those in which something waits for the reader."""
    return {queue.key: queue.mine for queue in office(world.actor(persona)).waiting}


def test_a_request_for_more_time_goes_from_home_to_home(
    world: World, persona_client: Callable[[str], Client], client_for: Callable[..., Client]
) -> None:
    row = make_assignment(world)
    extension: Extension = extending.ask_extension(
        assignment=row, until=date(2023, 10, 27), reason="Chờ kiểm kê", actor=world.actor("unit_officer")
    )
    assert called(world, "unit_officer") == []
    for persona in ("unit_head", "deputy"):
        assert called(world, persona) == [("Đề nghị gia hạn chờ bạn ký", 1, date(2023, 10, 18), False)]
    # The deputy hears of it before choosing to stand in.
    themself = actor_for(world.people["deputy"])
    (stood_in,) = calls(themself, DeskFilter.read(QueryDict(), themself))
    assert stood_in.label == "Đề nghị gia hạn chờ bạn ký thay Hoàng Văn Viện"
    assert stood_in.url == reverse("organizations:acting")
    # On the page itself they switch in one step, and come back to it with the signature before them.
    at, switch = row.get_absolute_url(), "Thay mặt Hoàng Văn Viện"
    own = client_for(world.people["deputy"])
    before = own.get(at).content.decode()
    assert switch in before and "Ký, gửi bên giao" not in before
    assert switch not in persona_client("unit_officer").get(at).content.decode()
    chosen = own.post(reverse("organizations:acting"), {"acting_for": world.people["unit_head"].pk, "next": at})
    assert chosen["Location"] == at
    after = own.get(at).content.decode()
    assert switch not in after and "Ký, gửi bên giao" in after
    page = persona_client("unit_head").get(reverse("tasks:desk")).content.decode()
    assert "Đề nghị gia hạn chờ bạn ký" in page and "nhom=cho-ky" in page
    with clock.travel(date(2023, 10, 19)):
        assert called(world, "unit_head") == [("Đề nghị gia hạn chờ bạn ký", 1, date(2023, 10, 18), True)]
    extending.sign_extension(extension=extension, actor=world.actor("unit_head"))
    assert called(world, "unit_head") == []
    assert queues(world, "standing_officer") == {"advise": 1}
    assert (waiting_for_office(world.actor("standing_officer")), waiting_for_office(world.actor("leader"))) == (1, 0)
    home = persona_client("standing_officer").get("/thuong-truc/").content.decode()
    assert "hạn của bước này: hết ngày 18/10/2023" in home
    board = waiting(world.actor("leader"))
    (decision,) = board.decisions
    assert decision.step == "chưa có ý kiến tham mưu, chờ cơ quan thường trực; hạn của bước này: hết ngày 18/10/2023"
    assert (board.count, board.unadvised) == (1, 1)
    leader = persona_client("leader")
    assert "trong đó 1 đề nghị gia hạn chờ thường trực tham mưu" in leader.get("/dieu-hanh/").content.decode()
    # May decide now, and is told before the button that the advice has not come.
    page = leader.get(row.get_absolute_url()).content.decode()
    assert "Chờ thường trực tham mưu; lãnh đạo có thể quyết định ngay" in page
    assert page.index("chưa có ý kiến tham mưu về đề nghị này") < page.index("Đồng ý gia hạn")
    extending.advise_extension(
        extension=extension, in_favour=True, until=date(2023, 10, 25), actor=world.actor("standing_officer")
    )
    assert queues(world, "standing_officer") == {}
    assert queues(world, "standing_head") == {"extension": 1}
    board = waiting(world.actor("leader"))
    (decision,) = board.decisions
    said = "đã có ý kiến tham mưu: thường trực đề xuất gia hạn đến 25/10/2023"
    assert decision.step == f"{said}; hạn của bước này: hết ngày 19/10/2023"
    assert board.unadvised == 0
    page = leader.get(row.get_absolute_url()).content.decode()
    assert "Chờ quyết định về gia hạn" in page and "chưa có ý kiến tham mưu" not in page


def test_a_part_s_request_waits_for_who_handed_it_down(world: World) -> None:
    whole = make_assignment(world)
    ward = world.hospital_a.children.create(name="Khoa", kind="room")
    part = make_assignment(world, task=whole.task, unit=ward, parent=whole, due_on=date(2023, 10, 18))
    extension = make_extension(world, part, until=date(2023, 10, 20))
    process = extending_steps.begin(extension)
    extending_steps.sign(process, world.actor("unit_head"), agreed=True)
    assert called(world, "unit_head") == [("Đơn vị trực thuộc xin gia hạn phần việc", 1, date(2023, 10, 19), False)]
    listed = ListFilter(queue="extension", parts=True).rows(world.actor("unit_head"))
    assert [one.pk for one in listed] == [part.pk]


def test_an_explanation_goes_from_home_to_home_and_stands_in_lists(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    late, other = (make_assignment(world, due_on=date(2023, 10, 16)) for _nth in range(2))
    asked: Explanation = explaining.ask_explanation(assignment=late, actor=world.actor("standing_officer"))
    explaining.ask_explanation(assignment=other, actor=world.actor("standing_officer"))
    assert called(world, "unit_head") == [("Yêu cầu giải trình chờ bạn trả lời", 2, date(2023, 10, 20), False)]
    explaining.answer_explanation(explanation=asked, text="Bão số 4", actor=world.actor("unit_head"))
    assert queues(world, "standing_head")["conclude"] == 1
    assert [one.kind for one in waiting(world.actor("leader")).decisions] == ["Giải trình chờ kết luận"]
    office_list = persona_client("standing_officer")

    def chips() -> dict[str, int]:
        board = listing(world.actor("standing_officer"), ListFilter())
        return {chip["label"]: chip["count"] for chip in board.chips if "explain=" in chip["url"]}

    assert chips() == {"Chờ giải trình": 1, "Đã giải trình, chờ kết luận": 1}
    page = office_list.get("/nhiem-vu/?explain=asked").content.decode()
    assert "chậm nhất ngày 20/10/2023" in page and f"/viec/{other.pk}/" in page and f"/viec/{late.pk}/" not in page
    explaining.conclude_explanation(
        explanation=asked, objective=True, note="Công điện 12", actor=world.actor("standing_head")
    )
    assert chips() == {"Chờ giải trình": 1, "Nguyên nhân khách quan": 1}
    for address, pks in (("explain=objective", [late.pk]), ("apart=excused", [late.pk]), ("apart=blamed", [other.pk])):
        found = ListFilter.read(QueryDict(address)).rows(world.actor("leader"))
        assert [one.pk for one in found] == pks, address
    sheet = load_workbook(BytesIO(office_list.get("/nhiem-vu/xuat/?explain=objective").content)).active
    head, only = [[cell.value for cell in row] for row in sheet.iter_rows()][-2:]
    told = dict(zip(head, only, strict=True))
    assert (told["Giải trình"], told["Kết luận giải trình"], told["Căn cứ kết luận"]) == (
        "Đã kết luận", "Xác nhận nguyên nhân khách quan", "Công điện 12"
    )  # fmt: skip
