"""Commands as an operator types them: in processes of their own, where no database was made yet."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

TERM = "trong thời hạn 05 ngày làm việc kể từ ngày 25/8/2026"


def typed(var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``manage.py`` with a folder of its own for data, and no server named."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=kept | {"ROVIEC_VAR_DIR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_deadline_is_answered_before_there_is_a_database(tmp_path: Path) -> None:
    done = typed(tmp_path, "deadline", TERM, "--issued", "2026-08-20", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    # 31/8 is off in exchange for Saturday 22/8; 1 and 2 September are holidays.
    assert told["operative"] == "2026-09-04"
    assert not (tmp_path / "postgres").exists()


def test_a_document_is_read_without_a_database(tmp_path: Path) -> None:
    paper = tmp_path / "cong-van.txt"
    paper.write_text("Sở Y tế:\na) Xây dựng kế hoạch, gửi về Văn phòng trước ngày 30/7/2023.\n", encoding="utf-8")
    done = typed(tmp_path, "intake", str(paper), "--json", "--no-db")
    assert done.returncode == 0, done.stderr
    assert "tasks" in json.loads(done.stdout)
    assert not (tmp_path / "postgres").exists()
