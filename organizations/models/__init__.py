"""Who exists, where and when: units, people, positions. Rows end by date; history is never deleted."""

from organizations.models.dated import SINCE_ALWAYS, Dated
from organizations.models.delegations import Delegation
from organizations.models.groups import GroupRule, RuleScope, UnitGroup
from organizations.models.imports import ImportBatch, ImportKind
from organizations.models.names import LearnedName
from organizations.models.people import MailChoice, Person, Theme
from organizations.models.positions import Appointment, Position, Role
from organizations.models.setup import Office, SetupCode
from organizations.models.units import FormerPlace, Unit, UnitKind, UnitSuccession

__all__ = [
    "SINCE_ALWAYS",
    "Appointment",
    "Dated",
    "Delegation",
    "FormerPlace",
    "GroupRule",
    "ImportBatch",
    "ImportKind",
    "LearnedName",
    "MailChoice",
    "Office",
    "Person",
    "Position",
    "Role",
    "RuleScope",
    "SetupCode",
    "Theme",
    "Unit",
    "UnitGroup",
    "UnitKind",
    "UnitSuccession",
]
