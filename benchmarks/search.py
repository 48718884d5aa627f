"""What a search costs beside bare SQL on the same index, over many tasks and reports.

    DATABASE_URL=.../roviec_bench python -m benchmarks.search [tasks] [reports]

Runs on the database that ``benchmarks.leaders`` filled; adds its texts once and leaves them.
"""

import os
import sys
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.leaders import bare, report, timed  # noqa: E402
from organizations.models import Person  # noqa: E402
from tasks.models import ProgressReport, Task  # noqa: E402

# Syllables of the field, the frequent ones first: a word's rank r is drawn about as 1/r.
SYLLABLES = """
thuc hien bao cao y te don vi nhiem vu ke hoach thiet bi kiem tra thanh pho quan huyen so benh vien trung tam thuoc vat
tu dau thau mua sam phong chong dich to chuc chi dao huong dan tong hop ra soat danh gia ket qua khac phuc han che tiep
nhan phan cong chu tri phoi hop thoi han dinh ky quy nam thang ngay van ban cong tac quan ly nha nuoc ngan sach tai
chinh bao hiem xa hoi kham chua nguoi dan co so ha tang cong nghe thong tin an toan thuc pham duoc lieu sinh pham vac
xin tiem chung mo rong xet nghiem hoi suc cap cuu nhi san khoa lao phoi tam than mat rang ham
"""
WORDS = """(SELECT string_agg(
        (%(syllables)s::text[])[1 + (power(random(), 3) * (array_length(%(syllables)s::text[], 1) - 1))::int], ' ')
    FROM generate_series(1, {length} + 0 * {row}))"""
ASKED = {
    "rare word": "rang",
    "two frequent words": "bao cao",
    "four syllables": "thiet bi y te",
    "number": "2837/BYT-VPB",
}


def main(tasks: int, reports: int) -> None:
    if Task.objects.count() < tasks:
        fill(tasks, reports)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(username="leader"), backend="django.contrib.auth.backends.ModelBackend")
    print(f"{Task.objects.count()} tasks, {ProgressReport.objects.count()} reports")
    report("the page with nothing asked", timed(lambda: _fetch(client, ""), times=5))
    for name, text in ASKED.items():
        words = text.lower().replace("/", " ").replace("-", " ").split()
        tsquery = " & ".join([*words[:-1], f"{words[-1]}:*"])
        plain = sum(
            bare(_bare(table, tsquery)) for table in ("tasks_task", "tasks_progressreport", "directives_directive")
        )
        whole = timed(partial(_fetch, client, text), times=3)
        report(f"{name}: bare SQL", plain)
        report(f"{name}: page", whole, plain)


def _bare(table: str, tsquery: str) -> str:
    asked = f"words @@ to_tsquery('simple', '{tsquery}')"
    matches = f"SELECT id FROM {table} WHERE {asked}"  # noqa: S608 - constants
    return f"{matches} ORDER BY id DESC LIMIT 6"


def _fetch(client: Client, text: str) -> None:
    assert client.get("/tim/", {"q": text}).status_code == 200


def fill(tasks: int, reports: int) -> None:
    values: dict[str, Any] = {"syllables": SYLLABLES.split(), "tasks": tasks, "reports": reports}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'tasks_task'"
            " AND column_name NOT IN ('id', 'content', 'folded', 'words')"
        )
        same = ", ".join(f'"{row[0]}"' for row in cursor.fetchall())
        words = WORDS.format(length=25, row="n")
        cursor.execute(
            f"INSERT INTO tasks_task ({same}, content, folded) SELECT {same}, words, words"  # noqa: S608
            f" FROM (SELECT * FROM tasks_task LIMIT 1) t, (SELECT n, {words} AS words"
            " FROM generate_series(1, %(tasks)s) n) w",
            values,
        )
        words = WORDS.format(length=60, row="a.id")
        cursor.execute(
            "INSERT INTO tasks_progressreport (assignment_id, number, state, final, percent, done, difficulties,"  # noqa: S608
            " proposals, reply_number, author_id, saved_at, submitted_at, decision_reason, folded)"
            " SELECT id, 1, 'confirmed', true, 100, words, '', '', '', (SELECT min(id) FROM organizations_person),"
            " now(), now(), '', words"
            f" FROM (SELECT a.id, {words} AS words FROM tasks_assignment a LIMIT %(reports)s) r",
            values,
        )
        cursor.execute("VACUUM ANALYZE tasks_task")
        cursor.execute("VACUUM ANALYZE tasks_progressreport")


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], "100000", "100000"][:2]))
