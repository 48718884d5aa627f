"""The reports and the matrix of the lived year, held against the recount."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from directives.models import Directive
from organizations.models import Unit
from reports.grid import MOST, grid
from reports.progress import by_directive, twelve_months
from reports.scope import Scope
from reports.summary import summary
from tasks.follow_up.coverage import matrix
from tasks.follow_up.matrix_view import BOTH, View
from tests.year.reckoning import between
from tests.year.recount import Recount, Told
from workflows.actors import Actor

Off = Callable[[int, date], frozenset[date]]
# The boxes by the names of a report's columns.
SUMMED = {"soon": "in_time", "ahead": "in_time", "done_undated": "undated"}


def of_the_reports(scope: Scope, leading: list[Told], off: Off, today: date) -> None:
    """Grid by age, table by unit, progress of directives, twelve months."""
    boxes = [(told, told.box(today, off(told.unit, today))) for told in leading]
    overdue = [told for told, box in boxes if box == "overdue"]
    names = dict(Unit.objects.values_list("pk", "name"))
    longest: dict[str, int] = {}
    for told in overdue:
        age = _age(told, off, today)
        longest[names[told.unit]] = max(age, longest.get(names[told.unit], 0))
    shown = grid(scope, MOST)
    assert {row.name: row.longest for row in shown.rows} == longest, today
    assert shown.total.n == len(overdue), today
    assert sum(each.n for each in shown.sums) == len(overdue), today
    assert [each.n for each in shown.sums] == _by_age([_age(told, off, today) for told in overdue]), today

    table = summary(scope, "don-vi", {"don-vi": ""})
    expected = Counter((names[told.unit], SUMMED.get(box, box)) for told, box in boxes)
    columns = ("on_time", "late", "undated", "in_time", "overdue", "none")
    told_of = Counter({(line.name, key): getattr(line.counts, key) for line in table.lines for key in columns})
    assert +told_of == expected, today

    progress = {row.directive.pk: row for row in by_directive(scope, MOST).rows}
    totals, late = Counter(told.directive for told, _box in boxes), Counter(told.directive for told in overdue)
    assert {pk: row.total.n for pk, row in progress.items()} == {pk: totals[pk] for pk in progress}, today
    assert {pk: row.overdue.n for pk, row in progress.items()} == {pk: late[pk] for pk in progress}, today

    months = twelve_months(scope)
    done = Counter(
        (told.done.month, told.done > told.due) for told, _box in boxes if told.done and told.due and _this(told, today)
    )
    of_year = months[-today.month :]
    assert [(each.on_time.n, each.late.n) for each in of_year] == [
        (done[nth, False], done[nth, True]) for nth in range(1, today.month + 1)
    ], today
    assert of_year[-1].overdue.n == len(overdue), today


def _age(told: Told, off: Off, today: date) -> int:
    assert told.due
    return between(told.due, told.stopped or today, off(told.unit, today))


def _by_age(ages: Iterable[int]) -> list[int]:
    found = Counter(next(n for n, most in enumerate((5, 10, 30, 60, 10**6)) if age <= most) for age in ages)
    return [found[n] for n in range(5)]


def _this(told: Told, today: date) -> bool:
    return told.done is not None and told.done.year == today.year


def of_the_matrix(actor: Actor, directive: int, recount: Recount, today: date) -> None:
    """Both roles, every column: the counts of each filter, and the first page's units."""
    rows = [told for told in recount.told.values() if told.directive == directive and not told.part and told.counted]
    found = matrix(actor, Directive.objects.get(pk=directive), View(role=BOTH, ky="all"))
    counted: Counter[str] = Counter()
    for column in found.every:
        counted.update(column.counts)
    del counted["excused"]
    expected: Counter[str] = Counter()
    for told in rows:
        state = {"accepted": "working", "in_progress": "working"}.get(told.state, told.state)
        expected[state] += told.state != "completed"
        box = told.box(today, recount.off(told.unit, today))
        expected[{"on_time": "done", "done_undated": "done"}.get(box, box)] += box in SHOWN
    assert +counted == +expected, (directive, today)
    assert found.total == len(rows), (directive, today)
    assert {line.unit_id: line.total for line in found.lines}.items() <= Counter(told.unit for told in rows).items()


SHOWN = ("overdue", "soon", "on_time", "done_undated", "late")
