"""Where an agency's papers are written (địa danh), and the line of place and day (NĐ 30/2020/NĐ-CP, Annex I, II.4)."""

import re
from datetime import date

from directives.models import Directive
from organizations.models import Unit, UnitKind

TERRITORIAL = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})
# What stands before the name itself: "UBND Thành phố Hà Nội" is written at "Hà Nội".
_NAME = re.compile(
    r"(?:UBND|[ỦU][ỷy] ban nhân dân)\s+"
    r"(?P<level>thành phố|tp\.?|tỉnh|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)\s+(?P<name>\S.*)",
    re.IGNORECASE,
)


def place_of(agency: Unit) -> str:
    """The place that an agency writes at its papers' head; "" when nobody knows. At most two queries.

    It is the name of the area it belongs to: of the people's committee that it is, or that stands nearest above it. A
    place named by a number keeps its level ("Quận 1"). Where the tree does not say, it is taken from what the agency,
    or a body above it, has issued.
    """
    above = agency.ancestor_ids
    nearest = sorted(Unit.objects.filter(pk__in=above, kind__in=TERRITORIAL), key=lambda unit: above.index(unit.pk))
    for unit in reversed(nearest):
        for called in (unit.name, *unit.aliases):
            if found := _NAME.fullmatch(called.strip()):
                level, name = found["level"], found["name"]
                return f"{level.capitalize()} {name}" if name[0].isdigit() else name
    issued = Directive.objects.filter(issuer_id__in=above).exclude(place="")
    return issued.order_by("-issued_on", "-id").values_list("place", flat=True).first() or ""


def day_and_month(on: date) -> tuple[str, str]:
    """Days below 10 and the months 1 and 2 with a nought before them."""
    return f"{on.day:02d}", f"{on.month:02d}" if on.month <= 2 else str(on.month)
