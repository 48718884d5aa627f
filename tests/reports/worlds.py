"""A board's world made by hand: every figure of it can be counted on the fingers."""

from datetime import date

from directives.models import Directive
from organizations.models import Unit
from tasks.models import Assignment, Task
from tasks.states import AssignmentState as A
from tasks.states import DeadlineKind, Role
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_directive, make_task

# TODAY is Tuesday 17/10/2023; due soon ends on Friday 20/10.


def give(
    world: World,
    directive: Directive,
    unit: Unit,
    due_on: date | None,
    *,
    given: date = date(2023, 9, 20),
    state: str = A.IN_PROGRESS,
    **fields: object,
) -> Assignment:
    """One assignment with a task of its own."""
    kind = DeadlineKind.FIXED if due_on else DeadlineKind.NONE
    task: Task = make_task(world, directive, due_on=due_on, deadline_kind=kind, none_declared=not due_on)
    return make_assignment(world, state, unit=unit, task=task, assigned_on=given, **fields)


def finish(
    world: World, directive: Directive, unit: Unit, due_on: date | None, done_on: date, confirmed_on: date
) -> Assignment:
    """One that was sent on ``done_on`` and confirmed later."""
    return give(
        world, directive, unit, due_on, state=A.COMPLETED, stopped_on=done_on, done_on=done_on, closed_on=confirmed_on
    )


def build(world: World) -> Directive:
    """Fifteen counted assignments of Sở Y tế, and six that no rate counts.

    ============  =========================================================================  =====
    on time (3)   A: sent 18/9 for 20/9; 2/10 for 5/10, confirmed 12/10.
                  B: sent on its very day 10/10
    undated (1)   A: done without a deadline, in no on-time rate
    late (2)      A: sent Mon 9/10 for Wed 4/10 (3 working days); B: Tue 10/10 for Mon 9/10 (1)
    open (2)      A: due 30/11; A: waits for confirmation, sent 13/10 for 16/10
    soon (1)      B: due Friday 20/10
    overdue (4)   A: due Mon 16/10 (1); A: due Mon 9/10 (6); B: due 1/8/2023 (53);
                  quận Ba Đình: waits for confirmation, sent Thu 12/10 for Tue 10/10 (2)
    none (2)      A: given 20/9 (27 days); B: given 1/6 (138 days), never reported: both never
    ============  =========================================================================  =====
    """
    health = make_directive(world)
    a, b, district = world.hospital_a, world.hospital_b, world.district_a
    finish(world, health, a, date(2023, 9, 20), date(2023, 9, 18), date(2023, 9, 19))
    finish(world, health, a, date(2023, 10, 5), date(2023, 10, 2), date(2023, 10, 12))
    finish(world, health, a, None, date(2023, 10, 3), date(2023, 10, 4))
    finish(world, health, b, date(2023, 10, 10), date(2023, 10, 10), date(2023, 10, 11))
    finish(world, health, a, date(2023, 10, 4), date(2023, 10, 9), date(2023, 10, 10))
    finish(world, health, b, date(2023, 10, 9), date(2023, 10, 10), date(2023, 10, 13))
    give(world, health, a, date(2023, 11, 30))
    give(world, health, a, date(2023, 10, 16), state=A.SUBMITTED, stopped_on=date(2023, 10, 13))
    give(world, health, b, date(2023, 10, 20))
    give(world, health, a, date(2023, 10, 16))
    give(world, health, a, date(2023, 10, 9))
    give(world, health, b, date(2023, 8, 1), given=date(2023, 6, 1), urgings=2, last_urged_on=date(2023, 10, 2))
    give(world, health, district, date(2023, 10, 10), state=A.SUBMITTED, stopped_on=date(2023, 10, 12))
    give(world, health, a, None)
    give(world, health, b, None, given=date(2023, 6, 1))
    # Counted by nobody.
    give(world, health, b, date(2023, 9, 1), role=Role.COORDINATE)
    give(world, health, b, date(2023, 9, 1), state=A.CANCELLED)
    give(world, health, b, date(2023, 9, 1), state=A.REASSIGNED)
    whole = Assignment.objects.filter(unit=a, due_on=date(2023, 11, 30)).get()
    give(world, health, world.plan_room, date(2023, 9, 1), parent=whole)
    # Another office's: Sở Y tế tỉnh Khác gives work to itself.
    other = make_directive(world, issuer=world.other_health, standing_unit=world.other_health, number="9")
    give(world, other, world.other_health, date(2023, 9, 1))
    # The city's own, Sở Tài chính in its care: the health department does not lead it.
    finance = make_directive(world, issuer=world.city, standing_unit=world.finance, number="12")
    give(world, finance, world.finance, date(2023, 10, 2))
    return health


__all__ = ["TODAY", "build", "finish", "give"]
