"""/tim/: one page of groups; one group alone with all its pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, signed_in
from tasks.search.groups import KINDS
from tasks.search.query import Query

FEW = 5
PAGE = 20


@require_safe
@signed_in
def search(request: OfficeRequest) -> HttpResponse:
    """``?q=thiet bi y te``; ``&nhom=nhiem-vu`` for one group, ``&after=`` for its next page."""
    query = Query(request.GET.get("q", "").strip()[:200])
    alone = next((kind for kind in KINDS if kind.slug == request.GET.get("nhom")), None)
    context: dict[str, object] = {"query": query, "alone": alone}
    if query.usable:
        after = request.GET.get("after", "")
        groups = (
            [alone.group(request.actor, query, size=PAGE, after=after)]
            if alone
            else [kind.group(request.actor, query, size=FEW) for kind in KINDS]
        )
        context |= {"groups": [group for group in groups if group.hits], "kinds": groups, "paged": bool(after)}
    return render(request, "search/page.html", context)
