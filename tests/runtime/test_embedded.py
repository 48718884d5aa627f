"""The embedded PostgreSQL with real processes: what it survives, and what it leaves alone."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import embedded, instance

# Starts a server and waits to be killed; PDEATHSIG off makes the orphan that a kernel without it would leave.
OWNER = """
import sys, time, pathlib
from config import embedded, unprivileged
if "orphan" in sys.argv:
    unprivileged.PR_SET_PDEATHSIG = 0
with embedded.running(pathlib.Path(sys.argv[1])) as server:
    print(server.process.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def owners() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes to be killed at the end whatever happens."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def _own(var: Path, *options: str) -> tuple[subprocess.Popen[str], int]:
    """A process that owns a server, and the server's process id."""
    process = subprocess.Popen([sys.executable, "-c", OWNER, str(var), *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, int(process.stdout.readline())


def _connect(var: Path) -> psycopg.Connection[tuple[object, ...]]:
    host = str(instance.socket_dir(instance.data_dir(var)))
    return psycopg.connect(host=host, user="postgres", dbname="roviec", autocommit=True)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


def _until(condition: object, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def test_a_server_of_our_own_on_unicode_and_local_time(tmp_path: Path) -> None:
    with embedded.running(tmp_path) as server:
        assert server
        assert server.alive()
        with _connect(tmp_path) as link:
            row = link.execute("SELECT lower('RÕ VIỆC'), current_setting('timezone'), 'ĐÊ' ~* 'đê'").fetchone()
        assert row == ("rõ việc", "Asia/Ho_Chi_Minh", True)
        pid = server.process.pid if server.process else 0
    assert not _alive(pid)


def test_no_folder_above_the_data_changes(tmp_path: Path) -> None:
    private = tmp_path / "private"
    var = private / "office"
    var.mkdir(parents=True)
    private.chmod(0o700)
    before = {folder: folder.stat() for folder in (var, *var.parents)}
    with embedded.running(var), _connect(var):
        pass
    for folder, was in before.items():
        now = folder.stat()
        assert (now.st_mode, now.st_uid, now.st_gid) == (was.st_mode, was.st_uid, was.st_gid), folder
    assert stat.S_IMODE((var / "postgres").stat().st_mode) == 0o700


@pytest.mark.parametrize("folder", ["x" * 120, "có dấu, và phẩy"], ids=["too long", "unusual letters"])
def test_paths_that_no_socket_can_have(tmp_path: Path, folder: str) -> None:
    var = tmp_path / folder
    short = instance.socket_dir(instance.data_dir(var))
    assert short.parent == Path("/tmp")
    with embedded.running(var), _connect(var) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
        assert stat.S_IMODE(short.stat().st_mode) == 0o700
    assert not short.exists()


def test_a_short_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    var = tmp_path / ("y" * 120)
    short = instance.socket_dir(instance.data_dir(var))
    short.mkdir(mode=0o755)
    try:
        with pytest.raises(embedded.EmbeddedError, match="belongs to somebody else"), embedded.running(var):
            pass
    finally:
        short.rmdir()


def test_the_server_ends_with_its_killed_owner(tmp_path: Path, owners: list[subprocess.Popen[str]]) -> None:
    owner, server = _own(tmp_path)
    owners.append(owner)
    with _connect(tmp_path) as link:
        link.execute("CREATE TABLE kept AS SELECT 1 AS one")
    owner.kill()
    assert _until(lambda: not _alive(server)), "postgres outlived its owner"
    with embedded.running(tmp_path), _connect(tmp_path) as link:
        assert link.execute("SELECT one FROM kept").fetchone() == (1,)


def test_an_orphan_is_ended_and_its_data_taken_over(tmp_path: Path, owners: list[subprocess.Popen[str]]) -> None:
    owner, orphan = _own(tmp_path, "orphan")
    owners.append(owner)
    with _connect(tmp_path) as link:
        link.execute("CREATE TABLE kept AS SELECT 1 AS one")
        owner.kill()
        owner.wait()
        assert _alive(orphan)
        with embedded.running(tmp_path) as server, _connect(tmp_path) as again:
            assert server
            assert not _alive(orphan)
            assert again.execute("SELECT one FROM kept").fetchone() == (1,)


def test_everything_killed_and_the_pid_file_names_a_stranger(
    tmp_path: Path, owners: list[subprocess.Popen[str]]
) -> None:
    owner, server = _own(tmp_path)
    owners.append(owner)
    with _connect(tmp_path) as link:
        link.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(server, signal.SIGKILL)
    owner.kill()
    assert _until(lambda: not _alive(server))
    pid_file = tmp_path / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with embedded.running(tmp_path), _connect(tmp_path) as link:
        assert link.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_second_process_attaches_and_does_not_own(tmp_path: Path, owners: list[subprocess.Popen[str]]) -> None:
    owner, server = _own(tmp_path)
    owners.append(owner)
    with embedded.running(tmp_path) as mine:
        assert mine is None
        assert embedded.owner(tmp_path) == str(owner.pid)
    assert _alive(server)


def test_a_dying_owner_that_still_holds_the_lock_is_waited_out(
    tmp_path: Path, owners: list[subprocess.Popen[str]]
) -> None:
    owner, server = _own(tmp_path)
    owners.append(owner)
    owner.send_signal(signal.SIGSTOP)  # holds the lock, as one does that is being killed on a busy machine
    os.kill(server, signal.SIGKILL)
    assert _until(lambda: not _alive(server))
    threading.Timer(1.5, owner.kill).start()
    with embedded.running(tmp_path) as mine:
        assert mine, "attached to a server that was gone"
        assert mine.alive()


def test_a_first_start_that_was_killed_is_begun_again(tmp_path: Path) -> None:
    draft = tmp_path / "postgres.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with embedded.running(tmp_path), _connect(tmp_path) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
    assert not draft.exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "letter.txt").write_text("mine")
    with pytest.raises(embedded.EmbeddedError, match="is not a database"), embedded.running(tmp_path):
        pass
    assert (tmp_path / "postgres" / "letter.txt").read_text() == "mine"


def test_data_of_an_unknown_release_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    data.mkdir(mode=0o700)
    (data / "PG_VERSION").write_text("12\n")
    with pytest.raises(embedded.EmbeddedError, match="made by PostgreSQL 12"), embedded.running(tmp_path):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may start on anybody's data")
def test_data_of_another_account_is_refused_by_name() -> None:
    from config import unprivileged

    with pytest.raises(PermissionError, match="belongs to root"):
        unprivileged.account_for(Path("/"))
