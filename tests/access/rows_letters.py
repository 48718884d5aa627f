"""Formal urging letters: the standing office alone; leaders and units neither write nor read them here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.models import UrgingLetter
from tests.access.matrix import Case, Row, expect
from workflows import clock


def _letter(case: Case) -> Mapping[str, Any]:
    """A draft of Sở Y tế to hospital A."""

    def make() -> UrgingLetter:
        return UrgingLetter.objects.create(
            office=case.world.health, unit=case.world.hospital_a, reply_by=date(2030, 1, 1),
            made_by=case.world.people["standing_officer"], made_at=clock.now(),
        )  # fmt: skip

    return {"pk": case.once("letter", make).pk}


def _sent(case: Case) -> Mapping[str, Any]:
    """One that was sent, with a wrong number."""
    kwargs = _letter(case)
    UrgingLetter.objects.filter(**kwargs).update(
        number="7", symbol="SYT-VP", sent_at=clock.now(), signed_on=clock.today()
    )
    return kwargs


OFFICERS = ("standing_head", "standing_officer")
OTHERS = ("leader", "outsider")
READ = expect(403, (200, OFFICERS), (404, OTHERS))

ROWS = [
    Row("tasks:letters", expect(403, (200, (*OFFICERS, *OTHERS)))),
    Row(
        "tasks:letter-new", expect(403, (302, OFFICERS), (404, OTHERS)), method="post",
        data=lambda case: {"co-quan": case.world.health.pk, "don-vi": case.world.hospital_a.pk},
    ),
    Row("tasks:letter-new", expect(403, (302, (*OFFICERS, *OTHERS)))),
    Row("tasks:letter", READ, kwargs=_letter),
    Row("tasks:letter", expect(403, (422, OFFICERS), (404, OTHERS)), method="post", kwargs=_letter),
    Row(
        "tasks:letter", expect(403, (302, OFFICERS), (404, OTHERS)), method="post", kwargs=_sent,
        data=lambda case: {
            "number": "8",
            "symbol": "SYT-VP",
            "signed_on": f"{clock.today():%d/%m/%Y}",
            "reason": "Ghi nhầm",
        },
    ),
    Row("tasks:letter-docx", READ, kwargs=_letter),
    Row("tasks:letter-signer", expect(403, (302, OFFICERS), (404, OTHERS)), method="post", kwargs=_letter),
    Row("tasks:letter-drop", expect(403, (302, OFFICERS), (404, OTHERS)), method="post", kwargs=_letter),
]  # fmt: skip
