"""From the stored letter to the document: names of agencies, who signs, the tasks in words."""

from organizations.models import Appointment, Unit
from tasks.letters.document import Letter, Line, document
from tasks.models import UrgingLetter
from workflows import clock


def docx_of(letter: UrgingLetter) -> bytes:
    """The letter as .docx: as drawn up, with its number once it has one."""
    office = letter.office
    head = _head(office)
    rows = letter.lines.select_related(
        "assignment__task", "assignment__directive__type", "assignment__directive__issuer"
    )
    rows = rows.defer("assignment__directive__text", "assignment__directive__folded", "assignment__task__folded")
    lines = [
        Line(
            content=row.assignment.task.content,
            reference=row.assignment.directive.reference,
            given_by=row.assignment.directive.issuer.name,
            due_on=row.due_on,
            days_late=row.days_late,
        )
        for row in rows
    ]
    place = office.standing_directives.exclude(place="").order_by("-id").values_list("place", flat=True).first()
    return document(
        Letter(
            parent=office.parent.name if office.parent else "",
            agency=office.name,
            number=letter.number,
            symbol=letter.symbol,
            place=place or "",
            signed_on=letter.signed_on,
            unit=letter.unit.name,
            reply_by=letter.reply_by,
            as_of=letter.made_at.astimezone(clock.ZONE).date(),
            lines=lines,
            title=head.position.title if head else "",
            signer=head.person.full_name if head else "",
        )
    )


def _head(office: Unit) -> Appointment | None:
    """Who heads the agency today."""
    held = Appointment.objects.current(clock.today()).filter(position__unit=office, position__is_head=True)
    return held.select_related("person", "position").order_by("position__rank", "valid_from", "id").first()
