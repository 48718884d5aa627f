"""Changing a ladder: what an office decides about reminders. Only what changes begins anew today."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directives.models import DirectiveType
from notifications.facts import LadderChanged
from notifications.models import Recipient, ReminderLadder, ReminderRung
from notifications.models.reminders import FARTHEST
from notifications.reminders.ladder import Rung
from organizations.actions.guards import guard_everything
from workflows import clock, ledger
from workflows.actors import Actor


@transaction.atomic
def set_ladder(*, actor: Actor, type: DirectiveType | None, rungs: Sequence[Rung]) -> ReminderLadder:
    """These rungs and no others, for that type (None: for all types without a ladder of their own).

    A rung that stays as it was keeps what it owes; a new or changed one owes nothing of the days before today.
    ValidationError says what is wrong with them.
    """
    guard_everything(actor)
    check(rungs)
    ladder, _made = ReminderLadder.objects.select_for_update(of=("self",)).get_or_create(type=type)
    before = {rung.offset: _as_rung(rung) for rung in ladder.rungs.all()}
    today = clock.today()
    kept = {rung.offset: before[rung.offset].since_on for rung in rungs if _same(before.get(rung.offset), rung)}
    ladder.rungs.all().delete()
    ReminderRung.objects.bulk_create(
        ReminderRung(
            ladder=ladder,
            offset=rung.offset,
            every=rung.every,
            to=list(rung.to),
            mail=rung.mail,
            escalate=rung.escalate,
            explain=rung.explain,
            since_on=kept.get(rung.offset, today),
        )
        for rung in rungs
    )
    _tell(actor, type, list(before.values()), rungs)
    return ladder


@transaction.atomic
def drop_ladder(*, actor: Actor, type: DirectiveType) -> None:
    """The type goes back to the common ladder, which owes it nothing of the days before today's common rungs."""
    guard_everything(actor)
    ladder = ReminderLadder.objects.filter(type=type).first()
    if ladder is not None:
        before = [_as_rung(rung) for rung in ladder.rungs.all()]
        ladder.delete()
        _tell(actor, type, before, ())


def check(rungs: Sequence[Rung]) -> None:
    """Raises ValidationError, naming the rung."""
    offsets = [rung.offset for rung in rungs]
    for rung in rungs:
        given = {"rung": words(rung.offset)}
        if not -FARTHEST <= rung.offset <= FARTHEST or not 0 <= rung.every <= FARTHEST:
            raise ValidationError(_("Mốc nhắc không được xa quá %(most)d ngày làm việc.") % {"most": FARTHEST})
        if offsets.count(rung.offset) > 1:
            raise ValidationError(_("Có hai mốc cùng “%(rung)s”; hãy bỏ một mốc.") % given)
        if not set(rung.to) or set(rung.to) - set(Recipient.values):
            raise ValidationError(_("Hãy chọn người nhận cho mốc “%(rung)s”.") % given)
        if rung.offset <= 0 and (rung.every or rung.escalate or rung.explain):
            raise ValidationError(
                _("Mốc “%(rung)s” chưa quá hạn nên không lặp lại, không báo cáo lãnh đạo, không yêu cầu giải trình.")
                % given
            )
        if rung.every and rung.offset != max(offsets):
            raise ValidationError(_("Chỉ mốc cuối cùng được lặp lại; mốc “%(rung)s” không phải mốc cuối.") % given)


def words(offset: int) -> str:
    """ "trước hạn 3 ngày làm việc", "đúng ngày đến hạn", "quá hạn 1 ngày làm việc"."""
    if offset == 0:
        return _("đúng ngày đến hạn")
    text = _("quá hạn %(n)d ngày làm việc") if offset > 0 else _("trước hạn %(n)d ngày làm việc")
    return text % {"n": abs(offset)}


def _as_rung(row: ReminderRung) -> Rung:
    return Rung(row.offset, row.every, tuple(row.to), row.mail, row.escalate, row.explain, row.since_on)


def _same(before: Rung | None, after: Rung) -> bool:
    """When it falls is the same; to whom and how it speaks may change without beginning anew."""
    return before is not None and (before.offset, before.every) == (after.offset, after.every)


def _tell(actor: Actor, type: DirectiveType | None, before: Sequence[Rung], after: Sequence[Rung]) -> None:
    fact = LadderChanged(type_code=type.pk if type else "", before=_lines(before), after=_lines(after))
    ledger.record(fact, stream="office", actor=actor)


def _lines(rungs: Sequence[Rung]) -> tuple[str, ...]:
    shown = [replace(rung, to=tuple(sorted(rung.to))) for rung in sorted(rungs, key=lambda rung: rung.offset)]
    return tuple(f"{rung.offset:+d}/{rung.every}: {','.join(rung.to)}" for rung in shown)
