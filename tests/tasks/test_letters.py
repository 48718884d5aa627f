"""The formal urging letter: what it lists, its layout by NĐ 30/2020, and that its number is recorded once."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from docx import Document
from docx.shared import Mm

from tasks.letters.actions import draft_letter, drop_letter, send_letter
from tasks.letters.filling import docx_of
from tasks.models import Assignment, Urging, UrgingLetter
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import make_assignment, make_directive, make_task
from workflows import clock
from workflows.machine import TransitionDenied

LATE = date(2023, 10, 25)


@pytest.fixture(autouse=True)
def _late() -> Iterator[None]:
    with clock.travel(LATE):
        yield


def draft(world: World, by: str = "standing_officer") -> UrgingLetter:
    return draft_letter(unit=world.hospital_a, office=world.health, actor=world.actor(by))


def words(content: bytes) -> str:
    doc: Any = Document(io.BytesIO(content))
    cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in doc.paragraphs), *cells])


def test_it_lists_what_is_late_and_nothing_else(world: World) -> None:
    directive = make_directive(world, place="Hà Nội")
    task = make_task(world, directive, content="Rà soát trạm y tế")
    late = make_assignment(world, task=task)
    make_assignment(world, task=make_task(world, directive, content="Chưa đến hạn"), due_on=date(2023, 11, 1))
    make_assignment(world, A.SUBMITTED, task=make_task(world, directive, content="Đã gửi"), stopped_on=LATE)
    make_assignment(world, A.SUSPENDED, task=make_task(world, directive, content="Tạm dừng"), stopped_on=LATE)
    make_assignment(world, task=make_task(world, directive, content="Đơn vị khác"), unit=world.hospital_b)
    letter = draft(world)
    assert [(line.assignment, line.due_on, line.days_late) for line in letter.lines.all()] == [
        (late, date(2023, 10, 20), 3)
    ]
    text = words(docx_of(letter))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ Y TẾ", "UBND THÀNH PHỐ",
        "V/v đôn đốc", "Kính gửi: Bệnh viện Đa khoa Một.", "còn 01 nhiệm vụ quá hạn", "Rà soát trạm y tế",
        "4215/SYT-KHTC", "20/10/2023", "trước hết ngày 01/11/2023./.", "Nơi nhận:", "GIÁM ĐỐC", "Nguyễn Văn Lãnh",
        "Hà Nội, ngày      tháng      năm 2023",
    ):  # fmt: skip
        assert part in text, part
    assert "Chưa đến hạn" not in text


def test_the_layout_is_that_of_the_decree(world: World) -> None:
    make_assignment(world)
    doc: Any = Document(io.BytesIO(docx_of(draft(world))))
    section = doc.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert 20 <= section.top_margin / Mm(1) <= 25
    assert 30 <= section.left_margin / Mm(1) <= 35
    assert 15 <= section.right_margin / Mm(1) <= 20
    assert doc.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    sizes = {run.font.size.pt for paragraph in doc.paragraphs for run in paragraph.runs if run.text}
    assert sizes <= {13.0, 14.0}


def test_the_number_is_recorded_and_each_task_still_late_is_urged(world: World) -> None:
    directive = make_directive(world)
    late, sent_meanwhile = (make_assignment(world, task=make_task(world, directive)) for _nth in range(2))
    letter = draft(world)
    Assignment.objects.filter(pk=sent_meanwhile.pk).update(state=A.SUBMITTED, stopped_on=LATE)
    office = world.actor("standing_officer")
    sent = send_letter(letter=letter, number="7", symbol="SYT-VP", signed_on=LATE, actor=office)
    assert sent.reference == "7/SYT-VP"
    urging = Urging.objects.get()
    assert urging.assignment == late
    assert urging.message.startswith("Công văn đôn đốc số 7/SYT-VP ngày 25/10/2023")
    assert "Số: 07/SYT-VP" in words(docx_of(sent))
    assert "ngày 25 tháng 10 năm 2023" in words(docx_of(sent))
    with pytest.raises(TransitionDenied, match="đã gửi với số 7/SYT-VP"):
        send_letter(letter=letter, number="8", symbol="", signed_on=LATE, actor=office)
    with pytest.raises(TransitionDenied, match="không bỏ được"):
        drop_letter(letter=letter, actor=office)


def test_refusals(world: World) -> None:
    with pytest.raises(TransitionDenied, match="không có việc nào quá hạn"):
        draft(world)
    make_assignment(world)
    for by in ("unit_head", "outsider", "admin", "other_unit_head"):
        with pytest.raises(PermissionDenied):
            draft(world, by)
    letter = draft(world)
    office = world.actor("standing_head")
    with pytest.raises(TransitionDenied, match="Hãy ghi số"):
        send_letter(letter=letter, number=" ", symbol="", signed_on=LATE, actor=office)
    for wrong in (date(2023, 10, 24), date(2023, 10, 26)):
        with pytest.raises(TransitionDenied, match="Ngày ký"):
            send_letter(letter=letter, number="7", symbol="", signed_on=wrong, actor=office)
    drop_letter(letter=letter, actor=office)
    assert not UrgingLetter.objects.exists()


def test_by_the_pages(world: World, client_for: Callable[..., Client]) -> None:
    make_assignment(world)
    client = client_for(world.people["standing_officer"])
    page = client.get("/don-doc/").content.decode()
    assert "Bệnh viện Đa khoa Một" in page
    made = client.post("/don-doc/lap/", {"co-quan": world.health.pk, "don-vi": world.hospital_a.pk})
    url = made["Location"]
    answer = client.get(f"{url}van-ban.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="don-doc-benh-vien-da-khoa-mot-20231025.docx"'
    assert "Kính gửi" in words(answer.content)
    refused = client.post(url, {"number": "7", "signed_on": "24/10/2023"})
    assert refused.status_code == 422
    assert "Ngày ký phải từ ngày lập" in refused.content.decode()
    done = client.post(url, {"number": "7", "symbol": "SYT-VP", "signed_on": "25/10/2023"}, follow=True)
    assert "Số 7/SYT-VP gửi Bệnh viện Đa khoa Một" in done.content.decode()
    assert client_for(world.people["outsider"]).get(url).status_code == 404
    assert client_for(world.people["unit_head"]).get(url).status_code == 403
