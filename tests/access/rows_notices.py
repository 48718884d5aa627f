"""Notices: everybody has an inbox of their own, nobody has another's."""

from collections.abc import Mapping
from typing import Any

from notifications.feeds.links import digest
from notifications.models import CalendarFeed, Notice, Reason, Topic
from tasks.facts import AssignmentUrged
from tests.access.matrix import Case, Row, expect
from tests.access.rows_setup import RULES
from workflows import clock, ledger


def _notice(case: Case) -> Mapping[str, Any]:
    """One to the unit's head."""

    def make() -> Notice:
        assignment = case.assignment
        event = ledger.record(
            AssignmentUrged(assignment_id=assignment.pk, message="Đề nghị gửi kết quả"),
            stream=f"assignment:{assignment.pk}",
            actor=case.world.actor("standing_officer"),
            directive_id=assignment.directive_id,
            unit_id=assignment.unit_id,
        )
        return Notice.objects.create(
            person=case.world.people["unit_head"], event=event, topic=Topic.URGING, reason=Reason.RESPONSIBLE,
            directive=assignment.directive, assignment=assignment, at=clock.now(),
        )  # fmt: skip

    return {"pk": case.once("notice", make).pk}


ROWS = [
    Row("notifications:inbox", expect(200)),
    Row("notifications:unread", expect(200)),
    Row("notifications:read-all", expect(302), method="post"),
    Row("notifications:preferences", expect(200)),
    Row("notifications:preferences", expect(302), method="post", data=lambda case: {"mail_choice": "none"}),
    # Its person alone: not even the deputy who acts for that person reads the other's inbox.
    Row("notifications:open", expect(404, (302, "unit_head")), kwargs=_notice),
]


def _feed(case: Case) -> Mapping[str, Any]:
    """A calendar address of the unit's head."""

    def make() -> CalendarFeed:
        return CalendarFeed.objects.create(
            person=case.world.people["unit_head"], secret_sha256=digest("x" * 43), made_at=clock.now()
        )

    return {"pk": case.once("feed", make).pk}


def _address(case: Case) -> Mapping[str, Any]:
    _feed(case)
    return {"secret": "x" * 43}


def _own_unit(case: Case) -> Mapping[str, Any]:
    return {"don-vi": str(case.world.hospital_a.pk)}


NOBODY_ELSE = expect(403, (200, "admin"))
RUNGS = {
    "moc-TOTAL_FORMS": "1", "moc-INITIAL_FORMS": "0", "moc-0-when": "dung", "moc-0-to": ["head"], "moc-0-mail": "on",
}  # fmt: skip
ROWS += [
    # Who follows work sees by which ladder it is reminded; changing it is for administrators.
    Row("notifications:ladders", expect(403, (200, RULES))),
    Row("notifications:ladder", NOBODY_ELSE, kwargs=lambda case: {"code": "chung"}),
    Row(
        "notifications:ladder", expect(403, (302, "admin")), method="post",
        kwargs=lambda case: {"code": "CV"}, data=lambda case: RUNGS,
    ),
    Row("notifications:ladder-drop", expect(403, (302, "admin")), method="post", kwargs=lambda case: {"code": "CV"}),
    Row("notifications:outbox", NOBODY_ELSE),
    Row("notifications:resend", expect(403, (302, "admin")), method="post"),
    Row("notifications:feeds", expect(200)),
    Row("notifications:feed-new", expect(200), method="post"),
    # A unit's calendar: who works at its desk by a seat of their own.
    Row(
        "notifications:feed-new", expect(404, (200, ("unit_head", "unit_officer", "deputy"))), method="post",
        data=_own_unit, query="?",
    ),
    Row("notifications:feed-revoke", expect(404, (302, "unit_head")), method="post", kwargs=_feed),
    # Whoever has the address reads it, signed in or not.
    Row("notifications:calendar", expect(200, anonymous=200), kwargs=_address),
]  # fmt: skip
