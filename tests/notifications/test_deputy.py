"""The head is away: the deputy reads the same reminder by mail and in the inbox, and acts in the head's name."""

import re
from collections.abc import Callable
from datetime import date, datetime
from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.urls import reverse

from notifications import mail
from notifications.models import Notice
from organizations.models import Delegation, Person
from tests.notifications.conftest import Mailbox
from tests.notifications.reminding import give, run_worker
from tests.personas import World
from workflows import clock

pytestmark = pytest.mark.server

DUE = date(2026, 5, 20)
BEFORE = datetime(2026, 5, 19, 9, 0, tzinfo=clock.ZONE)


def letters(mailbox: Mailbox) -> dict[str, str]:
    """Who got a letter, and what it says."""
    found = [message_from_bytes(each, policy=policy.default) for each in mailbox.letters]
    return {str(each["To"]): each.get_body(("plain",)).get_content() for each in found}  # type: ignore[union-attr]


def test_mail_inbox_and_page_of_the_deputy(
    world: World, mailbox: Mailbox, persona_client: Callable[[str], Client]
) -> None:
    stand_in = Person.objects.create(username="thay", full_name="Hà Thị Thay", email="thay@vidu.vn")
    world.people["stand_in"] = stand_in
    Delegation.objects.all().delete()
    Delegation.objects.create(
        principal=world.people["unit_head"], deputy=stand_in, valid_from=date(2026, 5, 18), valid_to=date(2026, 5, 19),
        reason="Nghỉ phép",
    )  # fmt: skip
    row = give(world, DUE, on=date(2026, 5, 4))
    run_worker(BEFORE)
    with clock.travel(BEFORE.replace(hour=11)):
        mail.send_due()
    told = letters(mailbox)
    theirs = next(words for to, words in told.items() if "thay@vidu.vn" in to)
    heads = next(words for to, words in told.items() if "unit_head@vidu.vn" in to)
    assert "20/05/2026" in theirs and "20/05/2026" in heads
    assert "bạn được ủy quyền thay" in theirs
    with clock.travel(BEFORE.replace(hour=11)):
        client = persona_client("stand_in")
        inbox = client.get("/thong-bao/").content.decode()
        assert "20/05/2026" in inbox
        link = re.search(r"http://[^/]+(/\S*)", theirs)
        assert link
        asked = client.get(link.group(1))
        assert "Thay mặt Hoàng Văn Viện" in asked.content.decode()
        assert row.task.content in asked.content.decode()  # which work it is about
        fields = dict(re.findall(r'type="hidden" name="(acting_for|next)" value="([^"]*)"', asked.content.decode()))
        page = client.post(reverse("organizations:acting"), fields, follow=True)
        assert page.status_code == 200 and page.redirect_chain[-1][0] == f"/viec/{row.pk}/"
    # Back at work: nothing more goes to the deputy.
    run_worker(datetime(2026, 5, 20, 9, 0, tzinfo=clock.ZONE))
    assert Notice.objects.filter(person=stand_in, at__date=date(2026, 5, 20)).count() == 0
