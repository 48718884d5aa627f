"""Signing in, the end of sessions, acting for somebody, the first visit."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from organizations.actions import delegations, passwords, people
from organizations.models import Delegation, Person
from tests.personas import World
from workflows import clock

PASSWORD = "mot-mat-khau-dai"
PAGE = "/thiet-lap/don-vi/"


def _sign_in(client: Client, login: str, password: str = PASSWORD) -> int:
    response = client.post(reverse("account_login"), {"login": login, "password": password})
    return int(response.status_code)


@pytest.fixture
def member(world: World) -> Person:
    world.unit_head.set_password(PASSWORD)
    world.unit_head.save()
    return world.unit_head


@pytest.mark.parametrize("login", ["unit_head", "UNIT_HEAD", "unit_head@vidu.vn"])
def test_sign_in_by_name_or_mail(member: Person, client: Client, login: str) -> None:
    assert _sign_in(client, login) == 302
    assert client.get(PAGE).status_code == 200


def test_no_public_sign_up(world: World, client: Client) -> None:
    response = client.get(reverse("account_signup"))
    assert response.status_code == 200
    posted = {"username": "stranger", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), posted)
    assert not Person.objects.filter(username="stranger").exists()


def test_who_left_or_is_locked_cannot_sign_in(member: Person, world: World, client: Client) -> None:
    people.set_active(actor=world.actor("admin"), person=member, active=False)
    _sign_in(client, "unit_head")
    assert client.get(PAGE).status_code == 302
    people.set_active(actor=world.actor("admin"), person=member, active=True)
    people.person_leaves(actor=world.actor("admin"), person=member, on=clock.today())
    _sign_in(client, "unit_head")
    response = client.get(PAGE)
    assert response.status_code == 302 and "/tai-khoan/" in response["Location"]


def test_a_session_ends_when_the_account_does(member: Person, world: World, client: Client) -> None:
    _sign_in(client, "unit_head")
    assert client.get(PAGE).status_code == 200
    people.person_leaves(actor=world.actor("admin"), person=member, on=clock.today())
    assert client.get(PAGE).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_reset_ends_sessions_and_its_link_sets_a_password_once(member: Person, world: World, client: Client) -> None:
    _sign_in(client, "unit_head")
    link = passwords.invite(actor=world.actor("admin"), person=member, reset=True)
    assert client.get(PAGE).status_code == 302
    fresh = Client()
    path = link.split("/", 3)[3]
    page = fresh.get(f"/{path}", follow=True)
    form = page.redirect_chain[-1][0]
    done = fresh.post(form, {"password1": "mat-khau-moi-2026", "password2": "mat-khau-moi-2026"})
    assert done.status_code == 302
    assert _sign_in(Client(), "unit_head", "mat-khau-moi-2026") == 302
    again = Client().get(f"/{path}", follow=True)
    assert b"password1" not in again.content


def test_anonymous_pages_go_to_sign_in_and_fragments_take_the_page_there(world: World, client: Client) -> None:
    response = client.get(PAGE)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/thiet-lap/don-vi/"
    fragment = client.get(PAGE, headers={"HX-Request": "true"})
    assert fragment.status_code == 204 and fragment["HX-Redirect"] == reverse("account_login")


@pytest.mark.parametrize("fragment", [True, False], ids=["htmx", "form"])
def test_who_was_at_work_when_the_session_ended_is_told_and_comes_back(
    world: World, client: Client, fragment: bool
) -> None:
    page = "http://testserver/viec/?viec=7"
    sent = {"HX-Request": "true", "HX-Current-URL": page} if fragment else {"Referer": page}
    answer = client.post(reverse("organizations:acting"), {"acting_for": ""}, headers=sent)
    target = answer["HX-Redirect"] if fragment else answer["Location"]
    assert target == f"{reverse('account_login')}?next=/viec/%3Fviec%3D7"
    assert "Phiên làm việc đã hết" in client.get(target).content.decode()


def test_an_ended_session_never_leads_to_a_strange_page(world: World, client: Client) -> None:
    answer = client.post(reverse("organizations:acting"), headers={"Referer": "https://evil.example/x"})
    assert answer["Location"] == reverse("account_login")


def test_switching_to_the_principal_and_back(world: World, client_for: Callable[..., Client]) -> None:
    client = client_for(world.deputy)
    switch = reverse("organizations:acting")
    assert "Hoàng Văn Viện" in client.get(switch).content.decode()
    client.post(switch, {"acting_for": world.unit_head.pk})
    assert client.get(PAGE).wsgi_request.actor.on_behalf_of_id == world.unit_head.pk  # type: ignore[attr-defined]
    assert "Hoàng Văn Viện" in client.get(PAGE).content.decode()  # the badge of the frame
    client.post(switch, {"acting_for": ""})
    assert client.get(PAGE).wsgi_request.actor.on_behalf_of_id is None  # type: ignore[attr-defined]


def test_a_deputy_is_told_on_every_page_for_whom_they_may_act(world: World, client_for: Callable[..., Client]) -> None:
    offer = f"Được cử thay mặt <strong>{world.unit_head.full_name}</strong>"
    assert offer in client_for(world.deputy).get(PAGE).content.decode()
    assert offer not in client_for(world.deputy, acting_for=world.unit_head).get(PAGE).content.decode()
    assert offer not in client_for(world.unit_officer).get(PAGE).content.decode()


def test_nobody_switches_to_a_stranger(world: World, client_for: Callable[..., Client]) -> None:
    client = client_for(world.outsider)
    assert client.post(reverse("organizations:acting"), {"acting_for": world.leader.pk}).status_code == 403


def test_the_switch_returns_only_to_own_pages(world: World, client_for: Callable[..., Client]) -> None:
    client = client_for(world.deputy)
    response = client.post(reverse("organizations:acting"), {"acting_for": "", "next": "https://evil.example/"})
    assert response["Location"] == "/"


def test_a_revoked_delegation_ends_the_acting_session(world: World, client_for: Callable[..., Client]) -> None:
    client = client_for(world.deputy, acting_for=world.unit_head)
    assert client.get(PAGE).wsgi_request.actor.on_behalf_of_id == world.unit_head.pk  # type: ignore[attr-defined]
    delegations.revoke_delegation(actor=world.actor("unit_head"), delegation=Delegation.objects.get())
    after = client.get(PAGE).wsgi_request
    assert after.actor.on_behalf_of_id is None  # type: ignore[attr-defined]
    assert "acting_for" not in after.session


def test_the_shell_costs_a_constant_number_of_queries(
    world: World, client_for: Callable[..., Client], django_assert_max_num_queries: object
) -> None:
    client = client_for(world.unit_officer)
    client.get(PAGE)
    with django_assert_max_num_queries(21):  # type: ignore[operator]
        client.get(PAGE)
