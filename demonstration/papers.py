"""The two documents, entered as their offices would: header by hand, text and outline by the product's own reading."""

import re
from datetime import date
from pathlib import Path

from demonstration.directory import World
from demonstration.plan import TASKS, PlannedTask
from directives.actions.recording import record
from directives.facts import DirectiveEntered
from directives.intake import outline
from directives.intake.text import from_typing
from directives.models import Directive, DirectiveLink, DirectiveRecipient, DirectiveType, Provision
from directives.states import Capacity, LinkKind, RecipientRole
from organizations.models import Person
from tasks.models import Task, TaskOwner
from tasks.states import DeadlineKind, Role
from tasks.timing.rules import keep
from workflows import clock
from workflows.actors import Actor
from workflows.deadlines import read_deadline

DOCUMENTS = Path(__file__).parent / "documents"


def enter_plan(world: World, actor: Actor) -> Directive:
    """Kế hoạch của UBND Thành phố Hà Nội: its head is lost in the text that came down to us, so it has no number."""
    directive = _enter(
        "ha-noi-2023.txt",
        actor,
        type_code="KH",
        symbol="KH-UBND",
        abstract="Khắc phục các hạn chế, khuyết điểm được chỉ ra sau Hội nghị kiểm điểm năm 2022 về tình trạng thiếu"
        " thuốc, trang thiết bị, vật tư y tế tại một số cơ sở khám bệnh, chữa bệnh trên địa bàn Thành phố",
        issuer=world.units["hn"],
        standing_unit=world.units["hn-syt"],
        place="Hà Nội",
        issued_on=date(2023, 7, 24),
        received_on=date(2023, 7, 24),
        signer_name="Vũ Thu Hà",
        signer_title="Phó Chủ tịch",
        capacity=Capacity.COLLECTIVE_DEPUTY,
    )
    cited = [
        (LinkKind.CARRIES_OUT, "144-KH/TU", "Thành ủy Hà Nội", date(2023, 3, 15)),
        (LinkKind.CARRIES_OUT, "291-TB/BCSD", "Ban cán sự đảng UBND Thành phố", date(2023, 7, 19)),
        (LinkKind.MENTION, "30/NQ-CP", "Chính phủ", date(2023, 3, 4)),
        (LinkKind.MENTION, "07/2023/NĐ-CP", "Chính phủ", date(2023, 3, 3)),
    ]
    _cite(directive, cited)
    lines = [("Các Sở, ban, ngành Thành phố", "hn-departments"), ("UBND các quận, huyện, thị xã", "hn-districts")]
    for order, (name, group) in enumerate(lines):
        DirectiveRecipient.objects.create(
            directive=directive, role=RecipientRole.DISTRIBUTION, name=name, group=world.groups[group], order=order
        )
    return directive


def enter_letter(world: World, actor: Actor) -> Directive:
    """Công văn của Sở Y tế Lạng Sơn: a draft, its number and day still blank, waiting for decomposition."""
    directive = _enter(
        "lang-son-2026.txt",
        actor,
        type_code="CV",
        symbol="SYT-KHTC",
        abstract="V/v bảo đảm cung ứng thiết bị y tế phục vụ công tác khám bệnh, chữa bệnh",
        issuer=world.units["ls-syt"],
        standing_unit=world.units["ls-syt"],
        place="Lạng Sơn",
        signer_name="Hoàng Xuân Trường",
        signer_title="Phó Giám đốc",
        capacity=Capacity.DEPUTY,
    )
    _cite(directive, [(LinkKind.CARRIES_OUT, "2837/BYT-VPB", "Bộ Y tế", date(2026, 4, 20))])
    lines = [("Các đơn vị trực thuộc Sở Y tế", "ls-attached"), ("UBND các xã, phường", "ls-communes")]
    for order, (name, group) in enumerate(lines):
        DirectiveRecipient.objects.create(
            directive=directive, role=RecipientRole.ADDRESSED, name=name, group=world.groups[group], order=order
        )
    return directive


def decompose_plan(world: World, directive: Directive, actor: Actor) -> None:
    """The 19 tasks of ``plan.TASKS``."""
    officer = Person.objects.get(pk=actor.person_id)
    for order, planned in enumerate(TASKS, start=1):
        task = _task(directive, planned, order, officer)
        for role, names in ((Role.LEAD, planned.lead), (Role.COORDINATE, planned.coordinate)):
            for place, name in enumerate(names):
                owner = TaskOwner(task=task, role=role, order=place)
                if name.startswith("g:"):
                    owner.group = world.groups[name[2:]]
                else:
                    owner.unit = world.units[name]
                owner.save()


def _enter(document: str, actor: Actor, *, type_code: str, **fields: object) -> Directive:
    text = from_typing((DOCUMENTS / document).read_text(encoding="utf-8")).text
    directive = Directive.objects.create(
        type=DirectiveType.objects.get(pk=type_code),
        text=text,
        entered_by_id=actor.person_id,
        entered_at=clock.now(),
        **fields,
    )
    made: list[Provision] = []
    for node in outline.outline(text):
        made.append(
            Provision.objects.create(
                directive=directive,
                parent=made[node.parent] if node.parent is not None else None,
                kind=node.kind.value,
                label=node.label,
                path=node.path,
                heading=node.heading,
                start=node.start,
                end=node.end,
                body=node.body,
                depth=node.depth,
            )
        )
    fact = DirectiveEntered(directive_id=directive.pk, reference=directive.reference, abstract=directive.abstract)
    record(directive, fact, actor=actor)
    return directive


def _cite(directive: Directive, cited: list[tuple[LinkKind, str, str, date]]) -> None:
    for kind, reference, issuer, day in cited:
        DirectiveLink.objects.create(
            source=directive, kind=kind, reference=reference, issuer_name=issuer, issued_on=day
        )


def _task(directive: Directive, planned: PlannedTask, order: int, officer: Person) -> Task:
    start, end = span_of(directive.text, planned)
    provision = directive.provisions.filter(start__lte=start, end__gte=end).order_by("-depth", "-start").first()
    reading = read_deadline(planned.words, directive.issued_on) if planned.words else None
    fixed = planned.kind == DeadlineKind.FIXED
    task = Task(
        directive=directive,
        provision=provision,
        order=order * 10,
        section=planned.section,
        content=planned.content,
        product=planned.product,
        source_start=start,
        source_end=end,
        deadline_kind=planned.kind,
        deadline_words=planned.words,
        deadline_rule=reading.explanation if reading else "",
        due_on=(reading.operative if reading else planned.set_on) if fixed else None,
        recurrence=list(planned.recurrence),
        none_declared=planned.kind == DeadlineKind.NONE,
        confirmed=True,
        created_by=officer,
        created_at=clock.now(),
    )
    if reading:
        keep(task, reading)
    if fixed and task.stated_on is None:
        task.stated_on = task.legal_on = planned.set_on
    task.save()
    return task


def span_of(text: str, planned: PlannedTask) -> tuple[int, int]:
    """Where the task's words stand, whatever white space the reading left between them."""
    gap = r"\s+"
    begins, ends = (gap.join(re.escape(word) for word in words.split()) for words in (planned.begins, planned.ends))
    found = re.search(f"{begins}.*?{ends}", text, re.DOTALL)
    if found is None:
        raise LookupError(f"{planned.section}: “{planned.begins} … {planned.ends}” is not in the text")
    return found.span()
