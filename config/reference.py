"""``python -m config.reference``: docs/reference.md, made from the code it describes (``make reference``).

A test holds the file against this module, so that a state, a right, a fact or a setting without a word is noticed.
"""

import ast
import inspect
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
HEAD = """# Reference

Made by `make reference` from the code; do not edit. Terms and rules in words: [domain.md](domain.md).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_machines(), *_rights(), *_options(), *_facts(), *_commands(), *_environment()]) + "\n"


def _machines() -> Iterator[str]:
    from directives.models import Directive
    from tasks.models import Assignment

    for title, model in (("a directive (văn bản chỉ đạo)", Directive), ("an assignment (phân công)", Assignment)):
        field: Any = model._meta.get_field("state")
        labels = dict(field.choices)
        yield f"\n## States of {title}\n"
        yield from _table(("state", "Vietnamese"), ((f"`{value}`", label) for value, label in field.choices))
        yield "\n"
        moves: dict[str, tuple[set[str], str, str]] = {}
        for move in field.get_all_transitions(model):
            target = getattr(move.target, "allowed_states", None) or [move.target]
            words = (inspect.getdoc(getattr(model, move.name)) or "").split("\n")[0]
            known = moves.setdefault(move.name, (set(), ", ".join(f"`{state}`" for state in target), words))
            known[0].update(labels if move.source == "*" else [move.source])
        order = list(labels)
        yield from _table(
            ("transition", "from", "to", "meaning"),
            (
                (f"`{name}`", ", ".join(f"`{s}`" for s in sorted(sources, key=order.index)), target, words)
                for name, (sources, target, words) in sorted(moves.items())
            ),
        )


def _rights() -> Iterator[str]:
    from organizations.models import Role
    from organizations.permissions import OPTIONAL, ROLE_PERMISSIONS, Permission

    yield "\n## Rights by role\n\nThe position's desk decides where a right holds. (opt): a setting may take it away.\n"
    rows = []
    for permission in Permission:
        marks = []
        for role in Role:
            held = permission in ROLE_PERMISSIONS[role]
            marks.append(("(opt)" if (role, permission) in OPTIONAL else "yes") if held else "")
        rows.append((f"`{permission.value}`", *marks))
    yield from _table(("right", *(str(role.label) for role in Role)), rows)


def _options() -> Iterator[str]:
    from workflows.options import registry

    yield "\n## Settings that localities decide\n\nOn the page Thiết lập > Tùy chọn, with their history.\n"
    rows = (
        (f"`{option.key}`", str(option.label), f"`{option.default}`", str(option.help), str(option.source))
        for option in sorted(registry.values(), key=lambda option: (str(option.group), option.key))
    )
    yield from _table(("setting", "Vietnamese", "default", "meaning", "source"), rows)


def _facts() -> Iterator[str]:
    from workflows.facts import registry

    yield "\n## Facts\n\nWhat the append-only history records, and what upper apps react to.\n"
    rows = []
    for kind, fact in sorted(registry.items()):
        if fact.__module__.startswith("tests."):
            continue
        fields = ", ".join(f"`{name}`" for name in fact.__dataclass_fields__)
        rows.append((f"`{kind}`", fact.__module__.split(".")[0], fields))
    yield from _table(("fact", "app", "fields"), rows)


def _commands() -> Iterator[str]:
    from django.core.management import get_commands, load_command_class

    yield "\n## Commands\n\n`.venv/bin/python manage.py …`\n"
    own = {"demonstration", "reports", "notifications", "tasks", "directives", "organizations", "workflows"}
    rows = [
        (f"`{name}`", load_command_class(app, name).help)
        for name, app in sorted(get_commands().items())
        if isinstance(app, str) and app in own
    ]
    yield from _table(("command", "what it does"), rows)


def _environment() -> Iterator[str]:
    yield "\n## Environment variables\n\nEach is also read from the file that `<NAME>_FILE` names. Meanings:"
    yield "[operations.md](operations.md).\n"
    root = Path(__file__).resolve().parent
    found: dict[str, str] = {}
    for module in sorted(root.glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                default = node.args[1] if len(node.args) > 1 else None
                found[str(node.args[0].value)] = f"`{default.value!s}`" if isinstance(default, ast.Constant) else ""
    yield from _table(("variable", "default"), ((f"`{name}`", default) for name, default in sorted(found.items())))


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.utils import translation

    with translation.override("vi"):
        PAGE.write_text(page(), encoding="utf-8")
