"""Entering a directive in the browser: read from the file, matched, kept on error, refused when secret."""

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directives.actions.entering import change_directive, content_of
from directives.models import Directive, DirectiveFile, PendingFile, StoredFile
from directives.states import DirectiveState
from organizations.models import Unit
from tasks.models import EditStep, Task, TaskReading
from tasks.states import Confidence
from tests.directives import samples
from tests.directives.documents import HA_NOI, LANG_SON
from tests.directives.making import make_directive
from tests.directives.samples import upload
from tests.personas import World
from tests.tasks import builders
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import Event

ENTER = "/van-ban/nhap/"
Open = Callable[[str], Client]


@pytest.fixture
def desk(persona_client: Open) -> Client:
    return persona_client("standing_officer")


def filled(world: World, **changes: Any) -> dict[str, Any]:
    values = {
        "type": "KH",
        "code": "144/KH-UBND",
        "abstract": "Khắc phục tình trạng thiếu thuốc",
        "issuer": str(world.city.pk),
        "issuer_text": "UBND Thành phố",
        "standing_unit": str(world.health.pk),
        "issued_on": "21/07/2023",
        "urgency": "normal",
        "text": "1. Sở Y tế chủ trì.\n2. Sở Tài chính phối hợp.",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def value_of(html: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    found = re.search(r'value="([^"]*)"', tag.group()) if tag else None
    return found.group(1) if found else ""


def test_the_lang_son_letter_is_read_checked_and_saved(desk: Client, world: World) -> None:
    file = upload("cong-van.txt", LANG_SON.read_bytes())
    read = desk.post(ENTER, {"action": "read", "file": file, "standing_unit": world.health.pk, "urgency": "normal"})
    html = read.content.decode()
    assert read.status_code == 200
    assert value_of(html, "code") == "/SYT-KHTC"
    assert value_of(html, "issuer_text") == "Sở Y tế (UBND Thành phố)"
    assert '<span class="num">2</span> đơn vị' in html  # Các đơn vị trực thuộc Sở Y tế
    assert "2837/BYT-VPB" in html
    assert "đọc từ tệp, hãy kiểm tra" in html
    assert not Directive.objects.exists()
    form = read.context["form"]
    shown = {name: form[name].value() or "" for name in form.fields if name not in ("file", "issuer")}
    issuer = {"issuer": world.health.pk, "issuer_text": "Sở Y tế (UBND Thành phố)"}
    saved = desk.post(ENTER, {**shown, **issuer, "action": "save"})
    directive = Directive.objects.get()
    assert saved.status_code == 302
    assert saved["Location"] == f"/van-ban/{directive.pk}/"
    assert (directive.number, directive.symbol, directive.reference) == ("", "SYT-KHTC", "Dự thảo công văn")
    assert directive.state == DirectiveState.DRAFT
    assert directive.provisions.count() == 12
    assert [row.group_id for row in directive.recipients.filter(role="addressed")] == [world.attached.pk, None]
    assert directive.links.get().reference == "2837/BYT-VPB"
    attached = DirectiveFile.objects.get()
    assert (attached.name, attached.original) == ("cong-van.txt", True)
    assert not PendingFile.objects.exists()
    kinds = Event.objects.filter(stream=f"directive:{directive.pk}").order_by("position").values_list("kind", flat=True)
    assert list(kinds) == ["directive.entered", "directive.file_added"]


def test_the_text_of_a_file_is_kept_as_it_was_read(desk: Client, world: World) -> None:
    """Also where pasted lines would be joined and stars dropped, and when the directive is corrected afterwards."""
    lines = ("Bảo đảm 5*3 suất.", "Một dòng dài hơn bốn mươi ký tự của kế hoạch năm nay", "tiếp theo.", "x" * 60)
    data = {"action": "read", "standing_unit": world.health.pk, "urgency": "normal"}
    read = desk.post(ENTER, {**data, "file": upload("a.docx", samples.docx(*lines, header=""))})
    form = read.context["form"]
    shown = {name: form[name].value() for name in ("text", "text_of", "pending") if name in form.fields}
    assert "5*3" in shown["text"]
    posted = shown["text"].replace("\n", "\r\n")
    desk.post(ENTER, filled(world, **shown | {"text": posted}))
    directive = Directive.objects.get()
    assert directive.text == shown["text"]
    address = f"/van-ban/{directive.pk}/sua/"
    desk.post(address, filled(world, text=posted.replace("tiếp theo", "nối tiếp")))
    directive.refresh_from_db()
    assert directive.text == shown["text"].replace("tiếp theo", "nối tiếp")
    desk.post(address, filled(world, text="**Văn bản khác**"))
    directive.refresh_from_db()
    assert directive.text == "Văn bản khác", "pasted anew"


def test_what_a_person_typed_is_not_overwritten_by_the_file(desk: Client, world: World) -> None:
    data = {"action": "read", "abstract": "Của tôi", "standing_unit": world.health.pk, "urgency": "normal"}
    read = desk.post(ENTER, {**data, "file": upload("a.txt", HA_NOI.read_bytes())})
    form = read.context["form"]
    assert form["abstract"].value() == "Của tôi"
    assert form["signer_name"].value() == "Vũ Thu Hà"
    assert "abstract" not in read.context["filled"]


def test_an_error_keeps_what_was_typed_and_the_file(desk: Client, world: World) -> None:
    data = filled(world, abstract="", addressed="Sở Tài chính\nNơi lạ")
    answer = desk.post(ENTER, {**data, "file": upload("ke-hoach.docx", samples.docx("1. Sở Y tế chủ trì."))})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy ghi trích yếu" in html
    assert value_of(html, "code") == "144/KH-UBND"
    assert "ke-hoach.docx" in html
    assert "Nơi lạ" in html
    token = value_of(html, "pending")
    assert token == str(PendingFile.objects.get().token)
    again = desk.post(ENTER, filled(world, pending=token, text=""))
    assert again.status_code == 302
    assert DirectiveFile.objects.get().name == "ke-hoach.docx"


def test_pasted_text_is_read_as_a_file_is(desk: Client, world: World) -> None:
    data = {"action": "read", "standing_unit": world.health.pk, "urgency": "normal"}
    read = desk.post(ENTER, {**data, "text": HA_NOI.read_text()})
    assert read.status_code == 200
    assert read.context["form"]["signer_name"].value() == "Vũ Thu Hà"
    assert "Hãy chọn tệp, hoặc dán" in desk.post(ENTER, data).content.decode()


def test_a_file_that_was_read_before_is_said_so_and_one_may_go_on(desk: Client, world: World) -> None:
    desk.post(ENTER, filled(world) | {"file": upload("a.txt", "Kế hoạch".encode())})
    saved = Directive.objects.get(files__name="a.txt")
    again = desk.post(ENTER, {"action": "read", "file": upload("b.txt", "Kế hoạch".encode())}).content.decode()
    assert "Tệp này đã được đọc" in again
    assert f'href="{saved.get_absolute_url()}"' in again
    other = desk.post(ENTER, {"action": "read", "file": upload("a.txt", "Kế hoạch khác".encode())}).content.decode()
    assert "Tệp này đã được đọc" not in other


def test_a_kept_upload_is_nobody_elses(desk: Client, persona_client: Open, world: World) -> None:
    desk.post(ENTER, filled(world, abstract="") | {"file": upload("a.txt", "Kế hoạch".encode())})
    token = str(PendingFile.objects.get().token)
    persona_client("standing_head").post(ENTER, filled(world, pending=token))
    assert not DirectiveFile.objects.exists()
    answer = persona_client("standing_head").post(ENTER, filled(world, code="9/KH-X", pending="không phải mã"))
    assert answer.status_code == 422


@pytest.mark.parametrize("where", ["file", "text", "name", "abstract", "with urgency", "letterhead"])
def test_a_secret_document_leaves_no_trace(
    desk: Client, world: World, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "SỞ Y TẾ\nTUYỆT MẬT\nKẾ HOẠCH\nNội dung không ai được biết " * 60_000  # over any limit of memory
    before = set(Path(tempfile.gettempdir()).iterdir())
    data = filled(world)
    if where == "text":
        data["text"] = secret[:20_000]
    elif where == "file":
        data["file"] = upload("a.txt", secret.encode()[:4_000_000].decode(errors="ignore").encode())
    elif where == "abstract":
        data["abstract"] = "(MẬT) Nội dung không ai được biết"
    elif where == "with urgency":
        data["file"] = upload("a.txt", "SỞ Y TẾ\nMẬT/KHẨN\nNội dung không ai được biết".encode())
    elif where == "letterhead":
        data["file"] = upload("a.docx", samples.marked_docx()["letterhead"])
    else:
        data["file"] = upload("Kế hoạch (MẬT).txt", "Kế hoạch".encode())
    answer = desk.post(ENTER, data)
    assert answer.status_code == 422
    assert "117/2025/QH15" in answer.content.decode()
    assert "không ai được biết" not in answer.content.decode()
    assert not any(path.is_file() for path in Path(settings.FILES_DIR).rglob("*"))
    assert not (StoredFile.objects.exists() or PendingFile.objects.exists() or Directive.objects.exists())
    assert not Event.objects.filter(stream__startswith="directive").exists()
    assert "không ai được biết" not in caplog.text
    assert {path for path in Path(tempfile.gettempdir()).iterdir() if "upload" in path.name} <= before


@pytest.mark.parametrize("marked", [{"text": "SỞ Y TẾ\nTỐI MẬT\nKẾ HOẠCH"}, {"abstract": "(MẬT) Kế hoạch phòng thủ"}])
def test_a_mark_in_the_form_takes_the_file_off_the_disk(desk: Client, world: World, marked: dict[str, str]) -> None:
    """A scan bears no words of its own: the mark shows in what was typed from it."""
    kept = desk.post(ENTER, filled(world, abstract="") | {"file": upload("quet.pdf", samples.pdf())})
    token = value_of(kept.content.decode(), "pending")
    refused = desk.post(ENTER, filled(world, **marked) | {"file": upload("quet.pdf", samples.pdf())})
    assert refused.status_code == 422
    assert "117/2025/QH15" in refused.content.decode()
    assert value_of(refused.content.decode(), "pending") == ""
    assert not any(path.is_file() for path in Path(settings.FILES_DIR).rglob("*"))
    assert not (StoredFile.objects.exists() or PendingFile.objects.exists())
    desk.post(ENTER, filled(world, pending=token, no_secret="on"))
    assert not DirectiveFile.objects.exists()


def test_a_scan_is_taken_only_when_somebody_looked_for_the_mark(desk: Client, world: World) -> None:
    data = filled(world, text="")
    refused = desk.post(ENTER, {**data, "file": upload("quet.pdf", samples.pdf())})
    assert refused.status_code == 422
    assert "không đọc được chữ" in refused.content.decode()
    token = value_of(refused.content.decode(), "pending")
    assert desk.post(ENTER, {**data, "pending": token, "no_secret": "on"}).status_code == 302


def test_a_file_that_is_gone_is_told_before_anything_is_saved_without_it(desk: Client, world: World) -> None:
    data = filled(world)
    refused = desk.post(ENTER, {**data, "pending": "00000000-0000-4000-8000-000000000000"})
    assert refused.status_code == 422
    assert "không còn trên máy chủ. Hãy chọn lại tệp" in refused.content.decode()
    assert not Directive.objects.exists()
    assert desk.post(ENTER, {**data, "pending": value_of(refused.content.decode(), "pending")}).status_code == 302


def test_a_refused_file_says_why_and_keeps_the_form(desk: Client, world: World) -> None:
    answer = desk.post(ENTER, {**filled(world), "file": upload("a.pdf", samples.EXE)})
    assert answer.status_code == 422
    assert "a.pdf: Đây là tệp chương trình" in answer.content.decode()
    assert value_of(answer.content.decode(), "code") == "144/KH-UBND"
    assert not Directive.objects.exists()


def test_a_file_refused_while_nothing_is_filled_in_yet_is_all_that_is_told(desk: Client) -> None:
    answer = desk.post(ENTER, {"action": "read", "file": upload("a.pdf", samples.EXE)}).content.decode()
    assert "Chưa đọc được tệp" in answer and "Chưa lưu được" not in answer
    assert "a.pdf: Đây là tệp chương trình" in answer
    assert "Hãy chọn loại văn bản" not in answer


def test_party_numbers_join_with_a_hyphen(desk: Client, world: World) -> None:
    desk.post(ENTER, filled(world, code="144-KH/TU"))
    assert Directive.objects.get().reference == "144-KH/TU"


def test_a_duplicate_warns_shows_the_other_and_lets_one_go_on(desk: Client, world: World) -> None:
    first = make_directive(world)
    answer = desk.post(ENTER, filled(world))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/van-ban/{first.pk}/"' in html
    assert desk.post(ENTER, filled(world, although_duplicate="on")).status_code == 302
    event = Event.objects.filter(kind="directive.entered").latest("id")
    assert event.data["knowingly_twice"] is True


def test_a_duplicate_one_may_not_see_is_not_betrayed(persona_client: Open, world: World) -> None:
    make_directive(world)
    data = filled(
        world, standing_unit=str(world.other_health.pk), issuer_text="UBND tỉnh Khác", issuer=str(world.other_city.pk)
    )
    Directive.objects.update(issuer=world.other_city)
    assert persona_client("outsider").post(ENTER, data).status_code == 302


def test_the_same_number_of_another_year_is_no_duplicate(desk: Client, world: World) -> None:
    make_directive(world, issued_on=date(2022, 7, 21))
    assert desk.post(ENTER, filled(world)).status_code == 302


def test_an_unknown_issuer_is_added_only_when_asked(desk: Client, world: World) -> None:
    unknown = filled(world, issuer="", issuer_text="Bộ Khoa học và Công nghệ")
    asked = desk.post(ENTER, unknown)
    assert asked.status_code == 422
    assert "Thêm tên này là cơ quan ngoài hệ thống" in asked.content.decode()
    assert desk.post(ENTER, {**unknown, "add_issuer": "on"}).status_code == 302
    body = Unit.objects.get(name="Bộ Khoa học và Công nghệ")
    assert (body.is_internal, body.parent) == (False, None)


def test_dates_in_the_wrong_order_are_refused(desk: Client, world: World) -> None:
    answer = desk.post(ENTER, filled(world, received_on="20/07/2023"))
    assert "Ngày đến không thể trước ngày ban hành" in answer.content.decode()


def test_only_ones_own_desk_is_offered(persona_client: Open, world: World) -> None:
    answer = persona_client("outsider").post(ENTER, filled(world))
    assert answer.status_code == 422
    assert not Directive.objects.exists()


def test_a_draft_is_corrected_and_its_pins_follow(desk: Client, world: World) -> None:
    desk.post(ENTER, filled(world))
    directive = Directive.objects.get()
    text = directive.text
    start = text.index("Sở Tài chính")
    kept = builders.make_task(world, directive, source_start=start, source_end=len(text))
    gone = builders.make_task(world, directive, source_start=3, source_end=19, confirmed=True)
    EditStep.objects.create(
        directive=directive,
        what="edit",
        before={},
        after={},
        made_by=world.people["leader"],
        made_at=directive.entered_at,
    )
    TaskReading.objects.create(task=gone, words_key="gone", confidence=Confidence.CERTAIN)
    page = desk.get(f"/van-ban/{directive.pk}/sua/")
    form = page.context["form"]
    data = filled(world, text="0. Mở đầu.\n1. Việc khác hẳn.\n2. Sở Tài chính phối hợp.", seen=form["seen"].value())
    assert desk.post(f"/van-ban/{directive.pk}/sua/", data).status_code == 302
    directive.refresh_from_db()
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert directive.text[kept.source_start : kept.source_end] == "Sở Tài chính phối hợp."
    assert (kept.section, kept.confirmed) == ("2", True)
    assert (gone.source_start, gone.provision, gone.confirmed) == (None, None, False)
    reading = TaskReading.objects.get(task=gone)  # certain no more: not among what is accepted together
    assert (reading.confidence, [each["code"] for each in reading.doubts]) == (Confidence.DOUBTFUL, ["words_gone"])
    assert directive.edition == 2
    assert not EditStep.objects.exists()
    assert Event.objects.filter(kind="directive.changed").latest("id").data == {
        "directive_id": directive.pk, "fields": ["text"], "unpinned": 1,
    }  # fmt: skip
    assert Task.objects.count() == 2


def test_anothers_change_is_not_overwritten(desk: Client, world: World) -> None:
    desk.post(ENTER, filled(world))
    directive = Directive.objects.get()
    stale = desk.get(f"/van-ban/{directive.pk}/sua/").context["form"]["seen"].value()
    desk.post(f"/van-ban/{directive.pk}/sua/", filled(world, place="Hà Nội", seen=stale))
    answer = desk.post(f"/van-ban/{directive.pk}/sua/", filled(world, place="Huế", seen=stale))
    assert answer.status_code == 422
    assert "người khác sửa" in answer.content.decode()
    assert Directive.objects.get().place == "Hà Nội"


def test_nothing_changed_is_nothing_recorded(desk: Client, world: World) -> None:
    desk.post(ENTER, filled(world))
    directive = Directive.objects.get()
    desk.post(f"/van-ban/{directive.pk}/sua/", filled(world))
    assert not Event.objects.filter(kind="directive.changed").exists()


def test_who_changes_the_text_is_told_to_read_it_again(desk: Client, world: World) -> None:
    desk.post(ENTER, filled(world))
    address = f"/van-ban/{Directive.objects.get().pk}/sua/"
    elsewhere = desk.post(address, filled(world, place="Huế"), follow=True)
    assert "để đọc lại" not in elsewhere.content.decode()
    answer = desk.post(address, filled(world, place="Huế", text="1. Sở Y tế báo cáo."), follow=True)
    assert "bấm r để đọc lại" in answer.content.decode()


@pytest.mark.parametrize("state", [state for state in DirectiveState if state != DirectiveState.DRAFT])
def test_only_a_draft_is_corrected(world: World, state: str) -> None:
    directive = make_directive(world, state=state)
    with pytest.raises(TransitionDenied, match="đang soạn"):
        change_directive(directive=directive, content=content_of(directive), actor=world.actor("standing_officer"))


def test_lines_that_only_point_are_not_called_unknown(desk: Client, world: World) -> None:
    typed = "Như trên\nSở Tài chính\nNơi lạ\nLưu: VT, NVY"
    shown = desk.post(f"{ENTER}khop/distribution/", filled(world, distribution=typed)).content.decode()
    assert "Nơi lạ" in shown and "Sở Tài chính" in shown
    assert shown.count("ngoài danh mục") == 1


def test_a_file_that_is_refused_leaves_the_one_that_came_before(desk: Client, world: World) -> None:
    first = SimpleUploadedFile("ke-hoach.txt", "KẾ HOẠCH\n\n1. Rà soát.".encode())
    read = desk.post(ENTER, {"action": "read", "file": first})
    token = read.context["form"]["pending"].value()
    sent = {"action": "read", "pending": token, "text": "Đã sửa", "file": SimpleUploadedFile("bang.exe", b"MZ\x00")}
    refused = desk.post(ENTER, sent)
    assert refused.status_code == 422 and refused.context["form"].errors["file"]
    assert refused.context["form"]["pending"].value() == token
    assert refused.context["pending"].name == "ke-hoach.txt"
    assert refused.context["form"]["text"].value() == "Đã sửa"


def test_the_day_of_arrival_is_said_to_be_todays_and_not_kept_before_the_documents_day(
    desk: Client, world: World
) -> None:
    fresh = desk.get(ENTER).content.decode()
    said = "Đặt sẵn là hôm nay; xóa nếu không rõ."
    assert said in fresh
    today = clock.today()
    text = "UBND TỈNH\n\nSố: 5/KH-UBND\n\nHà Nội, ngày 20 tháng 12 năm 2099\n\nKẾ HOẠCH\n\nRà soát thuốc"
    read = desk.post(ENTER, {"action": "read", "text": text, "received_on": f"{today:%d/%m/%Y}"})
    assert read.context["form"]["issued_on"].value() and not read.context["form"]["received_on"].value()
    assert said not in read.content.decode()


def test_saving_for_proposals_leads_to_the_editor_that_reads_at_once(desk: Client, world: World) -> None:
    assert 'value="propose"' in desk.get(ENTER).content.decode()
    saved = desk.post(ENTER, filled(world, text="1. Sở Y tế rà soát thuốc.", action="propose"))
    directive = Directive.objects.get()
    assert saved["Location"] == f"/van-ban/{directive.pk}/phan-cong/?doc=1"
    assert "data-propose-now" in desk.get(saved["Location"]).content.decode()
    assert "data-propose-now" not in desk.get(saved["Location"].removesuffix("?doc=1")).content.decode()


def test_a_directive_without_number_is_called_by_what_it_is_about(world: World) -> None:
    bare = Directive(type=make_directive(world).type, abstract="Khắc phục tình trạng thiếu thuốc", issuer=world.city)
    assert (bare.reference, bare.called) == ("Dự thảo kế hoạch", "Dự thảo kế hoạch – Khắc phục tình trạng thiếu thuốc")
    bare = Directive(type=bare.type, abstract=bare.abstract, issuer=world.city, state=DirectiveState.ISSUED)
    assert bare.reference == "Kế hoạch"
    bare.issued_on = date(2023, 7, 24)
    assert bare.reference == "Kế hoạch 24/07/2023"
    bare.number, bare.symbol, bare.abstract = "5", "KH-UBND", "x" * 300
    assert bare.called == "5/KH-UBND"
    bare.number = ""
    assert len(bare.called) < 120
