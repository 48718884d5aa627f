"""Asking for a later day: before expiry, as often as allowed, and taking the request back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tasks.actions import extending, following_up, reporting
from tasks.models import Extension
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import make_assignment, make_directive, make_extension, make_task
from tests.tasks.desk.conftest import Browser, again
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import CalendarDay

Open = Callable[[str], Browser]
# The deadline in force stands as it is until somebody moves it.
WISH = 'hạn <span class="num">20/10</span>, xin đến <strong class="num">27/10/2023</strong>'
ASKING = {"gia-han-until": "27/10/2023", "gia-han-reason": "Chờ đối chiếu kiểm kê"}


def test_ask_and_withdraw(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    officer = browser("unit_officer")
    officer.get("tasks:assignment", assignment.pk).says('đã dùng <span class="num">0/1</span> lần')
    asked = officer.post("tasks:extension-ask", assignment.pk, data=ASKING)
    asked.says("Đã gửi đề nghị gia hạn.", "Đã xin gia hạn", WISH)
    extension = Extension.objects.get()
    assert (extension.asked_for, extension.due_before) == (date(2023, 10, 27), date(2023, 10, 20))
    officer.post("tasks:extension-withdraw", assignment.pk, extension.pk).says("Đã rút đề nghị gia hạn.")
    assert again(assignment).due_on == date(2023, 10, 20)
    officer.get("tasks:assignment", assignment.pk).says(WISH)
    officer.post("tasks:extension-ask", assignment.pk, data=ASKING).says("Đã gửi đề nghị gia hạn.")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"gia-han-until": "20/10/2023"}, "Ngày xin lùi đến phải sau hạn đang có."),
        ({"gia-han-until": "21/10/2028"}, "nhiều nhất 5 năm sau hạn đang có (20/10/2023)"),
        ({"gia-han-until": ""}, "Hãy ghi ngày xin lùi đến, ví dụ 27/10/2023."),
        ({"gia-han-reason": " "}, "Hãy nêu lý do xin gia hạn."),
    ],
)
def test_refusals_keep_the_words(browser: Open, world: World, change: dict[str, str], words: str) -> None:
    assignment = make_assignment(world)
    page = browser("unit_officer").post("tasks:extension-ask", assignment.pk, data={**ASKING, **change})
    assert page.status == 422
    page.says(words)
    if "gia-han-reason" not in change:
        page.says("Chờ đối chiếu kiểm kê</textarea>")
    assert not Extension.objects.exists()


def test_a_document_comes_with_it_where_the_type_wants_one(browser: Open, world: World) -> None:
    directive = make_directive(world, extension_needs_document=True)
    assignment = make_assignment(world, task=make_task(world, directive))
    officer = browser("unit_officer")
    officer.get("tasks:assignment", assignment.pk).says("Văn bản xin gia hạn (công văn, tờ trình)", "multiple required")
    bare = officer.post("tasks:extension-ask", assignment.pk, data=ASKING)
    assert bare.status == 422
    bare.says("Hãy kèm văn bản xin gia hạn (công văn, tờ trình)", "Chờ đối chiếu kiểm kê</textarea>")
    assert not Extension.objects.exists()
    paper = SimpleUploadedFile("to-trinh.txt", "Tờ trình về việc gia hạn".encode(), "text/plain")
    officer.post("tasks:extension-ask", assignment.pk, data={**ASKING, "gia-han-tep": paper}).says("Đã gửi đề nghị")
    assert [file.name for file in Extension.objects.get().files.all()] == ["to-trinh.txt"]
    part = make_assignment(world, task=assignment.task, unit=world.plan_room, parent=assignment)
    assert not extending.needs_document(part), "a part is settled within the unit"


def test_after_expiry_and_after_the_last_time_it_is_refused(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    with clock.travel(date(2023, 10, 23)):
        page = browser("unit_officer").post("tasks:extension-ask", assignment.pk, data=ASKING)
        page.says(
            "Đã quá hạn; chỉ xin gia hạn được trước khi hết hạn.",
            "đề nghị cơ quan thường trực sửa hạn",
            "Chờ đối chiếu kiểm kê",
        )
    extension = make_extension(world, assignment)
    extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
    later = {**ASKING, "gia-han-until": "03/11/2023"}
    page = browser("unit_officer").post("tasks:extension-ask", assignment.pk, data=later)
    page.says("Đã dùng hết số lần gia hạn cho phép (1).")


def test_on_the_last_day_one_may_still_ask(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    with clock.travel(date(2023, 10, 20)):
        browser("unit_head").post("tasks:extension-ask", assignment.pk, data=ASKING).says("Đã gửi đề nghị gia hạn.")


def test_what_the_day_would_mean(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    officer = browser("unit_officer")
    officer.get("tasks:extension-preview", assignment.pk, query="?gia-han-until=27/10/2023")
    officer.says('thêm <span class="num">5</span> ngày làm việc', "Hạn gốc 20/10/2023 giữ nguyên")
    officer.get("tasks:extension-preview", assignment.pk, query="?gia-han-until=29/10/2023")
    officer.says("ngày nghỉ (chủ nhật)")
    officer.get("tasks:extension-preview", assignment.pk, query="?gia-han-until=2/9").hides("ngày làm việc")
    officer.get("tasks:extension-preview", assignment.pk, query="?gia-han-until=01/01/2199").says("01/01/2199 quá xa")
    CalendarDay.objects.create(day=date(2023, 10, 24), name="Nghỉ mưa lũ", locality=world.hospital_a.pk)
    officer.get("tasks:extension-preview", assignment.pk, query="?gia-han-until=24/10/2023")
    officer.says("ngày nghỉ (nghỉ mưa lũ")


def test_who_advises_and_who_decides_see_the_same_of_the_day(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    extending.ask_extension(
        assignment=assignment, until=date(2023, 10, 29), reason="Chờ số liệu", actor=world.actor("unit_head")
    )
    asks = f'hx-get="{reverse("tasks:extension-preview", args=[assignment.pk])}"'
    advice = f"tham-muu-{assignment.extensions.get().pk}-until"
    for persona, field in (("leader", "until"), ("standing_officer", advice)):
        reader = browser(persona)
        reader.get("tasks:assignment", assignment.pk).says(asks, f'name="{field}"')
        reader.get("tasks:extension-preview", assignment.pk, query=f"?{field}=29/10/2023").says("ngày nghỉ (chủ nhật)")
    browser("leader").get("tasks:grant", assignment.pk).says(asks)


def test_the_form_ends_with_its_button_and_a_refused_one_says_of_the_day_and_the_file_again(
    browser: Open, world: World
) -> None:
    assignment = make_assignment(world)
    page = browser("unit_head")
    fresh = page.get("tasks:assignment", assignment.pk).text
    assert fresh.index('id="gia-han-tep"') < fresh.index("Gửi đề nghị") and 'hx-trigger="load, input from' not in fresh
    typed = {"gia-han-until": "01/11/2023", "gia-han-reason": ""}
    refused = page.post("tasks:extension-ask", assignment.pk, data=typed)
    refused.says('hx-trigger="load, input from', "hãy chọn lại: trình duyệt không giữ tệp")


def test_a_day_too_far_is_neither_asked_for_nor_granted(world: World) -> None:
    """Five years to the day are the bound, of which the 29th of February has no more."""
    assignment = make_assignment(world, due_on=date(2024, 2, 29))
    for until, far in ((date(2029, 2, 28), False), (date(2029, 3, 1), True), (date(9999, 12, 31), True)):
        assert (extending.too_far(assignment, until) is not None) == far
    extension = make_extension(world, assignment)
    with pytest.raises(TransitionDenied, match="quá xa"):
        extending.decide_extension(extension=extension, grant=True, until=date(2199, 1, 1), actor=world.actor("leader"))


def test_who_corrects_a_deadline_sees_the_day_and_no_year_is_mistyped(browser: Open, world: World) -> None:
    assignment = make_assignment(world, due_on=date(2023, 10, 20))
    issued = assignment.directive.issued_on
    assert issued is not None
    office = browser("standing_head")
    asks = f'hx-get="{reverse("tasks:extension-preview", args=[assignment.pk])}"'
    office.get("tasks:assignment", assignment.pk).says(asks, 'name="due_on"')
    office.get("tasks:correct", assignment.pk).says(asks)
    for typed, said in (
        ("29/10/2023", "ngày nghỉ (chủ nhật)"),
        ("18/10/2023", 'sớm hơn <span class="num">2</span> ngày làm việc'),
        ("20/10/2123", "20/10/2123 quá xa"),
        ("20/10/2003", "năm trước năm của văn bản"),
    ):
        office.get("tasks:extension-preview", assignment.pk, query=f"?due_on={typed}").says(said)
    bound = date(issued.year - 1, 1, 1), date(2099, 11, 5)
    for wrong in bound:
        with pytest.raises(TransitionDenied, match="Hãy xem lại năm"):
            following_up.correct_deadline(
                assignment=assignment, due_on=wrong, reason="Ghi nhầm", actor=world.actor("standing_head")
            )


def test_a_settled_assignment_has_no_request_waiting(world: World) -> None:
    assignment = make_assignment(world, A.SUBMITTED)
    extension = make_extension(world, assignment)
    reporting.confirm_result(assignment=assignment, actor=world.actor("standing_head"))
    extension.refresh_from_db()
    assert extension.state == "withdrawn"


def test_withdrawing_a_decided_request_is_refused(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    extension = make_extension(world, assignment)
    extending.decide_extension(extension=extension, grant=False, note="Không đủ lý do", actor=world.actor("leader"))
    page = browser("unit_head").post("tasks:extension-withdraw", assignment.pk, extension.pk)
    page.says("Đề nghị này đã được xử lý: không đồng ý.", "Không đủ lý do", "Nguyễn Văn Lãnh")
    other = make_assignment(world)
    assert browser("unit_head").post("tasks:extension-withdraw", other.pk, extension.pk).status == 404


def test_a_part_is_not_extended_beyond_the_whole(world: World) -> None:
    from workflows.machine import TransitionDenied

    whole = make_assignment(world)
    ward = world.hospital_a.children.create(name="Khoa", kind="room")
    part = make_assignment(world, task=whole.task, unit=ward, parent=whole, due_on=date(2023, 10, 18))
    extension = make_extension(world, part, until=date(2023, 10, 27))
    with pytest.raises(TransitionDenied, match="không được sau hạn của cả việc"):
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("unit_head"))
    granted = extending.decide_extension(
        extension=extension, grant=True, until=date(2023, 10, 20), actor=world.actor("unit_head")
    )
    assert granted.granted_until == date(2023, 10, 20)


@pytest.mark.parametrize(("persona", "address"), [("leader", "/dieu-hanh/"), ("standing_head", "/thuong-truc/")])
def test_what_is_asked_for_is_not_shown_as_granted(browser: Open, world: World, persona: str, address: str) -> None:
    make_extension(world, make_assignment(world))
    page = browser(persona).client.get(address).content.decode()
    assert WISH in page
    assert "hạn hiện nay</span><strong" not in page.replace(" ", "")
    assert "<del" not in page
