"""What a program run for root may and may not do."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from config import unprivileged

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
LOOK = 'id -u; test -x "$1" && "$1" "$2"; touch "$2" 2>/dev/null && echo wrote; grep CapEff /proc/self/status'


def _run(folder: Path, *reach: Path) -> list[str]:
    nobody = pwd.getpwnam("nobody")
    account = unprivileged.Account(nobody.pw_uid, nobody.pw_gid)
    done = subprocess.run(
        ["sh", "-c", LOOK, "sh", str(folder / "cat"), str(folder / "secret")],
        capture_output=True,
        text=True,
        preexec_fn=unprivileged.become(account, reach),
        check=False,
    )
    return done.stdout.split("\n")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder that root alone may pass, with a program in it."""
    folder = tmp_path / "closed" / "open"
    folder.mkdir(parents=True)
    shutil.copy("/bin/cat", folder / "cat")
    (folder / "secret").write_text("read\n")
    folder.parent.chmod(0o700)
    return folder


def test_a_closed_folder_is_passed_with_one_right_and_not_written(closed: Path) -> None:
    uid, read, rights, _end = _run(closed, closed)
    assert uid == str(pwd.getpwnam("nobody").pw_uid)
    assert read == "read"
    assert int(rights.split()[1], 16).bit_count() == 1
    assert closed.parent.stat().st_mode & 0o777 == 0o700


def test_no_right_is_kept_where_none_is_needed(closed: Path) -> None:
    assert int(_run(closed, Path("/usr"))[1].split()[1], 16) == 0
