"""A request for more time (xin gia hạn) as a process: who acts next.

What the request *is* stands in its state (tasks.states.ExtensionState); this says whose turn it is. Only
actions.extending runs it; viewflow's own pages are mounted nowhere. Node names are stored with every process: never
rename one.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from viewflow import this
from viewflow.workflow import flow

from tasks.models import Extension, ExtensionProcess
from workflows.process import LockedFlow

PERMISSION = "tasks.act_extensionprocess"


def no_page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A human node needs a view; ours are the pages of the assignment."""
    raise Http404


class ExtensionFlow(LockedFlow):
    """The unit's head signs, the standing office advises, the one with authority decides.

    A part handed down inside a unit has no standing office: after the signature its giver decides.
    """

    process_class = ExtensionProcess

    ask = flow.StartHandle(this.begin).Next(this.sign)
    sign = flow.View(no_page).Permission(PERMISSION).Next(this.signed)
    signed = flow.If(this.is_signed).Then(this.whose).Else(this.end)
    whose = flow.If(this.is_part).Then(this.decide).Else(this.advise)
    advise = flow.View(no_page).Permission(PERMISSION).Next(this.decide)
    decide = flow.View(no_page).Permission(PERMISSION).Next(this.end)
    end = flow.End()

    def begin(self, activation: Any, extension: Extension) -> ExtensionProcess:
        activation.process.extension = extension
        return activation.process  # type: ignore[no-any-return]

    def is_signed(self, activation: Any) -> bool:
        return activation.process.signed_at is not None

    def is_part(self, activation: Any) -> bool:
        return activation.process.extension.assignment.parent_id is not None
