"""What happened to directives, as recorded in history and told to the apps above."""

from dataclasses import dataclass
from datetime import date
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
    # Entered although another directive bears the same number, symbol and issuer.
    knowingly_twice: bool = False


@dataclass(frozen=True, kw_only=True)
class DirectiveChanged(DirectiveFact):
    """``fields`` names what changed; ``unpinned`` is how many tasks lost the words they were pinned to."""

    kind: ClassVar[str] = "directive.changed"
    fields: tuple[str, ...]
    unpinned: int = 0


@dataclass(frozen=True, kw_only=True)
class FileAdded(DirectiveFact):
    kind: ClassVar[str] = "directive.file_added"
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class FileRemoved(DirectiveFact):
    kind: ClassVar[str] = "directive.file_removed"
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ReviewSubmitted(DirectiveFact):
    kind: ClassVar[str] = "review.submitted"
    tasks: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewSentBack(DirectiveFact):
    """``recalled`` when the desk that submitted took it back itself."""

    kind: ClassVar[str] = "review.sent_back"
    comment: str
    recalled: bool = False


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


@dataclass(frozen=True, kw_only=True)
class IssuingStopped(DirectiveFact):
    """Approved, but it could not be issued: back to the desk that decomposes."""

    kind: ClassVar[str] = "review.issuing_stopped"
    reason: str


@dataclass(frozen=True, kw_only=True)
class DirectiveSuperseded(DirectiveFact):
    """``kept`` open assignments go on under the old directive, ``cancelled`` ended with it."""

    kind: ClassVar[str] = "directive.superseded"
    by_id: int
    by_reference: str
    reason: str = ""
    cancelled: int = 0
    kept: int = 0
    revoked: bool = False


@dataclass(frozen=True, kw_only=True)
class DirectiveShared(DirectiveFact):
    """A person or a unit's people may follow the directive though they have no part in it."""

    kind: ClassVar[str] = "directive.shared"
    share_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ShareEnded(DirectiveFact):
    kind: ClassVar[str] = "directive.share_ended"
    share_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DirectiveTypeChanged(Fact):
    """The office changed what holds for a type of document."""

    kind: ClassVar[str] = "office.directive_type_changed"
    code: str
    name: str
    active: bool
    max_extensions: int
    extension_needs_document: bool | None = None  # None: recorded before it was asked for


@dataclass(frozen=True, kw_only=True)
class DirectiveNumbered(DirectiveFact):
    """Number or day of issue, blank when the tasks went out, were filled in."""

    kind: ClassVar[str] = "directive.numbered"
    reference: str
    issued_on: date | None = None
