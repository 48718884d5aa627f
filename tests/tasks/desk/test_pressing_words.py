"""Signing, advising, explaining: what was typed stays when it is refused, and days can be named on the page."""

from collections.abc import Callable
from datetime import date

import pytest

from tasks.actions.explaining import ask_explanation
from tasks.actions.extending import ask_extension, withdraw_extension
from tasks.models import Explanation, Extension
from tests.personas import World
from tests.tasks.builders import make_assignment
from tests.tasks.desk.conftest import Browser
from workflows import clock

Open = Callable[[str], Browser]
WORDS = "Đã làm việc với kho, còn thiếu hai biên bản"


@pytest.fixture
def extension(world: World) -> Extension:
    """Drawn up by the officer of the hospital, from 20/10 to 27/10."""
    return ask_extension(
        assignment=make_assignment(world),
        until=date(2023, 10, 27),
        reason="Chờ số liệu",
        actor=world.actor("unit_officer"),
    )


@pytest.fixture
def explanation(world: World) -> Explanation:
    """Of a deadline of 16/10, asked on 17/10."""
    late = make_assignment(world, due_on=date(2023, 10, 16))
    return ask_explanation(assignment=late, actor=world.actor("standing_officer"))


def test_the_page_says_whose_turn_it_is_and_who_stands_in(browser: Open, extension: Extension) -> None:
    page = browser("unit_officer").get("tasks:assignment", extension.assignment_id)
    page.says("Đang chờ: Hoàng Văn Viện (Giám đốc", "Đỗ Văn Thay (được ủy quyền)", "chậm nhất ngày 18/10/2023")


def test_a_request_taken_back_meanwhile_gives_the_words_back(browser: Open, world: World, extension: Extension) -> None:
    withdraw_extension(extension=extension, actor=world.actor("unit_officer"))
    page = browser("unit_head").post(
        "tasks:extension-sign", extension.pk, data={"ky": "0", f"ky-{extension.pk}-note": WORDS}
    )
    assert page.status == 422
    page.says("Đề nghị này đã được xử lý: đã rút.", "Phần bạn vừa viết, chưa gửi được", f"{WORDS}</textarea>")


def test_not_signing_asks_for_a_word_at_its_field(browser: Open, extension: Extension) -> None:
    page = browser("unit_head").post("tasks:extension-sign", extension.pk, data={"ky": "0"})
    assert page.status == 422
    page.says(f'href="#id_ky-{extension.pk}-note"', "Hãy nêu lý do không đồng ý.")


def test_the_adviser_names_another_day(browser: Open, extension: Extension) -> None:
    browser("unit_head").post("tasks:extension-sign", extension.pk, data={"ky": "1"})
    form = f"tham-muu-{extension.pk}"
    officer = browser("standing_officer")
    officer.get("tasks:assignment", extension.assignment_id).says(f'name="{form}-until" value="27/10/2023"')
    wrong = officer.post(
        "tasks:extension-advise", extension.pk, data={"dong-y": "1", f"{form}-until": "24/13", f"{form}-note": WORDS}
    )
    assert wrong.status == 422
    wrong.says("Ngày ghi theo dạng ngày/tháng/năm", 'value="24/13"', f"{WORDS}</textarea>")
    early = {"dong-y": "1", f"{form}-until": "19/10/2023", f"{form}-note": WORDS}
    officer.post("tasks:extension-advise", extension.pk, data=early).says(
        "Ngày gia hạn đến phải sau hạn đang có.", 'value="19/10/2023"', f"{WORDS}</textarea>"
    )
    officer.post("tasks:extension-advise", extension.pk, data={**early, f"{form}-until": "24/10/2023"})
    officer.says("Đã gửi ý kiến tham mưu.", "đề xuất gia hạn đến 24/10/2023")
    # Who decides begins with the day advised.
    browser("leader").get("tasks:assignment", extension.assignment_id).says('name="until" value="24/10/2023"')


def test_an_explanation_is_asked_for_by_a_day_answered_and_asked_again(browser: Open, world: World) -> None:
    late = make_assignment(world, due_on=date(2023, 10, 16))
    officer = browser("standing_officer")
    ask = f"yeu-cau-{late.pk}"
    officer.get("tasks:assignment", late.pk).says(f'name="{ask}-answer_by" value="20/10/2023"')
    past = officer.post("tasks:explanation-ask", late.pk, data={f"{ask}-note": WORDS, f"{ask}-answer_by": "16/10/2023"})
    assert past.status == 422
    past.says("Hạn giải trình không thể ở quá khứ", f"{WORDS}</textarea>", 'value="16/10/2023"')
    officer.post("tasks:explanation-ask", late.pk, data={f"{ask}-note": WORDS, f"{ask}-answer_by": "25/10/2023"})
    asked = Explanation.objects.get()
    assert (asked.question, asked.answer_by) == (WORDS, date(2023, 10, 25))
    empty = browser("unit_head").post("tasks:explanation-answer", asked.pk, data={f"giai-trinh-{asked.pk}-note": " "})
    empty.says("Hãy ghi rõ, không để trống.")
    browser("unit_head").post("tasks:explanation-answer", asked.pk, data={f"giai-trinh-{asked.pk}-note": "Bão"})
    again = {f"them-{asked.pk}-note": "Bão số mấy", f"them-{asked.pk}-answer_by": "27/10/2023"}
    officer.post("tasks:explanation-again", asked.pk, data=again).says("chậm nhất ngày 27/10/2023")


def test_an_answer_too_late_for_the_page_is_given_back(browser: Open, world: World, explanation: Explanation) -> None:
    with clock.travel(date(2023, 10, 30)):
        concluded = {f"ket-luan-{explanation.pk}-note": "Không giải trình", "khach-quan": "0"}
        browser("standing_head").post("tasks:explanation-conclude", explanation.pk, data=concluded).says(
            "Không có nguyên nhân khách quan"
        )
        stale = {f"giai-trinh-{explanation.pk}-note": WORDS}
        page = browser("unit_head").post("tasks:explanation-answer", explanation.pk, data=stale)
    assert page.status == 422
    page.says("hiện đang ở trạng thái “Đã kết luận”", f"{WORDS}</textarea>")
