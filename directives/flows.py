"""The review of a decomposition (trình duyệt phân công) as a process: who acts next.

What the directive *is* stands in its state (directives.states); this says whose turn it is. Only actions.review runs
it; viewflow's own pages are mounted nowhere. Node names are stored with every process: never rename one.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from viewflow import this
from viewflow.workflow import flow

from directives.models import ReviewProcess
from workflows.process import LockedFlow


def no_page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A human node needs a view; ours are directives.views.review."""
    raise Http404


class DirectiveFlow(LockedFlow):
    """Submitted, then approved or sent back; when approved, issued by the job that makes the assignments."""

    process_class = ReviewProcess

    submit = flow.StartHandle(this.begin).Next(this.review)
    review = flow.View(no_page).Permission("directives.decide_reviewprocess").Next(this.decision)
    decision = flow.If(this.is_approved).Then(this.issue).Else(this.end)
    issue = flow.Handle(this.finish).Next(this.end)
    end = flow.End()

    def begin(self, activation: Any, fields: dict[str, Any]) -> ReviewProcess:
        for name, value in fields.items():
            setattr(activation.process, name, value)
        return activation.process  # type: ignore[no-any-return]

    def is_approved(self, activation: Any) -> bool:
        return bool(activation.process.approved)

    def finish(self, activation: Any) -> ReviewProcess:
        return activation.process  # type: ignore[no-any-return]
