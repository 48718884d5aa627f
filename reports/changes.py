"""What changed since the leader last looked (thay đổi từ lần xem trước)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from reports.models import LastLook
from reports.scope import Scope
from tasks.classes import class_condition
from tasks.news import news_condition
from tasks.querysets import AssignmentQuerySet
from workflows import clock
from workflows.deadlines import DeadlineClass as C

# Coming back after this long begins a new look; until then the changes stay as they were.
PAUSE = timedelta(hours=1)
# Before the first look: what the last day brought.
FIRST = timedelta(days=1)
NAMED = 4


@dataclass(frozen=True)
class Change:
    """One line of what is new, with its list."""

    icon: str
    token: str
    n: int
    words: str
    detail: str
    url: str


@transaction.atomic
def look(person_id: int) -> datetime:
    """Note that the person looks now; since when changes count."""
    now = clock.now()
    last, made = LastLook.objects.select_for_update(no_key=True).get_or_create(
        person_id=person_id, defaults={"since": now - FIRST, "seen_at": now}
    )
    if not made:
        # A clock that went back (the demonstration's) begins anew.
        if now - last.seen_at > PAUSE or last.since > now:
            last.since = min(last.seen_at, now - FIRST) if last.since > now else last.seen_at
        last.seen_at = now
        last.save()
    return last.since


def last_look(person_id: int) -> datetime:
    """Since when changes count, without looking: a page left open looks at nothing."""
    since = LastLook.objects.filter(person_id=person_id).values_list("since", flat=True).first()
    return since or clock.now() - FIRST


def changes(scope: Scope, since: datetime) -> list[Change]:
    """What happened to the counted assignments since then; lines with nothing are left out. At most six queries."""
    fresh = _of(scope, "overdue", since)
    overdue = fresh.count()
    today = clock.today()
    classes = {name: Count("pk", filter=class_condition(name, today)) for name in (C.ON_TIME, C.LATE, C.DONE)}
    done = _of(scope, "done", since).aggregate(n=Count("pk"), **classes)
    split = _("%(on_time)d đúng hạn, %(late)d quá hạn") % {"on_time": done[C.ON_TIME], "late": done[C.LATE]}
    if done[C.DONE]:
        split = _("%(split)s, %(n)d không có thời hạn") % {"split": split, "n": done[C.DONE]}
    sent, extended, given = (_of(scope, name, since).count() for name in ("sent", "extended", "given"))
    names = _units(fresh) if overdue else ""
    found = [
        ("overdue", "alert-triangle-fill", "overdue", overdue, _("nhiệm vụ vừa quá hạn"), names),
        ("done", "circle-check", "ontime", done["n"], _("nhiệm vụ hoàn thành"), split),
        ("sent", "hourglass", "open", sent, _("kết quả mới chờ xác nhận"), ""),
        ("extended", "calendar-plus", "open", extended, _("nhiệm vụ được gia hạn"), ""),
        ("given", "file-plus", "open", given, _("nhiệm vụ mới giao"), ""),
    ]  # fmt: skip
    return [
        Change(icon, token, n, words, detail, scope.url(news=name, since=since))
        for name, icon, token, n, words, detail in found
        if n
    ]


def _of(scope: Scope, name: str, since: datetime) -> AssignmentQuerySet:
    return scope.rows().counted().filter(news_condition(name, since, clock.today()))


def _units(rows: AssignmentQuerySet) -> str:
    """The units with most of them, by name."""
    named = rows.values("unit__name").annotate(n=Count("pk")).order_by("-n", "unit__name")
    names = [row["unit__name"] for row in named[: NAMED + 1]]
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
