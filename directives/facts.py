"""What happened to directives, as recorded in history and told to the apps above."""

from dataclasses import dataclass
from typing import ClassVar

from workflows.facts import Fact


@dataclass(frozen=True, kw_only=True)
class DirectiveFact(Fact):
    """A fact about one directive."""

    directive_id: int


@dataclass(frozen=True, kw_only=True)
class DirectiveEntered(DirectiveFact):
    kind: ClassVar[str] = "directive.entered"
    reference: str
    abstract: str


@dataclass(frozen=True, kw_only=True)
class DirectiveChanged(DirectiveFact):
    """``fields`` names what changed."""

    kind: ClassVar[str] = "directive.changed"
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewSubmitted(DirectiveFact):
    kind: ClassVar[str] = "review.submitted"
    tasks: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewSentBack(DirectiveFact):
    kind: ClassVar[str] = "review.sent_back"
    comment: str


@dataclass(frozen=True, kw_only=True)
class ReviewApproved(DirectiveFact):
    kind: ClassVar[str] = "review.approved"
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class DirectiveIssued(DirectiveFact):
    kind: ClassVar[str] = "directive.issued"
    tasks: int
    assignments: int
    units: int


@dataclass(frozen=True, kw_only=True)
class DirectiveClosed(DirectiveFact):
    kind: ClassVar[str] = "directive.closed"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DirectiveReopened(DirectiveFact):
    kind: ClassVar[str] = "directive.reopened"
    reason: str


@dataclass(frozen=True, kw_only=True)
class DirectiveWithdrawn(DirectiveFact):
    kind: ClassVar[str] = "directive.withdrawn"
    reason: str
