"""The reminder ladders: which types have their own, and changing one with a look at what it would have sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directives.models import DirectiveType
from notifications.ladder_forms import LadderFormSet, initial
from notifications.models import ReminderLadder
from notifications.reminders.editing import drop_ladder, set_ladder, words
from notifications.reminders.planning import Ladders
from notifications.reminders.preview import preview
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from organizations.views.common import require_everything, require_rules

COMMON = "chung"


@require_safe
@needs(Permission.RULES_READ, Permission.OFFICE_SETUP)
def ladders(request: OfficeRequest) -> HttpResponse:
    """Thang nhắc hạn: the common one, and the types with one of their own; to change for administrators alone."""
    require_rules(request)
    known = Ladders.load()
    own = DirectiveType.objects.filter(reminder_ladder__isnull=False)
    rows = [(None, known.of(""))] + [(type, known.of(type.pk)) for type in own]
    context = {
        "rows": [(type, [(words(rung.offset), rung) for rung in rungs]) for type, rungs in rows],
        "others": DirectiveType.objects.filter(active=True, reminder_ladder=None),
    }
    return render(request, "notifications/ladders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.OFFICE_SETUP)
def ladder(request: OfficeRequest, code: str) -> HttpResponse:
    """One ladder. ``xem`` shows last month's reminders by what is typed, without saving it."""
    require_everything(request)
    type = _type(code)
    standing = Ladders.load().of(type.pk if type else "")
    lines = LadderFormSet(request.POST if request.method == "POST" else None, initial=initial(standing), prefix="moc")
    valid = request.method != "POST" or lines.is_valid()
    if request.method == "POST" and valid and "xem" not in request.POST:
        set_ladder(actor=request.actor, type=type, rungs=lines.rungs())
        messages.success(request, _("Đã lưu thang nhắc hạn. Việc đang theo dõi được tính lại theo thang mới."))
        return redirect("notifications:ladder", code)
    typed = lines.rungs() if request.method == "POST" and valid else list(standing)
    context = {
        "type": type,
        "code": code,
        "lines": lines,
        "own": type is not None and ReminderLadder.objects.filter(type=type).exists(),
        "preview": preview(type, typed) if valid else None,
        "typed": request.method == "POST",
    }
    return render(request, "notifications/ladder.html", context, status=200 if valid else 422)


@require_POST
@needs(Permission.OFFICE_SETUP)
def drop(request: OfficeRequest, code: str) -> HttpResponse:
    """The type follows the common ladder again."""
    require_everything(request)
    type = _type(code)
    if type is None:
        raise Http404
    drop_ladder(actor=request.actor, type=type)
    messages.success(request, _("%(type)s theo thang nhắc hạn chung.") % {"type": type.name})
    return redirect("notifications:ladders")


def _type(code: str) -> DirectiveType | None:
    if code == COMMON:
        return None
    type = DirectiveType.objects.filter(pk=code).first()
    if type is None:
        raise Http404
    return type
