"""Uploads whose reading takes its time: told page by page, stopped, taken into the form, never a secret kept."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from directives import reading
from directives.files import path_of
from directives.intake.scanning import available
from directives.intake.text import LONG_TEXT
from directives.models import Directive, FileReading, PendingFile, StoredFile
from directives.states import ReadingState
from tests.directives.documents import LANG_SON, LETTER_PDF, long_pdf
from tests.directives.samples import upload
from tests.directives.test_entry import ENTER, Open, desk, filled, value_of  # noqa: F401
from tests.personas import World
from workflows import clock

needs_tesseract = pytest.mark.skipif(not available(), reason="tesseract with Vietnamese is not installed")


def send(desk: Client, world: World, name: str, data: bytes, **changes: Any) -> str:  # noqa: F811
    answer = desk.post(
        ENTER, {"action": "read", "standing_unit": world.health.pk, "file": upload(name, data), "urgency": "normal"}
    )
    return answer.content.decode()


def scanned(words: str = "") -> bytes:
    """A page of the letter as a picture; with ``words`` a mark painted over its top."""
    import pypdfium2
    from PIL import ImageDraw, ImageFont

    picture = pypdfium2.PdfDocument(LETTER_PDF.read_bytes())[0].render(scale=300 / 72, grayscale=True).to_pil()
    if words:
        font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf", 70)
        ImageDraw.Draw(picture).text((300, 120), words, font=font, fill=0)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_long_pdf_is_read_by_a_job_and_fills_the_form(desk: Client, world: World) -> None:  # noqa: F811
    html = send(desk, world, "ke-hoach.pdf", long_pdf())
    token = value_of(html, "pending")
    assert "Đang chờ đọc tệp" in html
    assert "no_secret" not in html  # its words were searched for a mark
    row = FileReading.objects.get(token=token)
    job = ProcrastinateJob.objects.get(task_name="directives.jobs.read_file")
    assert job.args == {"reading_id": row.pk}
    reading.read(row.pk)
    row.refresh_from_db()
    assert (row.state, row.page, row.pages) == (ReadingState.DONE, 18, 18)
    assert "Đã đọc xong tệp" in desk.get(f"/van-ban/nhap/doc/{token}/").content.decode()
    again = {"action": "read", "pending": token, "standing_unit": world.health.pk, "urgency": "normal"}
    filled_in = desk.post(ENTER, again).content.decode()
    assert value_of(filled_in, "code") == "88/KH-UBND"
    assert value_of(filled_in, "issued_on") == "10/03/2026"
    assert "Nhóm hạ tầng số" in filled_in
    assert "Đưa chữ vào phiếu" not in filled_in


def test_a_long_text_is_read_by_a_job_and_its_mark_refuses_it_at_once(desk: Client, world: World) -> None:  # noqa: F811
    words = LANG_SON.read_text(encoding="utf-8") * (LONG_TEXT // LANG_SON.stat().st_size + 1)
    assert "MẬT" in send(desk, world, "mat.txt", f"TỐI MẬT\n{words}".encode())
    assert not FileReading.objects.exists()
    token = value_of(send(desk, world, "cong-van.txt", words.encode()), "pending")
    reading.read(FileReading.objects.get(token=token).pk)
    assert desk.post(ENTER, filled(world, text="", pending=token)).status_code == 302
    assert len(Directive.objects.get().text) > LONG_TEXT // 2
    assert Directive.objects.get().provisions.count() > 1_000


def test_saving_takes_the_text_that_was_read_meanwhile(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(send(desk, world, "ke-hoach.pdf", long_pdf()), "pending")
    reading.read(FileReading.objects.get(token=token).pk)
    assert desk.post(ENTER, filled(world, text="", pending=token)).status_code == 302
    assert "Nhóm hạ tầng số" in Directive.objects.get().text
    assert not FileReading.objects.exists()


def test_a_reading_is_stopped_and_begun_again(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(send(desk, world, "ke-hoach.pdf", long_pdf()), "pending")
    row = FileReading.objects.get(token=token)
    FileReading.objects.filter(pk=row.pk).update(state=ReadingState.RUNNING, page=2, pages=18)
    assert "xong 2/18 trang" in desk.get(f"/van-ban/nhap/doc/{token}/").content.decode()
    assert "Đã dừng đọc tệp" in desk.post(f"/van-ban/nhap/doc/{token}/").content.decode()
    reading.read(row.pk)
    row.refresh_from_db()
    assert (row.state, row.text) == (ReadingState.STOPPED, "")
    desk.post(ENTER, {"action": "read", "pending": token, "standing_unit": world.health.pk, "urgency": "normal"})
    row.refresh_from_db()
    assert row.state == ReadingState.WAITING
    assert ProcrastinateJob.objects.filter(task_name="directives.jobs.read_file").count() == 2


def test_a_reading_whose_worker_died_says_so(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(send(desk, world, "ke-hoach.pdf", long_pdf()), "pending")
    FileReading.objects.update(state=ReadingState.RUNNING, told_at=clock.now() - 2 * reading.SILENCE)
    assert "Chưa thấy tiến triển" in desk.get(f"/van-ban/nhap/doc/{token}/").content.decode()


def test_a_reading_is_nobody_elses(desk: Client, world: World, persona_client: Open) -> None:  # noqa: F811
    token = value_of(send(desk, world, "ke-hoach.pdf", long_pdf()), "pending")
    other = persona_client("standing_head")
    assert other.get(f"/van-ban/nhap/doc/{token}/").status_code == 404
    assert other.post(f"/van-ban/nhap/doc/{token}/").status_code == 404
    assert desk.get(f"/van-ban/nhap/doc/{uuid4()}/").status_code == 404


@needs_tesseract
def test_a_scan_is_recognised_by_a_job(desk: Client, world: World) -> None:  # noqa: F811
    html = send(desk, world, "quet.png", scanned())
    assert "no_secret" in html
    token = value_of(html, "pending")
    reading.read(FileReading.objects.get(token=token).pk)
    again = {"action": "read", "pending": token, "standing_unit": world.health.pk, "urgency": "normal"}
    html = desk.post(ENTER, again).content.decode()
    assert value_of(html, "code") == "45/SYT-NVY"
    assert html.count("đọc từ bản quét, cần đối chiếu") > 5
    assert "đọc từ tệp, hãy kiểm tra" not in html
    assert desk.post(ENTER, filled(world, text="", pending=token, no_secret="on")).status_code == 302
    directive = Directive.objects.get()
    assert directive.scanned
    shown = desk.get(f"/van-ban/{directive.pk}/sua/").content.decode()
    kept = filled(world, text=directive.text, seen=value_of(shown, "seen"), abstract="Trích yếu đã sửa")
    assert desk.post(f"/van-ban/{directive.pk}/sua/", kept).status_code == 302
    directive.refresh_from_db()
    assert (directive.abstract, directive.scanned) == ("Trích yếu đã sửa", True), "corrected, it is still of a scan"


@needs_tesseract
def test_a_mark_that_only_the_recognised_scan_shows_removes_the_file(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(send(desk, world, "quet.png", scanned("TỐI MẬT")), "pending")
    sha256 = StoredFile.objects.get().sha256
    assert path_of(sha256).exists()
    reading.read(FileReading.objects.get(token=token).pk)
    assert not path_of(sha256).exists()
    assert not PendingFile.objects.exists()
    assert not StoredFile.objects.exists()
    said = desk.get(f"/van-ban/nhap/doc/{token}/").content.decode()
    assert "Tệp đã bị xóa" in said
    assert FileReading.objects.get().text == ""


def test_a_lost_content_fails_and_says_what_to_do(desk: Client, world: World) -> None:  # noqa: F811
    token = value_of(send(desk, world, "ke-hoach.pdf", long_pdf()), "pending")
    path_of(StoredFile.objects.get().sha256).unlink()
    reading.read(FileReading.objects.get(token=token).pk)
    assert "Hãy lấy lại từ nơi gửi" in desk.get(f"/van-ban/nhap/doc/{token}/").content.decode()
