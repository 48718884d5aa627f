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


TEXTS = {
    "standing_officer": ["/tim/?q=", "/van-ban/?q=", "/nhiem-vu/?q=", "/nhiem-vu/?period=", "/van-ban/?loai=",
                         "/nhiem-vu/?state=", "/van-ban/?trang-thai=", "/thong-bao/?loai="],
    "unit_officer": ["/viec/?q=", "/viec/?nhom=", "/tim/?nhom=nhiem-vu&q="],
    "admin": ["/thiet-lap/don-vi/?q=", "/thiet-lap/nguoi/?q=", "/thiet-lap/nhom/?q=", "/thiet-lap/goi-y/don-vi/?q=",
              "/thiet-lap/goi-y/nguoi/?q="],
}  # fmt: skip


@pytest.mark.parametrize("persona", TEXTS)
def test_a_nul_in_an_address_is_a_space(persona_client: Open, persona: str) -> None:
    browser = persona_client(persona)
    for address in TEXTS[persona]:
        assert browser.get(f"{address}thu%00oc").status_code in (200, 302, 404), address


def test_a_nul_in_a_form_is_no_error(persona_client: Open, world: World) -> None:
    officer, place = persona_client("standing_officer"), {"standing_unit": world.health.pk}
    assert officer.post("/van-ban/nhap/khop/addressed/", {**place, "addressed": "Sở\x00 Tài chính"}).status_code in (
        200,
        404,
    )
    assert officer.post("/van-ban/nhap/khop/carries_out/", {**place, "carries_out": "2837/BYT\x00"}).status_code in (
        200,
        404,
    )
    assert (
        officer.post("/van-ban/nhap/trung-so/", {"issuer": world.city.pk, "code": "14\x00/KH-UBND"}).status_code == 200
    )
    assert (
        officer.post("/van-ban/nhap/", {**place, "type": "KH\x00", "pending": "\x00", "code": "1\x00/KH"}).status_code
        == 422
    )


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
