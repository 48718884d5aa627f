"""Whether the triggers that guard the history are in place, enabled, and run the functions they were installed with.

Whoever owns the tables can take them away, change the history past them, and put them back. A chain made anew would
still give itself away at the seals; that the guard was off is seen only while it is. So both are looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from workflows.models import Event, EventStream, HistorySeal

GUARDED = (Event, EventStream, HistorySeal)

# tgenabled: O fires for everybody but replication, A always, R for replication alone, D never.
_INSTALLED_SQL = """
    SELECT t.tgname, t.tgenabled, p.prosrc, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid = %s::regclass AND NOT t.tgisinternal
"""


@dataclass(frozen=True)
class Fault:
    """A guard that does not stand as it was installed; ``place`` is "table: trigger"."""

    place: str
    detail: str


def faults() -> list[Fault]:
    """Every guard that is missing, switched off or changed. One query a table."""
    return [fault for model in GUARDED for fault in _faults_of(model)]


def _faults_of(model: Any) -> Iterator[Fault]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED_SQL, [table])
        installed = {name: (enabled, source, stated) for name, enabled, source, stated in cursor.fetchall()}
    for trigger in model._meta.triggers:
        place = f"{table}: {trigger.name}"
        wanted = trigger.compile(model).sql.kwargs
        found = installed.get(trigger.get_pgid(model))
        if found is None:
            yield Fault(place, _("thiếu trigger bảo vệ; hãy tìm ai đã gỡ, rồi chạy “manage.py pgtrigger install”"))
            continue
        enabled, source, stated = found
        if enabled not in ("O", "A"):
            yield Fault(place, _("trigger bảo vệ nhật ký đang bị tắt; hãy tìm ai đã tắt, rồi bật lại"))
        if _plain(source) != _plain(f"{wanted['declare']} BEGIN {wanted['func']} END;"):
            yield Fault(place, _("hàm của trigger bảo vệ nhật ký không còn như lúc cài đặt"))
        if not _as_stated(wanted, stated):
            yield Fault(place, _("trigger bảo vệ nhật ký không còn đứng trước các thao tác như lúc cài đặt"))


def _as_stated(wanted: dict[str, Any], stated: str) -> bool:
    """It fires when, on what and under the condition that it was installed for."""
    head = stated.split(" ON ", 1)[0]
    condition = _plain(wanted["condition"]).removeprefix("WHEN (").removesuffix(")")
    operations = [word.strip() for word in str(wanted["operation"]).split(" OR ")]
    return (
        f" {wanted['when']} " in head
        and all(f" {operation}" in head for operation in operations)
        and (" WHEN (" in stated) == bool(condition)
        and condition in stated
    )


def _plain(text: Any) -> str:
    return " ".join(str(text).split())
