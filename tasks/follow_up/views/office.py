"""The standing office's home."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from tasks.follow_up.office import office


@require_safe
@needs(Permission.URGE)
def home(request: OfficeRequest) -> HttpResponse:
    """``tasks:office``; ``?manh=1`` gives the live part alone."""
    template = "tasks/office/_live.html" if request.GET.get("manh") else "tasks/office.html"
    return render(request, template, {"office": office(request.actor)})
