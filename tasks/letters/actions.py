"""Công văn đôn đốc: drawn up for one unit with everything overdue, signed on paper or by e-signature, then numbered."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import access as organizations_access
from organizations.localities import calendar_of
from organizations.models import Unit
from organizations.permissions import Permission
from tasks.actions.following_up import urge_many, urging_blocked
from tasks.actions.receiving import need_reason
from tasks.actions.recording import record_many
from tasks.facts import LetterCorrected
from tasks.letters.numbers import read_number, read_symbol
from tasks.letters.signing import signers, usual
from tasks.models import Assignment, UrgingLetter, UrgingLetterLine
from tasks.querysets import AssignmentQuerySet
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.words import day


def overdue_of(unit: Unit, office: Unit) -> AssignmentQuerySet:
    """What the unit is late with of the office's directives; parts handed down are their giver's to urge."""
    rows = Assignment.objects.overdue(clock.today()).top_level().filter(unit=unit, directive__standing_unit=office)
    return rows.filter(stopped_on=None).order_by("due_on", "pk")


def may_write(actor: Actor, office: Unit) -> bool:
    """The actor may urge in the office's name."""
    return organizations_access.may(actor, Permission.URGE, unit_id=office.pk, unit_path=office.path)


@transaction.atomic
def draft_letter(*, unit: Unit, office: Unit, actor: Actor, reply_by: date | None = None) -> UrgingLetter:
    """Lập công văn with every overdue task of the unit; ``reply_by`` is by default five of its working
    days from today."""
    if not may_write(actor, office):
        raise PermissionDenied
    today, days = clock.today(), calendar_of(unit.pk)
    by = reply_by or days.add(today, 5)
    if by <= today:
        raise TransitionDenied("past", _("Hạn báo cáo phải sau hôm nay."))
    late = [row for row in overdue_of(unit, office) if urging_blocked(row) is None]
    if not late:
        raise TransitionDenied("nothing_late", _("%(unit)s không có việc nào quá hạn cần đôn đốc.") % {"unit": unit})
    signs = usual(office)
    letter = UrgingLetter.objects.create(
        office=office,
        signer_id=signs.person_id,
        signature="\n".join(signs.lines),
        unit=unit,
        reply_by=by,
        made_by_id=actor.person_id,
        made_on_behalf_of_id=actor.on_behalf_of_id,
        made_at=clock.now(),
    )
    UrgingLetterLine.objects.bulk_create(
        UrgingLetterLine(
            letter=letter, assignment=row, due_on=row.due_on, days_late=max(0, days.between(row.due_on, today))
        )
        for row in late
        if row.due_on
    )
    return letter


@transaction.atomic
def choose_signer(*, letter: UrgingLetter, person_id: int, actor: Actor) -> UrgingLetter:
    """Chọn người ký of a draft, among those who may sign the office's letters today."""
    if not may_write(actor, letter.office):
        raise PermissionDenied
    locked = UrgingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.sent_at is not None:
        raise TransitionDenied("sent", _("Công văn này đã gửi với số %(number)s.") % {"number": locked.reference})
    found = next((one for one in signers(letter.office) if one.person_id == person_id), None)
    if found is None:
        raise TransitionDenied("signer", _("Người này không còn thẩm quyền ký công văn của cơ quan; hãy chọn lại."))
    locked.signer_id, locked.signature = found.person_id, "\n".join(found.lines)
    locked.save(update_fields=["signer", "signature"])
    return locked


@transaction.atomic
def send_letter(*, letter: UrgingLetter, number: str, symbol: str, signed_on: date, actor: Actor) -> UrgingLetter:
    """Ghi số công văn đã ký, gửi: each of its tasks that is still late is urged, on record, with the number."""
    if not may_write(actor, letter.office):
        raise PermissionDenied
    number, symbol = read_number(number), read_symbol(symbol)
    locked = UrgingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.sent_at is not None:
        raise TransitionDenied("sent", _("Công văn này đã gửi với số %(number)s.") % {"number": locked.reference})
    _check_signed_on(locked, signed_on)
    locked.number, locked.symbol, locked.signed_on = number, symbol, signed_on
    locked.sent_by_id, locked.sent_on_behalf_of_id = actor.person_id, actor.on_behalf_of_id
    locked.sent_at = clock.now()
    locked.save()
    given = {"reference": locked.reference, "day": day(signed_on), "by": day(locked.reply_by)}
    message = _("Công văn đôn đốc số %(reference)s ngày %(day)s; báo cáo kết quả chậm nhất ngày %(by)s.") % given
    still = Assignment.objects.filter(pk__in=locked.lines.values("assignment"))
    urge_many(assignments=still, message=message, actor=actor)
    return locked


def _check_signed_on(letter: UrgingLetter, signed_on: date) -> None:
    if not letter.made_at.astimezone(clock.ZONE).date() <= signed_on <= clock.today():
        raise TransitionDenied("signed_on", _("Ngày ký phải từ ngày lập công văn đến hôm nay."))


@transaction.atomic
def correct_letter(
    *, letter: UrgingLetter, number: str, symbol: str, signed_on: date, reason: str, actor: Actor
) -> UrgingLetter:
    """Sửa số, ngày ký that were recorded wrongly: on record, with what stood before, at each task the letter lists."""
    if not may_write(actor, letter.office):
        raise PermissionDenied
    reason = need_reason(reason, _("Hãy nêu lý do sửa số, ngày ký."))
    number, symbol = read_number(number), read_symbol(symbol)
    locked = UrgingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.sent_at is None:
        raise TransitionDenied("unsent", _("Công văn này chưa được ghi số."))
    if (locked.number, locked.symbol, locked.signed_on) == (number, symbol, signed_on):
        raise TransitionDenied("number", _("Số và ngày ký trùng với số, ngày đang ghi."))
    _check_signed_on(locked, signed_on)
    before, signed_before = locked.reference, locked.signed_on
    locked.number, locked.symbol, locked.signed_on = number, symbol, signed_on
    locked.save(update_fields=["number", "symbol", "signed_on"])
    listed = Assignment.objects.filter(pk__in=locked.lines.values("assignment")).select_related("parent")
    record_many(
        listed.order_by("pk"),
        lambda row: LetterCorrected(
            assignment_id=row.pk,
            letter_id=locked.pk,
            before=before,
            after=locked.reference,
            signed_before=signed_before,
            signed_after=signed_on,
            reason=reason,
        ),
        actor=actor,
    )
    return locked


@transaction.atomic
def drop_letter(*, letter: UrgingLetter, actor: Actor) -> None:
    """Bỏ bản dự thảo. What was sent stays."""
    if not may_write(actor, letter.office):
        raise PermissionDenied
    locked = UrgingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.sent_at is not None:
        raise TransitionDenied("sent", _("Công văn đã gửi thì không bỏ được."))
    locked.delete()
