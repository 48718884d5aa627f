"""``manage.py demo``: build the demonstration world, or let its clock travel."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from demonstration import accounts, directory, story
from organizations.models import Person
from workflows.clock import set_demo
from workflows.models import DemoClock


class Command(BaseCommand):
    help = "Builds the demonstration world as it stood on a day, and sets the clock there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", default=story.DEFAULT_DAY.isoformat(), help="day, YYYY-MM-DD")
        parser.add_argument("--if-empty", action="store_true", help="leave a world that stands as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demonstration. Set ROVIEC_DEMO=1 on a database of its own.")
        as_of = _day(options["as_of"])
        if _has_people():
            if not Person.objects.filter(username="quantri", email="").exists():
                raise CommandError("This database holds people who are not of the demonstration: nothing was touched.")
            if options["if_empty"] and DemoClock.objects.exists():
                self.stdout.write(accounts.table())
                return
            self._refuse_beside_others()
            self._wipe()
        else:
            call_command("migrate", verbosity=0)
        self.stdout.write(f"Building the demonstration as of {as_of:%d/%m/%Y} ...")
        acts = story.tell(directory.build(), as_of, lambda day: self.stdout.write(f"  {day:%m/%Y}"))
        set_demo(as_of)
        self.stdout.write(f"{acts} acts are on record.")
        self.stdout.write(accounts.table())

    def _refuse_beside_others(self) -> None:
        """A server that runs would lose its tables under its pages, and its jobs would write into the new world."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
                " AND application_name IS DISTINCT FROM current_setting('application_name')"
            )
            if cursor.fetchone()[0]:
                raise CommandError(
                    "Rõ Việc is running on this database (make run, or another program is connected). Stop it first,"
                    " then run make demo again; nothing was touched."
                )

    def _wipe(self) -> None:
        """Start from nothing: the history cannot be deleted row by row, so the whole schema goes."""
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        call_command("migrate", verbosity=0)


def _has_people() -> bool:
    """Whether anybody is on record; a database fresh from its server has not even the table."""
    return Person._meta.db_table in connection.introspection.table_names() and Person.objects.exists()


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--as-of {text}: write a day as YYYY-MM-DD") from error
    if day < story.FIRST_DAY:
        raise CommandError(f"--as-of {text}: the story begins on {story.FIRST_DAY.isoformat()}")
    return day
