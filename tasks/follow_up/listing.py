"""What the list page shows: the rows at its address, true counts to filter by, and words for what narrows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from directives import access as directives_access
from organizations import access
from organizations.models import UnitKind
from organizations.permissions import Permission
from tasks import ages
from tasks.apart import BLAMED, EXCUSED, EXTENDED
from tasks.due import Ruler
from tasks.explained import EXPLAINED, ICONS, explained_condition, explained_labels, explained_of
from tasks.follow_up.rows import Row, read_rows, with_related
from tasks.lists import OTHER_QUEUES, QUEUES, SORTS, ListFilter, class_condition, given_by, queue_condition
from tasks.models import Assignment, Explanation, Task
from tasks.querysets import AssignmentQuerySet
from tasks.signs import STATE_ICONS
from tasks.states import AssignmentState, Role
from workflows import clock, words
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.keyset import page
from workflows.periods import label_of

PAGE = 100
CLASS_ICONS = {
    DeadlineClass.OVERDUE: "alert-triangle-fill",
    DeadlineClass.SOON: "calendar-due",
    DeadlineClass.OPEN: "clock",
    DeadlineClass.NONE: "calendar-off",
    DeadlineClass.ON_TIME: "circle-check",
    DeadlineClass.LATE: "clock-check",
    DeadlineClass.DONE: "check",
}


def queue_labels() -> dict[str, str]:
    """What waits for the assigner, in words."""
    return {
        "confirm": _("Chờ xác nhận kết quả"),
        "decline": _("Đề nghị trả lại việc"),
        "advise": _("Xin gia hạn: chờ cho ý kiến"),
        "extension": _("Xin gia hạn: chờ quyết định"),
        "asked": _("Xin gia hạn"),
        "conclude": _("Giải trình chờ kết luận"),
        "accept": _("Chậm tiếp nhận"),
        "urge": _("Quá hạn chưa đôn đốc"),
    }


def sort_labels() -> dict[str, str]:
    return {
        "due": _("Hạn gần nhất trước"),
        "-due": _("Hạn xa nhất trước"),
        "sent": _("Chờ xác nhận lâu nhất trước"),
        "given": _("Mới giao trước"),
        "unit": _("Theo đơn vị"),
        "done": _("Mới hoàn thành trước"),
    }


@dataclass(frozen=True)
class Listing:
    """The page at one address. ``total`` counts every row it selects, not only those of this page."""

    chosen: ListFilter
    rows: list[Row]
    total: int
    chips: list[dict[str, Any]]
    narrowed: list[dict[str, str]]
    previous_url: str
    next_url: str
    sorts: list[tuple[str, str]]
    may_act: bool
    boards: str

    @property
    def kept(self) -> list[tuple[str, Any]]:
        """What the form of filters carries along unseen."""
        return [pair for pair in self.chosen.pairs if pair[0] not in ("q", "role", "kind", "state", "sort")]

    @property
    def explains(self) -> bool:
        """Some row of the page tells of an explanation, so there is a column for it."""
        return any(row.explained for row in self.rows)


def listing(actor: Actor, chosen: ListFilter, *, after: str = "", before: str = "") -> Listing:
    """Read the page. The number of queries does not depend on the number of rows."""
    found = chosen.rows(actor)
    # First which rows, over narrow tuples; then all that a line needs, of one page.
    shown = page(found.values("pk"), chosen.keys, size=PAGE, after=after, before=before)
    lines = {row.pk: row for row in with_related(Assignment.objects.filter(pk__in=[row["pk"] for row in shown.rows]))}
    link = f"{chosen.url}{'&' if chosen.address else '?'}"
    return Listing(
        chosen=chosen,
        rows=read_rows((lines[row["pk"]] for row in shown.rows), Ruler.now(), explained_of(lines)),
        total=found.count(),
        chips=_chips(actor, chosen),
        narrowed=list(_narrowed(actor, chosen)),
        previous_url=f"{link}before={shown.before}" if shown.before else "",
        next_url=f"{link}after={shown.after}" if shown.after else "",
        sorts=[(key, sort_labels()[key]) for key in SORTS],
        may_act=access.may(actor, Permission.URGE) or (chosen.parts and access.may(actor, Permission.HAND_DOWN)),
        boards=_boards(actor, chosen),
    )


def _boards(actor: Actor, chosen: ListFilter) -> str:
    """What the page listens to: the directive or unit it is about, else everything the leaders' board counts."""
    if chosen.directive:
        return f"directive.{chosen.directive}"
    if chosen.unit:
        return f"unit.{chosen.unit}"
    return " ".join(sorted({"leaders", *(f"unit.{seat.scope_id}" for seat in actor.seats)}))


def _chips(actor: Actor, chosen: ListFilter) -> list[dict[str, Any]]:
    """Deadline classes and queues, each with how many rows it would leave, the other filters standing."""
    today = clock.today()
    base = chosen.but(classes=(), age="", nodl_age="", queue="", explain="", open=False)
    counts = _open_counts(base.rows(actor), actor, today)
    narrow = bool(base.unit or base.under or base.directive or base.task or base.officer)
    if narrow:
        counts |= _done_counts(base.rows(actor), today)
    chips = []
    for name in CLASS_ICONS:
        current = chosen.classes == (name.value,)
        chips.append(
            {
                "label": name.label,
                "icon": CLASS_ICONS[name],
                "count": counts.get(name.value),
                "overdue": name == DeadlineClass.OVERDUE,
                "current": current,
                "url": base.but(classes=() if current else (name.value,)).url,
            }
        )
    for queue in QUEUES:
        current = chosen.queue == queue
        if counts[queue] or current:
            url = base.but(queue="" if current else queue, sort="sent" if queue == "confirm" else base.sort).url
            label = queue_labels()[queue]
            chips.append({"label": label, "count": counts[queue], "current": current, "url": url, "queue": True})
    return [*chips, *_explained_chips(actor, chosen, base)]


def _explained_chips(actor: Actor, chosen: ListFilter, base: ListFilter) -> list[dict[str, Any]]:
    """Where explanations stand; also of what was done late. One query, from the few that there are."""
    asked = base.rows(actor).filter(pk__in=Explanation.objects.values("assignment_id"))
    counts = asked.aggregate(**{name: Count("pk", filter=explained_condition(name)) for name in EXPLAINED})
    labels = explained_labels()
    return [
        {
            "label": labels[name],
            "icon": ICONS[name],
            "count": counts[name],
            "current": chosen.explain == name,
            "url": base.but(explain="" if chosen.explain == name else name).url,
        }
        for name in EXPLAINED
        if counts[name] or chosen.explain == name
    ]


def _open_counts(rows: AssignmentQuerySet, actor: Actor, today: date) -> dict[str, int]:
    """One pass over what is open."""
    asked: dict[str, Q] = {
        name.value: class_condition(name, today) for name in CLASS_ICONS if not name.value.startswith("done")
    }
    asked |= {queue: given_by(actor) & queue_condition(queue, today) for queue in QUEUES}
    return rows.filter(closed_on=None).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in asked.items()}
    )


def _done_counts(rows: AssignmentQuerySet, today: date) -> dict[str, int]:
    done = (DeadlineClass.ON_TIME, DeadlineClass.LATE, DeadlineClass.DONE)
    asked = {name.value: class_condition(name, today) for name in done}
    return rows.filter(done_on__isnull=False).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in asked.items()}
    )


def _narrowed(actor: Actor, chosen: ListFilter) -> Iterator[dict[str, str]]:
    """What narrows the list beside the chips, each with the address without it. Names only what the actor may see."""
    if chosen.unit or chosen.under:
        unit = access.visible_units(actor).only("name").filter(pk=chosen.unit or chosen.under or 0).first()
        below = _("%(unit)s và các đơn vị trực thuộc") if chosen.under else "%(unit)s"
        yield _token(_("Đơn vị"), below % {"unit": unit.name if unit else "?"}, chosen.but(unit=None, under=None))
    if chosen.directive:
        seen = directives_access.visible_to(actor).filter(pk=chosen.directive)
        known = seen.select_related("type").defer("text", "folded").first()
        plain = chosen.but(directive=None, task=None, period=None)
        yield _token(_("Văn bản"), str(known) if known else "?", plain)
    if chosen.task:
        seen_in = directives_access.visible_to(actor).values("pk")
        task = Task.objects.only("content", "section").filter(pk=chosen.task, directive__in=seen_in).first()
        yield _token(_("Nhiệm vụ"), str(task) if task else "?", chosen.but(task=None, period=None))
    if chosen.period:
        yield _token(_("Kỳ"), label_of(chosen.period), chosen.but(period=None))
    if chosen.officer:
        person = access.visible_people(actor).only("full_name").filter(pk=chosen.officer).first()
        yield _token(_("Người thực hiện"), person.full_name if person else "?", chosen.but(officer=None))
    if chosen.age:
        label = next(str(bucket.label) for bucket in ages.OVERDUE_AGES if bucket.key == chosen.age)
        yield _token(_("Quá hạn"), _("%(days)s ngày làm việc") % {"days": label}, chosen.but(age=""))
    if chosen.nodl_age:
        label = next(str(bucket.label) for bucket in ages.NO_DEADLINE_AGES if bucket.key == chosen.nodl_age)
        yield _token(_("Chưa có thời hạn, đã giao"), label, chosen.but(nodl_age=""))
    yield from _further(chosen)


def _further(chosen: ListFilter) -> Iterator[dict[str, str]]:
    if len(chosen.classes) > 1:
        labels = ", ".join(str(DeadlineClass(name).label) for name in chosen.classes)
        yield _token(_("Thời hạn"), labels, chosen.but(classes=()))
    if chosen.states:
        labels = ", ".join(str(AssignmentState(name).label) for name in chosen.states)
        yield _token(_("Trạng thái"), labels, chosen.but(states=()))
    if chosen.apart:
        yield _token("", apart_labels()[chosen.apart], chosen.but(apart=""))
    if chosen.queue in OTHER_QUEUES:
        yield _token("", queue_labels()[chosen.queue], chosen.but(queue=""))
    if chosen.role:
        yield _token(_("Vai trò"), str(Role(chosen.role).label), chosen.but(role=""))
    if chosen.kind:
        yield _token(_("Loại đơn vị"), str(UnitKind(chosen.kind).label), chosen.but(kind=""))
    if chosen.open:
        yield _token("", _("Chưa hoàn thành"), chosen.but(open=False))
    if chosen.silent:
        yield _token("", _("Chưa báo cáo lần nào"), chosen.but(silent=False))
    if chosen.parts:
        yield _token("", _("Kể cả phần việc giao xuống"), chosen.but(parts=False))
    if chosen.all:
        yield _token("", _("Kể cả việc đã hủy, đã chuyển"), chosen.but(all=False))
    yield from _spans(chosen)
    if chosen.q:
        yield _token(_("Có chữ"), f"“{chosen.q}”", chosen.but(q=""))


def _spans(chosen: ListFilter) -> Iterator[dict[str, str]]:
    """When: given, done, what is new; as of which day; and whose board sent the reader here."""
    if chosen.given_from or chosen.given_to:
        plain = chosen.but(given_from=None, given_to=None)
        yield _token(_("Giao"), _span(chosen.given_from, chosen.given_to), plain)
    if chosen.done_from or chosen.done_to:
        plain = chosen.but(done_from=None, done_to=None)
        yield _token(_("Hoàn thành"), _span(chosen.done_from, chosen.done_to), plain)
    if chosen.overdue_at:
        month = f"{chosen.overdue_at:%m}/{chosen.overdue_at.year:04d}"
        yield _token(_("Còn quá hạn cuối tháng"), month, chosen.but(overdue_at=None))
    if chosen.news and chosen.since:
        plain = chosen.but(news="", since=None)
        yield _token(news_labels()[chosen.news], _("từ %s") % words.moment(chosen.since), plain)
    if chosen.then:
        yield _token(_("Như hết ngày"), words.day(chosen.then.day), chosen.but(as_of=None))
    if chosen.led:
        yield _token("", _("Trong phạm vi điều hành"), chosen.but(led=False))


def _span(start: date | None, end: date | None) -> str:
    """ "từ 01/09/2023 đến 30/09/2023", or one of the two."""
    parts = [_("từ %s") % words.day(start)] if start else []
    return " ".join([*parts, *([_("đến %s") % words.day(end)] if end else [])])


def news_labels() -> dict[str, str]:
    """What happened since the last look, in words."""
    return {
        "overdue": _("Vừa quá hạn"),
        "done": _("Vừa hoàn thành"),
        "sent": _("Mới gửi kết quả"),
        "extended": _("Được gia hạn"),
        "given": _("Mới giao"),
    }


def apart_labels() -> dict[str, str]:
    """What is counted apart, in words."""
    return {
        EXTENDED: _("Đúng hạn theo hạn gia hạn"),
        EXCUSED: _("Quá hạn có nguyên nhân khách quan được xác nhận"),
        BLAMED: _("Quá hạn không có nguyên nhân khách quan được xác nhận"),
    }


def _token(name: str, value: str, without: ListFilter) -> dict[str, str]:
    return {"name": name, "value": value, "url": without.url}


def states_for_menu() -> list[tuple[str, str, str]]:
    """Every state: value, words, icon."""
    return [(state.value, str(state.label), STATE_ICONS[state]) for state in AssignmentState]
