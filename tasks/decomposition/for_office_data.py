"""An office's reading as data: what ``manage.py intake FILE --json`` adds to the reading of the text alone."""

from typing import Any

from directives.models import Directive
from organizations.naming import Entry, Naming
from tasks.decomposition.for_office import OfficeReading
from tasks.decomposition.proposals import Proposal


def added(found: OfficeReading) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is added to the document as a whole, and to each of its tasks in their order."""
    words, issuer = found.issuer
    whole = {
        "office": {"name": found.office.name, "code": found.office.code or None, "on": found.day.isoformat()},
        "issuer": {"words": words, **_naming(issuer, found)} if words else None,
        "recipients": [{"words": words, **_naming(naming, found)} for words, naming in found.recipients],
        "references": [
            {"number": number, "directives": [_directive(row) for row in rows]} for number, rows in found.register
        ],
    }
    return whole, [_proposed(task, found) for task in found.proposals]


def _proposed(task: Proposal, found: OfficeReading) -> dict[str, Any]:
    """The task as the editor would make it; its days by the calendar and the options of this installation."""
    plain = task.plain()
    return {
        "content": plain["content"],
        "product": plain["product"] or None,
        "deadline": {
            "kind": str(plain["deadline_kind"]),
            "words": plain["deadline_words"] or None,
            "due_on": plain["due_on"].isoformat() if plain["due_on"] else None,
            "stated_on": plain["stated_on"].isoformat() if plain["stated_on"] else None,
            "recurrence": list(plain["recurrence"]),
        },
        "names": [
            {
                "role": str(name.role),
                "words": name.words,
                "span": list(name.span),
                **_naming(name.naming, found, name.entry),
            }
            for name in task.names
        ],
    }


def _naming(naming: Naming, found: OfficeReading, entry: Entry | None = None) -> dict[str, Any]:
    """``bodies``: the one meant here, else all of a list; ``rule`` or ``gap`` (open, several, unknown) say why."""
    meant = (entry,) if entry else naming.entries
    return {
        "bodies": [_body(each, found) for each in meant],
        "rule": naming.rule.value if naming.rule else None,
        "gap": naming.gap.value if naming.gap else None,
        "candidates": [_body(each, found) for each in naming.candidates],
    }


def _body(entry: Entry, found: OfficeReading) -> dict[str, Any]:
    return {
        "key": entry.key,
        "name": entry.name,
        "code": found.codes.get(entry.key) or None,
        "group_of": found.sizes.get(entry.key) if entry.is_group else None,
        "formerly": entry.former or None,
        "gone": entry.gone,
    }


def _directive(row: Directive) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.reference,
        "abstract": row.abstract,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "state": str(row.state),
        "url": row.get_absolute_url(),
    }
