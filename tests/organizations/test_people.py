"""People, posts, delegations, one's own page, the options and the calendar, through the pages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organizations.actors import actor_for
from organizations.models import Appointment, Delegation, Person, Position
from tests.personas import World
from workflows import calendars, clock, options, workdays
from workflows.models import CalendarDay, Event


@pytest.fixture
def admin_client(world: World, client_for: Callable[..., Client]) -> Client:
    return client_for(world.admin)


def _new(world: World, **told: object) -> dict[str, object]:
    return {
        "full_name": "Nguyễn Thị  Mới",
        "username": "Moi",
        "unit": world.hospital_a.pk,
        "title": "Chuyên viên",
        "role": "unit_officer",
        **told,
    }


def test_add_a_person_and_show_the_link_once(world: World, admin_client: Client) -> None:
    response = admin_client.post(reverse("organizations:person-new"), _new(world))
    made = Person.objects.get(username="moi")
    assert made.full_name == "Nguyễn Thị Mới" and not made.has_usable_password()
    page = admin_client.get(response["Location"]).content.decode()
    assert "/tai-khoan/password/reset/key/" in page
    assert "/tai-khoan/password/reset/key/" not in admin_client.get(response["Location"]).content.decode()
    # Two people share the post "Chuyên viên" of the hospital.
    assert Position.objects.filter(unit=world.hospital_a, title="Chuyên viên").count() == 1
    assert [seat.title for seat in actor_for(made).seats] == ["Chuyên viên"]
    kinds = Event.objects.filter(stream=f"person:{made.pk}").order_by("position").values_list("kind", flat=True)
    assert list(kinds) == ["person.added", "person.appointed", "person.password_link_made"]


def test_nothing_is_half_added(world: World, admin_client: Client) -> None:
    told = _new(world, role="unit_head")  # the hospital's "Chuyên viên" has another role
    response = admin_client.post(reverse("organizations:person-new"), told)
    assert response.status_code == 422 and "đã có với vai trò" in response.content.decode()
    assert 'value="Moi"' in response.content.decode()  # what was typed is kept
    assert not Person.objects.filter(username="moi").exists()


@pytest.mark.parametrize("username", ["LEADER", "có dấu", "a b", ""])
def test_usernames(world: World, admin_client: Client, username: str) -> None:
    response = admin_client.post(reverse("organizations:person-new"), _new(world, username=username))
    assert response.status_code == 422


def test_people_list_search_and_pages(
    world: World, admin_client: Client, django_assert_max_num_queries: object
) -> None:
    Person.objects.bulk_create([Person(username=f"p{n:03}", full_name=f"Phan Văn {n:03}") for n in range(130)])
    url = reverse("organizations:people")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        first = admin_client.get(url, {"q": "phan van"})
    assert first.context["rows"][0].name == "Phan Văn 000" and first.context["total"] == 130
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        by_unit = admin_client.get(url, {"q": world.hospital_a.name}).context["rows"]
    assert world.unit_head.full_name in {row.name for row in by_unit}
    assert all(world.hospital_a.pk in {unit_id for _title, unit_id, _name in row.posts} for row in by_unit)
    second = admin_client.get(url + first.context["next_url"])
    assert second.context["rows"][0].name == "Phan Văn 050" and "q=phan" in second.context["next_url"]
    back = admin_client.get(url + second.context["previous_url"])
    assert [row.id for row in back.context["rows"]] == [row.id for row in first.context["rows"]]


def test_leave_and_return(world: World, admin_client: Client) -> None:
    url = reverse("organizations:person", args=[world.unit_head.pk])
    admin_client.post(reverse("organizations:person-leave", args=[world.unit_head.pk]), {"on": "01/07/2026"})
    world.unit_head.refresh_from_db()
    assert world.unit_head.left_on == date(2026, 7, 1)
    assert Appointment.objects.get(person=world.unit_head).valid_to == date(2026, 6, 30)
    assert Delegation.objects.get().revoked_on == date(2026, 7, 1)
    assert actor_for(world.unit_head, on=date(2026, 6, 30)).seats  # nothing of the past changes
    assert not actor_for(world.unit_head).seats
    page = admin_client.get(url).content.decode()
    assert "thôi việc từ 01/07/2026" in page and "Làm việc trở lại" in page
    listed = admin_client.get(reverse("organizations:people"), {"q": "hoang van vien"}).context["rows"]
    everybody = admin_client.get(reverse("organizations:people"), {"q": "hoang van vien", "tat_ca": "1"})
    assert listed == [] and len(everybody.context["rows"]) == 1
    admin_client.post(reverse("organizations:person-return", args=[world.unit_head.pk]))
    world.unit_head.refresh_from_db()
    assert world.unit_head.may_sign_in(clock.today()) and not actor_for(world.unit_head).seats


def test_a_future_departure_changes_nothing_yet(world: World, admin_client: Client) -> None:
    day = clock.today() + timedelta(days=10)
    admin_client.post(
        reverse("organizations:person-leave", args=[world.unit_head.pk]), {"on": day.strftime("%d/%m/%Y")}
    )
    assert actor_for(world.unit_head).seats
    assert actor_for(world.deputy, acting_for=world.unit_head.pk).on_behalf_of_id
    assert not actor_for(world.deputy, on=day, acting_for=world.unit_head.pk).on_behalf_of_id


def test_the_last_administrator_stays(world: World, admin_client: Client) -> None:
    for name, told in (("leave", {"on": "01/07/2026"}), ("edit", {"full_name": "A", "username": "admin"})):
        response = admin_client.post(reverse(f"organizations:person-{name}", args=[world.admin.pk]), told)
        assert response.status_code == 422 and "quản trị duy nhất" in response.content.decode()


def test_lock_and_open(world: World, admin_client: Client, client_for: Callable[..., Client]) -> None:
    other = client_for(world.unit_officer)
    lock = reverse("organizations:person-lock", args=[world.unit_officer.pk])
    admin_client.post(lock)
    assert other.get(reverse("organizations:units")).status_code == 302
    admin_client.post(lock, {"mo": "1"})
    world.unit_officer.refresh_from_db()
    assert world.unit_officer.is_active
    own = admin_client.post(reverse("organizations:person-lock", args=[world.admin.pk]), follow=True)
    assert "chính mình" in own.content.decode()


@pytest.mark.parametrize("name", ["person-edit", "person-leave", "person-post"])
def test_only_administrators_touch_accounts(world: World, persona_client: Callable[[str], Client], name: str) -> None:
    url = reverse(f"organizations:{name}", args=[world.unit_officer.pk])
    assert persona_client("admin").get(url).status_code == 200
    for persona in ("leader", "standing_head", "unit_head", "deputy", "outsider"):
        assert persona_client(persona).get(url).status_code == 403
        assert persona_client(persona).post(url, {"on": "01/07/2026"}).status_code == 403
    assert persona_client("anonymous").get(url).status_code == 302


def test_posts_made_filled_changed_ended(world: World, admin_client: Client) -> None:
    new = reverse("organizations:position-new", args=[world.district_b.pk])
    response = admin_client.post(new, {"title": "Chủ tịch", "role": "unit_head", "is_head": "on", "rank": "1"})
    post = Position.objects.get(unit=world.district_b)
    assert response["Location"] == reverse("organizations:appoint", args=[post.pk])
    admin_client.post(response["Location"], {"person": world.district_head.pk, "valid_from": "01/01/2026"})
    twice = admin_client.post(response["Location"], {"person": world.district_head.pk, "valid_from": "01/02/2026"})
    assert twice.status_code == 422 and "đã giữ chức vụ này rồi" in twice.content.decode()
    assert len(actor_for(world.district_head).seats) == 2
    edit = reverse("organizations:position-edit", args=[post.pk])
    told = {"title": "Chủ tịch", "role": "unit_officer", "scope": world.district_b.pk}
    assert admin_client.post(edit, told).status_code == 302
    post.refresh_from_db()
    assert (post.role, post.scope, post.is_head) == ("unit_officer", None, False)
    appointment = Appointment.objects.get(position=post)
    admin_client.post(reverse("organizations:appointment-end", args=[appointment.pk]), {"on": "30/06/2026"})
    assert len(actor_for(world.district_head).seats) == 1
    admin_client.post(reverse("organizations:position-end", args=[post.pk]), {"on": "31/07/2026"})
    gone = admin_client.post(
        reverse("organizations:appoint", args=[post.pk]), {"person": world.deputy.pk, "valid_from": "01/08/2026"}
    )
    assert gone.status_code == 422 and "không có vào ngày đó" in gone.content.decode()


def test_a_second_post_for_a_person(world: World, admin_client: Client) -> None:
    url = reverse("organizations:person-post", args=[world.unit_head.pk])
    told = {"unit": world.health.pk, "title": "Ủy viên", "role": "unit_officer", "valid_from": "01/01/2026"}
    assert admin_client.post(url, told).status_code == 302
    assert {seat.scope_id for seat in actor_for(world.unit_head).seats} == {world.hospital_a.pk, world.health.pk}


# Acting for somebody


def _delegate(deputy: Person, **told: object) -> dict[str, object]:
    today = clock.today()
    return {
        "deputy": deputy.pk,
        "valid_from": today.strftime("%d/%m/%Y"),
        "valid_to": (today + timedelta(days=5)).strftime("%d/%m/%Y"),
        "reason": "Đi công tác",
        **told,
    }


def test_a_head_names_a_deputy_and_takes_it_back(world: World, client_for: Callable[..., Client]) -> None:
    client, page = client_for(world.other_unit_head), reverse("organizations:delegations")
    assert client.post(page, _delegate(world.other_unit_officer)).status_code == 302
    made = Delegation.objects.get(principal=world.other_unit_head)
    assert actor_for(world.other_unit_officer, acting_for=world.other_unit_head.pk).on_behalf_of_id
    assert "Đi công tác" in client.get(page).content.decode()
    again = client.post(page, _delegate(world.other_unit_officer))
    assert again.status_code == 422 and "đã được cử thay mặt" in again.content.decode()
    client.post(reverse("organizations:delegation-revoke", args=[made.pk]))
    made.refresh_from_db()
    assert made.revoked_on == clock.today()
    kinds = Event.objects.filter(stream=f"person:{world.other_unit_head.pk}").values_list("kind", flat=True)
    assert list(kinds) == ["person.delegated", "person.delegation_revoked"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"reason": ""}, "Hãy điền mục này"),
        ({"valid_to": "01/01/2020"}, "không được trước"),
        ({"valid_from": "01/01/2020", "valid_to": "02/01/2020"}, "đã qua"),
    ],
)
def test_refused_delegations_say_why(
    world: World, client_for: Callable[..., Client], told: dict[str, str], why: str
) -> None:
    response = client_for(world.other_unit_head).post(
        reverse("organizations:delegations"), _delegate(world.other_unit_officer, **told)
    )
    assert response.status_code == 422 and why in response.content.decode()


def test_no_delegation_to_oneself_nor_without_a_seat(world: World, client_for: Callable[..., Client]) -> None:
    page = reverse("organizations:delegations")
    own = client_for(world.other_unit_head).post(page, _delegate(world.other_unit_head))
    assert own.status_code == 422 and "một người khác" in own.content.decode()
    seatless = client_for(world.admin).post(page, _delegate(world.unit_officer))
    assert seatless.status_code == 422 and "không giữ chức vụ nào" in seatless.content.decode()


def test_who_acts_for_another_cannot_pass_it_on(world: World, persona_client: Callable[[str], Client]) -> None:
    client = persona_client("deputy")
    told = _delegate(world.unit_officer, principal=world.unit_head.pk)
    assert client.post(reverse("organizations:delegations"), told).status_code == 403


def test_principals_are_for_administrators_to_name(world: World, client_for: Callable[..., Client]) -> None:
    told = _delegate(world.unit_officer, principal=world.leader.pk)
    client_for(world.other_unit_head).post(reverse("organizations:delegations"), told)
    assert Delegation.objects.latest("id").principal == world.other_unit_head  # the field is not theirs
    client_for(world.admin).post(reverse("organizations:delegations"), told)
    assert Delegation.objects.latest("id").principal == world.leader


def test_only_those_concerned_end_a_delegation(world: World, client_for: Callable[..., Client]) -> None:
    url = reverse("organizations:delegation-revoke", args=[Delegation.objects.get().pk])
    assert client_for(world.other_unit_head).post(url).status_code == 404
    assert client_for(world.deputy).post(url).status_code == 302  # the deputy gives it up
    assert Delegation.objects.get().revoked_on == clock.today()


# One's own page, options, calendar


def test_profile_is_ones_own(world: World, client_for: Callable[..., Client]) -> None:
    client = client_for(world.unit_officer)
    told = {"email": "moi@vidu.vn", "phone": "", "mail_choice": "daily", "language": "en", "theme": "dark"}
    response = client.post(reverse("organizations:profile"), told)
    assert response.cookies["theme"].value == "dark" and response.cookies["django_language"].value == "en"
    world.unit_officer.refresh_from_db()
    assert (world.unit_officer.mail_choice, world.unit_officer.theme) == ("daily", "dark")
    assert Person.objects.search("moi@vidu.vn").get() == world.unit_officer
    wrong = client.post(reverse("organizations:profile"), told | {"email": "không phải thư"})
    assert wrong.status_code == 422


def test_options_page_explains_saves_resets_and_remembers(world: World, admin_client: Client) -> None:
    page = admin_client.get(reverse("organizations:options")).content.decode()
    for option in options.registry.values():
        assert f'id="{option.key}"' in page
    url = reverse("organizations:option-set", args=["officer_may_confirm"])
    admin_client.post(url, {"value": "0"})
    assert options.get("officer_may_confirm") is False
    after = admin_client.get(reverse("organizations:options")).content.decode()
    assert "đã đổi" in after and "có → không" in after and "Quản Trị Viên" in after
    admin_client.post(url, {"mac_dinh": "1"})
    assert options.get("officer_may_confirm") is True
    assert admin_client.post(reverse("organizations:option-set", args=["no_such"])).status_code == 404


def test_a_refused_option_keeps_what_was_typed(world: World, admin_client: Client) -> None:
    key = next(option.key for option in options.registry.values() if option.kind == "int")
    response = admin_client.post(reverse("organizations:option-set", args=[key]), {"value": "ba ngày"})
    page = response.content.decode()
    assert response.status_code == 422 and 'value="ba ngày"' in page and "số nguyên" in page
    # Said at the head of a long page, with the way to the field.
    assert "data-error-summary" in page and f'<a href="#o-{key}">' in page


def test_calendar_exceptions_change_working_days(world: World, admin_client: Client) -> None:
    url = reverse("organizations:calendar")
    saturday, monday = date(2026, 10, 17), date(2026, 10, 19)
    assert not calendars.calendar().is_working(saturday)
    told = {"name": "Hoán đổi", "source": "Công văn 1", "day": "17/10/2026", "working": "1"}
    change = reverse("tasks:calendar_change")
    assert admin_client.post(change, told)["Location"].endswith("?nam=2026")
    admin_client.post(change, told | {"day": "19/10/2026", "working": "0"})
    assert calendars.calendar().is_working(saturday) and not calendars.calendar().is_working(monday)
    page = admin_client.get(url, {"nam": "2026"}).content.decode()
    assert "19/10/2026" in page and "Công văn 1" in page and "cơ quan ghi" in page
    admin_client.post(change, {"day": "19/10/2026", "clear": "1"})
    assert not CalendarDay.objects.filter(day=monday).exists()
    assert calendars.calendar().is_working(monday) is workdays.statutory().is_working(monday)
    assert admin_client.post(change, told | {"name": " "}).status_code == 422
    assert admin_client.post(change, told | {"source": ""}).status_code == 422  # every entry names its decree
    assert admin_client.post(change, told | {"day": "01/01/1990"}).status_code == 422
