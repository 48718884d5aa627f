"""The way back from the page of an assignment, for the assigner: its directive, and the list it was opened from."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from tasks.models import Assignment


@dataclass(frozen=True)
class Step:
    """One step of the path."""

    label: str
    url: str


def way_back(request: HttpRequest, assignment: Assignment) -> list[Step]:
    """The matrix of its directive; then the list or home it was opened from, with what was filtered there."""
    matrix = Step(assignment.directive.called, reverse("tasks:coverage", args=[assignment.directive_id]))
    came = _came_from(request)
    if came is None:
        return [matrix]
    name, address = came
    if name == "tasks:coverage":
        return [Step(f"{matrix.label}, {_('Ma trận theo dõi')}", address)]
    labels = {"tasks:list": _("Danh sách việc"), "tasks:office": _("Việc của thường trực")}
    return [matrix, Step(labels[name], address)]


def _came_from(request: HttpRequest) -> tuple[str, str] | None:
    """Name and address of the page that led here, when it is one of ours to go back to."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.get_host():
        return None
    try:
        name = resolve(referrer.path).view_name
    except Resolver404:
        return None
    if name not in ("tasks:list", "tasks:office", "tasks:coverage"):
        return None
    return name, f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path
