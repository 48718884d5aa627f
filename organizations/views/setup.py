"""The front page of the set-up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organizations import access, setup_steps
from organizations.boards import history
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from workflows import clock
from workflows.calendars import year_to_confirm
from workflows.models import Event


@needs(Permission.OFFICE_SETUP)
@require_GET
def setup(request: OfficeRequest) -> HttpResponse:
    """What can be set up, with how much there is of each, and what changed last."""
    today = clock.today()
    context = {
        "units": access.visible_units(request.actor).existing(today).count(),
        "people": access.visible_people(request.actor).serving(today).count(),
        "groups": access.visible_groups(request.actor).count(),
        "everything": request.actor.is_admin,
        "types_url": setup_steps.types_url(),
    }
    if request.actor.is_admin:
        found = setup_steps.progress()
        context |= {"progress": found, "finished": found.done("xong")}
        context["ask_for"] = year_to_confirm(today)
        context["timeline"] = history.lines(Event.objects.filter(stream="office"), most=10)
    return render(request, "organizations/setup.html", context)
