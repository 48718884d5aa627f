"""The formal urging letter: what it lists, its layout by NĐ 30/2020, and that its number is recorded once."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from docx.shared import Mm

from organizations.actions.delegations import delegate
from organizations.models import Appointment, Position, Role
from tasks.facts import LetterCorrected
from tasks.letters.actions import choose_signer, correct_letter, draft_letter, drop_letter, send_letter
from tasks.letters.filling import docx_of
from tasks.letters.numbers import read_number, read_symbol
from tasks.letters.signing import own_title, signers
from tasks.models import Assignment, Urging, UrgingLetter
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import make_assignment, make_directive, make_task
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import Event
from workflows.words import day

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
        "4215/SYT-KHTC", "20/10/2023", "chậm nhất ngày 01/11/2023./.", "Nơi nhận:", "GIÁM ĐỐC", "Nguyễn Văn Lãnh",
        "Hà Nội, ngày      tháng      năm 2023",
    ):  # fmt: skip
        assert part in text, part
    assert "Chưa đến hạn" not in text


def test_a_directive_without_number_is_cited_by_day_and_issuer(world: World) -> None:
    bare = make_directive(world, number="", symbol="", issued_on=date(2023, 7, 24))
    make_assignment(world, task=make_task(world, bare))
    cited = f"{bare.type.name} ngày 24/07/2023 của {bare.issuer.name}"
    with override("en"):
        text = words(docx_of(draft(world)))
    assert cited in text and "chưa có số" not in text
    assert bare.short_name == f"{bare.type.name} 24/07/2023"
    bare.number, bare.symbol = "144", "KH-UBND"
    assert (bare.short_name, "số 144/KH-UBND ngày 24/07/2023" in bare.full_name) == ("144/KH-UBND", True)
    bare.number, bare.issued_on = "", None
    assert bare.full_name == f"{bare.type.name} của {bare.issuer.name}"


def test_a_recurring_duty_is_named_with_its_period_and_the_task_with_its_section(world: World) -> None:
    directive = make_directive(world)
    task = make_task(world, directive, content="Báo cáo định kỳ", section="mục 2")
    make_assignment(world, task=task, period="2023-Q3")
    assert "Báo cáo định kỳ (Quý III/2023)" in words(docx_of(draft(world)))
    assert f"{directive.full_name}, mục 2" in words(docx_of(draft(world)))


def test_a_draft_bears_the_symbol_of_the_last_letter(world: World) -> None:
    make_assignment(world)
    office = world.actor("standing_officer")
    assert "Số:         /\n" in words(docx_of(draft(world)))
    first = send_letter(letter=draft(world), number="7", symbol="SYT-VP", signed_on=LATE, actor=office)
    assert "Số:         /SYT-VP\n" in words(docx_of(draft(world)))
    assert "Số: 07/SYT-VP\n" in words(docx_of(first))


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
        send_letter(letter=letter, number="8", symbol="SYT-VP", signed_on=LATE, actor=office)
    with pytest.raises(TransitionDenied, match="không bỏ được"):
        drop_letter(letter=letter, actor=office)


@pytest.mark.parametrize(
    ("title", "agency", "expected"),
    [
        ("Giám đốc Sở Y tế", "Sở Y tế Hà Nội", "Giám đốc"),
        ("Phó Giám đốc", "Sở Y tế", "Phó Giám đốc"),
        ("Chủ tịch UBND Thành phố", "Ủy ban nhân dân thành phố Huế", "Chủ tịch"),
        ("Chủ tịch Uỷ ban nhân dân", "UBND quận Một", "Chủ tịch"),
        ("Chánh Văn phòng Sở", "Sở Y tế", "Chánh Văn phòng"),
        ("Trưởng phòng Nghiệp vụ Y", "Sở Y tế", "Trưởng phòng Nghiệp vụ Y"),
        ("Giám đốc", "Giám đốc", "Giám đốc"),
    ],
)
def test_a_title_stands_without_the_agency(title: str, agency: str, expected: str) -> None:
    assert own_title(title, agency) == expected


def test_who_signs_for_the_head_says_so_and_a_signed_letter_stays(world: World) -> None:
    """KT. of a deputy, TL. of the head of the office's room, TM. of a committee; the head unless on leave."""
    make_assignment(world)
    post = Position.objects.create(unit=world.health, title="Phó Giám đốc Sở Y tế", role=Role.LEADER, rank=2)
    deputy = world.people["finance_head"]
    Appointment.objects.create(person=deputy, position=post)
    Position.objects.filter(unit=world.health, is_head=True).update(title="Giám đốc Sở Y tế")
    lines = {one.name: one.lines for one in signers(world.health)}
    assert lines == {
        "Nguyễn Văn Lãnh": ("Giám đốc",),
        "Dương Văn Tài": ("KT. Giám đốc", "Phó Giám đốc"),
        "Lê Văn Trực": ("TL. Giám đốc", "Chánh Văn phòng"),
    }
    assert [one.lines for one in signers(world.city)] == [("TM. Ủy ban nhân dân", "Phó Chủ tịch")]
    letter = draft(world)
    assert "\nGIÁM ĐỐC\n" in words(docx_of(letter)) and "SỞ Y TẾ\n\n\n" not in words(docx_of(letter))
    office = world.actor("standing_officer")
    letter = choose_signer(letter=letter, person_id=deputy.pk, actor=office)
    assert "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n" in words(docx_of(letter)) and "Dương Văn Tài" in words(docx_of(letter))
    with pytest.raises(TransitionDenied, match="không còn thẩm quyền ký"):
        choose_signer(letter=letter, person_id=world.people["unit_head"].pk, actor=office)
    sent = send_letter(letter=letter, number="7", symbol="SYT-VP", signed_on=LATE, actor=office)
    Appointment.objects.filter(position=post).update(valid_to=date(2020, 1, 1))
    assert "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n" in words(docx_of(sent))
    with pytest.raises(TransitionDenied, match="đã gửi với số"):
        choose_signer(letter=sent, person_id=world.people["leader"].pk, actor=office)


def test_on_leave_the_deputy_who_stands_in_signs(world: World) -> None:
    make_assignment(world)
    chief = world.people["leader"]
    delegate(
        actor=world.actor("leader"), principal=chief, deputy=world.people["standing_head"],
        valid_from=LATE, valid_to=LATE, reason="Nghỉ phép",
    )  # fmt: skip
    assert draft(world).signature == "TL. Giám đốc\nChánh Văn phòng"


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
        send_letter(letter=letter, number=" ", symbol="SYT-VP", signed_on=LATE, actor=office)
    for wrong in (date(2023, 10, 24), date(2023, 10, 26)):
        with pytest.raises(TransitionDenied, match="Ngày ký"):
            send_letter(letter=letter, number="7", symbol="SYT-VP", signed_on=wrong, actor=office)
    drop_letter(letter=letter, actor=office)
    assert not UrgingLetter.objects.exists()


@pytest.mark.parametrize("number", ["7", "07", "2837", "12a", "12Đ", " 5 "])
def test_a_number_of_the_decree(number: str) -> None:
    assert read_number(number) == number.strip()


@pytest.mark.parametrize("number", ["", "abc", "0", "7/SYT-VP", "12ab", "-7", "7.5", "٧", "số 7"])
def test_no_number_of_the_decree(number: str) -> None:
    with pytest.raises(TransitionDenied) as refused:
        read_number(number)
    assert refused.value.code == "number"


@pytest.mark.parametrize("symbol", ["SYT-VP", "UBND", "SGDĐT-TCCB", "SNgV-VP", "CAT-PV01", "SKHĐT-TH&QH", " SYT-VP "])
def test_a_symbol_of_the_decree(symbol: str) -> None:
    assert read_symbol(symbol) == symbol.strip()


@pytest.mark.parametrize(
    "symbol", ["", "x", "X", "syt-vp", "SYT-", "-VP", "SYT VP", "12", "SYT--VP", "SYT_VP", "7/SYT"]
)
def test_no_symbol_of_the_decree(symbol: str) -> None:
    with pytest.raises(TransitionDenied) as refused:
        read_symbol(symbol)
    assert refused.value.code == "symbol"


def test_a_wrong_number_is_corrected_on_record(world: World, persona_client: Callable[[str], Client]) -> None:
    late, office = make_assignment(world), world.actor("standing_officer")
    right: dict[str, Any] = {"number": "12", "symbol": "SYT-VP", "signed_on": LATE, "reason": "Ghi nhầm số"}
    right["actor"] = office
    with pytest.raises(TransitionDenied, match="chưa được ghi số"):
        correct_letter(letter=draft(world), **right)
    sent = send_letter(letter=draft(world), number="21", symbol="SYT-VP", signed_on=LATE, actor=office)
    days = ({"signed_on": LATE - timedelta(days=9)}, {"signed_on": LATE + timedelta(days=9)})
    for wrong in ({"reason": " "}, {"number": "abc"}, {"symbol": ""}, {"number": "21"}, *days):
        with pytest.raises(TransitionDenied):
            correct_letter(letter=sent, **{**right, **wrong})
    with pytest.raises(PermissionDenied):
        correct_letter(letter=sent, **{**right, "actor": world.actor("unit_head")})
    assert correct_letter(letter=sent, **right).reference == "12/SYT-VP"
    told = Event.objects.get(stream=f"assignment:{late.pk}", kind=LetterCorrected.kind).data
    assert (told["before"], told["after"], told["reason"]) == ("21/SYT-VP", "12/SYT-VP", "Ghi nhầm số")
    assert Urging.objects.get().message.startswith("Công văn đôn đốc số 21/SYT-VP"), "what was told then stays"
    page = persona_client("unit_head").get(late.get_absolute_url()).content.decode()
    assert "số 21/SYT-VP thành 12/SYT-VP" in page and "ngày ký" not in page
    right_day = {**right, "signed_on": LATE + timedelta(days=1), "reason": "Ghi nhầm ngày"}
    with clock.travel(LATE + timedelta(days=1)):
        assert correct_letter(letter=sent, **right_day).signed_on == right_day["signed_on"]
        page = persona_client("unit_head").get(late.get_absolute_url()).content.decode()
    assert f"ngày ký {day(LATE)} thành {day(right_day['signed_on'])}" in page


def test_by_the_pages(world: World, client_for: Callable[..., Client]) -> None:
    make_assignment(world)
    client = client_for(world.people["standing_officer"])
    make_assignment(world, A.SUBMITTED, unit=world.hospital_b, stopped_on=LATE)
    page = client.get("/don-doc/").content.decode()
    assert "Bệnh viện Đa khoa Một" in page and world.hospital_b.name not in page
    assert "Không liệt kê 1 đơn vị mà mọi việc quá hạn" in page
    # Loaded again after an error: back to where a unit is chosen, with a sentence.
    again = client.get("/don-doc/lap/", follow=True)
    assert again.redirect_chain == [("/don-doc/", 302)] and "Hãy chọn đơn vị rồi bấm" in again.content.decode()
    made = client.post("/don-doc/lap/", {"co-quan": world.health.pk, "don-vi": world.hospital_a.pk})
    url = made["Location"]
    answer = client.get(f"{url}van-ban.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="don-doc-benh-vien-da-khoa-mot-20231025.docx"'
    assert "Kính gửi" in words(answer.content)
    refused = client.post(url, {"number": "7", "symbol": "SYT-VP", "signed_on": "24/10/2023"})
    assert refused.status_code == 422
    assert "Ngày ký phải từ ngày lập" in refused.content.decode()
    for number, symbol, told in (("abc", "SYT-VP", "Số công văn gồm các chữ số"), ("7", "", "Hãy ghi ký hiệu")):
        typed = client.post(url, {"number": number, "symbol": symbol, "signed_on": "25/10/2023"})
        assert typed.status_code == 422 and told in typed.content.decode()
    assert not Urging.objects.exists()
    done = client.post(url, {"number": "7", "symbol": "SYT-VP", "signed_on": "25/10/2023"}, follow=True)
    assert "Số 7/SYT-VP gửi Bệnh viện Đa khoa Một" in done.content.decode()
    right = {"number": "8", "symbol": "SYT-VP", "signed_on": "25/10/2023"}
    bare = client.post(url, {**right, "reason": ""})
    assert bare.status_code == 422 and "Số 7/SYT-VP gửi" in bare.content.decode()
    early = client.post(url, {**right, "signed_on": "24/10/2023", "reason": "Ghi nhầm"})
    assert early.status_code == 422 and "Ngày ký phải từ ngày lập" in early.content.decode()
    mended = client.post(url, {**right, "reason": "Ghi nhầm"}, follow=True).content.decode()
    assert "Số 8/SYT-VP gửi" in mended and "Đã sửa công văn thành số 8/SYT-VP ngày 25/10/2023" in mended
    next_one = client.get(reverse("tasks:letter", args=[draft(world).pk])).content.decode()
    assert 'value="SYT-VP"' in next_one and "chậm nhất ngày 01/11/2023" in next_one
    assert "Đang ghi: Giám đốc, Nguyễn Văn Lãnh." in next_one
    assert client_for(world.people["outsider"]).get(url).status_code == 404
    assert client_for(world.people["unit_head"]).get(url).status_code == 403
