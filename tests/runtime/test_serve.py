"""The product as one process, really started, really killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config import assets, embedded, instance
from tests import servers

START_SECONDS = 180  # a first start makes the database: fifteen seconds of a processor that others use too


class Product:
    """Starts and ends the product on one data folder."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = _free_port()
        self.process: subprocess.Popen[str] | None = None

    def start(self, *, port: int | None = None) -> subprocess.Popen[str]:
        """Starts a process; says nothing of whether it stays."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("ROVIEC_", "DATABASE_"))}
        environ.pop("REDIS_URL", None)
        environ |= {"ROVIEC_VAR_DIR": str(self.var), "ROVIEC_PORT": str(port or self.port)}
        return subprocess.Popen(
            [sys.executable, "-m", "config.serve"],
            cwd=assets.ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def up(self) -> float:
        """Starts it and waits until it serves pages and works jobs; returns the seconds."""
        begin = time.monotonic()
        self.process = self.start()
        while True:
            try:
                if self.get("/suc-khoe/") == (200, '{"database": true, "workers": 1}'):
                    return time.monotonic() - begin
            except OSError:
                assert self.process.poll() is None, self.process.communicate()[0]
            assert time.monotonic() - begin < START_SECONDS, "no answer"
            time.sleep(0.05)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def end(self, sign: signal.Signals) -> int:
        """Sends a signal and waits; returns the exit code."""
        assert self.process
        self.process.send_signal(sign)
        code = self.process.wait(30)
        self.process = None
        return code

    def left(self) -> list[tuple[int, bool]]:
        """Processes of the database that are still there."""
        return list(embedded._processes(instance.tag(instance.data_dir(self.var))))

    def sql(self, statement: str) -> psycopg.Cursor[tuple[object, ...]]:
        """Runs one statement on the database."""
        host = str(instance.socket_dir(instance.data_dir(self.var)))
        with psycopg.connect(host=host, user="postgres", dbname="roviec") as link:
            return link.execute(statement)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    product = Product(tmp_path / "var")
    yield product
    if product.process:
        os.killpg(product.process.pid, signal.SIGKILL)
        product.process.wait()


def test_it_starts_answers_survives_kill_refuses_a_second_and_leaves_nothing_behind(product: Product) -> None:
    first = product.up()
    page = product.get("/tai-khoan/login/")[1]
    # Assets are named by their content and found.
    sheet = next(part for part in page.split('"') if "/css/base." in part)
    assert product.get(sheet)[0] == 200
    assert sheet != "/static/css/base.css"

    product.sql("CREATE TABLE kept AS SELECT 1 AS one")
    # A job that was running when everything was killed starts again with the next start.
    product.sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
        " VALUES ('default', 'upkeep:forget_finished', '{\"timestamp\": 0}', 'doing')"
    )
    assert product.end(signal.SIGKILL) == -signal.SIGKILL

    second = product.up()
    assert second < first  # nothing was made again
    product.sql("SELECT one FROM kept")
    deadline = time.monotonic() + 10
    while product.sql(
        "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'upkeep:forget_finished' AND status <> 'succeeded'"
    ).rowcount:
        assert time.monotonic() < deadline, "the interrupted job was not run again"
        time.sleep(0.1)

    assert product.end(signal.SIGINT) == 0
    assert product.left() == []

    product.up()
    refuses_a_second(product)
    assert product.end(signal.SIGTERM) == 0
    assert product.left() == []


def refuses_a_second(product: Product) -> None:
    """A second start on the same port or the same data says so, and the first goes on."""
    assert product.process
    again, elsewhere = product.start(), product.start(port=_free_port())
    assert again.wait(60) == 1
    assert f"cannot listen on 127.0.0.1:{product.port}" in again.communicate()[0]
    assert elsewhere.wait(60) == 1
    assert f"process {product.process.pid} already runs on" in elsewhere.communicate()[0]
    assert product.get("/suc-khoe/")[0] == 200


def test_a_signal_during_the_start_leaves_nothing_behind(product: Product) -> None:
    product.process = product.start()
    deadline = time.monotonic() + START_SECONDS
    while not product.left() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert product.end(signal.SIGINT) == 0
    while product.left() and time.monotonic() < deadline:  # one that was just being started dies with its owner
        time.sleep(0.05)
    assert product.left() == []


@pytest.mark.parametrize("part", ["web", "worker"])
def test_several_processes_need_servers(part: str, tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "-m", "config.serve", part],
        cwd=assets.ROOT,
        env=environ | {"ROVIEC_VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "set DATABASE_URL" in done.stderr


@pytest.mark.alike
@pytest.mark.django_db(transaction=True)
def test_web_processes_end_with_a_killed_supervisor_and_the_next_start_has_the_port() -> None:
    port = _free_port()
    environ = os.environ | {
        "DATABASE_URL": servers.address(),
        "REDIS_URL": "redis://127.0.0.1:1/0",  # asked for nothing by the page of health
        "ROVIEC_PORT": str(port),
    }

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "config.serve", "web"], cwd=assets.ROOT, env=environ)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=5) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError as error:
            return error.code == 503  # no worker; the page is there
        except OSError:
            return False

    def until(condition: Callable[[], bool]) -> bool:
        end = time.monotonic() + START_SECONDS
        while not condition() and time.monotonic() < end:
            time.sleep(0.1)
        return condition()

    first = start()
    try:
        assert until(answers)
        children = Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text().split()
        assert len(children) > 1
        first.kill()
        first.wait()
        second = start()
        try:
            assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))
            assert until(answers)
            assert second.poll() is None
        finally:
            second.terminate()
            assert second.wait(30) == 0
        assert not answers()
    finally:
        first.kill()
        first.wait()
