"""What a spreadsheet of people may give only once: an e-mail address to one account, the head's place to one person."""

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from organizations.models import Appointment, Person
from workflows import clock

if TYPE_CHECKING:
    from organizations.imports.people import PlannedPost


def refuse_shared_addresses(planned: "list[PlannedPost]") -> None:
    """One address for several accounts: notices and password links would reach the wrong person. One query.

    Only rows that would newly give an address are refused: what an office already has stays importable unchanged.
    """
    wanted = {row.username: _address(row) for row in planned if _address(row)}
    holders: dict[str, list[str]] = defaultdict(list)
    known = Person.objects.annotate(lower=Lower("email"), name=Lower("username"))
    for address, name in known.filter(lower__in=set(wanted.values())).values_list("lower", "name"):
        if wanted.get(name, address) == address:  # else this very file gives that account another address
            holders[address].append(name)
    first: dict[str, PlannedPost] = {}
    for row in planned:
        address = _address(row)
        if not address:
            continue
        before = first.setdefault(address, row)
        given = row.person is None or row.person.email.lower() != address
        others = [name for name in holders[address] if name != row.username]
        said = {"email": row.values["email"]}
        if given and before.username != row.username:
            row.refuse(
                _("Thư “%(email)s” trùng với dòng %(line)d của người khác. Mỗi tài khoản một thư, hoặc để trống.")
                % {**said, "line": before.line}
            )
        elif given and others:
            row.refuse(
                _("Thư “%(email)s” đã dùng cho tài khoản “%(name)s”. Mỗi tài khoản một thư, hoặc để trống.")
                % {**said, "name": others[0]}
            )


def refuse_second_heads(planned: "list[PlannedPost]") -> None:
    """A unit has one head (thủ trưởng) at a time: who answers for its work must not be in doubt. One query."""
    heads = [row for row in planned if row.values["is_head"] and row.unit is not None]
    today = clock.today()
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    post_lasting = Q(position__valid_to__isnull=True) | Q(position__valid_to__gte=today)
    stands = Q(person__left_on__isnull=True) | Q(person__left_on__gt=today)
    found = Appointment.objects.filter(
        lasting, post_lasting, stands, person__is_active=True, position__is_head=True,
        position__unit_id__in={row.unit.pk for row in heads if row.unit},
    )  # fmt: skip
    serving: dict[int, dict[str, str]] = defaultdict(dict)
    for unit_id, username, name in found.values_list("position__unit_id", "person__username", "person__full_name"):
        serving[unit_id][username.lower()] = name
    first: dict[int, PlannedPost] = {}
    for row in heads:
        unit = row.unit
        if unit is None or row.username in serving[unit.pk]:
            continue
        before = first.setdefault(unit.pk, row)
        if serving[unit.pk]:
            row.refuse(
                _("%(unit)s đã có người đứng đầu là %(name)s. Hãy kết thúc bổ nhiệm đó, hoặc bỏ dấu “Đứng đầu”.")
                % {"unit": unit.name, "name": next(iter(serving[unit.pk].values()))}
            )
        elif before.username != row.username:
            row.refuse(
                _("Dòng %(line)d đã ghi người đứng đầu của %(unit)s. Mỗi đơn vị chỉ một người đứng đầu.")
                % {"line": before.line, "unit": unit.name}
            )


def _address(row: "PlannedPost") -> str:
    return str(row.values["email"]).lower()
