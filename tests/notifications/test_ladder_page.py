"""The ladders' pages: what is refused, what a change owes, what last month would have been."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from notifications.ladder_forms import LadderFormSet
from notifications.models import ReminderLadder, ReminderRung
from tests.notifications.reminding import fired, give, run_worker
from tests.personas import World
from workflows import clock
from workflows.models import Event

URL = "/thong-bao/thang-nhac/chung/"
Open = Callable[..., Client]


def lines(*rungs: dict[str, Any], **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"moc-TOTAL_FORMS": str(len(rungs)), "moc-INITIAL_FORMS": "0", **more}
    for nth, rung in enumerate(rungs):
        data |= {f"moc-{nth}-{name}": value for name, value in rung.items()}
    return data


@pytest.fixture
def admin_page(world: World, client_for: Open) -> Client:
    return client_for(world.people["admin"])


def test_the_default_ladder_is_shown(admin_page: Client) -> None:
    page = admin_page.get("/thong-bao/thang-nhac/").content.decode()
    assert "trước hạn 7 ngày làm việc" in page
    assert "quá hạn 8 ngày làm việc, lặp lại mỗi 5 ngày làm việc" in page
    form = " ".join(admin_page.get(URL).content.decode().split())
    beside = '<span class="rv-rung-beside">thư điện tử; báo cáo lãnh đạo'
    assert "quá hạn 8 ngày làm việc, lặp lại mỗi 5 ngày làm việc: Thủ trưởng đơn vị" in form
    assert form.count(beside) == 2 and f"{beside}; yêu cầu giải trình" in form
    assert admin_page.get("/thong-bao/thang-nhac/XX/").status_code == 404


def test_the_lines_typed_into_stand_open_and_no_spare_one() -> None:
    given: list[dict[str, Any]] = [{"when": "sau", "days": "4", "to": ["head"]}, {"when": "truoc", "days": ""}]
    typed = LadderFormSet(lines(*given), prefix="moc")
    assert [line.stands_open for line in typed] == [True, False]


@pytest.mark.parametrize(
    ("rungs", "words"),
    [
        ([{"when": "truoc", "days": "", "to": ["head"]}], "Hãy ghi số ngày làm việc"),
        ([{"when": "truoc", "days": "3"}], "Hãy chọn người nhận cho mốc “trước hạn 3 ngày làm việc”."),
        ([{"when": "sau", "days": "2", "to": ["head"]}] * 2, "Có hai mốc cùng “quá hạn 2 ngày làm việc”"),
        ([{"when": "dung", "to": ["head"], "explain": "on"}], "chưa quá hạn nên không lặp lại"),
        (
            [{"when": "sau", "days": "1", "every": "5", "to": ["head"]}, {"when": "sau", "days": "6", "to": ["head"]}],
            "Chỉ mốc cuối cùng được lặp lại",
        ),
        ([{"when": "sau", "days": "999", "to": ["head"]}], "250"),
        ([{"when": "mai", "days": "9", "to": ["ai"]}], "Gửi tới"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(
    admin_page: Client, rungs: list[dict[str, Any]], words: str
) -> None:
    answer = admin_page.post(URL, lines(*rungs))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert ReminderRung.objects.count() == 7


def test_saving_keeps_what_stays_and_tells_the_history(world: World, admin_page: Client) -> None:
    with clock.travel(date(2026, 5, 13)):
        rungs = [{"when": "truoc", "days": "3", "to": ["head"]}, {"when": "sau", "days": "2", "to": ["head"]}]
        assert admin_page.post(URL, lines(*rungs)).status_code == 302
    kept, new = ReminderRung.objects.order_by("offset")
    assert (kept.offset, kept.since_on, kept.to) == (-3, date(1900, 1, 1), ["head"])
    assert (new.offset, new.since_on) == (2, date(2026, 5, 13))
    event = Event.objects.get(kind="office.ladder_changed")
    assert event.actor == world.people["admin"]
    assert event.data["after"] == ["-3/0: head", "+2/0: head"]


def test_a_type_of_its_own_and_back(world: World, admin_page: Client) -> None:
    late, due = give(world, date(2026, 5, 20), on=date(2026, 5, 4)), date(2026, 5, 20)
    with clock.travel(date(2026, 5, 5)):
        rungs = [{"when": "dung", "to": ["head"], "mail": "on"}]
        assert admin_page.post("/thong-bao/thang-nhac/CV/", lines(*rungs)).status_code == 302
    for day in range(5, 21):
        run_worker(date(2026, 5, day))
    assert fired(late) == [(0, due, "fired")]
    assert admin_page.post("/thong-bao/thang-nhac/CV/bo/").status_code == 302
    run_worker(date(2026, 5, 21))
    assert fired(late)[-1][0] == 1
    assert not ReminderLadder.objects.filter(type="CV").exists()


def test_a_preview_counts_last_month_and_saves_nothing(world: World, admin_page: Client) -> None:
    give(world, date(2026, 5, 20), on=date(2026, 5, 4))
    give(world, date(2026, 5, 20), on=date(2026, 5, 18))  # -3 fell before it was given
    give(world, date(2026, 5, 20), on=date(2026, 5, 4), state="completed", stopped_on=date(2026, 5, 12),
         done_on=date(2026, 5, 12), closed_on=date(2026, 5, 13))  # fmt: skip
    with clock.travel(date(2026, 6, 10)):
        rungs = [{"when": "truoc", "days": "3", "to": ["head"]}, {"when": "sau", "days": "1", "to": ["head"]}]
        answer = admin_page.post(URL, lines(*rungs, xem="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nếu áp dụng từ 01/05/2026 đến 31/05/2026" in page
    assert "3 lượt nhắc trong tháng." in page
    assert "Ngày nhiều nhất 21/05/2026: 2 lượt." in page
    assert ReminderRung.objects.count() == 7
