"""Receiving: accept one or many, send back as mis-assigned, name the officer, hand parts down, decide on parts."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from tasks.access import assignment_for, may_as_unit, require
from tasks.actions.handing_down import hand_down as hand_down_parts
from tasks.actions.receiving import accept_assignment, accept_assignments, decline_assignment, name_officer
from tasks.actions.reporting import confirm_result, return_result
from tasks.desk.context import Forms, decline_form, hand_down_form, officer_form, part_return_form
from tasks.desk.filters import NEW, DeskFilter
from tasks.desk.parts import chosen_units
from tasks.desk.rows import HEAVY, source_of, title_of
from tasks.desk.views.answers import attempt, refused
from tasks.due import Ruler
from workflows.numbers import wholes

AT_ONCE = 200


@require_POST
@signed_in
def accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tiếp nhận."""
    found = assignment_for(request.actor, pk)

    def act() -> str:
        accept_assignment(assignment=found, actor=request.actor)
        return _("Đã tiếp nhận.")

    return attempt(request, found, act)


@require_http_methods(["GET", "POST"])
@signed_in
def accept_many(request: OfficeRequest) -> HttpResponse:
    """Tiếp nhận nhiều việc: a list to look through and to untick from, then all that is ticked at once."""
    source = request.GET if request.method == "GET" else QueryDict(request.POST.get("tu", ""))
    chosen = DeskFilter.read(source, request.actor).but(tab=NEW, overdue=False)
    waiting = chosen.rows(request.actor)
    if request.method == "POST":
        wanted = wholes(request.POST.getlist("ids"))[:AT_ONCE]
        if not wanted:
            messages.error(request, _("Chưa chọn việc nào để tiếp nhận."))
            return redirect(f"{request.path}?{chosen.query}")
        return _accept(request, chosen, wanted)
    rows = waiting.select_related("task", "directive__type", "directive__issuer", "unit").defer(*HEAVY)
    ruler = Ruler.now()
    listed = [
        {"row": row, "due": ruler.read(row), "title": title_of(row), "source": source_of(row)}
        for row in rows.order_by("due_on", "pk")[:AT_ONCE]
    ]
    context = {"rows": listed, "total": waiting.count(), "chosen": chosen, "several": len(chosen.desks) > 1}
    return render(request, "tasks/desk/accept.html", context)


def _accept(request: OfficeRequest, chosen: DeskFilter, wanted: list[int]) -> HttpResponse:
    # Also those that somebody accepted a moment ago: the refusal names them.
    rows = chosen.base(request.actor).filter(pk__in=wanted)
    outcome = accept_assignments(assignments=rows, actor=request.actor)
    if outcome.count:
        text = ngettext("Đã tiếp nhận %(n)s việc.", "Đã tiếp nhận %(n)s việc.", outcome.count)
        messages.success(request, text % {"n": outcome.count})
    left = len(wanted) - outcome.count
    if left:
        reasons = " ".join(outcome.refusals) or _("Không còn trong danh sách việc mới của bàn việc này.")
        messages.error(request, _("%(n)s việc chưa tiếp nhận được. %(why)s") % {"n": left, "why": reasons})
    return redirect(DeskFilter.read(QueryDict(request.POST.get("tu", "")), request.actor).closed.url)


@require_POST
@signed_in
def decline(request: OfficeRequest, pk: int) -> HttpResponse:
    """Đề nghị trả lại việc giao nhầm."""
    found = assignment_for(request.actor, pk)
    form = decline_form(request.POST)
    if not form.is_valid():
        return refused(request, found, Forms(decline=form))

    def act() -> str:
        decline_assignment(assignment=found, reason=form.cleaned_data["reason"], actor=request.actor)
        return _("Đã gửi đề nghị trả lại; bên giao sẽ quyết định.")

    return attempt(request, found, act, forms=Forms(decline=form))


@require_POST
@signed_in
def officer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Phân công cán bộ thực hiện."""
    found = assignment_for(request.actor, pk)
    require(may_as_unit(request.actor, Permission.OFFICER_NAME, found))
    form = officer_form(found, request.POST)
    if not form.is_valid():
        return refused(request, found, Forms(officer=form))

    def act() -> str:
        person = form.cleaned_data["officer"]
        name_officer(assignment=found, officer=person, actor=request.actor)
        return _("Đã phân công %(name)s.") % {"name": person} if person else _("Đã bỏ phân công cán bộ.")

    return attempt(request, found, act, forms=Forms(officer=form))


@require_POST
@signed_in
def hand_down(request: OfficeRequest, pk: int) -> HttpResponse:
    """Giao xuống đơn vị trực thuộc."""
    found = assignment_for(request.actor, pk)
    require(may_as_unit(request.actor, Permission.HAND_DOWN, found))
    form = hand_down_form(found, request.POST)
    if not form.is_valid():
        return refused(request, found, Forms(hand_down=form))

    def act() -> str:
        units = chosen_units(found.unit_id, found.unit.path, form.chosen("units"), form.chosen("groups"))
        content, due_on = form.cleaned_data["content"], form.cleaned_data["due_on"]
        parts = hand_down_parts(assignment=found, units=units, content=content, due_on=due_on, actor=request.actor)
        kept = len(units) - len(parts)
        text = ngettext("Đã giao cho %(n)s đơn vị.", "Đã giao cho %(n)s đơn vị.", len(parts)) % {"n": len(parts)}
        return f"{text} " + _("%(n)s đơn vị đang có phần việc nên giữ nguyên.") % {"n": kept} if kept else text

    return attempt(request, found, act, forms=Forms(hand_down=form))


@require_POST
@signed_in
def part_confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    """Xác nhận phần việc: by the unit that handed it down, on the page of the whole."""
    part = assignment_for(request.actor, pk)

    def act() -> str:
        confirm_result(assignment=part, actor=request.actor)
        return _("Đã xác nhận phần việc của %(unit)s.") % {"unit": part.unit.label}

    return attempt(request, part.parent or part, act)


@require_POST
@signed_in
def part_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """Yêu cầu đơn vị trực thuộc làm lại phần việc."""
    part = assignment_for(request.actor, pk)
    form = part_return_form(request.POST)
    forms = Forms(part_return=form, part_id=pk)
    if not form.is_valid():
        return refused(request, part.parent or part, forms)

    def act() -> str:
        return_result(assignment=part, reason=form.cleaned_data["reason"], actor=request.actor)
        return _("Đã yêu cầu %(unit)s thực hiện lại.") % {"unit": part.unit.label}

    return attempt(request, part.parent or part, act, forms=forms)
