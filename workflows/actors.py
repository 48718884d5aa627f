"""Who acts, in which seat, and on whose behalf. Built by organizations; named here so that every layer may type it."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Seat:
    """One position held today (vị trí công tác), own or by delegation.

    ``unit_id`` is where the person sits, ``scope_id``/``scope_path`` the desk the position serves
    (``"/1/4/9/"``, own id last).
    """

    appointment_id: int
    role: str
    unit_id: int
    scope_id: int
    scope_path: str
    title: str


@dataclass(frozen=True)
class Actor:
    """A person acting (người thực hiện), maybe for another by a dated delegation (thay mặt, ủy quyền)."""

    person_id: int
    name: str
    seats: tuple[Seat, ...] = ()
    on_behalf_of_id: int | None = None
    on_behalf_of_name: str = ""
    is_admin: bool = False

    @property
    def is_system(self) -> bool:
        """True for the acts of jobs and commands: no person stands behind them."""
        return self.person_id == SYSTEM_ID

    @property
    def display_name(self) -> str:
        """Both names when someone acts for another: "Trần B (thay Nguyễn A)"."""
        return both_names(self.name, self.on_behalf_of_name)


def both_names(person: object, principal: object | None) -> str:
    """Who acted, and for whom when somebody was away: "Trần B (thay Nguyễn A)"."""
    return _("%(name)s (thay %(principal)s)") % {"name": person, "principal": principal} if principal else str(person)


class ActorLike(Protocol):
    """What the ledger needs to know of an actor."""

    @property
    def person_id(self) -> int: ...
    @property
    def on_behalf_of_id(self) -> int | None: ...


SYSTEM_ID = 0
OPERATOR_ID = -1
"""The operator at the machine's console (người vận hành máy chủ): reads with the eyes of one desk, records nothing."""


def system_actor() -> Actor:
    """The system itself (hệ thống): recorded as an event without a person."""
    return Actor(person_id=SYSTEM_ID, name=_("Hệ thống"))
