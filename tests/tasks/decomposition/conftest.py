"""The plan of plan.py on the day it is decomposed."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from directives.models import Directive
from tasks.decomposition.actions.drafting import create_from_span
from tasks.models import Task
from tests.personas import World
from tests.tasks.decomposition.plan import TODAY, make_plan, span_of
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


@pytest.fixture
def desk(client_for: Callable[..., Client], world: World) -> Client:
    """The standing officer's browser."""
    return client_for(world.people["standing_officer"])


@pytest.fixture
def task(plan: Directive, officer: Actor) -> Task:
    start, end = span_of("Tăng cường công tác hướng dẫn, thanh tra, kiểm tra công tác mua sắm thuốc")
    return create_from_span(directive=plan, start=start, end=end, actor=officer)
