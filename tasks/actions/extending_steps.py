"""Moving the process of a request for more time from step to step. Called by actions.extending alone, rows locked."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from organizations.localities import Calendars
from organizations.models import Person
from tasks.actions.recording import record
from tasks.due import assigner_id
from tasks.facts import ExtensionStepLate
from tasks.flows import ExtensionFlow
from tasks.models import Extension, ExtensionProcess
from tasks.states import ExtensionState, ExtensionStep
from workflows import clock, options
from workflows.actors import Actor, system_actor

DAYS = {
    ExtensionStep.SIGN: "extension_sign_days",
    ExtensionStep.ADVISE: "extension_advise_days",
    ExtensionStep.DECIDE: "extension_decide_days",
}


def begin(extension: Extension) -> ExtensionProcess:
    """The process of a new request, at the signature."""
    process: ExtensionProcess = ExtensionFlow.ask.run(extension=extension)
    _turn(process, ExtensionStep.SIGN)
    return process


def process_of(extension: Extension) -> ExtensionProcess | None:
    """The request's process; None for one older than the process, which is decided without steps."""
    found: ExtensionProcess | None = ExtensionProcess.objects.filter(extension=extension).first()
    return found


def sign(process: ExtensionProcess, actor: Actor, *, agreed: bool) -> None:
    """The head's step; when not agreed the process ends with it."""
    if agreed:
        process.signed_by_id = actor.person_id
        process.signed_on_behalf_of_id = actor.on_behalf_of_id
        process.signed_at = clock.now()
    part = process.extension.assignment.parent_id is not None
    following = ExtensionStep.DECIDE if part else ExtensionStep.ADVISE
    _run(process, ExtensionFlow.sign, actor, following if agreed else ExtensionStep.DONE)


def advise(process: ExtensionProcess, actor: Actor, *, in_favour: bool, until: date | None, note: str) -> None:
    """The standing office's step."""
    process.in_favour, process.advised_until, process.advice = in_favour, until, note
    process.advised_by_id = actor.person_id
    process.advised_on_behalf_of_id = actor.on_behalf_of_id
    process.advised_at = clock.now()
    _run(process, ExtensionFlow.advise, actor, ExtensionStep.DECIDE)


def decide(process: ExtensionProcess, actor: Actor) -> None:
    """The last step. Whoever has authority may decide without waiting for advice; that step then ends unadvised."""
    if process.step == ExtensionStep.ADVISE:
        _run(process, ExtensionFlow.advise, actor, ExtensionStep.DECIDE)
    _run(process, ExtensionFlow.decide, actor, ExtensionStep.DONE)


def stop(process: ExtensionProcess) -> None:
    """Taken back, or the assignment was settled: nobody's turn any more."""
    ExtensionFlow.instance.cancel(process)
    process.refresh_from_db()
    process.step, process.step_due_on = ExtensionStep.DONE, None
    process.save(update_fields=["step", "step_due_on"])


@transaction.atomic
def press_late_steps() -> int:
    """Tell, once a step, those whose turn it is that its day has passed; how many steps."""
    today = clock.today()
    late = ExtensionProcess.objects.filter(step_due_on__lt=today).exclude(step=ExtensionStep.DONE)
    rows = list(
        late.filter(Q(pressed_on=None))
        .select_related("extension__assignment__parent")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
    )
    for process in rows:
        process.pressed_on = today
        process.save(update_fields=["pressed_on"])
        extension = process.extension
        if process.step_due_on and extension.state in (ExtensionState.UNSIGNED, ExtensionState.ASKED):
            fact = ExtensionStepLate(
                assignment_id=extension.assignment_id,
                extension_id=extension.pk,
                step=process.step,
                step_due_on=process.step_due_on,
            )
            record(extension.assignment, fact, actor=system_actor())
    return len(rows)


def _run(process: ExtensionProcess, node: object, actor: Actor, following: ExtensionStep) -> None:
    with ExtensionFlow.lock(process.pk):
        _turn(process, following)
        task = process.task_set.get(flow_task=node, finished=None)
        activation = task.flow_task.activation_class(task)
        activation.assign(Person.objects.get(pk=actor.person_id))
        activation.start(None)
        activation.execute()


def _turn(process: ExtensionProcess, step: ExtensionStep) -> None:
    """Whose turn it is, and by when: working days from today, the first excluded, of who has the turn (the unit's head
    signs, the assigner does the rest).
    """
    process.step, process.pressed_on = step, None
    key = DAYS.get(step)
    process.step_due_on = None
    if key:
        assignment = process.extension.assignment
        unit_id = assignment.unit_id if step == ExtensionStep.SIGN else assigner_id(assignment)
        process.step_due_on = Calendars.now().of(unit_id).add(clock.today(), options.get_int(key))
    process.save()
