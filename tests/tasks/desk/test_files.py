"""Files of reports: kept by content, taken only to the draft, given only to who may read the report."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directives.models import StoredFile
from tasks.models import ReportFile
from tasks.states import AssignmentState as A
from tests.personas import PERSONAS, World
from tests.tasks.builders import make_assignment
from tests.tasks.desk.conftest import Browser

Open = Callable[[str], Browser]
UNIT = {"unit_head", "unit_officer", "deputy"}
OFFICE = {"standing_head", "standing_officer", "leader", "city_leader"}
WORDS = {"percent": "100", "done": "Đã rà soát 412 thiết bị"}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.FILES_DIR = tmp_path / "files"
    yield


def _upload(name: str = "so-lieu.txt", content: bytes = "412 thiết bị".encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_comes_with_the_draft_and_goes_with_the_report(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    officer = browser("unit_officer")
    officer.post("tasks:report", assignment.pk, data={**WORDS, "tep": [_upload(), _upload("bieu.txt", b"A")]})
    officer.says("Đã lưu nháp.", "so-lieu.txt", "bieu.txt", "Bỏ tệp so-lieu.txt")
    officer.post("tasks:report", assignment.pk, data={**WORDS, "seen": _seen(officer), "act": "submit"})
    browser("standing_head").get("tasks:assignment", assignment.pk).says("so-lieu.txt", "bieu.txt")
    assert assignment.reports.get().files.count() == 2


def _seen(browser: Browser) -> str:
    return browser.response.context["page"].draft.row.saved_at.isoformat()  # type: ignore[no-any-return]


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_draft_s_file_is_the_unit_s_alone_and_a_sent_one_is_both_sides(
    browser: Open, world: World, persona: str
) -> None:
    assignment = make_assignment(world)
    officer = browser("unit_officer").post("tasks:report", assignment.pk, data={**WORDS, "tep": _upload()})
    file = ReportFile.objects.get()
    anonymous = 302 if persona == "anonymous" else 404
    expected = 200 if persona in UNIT else anonymous
    assert browser(persona).get("tasks:report-file", file.pk).status == expected
    officer.post("tasks:report", assignment.pk, data={**WORDS, "act": "submit"})
    expected = 200 if persona in UNIT | OFFICE else anonymous
    assert browser(persona).get("tasks:report-file", file.pk).status == expected


def test_it_is_given_out_as_a_download(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    officer = browser("unit_officer").post("tasks:report", assignment.pk, data={**WORDS, "tep": _upload()})
    officer.get("tasks:report-file", ReportFile.objects.get().pk)
    assert officer.response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(officer.response.streaming_content) == "412 thiết bị".encode()


def test_a_refused_file_leaves_the_words_in_the_draft(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    bad = _upload("ma-doc.exe", b"MZ\x90\x00" + b"\x00" * 64)
    page = browser("unit_officer").post("tasks:report", assignment.pk, data={**WORDS, "tep": bad, "act": "submit"})
    assert page.status == 422
    page.says("Tệp ma-doc.exe chưa nhận được.", "Đã rà soát 412 thiết bị</textarea>")
    assert assignment.reports.get().state == "draft"
    assert not StoredFile.objects.exists()


def test_a_secret_document_is_refused_at_the_door(browser: Open, world: World, tmp_path: Path) -> None:
    assignment = make_assignment(world)
    secret = _upload("bao-cao.txt", "UBND THÀNH PHỐ\nTỐI MẬT\nBÁO CÁO\nNội dung".encode())
    page = browser("unit_officer").post("tasks:report", assignment.pk, data={**WORDS, "tep": secret, "act": "submit"})
    assert page.status == 422
    assert not StoredFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_one_takes_a_file_out_of_the_draft_but_not_out_of_a_report(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    officer = browser("unit_officer")
    officer.post("tasks:report", assignment.pk, data={**WORDS, "tep": _upload()})
    officer.post("tasks:report-file-remove", ReportFile.objects.get().pk).says("Đã bỏ tệp so-lieu.txt.")
    assert not ReportFile.objects.exists()
    officer.post("tasks:report", assignment.pk, data={**WORDS, "tep": _upload(), "seen": _seen(officer)})
    file = ReportFile.objects.get()
    assert browser("standing_head").post("tasks:report-file-remove", file.pk).status == 404
    officer.post("tasks:report", assignment.pk, data={**WORDS, "act": "submit", "seen": _seen(officer)})
    assert officer.post("tasks:report-file-remove", file.pk).status == 422
    assert browser("standing_head").post("tasks:report-file-remove", file.pk).status == 403
    assert ReportFile.objects.exists()


def test_the_same_file_twice_is_one(browser: Open, world: World) -> None:
    assignment, other = make_assignment(world), make_assignment(world)
    for row in (assignment, assignment, other):
        data = {**WORDS, "tep": _upload(), "overwrite": "1"}
        browser("unit_officer").post("tasks:report", row.pk, data=data)
    assert (ReportFile.objects.count(), StoredFile.objects.count()) == (2, 1)


def test_taking_back_keeps_the_files_in_the_new_draft(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    head = browser("unit_head")
    head.post("tasks:report", assignment.pk, data={**WORDS, "tep": _upload(), "act": "submit"})
    sent = ReportFile.objects.get()
    head.post("tasks:take-back", assignment.pk).says("Bỏ tệp so-lieu.txt")
    assert browser("standing_head").get("tasks:report-file", sent.pk).status == 404
    assert assignment.reports.get(state="draft").files.get().file == sent.file


def test_no_more_than_twenty(browser: Open, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.actions.attaching.MOST", 1)
    assignment = make_assignment(world, A.IN_PROGRESS)
    data = {**WORDS, "tep": [_upload("a.txt", b"a"), _upload("b.txt", b"b")]}
    page = browser("unit_officer").post("tasks:report", assignment.pk, data=data)
    page.says("Một báo cáo có nhiều nhất 1 tệp.", "a.txt")
