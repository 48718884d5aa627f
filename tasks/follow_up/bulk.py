"""One act on many assignments (thao tác hàng loạt): say first what it would touch and what not, then do it.

Each assignment is its own transaction through its action, so one refusal never undoes the others; urging goes in
sets. Whatever changed between the preview and the click is asked again, and told as passed over.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import gettext as _

from tasks.access import visible_to
from tasks.actions.following_up import urge_many
from tasks.due import Ruler
from tasks.follow_up.acts import ACTS, Act
from tasks.follow_up.rows import Row, read_rows, with_related
from tasks.lists import ListFilter
from tasks.models import Assignment, ExtensionProcess
from tasks.querysets import AssignmentQuerySet
from tasks.states import ExtensionState, ExtensionStep
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.numbers import wholes
from workflows.words import number

MOST = 500
"""Assignments in one go, each by its own transaction."""
MOST_IN_SETS = 5_000
"""Urging writes in sets, so it takes a whole province."""
SHOWN = 200
NARROWER: dict[str, dict[str, Any]] = {
    "overdue": {"classes": ("overdue",)},
    "submitted": {"states": ("submitted",)},
    "assigned": {"states": ("assigned",)},
    "open": {"open": True},
}


@dataclass(frozen=True)
class Chosen:
    """What was ticked: ids, or units within a list's address, or everything at that address.

    ``act`` may narrow: "urge.overdue" is urging, and only what is overdue of the units ticked.
    """

    act: Act
    narrower: str
    filter: ListFilter
    picks: tuple[int, ...]
    units: tuple[int, ...]
    every: bool

    @classmethod
    def read(cls, posted: QueryDict) -> "Chosen | None":
        """From the form of a list or of the matrix; None when the act is unknown."""
        key, _dot, narrower = posted.get("act", "").partition(".")
        if key not in ACTS or (narrower and narrower not in NARROWER):
            return None
        return cls(
            act=ACTS[key],
            narrower=narrower,
            filter=ListFilter.read(QueryDict(posted.get("filter", ""))),
            picks=_ids(posted.getlist("pick")),
            units=_ids(posted.getlist("unit")),
            every=posted.get("every") == "1",
        )

    def rows(self, actor: Actor) -> AssignmentQuerySet:
        """The assignments meant, of those that the actor may see."""
        within = self.filter.but(**NARROWER.get(self.narrower, {}))
        if self.every:
            return within.rows(actor)
        if self.units:
            return within.rows(actor).filter(unit_id__in=self.units)
        return visible_to(actor).filter(pk__in=self.picks)


@dataclass(frozen=True)
class Preview:
    """What an act would touch. ``too_many`` is the limit when more were chosen than go at once, else 0."""

    act: Act
    ids: list[int]
    rows: list[Row]
    units: int
    excluded: list[tuple[str, list[Row]]]
    too_many: int
    chosen: int
    # Requests for more time to look at one by one: nobody has advised yet, or the advice is against.
    unadvised: list[Row] = field(default_factory=list)
    advised_against: list[Row] = field(default_factory=list)

    @property
    def button(self) -> str:
        """What the button says: the act with its true count."""
        return str(self.act.many).replace("{n}", number(len(self.ids)))

    @property
    def passed(self) -> int:
        """How many of those chosen cannot be touched."""
        return sum(len(rows) for _reason, rows in self.excluded)

    @property
    def hidden(self) -> int:
        """How many of those touched are not listed one by one."""
        return len(self.ids) - len(self.rows)


def preview(act: Act, rows: AssignmentQuerySet, actor: Actor) -> Preview:
    """Sort the chosen into what the act can touch and what not, and why. The number of queries is constant."""
    most = MOST_IN_SETS if act.key == "urge" else MOST
    found = list(_for_acting(rows).order_by("unit__name", "due_on", "pk")[: most + 1])
    ruler = Ruler.now()
    touched: list[Assignment] = []
    excluded: dict[str, list[Assignment]] = {}
    for assignment in found[:most]:
        if refusal := act.refusal(assignment, actor) or (act.alone(assignment) if act.alone else ""):
            excluded.setdefault(refusal, []).append(assignment)
        else:
            touched.append(assignment)
    to_grant = touched if act.key == "grant" else []
    return Preview(
        unadvised=read_rows(_with_process(to_grant, step=ExtensionStep.ADVISE), ruler),
        advised_against=read_rows(_with_process(to_grant, in_favour=False), ruler),
        act=act,
        ids=[assignment.pk for assignment in touched],
        rows=_told(act, touched[:SHOWN] if len(touched) > MOST else touched, ruler),
        units=len({assignment.unit_id for assignment in touched}),
        excluded=[(reason, read_rows(some, ruler)) for reason, some in excluded.items()],
        too_many=most if len(found) > most else 0,
        chosen=rows.count() if len(found) > most else len(found),
    )


def _told(act: Act, shown: list[Assignment], ruler: Ruler) -> list[Row]:
    """The lines of those touched, each with the day that the act gives it."""
    rows = read_rows(shown, ruler)
    if not act.brief:
        return rows
    return [replace(row, told=act.brief(each)) for row, each in zip(rows, shown, strict=True)]


def _with_process(rows: list[Assignment], **how: Any) -> list[Assignment]:
    """Those whose request for more time stands so. One query, none for no rows."""
    if not rows:
        return []
    asked = ExtensionProcess.objects.filter(extension__state=ExtensionState.ASKED, **how)
    found = set(asked.filter(extension__assignment__in=rows).values_list("extension__assignment_id", flat=True))
    return [row for row in rows if row.pk in found]


@dataclass
class Outcome:
    """What came of it: how many were done, and how many were passed over for each reason."""

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def sentence(self, act: Act) -> str:
        """ "Đã đôn đốc 12 việc; 1 việc bị bỏ qua: …"."""
        said = _("%(done)s: %(n)s việc.") % {"done": act.done, "n": number(self.done)}
        if not self.refused:
            return said
        reasons = "; ".join(f"{reason} ({number(n)})" for reason, n in self.refused.most_common(5))
        passed = _("%(n)s việc bị bỏ qua: %(reasons)s") % {"n": number(self.refused.total()), "reasons": reasons}
        return f"{said} {passed}"


def perform_many(act: Act, ids: Iterable[int], data: dict[str, Any], actor: Actor) -> Outcome:
    """Do it to each, in order of id. A refusal concerns that one alone."""
    wanted = sorted(set(ids))
    outcome = Outcome()
    if act.key == "urge":
        urged, refused = urge_many(
            assignments=visible_to(actor).filter(pk__in=wanted[:MOST_IN_SETS]), message=data["message"], actor=actor
        )
        outcome.done = len(urged)
        outcome.refused.update(refused.values())
        return outcome
    rows = {row.pk: row for row in _for_acting(visible_to(actor).filter(pk__in=wanted[:MOST]))}
    for pk in wanted[:MOST]:
        if pk not in rows:
            outcome.refused[_("Không còn thấy việc này.")] += 1
            continue
        try:
            act.perform(rows[pk], data, actor)
        except TransitionDenied as refusal:
            outcome.refused[refusal.message] += 1
        except PermissionDenied:
            outcome.refused[_("Bạn không có quyền thực hiện việc này.")] += 1
        else:
            outcome.done += 1
    return outcome


def _for_acting(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """With everything that rights and refusals ask about."""
    related = with_related(rows).select_related(
        "task", "directive__type", "directive__standing_unit", "unit", "responsible", "parent"
    )
    return related.prefetch_related("extensions__process", "suspensions")


def _ids(texts: Iterable[str]) -> tuple[int, ...]:
    """Numbers of repeated fields, each of which may hold several joined by commas."""
    pieces = (piece for text in texts for piece in text.split(","))
    return tuple(wholes(list(pieces)))
