"""From the stored letter to the document: names of agencies, who signs, the tasks in words."""

from django.utils.translation import override

from directives.place_line import place_of
from tasks.letters.document import Letter, Line, document
from tasks.letters.signing import usual
from tasks.models import Assignment, UrgingLetter
from workflows import clock
from workflows.periods import label_of


def told(assignment: Assignment) -> str:
    """The task in words, and of one that recurs which period is missing: "… (Quý II/2024)"."""
    period = label_of(assignment.period)
    return f"{assignment.task.content} ({period})" if period else assignment.task.content


def usual_symbol(letter: UrgingLetter) -> str:
    """That of the office's last letter; "" before its first."""
    sent = UrgingLetter.objects.filter(office=letter.office_id, sent_at__isnull=False)
    return sent.order_by("-sent_at").values_list("symbol", flat=True).first() or ""


def docx_of(letter: UrgingLetter) -> bytes:
    """The letter as .docx: as drawn up, with its number once it has one."""
    office = letter.office
    # Drawn up when nobody was known who may sign: whoever may today.
    now = None if letter.signer else usual(office)
    rows = letter.lines.select_related(
        "assignment__task", "assignment__directive__type", "assignment__directive__issuer"
    )
    rows = rows.defer("assignment__directive__text", "assignment__directive__folded", "assignment__task__folded")
    # The letter is Vietnamese in every language of the interface.
    with override("vi"):
        lines = [
            Line(
                content=told(row.assignment),
                given=", ".join(filter(None, (row.assignment.directive.full_name, row.assignment.task.section))),
                due_on=row.due_on,
                days_late=row.days_late,
            )
            for row in rows
        ]
    return document(
        Letter(
            parent=office.parent.name if office.parent else "",
            agency=office.name,
            number=letter.number,
            symbol=letter.symbol if letter.sent_at else usual_symbol(letter),
            place=place_of(office),
            signed_on=letter.signed_on,
            unit=letter.unit.name,
            reply_by=letter.reply_by,
            as_of=letter.made_at.astimezone(clock.ZONE).date(),
            lines=lines,
            signature=letter.signature.splitlines() if now is None else now.lines,
            signer=letter.signer.full_name if letter.signer else now.name if now else "",
        )
    )
