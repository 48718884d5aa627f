"""The life of one assignment in the demonstration, from acceptance to confirmation, by the product's own actions."""

from datetime import date, timedelta
from functools import partial

from demonstration import habits
from demonstration.directory import World
from demonstration.timetable import Act, Timetable, at, working_day
from organizations.actors import actor_for
from organizations.models import Appointment, Person, Role
from tasks.actions import extending, following_up, receiving, reporting
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment
from tasks.states import WORKING, AssignmentState
from workflows import clock
from workflows.actors import Actor
from workflows.calendars import calendar
from workflows.machine import TransitionDenied

A = AssignmentState
# Standing agency: the head of its office, and its officers.
OFFICES = {
    "hn-syt": ("chanhvanphong", ("chuyenvien", "chuyenvien2")),
    "ls-syt": ("ls.vanphong", ("ls.chuyenvien",)),
}


class Life:
    """Plans acts for assignments; every act looks at the row as it is then, and stands back when it is too late."""

    def __init__(self, world: World, timetable: Timetable) -> None:
        self.world = world
        self.timetable = timetable
        self._desks: dict[tuple[int, bool], Person] = {}
        self._actors: dict[tuple[int, int | None, date], Actor] = {}

    def begin(self, assignment: Assignment) -> None:
        """Put the assignment's life on the timetable."""
        key = f"{assignment.task.section}/{assignment.task.content[:40]}/{assignment.unit.name}/{assignment.period}"
        draw = habits.Habits(f"{key}/{assignment.role}", assignment.unit.name)
        pk, start = assignment.pk, assignment.assigned_on
        if draw.chance(0.03) and assignment.due_on is None:
            return  # never taken up: what an ageing alarm is for
        accepted = working_day(start, draw.between(0, 5) + 1)
        if assignment.due_on and accepted >= assignment.due_on:
            accepted = working_day(start, 1)
        self._put(accepted, draw, lambda: self._accept(pk, draw))
        if assignment.due_on is None:
            self._without_deadline(pk, accepted, draw)
        else:
            self._with_deadline(pk, accepted, assignment.due_on, draw)

    def _with_deadline(self, pk: int, accepted: date, due_on: date, draw: habits.Habits) -> None:
        if draw.chance(0.07) and (due_on - accepted).days > 14:
            asked = working_day(due_on, -draw.between(4, 7))
            self._put(asked, draw, lambda: self._ask_extension(pk, draw))
        if (due_on - accepted).days > 30:
            for share in (30, 60):
                day = accepted + (due_on - accepted) * share // 100
                self._put(working_day(day), draw, partial(self._progress, pk, share, draw))
        sent = max(working_day(due_on, draw.days_from_deadline()), accepted)
        self._put(sent, draw, lambda: self._submit(pk, draw))

    def _without_deadline(self, pk: int, accepted: date, draw: habits.Habits) -> None:
        day, percent = accepted, 0
        for _round in range(draw.between(1, 6)):
            day = working_day(day + timedelta(days=draw.between(35, 80)))
            percent = min(90, percent + draw.between(10, 25))
            self._put(day, draw, partial(self._progress, pk, percent, draw))
        if draw.chance(0.25):
            self._put(working_day(day, draw.between(10, 30)), draw, lambda: self._submit(pk, draw))

    # Acts of the unit

    def _accept(self, pk: int, draw: habits.Habits) -> None:
        assignment = self._fresh(pk)
        if assignment.state != A.ASSIGNED:
            return
        head = self.desk(assignment.unit_id, head=True)
        receiving.accept_assignment(assignment=assignment, actor=self.actor(head))
        if draw.chance(0.6):
            officer = self.desk(assignment.unit_id, head=False)
            receiving.name_officer(assignment=self._fresh(pk), officer=officer, actor=self.actor(head))

    def _progress(self, pk: int, percent: int, draw: habits.Habits) -> None:
        assignment = self._fresh(pk)
        if assignment.state in WORKING:
            officer = self.desk(assignment.unit_id, head=False)
            content = self._content(draw, percent)
            reporting.report_progress(assignment=assignment, content=content, actor=self.actor(officer))

    def _submit(self, pk: int, draw: habits.Habits) -> None:
        assignment = self._fresh(pk)
        if assignment.state == A.ASSIGNED:
            self._accept(pk, draw)
            assignment = self._fresh(pk)
        if assignment.state not in WORKING:
            return
        head = self.desk(assignment.unit_id, head=True)
        number = f"{draw.between(12, 480)}/BC-{'UBND' if assignment.unit.kind == 'district' else 'VP'}"
        content = self._content(draw, 100, number)
        reporting.submit_result(assignment=assignment, content=content, actor=self.actor(head))
        decided = working_day(clock.today(), draw.between(1, 6))
        self._put(decided, draw, lambda: self._decide(pk, draw))

    def _ask_extension(self, pk: int, draw: habits.Habits) -> None:
        assignment = self._fresh(pk)
        if assignment.state not in WORKING or assignment.due_on is None:
            return
        head = self.actor(self.desk(assignment.unit_id, head=True))
        until = working_day(assignment.due_on, draw.between(5, 12))
        reason = draw.pick(habits.EXTENSION_REASONS)
        try:
            extension = extending.ask_extension(
                assignment=assignment, until=until, reason=reason, actor=head, files=[habits.request_paper(reason)]
            )
        except TransitionDenied:
            return
        grant = draw.chance(0.8)

        def decide() -> None:
            extension.refresh_from_db()
            office = self.office_of(assignment, head=True)
            note = "" if grant else "Nội dung đã có đủ thời gian chuẩn bị; đề nghị hoàn thành đúng hạn."
            try:
                extending.decide_extension(extension=extension, grant=grant, note=note, actor=office)
            except TransitionDenied:
                return

        self._put(working_day(clock.today(), 2), draw, decide)

    # Acts of the standing office

    def _decide(self, pk: int, draw: habits.Habits) -> None:
        assignment = self._fresh(pk)
        if assignment.state != A.SUBMITTED:
            return
        if assignment.parent is not None:  # a part is confirmed by the unit that handed it down
            office = self.actor(self.desk(assignment.parent.unit_id, head=True))
        else:
            office = self.office_of(assignment)
        if assignment.returns == 0 and draw.chance(0.1):
            reason = draw.pick(habits.RETURN_REASONS)
            reporting.return_result(assignment=assignment, reason=reason, actor=office)
            again = working_day(clock.today(), draw.between(3, 8))
            self._put(again, draw, lambda: self._submit(pk, draw))
        else:
            reporting.confirm_result(assignment=assignment, actor=office)

    def urge_overdue(self) -> None:
        """Đôn đốc what is overdue and was not urged for three weeks."""
        today = clock.today()
        late = Assignment.objects.overdue(today).filter(stopped_on=None, parent=None).select_related("directive")
        for assignment in late.exclude(last_urged_on__gt=today - timedelta(days=21)).order_by("pk"):
            if assignment.due_on and calendar().between(assignment.due_on, today) > 3:
                office = self.actor(self._officers(assignment)[0])
                following_up.urge(assignment=assignment, message=habits.URGE, actor=office)

    def office_of(self, assignment: Assignment, *, head: bool = False) -> Actor:
        """Who acts for the standing agency of its directive: the head of the office, or one of its officers in turn."""
        if head:
            heads = {self.world.units[unit].pk: person for unit, (person, _officers) in OFFICES.items()}
            return self.actor(self.world.people[heads[assignment.directive.standing_unit_id]])
        officers = self._officers(assignment)
        return self.actor(officers[(assignment.pk + 1) % len(officers)])

    def _officers(self, assignment: Assignment) -> list[Person]:
        units = {self.world.units[unit].pk: officers for unit, (_head, officers) in OFFICES.items()}
        return [self.world.people[name] for name in units[assignment.directive.standing_unit_id]]

    # Small things

    def desk(self, unit_id: int, *, head: bool) -> Person:
        """The head of a desk, or its officer (the head where there is none)."""
        if (unit_id, head) not in self._desks:
            role = Role.UNIT_HEAD if head else Role.UNIT_OFFICER
            held = Appointment.objects.filter(position__desk_id=unit_id, position__role=role).order_by("pk")
            appointment = held.select_related("person").first()
            self._desks[unit_id, head] = appointment.person if appointment else self.desk(unit_id, head=True)
        return self._desks[unit_id, head]

    def actor(self, person: Person, acting_for: Person | None = None) -> Actor:
        """The person as an actor; whose seats are those of the morning."""
        key = person.pk, acting_for.pk if acting_for else None, clock.today()
        if key not in self._actors:
            self._actors[key] = actor_for(person, acting_for=key[1])
        return self._actors[key]

    def _fresh(self, pk: int) -> Assignment:
        return Assignment.objects.select_related("unit", "directive__standing_unit", "task", "parent").get(pk=pk)

    def _content(self, draw: habits.Habits, percent: int, number: str = "") -> ReportContent:
        return ReportContent(
            percent=percent,
            done=draw.pick(habits.DONE),
            difficulties=draw.pick(habits.DIFFICULTIES) if draw.chance(0.3) else "",
            proposals=draw.pick(habits.PROPOSALS) if draw.chance(0.2) else "",
            reply_number=number,
            reply_date=clock.today() if number else None,
        )

    def _put(self, day: date, draw: habits.Habits, act: Act) -> None:
        self.timetable.put(at(day, draw.between(8, 16), draw.between(0, 59)), act)
