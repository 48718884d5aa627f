"""How often a deadline may be extended, and whether a request comes with a document, by type: told on the page of
settings, changed on that of types.
"""

from itertools import groupby
from typing import Any

from directives.models import DirectiveType
from organizations.boards import deciding


def read() -> dict[str, Any]:
    """Types in use by how many extensions they allow, the default's first. One query."""
    default = DirectiveType._meta.get_field("max_extensions").default
    rows = sorted(DirectiveType.objects.filter(active=True).order_by("order"), key=lambda row: row.max_extensions)
    grouped = [
        {"most": most, "names": [row.name for row in some]}
        for most, some in groupby(rows, key=lambda row: row.max_extensions)
    ]
    grouped.sort(key=lambda group: group["most"] != default)
    return {"default": default, "rows": grouped, "bare": [row.name for row in rows if not row.extension_needs_document]}


deciding.section("directives/_types_setting.html", read)
