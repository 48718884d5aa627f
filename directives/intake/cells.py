"""What the cells of a long table say, each wording read once: "Quý II/2026" and "Các sở, ngành" stand in every row."""

from dataclasses import replace
from datetime import date

from directives.intake.roles import Found, names_in
from directives.intake.times import Time, labelled_time


class Cells:
    """The cells of one document, issued on that day; a cell's words alone tell what it says."""

    def __init__(self, issued: date | None) -> None:
        self._issued = issued
        self._names: dict[str, list[Found]] = {}
        self._times: dict[str, Time] = {}

    def names(self, text: str, start: int, end: int) -> list[Found]:
        """The units in the cell [start, end)."""
        words = text[start:end]
        if (found := self._names.get(words)) is None:
            found = self._names[words] = names_in(words, 0, len(words), "column")
        return [replace(one, start=one.start + start, end=one.end + start) for one in found]

    def time(self, text: str, start: int, end: int) -> Time:
        """The time in the cell [start, end)."""
        words = text[start:end]
        if (found := self._times.get(words)) is None:
            found = self._times[words] = labelled_time(words, [(0, len(words))], self._issued)
        return replace(found, spans=tuple((first + start, last + start) for first, last in found.spans))
