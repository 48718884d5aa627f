"""Reporting: no word is lost, lateness never blocks, both names are kept, and the office sees what was sent."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tasks.actions import reporting
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment, ProgressReport
from tasks.states import AssignmentState as A
from tasks.states import ReportState as R
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_report, make_task
from tests.tasks.desk.conftest import Browser, again
from workflows import clock, options
from workflows.models import Event
from workflows.narration import tell

Open = Callable[[str], Browser]
LONG = "Đã rà soát 412 thiết bị tại 21 khoa, phòng. " * 5
TYPED = {
    "percent": "100", "done": LONG, "difficulties": "Thiếu bơm tiêm điện", "proposals": "Đề nghị điều tiết",
    "reply_number": "318/BC-TTYT", "reply_date": "17/10/2023",
}  # fmt: skip


def _draft(assignment: Assignment) -> ProgressReport:
    return assignment.reports.get(state=R.DRAFT)


def test_submit(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page = browser("deputy").post("tasks:report", assignment.pk, data={**TYPED, "act": "submit"})
    page.says("Đã gửi. Báo cáo đang chờ xác nhận.", "Chờ xác nhận", "318/BC-TTYT")
    report = assignment.reports.get()
    assert (report.state, report.final, report.percent, report.done) == (R.SUBMITTED, True, 100, LONG.strip())
    assert (report.reply_date, report.author, report.on_behalf_of) == (
        date(2023, 10, 17),
        world.deputy,
        world.unit_head,
    )
    browser("standing_officer").get("tasks:assignment", assignment.pk).says("Đỗ Văn Thay (thay Hoàng Văn Viện)")


def test_progress_keeps_working(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page = browser("unit_officer").post(
        "tasks:report", assignment.pk, data={**TYPED, "percent": "80", "act": "progress"}
    )
    page.says("Đã cập nhật tiến độ.", "Báo cáo lần 2")
    row = again(assignment)
    assert (row.state, row.percent, row.stopped_on) == (A.IN_PROGRESS, 80, None)


def test_less_than_all_is_asked_about_and_never_refused(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page, typed = browser("unit_officer"), {**TYPED, "percent": "30", "act": "submit"}
    page.post("tasks:report", assignment.pk, data=typed)
    asked = "Mức hoàn thành đang ghi 30%, trong khi gửi xác nhận là báo đã làm xong toàn bộ việc."
    page.says(asked, "Vẫn gửi xác nhận?", "Chỉ cập nhật tiến độ", LONG.strip())
    assert (again(assignment).state, _draft(assignment).percent) == (A.ACCEPTED, 30)
    page.post("tasks:report", assignment.pk, data={**typed, "percent": "40", "sure": asked}).says("đang ghi 40%")
    assert again(assignment).state == A.ACCEPTED, "a yes counts for what was asked"
    page.post("tasks:report", assignment.pk, data={**typed, "sure": asked}).says("Đã gửi. Báo cáo đang chờ xác nhận.")
    assert (again(assignment).state, assignment.reports.get().percent) == (A.SUBMITTED, 30)


def test_a_draft_that_comes_after_its_report_was_sent_makes_no_ghost(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page = browser("unit_officer").get("tasks:assignment", assignment.pk)
    page.says('name="number" value="1"')
    written = {**TYPED, "number": "1", "seen": ""}
    page.post("tasks:report", assignment.pk, data={**written, "act": "progress"}).says('name="number" value="2"')
    page.post("tasks:report-draft", assignment.pk, data=written).says("Vũ Thị Bộ đã gửi báo cáo lần 1 lúc")
    assert [report.state for report in assignment.reports.all()] == [R.SUBMITTED]
    page.post("tasks:report-draft", assignment.pk, data={**written, "number": "2"}).says("Nháp, lưu lúc")


@pytest.mark.parametrize("act", ["submit", "progress"])
def test_a_button_pressed_twice_sends_one_report(browser: Open, world: World, act: str) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page, written = browser("unit_officer"), {**TYPED, "number": "1", "act": act}
    page.post("tasks:report", assignment.pk, data=written)
    page.post("tasks:report", assignment.pk, data=written).says("Báo cáo này đã được gửi.")
    assert assignment.reports.count() == 1


def test_what_a_colleague_sent_meanwhile_is_told_before_more_is_sent(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    browser("unit_head").post("tasks:report", assignment.pk, data={**TYPED, "number": "1", "act": "progress"})
    page = browser("unit_officer")
    page.post("tasks:report", assignment.pk, data={**TYPED, "number": "1", "done": "Bản khác", "act": "progress"})
    assert page.status == 422
    page.says("Hoàng Văn Viện đã gửi báo cáo lần 1", "Bản khác</textarea>", 'name="number" value="2"')
    page.post("tasks:report", assignment.pk, data={**TYPED, "number": "2", "done": "Bản khác", "act": "progress"})
    assert [report.done for report in assignment.reports.order_by("number")] == [LONG.strip(), "Bản khác"]


def test_the_buttons_stand_under_what_they_send(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.IN_PROGRESS)
    make_report(world, assignment, R.SUBMITTED)
    text = browser("unit_officer").get("tasks:assignment", assignment.pk).text
    form = text[text.index('id="f-bc"') : text.index("</form>", text.index('id="f-bc"'))]
    assert "Gửi xác nhận" in form and "Cập nhật tiến độ" in form
    first = form.index('type="submit"')
    assert 'value="draft"' in form[first : first + 60], "Enter in a field saves; it neither sends nor takes a file away"


def test_lateness_never_blocks(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.IN_PROGRESS, due_on=date(2023, 6, 30))
    browser("unit_officer").post("tasks:report", assignment.pk, data={**TYPED, "act": "submit"})
    assert again(assignment).state == A.SUBMITTED


def test_the_draft_saves_itself_and_says_when(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    with clock.travel(clock.at(TODAY).replace(hour=9, minute=12)):
        page = browser("unit_officer").post("tasks:report-draft", assignment.pk, data=TYPED)
    page.says('Nháp, lưu lúc <span class="num">09:12</span>', 'id="id_seen"')
    assert _draft(assignment).done == LONG.strip()
    assert again(assignment).state == A.ACCEPTED, "a draft moves nothing"
    browser("unit_head").get("tasks:assignment", assignment.pk).says("Nháp, lưu lúc", "đang soạn", "Vũ Thị Bộ")


def test_a_field_that_cannot_be_read_costs_only_itself(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED, percent=30)
    broken = {**TYPED, "percent": "một nửa", "reply_date": "31/2/2023"}
    browser("unit_officer").post("tasks:report-draft", assignment.pk, data=broken).says("Chưa lưu:", "Ngày văn bản")
    assert (_draft(assignment).done, _draft(assignment).percent) == (LONG.strip(), 30)


@pytest.mark.parametrize("act", ["submit", "progress", "draft"])
def test_wrong_fields_are_named_and_nothing_is_lost(browser: Open, world: World, act: str) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page = browser("unit_officer").post("tasks:report", assignment.pk, data={**TYPED, "percent": "140", "act": act})
    assert page.status == 422
    page.says("Mức hoàn thành từ 0 đến 100.", LONG.strip(), 'value="140"', "318/BC-TTYT")
    assert again(assignment).state == A.ACCEPTED
    assert _draft(assignment).done == LONG.strip()


def test_an_empty_report_is_refused_with_the_rest_kept(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page = browser("unit_officer").post("tasks:report", assignment.pk, data={**TYPED, "done": " ", "act": "submit"})
    assert page.status == 422
    page.says("Hãy ghi kết quả đã làm được trước khi gửi xác nhận.", "Thiếu bơm tiêm điện", "Đề nghị điều tiết")


@pytest.mark.parametrize("state", [A.SUBMITTED, A.REASSIGNED, A.SUSPENDED, A.CANCELLED])
@pytest.mark.parametrize("desk", [{}, {"tu": "nhom=dang-lam"}])
def test_what_changed_meanwhile_is_told_and_the_words_come_back(
    browser: Open, world: World, state: A, desk: dict[str, str]
) -> None:
    assignment = make_assignment(world, state)
    page = browser("unit_officer").post("tasks:report", assignment.pk, data={**TYPED, **desk, "act": "submit"})
    assert page.status == 422
    page.says(LONG.strip(), "Thiếu bơm tiêm điện", 'role="alert"')


def test_a_colleague_s_draft_is_not_overwritten_unknowingly(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    head, officer = browser("unit_head"), browser("unit_officer")
    officer.get("tasks:assignment", assignment.pk)
    with clock.travel(clock.at(TODAY).replace(hour=9, minute=15)):
        head.post("tasks:report-draft", assignment.pk, data={"percent": "50", "done": "Bản của thủ trưởng"})
    mine = {"percent": "60", "done": "Bản của cán bộ", "seen": ""}
    officer.post("tasks:report-draft", assignment.pk, data=mine)
    officer.says("Hoàng Văn Viện đã lưu bản nháp khác lúc 09:15", "Bản của thủ trưởng", "Lưu bản của tôi thay bản này")
    assert _draft(assignment).done == "Bản của thủ trưởng"
    for act in ("submit", "progress", "draft"):
        officer.post("tasks:report", assignment.pk, data={**mine, "act": act})
        assert officer.status == 422
        officer.says("Bản của cán bộ</textarea>", "Bản của thủ trưởng")
    officer.post("tasks:report", assignment.pk, data={**mine, "overwrite": "1"}).says("Đã lưu nháp.")
    assert _draft(assignment).done == "Bản của cán bộ"


def test_saving_again_and_again_needs_no_asking(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    officer = browser("unit_officer")
    for nth in range(3):
        with clock.travel(datetime(2023, 10, 17, 9, nth, tzinfo=clock.ZONE)):
            officer.post("tasks:report-draft", assignment.pk, data={"percent": "50", "done": f"Bản {nth}"})
            officer.says("Nháp, lưu lúc")
    assert (_draft(assignment).done, _draft(assignment).number) == ("Bản 2", 1)


def test_take_back_makes_the_words_the_next_draft(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    head = browser("unit_head")
    head.post("tasks:report", assignment.pk, data={**TYPED, "act": "submit"})
    head.post("tasks:take-back", assignment.pk).says("Đã rút lại.", LONG.strip(), "Báo cáo lần 2", "318/BC-TTYT")
    row = again(assignment)
    assert (row.state, row.stopped_on) == (A.IN_PROGRESS, None)
    assert list(row.reports.order_by("number").values_list("number", "state")) == [(1, R.TAKEN_BACK), (2, R.DRAFT)]
    browser("standing_head").get("tasks:assignment", assignment.pk).hides(LONG.strip())


def test_taking_back_what_was_just_confirmed_is_refused(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.SUBMITTED)
    reporting.confirm_result(assignment=assignment, actor=world.actor("leader"))
    page = browser("unit_officer").post("tasks:take-back", assignment.pk)
    assert page.status == 422
    page.says("Không thể “Rút lại báo cáo” vì hiện đang ở trạng thái “Hoàn thành”.")


def test_an_office_that_lets_only_heads_submit(browser: Open, world: World) -> None:
    from workflows import options

    options.set_value("officer_may_submit", False, None)
    assignment = make_assignment(world, A.ACCEPTED)
    officer = browser("unit_officer")
    officer.get("tasks:assignment", assignment.pk).says("Kết quả do thủ trưởng đơn vị gửi xác nhận.")
    officer.hides('value="submit"')
    assert officer.post("tasks:report", assignment.pk, data={**TYPED, "act": "submit"}).status == 403
    assert _draft(assignment).done == LONG.strip(), "the words are kept all the same"


def test_coordinating_units_answer_for_their_own_part(browser: Open, world: World) -> None:
    task = make_task(world)
    lead = make_assignment(world, A.IN_PROGRESS, task=task, unit=world.hospital_b)
    mine = make_assignment(world, A.ACCEPTED, task=task, role="coordinate")
    browser("unit_officer").post("tasks:report", mine.pk, data={**TYPED, "act": "submit"})
    assert (again(mine).state, again(lead).state) == (A.SUBMITTED, A.IN_PROGRESS)
    browser("unit_head").get("tasks:assignment", mine.pk).says("Phối hợp")


def test_the_office_writes_no_report_of_the_unit(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    for persona in ("standing_head", "leader"):
        for name in ("tasks:report", "tasks:report-draft", "tasks:take-back"):
            assert browser(persona).post(name, assignment.pk, data=TYPED).status == 403, (persona, name)
    for persona in ("other_unit_head", "outsider"):
        assert browser(persona).post("tasks:report", assignment.pk, data=TYPED).status == 404
    assert not assignment.reports.exists()


def test_numbers_go_on_after_a_return(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.SUBMITTED)
    reporting.return_result(assignment=assignment, reason="Bổ sung", actor=world.actor("standing_head"))
    content = ReportContent(percent=100, done="Đã bổ sung")
    report = reporting.submit_result(assignment=assignment, content=content, actor=world.actor("unit_head"))
    assert report.number == 2
    assert make_report(world, assignment, R.TAKEN_BACK).number == 3


def test_what_is_sent_after_the_day_ends_counts_for_the_next(browser: Open, world: World) -> None:
    options.set_value("day_ends_at", "17:00", None)
    for assignment, minute, counted in (
        (make_assignment(world), 0, date(2023, 10, 20)),
        (make_assignment(world), 1, date(2023, 10, 21)),
    ):
        with clock.travel(datetime(2023, 10, 20, 17, minute, tzinfo=clock.ZONE)):
            browser("unit_officer").post("tasks:report", assignment.pk, data={**TYPED, "act": "submit"})
            reporting.confirm_result(assignment=again(assignment), actor=world.actor("standing_head"))
        row = again(assignment)
        assert (row.stopped_on, row.done_on, row.closed_on) == (counted, counted, date(2023, 10, 20))


@pytest.mark.parametrize(
    ("due_on", "told"), [(None, ""), (date(2023, 10, 20), "đúng hạn"), (date(2023, 10, 2), "quá hạn")]
)
def test_the_history_says_on_time_only_of_what_had_a_deadline(world: World, due_on: date | None, told: str) -> None:
    assignment = make_assignment(world, A.SUBMITTED, due_on=due_on, done_on=TODAY)
    reporting.confirm_result(assignment=assignment, actor=world.actor("standing_head"))
    assert tell(Event.objects.get(kind="report.confirmed")).detail == told
