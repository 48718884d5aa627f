"""The owner picker: search, add, drop, adjust; and which units a group stands for."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from directives.access import directive_for
from directives.models import Directive
from organizations import access as people
from organizations import groups
from organizations.decorators import OfficeRequest, signed_in
from organizations.directory import directory
from organizations.heads import heads_of
from organizations.models import Person, Unit, UnitGroup
from tasks.decomposition import owners
from tasks.decomposition.access import editable, task_in
from tasks.decomposition.actions import naming, owning
from tasks.decomposition.forms import OwnerForm
from tasks.decomposition.views.answering import EVERYTHING, HEAD, OUTLINE, SHEET, answer, refusals
from tasks.decomposition.views.card import AROUND, seen_by, selected_at
from tasks.decomposition.views.page import number
from tasks.models import Task, UnknownName
from tasks.states import Role
from workflows import clock
from workflows.numbers import whole

PARTS = (*AROUND, OUTLINE, "five", "questions", "owners")


@require_safe
@signed_in
def search(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lines of the picker for what is typed; for an unknown name, before anything is typed, bodies of a like name."""
    directive = editable(request.actor, pk)
    role = request.GET.get("role", Role.LEAD)
    words = request.GET.get(f"q_{role}", "").strip()
    name = None if words else _unknown(directive, role)
    found = owners.near(request.actor, name.words) if name else owners.search(request.actor, words) if words else []
    words = words or (name.words if name else "")
    task_id = request.GET.get("viec", "")
    context = {"found": found, "words": words, "role": role, "directive": directive, "task_id": task_id}
    return render(request, "tasks/editor/_found.html", context)


@require_POST
@signed_in
@refusals
def change(request: OfficeRequest, pk: int, task_id: int) -> HttpResponse:
    """One button says what: ``lead``/``coordinate`` (a key, or "?" for what is typed), ``drop``, ``adjust``; of a name
    nobody knows ``settle`` or ``name_<number>`` (which body it is), ``drop_name``; of a unit that is no more ``heirs``
    or ``succeed`` (those chosen as ``heir_…``); ``learn`` (remember the spelling).
    """
    directive = editable(request.actor, pk)
    task = task_in(directive, task_id)
    seen = seen_by(request, task_id)
    if key := request.POST.get("drop"):
        owning.drop_owner(task=task, body=owners.body_for(request.actor, key), actor=request.actor, seen=seen)
    elif key := request.POST.get("adjust"):
        return _adjust(request, directive, task_id, key)
    elif found := _name_meant(request):
        return _settle(request, directive, task, *found)
    elif (name_id := number(request, "heirs")) is not None:
        return _settle(request, directive, task, name_id, "", heirs=_heirs(request, str(name_id)))
    elif key := request.POST.get("succeed"):
        old = owners.body_for(request.actor, key)
        if not isinstance(old, Unit):
            raise Http404
        owning.succeed_owner(task=task, body=old, heirs=_heirs(request, key), actor=request.actor, seen=seen)
    elif (name_id := number(request, "drop_name")) is not None:
        naming.drop_name(task=task, name_id=name_id, actor=request.actor, seen=seen)
    elif key := request.POST.get("learn"):
        return _learn(request, directive, task_id, key)
    else:
        role = Role.LEAD if "lead" in request.POST else Role.COORDINATE
        words = request.POST.get("selected", "")
        chosen = request.POST.get(role.value, "?")
        bodies = [owners.body_for(request.actor, chosen)] if chosen != "?" else _typed(request, directive, role, words)
        unknown = set(task.unknown_names.values_list("words", flat=True))
        if not bodies and words:
            naming.note_name(
                task=task, words=words, role=role, place=selected_at(request), actor=request.actor, seen=seen
            )
            return answer(request, pk, (*PARTS, SHEET), open_id=task_id)
        if not bodies:
            return answer(request, pk, (), open_id=task_id, status=422)
        with transaction.atomic():
            for body in bodies:
                owning.name_owner(
                    task=task,
                    body=body,
                    role=role,
                    words=words,
                    place=selected_at(request) if words else None,
                    actor=request.actor,
                    seen=seen,
                )
        for gone in sorted(unknown - {words, *task.unknown_names.values_list("words", flat=True)}):
            messages.info(request, _("Đã bỏ tên “%(words)s”, thay bằng chữ vừa chọn.") % {"words": gone})
    marked = "selected" in request.POST or "drop" in request.POST  # what is highlighted in the text is another
    return answer(request, pk, (*PARTS, SHEET) if marked else PARTS, open_id=task_id)


def _name_meant(request: OfficeRequest) -> tuple[int, str] | None:
    """Which unknown name is meant, and the body chosen for it ("?": the one whose name is typed)."""
    for key, value in request.POST.items():
        if key.startswith("name_") and (name_id := whole(key[5:])) is not None:
            return name_id, str(value)
    name_id = number(request, "settle")
    return (name_id, "?") if name_id is not None else None


def _heirs(request: OfficeRequest, of: str) -> list[Unit | UnitGroup]:
    """The units ticked to carry on."""
    return [owners.body_for(request.actor, str(key)) for key in request.POST.getlist(f"heir_{of}")]


def _settle(
    request: OfficeRequest,
    directive: Directive,
    task: Task,
    name_id: int,
    chosen: str,
    heirs: list[Unit | UnitGroup] | None = None,
) -> HttpResponse:
    role = f"name_{name_id}"
    if heirs is not None:
        bodies = heirs
        if not bodies:
            messages.error(request, _("Hãy chọn ít nhất một đơn vị kế thừa."))
    else:
        bodies = [owners.body_for(request.actor, chosen)] if chosen != "?" else _typed(request, directive, role, "")
    if not bodies:
        return answer(request, directive.pk, (), open_id=task.pk, status=422)
    seen = seen_by(request, task.pk)
    count = naming.settle_name(task=task, name_id=name_id, bodies=bodies, actor=request.actor, seen=seen)
    if count > 1:
        text = ngettext("%(n)d việc khác ghi cùng tên cũng nhận đơn vị này.",
                        "%(n)d việc khác ghi cùng tên cũng nhận đơn vị này.", count - 1)  # fmt: skip
        messages.success(request, text % {"n": count - 1})
    return answer(request, directive.pk, EVERYTHING, open_id=task.pk)


def _learn(request: OfficeRequest, directive: Directive, task_id: int, key: str) -> HttpResponse:
    """Nhớ: the document's words for this owner become another name of it, for this office's documents."""
    body = owners.body_for(request.actor, key)
    learned = naming.teach_name(task=task_in(directive, task_id), body=body, actor=request.actor)
    what = {"words": learned.words, "name": body.name}
    messages.success(request, _("Đã nhớ “%(words)s” là tên khác của %(name)s.") % what)
    if naming.goes_with_undo(learned, directive):
        messages.info(request, _("Hoàn tác bước chọn đơn vị này thì tên đó cũng được quên."))
    else:
        messages.info(request, _("Hoàn tác không làm quên tên này. Muốn quên thì vào trang của đơn vị."))
    return answer(request, directive.pk, (HEAD, "owners"), open_id=task_id)


def _unknown(directive: Directive, role: str) -> UnknownName | None:
    name_id = whole(role[5:]) if role.startswith("name_") else None
    return UnknownName.objects.filter(pk=name_id, task__directive=directive).first() if name_id is not None else None


def _typed(request: OfficeRequest, directive: Directive, role: str, words: str) -> list[Unit | UnitGroup]:
    """The bodies that bear the typed or selected name; none, and a message, when it is nobody's or several's."""
    name = words or request.POST.get(f"q_{role}", "").strip()
    # The document's words name whom they named on its day, a person's own whom they name today.
    written = directive.issued_on if words else None
    entries = directory(request.actor, directive.standing_unit, dated=written).resolve(name)
    if words and any(entry.heirs for entry in entries):
        return []  # a unit that was split: kept as the text has it, with those that carry on to choose from
    if entries:
        return [owners.body_for(request.actor, entry.key) for entry in entries]
    found = owners.search(request.actor, name) if name else []
    exact = owners.named(name, found)
    if exact is None and len(found) == 1 and not words:
        exact = found[0]
    if exact is not None:
        return [owners.body_for(request.actor, exact.key)]
    if words:  # selected in the text: kept as an unknown name, with the near ones in its picker
        return []
    hint = _("Gần đúng: %(names)s.") % {"names": "; ".join(each.name for each in found[:4])} if found else ""
    text = _("Không có đơn vị hay nhóm nào tên đúng là “%(name)s”. %(hint)s")
    messages.error(request, text % {"name": name, "hint": hint})
    return []


def _adjust(request: OfficeRequest, directive: Directive, task_id: int, key: str) -> HttpResponse:
    form = OwnerForm(
        {"due_on": request.POST.get(f"due_{key}", ""), "responsible": request.POST.get(f"person_{key}", "")}
    )
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return answer(request, directive.pk, (HEAD,), open_id=task_id, status=422)
    chosen = form.cleaned_data["responsible"]
    person: Person | None = people.person_for(request.actor, chosen) if chosen else None
    owning.adjust_owner(
        task=task_in(directive, task_id),
        body=owners.body_for(request.actor, key),
        due_on=form.cleaned_data["due_on"],
        responsible=person,
        actor=request.actor,
        seen=seen_by(request, task_id),
    )
    return answer(request, directive.pk, PARTS, open_id=task_id)


@require_safe
@signed_in
def members(request: OfficeRequest, pk: int, key: str) -> HttpResponse:
    """The units a group stands for today, with their heads."""
    directive_for(request.actor, pk)
    body = owners.body_for(request.actor, key)
    if not isinstance(body, UnitGroup):
        raise Http404
    units = list(groups.members(body))
    heads = heads_of([unit.pk for unit in units])
    names = dict(Person.objects.get_queryset().filter(pk__in=heads.values()).values_list("pk", "full_name"))
    rows = [(unit.name, names.get(heads.get(unit.pk, 0), "")) for unit in units]
    return render(request, "tasks/editor/_members.html", {"group": body, "rows": rows, "day": clock.today()})
