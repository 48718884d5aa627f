"""The other side of ``sandbox``: a process that reads one file that nobody trusts, and has nothing to lose.

``python -m directives.intake.isolated CODE TASK``: the file on standard input, the answer as JSON on standard output,
progress ("3 17": page 3 of 17) on standard error. It knows no database, no settings and no secrets, and bounds its own
memory, time and output before it looks at the file.
"""

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any, Final

MEMORY: Final = 2 * 1024**3
OUTPUT: Final = 64 * 1024**2
FILES: Final = 64


def main(code: str, task: str, seconds: int) -> None:
    """Do the task and write the answer."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints does not spoil the answer
    progress = os.fdopen(os.dup(2), "w", encoding="utf-8", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    json.dump(_answer(code, task, lambda page, pages: print(page, pages, file=progress)), answer, ensure_ascii=False)
    answer.close()


def _answer(code: str, task: str, progress: Any) -> dict[str, Any]:
    from directives.intake import text
    from directives.intake.media import TYPES
    from directives.intake.refusals import UnreadableFile

    try:
        data = sys.stdin.buffer.read()
        return asdict(text.TASKS[task](data, TYPES[code], progress))
    except UnreadableFile as error:
        return {"error": error.code, "values": error.values}
    except MemoryError:
        return {"error": "too_long", "values": {}}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
