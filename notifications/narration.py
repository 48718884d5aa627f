"""How the system's own acts about deadlines are told in histories."""

from django.utils.translation import gettext as _

from notifications.facts import LadderChanged, ReminderFired
from notifications.reminders.editing import words
from workflows.narration import Told, narrates
from workflows.words import day


@narrates(ReminderFired)
def reminded(fact: ReminderFired) -> Told:
    detail = _("%(rung)s, hạn %(day)s") % {"rung": words(fact.rung), "day": day(fact.due_on)}
    return Told(_("Nhắc hạn muộn") if fact.late else _("Nhắc hạn"), "bell", detail=detail)


@narrates(LadderChanged)
def ladder_changed(fact: LadderChanged) -> Told:
    return Told(_("Đổi thang nhắc hạn"), "bell-ringing", detail=fact.type_code)
