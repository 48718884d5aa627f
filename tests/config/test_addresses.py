"""What is typed into an address, and what is kept of an answer."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.personas import World

Open = Callable[[str], Client]

# Each asks for a number; what is no number is as if it were not there.
NUMBERS = {
    "standing_officer": ["/thong-bao/?truoc=", "/van-ban/?co-quan=", "/van-ban/?nam=", "/van-ban/?truoc=",
                         "/nhiem-vu/?unit=", "/nhiem-vu/?directive=", "/tim/?q=thuoc&loai=nhiem-vu&sau="],
    "unit_officer": ["/viec/?viec=", "/viec/?van-ban=", "/viec/?ban="],
    "admin": ["/thiet-lap/lich/?nam=", "/thiet-lap/don-vi/moi/?cap=", "/thiet-lap/nguoi/them/?don_vi="],
}  # fmt: skip


@pytest.mark.parametrize("odd", ["²", "٣", "9" * 30, "9" * 5000, "-1", "một"])
@pytest.mark.parametrize("persona", NUMBERS)
def test_an_odd_number_in_an_address_is_no_error(persona_client: Open, persona: str, odd: str) -> None:
    browser = persona_client(persona)
    for address in NUMBERS[persona]:
        assert browser.get(f"{address}{odd}").status_code in (200, 302, 404), address


def test_odd_numbers_in_forms_are_no_error(persona_client: Open, world: World) -> None:
    officer = persona_client("standing_officer")
    sent = {"action": "save", "type": "KH", "issuer": "²", "standing_unit": "²", "addressed": "²"}
    assert officer.post("/van-ban/nhap/", sent).status_code == 422
    assert officer.get("/lich/ngay-nghi/?thang=99999999999-01").status_code == 404


@pytest.mark.parametrize("address", ["/viec/", "/van-ban/", "/thong-bao/", "/", "/khong-co/", "/van-ban/999/"])
def test_no_copy_is_kept_of_what_one_sees_signed_in(persona_client: Open, address: str) -> None:
    assert persona_client("standing_officer").get(address)["Cache-Control"] == "private, no-store"


def test_signing_in_and_out_leaves_no_copy_either(world: World) -> None:
    browser, person = Client(), world.standing_officer
    person.set_password("chuyên viên sở y tế 1")
    person.save()
    sent = {"login": person.username, "password": "chuyên viên sở y tế 1"}
    assert "no-store" in browser.post("/tai-khoan/login/", sent)["Cache-Control"]
    assert "no-store" in browser.post("/tai-khoan/logout/")["Cache-Control"]
