"""The list behind every number (danh sách nhiệm vụ): what an address asks for, as a queryset.

Every figure of every board links to ``tasks:list`` with the parameters that select exactly the rows it counts.
Build such an address with ``list_url(unit=3, **{"class": "overdue"})``; a repeated parameter is an "or".

==========  =====================================================================================================
unit        id; exactly that unit. ``under``: id; that unit and all below it
directive   id.  ``task``: id, ``period``: key ("2023-Q3"): a column of the coverage matrix
class       deadline class, repeatable: done_on_time, done_late, done_undated, open, soon, overdue, none
            (the box "trong hạn" is class=open&class=soon; every open class also means: not settled)
state       state of the assignment, repeatable.  ``open=1``: everything not settled
role        lead | coordinate.  Rates count role=lead
age         working days overdue: 1-5 | 6-10 | 11-30 | 31-60 | 60+  (implies class=overdue)
nodl_age    days since given, without a deadline: 0-30 | 31-90 | 90+  (implies class=none)
silent=1    never reported
officer     id of the person who works on it, or who answers for it
queue       what waits for the assigner: confirm | decline | advise (on more time) | extension (to decide on more time)
            | asked (both) | conclude (an explanation that came) | accept | urge; only of what the reader's side has
            given (its directives; with parts=1, what it handed down)
explain     explanations (giải trình), as_of too: asked | answered | objective | subjective: tasks/explained.py
apart       counted apart within a class: extended | excused | blamed: tasks/apart.py
kind        kind of unit (organizations.UnitKind)
parts=1     also parts handed down inside units; all=1: also cancelled, reassigned and transferred ones
given_from  day, and given_to: given from that day on, up to that day
done_from   day, and done_to: done from that day on, up to that day
news, since what happened after that moment: tasks/news.py
overdue_at  month, by any day of it: what stood overdue on its last evening, by the dates that stand now
as_of       day: as things stood that evening, for class, open and apart: tasks/as_of.py
led=1       only what the reader leads, as the leaders' board counts (nothing changes for who leads nothing)
q           words of the task, accent-blind
sort        due (default, nearest first) | -due | given | sent (longest waiting first) | unit | done (newest first)
after, before   keyset marks (workflows.keyset)
==========  =====================================================================================================
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Self

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from organizations.access import seats_with
from organizations.localities import Calendars
from organizations.models import Role as PositionRole
from organizations.models import Unit, UnitKind
from organizations.permissions import Permission
from tasks import ages
from tasks.access import handed_down_by, led_by, visible_to
from tasks.apart import APART, apart_condition
from tasks.as_of import Then
from tasks.classes import class_condition as class_condition
from tasks.classes import overdue_at_end_of
from tasks.explained import ANSWERED, EXPLAINED, explained_condition
from tasks.models import Assignment, Extension
from tasks.news import NEWS, news_condition
from tasks.querysets import AssignmentQuerySet
from tasks.states import AssignmentState, ExtensionState, ExtensionStep, Role
from workflows import clock, options
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.folding import folded_match
from workflows.keyset import Key
from workflows.numbers import whole

NEVER = date(9999, 12, 31)
QUEUES = ("confirm", "decline", "advise", "extension", "accept", "urge")
# Queues that are no chip of the list: both steps of more time, and what may be settled already.
OTHER_QUEUES = ("asked", "conclude")
SORTS: dict[str, tuple[Key, ...]] = {
    "due": (Key(Coalesce(F("due_on"), Value(NEVER, DateField())), "date"),),
    "-due": (Key(Coalesce(F("due_on"), Value(date(1, 1, 1), DateField())), "date", descending=True),),
    "given": (Key("assigned_on", "date", descending=True),),
    "sent": (Key(Coalesce(F("stopped_on"), F("closed_on"), Value(NEVER, DateField())), "date"),),
    "done": (Key(Coalesce(F("done_on"), Value(date(1, 1, 1), DateField())), "date", descending=True),),
    "unit": (Key("unit__name", "str"), Key(Coalesce(F("due_on"), Value(NEVER, DateField())), "date")),
}


@dataclass(frozen=True)
class ListFilter:
    """One address of the list, read. Unknown and unreadable parameters are dropped."""

    unit: int | None = None
    under: int | None = None
    directive: int | None = None
    task: int | None = None
    period: str | None = None
    classes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    open: bool = False
    role: str = ""
    age: str = ""
    nodl_age: str = ""
    silent: bool = False
    officer: int | None = None
    queue: str = ""
    explain: str = ""
    kind: str = ""
    parts: bool = False
    all: bool = False
    given_from: date | None = None
    given_to: date | None = None
    done_from: date | None = None
    done_to: date | None = None
    overdue_at: date | None = None
    news: str = ""
    since: datetime | None = None
    as_of: date | None = None
    led: bool = False
    apart: str = ""
    q: str = ""
    sort: str = "due"

    @classmethod
    def read(cls, given: "QueryDict | MultiValueDict[str, str]") -> Self:
        return cls(
            unit=whole(given.get("unit")),
            under=whole(given.get("under")),
            directive=whole(given.get("directive")),
            task=whole(given.get("task")),
            period=given.get("period"),
            classes=_known(given.getlist("class"), DeadlineClass.values),
            states=_known(given.getlist("state"), AssignmentState.values),
            open=given.get("open") == "1",
            role=_one(given.get("role"), Role.values),
            age=_one(given.get("age"), (bucket.key for bucket in ages.OVERDUE_AGES)),
            nodl_age=_one(given.get("nodl_age"), (bucket.key for bucket in ages.NO_DEADLINE_AGES)),
            silent=given.get("silent") == "1",
            officer=whole(given.get("officer")),
            queue=_one(given.get("queue"), (*QUEUES, *OTHER_QUEUES)),
            explain=_one(given.get("explain"), EXPLAINED),
            kind=_one(given.get("kind"), UnitKind.values),
            parts=given.get("parts") == "1",
            all=given.get("all") == "1",
            given_from=read_day(given.get("given_from")),
            given_to=read_day(given.get("given_to")),
            done_from=read_day(given.get("done_from")),
            done_to=read_day(given.get("done_to")),
            overdue_at=read_day(given.get("overdue_at")),
            news=_one(given.get("news"), NEWS),
            since=_moment(given.get("since")),
            as_of=read_day(given.get("as_of")),
            led=given.get("led") == "1",
            apart=_one(given.get("apart"), APART),
            q=(given.get("q") or "").strip()[:200],
            sort=_one(given.get("sort"), SORTS) or "due",
        )

    def but(self, **changes: Any) -> Self:
        """The same list with some parameters changed."""
        return replace(self, **changes)

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """Names and values as in an address, without what stands at its default."""
        pairs: list[tuple[str, Any]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            name = {"classes": "class", "states": "state"}.get(field.name, field.name)
            items = value if isinstance(value, tuple) else (value,)
            pairs += [(name, _written(item)) for item in items]
        return pairs

    @property
    def address(self) -> str:
        """The query string: "unit=3&class=overdue"."""
        return urlencode(self.pairs)

    @property
    def url(self) -> str:
        return f"{reverse('tasks:list')}?{self.address}" if self.address else reverse("tasks:list")

    @property
    def keys(self) -> tuple[Key, ...]:
        return SORTS[self.sort]

    def rows(self, actor: Actor) -> AssignmentQuerySet:
        """The assignments that the actor may see and the address selects, unordered."""
        then = self.then
        found = self.within(actor)
        if not self.all:
            found = found.filter(then.existing()) if then else found.counted()
        if self.queue:
            found = found.filter(given_by(actor))
        today = then.day if then else clock.today()
        if self.age:
            found = found.annotate(age=ages.overdue_age(today))
        return found.filter(self._progress(today, then) & self._deadline(today, then))

    def within(self, actor: Actor) -> AssignmentQuerySet:
        """The assignments of the place, people and spans of time asked for, however they stand."""
        led = led_by(actor) if self.led else None
        found = Assignment.objects.filter(led.condition()) if led else visible_to(actor)
        return self.narrowed(found)

    def narrowed(self, found: AssignmentQuerySet) -> AssignmentQuerySet:
        """Those of ``found`` at the place, of the people and in the spans of time asked for."""
        if not self.parts:
            found = found.top_level()
        return found.filter(self._place() & self._spans())

    @property
    def then(self) -> Then | None:
        """The earlier day asked for; None for today."""
        return Then.on(self.as_of) if self.as_of and self.as_of < clock.today() else None

    def _place(self) -> Q:
        """Whose it is and what it is about."""
        exact = {
            "unit_id": self.unit,
            "directive_id": self.directive,
            "task_id": self.task,
            "period": self.period,
            "role": self.role or None,
            "unit__kind": self.kind or None,
        }
        condition = Q(**{name: value for name, value in exact.items() if value is not None})
        if self.under is not None:
            path = Unit.objects.filter(pk=self.under).values_list("path", flat=True).first()
            condition &= Q(unit__path__startswith=path) if path else Q(pk__in=())
        if self.officer is not None:
            condition &= Q(officer_id=self.officer) | Q(responsible_id=self.officer)
        return condition & folded_match("task__folded", self.q) if self.q else condition

    def _spans(self) -> Q:
        """When it was given, when it was done."""
        spans = {
            "assigned_on__gte": self.given_from,
            "assigned_on__lte": self.given_to,
            "done_on__gte": self.done_from,
            "done_on__lte": self.done_to,
        }
        return Q(**{name: day for name, day in spans.items() if day is not None})

    def _progress(self, today: date, then: Then | None) -> Q:
        """How far it has come."""
        condition = Q()
        if self.open:
            condition &= then.open() if then else Q(closed_on=None)
        if self.news and self.since:
            condition &= news_condition(self.news, self.since, today)
        if self.states:
            condition &= Q(state__in=self.states)
        if self.silent:
            condition &= Q(last_report_on=None)
        if self.queue:
            condition &= queue_condition(self.queue, today)
        if self.explain:
            condition &= then.explained(self.explain) if then else explained_condition(self.explain)
        return condition

    def _deadline(self, today: date, then: Then | None) -> Q:
        """How it stands against its deadline."""
        condition = Q()
        if self.classes:
            any_of = Q(pk__in=())
            for name in self.classes:
                any_of |= then.classed(name) if then else class_condition(name, today)
            condition &= any_of
        if self.apart:
            condition &= apart_condition(self.apart, today, then)
        if self.overdue_at:
            condition &= overdue_at_end_of(self.overdue_at, today)
        if self.age:
            bucket = next(bucket for bucket in ages.OVERDUE_AGES if bucket.key == self.age)
            condition &= class_condition(DeadlineClass.OVERDUE, today) & ages.in_overdue_bucket(bucket, today)
        if self.nodl_age:
            bucket = next(bucket for bucket in ages.NO_DEADLINE_AGES if bucket.key == self.nodl_age)
            condition &= class_condition(DeadlineClass.NONE, today) & ages.in_no_deadline_bucket(bucket, today)
        return condition


def list_url(**params: Any) -> str:
    """Address of the list with these parameters; a list or tuple repeats one."""
    pairs = [(name, value) for name, value in params.items() if value not in (None, "", ())]
    return f"{reverse('tasks:list')}?{urlencode(pairs, doseq=True)}"


def given_by(actor: Actor) -> Q:
    """Assignments on whose assigner's side the actor stands: of directives in their care, or handed down by them."""
    condition = handed_down_by(seat.scope_id for seat in seats_with(actor, Permission.HAND_DOWN))
    for seat in seats_with(actor, Permission.DIRECTIVE_WATCH):
        if seat.role == PositionRole.LEADER:
            condition |= Q(parent=None, directive__standing_unit__path__startswith=seat.scope_path)
        else:
            condition |= Q(parent=None, directive__standing_unit_id=seat.scope_id)
    return condition


def queue_condition(name: str, today: date) -> Q:
    """What waits for the assigner. Days of the settings are working days of the unit."""
    calendars = Calendars.now()
    if name == "confirm":
        return Q(state=AssignmentState.SUBMITTED)
    if name == "decline":
        return Q(state=AssignmentState.DECLINED)
    if name in ("advise", "extension", "asked"):
        asked = Extension.objects.filter(state=ExtensionState.ASKED)
        to_advise = Q(process__step=ExtensionStep.ADVISE)
        # Left out by id: a request older than the process has none, and waits for the decision.
        early = asked.filter(to_advise).values("pk")
        step = {"advise": asked.filter(to_advise), "extension": asked.exclude(pk__in=early), "asked": asked}[name]
        return Q(closed_on=None, pk__in=step.values("assignment_id"))
    if name == "conclude":
        return explained_condition(ANSWERED)
    if name == "accept":
        within = options.get_int("accept_within_days")
        late = calendars.where(lambda days: days.add(today, -within), lambda day: Q(assigned_on__lt=day))
        return Q(state=AssignmentState.ASSIGNED, closed_on=None) & late
    # Overdue, the clock running, and nobody has urged them lately.
    again = options.get_int("urge_again_days")
    unurged = Q(last_urged_on=None) | calendars.where(
        lambda days: days.add(today, -again), lambda day: Q(last_urged_on__lt=day)
    )
    return Q(closed_on=None, stopped_on=None, due_on__lt=today) & unurged


def read_day(text: str | None) -> date | None:
    """A day of an address, ISO or dd/mm/yyyy."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text or "", pattern).date()  # noqa: DTZ007 - a day has no zone
    return None


def _moment(text: str | None) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text or "")
        return moment if moment.tzinfo else None
    return None


def _written(value: object) -> object:
    """A value as an address has it."""
    if value is True:
        return "1"
    return value.isoformat() if isinstance(value, date) else value


def _one(text: str | None, known: Iterable[str]) -> str:
    return text if text and text in set(known) else ""


def _known(texts: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    allowed = set(known)
    return tuple(dict.fromkeys(text for text in texts if text in allowed))
