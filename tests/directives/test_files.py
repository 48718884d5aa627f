"""Files: type by content, one copy per content, nothing left of what is refused, downloads only."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, cast

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from directives.files import DOCUMENTS, FileRefused, clean_name, download_response, path_of, read_upload, store_upload
from directives.models import StoredFile
from tests.directives import samples
from tests.directives.samples import upload


def on_disk() -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


ACCEPTED = {
    "docx": ("Kế hoạch.docx", samples.docx("Kế hoạch")),
    "xlsx": ("bang.xlsx", samples.xlsx("Bảng")),
    "pdf": ("a.pdf", samples.pdf("Ke hoach")),
    "txt": ("a.txt", "Kế hoạch".encode()),
    "utf-16": ("a.txt", "Kế hoạch".encode("utf-16")),
    "utf-16 unmarked": ("a.txt", "Kế hoạch số 12".encode("utf-16-le")),
    "windows-1258": ("a.txt", samples.cp1258("Kế hoạch phòng, chống dịch")),
    "png": ("scan.png", samples.picture()),
    "jpg": ("scan.JPEG", samples.picture("JPEG")),
}
REFUSED = {
    "executable": ("cong-van.pdf", samples.EXE, "program"),
    "script": ("a.txt", b"#!/bin/sh\nrm -rf /\n", "program"),
    "html": ("a.txt", b"<!DOCTYPE html><script>alert(1)</script>", "web"),
    "svg": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "other_picture"),
    "wrong name": ("a.pdf", samples.docx("x"), "mismatch"),
    "no extension": ("van-ban", samples.pdf("x" * 30), "no_extension"),
    "macro": ("a.docx", samples.macro_docx(), "macro"),
    "bomb": ("a.docx", samples.bomb_docx(), "bomb"),
    "old word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "old_office"),
    "text with holes": ("a.txt", b"abc\x00def" * 10, "broken_text"),
    "broken": ("a.docx", b"PK\x03\x04" + b"rubbish" * 20, "broken"),
    "empty": ("a.txt", b" \n", "empty"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", ACCEPTED)
def test_what_an_office_works_with_is_taken(case: str) -> None:
    name, data = ACCEPTED[case]
    stored = store_upload(upload(name, data))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.size == len(data)
    assert path_of(stored.sha256).read_bytes() == data
    assert path_of(stored.sha256).stat().st_mode & 0o077 == 0


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_nothing(case: str) -> None:
    name, data, code = REFUSED[case]
    with pytest.raises(FileRefused) as refusal:
        store_upload(upload(name, data))
    assert not code or refusal.value.code == code
    assert "Hãy" in " ".join(refusal.value.messages)
    assert on_disk() == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.FILE_MAX_BYTES = 1000
    with pytest.raises(FileRefused, match="quá mức"):
        store_upload(upload("a.txt", "chữ ".encode() * 1000))
    assert on_disk() == []


@pytest.mark.django_db
def test_only_what_the_caller_allows() -> None:
    with pytest.raises(FileRefused, match=r"\.docx"):
        store_upload(upload("a.xlsx", samples.xlsx("x")), allowed=DOCUMENTS)


MARKED = {
    "txt": ("a.txt", "SỞ Y TẾ\nTUYỆT MẬT\nKẾ HOẠCH".encode()),
    "windows-1258": ("a.txt", samples.cp1258("SỞ Y TẾ\nMẬT\nKẾ HOẠCH")),
    "docx": ("a.docx", samples.docx("SỞ Y TẾ", "TỐI MẬT", "KẾ HOẠCH")),
    "docx header": ("a.docx", samples.docx("KẾ HOẠCH", header="MẬT")),
    "pdf": ("a.pdf", samples.pdf("SO Y TE", "TUYET MAT", "KE HOACH " * 8)),
    "xlsx": ("a.xlsx", samples.xlsx("SỞ Y TẾ", "MẬT", "Bảng số liệu")),
    "name": ("Kế hoạch (MẬT).txt", b"Ke hoach"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", MARKED)
def test_a_secret_document_is_refused_and_leaves_nothing(case: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        store_upload(upload(*MARKED[case]))
    assert refusal.value.code == "secret"
    assert "117/2025/QH15" in refusal.value.messages[0]
    assert on_disk() == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_same_content_is_stored_once() -> None:
    first = store_upload(upload("a.txt", "Kế hoạch".encode()))
    again = store_upload(upload("b.txt", "Kế hoạch".encode()))
    assert first == again
    assert len(on_disk()) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_content_sent_by_many_at_once_is_stored_once() -> None:
    barrier, stored, errors = Barrier(4), [], []

    def send() -> None:
        try:
            barrier.wait()
            stored.append(store_upload(upload("a.txt", "Kế hoạch chung".encode())).pk)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert errors == []
    assert len(set(stored)) == 1
    assert len(on_disk()) == 1


@pytest.mark.django_db
def test_a_write_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("directives.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store_upload(upload("a.txt", "Kế hoạch".encode()))
    assert on_disk() == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_download_is_an_attachment_that_no_page_can_run() -> None:
    stored = store_upload(upload("a.txt", "Kế hoạch".encode()))
    response = download_response(stored, 'Kế hoạch "số 1".txt')
    assert response["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(cast("Iterator[bytes]", response.streaming_content)) == "Kế hoạch".encode()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("a\x00b\u202egpj.exe.pdf", "a b gpj.exe.pdf"),
        ("", "tep"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_are_made_harmless(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_the_reading_keeps_the_text_beside_the_file() -> None:
    reading = read_upload(SimpleUploadedFile("a.docx", samples.docx("1. Sở Y tế chủ trì.")))
    assert reading.extract.text == "1. Sở Y tế chủ trì."
