"""No state without a way in: each is where something starts, or where a transition leads."""

from typing import Any

import pytest

from directives.models import Directive
from tasks.models import Assignment


@pytest.mark.parametrize("model", [Directive, Assignment])
def test_every_state_can_be_entered(model: Any) -> None:
    field = model._meta.get_field("state")
    entered = {field.default}
    for move in field.get_all_transitions(model):
        entered |= set(getattr(move.target, "allowed_states", None) or [move.target])
    assert {value for value, _label in field.choices} == set(map(str, entered))
