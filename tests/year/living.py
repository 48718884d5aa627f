"""2026 lived in the demonstration world: its story goes on, both offices give new work, and by chance people stop,
move, correct and hand on what is under way.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.db import connection

from demonstration.directory import World
from demonstration.habits import Habits, request_paper
from demonstration.life import OFFICES, Life
from demonstration.story import Story
from demonstration.timetable import Act, Timetable, at
from directives.models import Directive, DirectiveType
from directives.states import DirectiveState
from notifications import mail
from notifications.reminders.sweep import sweep
from organizations.actions.units import end_unit
from organizations.models import Delegation, Unit, UnitGroup
from tasks.actions import extending, following_up, receiving, reporting, transferring
from tasks.actions.extending_steps import press_late_steps
from tasks.issuing.issue import issue_directive
from tasks.issuing.periods import open_periods
from tasks.models import Assignment, Task, TaskOwner
from tasks.states import WORKING, DeadlineKind, Role
from tasks.states import AssignmentState as A
from tasks.timing.actions.moving import change_calendar
from tasks.timing.actions.starting import start_clock
from tasks.timing.moving import moves_for
from tasks.timing.rules import keep
from tests.notifications.reminding import bring
from tests.year.reckoning import works
from workflows import clock, dispatch
from workflows.actors import Actor
from workflows.calendars import Change
from workflows.deadlines import read_deadline
from workflows.machine import TransitionDenied
from workflows.models import Event

# The demonstration as of this day (manage.py demo --as-of): what follows of its districts ended with them in 2025.
UNTIL = date(2023, 8, 10)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OUTAGE = (date(2026, 8, 20), date(2026, 8, 29))  # over the swapped Saturday 22/8
BACK = date(2026, 2, 13)  # the last working day before Tết
ABSENT = (date(2026, 1, 12), date(2026, 9, 30))
MERGED = date(2026, 6, 9)
# Days off of one area alone, from the day on which they are set: unit to the days.
LOCAL_FROM = date(2026, 9, 1)
LOCAL_DAYS = {"ls-bv1": date(2026, 9, 15), "ls": date(2026, 10, 5)}
MAILED = ("ls.bv1", "ls.bv1.cv", "ls.vanphong", "ls.xa1", "ls.xa2", "stc")
EARLY, BEFORE_SEVEN, MORNING, EVENING = time(0, 5), time(6, 30), time(7, 30), time(23, 30)


def moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, clock.ZONE)


class SwitchedOff(Timetable):
    """Between the day on which the demonstration stands and the new year nobody works, and no worker runs. The last day
    is lived to its end.
    """

    def put(self, moment: datetime, act: Act) -> None:
        day = moment.date()
        if not UNTIL < day < FIRST and day <= LAST:
            super().put(moment, act)


class Terse(Life):
    """Units tell once that work is under way: telling it again, with another percentage, would prove nothing here."""

    def _progress(self, pk: int, percent: int, draw: Habits) -> None:
        if self._fresh(pk).state != A.IN_PROGRESS:
            super()._progress(pk, percent, draw)


class Year(Story):
    """``morning`` and ``evening`` are called each day of 2026 with its date, after the worker's round and after all."""

    def __init__(self, world: World, morning: Callable[[date], None], evening: Callable[[date], None]) -> None:
        super().__init__(world, LAST)
        self.timetable = SwitchedOff(LAST + timedelta(days=1))
        self.life = Terse(world, self.timetable)
        self.look = morning
        self.chance = random.Random(2026)
        put = self.timetable.put
        put(moment(FIRST, EARLY), self._catch_up)
        for nth in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=nth)
            put(moment(day, MORNING), self._day)
            put(at(day, 17, 40), self._post)
            put(moment(day, EVENING), lambda: evening(clock.today()))
        put(at(date(2026, 1, 5), 10), self._give)
        put(at(date(2026, 2, 2), 10), self._start)
        put(at(MERGED, 16), self._merge)
        put(at(MERGED + timedelta(days=1), 9), self._carry_over)
        put(at(LOCAL_FROM, 9), self._days_off_of_areas)

    # The worker

    def _morning(self) -> None:
        if not self.down():
            super()._morning()

    def down(self) -> bool:
        """The worker is off for ten days."""
        return OUTAGE[0] <= clock.today() <= OUTAGE[1]

    def _day(self) -> None:
        if not self.down():
            self.round()
            if clock.today() == BACK:
                with clock.travel(moment(BACK, BEFORE_SEVEN)):
                    self.round()  # an hour back: nothing is said again, nothing of this day twice
        self.look(clock.today())
        if works(clock.today()):
            self._people()

    def round(self) -> None:
        """What the worker does: facts, duties, reminders, steps that are late, and the facts of those."""
        bring(times=1, in_lots=True)
        open_periods(clock.today())
        sweep()
        press_late_steps()
        bring(times=1, in_lots=True)

    def _post(self) -> None:
        if not self.down():
            bring(times=1, in_lots=True)
            mail.send_due()

    def _catch_up(self) -> None:
        """The units that ended meanwhile, and what the worker would have done."""
        self._planning_ends()
        self._districts_end()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        ids = list(Event.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), 500):
            dispatch.deliver(ids[start : start + 500])
        bring(times=1, in_lots=True)

    def _bring_the_news(self) -> None:
        """The worker of this year has done so."""

    # What the offices give

    def _give(self) -> None:
        """Each office issues a plan: recurring duties of every rhythm, days, terms, work without a day."""
        hanoi = self._plan("hn", "hn-syt")
        attached = self.world.groups["hn-attached"]
        self._task(hanoi, "Báo cáo tháng", ["hn-stc", "hn-bhxh", "bv1"], recurrence=["monthly"])
        self._task(hanoi, "Báo cáo 6 tháng", [attached], recurrence=["semiannual"])
        self._task(hanoi, "Tờ trình", ["hn-stc", "hn-syt"], "trong thời hạn 15 ngày làm việc", ["hn-bhxh"])
        self._task(hanoi, "Kiểm kê thuốc", ["hn-bhxh"], "trong 20 ngày kể từ ngày có kết quả đấu thầu", [attached])
        issue_directive(hanoi.pk, self.director)
        langson = self._plan("ls", "ls-syt")
        communes, hospitals = self.world.groups["ls-communes"], self.world.groups["ls-attached"]
        self._task(
            langson,
            "Báo cáo quý, 9 tháng, năm",
            [hospitals, "ls-x10"],
            recurrence=["quarterly", "nine-monthly", "annual"],
        )
        self._task(langson, "Kế hoạch tổ chức thực hiện", [communes], "trước ngày 20/02/2026", [hospitals])
        self._task(langson, "Rà soát trạm y tế", [hospitals], "trong quý III/2026")
        self._task(langson, "Tuyên truyền", [hospitals])
        self._task(langson, "Trong năm", ["ls-bv1", "ls-bv2", "ls-x1"], "trước ngày 15/9/2026")
        issue_directive(langson.pk, self.life.actor(self.world.people["ls.giamdoc"]))

    def _plan(self, issuer: str, standing: str) -> Directive:
        officer = self.world.people[OFFICES[standing][1][0]]
        return Directive.objects.create(
            type=DirectiveType.objects.get(pk="KH"), number="2", symbol="KH-UBND", abstract=f"Kế hoạch {issuer}",
            issuer=self.world.units[issuer], standing_unit=self.world.units[standing], issued_on=clock.today(),
            received_on=clock.today(), entered_by=officer, entered_at=clock.now(), state=DirectiveState.ISSUING,
        )  # fmt: skip

    def _task(
        self,
        directive: Directive,
        content: str,
        lead: list[str | UnitGroup],
        words: str = "",
        coordinate: list[str | UnitGroup] | None = None,
        recurrence: list[str] | None = None,
    ) -> None:
        reading = read_deadline(words, directive.day)
        kind = DeadlineKind.PERIODIC if recurrence else DeadlineKind.NONE
        if words:
            kind = DeadlineKind.FIXED if reading.operative else DeadlineKind.CONDITIONAL
        task = Task(
            directive=directive, content=content, deadline_kind=kind, deadline_words=words, due_on=reading.operative,
            recurrence=recurrence or [], created_by_id=directive.entered_by_id, created_at=clock.now(),
            none_declared=kind == DeadlineKind.NONE, confirmed=True,
        )  # fmt: skip
        keep(task, reading)
        task.save()
        for role, owners in ((Role.LEAD, lead), (Role.COORDINATE, coordinate or [])):
            for order, owner in enumerate(owners):
                named = {"group": owner} if isinstance(owner, UnitGroup) else {"unit": self.world.units[owner]}
                TaskOwner.objects.create(task=task, role=role, order=order, **named)

    # What happens once

    def _absences(self) -> None:
        super()._absences()
        Delegation.objects.create(
            principal=self.world.people["ls.xa1"], deputy=self.world.people["ls.xa2"],
            valid_from=ABSENT[0], valid_to=ABSENT[1], reason="Đi học", document_number="7/GUQ-UBND",
        )  # fmt: skip

    def _start(self) -> None:
        task = Task.objects.get(deadline_kind=DeadlineKind.CONDITIONAL)
        start_clock(task=task, on=clock.today(), reason="Đã có kết quả đấu thầu", actor=self.office)

    def _merge(self) -> None:
        """Xã X ends today; from tomorrow its neighbour carries its work."""
        old, new = self.world.units["ls-x10"], self.world.units["ls-x11"]
        end_unit(actor=self.admin, unit=Unit.objects.get(pk=old.pk), on=MERGED, successors=[new], source="Nghị quyết")

    def _carry_over(self) -> None:
        """With one thing suspended, which stays so."""
        old, new = Unit.objects.get(pk=self.world.units["ls-x10"].pk), self.world.units["ls-x11"]
        choice = transferring.Choice(default=new.pk)
        transferring.transfer_work(unit=old, choice=choice, actor=self.admin)

    def _days_off_of_areas(self) -> None:
        """Days off of one hospital's and one province's own: it is shown what would move, all of it is let move."""
        for name, day in LOCAL_DAYS.items():
            change = Change(day, False, "Lễ địa phương", self.world.units[name].pk)
            chosen = [move.key for move in moves_for(change)]
            change_calendar(change=change, source="Quyết định", chosen=chosen, actor=self.admin)

    @property
    def admin(self) -> Actor:
        return self.life.actor(self.world.people["quantri"])

    # What happens by chance

    def _people(self) -> None:
        """Two or three things a working day, beside what everybody plans to do (demonstration.life)."""
        rows = list(Assignment.objects.open().order_by("pk").values_list("pk", flat=True))
        for pk in self.chance.sample(rows, min(len(rows), 3)):
            row = self.life._fresh(pk)
            with suppress(TransitionDenied):
                self._act(row)

    def _act(self, row: Assignment) -> None:
        pick, today = self.chance.random(), clock.today()
        head = self.life.actor(self.life.desk(row.unit_id, head=True))
        office = self.life.office_of(row, head=True)
        if row.parent_id:
            return
        if row.state == A.SUSPENDED:
            following_up.resume(assignment=row, reason="Đã có hướng dẫn", actor=office)
        elif row.state == A.DECLINED:
            receiving.refuse_decline(assignment=row, reason="Đúng chức năng", actor=office)
        elif row.state == A.ASSIGNED and pick < 0.2 and row.unit_id != row.directive.standing_unit_id:
            receiving.decline_assignment(assignment=row, reason="Không đúng chức năng", actor=head)
        elif row.state not in WORKING:
            return
        elif pick < 0.3:
            following_up.suspend(assignment=row, reason="Chờ văn bản", actor=office)
        elif pick < 0.4 and row.due_on:
            due = today + timedelta(days=self.chance.randint(3, 40))
            following_up.correct_deadline(assignment=row, due_on=due, reason="Ghi nhầm", actor=office)
        elif pick < 0.5:
            self._reassign(row, office)
        elif pick < 0.55:
            following_up.cancel(assignment=row, reason="Không cần nữa", actor=office)
        elif pick < 0.7 and row.due_on and row.due_on >= today:
            until = max(row.due_on, today) + timedelta(days=9)
            paper = request_paper("Chờ số liệu")
            extending.ask_extension(assignment=row, until=until, reason="Chờ số liệu", actor=head, files=[paper])
        elif pick < 0.85:
            content = reporting.ReportContent(percent=100, done="Xong")
            reporting.submit_result(assignment=row, content=content, actor=head)
            reporting.take_back_result(assignment=row, actor=head)

    def _reassign(self, row: Assignment, office: Actor) -> None:
        near = Unit.objects.existing(clock.today()).filter(parent_id=row.unit.parent_id, kind=row.unit.kind)
        others = list(near.exclude(pk=row.unit_id).order_by("pk")[:8])
        if others:
            unit = self.chance.choice(others)
            following_up.reassign(assignment=row, unit=unit, reason="Đúng việc", actor=office)
