"""The time phrases of Vietnamese directives, each a named rule with an example; reading.py weighs what they find."""

from datetime import date

from django.utils.translation import gettext as _

from workflows.calendars import WorkingCalendar
from workflows.phrases import dated, recurring, undated
from workflows.phrases.common import CITATION, Context, Found, normalise
from workflows.phrases.recurring import RECURRENCE_LABELS

__all__ = ["RECURRENCE_LABELS", "Found", "normalise", "scan"]


def scan(text: str, issued_on: date | None, calendar: WorkingCalendar) -> Found:
    """Every rule over a normalised text, the citations of documents taken out."""
    text = CITATION.sub(" ", text)
    found = Found()
    context = Context(issued_on, calendar)
    rest = recurring.find(text, found)
    undated.find(text, found)
    if not undated.open_ended(text, found):
        dated.find(rest, found, context)
    if found.day is None and not found.recurrence and not found.standing and undated.FROM_PARENT.search(text):
        found.doubts.append(_("Văn bản dẫn tới thời hạn ở nơi khác: hãy xem văn bản cấp trên."))
    return found
