"""Directives for tests, made the short way."""

from datetime import date
from typing import Any

from directives.models import Directive, DirectiveType
from tests.personas import World
from workflows import clock


def make_directive(world: World, **fields: Any) -> Directive:
    """A draft in the care of Sở Y tế, entered by its officer."""
    values: dict[str, Any] = {
        "type": DirectiveType.objects.get(code="KH"),
        "number": "144",
        "symbol": "KH-UBND",
        "abstract": "Khắc phục tình trạng thiếu thuốc, trang thiết bị, vật tư y tế",
        "issuer": world.city,
        "standing_unit": world.health,
        "issued_on": date(2023, 7, 21),
        "entered_by": world.people["standing_officer"],
        "entered_at": clock.now(),
        **fields,
    }
    return Directive.objects.create(**values)
