"""Documents that the text cites: told apart, matched with the register, recorded once a person has chosen them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.citing import unrecorded
from directives.models import Directive, RejectedCitation
from directives.states import DirectiveState, LinkKind
from tests.directives.making import make_directive
from tests.personas import World

TEXT = """Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;

Thực hiện Kế hoạch số 15/KH-UBND ngày 10/7/2023 của Ủy ban nhân dân Thành phố, Sở Y tế đề nghị:

1. Các đơn vị rà soát theo Công văn số 77/SYT-NVY ngày 01/6/2023 của Sở Y tế."""


@pytest.fixture
def desk(client_for: Callable[..., Client], world: World) -> Client:
    return client_for(world.people["standing_officer"])


def make(world: World, **fields: Any) -> Directive:
    return make_directive(world, text=TEXT, number="200", symbol="SYT-VP", **fields)


def tab(directive: Directive) -> str:
    return f"/van-ban/{directive.pk}/?muc=lien-quan"


def test_what_is_cited_is_told_apart_and_found_in_the_register(world: World) -> None:
    above = make_directive(world, number="15", issued_on=date(2023, 7, 10))
    make_directive(world, number="15", issued_on=date(2021, 7, 10))
    found = {each.reference: each for each in unrecorded(make(world), world.actor("standing_officer"))}
    assert {reference: each.kind for reference, each in found.items()} == {
        "30/2020/NĐ-CP": LinkKind.LEGAL_BASIS,
        "15/KH-UBND": LinkKind.CARRIES_OUT,
        "77/SYT-NVY": LinkKind.MENTION,
    }
    assert found["15/KH-UBND"].target == above
    assert found["77/SYT-NVY"].target is None
    assert not found["77/SYT-NVY"].weighs


def test_of_two_that_fit_none_is_chosen(world: World) -> None:
    for _each in range(2):
        make_directive(world, number="15", issued_on=date(2023, 7, 10))
    found = {each.reference: each for each in unrecorded(make(world), world.actor("standing_officer"))}
    assert found["15/KH-UBND"].target is None


def test_a_person_records_what_they_chose_and_it_is_not_offered_again(desk: Client, world: World) -> None:
    above = make_directive(world, number="15", issued_on=date(2023, 7, 10))
    directive = make(world)
    html = desk.get(tab(directive)).content.decode()
    assert "Văn bản được dẫn, chưa ghi" in html
    assert "có trong sổ:" in html
    assert html.count(" checked>") == 2
    sent = {"reference": ["15/KH-UBND", "30/2020/NĐ-CP"]}
    response = desk.post(f"/van-ban/{directive.pk}/dan-chieu/", sent, follow=True)
    assert "Đã ghi 2 văn bản được dẫn." in response.content.decode()
    assert {(link.reference, link.kind, link.target_id) for link in directive.links.all()} == {
        ("15/KH-UBND", "carries_out", above.pk),
        ("30/2020/NĐ-CP", "legal_basis", None),
    }
    assert [each.reference for each in unrecorded(directive, world.actor("standing_officer"))] == ["77/SYT-NVY"]
    again = desk.post(f"/van-ban/{directive.pk}/dan-chieu/", sent, follow=True)
    assert "Hãy chọn ít nhất một văn bản" in again.content.decode()
    assert directive.links.count() == 2


def test_what_a_person_set_aside_is_not_offered_again_until_they_take_it_back(desk: Client, world: World) -> None:
    directive = make(world)
    address = f"/van-ban/{directive.pk}/dan-chieu/"
    told = desk.post(address, {"reject": "77/SYT-NVY"}, follow=True).content.decode()
    assert "Đã bỏ qua 77/SYT-NVY" in told
    assert "Đã bỏ qua 1 văn bản" in told
    desk.post(address, {"reject": "30/2020/NĐ-CP"})
    Directive.objects.filter(pk=directive.pk).update(text=f"Lời mở đầu mới.\n\n{directive.text}")
    again = Directive.objects.get(pk=directive.pk)
    assert [each.reference for each in unrecorded(again, world.actor("standing_officer"))] == ["15/KH-UBND"]
    assert "không còn trong danh sách" in desk.post(address, {"reject": "77/SYT-NVY"}, follow=True).content.decode()
    desk.post(address, {"restore": "77/SYT-NVY"})
    assert "77/SYT-NVY" in [each.reference for each in unrecorded(again, world.actor("standing_officer"))]


def test_once_it_is_under_way_nothing_is_offered_or_recorded(desk: Client, world: World) -> None:
    directive = make(world, state=DirectiveState.ISSUED)
    assert "chưa ghi" not in desk.get(tab(directive)).content.decode()
    desk.post(f"/van-ban/{directive.pk}/dan-chieu/", {"reference": "15/KH-UBND"})
    desk.post(f"/van-ban/{directive.pk}/dan-chieu/", {"reject": "15/KH-UBND"})
    assert not directive.links.exists()
    assert not RejectedCitation.objects.exists()


def test_as_many_questions_to_the_database_for_fifty_citations_as_for_three(world: World) -> None:
    actor = world.actor("standing_officer")
    few = make(world)
    many = make_directive(
        world, number="201", text="\n\n".join(f"Căn cứ Kế hoạch số {n}/KH-SYT của Sở Y tế;" for n in range(50))
    )
    counts = []
    for directive in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert unrecorded(directive, actor)
        counts.append(len(queries))
    assert counts[0] == counts[1]
