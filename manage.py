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


def main(arguments: list[str]) -> None:
    """Runs one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from config import embedded, env

    command = next((word for word in arguments[1:] if not word.startswith("-")), "help")
    needed = not env.text("DATABASE_URL") and command not in WITHOUT_DATABASE and "--help" not in arguments
    with embedded.running(settings.VAR_DIR) if needed else contextlib.nullcontext():
        execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
