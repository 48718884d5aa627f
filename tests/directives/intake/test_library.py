"""The reader as a library: no models, no database, no installed apps."""

import os
import subprocess
import sys

PROGRAM = """
import sys
from django.conf import settings
settings.configure(USE_I18N=False)
from directives.intake.blocks import document_of
from directives.intake.reading import read
from directives.intake.word import read_word
reading = read(document_of(sys.stdin.buffer.read().decode()))
(task,) = reading.tasks
print(task.time.day, [one.words for one in task.lead])
own = [name for name in sys.modules if not name.startswith("django.")]
print([name for name in own if name.endswith(".models") or name == "psycopg"])
"""
TEXT = """SỞ Y TẾ TỈNH SÔNG TRÀ
Số: 12/KH-SYT
Sông Trà, ngày 05 tháng 8 năm 2025

KẾ HOẠCH
Phòng, chống đuối nước trẻ em

II. TỔ CHỨC THỰC HIỆN

1. Trung tâm Y tế huyện tổ chức tập huấn sơ cứu trước ngày 30/8/2025.
"""


def test_reading_needs_no_models_and_no_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=TEXT.encode(),
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr.decode()
    read, models = done.stdout.decode().splitlines()
    assert read == "2025-08-30 ['Trung tâm Y tế huyện']"
    assert models == "[]"


RUNS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from django.conf import settings
settings.configure(USE_I18N=False)
from directives.intake.blocks import document_of
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.reading import read
from directives.intake.secrecy import secrecy_mark
for unit in (" ", "\\t", ".", "*", "* ", "-", "- ", "_", "1", ",", "(", "\\f", "\\n", "|", "| ", "a", "/", "1/", "; "):
    raw = "Giao Sở Y tế" + unit * (40_000 // len(unit)) + "x"
    secrecy_mark(raw)
    read(document_of(join_wrapped(normalise(without_emphasis(raw)))))
print("all read")
"""


def test_a_long_run_of_any_sign_takes_bounded_time() -> None:
    """Each takes a fraction of a second; a search begun anew at every sign would take a minute for one of them."""
    bare = {"PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", RUNS], capture_output=True, check=False, env=bare)
    assert done.stdout == b"all read\n", done.stderr.decode()
