"""What a leader's board covers: the assignments the reader leads, narrowed by the address."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Self

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from organizations import access
from organizations.models import Role as Post
from organizations.models import Unit, UnitKind
from organizations.permissions import Permission
from tasks.access import Led, led_by
from tasks.as_of import Then
from tasks.lists import ListFilter, read_day
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet
from tasks.states import Role
from workflows import clock, words
from workflows.actors import Actor

MOST = 400


@dataclass(frozen=True)
class Scope:
    """One board: whose, of which units, given when, as of which day. Official figures count the lead's assignments."""

    actor: Actor
    filter: ListFilter
    # What was asked for and is not followed: name of the parameter -> why, and what is shown instead.
    dropped: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, actor: Actor, given: QueryDict) -> Self:
        """Of the address only what narrows a board: under, directive, given_from, given_to, as_of."""
        asked = ListFilter.read(given)
        earlier = asked.as_of if asked.as_of and asked.as_of < clock.today() else None
        kept = ListFilter(
            under=asked.under,
            directive=asked.directive,
            given_from=asked.given_from,
            given_to=asked.given_to,
            as_of=earlier,
            role=Role.LEAD,
            led=True,
        )
        return cls(actor, kept, _dropped(given))

    @property
    def day(self) -> date:
        """The day the figures are of."""
        return self.filter.as_of or clock.today()

    def rows(self) -> AssignmentQuerySet:
        """Every assignment in reach, whatever has become of it."""
        return self.filter.within(self.actor)

    def open(self) -> AssignmentQuerySet:
        """What is not settled. None of it is out of the rates, so the state need not be asked."""
        return self.rows().filter(closed_on=None)

    def done(self) -> AssignmentQuerySet:
        """What was confirmed."""
        return self.rows().filter(done_on__isnull=False)

    def done_by(self, units: "QuerySet[Unit, Any]") -> AssignmentQuerySet:
        """What those units did, whoever gave it."""
        return self.filter.narrowed(Assignment.objects.filter(unit_id__in=units)).filter(done_on__isnull=False)

    @property
    def led(self) -> Led | None:
        return led_by(self.actor)

    def then(self) -> Then | None:
        return self.filter.then

    def url(self, **changes: object) -> str:
        """The list behind a number."""
        return self.filter.but(**changes).url


def _dropped(given: QueryDict) -> dict[str, str]:
    """Days that cannot be read or have not come. Saying nothing would pass off today's figures as another day's."""
    told: dict[str, str] = {}
    for name in ("given_from", "given_to", "as_of"):
        typed = given.get(name, "").strip()[:40]
        day = read_day(typed)
        if typed and day is None:
            told[name] = " ".join(
                (
                    _("“%s” không phải là một ngày; hãy ghi ngày/tháng/năm, ví dụ 30/09/2023.") % typed,
                    _("Đang xem số liệu hôm nay.") if name == "as_of" else _("Chưa lọc theo ngày giao."),
                )
            )
        elif day and name == "as_of" and day > clock.today():
            told[name] = " ".join((_("Ngày %s chưa đến.") % words.day(day), _("Đang xem số liệu hôm nay.")))
    return told


def led_units(actor: Actor) -> list[tuple[str, list[Unit]]]:
    """Units that the board may be narrowed to, by kind: those right below the desks it covers, and their neighbours."""
    seats = access.seats_with(actor, Permission.BOARD_LEADERS)
    desks = {seat.scope_id for seat in seats}
    above = {int(steps[-2]) for seat in seats if len(steps := seat.scope_path.strip("/").split("/")) > 1}
    leads = any(seat.role == Post.LEADER for seat in seats)
    parents = desks if leads else desks | above
    units = Unit.objects.existing(clock.today()).filter(parent_id__in=parents)
    order = list(UnitKind.values)
    found = sorted(
        units.only("name", "kind", "rank")[:MOST], key=lambda unit: (order.index(unit.kind), unit.rank, unit.name)
    )
    return [(str(UnitKind(kind).label), list(group)) for kind, group in groupby(found, key=lambda unit: unit.kind)]
