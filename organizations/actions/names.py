"""Names learned from corrections: taught by an office that decomposes, forgotten by it or by administrators."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import access, facts
from organizations.directory import directory
from organizations.models import LearnedName, Unit, UnitGroup
from organizations.naming import Directory, canonical, is_open
from organizations.permissions import Permission
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def why_not_learn(words: str, body: Unit | UnitGroup, known: Directory) -> str:
    """Why the words cannot become another name of the body; "" when they can."""
    form, key = canonical(words), key_of(body)
    if len(form) < 2 or len(words) > 200 or is_open(words):
        return _("Chữ “%(words)s” không dùng làm tên gọi được.") % {"words": words[:60]}
    bearers = known.by_name.get(form, [])
    if any(entry.key == key for entry in bearers):
        return _("“%(words)s” đã là tên của %(name)s.") % {"words": words, "name": body.name}
    if bearers:
        return _("“%(words)s” đang là tên của %(name)s.") % {"words": words, "name": bearers[0].name}
    return ""


@transaction.atomic
def learn_name(*, words: str, body: Unit | UnitGroup, office: Unit, actor: Actor) -> LearnedName:
    """Nhớ: in documents of ``office`` and of those below it, ``words`` are another name of ``body``.

    Refused (TransitionDenied ``name_taken``) for words that already name a body.
    """
    if not access.may(actor, Permission.DIRECTIVE_DECOMPOSE, unit_id=office.pk, unit_path=office.path):
        raise PermissionDenied
    words = " ".join(words.split())
    Unit.objects.select_for_update(no_key=True).get(pk=office.pk)  # two who teach at once: the second sees the first's
    if reason := why_not_learn(words, body, directory(actor, office)):
        raise TransitionDenied("name_taken", reason)
    learned = LearnedName.objects.create(
        words=words,
        form=canonical(words),
        unit=body if isinstance(body, Unit) else None,
        group=body if isinstance(body, UnitGroup) else None,
        office=office,
        learned_at=clock.now(),
        learned_by_id=actor.person_id,
    )
    _tell(learned, actor, forgotten=False)
    return learned


@transaction.atomic
def forget_name(*, learned: LearnedName, actor: Actor) -> LearnedName:
    """Quên: from now on the words are no name of the body. What was read with it stays."""
    row: LearnedName = LearnedName.objects.select_for_update(no_key=True).get(pk=learned.pk)
    if not may_forget(row, actor):
        raise PermissionDenied
    if row.forgotten_at is None:
        row.forgotten_at, row.forgotten_by_id = clock.now(), actor.person_id
        row.save(update_fields=["forgotten_at", "forgotten_by"])
        _tell(row, actor, forgotten=True)
    return row


def may_forget(learned: LearnedName, actor: Actor) -> bool:
    """Whoever decomposes at the office that taught it, and who sets up the body."""
    office = learned.office
    if access.may(actor, Permission.DIRECTIVE_DECOMPOSE, unit_id=office.pk, unit_path=office.path):
        return True
    body = learned.body
    owner = body if isinstance(body, Unit) else body.owner
    if owner is None:
        return actor.is_admin
    return access.may(actor, Permission.OFFICE_SETUP, unit_id=owner.pk, unit_path=owner.path)


def key_of(body: Unit | UnitGroup) -> str:
    """ "u12" or "g3", as entries of the directory are named."""
    return f"{'u' if isinstance(body, Unit) else 'g'}{body.pk}"


def _tell(learned: LearnedName, actor: Actor, *, forgotten: bool) -> None:
    body = learned.body
    stream = f"{'unit' if isinstance(body, Unit) else 'group'}:{body.pk}"
    fact = facts.NameForgotten if forgotten else facts.NameLearned
    ledger.record(
        fact(learned_id=learned.pk, words=learned.words, office_id=learned.office_id),
        stream=stream,
        actor=actor,
        unit_id=learned.unit_id,
    )
