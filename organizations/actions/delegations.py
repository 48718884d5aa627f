"""Acting for someone: given for days, with a reason, taken back."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import access, facts
from organizations.models import Appointment, Delegation, Person
from workflows import clock, ledger
from workflows.actors import Actor


@transaction.atomic
def delegate(
    *,
    actor: Actor,
    principal: Person,
    deputy: Person,
    valid_from: date,
    valid_to: date,
    reason: str,
    document_number: str = "",
) -> Delegation:
    """``deputy`` may act for ``principal`` on those days. Principals delegate themselves, administrators for others.

    Who acts for another cannot pass that on (NĐ 30/2020/NĐ-CP: no sub-delegation).
    """
    _guard(actor, principal)
    Person.objects.select_for_update(no_key=True).get(pk=principal.pk)
    _check(principal, deputy, valid_from, valid_to, reason)
    delegation = Delegation.objects.create(
        principal=principal,
        deputy=deputy,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=" ".join(reason.split()),
        document_number=document_number.strip(),
    )
    fact = facts.Delegated(
        delegation_id=delegation.pk,
        principal_id=principal.pk,
        deputy_id=deputy.pk,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=delegation.reason,
        document_number=delegation.document_number,
    )
    ledger.record(fact, stream=f"person:{principal.pk}", actor=actor)
    ledger.announce(f"person.{deputy.pk}")
    return delegation


@transaction.atomic
def revoke_delegation(*, actor: Actor, delegation: Delegation) -> Delegation:
    """Over from today; at the deputy's next click their session falls back to their own seats.

    The principal takes it back, the deputy gives it up, or an administrator ends it.
    """
    locked = Delegation.objects.select_for_update(no_key=True, of=("self",)).select_related("principal")
    delegation = locked.get(pk=delegation.pk)
    if delegation.deputy_id != actor.person_id or actor.on_behalf_of_id is not None:
        _guard(actor, delegation.principal)
    today = clock.today()
    if delegation.revoked_on is not None or delegation.valid_to < today:
        raise ValidationError(_("Ủy quyền này đã hết hiệu lực."), code="over")
    delegation.revoked_on = today
    delegation.save(update_fields=["revoked_on"])
    fact = facts.DelegationRevoked(
        delegation_id=delegation.pk,
        principal_id=delegation.principal_id,
        deputy_id=delegation.deputy_id,
        on=today,
    )
    ledger.record(fact, stream=f"person:{delegation.principal_id}", actor=actor)
    ledger.announce(f"person.{delegation.deputy_id}")
    return delegation


def _check(principal: Person, deputy: Person, valid_from: date, valid_to: date, reason: str) -> None:
    first = max(valid_from, clock.today())
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do, ví dụ: nghỉ phép, đi công tác.")}, code="reason")
    if principal.pk == deputy.pk:
        raise ValidationError({"deputy": _("Hãy chọn một người khác.")}, code="self")
    if valid_to < valid_from:
        raise ValidationError({"valid_to": _("Ngày kết thúc không được trước ngày bắt đầu.")}, code="order")
    if valid_to < clock.today():
        raise ValidationError({"valid_to": _("Thời gian ủy quyền đã qua.")}, code="past")
    if not deputy.may_sign_in(first):
        raise ValidationError({"deputy": _("Người này không còn làm việc.")}, code="left")
    if not Appointment.objects.current(first).filter(person=principal).exists():
        raise ValidationError(
            _("%(name)s không giữ chức vụ nào vào ngày đó.") % {"name": principal.full_name}, code="no_seat"
        )
    same = Delegation.objects.filter(principal=principal, deputy=deputy, revoked_on__isnull=True)
    if same.filter(valid_from__lte=valid_to, valid_to__gte=valid_from).exists():
        raise ValidationError({"deputy": _("Người này đã được cử thay mặt trong thời gian đó.")}, code="overlap")


def _guard(actor: Actor, principal: Person) -> None:
    if actor.is_system:
        return
    own = principal.pk == actor.person_id and actor.on_behalf_of_id is None
    if not own and not access.may_set_up_person(actor, principal):
        raise PermissionDenied
