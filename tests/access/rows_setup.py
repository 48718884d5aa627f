"""The set-up: a directory everybody reads within their own administration, changed by administrators alone."""

from collections.abc import Mapping
from typing import Any

from organizations.actions.names import learn_name
from organizations.models import Appointment, Delegation, GroupRule, ImportBatch, ImportKind
from tests.access.matrix import Case, Kwargs, Row, expect
from workflows import clock

EVERYBODY = expect(200)
OWN_ADMINISTRATION = expect(200, (404, "outsider"))
# Who follows work reads the rules it goes by.
RULES = ("standing_head", "standing_officer", "leader", "outsider", "admin")
ADMIN = expect(403, (200, "admin"))
ADMIN_ACTS = expect(403, (302, "admin"))


def _unit(case: Case) -> Mapping[str, Any]:
    return {"pk": case.world.hospital_b.pk}


def _group(case: Case) -> Mapping[str, Any]:
    return {"pk": case.world.attached.pk}


def _rule(case: Case) -> Mapping[str, Any]:
    return {"pk": GroupRule.objects.filter(group=case.world.attached).earliest("id").pk}


def _person(case: Case) -> Mapping[str, Any]:
    return {"pk": case.world.finance_head.pk}


def _appointment(case: Case) -> Mapping[str, Any]:
    return {"pk": Appointment.objects.get(person=case.world.finance_head).pk}


def _position(case: Case) -> Mapping[str, Any]:
    return {"pk": Appointment.objects.get(person=case.world.finance_head).position_id}


def _delegation(_case: Case) -> Mapping[str, Any]:
    return {"pk": Delegation.objects.get().pk}


def _batch(case: Case) -> Mapping[str, Any]:
    rows = [{"line": 2, "name": "Trạm", "kind": "Trạm y tế", "parent": "Sở Y tế"}]
    batch = case.once(
        "batch",
        lambda: ImportBatch.objects.create(
            kind=ImportKind.UNITS, uploaded_by=case.world.admin, filename="a.csv", rows=rows
        ),
    )
    return {"pk": batch.pk}


def _fixed(**told: Any) -> Kwargs:
    return lambda _case: told


def _learned(case: Case) -> Mapping[str, Any]:
    health, officer = case.world.health, case.world.actor("standing_officer")
    made = case.once("learned", lambda: learn_name(words="Viện Một", body=health, office=health, actor=officer))
    return {"pk": made.pk}


def _day(**told: Any) -> Kwargs:
    return lambda _case: {**told, "on": f"{clock.today():%d/%m/%Y}"}


def _delegates(case: Case) -> Mapping[str, Any]:
    day = f"{clock.today():%d/%m/%Y}"
    return {"deputy": case.world.health_head.pk, "valid_from": day, "valid_to": day, "reason": "Nghỉ phép"}


def _person_data(case: Case) -> Mapping[str, Any]:
    post = {"unit": case.world.hospital_b.pk, "title": "Thư ký", "role": "unit_officer"}
    return {"full_name": "Người Mới", "username": "moi", "valid_from": f"{clock.today():%d/%m/%Y}", **post}


def _profile(_case: Case) -> Mapping[str, Any]:
    return {"email": "a@vidu.vn", "mail_choice": "daily", "language": "vi", "theme": "auto"}


UNIT = _fixed(name="Đơn vị Mới", kind="centre", is_internal="on")
POST = _fixed(title="Thư ký", role="unit_officer")

ROWS = [
    # The directory
    Row("organizations:units", EVERYBODY),
    Row("organizations:unit", OWN_ADMINISTRATION, kwargs=_unit),
    Row("organizations:unit-branch", OWN_ADMINISTRATION, kwargs=_unit),
    Row("organizations:groups", EVERYBODY),
    Row("organizations:group", OWN_ADMINISTRATION, kwargs=_group),
    Row(
        "organizations:name-forget",
        expect(403, (302, ("standing_head", "standing_officer", "admin")), (404, "outsider")),
        kwargs=_learned,
        method="post",
    ),
    Row("organizations:people", EVERYBODY),
    Row("organizations:person", OWN_ADMINISTRATION, kwargs=_person),
    Row("organizations:suggest-units", EVERYBODY, query="?q=so"),
    Row("organizations:suggest-people", EVERYBODY, query="?q=van"),
    # One's own
    Row("organizations:profile", EVERYBODY),
    Row("organizations:profile", expect(302), method="post", data=_profile),
    Row("organizations:acting", EVERYBODY),
    Row(
        "organizations:acting",
        expect(403, (302, "deputy")),
        method="post",
        data=lambda case: {"acting_for": case.world.unit_head.pk},
    ),
    Row("organizations:delegations", EVERYBODY),
    # The deputy acts for another and passes nothing on; an administrator without a post has nothing to give.
    Row(
        "organizations:delegations",
        expect(302, (403, "deputy"), (422, ("outsider", "admin"))),
        method="post",
        data=_delegates,
    ),
    Row(
        "organizations:delegation-revoke",
        expect(404, (302, ("unit_head", "admin")), (403, "deputy")),
        kwargs=_delegation,
        method="post",
    ),
    # Administrators
    Row("organizations:setup", ADMIN),
    Row("organizations:start", ADMIN_ACTS),
    Row("organizations:start-step", ADMIN, kwargs=_fixed(word="don-vi")),
    Row(
        "organizations:start-step",
        ADMIN_ACTS,
        kwargs=_fixed(word="co-quan"),
        method="post",
        data=_fixed(name="Sở Mới", kind="department", parent_kind="province"),
    ),
    Row("organizations:unit-new", ADMIN),
    Row("organizations:unit-new", ADMIN_ACTS, method="post", data=UNIT),
    Row("organizations:unit-edit", ADMIN, kwargs=_unit),
    Row("organizations:unit-edit", ADMIN_ACTS, kwargs=_unit, method="post", data=UNIT),
    Row("organizations:unit-move", ADMIN, kwargs=_unit),
    Row(
        "organizations:unit-move",
        ADMIN_ACTS,
        kwargs=_unit,
        method="post",
        data=lambda case: {"parent": case.world.city.pk},
    ),
    Row("organizations:unit-end", ADMIN, kwargs=_unit),
    Row("organizations:unit-end", ADMIN_ACTS, kwargs=_unit, method="post", data=_day()),
    Row("organizations:position-new", ADMIN, kwargs=_unit),
    Row("organizations:position-new", ADMIN_ACTS, kwargs=_unit, method="post", data=POST),
    Row("organizations:position-edit", ADMIN, kwargs=_position),
    Row("organizations:position-edit", ADMIN_ACTS, kwargs=_position, method="post", data=POST),
    Row("organizations:position-end", ADMIN, kwargs=_position),
    Row("organizations:position-end", ADMIN_ACTS, kwargs=_position, method="post", data=_day()),
    Row("organizations:appoint", ADMIN, kwargs=_position),
    Row(
        "organizations:appoint",
        ADMIN_ACTS,
        kwargs=_position,
        method="post",
        data=lambda case: {"person": case.world.deputy.pk, "valid_from": f"{clock.today():%d/%m/%Y}"},
    ),
    Row("organizations:appointment-end", ADMIN, kwargs=_appointment),
    Row("organizations:appointment-end", ADMIN_ACTS, kwargs=_appointment, method="post", data=_day()),
    Row("organizations:group-new", ADMIN),
    Row("organizations:group-new", ADMIN_ACTS, method="post", data=_fixed(name="Nhóm mới")),
    Row("organizations:group-edit", ADMIN, kwargs=_group),
    Row("organizations:group-edit", ADMIN_ACTS, kwargs=_group, method="post", data=_fixed(name="Nhóm khác")),
    Row("organizations:rule-new", ADMIN, kwargs=_group),
    Row(
        "organizations:rule-new",
        ADMIN_ACTS,
        kwargs=_group,
        method="post",
        data=_fixed(exclude="0", kind="hospital", scope="children"),
    ),
    Row("organizations:rule-end", ADMIN, kwargs=_rule),
    Row("organizations:rule-end", ADMIN_ACTS, kwargs=_rule, method="post", data=_day()),
    Row("organizations:person-new", ADMIN),
    Row("organizations:person-new", ADMIN_ACTS, method="post", data=_person_data),
    Row("organizations:person-edit", ADMIN, kwargs=_person),
    Row(
        "organizations:person-edit",
        ADMIN_ACTS,
        kwargs=_person,
        method="post",
        data=_fixed(full_name="Tên Khác", username="ten.khac"),
    ),
    Row("organizations:person-post", ADMIN, kwargs=_person),
    Row("organizations:person-post", ADMIN_ACTS, kwargs=_person, method="post", data=_person_data),
    Row("organizations:person-leave", ADMIN, kwargs=_person),
    Row("organizations:person-leave", ADMIN_ACTS, kwargs=_person, method="post", data=_day()),
    Row("organizations:person-return", ADMIN_ACTS, kwargs=_person, method="post"),
    Row("organizations:person-lock", ADMIN_ACTS, kwargs=_person, method="post"),
    Row("organizations:person-link", ADMIN_ACTS, kwargs=_person, method="post"),
    Row("organizations:import", ADMIN, kwargs=_fixed(word="nguoi")),
    Row(
        "organizations:import",
        expect(403, (422, "admin")),
        kwargs=_fixed(word="nguoi"),
        method="post",
        data=_fixed(file=""),
    ),
    Row("organizations:import-template", ADMIN, kwargs=_fixed(word="don-vi"), query="?hien_co=1"),
    Row("organizations:import-preview", ADMIN, kwargs=_batch),
    Row("organizations:import-preview", ADMIN_ACTS, kwargs=_batch, method="post"),
    Row("organizations:import-links", expect(403, (200, "admin")), kwargs=_batch, method="post"),
    Row("organizations:options", ADMIN),
    Row(
        "organizations:option-set",
        ADMIN_ACTS,
        kwargs=_fixed(key="officer_may_confirm"),
        method="post",
        data=_fixed(value="0"),
    ),
    Row("organizations:calendar", expect(403, (200, RULES))),
    Row("organizations:calendar-confirm", ADMIN_ACTS, method="post", data=_fixed(year="2027", source="Công văn 1")),
]
