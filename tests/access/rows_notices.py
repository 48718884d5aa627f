"""Notices: everybody has an inbox of their own, nobody has another's."""

from collections.abc import Mapping
from typing import Any

from notifications.models import Notice, Reason, Topic
from tasks.facts import AssignmentUrged
from tests.access.matrix import Case, Row, expect
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
