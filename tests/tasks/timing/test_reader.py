"""The page and the command that show how a phrase is read."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from tests.personas import World
from workflows import clock


def run(*args: str) -> str:
    out = StringIO()
    call_command("deadline", *args, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_prints_the_reading_as_json() -> None:
    told = json.loads(run("trong thời hạn 05 ngày làm việc kể từ ngày ký", "--issued", "2026-04-29", "--json"))
    assert (told["kind"], told["stated"], told["legal"], told["operative"]) == ("term", *["2026-05-08"] * 3)
    assert (told["recurrence"], told["rule"], told["uncertain"]) == ([], "within", [])


@pytest.mark.django_db
@pytest.mark.parametrize(("phrase", "kind"), [("", "none"), ("31/2/2026", "fixed"), ("theo quy định", "relative")])
def test_the_command_answers_everything(phrase: str, kind: str) -> None:
    told = json.loads(run(phrase, "--issued", "29/4/2026", "--json"))
    assert told["kind"] == kind
    assert (told["stated"], told["legal"], told["operative"]) == (None, None, None)
    assert told["uncertain"]


@pytest.mark.django_db
def test_the_command_speaks_without_json() -> None:
    said = run("trước ngày 30/7/2023", "--issued", "28/7/2023")
    assert "29/07/2023" in said
    assert "30/07/2023" in said


@pytest.mark.django_db
def test_the_command_names_a_day_it_cannot_take() -> None:
    with pytest.raises(CommandError, match="31/2/2026"):
        run("trước ngày 30/7", "--issued", "31/2/2026")


def test_the_command_asks_no_database_when_told_so() -> None:
    told = json.loads(
        run("trong thời hạn 05 ngày làm việc kể từ ngày 25/8/2026", "--issued", "2026-08-20", "--json", "--no-db")
    )
    assert told["operative"] == "2026-09-04"


def test_the_command_answers_without_a_database_that_it_cannot_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    warned = StringIO()
    call_command("deadline", "trước ngày 30/7/2023", "--json", stdout=(told := StringIO()), stderr=warned)
    assert json.loads(told.getvalue())["operative"] == "2023-07-29"
    assert len(warned.getvalue().splitlines()) == 1


def test_the_page_shows_three_days_and_why(world: World, client: Client) -> None:
    client.force_login(world.unit_officer)
    page = client.get("/thoi-han/doc/", {"phrase": "trước ngày 30/7/2023", "issued": "28/07/2023"}).content.decode()
    assert "30/07/2023" in page
    assert "29/07/2023" in page
    assert "hết ngày liền trước" in page


def test_the_page_says_what_a_bad_day_needs(world: World, client: Client) -> None:
    client.force_login(world.unit_officer)
    answer = client.get("/thoi-han/doc/", {"phrase": "trước ngày 30/7", "issued": "31/02/2023"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("phrase", "issued"),
    [("trước ngày 01/01/0001", "29/04/2026"), ("hằng quý", "31/12/9999"), ("trong 10 ngày; hằng tháng", "01/01/0001")],
)
def test_the_page_outlives_the_ends_of_the_calendar(world: World, client: Client, phrase: str, issued: str) -> None:
    client.force_login(world.unit_officer)
    assert client.get("/thoi-han/doc/", {"phrase": phrase, "issued": issued}).status_code == 200


@pytest.mark.django_db
def test_the_page_says_once_that_a_year_is_unconfirmed(world: World, persona_client: Callable[[str], Client]) -> None:
    """A count that touches such a year doubts it itself; of a day that is only named the page says it."""
    with clock.travel(date(2026, 11, 2)):
        officer = persona_client("standing_officer")
        for phrase in ("trong thời hạn 60 ngày làm việc kể từ ngày ban hành", "trước ngày 15/3/2027"):
            told = officer.get("/thoi-han/doc/", {"phrase": phrase, "issued": "02/11/2026"}).content.decode()
            assert told.count("Lịch nghỉ năm 2027 chưa được xác nhận") == 1
