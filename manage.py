#!/usr/bin/env python
"""Django's command-line entry point; commands find the embedded database running, here too."""

import contextlib
import os
import sys

# Commands that need no database, or bring their own.
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "findstatic",
    "help",
    "makemessages",
    "test",
    "version",
}
# Commands that answer without a database where none was made yet, instead of making one.
CONTENT_WITHOUT = {"deadline"}
NO_DB = "--no-db"


def main(arguments: list[str]) -> None:
    """Runs one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from config import embedded, env, instance

    command = next((word for word in arguments[1:] if not word.startswith("-")), "help")
    own = not env.text("DATABASE_URL")
    if own and command in CONTENT_WITHOUT and not instance.data_dir(settings.VAR_DIR).exists():
        arguments = [*arguments, NO_DB]
    needed = own and command not in WITHOUT_DATABASE and not {"--help", NO_DB} & set(arguments)
    with embedded.running(settings.VAR_DIR) if needed else contextlib.nullcontext():
        execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
