"""Reading a file that nobody trusts: in a process of its own, bounded in time, memory and output.

What came with the file stays in memory on both sides (law 117/2025/QH15 art. 5: nothing of a refused file is written).
Plain text, and Word files that are small when unpacked, are read where one stands: their readers are bounded by size.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from directives.intake import text
from directives.intake.media import BROKEN, MediaType, is_small
from directives.intake.refusals import UnreadableFile
from directives.intake.scanning import Progress

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 60
"""Of a reading that somebody waits for."""
SECONDS_AT_LEISURE: Final = 1_800
"""Of a reading in a job: a long scan takes some seconds a page."""
AT_A_TIME: Final = 4

# Of their own for readings that somebody waits for: long scans never hold up a short letter.
_PLACES = {task: threading.BoundedSemaphore(AT_A_TIME) for task in text.TASKS}
_PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def glance(data: bytes, media: MediaType) -> text.Extract:
    """What an upload is looked at for: its whole reading where that is quick, else what the mark of secrecy is sought
    in (``later`` is set then).
    """
    if _is_bounded(data, media):
        return text.glance(data, media, lambda page, pages: None)
    return _run(data, media, "glance", SECONDS)


def whole(
    data: bytes,
    media: MediaType,
    progress: Progress = lambda page, pages: None,
    stopped: Callable[[], bool] = lambda: False,
) -> text.Extract:
    """The whole reading, scans included; ``progress(page, pages)`` is told, ``stopped()`` asked about once a second."""
    if _is_bounded(data, media):
        return text.extract(data, media)
    return _run(data, media, "whole", SECONDS_AT_LEISURE, progress, stopped)


def _is_bounded(data: bytes, media: MediaType) -> bool:
    """Its reader needs no process of its own."""
    return media.code == "txt" or (media.code == "docx" and is_small(data))


def _run(
    data: bytes,
    media: MediaType,
    task: str,
    seconds: int,
    progress: Progress = lambda page, pages: None,
    stopped: Callable[[], bool] = lambda: False,
) -> text.Extract:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    command = [sys.executable, "-m", "directives.intake.isolated", media.code, task, str(seconds)]
    with _place(task, stopped), _in_memory() as source, _in_memory() as out:
        source.write(data)
        source.seek(0)
        child = subprocess.Popen(
            command,
            stdin=source,
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**environment, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,
        )
        try:
            _watch(child, seconds, progress, stopped)
        finally:
            _end(child)
        if child.returncode == -signal.SIGXCPU:
            raise UnreadableFile("too_long")
        out.seek(0)
        return _answer(out.read(), media)


@contextmanager
def _place(task: str, stopped: Callable[[], bool]) -> Iterator[None]:
    """One of the places for such a task; also the wait for one can be stopped."""
    while not _PLACES[task].acquire(timeout=0.5):
        if stopped():
            raise UnreadableFile("stopped")
    try:
        yield
    finally:
        _PLACES[task].release()


def _in_memory() -> BinaryIO:
    """A file that is on no disk."""
    return os.fdopen(os.memfd_create("reading"), "w+b")


def _watch(child: subprocess.Popen[bytes], seconds: int, progress: Progress, stopped: Callable[[], bool]) -> None:
    """Pass progress on until the process is done; end it when its time is up or somebody stops it."""
    deadline = time.monotonic() + seconds
    assert child.stderr is not None
    with selectors.DefaultSelector() as selector:
        selector.register(child.stderr, selectors.EVENT_READ)
        while True:
            if selector.select(timeout=0.5):
                line = child.stderr.readline()
                if not line:
                    break
                page, _space, pages = line.decode("ascii", "replace").strip().partition(" ")
                if page.isdigit() and pages.isdigit():
                    progress(int(page), int(pages))
            if stopped():
                raise UnreadableFile("stopped")
            if time.monotonic() > deadline:
                raise UnreadableFile("too_long")
    try:
        child.wait(timeout=max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise UnreadableFile("too_long") from None


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the process and those that it started."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    if child.stderr is not None:
        child.stderr.close()


def _answer(written: bytes, media: MediaType) -> text.Extract:
    try:
        told: dict[str, Any] = json.loads(written)
    except ValueError:  # it died before it could say anything
        raise UnreadableFile(BROKEN[media.code]) from None
    if "error" in told:
        raise UnreadableFile(told["error"], **told["values"])
    return text.Extract(**told)
