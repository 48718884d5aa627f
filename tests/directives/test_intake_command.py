"""``manage.py intake``: for scripts and for scoring; a clear word for what cannot be read."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

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


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("trong.txt", b"", "Tệp rỗng"),
        ("la.exe", samples.EXE, "Loại tệp này không nhận được"),
        ("mat.txt", "TỐI MẬT\nSố: 1/KH".encode(), "TỐI MẬT"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(write(tmp_path, name, data), "--json")


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không mở được"):
        run(tmp_path / "khong-co.txt")


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
