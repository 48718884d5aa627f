"""Names nobody knew that selected words take the place of: said once, they need not be dismissed by hand."""

from organizations.naming import canonical
from tasks.decomposition.marks import NAME
from tasks.decomposition.spans import Span
from tasks.models import Task, UnknownName
from tasks.states import Role


def take_words(task: Task, words: str, place: Span | None) -> None:
    """Take off the unknown names that the selected words repeat or overlap in the text. Undone with the step."""
    _drop([name for name in task.unknown_names.all() if _overlaps(task, name, words, place)])


def take_lead(task: Task) -> None:
    """Take off the one unknown name that stood for the lead of a task that nobody led, now that a body is selected:
    one task, one lead (một việc, một đơn vị chủ trì). To be called before the new owner is there.
    """
    leads = [name for name in task.unknown_names.all() if name.role == Role.LEAD]
    if len(leads) == 1 and not task.owners.filter(role=Role.LEAD).exists():
        _drop(leads)


def _drop(names: list[UnknownName]) -> None:
    UnknownName.objects.filter(pk__in=[name.pk for name in names]).delete()


def _overlaps(task: Task, name: UnknownName, words: str, place: Span | None) -> bool:
    form = canonical(name.words)
    if form == canonical(words):
        return True
    if place is None:
        return False
    marks = [each for each in task.marks if each["sign"] == NAME and each["words"] == name.words]
    return any(each["start"] < place[1] and place[0] < each["end"] for each in marks)
