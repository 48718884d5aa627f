"""The outbox page: what became of letters, and sending again; for administrators of everything alone."""

from collections.abc import Callable

from django.test import Client

from notifications import mail
from notifications.models import Letter
from tasks.models import Assignment
from tests.notifications.conftest import Mailbox
from tests.notifications.test_mail import later, urge
from tests.personas import World


def test_bounces_are_seen_and_sent_again(
    world: World, assignment: Assignment, mailbox: Mailbox, client_for: Callable[..., Client]
) -> None:
    mailbox.unknown = {"unit_officer@vidu.vn"}
    urge(world, assignment, "Một")
    with later(5):
        mail.send_due()
    client = client_for(world.people["admin"])
    page = client.get("/thong-bao/thu-gui/?trang-thai=bounced").content.decode()
    assert "550 no such user here" in page
    assert "unit_officer@vidu.vn" in page
    assert "unit_head@vidu.vn" not in page
    assert "Một" not in page  # what letters say is nobody else's
    mailbox.unknown = set()
    letter = Letter.objects.get(state="bounced")
    answer = client.post("/thong-bao/thu-gui/gui-lai/", {"ids": [str(letter.pk)]}, follow=True)
    assert "Đã xếp lại 1 thư để gửi." in answer.content.decode()
    with later(6):
        assert mail.send_due() == 1
    answer = client.post("/thong-bao/thu-gui/gui-lai/", {"tat-ca": "1"}, follow=True)
    assert "Không có thư nào gửi lại được" in answer.content.decode()


def test_an_empty_outbox_without_a_server(world: World, client_for: Callable[..., Client]) -> None:
    page = client_for(world.people["admin"]).get("/thong-bao/thu-gui/").content.decode()
    assert "Chưa có thư nào" in page
    assert "ROVIEC_SMTP_HOST" in page


def test_pages_of_letters(world: World, mailbox: Mailbox, client_for: Callable[..., Client]) -> None:
    from workflows import clock

    Letter.objects.bulk_create(
        Letter(
            person=world.people["unit_head"], address="a@vidu.vn", message_id=f"<{n}@x>", subject=f"Thư số {n}",
            state="sent", made_at=clock.now(), next_try_at=clock.now(),
        )
        for n in range(60)
    )  # fmt: skip
    client = client_for(world.people["admin"])
    first = client.get("/thong-bao/thu-gui/")
    assert first.content.decode().count("a@vidu.vn") == 50
    assert first.context["page"].rows[0] == Letter.objects.latest("pk")  # newest first
    second = client.get(f"/thong-bao/thu-gui/?truoc={first.context['page'].after}")
    assert second.content.decode().count("a@vidu.vn") == 10


def test_after_an_outage_what_waits_is_tried_at_once_and_nothing_doubled(
    world: World, assignment: Assignment, mailbox: Mailbox, client_for: Callable[..., Client]
) -> None:
    mailbox.answer = "451 try later"
    urge(world, assignment, "Một")
    with later(5):
        assert mail.send_due() == 0
    mailbox.answer = "250 OK"
    client = client_for(world.people["admin"])
    page = client.get("/thong-bao/thu-gui/").content.decode()
    assert "thư chưa gửi được, đang chờ thử lại" in page
    assert "451 try later" in page
    with later(7):
        sending = mail.claim()  # on its way just then: it is left alone
        assert sending is not None
        others = Letter.objects.filter(state="pending").count()
        answer = client.post("/thong-bao/thu-gui/gui-lai/", {"ngay": "1"}, follow=True).content.decode()
        assert f"Đã xếp lại {others} thư để gửi." in answer
        assert mail.send_due() == others
        assert mail.send_due() == 0
    assert len(mailbox.letters) == others
    assert Letter.objects.get(pk=sending.pk).state == "sending"
    assert "đang chờ thử lại" not in client.get("/thong-bao/thu-gui/").content.decode()
