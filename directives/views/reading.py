"""How far the reading of an upload is; a fragment that the entry form asks for again while it goes on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from directives.actions.reading import reading_for, stop_reading
from directives.intake.refusals import UnreadableFile
from directives.models import FileReading
from directives.reading import is_open, is_silent
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission


@needs(Permission.DIRECTIVE_ENTER)
@require_http_methods(["GET", "POST"])
def reading(request: OfficeRequest, token: UUID) -> HttpResponse:
    """Tiến độ đọc tệp; POST stops it."""
    row = reading_for(request.actor, str(token))
    if row is None:  # saved or dropped in another window, or never this person's: the page cannot tell, and says so
        return _whole(render(request, "directives/_reading.html", {"gone": True}, status=404))
    if request.method == "POST":
        stop_reading(reading=row, actor=request.actor)
        row.refresh_from_db()
    answer = render(request, "directives/_reading.html", {"reading": shown(row)})
    return answer if is_open(row) and not is_silent(row) else _whole(answer)


def _whole(answer: HttpResponse) -> HttpResponse:
    """Nothing more is to come: while it goes on only the progress is put in place, so that the button to stop it can be
    pressed, by keyboard too; now all of it.
    """
    answer["HX-Retarget"] = answer["HX-Reselect"] = "#doc-tep"
    answer["HX-Reswap"] = "outerHTML"
    return answer


def shown(row: FileReading) -> dict[str, object]:
    """What the fragment says of a reading."""
    return {
        "row": row,
        "open": is_open(row),
        "silent": is_silent(row),
        "percent": round(100 * row.page / row.pages) if row.pages else 0,
        "problem": "" if row.problem in ("", "secret") else str(UnreadableFile(row.problem)),
    }
