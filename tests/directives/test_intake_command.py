"""``manage.py intake``: for scripts and for scoring; a clear word for what cannot be read."""

import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.directives import samples
from tests.directives.intake.plans import PLAN

ROOT = Path(__file__).parents[2]


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("intake", str(path), *options, "--no-db", stdout=out)
    return out.getvalue()


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_json_has_the_document_its_tasks_and_findings(tmp_path: Path) -> None:
    data = json.loads(run(write(tmp_path, "ke-hoach.txt", PLAN.encode()), "--json"))
    assert (data["number"], data["date"]) == ("45/KH-UBND", "2026-03-10")
    assert len(data["tasks"]) == 8
    task = data["tasks"][2]
    assert task["rules"]["lead"] == ["unit_heading"]
    assert task["rules"]["coordinate"] == ["with_unit"]
    assert task["spans"]["lead"]
    assert isinstance(data["findings"], list)


def test_json_reproduces_its_words_by_its_spans(tmp_path: Path) -> None:
    """Spans count in the text that is printed beside them; the quotes' ends and ``span_chars`` in its bare form."""
    table = "\n\nPHỤ LỤC\nSTT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n1 | Lập danh sách | Sở Nội vụ | Quý II/2026\n"
    data = json.loads(run(write(tmp_path, "ke-hoach.txt", (PLAN + table).encode()), "--json"))
    bare = re.sub(r"\s+", " ", data["text"].replace("*", "").replace("|", " ")).strip()
    assert len(data["tasks"]) == 9
    for task in data["tasks"]:
        quote = bare[slice(*task["span_chars"])]
        assert quote == " ".join(data["text"][slice(*task["span"])].replace("|", " ").split())
        assert (task["quote_start"], task["quote_end"]) == (
            " ".join(quote.split()[:8]),
            " ".join(quote.split()[-5:]),
        )
        assert [data["text"][slice(*span)] for span in task["spans"]["lead"]] == task["lead"]
    tops = [node for node in data["outline"] if node["parent"] is None]
    assert tops
    assert all(data["text"][slice(*node["span"])].strip() for node in data["outline"])


def test_a_word_document_with_a_table(tmp_path: Path) -> None:
    rows = [["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"], ["1", "Lập danh sách", "Sở Nội vụ", "Quý II/2026"]]
    path = write(tmp_path, "phu-luc.docx", samples.tabled_docx(rows))
    task = json.loads(run(path, "--json"))["tasks"][0]
    assert (task["lead"], task["deadline"], task["product"]) == (["Sở Nội vụ"], "2026-06-30", "danh sách")


def test_people_see_what_each_task_binds(tmp_path: Path) -> None:
    told = run(write(tmp_path, "ke-hoach.txt", PLAN.encode()))
    assert "Chủ trì: Sở Tài chính" in told
    assert "Phối hợp: Sở Nội vụ, các đơn vị có liên quan" in told
    assert "→ 30/04/2026" in told
    assert "Số, ký hiệu:      45/KH-UBND\n" in told
    blank = run(write(tmp_path, "du-thao.txt", PLAN.replace("45/KH-UBND", "   /KH-UBND").encode()))
    assert "(?) Số để trống hoặc không đọc được." in blank


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("trong.txt", b"", "Tệp rỗng"),
        ("khoa.docx", samples.LOCKED_OFFICE, "có đặt mật khẩu"),
        ("thuc-the.docx", samples.with_declarations(), "Tệp Word này bị hỏng"),
        ("la.exe", samples.EXE, "Đây là tệp chương trình"),
        ("mat.txt", "TỐI MẬT\nSố: 1/KH".encode(), "TỐI MẬT"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(write(tmp_path, name, data), "--json")


def test_a_missing_file_or_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Không mở được .*: không có tệp này\. Hãy kiểm tra lại đường dẫn"):
        run(tmp_path / "khong-co.txt")
    with pytest.raises(CommandError, match="đây là thư mục"):
        run(tmp_path)


def test_a_scan_without_the_program_for_it_says_how_to_install_it(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"chưa cài chương trình nhận dạng chữ .* apt-get install tesseract-ocr"):
        run(write(tmp_path, "quet.png", samples.picture()))


def test_without_a_database(tmp_path: Path) -> None:
    """A database that is not there is not missed."""
    path = write(tmp_path, "ke-hoach.txt", PLAN.encode())
    done = subprocess.run(
        [sys.executable, "manage.py", "intake", str(path), "--json", "--no-db"],
        cwd=ROOT,
        env={"PATH": "", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["tasks"]) == 8


def test_a_name_without_extension_says_what_to_call_it(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Hãy đổi tên thành “ke-hoach\.txt”"):
        run(write(tmp_path, "ke-hoach", PLAN.encode()))


def test_half_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.pdf"
    with path.open("wb") as made:
        made.write(b"%PDF-1.7\n")
        made.truncate(500 * 1024**2)
    with pytest.raises(CommandError, match="nặng hơn 31,5 MB"):
        run(path)
