"""The story of the demonstration: the plan of 2023 from its arrival, and the letter of 2026 as a draft."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import F

from demonstration import papers
from demonstration.directory import DONG_DA, LAST_DAY_OF_DISTRICTS, LAST_DAY_OF_PLANNING, World, confirm_years
from demonstration.habits import EXTENSION_REASONS, request_paper
from demonstration.life import Life
from demonstration.timetable import Timetable, at, working_day
from directives.actions.review import approve, send_back
from directives.models import Directive
from notifications.models import Notice
from organizations.actors import actor_for
from organizations.models import Delegation, Unit, UnitKind
from tasks.actions import extending, following_up, handing_down, receiving
from tasks.decomposition.actions.confirming import answer_warning
from tasks.decomposition.actions.submitting import submit_decomposition
from tasks.decomposition.loading import load
from tasks.issuing.issue import issue_directive
from tasks.issuing.periods import open_periods
from tasks.models import Assignment
from tasks.states import OPEN, AssignmentState, Role
from workflows import clock, dispatch
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.models import Event

FIRST_DAY = date(2023, 7, 24)
ISSUED_BY = date(2023, 7, 27)
# A year after the plan, the working day after a deadline: results wait, some are late, some ask for time.
DEFAULT_DAY = date(2024, 7, 22)
ANSWERS = {
    "number_or_date_missing": "Bản lưu mất phần đầu; số văn bản sẽ bổ sung khi nhận bản gốc.",
    "owner_not_recipient": "Các đơn vị trực thuộc nhận qua Sở Y tế sao gửi.",
    "clause_without_task": "Điểm này nêu mục đích, không giao việc riêng.",
    "deadline_day_off": "Giữ ngày ghi trong văn bản; đơn vị gửi trước ngày nghỉ.",
    "only_coordinator": "Văn bản giao đơn vị này trả lời phần việc của mình.",
}
OTHER_ANSWER = "Đã rà soát với lãnh đạo phòng; giữ như phân công."
# What was told longer ago than this has been read.
UNREAD_DAYS = 10


def tell(world: World, as_of: date, progress: Callable[[date], None] = lambda _day: None) -> int:
    """Let everything happen that had happened by ``as_of``; the number of acts."""
    return Story(world, as_of).tell(progress)


class Story:
    """One telling."""

    def __init__(self, world: World, as_of: date) -> None:
        self.world = world
        self.as_of = as_of
        self.timetable = Timetable(as_of)
        self.life = Life(world, self.timetable)
        self.known: set[int] = set()

    def tell(self, progress: Callable[[date], None]) -> int:
        with connection.cursor() as cursor:
            # A story that a power cut spoils is told again; waiting for the disk at each act doubles its time.
            cursor.execute("SET synchronous_commit = off")
        confirm_years(self.world, self.as_of)
        put = self.timetable.put
        put(at(FIRST_DAY, 8, 30), self._enter)
        put(at(date(2023, 7, 25), 9), lambda: self._submit("Trình phân công lần đầu."))
        put(at(date(2023, 7, 25), 14), self._send_back)
        put(at(date(2023, 7, 25), 16), lambda: self._submit("Đã bổ sung sản phẩm và thời hạn theo ý kiến."))
        put(at(date(2023, 7, 25), 17), self._approve_and_issue)
        self._absences()
        put(at(date(2023, 8, 2), 10), self._decline)
        put(at(date(2023, 9, 7), 9), self._hand_down)
        put(at(date(2023, 11, 20), 9), self._suspend)
        put(at(date(2024, 1, 10), 9), self._resume)
        put(at(date(2023, 12, 20), 9), self._correct)
        put(at(LAST_DAY_OF_PLANNING, 16), self._planning_ends)
        put(at(LAST_DAY_OF_DISTRICTS, 16), self._districts_end)
        self.timetable.daily(date(2023, 7, 26), self._morning)
        put(at(max(working_day(self.as_of, -1), ISSUED_BY), 14), self._lately)
        self._letter()
        done = self.timetable.run(progress)
        self._bring_the_news()
        return done

    def _lately(self) -> None:
        """What came in yesterday and waits for the office: requests for more time, a task sent to the wrong desk."""
        mine = Assignment.objects.open().filter(parent=None, role=Role.LEAD, due_on__gt=clock.today())
        related = mine.select_related("directive__standing_unit", "unit", "task", "parent").order_by("due_on", "pk")
        for assignment in related.filter(state=AssignmentState.IN_PROGRESS)[:40:20]:
            head = self.life.actor(self.life.desk(assignment.unit_id, head=True))
            until = working_day(assignment.due_on or clock.today(), 8)
            reason = EXTENSION_REASONS[assignment.pk % len(EXTENSION_REASONS)]
            ask = partial(extending.ask_extension, assignment=assignment, until=until, reason=reason, actor=head)
            self._try(partial(ask, files=[request_paper(reason)]))
        others = related.exclude(unit_id=F("directive__standing_unit_id"))
        for assignment in others.filter(state=AssignmentState.ACCEPTED, period__gt="")[:1]:
            head = self.life.actor(self.life.desk(assignment.unit_id, head=True))
            reason = "Nội dung trùng với báo cáo quý; đề nghị chỉ giao một kỳ để khỏi báo cáo hai lần."
            self._try(partial(receiving.decline_assignment, assignment=assignment, reason=reason, actor=head))

    # The directive

    def _enter(self) -> None:
        with transaction.atomic():
            self.plan = papers.enter_plan(self.world, self.officer)
            papers.decompose_plan(self.world, self.plan, self.officer)

    def _submit(self, note: str) -> None:
        directive = Directive.objects.get(pk=self.plan.pk)
        for finding in load(directive).judgment.findings:
            if finding.open:
                answer_warning(
                    directive=directive,
                    code=finding.code,
                    fingerprint=finding.fingerprint,
                    answer=ANSWERS.get(finding.code, OTHER_ANSWER),
                    actor=self.officer,
                )
        submit_decomposition(directive=directive, actor=self.officer, note=note)

    def _send_back(self) -> None:
        comment = "Mục II.4 và III.5 cần nêu rõ sản phẩm; mục II.5, III.3 cần ấn định thời hạn."
        send_back(directive=Directive.objects.get(pk=self.plan.pk), actor=self.director, comment=comment)

    def _approve_and_issue(self) -> None:
        directive = Directive.objects.get(pk=self.plan.pk)
        approve(directive=directive, actor=self.director, comment="Đồng ý giao việc.")
        issue_directive(directive.pk, self.director)

    def _letter(self) -> None:
        """Entered the day before, whatever the day: a draft without a date belongs to no year."""
        writer = self.world.people["ls.chuyenvien"]
        day = working_day(self.as_of, -1)
        if day < FIRST_DAY:
            day = self.as_of

        def enter() -> None:
            with transaction.atomic():
                papers.enter_letter(self.world, actor_for(writer))

        self.timetable.put(at(day, 7, 45) if day == self.as_of else at(day, 15), enter)

    # Every day

    def _morning(self) -> None:
        today = clock.today()
        open_periods(today)
        for assignment in Assignment.objects.select_related("task", "unit").exclude(pk__in=self.known).order_by("pk"):
            self.known.add(assignment.pk)
            self.life.begin(assignment)
        if today.weekday() == 0:
            self.timetable.put(at(today, 9, 15), self.life.urge_overdue)

    # Small stories

    def _absences(self) -> None:
        head, deputy = self.world.people["dongda"], self.world.people["dongda.pct"]
        for first, last in ((date(2023, 10, 9), date(2023, 10, 20)), (date(2024, 7, 22), date(2024, 8, 9))):
            Delegation.objects.create(
                principal=head, deputy=deputy, valid_from=first, valid_to=last, reason="Nghỉ phép năm",
                document_number="45/GUQ-UBND",
            )  # fmt: skip

    def _decline(self) -> None:
        """Bảo hiểm xã hội asks to be rid of III.4; the office keeps it there."""
        assignment = self._assignment("hn-bhxh", "III.4")
        if assignment.state not in (AssignmentState.ASSIGNED, AssignmentState.ACCEPTED):
            return
        head = self.life.actor(self.world.people["bhxh"])
        reason = "Việc hướng dẫn mua sắm thuộc chức năng của Sở Y tế; đề nghị Sở Y tế chủ trì."
        receiving.decline_assignment(assignment=assignment, reason=reason, actor=head)

        def refuse() -> None:
            answer = "Bảo hiểm xã hội chủ trì phần thanh quyết toán; Sở Y tế phối hợp như đã phân công."
            receiving.refuse_decline(assignment=self._assignment("hn-bhxh", "III.4"), reason=answer, actor=self.office)

        self.timetable.put(at(working_day(clock.today(), 2), 9), refuse)

    def _hand_down(self) -> None:
        """UBND quận Đống Đa gives parts of III.5 to Phòng Y tế and a ward, as the plan itself asks."""
        assignment = self._assignment(DONG_DA, "III.5")
        if assignment.state not in OPEN:
            return
        units = [self.world.units[f"{DONG_DA}-0"], self.world.units[f"{DONG_DA}-1"]]
        handing_down.hand_down(
            assignment=assignment,
            units=units,
            content="Kiểm tra tình hình thuốc, vật tư phòng, chống dịch trên địa bàn; báo cáo thiếu sót để khắc phục",
            due_on=date(2024, 7, 5),
            actor=self.life.actor(self.world.people["dongda"]),
        )

    def _suspend(self) -> None:
        assignment = self._assignment("hn-skhdt", "III.2")
        reason = "Chờ HĐND Thành phố thông qua dự toán đầu tư công năm 2024."
        self._try(lambda: following_up.suspend(assignment=assignment, reason=reason, actor=self.office))

    def _resume(self) -> None:
        assignment = self._assignment("hn-skhdt", "III.2")
        reason = "HĐND Thành phố đã thông qua dự toán đầu tư công năm 2024."
        self._try(lambda: following_up.resume(assignment=assignment, reason=reason, actor=self.office))

    def _correct(self) -> None:
        assignment = self._assignment("hn-stc", "III.3")
        reason = "Ghi nhầm ngày; thống nhất với thời điểm giao dự toán bổ sung."
        day = date(2024, 1, 15)
        self._try(
            lambda: following_up.correct_deadline(assignment=assignment, due_on=day, reason=reason, actor=self.office)
        )

    def _planning_ends(self) -> None:
        """Sở Kế hoạch và Đầu tư joins Sở Tài chính: open work goes on there (NQ 190/2025/QH15)."""
        for assignment in self._open_at([self.world.units["hn-skhdt"]]):
            reason = "Sở Kế hoạch và Đầu tư hợp nhất vào Sở Tài chính từ 01/3/2025."
            heir = self.world.units["hn-stc"]
            move = partial(following_up.reassign, assignment=assignment, unit=heir, reason=reason, actor=self.office)
            if not self._try(move):
                self._end(assignment, reason)

    def _districts_end(self) -> None:
        reason = "Kết thúc hoạt động của cấp huyện từ 01/7/2025 (Nghị quyết 190/2025/QH15)."
        for assignment in self._open_at(Unit.objects.filter(kind=UnitKind.DISTRICT)):
            self._end(assignment, reason)

    # Helpers

    @property
    def officer(self) -> Actor:
        return actor_for(self.world.people["chuyenvien"])

    @property
    def office(self) -> Actor:
        return actor_for(self.world.people["chanhvanphong"])

    @property
    def director(self) -> Actor:
        return actor_for(self.world.people["giamdoc"])

    def _assignment(self, unit: str, section: str) -> Assignment:
        found = Assignment.objects.filter(
            unit=self.world.units[unit], task__section=section, role=Role.LEAD, parent=None
        )
        return found.select_related("directive__standing_unit", "unit", "parent").order_by("pk")[0]

    def _open_at(self, units: Iterable[Unit]) -> list[Assignment]:
        found = Assignment.objects.open().filter(unit__in=units, parent=None).exclude(state=AssignmentState.SUBMITTED)
        return list(found.select_related("directive__standing_unit", "unit", "parent").order_by("pk"))

    def _end(self, assignment: Assignment, reason: str) -> None:
        self._try(lambda: following_up.cancel(assignment=assignment, reason=reason, actor=self.office))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except TransitionDenied:
            return False
        return True

    def _bring_the_news(self) -> None:
        """Do the work of the job worker for the past, so that the first sign-in finds its notices at once."""
        with clock.travel(at(self.as_of, 8)):
            ids = list(Event.objects.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(ids), 500):
                dispatch.deliver(ids[start : start + 500])
            old = clock.now() - timedelta(days=UNREAD_DAYS)
            Notice.objects.filter(at__lt=old).update(read_at=old)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
