"""What applying a spreadsheet would do, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from organizations.imports.columns import Column
from organizations.imports.reading import Row

DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


class Outcome(StrEnum):
    """What a row does."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass
class Planned:
    """One row: its line in the file, what it is about, and what it would do or why it cannot."""

    line: int
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome = Outcome.UNCHANGED
    notes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def refuse(self, message: str) -> None:
        self.errors.append(message)
        self.outcome = Outcome.ERROR


@dataclass
class Plan:
    """All rows of a file."""

    rows: list[Any]

    @property
    def counts(self) -> dict[str, int]:
        found = {str(outcome): 0 for outcome in Outcome}
        for row in self.rows:
            found[str(row.outcome)] += 1
        return found

    @property
    def ready(self) -> bool:
        """No row is in error."""
        return all(row.outcome is not Outcome.ERROR for row in self.rows)

    @property
    def idle(self) -> bool:
        """Applying it would change nothing."""
        return all(row.outcome is Outcome.UNCHANGED for row in self.rows)


def start(row: Row, columns: Sequence[Column], name_key: str) -> Planned:
    """The row with its plain faults found: missing, too long, formulas, wrong dates and addresses."""
    planned = Planned(line=row["line"], name=str(row.get(name_key, "")), values={})
    titles = {column.key: column.title for column in columns}
    for key in row.get("formula", ()):
        planned.refuse(_("Ô “%(column)s” chứa công thức. Hãy dán giá trị.") % {"column": titles[key]})
    for column in columns:
        text = str(row.get(column.key, "")).strip()
        planned.values[column.key] = text
        if column.required and not text and column.key not in row.get("formula", ()):
            planned.refuse(_("Thiếu “%(column)s”.") % {"column": column.title})
        if len(text) > column.limit:
            limit = {"column": column.title, "limit": column.limit}
            planned.refuse(_("“%(column)s” dài quá %(limit)d ký tự.") % limit)
    if planned.values.get("email"):
        try:
            validate_email(planned.values["email"])
        except ValidationError:
            planned.refuse(_("Thư điện tử “%(email)s” không đúng.") % {"email": planned.values["email"]})
    planned.values["valid_from"] = _day(planned, planned.values.get("valid_from", ""))
    return planned


def choose(planned: Planned, key: str, choices: dict[str, str], folded: str, title: str) -> None:
    """Replace a written label by its value."""
    text = planned.values[key]
    if not text:
        return
    value = choices.get(folded)
    if value is None:
        planned.refuse(_("“%(column)s” không có “%(text)s”.") % {"column": title, "text": text})
    else:
        planned.values[key] = value


def _day(planned: Planned, text: str) -> date | None:
    if not text:
        return None
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    planned.refuse(_("Ngày “%(text)s” không đúng. Hãy viết ngày/tháng/năm.") % {"text": text})
    return None
