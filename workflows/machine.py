"""The one door for every transition: lock, permit, check, move, save.

Nobody writes a state elsewhere. A refusal says why, in the reader's language, and the same words disable the button.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_fsm import FSMFieldMixin, FSMMeta
from django_fsm import Transition as FSMTransition

from workflows.actors import Actor

M = TypeVar("M", bound=models.Model)
Permit = Callable[[Actor, Any], bool]
Check = Callable[[Any], bool]
Message = str | Promise | Callable[[Any], str]
NO_PERMISSION = "permission"
WRONG_STATE = "state"


class TransitionDenied(Exception):
    """The transition is not possible now. ``code`` is for programs, ``message`` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def condition(code: str, message: Message) -> Callable[[Check], Check]:
    """Name why a transition's condition is not met: ``@condition("open_parts", _("Còn phần việc chưa xong."))``.

    ``message`` is a text, or a function of the object that makes one.
    """

    def name(check: Check) -> Check:
        check.code = code  # type: ignore[attr-defined]
        check.message = message  # type: ignore[attr-defined]
        return check

    return name


def fire(
    obj: M,
    transition_name: str,
    /,
    *,
    actor: Actor,
    permit: Permit | None = None,
    update_fields: Iterable[str] = (),
    **kwargs: Any,
) -> M:
    """Take ``obj`` through the transition; returns the row as locked and saved, to be used instead of ``obj``.

    1. Lock the row and read it afresh (FOR NO KEY UPDATE: child rows may still be inserted). 2. Ask ``permit`` about
    the fresh row: PermissionDenied. 3. State and conditions: TransitionDenied. 4. Move, with ``kwargs`` to the
    transition's method. 5. Save the columns that changed, and ``update_fields``.
    """
    with transaction.atomic():
        row = _lock(obj)
        if permit is not None and not permit(actor, row):
            raise PermissionDenied(_no_permission())
        if refusal := _refusal(row, transition_name):
            raise refusal
        before = _columns(row)
        getattr(row, transition_name)(**kwargs)
        changed = {name for name, value in _columns(row).items() if value != before[name]}
        row.save(update_fields=changed | set(update_fields))
    return row


def blocked(
    obj: models.Model, transition_name: str, actor: Actor | None = None, permit: Permit | None = None
) -> str | None:
    """Why ``fire`` would refuse, as far as the object in hand tells; None when nothing stands in the way.

    Takes no lock and asks no question of its own: ``fire`` decides.
    """
    if permit is not None and (actor is None or not permit(actor, obj)):
        return _no_permission()
    refusal = _refusal(obj, transition_name)
    return refusal.message if refusal else None


def available(obj: models.Model) -> list[str]:
    """Names of the transitions whose state and conditions are met now, in the order of the class."""
    return [name for name in transition_names(type(obj)) if _refusal(obj, name) is None]


def transition_names(model: type[models.Model]) -> list[str]:
    """Every transition the model declares, in the order of the class."""
    members = {name: member for parent in reversed(model.__mro__) for name, member in vars(parent).items()}
    return [name for name, member in members.items() if hasattr(member, "_django_fsm")]


def _lock(obj: M) -> M:
    rows = type(obj)._base_manager.select_for_update(no_key=True, of=("self",))
    return rows.get(pk=obj.pk)


def _refusal(obj: models.Model, name: str) -> TransitionDenied | None:
    meta: FSMMeta = getattr(obj, name)._django_fsm
    field = cast("FSMFieldMixin", meta.field)
    state = field.get_state(obj)
    if not meta.has_transition(state):
        return TransitionDenied(WRONG_STATE, _wrong_state(obj, field, meta))
    step = meta.get_transition(state)
    for check in (step.conditions or []) if step else []:
        if not check(obj):
            return TransitionDenied(getattr(check, "code", check.__name__), _unmet(check, obj))
    return None


def _wrong_state(obj: models.Model, field: Any, meta: FSMMeta) -> str:
    state = str(getattr(obj, f"get_{field.name}_display")())
    label = _label(meta)
    if label:
        return _("Không thể “%(action)s” vì hiện đang ở trạng thái “%(state)s”.") % {"action": label, "state": state}
    return _("Không thực hiện được vì hiện đang ở trạng thái “%(state)s”.") % {"state": state}


def _label(meta: FSMMeta) -> str:
    """The transition's ``custom={"label": ...}``, the same on all its sources."""
    steps: Iterable[FSMTransition] = meta.transitions.values()
    return next((str(step.custom["label"]) for step in steps if step.custom and "label" in step.custom), "")


def _unmet(check: Any, obj: models.Model) -> str:
    message: Message | None = getattr(check, "message", None)
    if message is None:
        return _("Chưa đủ điều kiện để thực hiện.")
    return message(obj) if callable(message) and not isinstance(message, Promise) else str(message)


def _no_permission() -> str:
    return _("Bạn không có quyền thực hiện việc này.")


def _columns(obj: models.Model) -> dict[str, Any]:
    """The loaded columns' values, copied so that a JSON value changed in place is noticed."""
    columns = {field.attname for field in obj._meta.concrete_fields}
    return {name: deepcopy(value) for name, value in vars(obj).items() if name in columns}
