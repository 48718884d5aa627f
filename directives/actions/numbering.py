"""Cấp số, ngày: a document issued while its number or day was still blank gets them when they are known.

NĐ 30/2020/NĐ-CP art. 15 and 18: number and time are given by the clerk after signing, which may be after the tasks went
out. Only blanks are filled; what stands on record is not changed here, and deadlines already given stay as they are.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from directives.access import require_over
from directives.actions.recording import record
from directives.facts import DirectiveNumbered
from directives.intake.references import Code
from directives.models import Directive
from directives.states import DirectiveState
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def give_number(*, directive: Directive, code: Code | None, issued_on: date | None, actor: Actor) -> Directive:
    """Fill in number and symbol, day of issue, or both; refused where nothing is blank."""
    require_over(actor, Permission.DIRECTIVE_ENTER, directive)
    row: Directive = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive.pk)
    if not lacks_number(row):
        raise TransitionDenied("numbered", _("Văn bản đã có đủ số và ngày."))
    changed = False
    if code is not None and code.number and not row.number:
        row.number, row.symbol, row.joint = code.number, code.symbol or row.symbol, code.joint
        changed = True
    if issued_on is not None and row.issued_on is None:
        if issued_on > clock.today():
            raise TransitionDenied("future", _("Ngày ban hành không thể ở sau hôm nay."))
        row.issued_on = issued_on
        changed = True
    if not changed:
        raise TransitionDenied("nothing", _("Hãy ghi số và ký hiệu, hoặc ngày ban hành."))
    row.save()
    record(row, DirectiveNumbered(directive_id=row.pk, reference=row.reference, issued_on=row.issued_on), actor=actor)
    return row


def lacks_number(directive: Directive) -> bool:
    """Issued, with number or day of issue still blank. Drafts are simply edited."""
    live = directive.state in (DirectiveState.ISSUING, DirectiveState.ISSUED, DirectiveState.CLOSED)
    return live and (not directive.number or directive.issued_on is None)
