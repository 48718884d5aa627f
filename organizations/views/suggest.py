"""Suggestions for pickers: at most a dozen rows, from what the actor may see."""

from collections import defaultdict

from django.db.models import Case, IntegerField, Value, When
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from organizations import access
from organizations.decorators import OfficeRequest, signed_in
from organizations.forms.pickers import MANY, person_label, unit_label
from organizations.models import Appointment
from workflows import clock
from workflows.folding import fold, folded_match


@signed_in
@require_GET
def units(request: OfficeRequest) -> JsonResponse:
    """Existing units whose name holds every word; names that begin with the words first."""
    query = request.GET.get("q", "")
    found = access.visible_units(request.actor).existing(clock.today()).search(query).select_related("parent")
    rows = found.annotate(_near=_begins(query)).order_by("_near", "rank", "name", "id")[:MANY]
    return _answer(
        {
            "id": unit.pk,
            "label": unit_label(unit),
            "name": unit.name,
            "detail": ", ".join(filter(None, [unit.get_kind_display(), unit.parent.name if unit.parent else ""])),
        }
        for unit in rows
    )


@signed_in
@require_GET
def people(request: OfficeRequest) -> JsonResponse:
    """Serving people whose name, or unit, holds every word, with their posts; by name before by unit."""
    query = request.GET.get("q", "")
    found = access.visible_people(request.actor).serving(clock.today()).search(query)
    rows = list(found.annotate(_near=_begins(query)).order_by("_near", "full_name", "id")[:MANY])
    posts: dict[int, list[str]] = defaultdict(list)
    held = Appointment.objects.current(clock.today()).filter(person__in=rows).order_by("position__rank", "id")
    for person_id, title, unit in held.values_list("person_id", "position__title", "position__unit__name"):
        posts[person_id].append(f"{title}, {unit}")
    return _answer(
        {
            "id": person.pk,
            "label": person_label(person),
            "name": person.full_name,
            "detail": "; ".join(posts[person.pk]) or person.username,
        }
        for person in rows
    )


def _begins(query: str) -> Case:
    begins, named = (
        When(folded__startswith=fold(query), then=Value(0)),
        When(folded_match("folded", query), then=Value(1)),
    )
    return Case(begins, named, default=Value(2), output_field=IntegerField())


def _answer(rows: object) -> JsonResponse:
    return JsonResponse({"rows": list(rows)})  # type: ignore[call-overload]
