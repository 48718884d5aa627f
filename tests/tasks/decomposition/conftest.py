"""The plan of plan.py on the day it is decomposed."""

from collections.abc import Iterator

import pytest

from directives.models import Directive
from tests.personas import World
from tests.tasks.decomposition.plan import TODAY, make_plan
from workflows import clock
from workflows.actors import Actor


@pytest.fixture
def today() -> Iterator[None]:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def plan(world: World, today: None) -> Directive:
    return make_plan(world)


@pytest.fixture
def officer(world: World) -> Actor:
    return world.actor("standing_officer")
