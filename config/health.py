"""Is the product well? For load balancers, monitoring and tests; says nothing about content."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# A worker beats every ten seconds.
BEATING = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'"


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while pages can be served, 503 without a database; ``workers`` counts the living job workers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(BEATING)
            workers = int(cursor.fetchone()[0])
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True, "workers": workers})
