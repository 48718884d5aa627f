"""An office described in one JSON file, applied as often as wanted with the same result.

{"parent": {"name": "UBND tỉnh Lạng Sơn", "kind": "province"},
 "unit": {"name": "Sở Y tế Lạng Sơn", "short_name": "SYT", "kind": "department"},
 "administrator": {"username": "quantri", "full_name": "Nguyễn Văn Quản"},
 "units": [{"name": …, "kind": …, "parent": …}], "people": [{"username": …, "unit": …, "title": …, "role": …}],
 "groups": true, "options": {"officer_may_confirm": false}}

``units`` and ``people`` take the keys of the spreadsheets (imports.columns); only "unit" is required.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import first_visit
from organizations.actions import imports as import_actions
from organizations.actions import office
from organizations.actions.passwords import invite, set_password
from organizations.actions.people import add_person
from organizations.imports.columns import COLUMNS
from organizations.models import ImportKind, Person, UnitKind
from workflows import options
from workflows.actors import Actor

KEYS = {"parent", "unit", "administrator", "units", "people", "groups", "options"}


@dataclass
class Report:
    """What was done, in lines for the console; ``link``: where the administrator sets a password."""

    lines: list[str] = field(default_factory=list)
    link: str = ""


@transaction.atomic
def apply(told: Mapping[str, Any], actor: Actor) -> Report:
    """Set the office up as described, all or nothing. ValidationError says what is wrong and where."""
    unknown = told.keys() - KEYS
    if unknown:
        raise ValidationError(_("Không hiểu mục: %(keys)s") % {"keys": ", ".join(sorted(unknown))})
    report = Report()
    _unit(told, actor, report)
    _administrator(told.get("administrator") or {}, actor, report)
    for kind in (ImportKind.UNITS, ImportKind.PEOPLE):
        if told.get(kind):
            _rows(kind, told[kind], actor, report)
    if told.get("groups"):
        made = office.usual_groups(actor=actor)
        report.lines.append(_("Nhóm: lập %(n)d") % {"n": len(made)})
    for key, value in (told.get("options") or {}).items():
        if key not in options.registry:
            raise ValidationError(_("Không có tùy chọn %(key)s") % {"key": key})
        options.set_value(key, value, actor.person_id or None)
    return report


def _unit(told: Mapping[str, Any], actor: Actor, report: Report) -> None:
    own, above = told.get("unit") or {}, told.get("parent") or {}
    if not own.get("name"):
        raise ValidationError(_("Thiếu tên cơ quan (unit.name)"))
    unit = office.name_office(
        actor=actor,
        name=own["name"],
        short_name=own.get("short_name", ""),
        kind=_kind(own.get("kind", UnitKind.DEPARTMENT)),
        parent_name=above.get("name", ""),
        parent_kind=_kind(above.get("kind", UnitKind.PROVINCE)),
    )
    report.lines.append(_("Cơ quan: %(name)s") % {"name": unit.name})


def _administrator(told: Mapping[str, Any], actor: Actor, report: Report) -> None:
    """Made once; an existing account is left as it is, password and all."""
    if not told:
        return
    if not told.get("username") or not told.get("full_name"):
        raise ValidationError(_("Người quản trị cần username và full_name"))
    known = Person.objects.filter(username__iexact=told["username"]).first()
    if known is not None:
        report.lines.append(_("Quản trị: %(name)s (đã có)") % {"name": known.username})
        return
    person = add_person(
        actor=actor,
        username=told["username"],
        full_name=told["full_name"],
        email=told.get("email", ""),
        is_admin=True,
    )
    first_visit.use_code()
    if told.get("password"):
        set_password(actor=actor, person=person, password=told["password"])
    else:
        report.link = invite(actor=actor, person=person)
    report.lines.append(_("Quản trị: %(name)s (mới)") % {"name": person.username})


def _rows(kind: str, told: list[Mapping[str, Any]], actor: Actor, report: Report) -> None:
    keys = {column.key for column in COLUMNS[kind]}
    rows = []
    for number, row in enumerate(told, start=1):
        if row.keys() - keys:
            raise ValidationError(
                _("%(kind)s, mục %(n)d: không hiểu %(keys)s")
                % {"kind": kind, "n": number, "keys": ", ".join(sorted(row.keys() - keys))}
            )
        rows.append({"line": number} | {key: _text(value) for key, value in row.items()})
    counts = import_actions.apply_rows(actor=actor, kind=kind, rows=rows).counts
    told_counts = {"label": ImportKind(kind).label, **counts}
    line = _("%(label)s: %(created)d mới, %(changed)d thay đổi, %(unchanged)d không đổi")
    report.lines.append(line % told_counts)


def _kind(text: str) -> str:
    if text not in UnitKind.values:
        raise ValidationError(_("Không có loại đơn vị %(kind)s") % {"kind": text})
    return text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
