"""A document issued while its number or day was blank gets them later, once, and the history tells."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from directives.states import DirectiveState
from tests.directives.making import make_directive
from tests.personas import World
from workflows import clock
from workflows.models import Event


def test_the_blanks_are_filled_and_nothing_else(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = make_directive(
        world, number="", symbol="SYT-KHTC", issued_on=None, state=DirectiveState.ISSUED, assigned_at=clock.now()
    )
    office = persona_client("standing_officer")
    page = office.get(f"/van-ban/{directive.pk}/").content.decode()
    assert "Văn bản chưa có đủ số, ngày" in page
    url = f"/van-ban/{directive.pk}/cap-so/"
    office.post(url, {"code": "khong phai so", "issued_on": ""})
    directive.refresh_from_db()
    assert directive.number == ""
    office.post(url, {"code": "4215/SYT-KHTC", "issued_on": "20/09/2023"})
    directive.refresh_from_db()
    assert (directive.reference, directive.issued_on) == ("4215/SYT-KHTC", date(2023, 9, 20))
    assert "4215/SYT-KHTC" in office.get(f"/van-ban/{directive.pk}/?muc=dien-bien").content.decode()
    office.post(url, {"code": "9999/SYT-KHTC", "issued_on": "21/09/2023"})
    directive.refresh_from_db()
    assert directive.number == "4215"
    assert Event.objects.filter(kind="directive.numbered").count() == 1
