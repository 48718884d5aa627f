"""Sharing a directive with somebody who has no part in it, and ending that."""

from django.db import transaction
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm, remove_perm

from directives.access import VIEW, require_over
from directives.actions.recording import record
from directives.facts import DirectiveShared, ShareEnded
from directives.models import Directive, DirectiveShare
from organizations.models import Person, Unit
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.reasons import too_short


@transaction.atomic
def share_directive(
    *, directive: Directive, actor: Actor, reason: str, person: Person | None = None, unit: Unit | None = None
) -> DirectiveShare:
    """Chia sẻ để theo dõi with one person or a unit's people: they see what is issued, and may do nothing."""
    row = _locked(directive, actor)
    if not reason.strip():
        raise TransitionDenied("reason_missing", _("Hãy nêu lý do chia sẻ."))
    if short := too_short(reason):
        raise TransitionDenied("reason_short", short)
    if (person is None) == (unit is None):
        raise TransitionDenied("nobody", _("Hãy chọn một người hoặc một đơn vị."))
    already = DirectiveShare.objects.running().filter(directive=row, person=person, unit=unit).first()
    if already is not None:
        raise TransitionDenied("already", _("Đã chia sẻ với %(name)s rồi.") % {"name": already})
    share = DirectiveShare.objects.create(
        directive=row,
        person=person,
        unit=unit,
        reason=reason.strip(),
        shared_by_id=actor.person_id,
        shared_on_behalf_of_id=actor.on_behalf_of_id,
        shared_at=clock.now(),
    )
    if person is not None:
        assign_perm(VIEW, person, row)
    fact = DirectiveShared(directive_id=row.pk, share_id=share.pk, name=str(share), reason=share.reason)
    record(row, fact, actor=actor)
    return share


@transaction.atomic
def end_share(*, share: DirectiveShare, actor: Actor) -> None:
    """Thôi chia sẻ: takes back exactly what this share gave."""
    row = _locked(share.directive, actor)
    if not DirectiveShare.objects.running().filter(pk=share.pk).update(ended_at=clock.now()):
        return
    if share.person is not None:
        remove_perm(VIEW, share.person, row)
    record(row, ShareEnded(directive_id=row.pk, share_id=share.pk, name=str(share)), actor=actor)


def _locked(directive: Directive, actor: Actor) -> Directive:
    row: Directive = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive.pk)
    require_over(actor, Permission.DIRECTIVE_CLOSE, row)
    return row
