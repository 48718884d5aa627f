"""Who may open the editor and who may change what is in it."""

from directives import access
from directives.models import Directive
from directives.states import EDITABLE
from organizations.permissions import Permission
from tasks.decomposition.boards import EditorBoard, RunBoard, editor_board
from tasks.models import Task
from workflows.actors import Actor


def board_for(
    actor: Actor,
    pk: int,
    *,
    open_id: int | None = None,
    shown: str = "",
    unfolded: str = "",
    section: int | None = None,
) -> EditorBoard:
    """The page for anybody who may see the directive; 404 else. Only the standing agency sees warnings and answers."""
    directive = access.directive_for(actor, pk)
    return editor_board(
        directive,
        may_edit=access.may(actor, Permission.DIRECTIVE_DECOMPOSE, directive),
        inside=access.may(actor, Permission.DIRECTIVE_WATCH, directive),
        may_approve=access.may(actor, Permission.DIRECTIVE_APPROVE, directive),
        open_id=open_id,
        shown=shown,
        unfolded=unfolded,
        section=section,
    )


def run_for(actor: Actor, pk: int) -> RunBoard:
    """How a reading of the directive stands, for anybody who may see it; 404 else."""
    directive = access.directive_for(actor, pk)
    return RunBoard(
        directive=directive,
        can_edit=directive.state in EDITABLE and access.may(actor, Permission.DIRECTIVE_DECOMPOSE, directive),
        inside=access.may(actor, Permission.DIRECTIVE_WATCH, directive),
    )


def editable(actor: Actor, pk: int) -> Directive:
    """The directive for a change: 404 when not seen, 403 when the actor may not decompose it."""
    return access.directive_for(actor, pk, Permission.DIRECTIVE_DECOMPOSE)


def task_in(directive: Directive, pk: int) -> Task:
    """A reference to a task of the directive. The action finds out whether it is still there."""
    return Task(pk=pk, directive=directive)
