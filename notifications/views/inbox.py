"""Pages of notices: the inbox, opening one, choices."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifications import boards, mail
from notifications.actions import choose_mail, mark_read
from notifications.forms import PreferencesForm
from notifications.models import Notice, Topic
from organizations.actors import principals_of
from organizations.decorators import OfficeRequest, signed_in
from tasks.access import visible_to
from workflows.actors import Actor
from workflows.numbers import whole


@require_safe
@signed_in
def inbox(request: OfficeRequest) -> HttpResponse:
    """Hộp thông báo, newest first."""
    only_unread = request.GET.get("loc") == "chua-doc"
    page = boards.inbox(request.user, only_unread=only_unread, before=whole(request.GET.get("truoc")))
    fragment = request.htmx and request.GET.get("manh") == "danh-sach"
    template = "notifications/_list.html" if fragment else "notifications/inbox.html"
    return render(request, template, {"page": page, "only_unread": only_unread})


@require_safe
@signed_in
def unread(request: OfficeRequest) -> JsonResponse:
    """The count alone, for a page whose live line is down."""
    return JsonResponse({"count": boards.unread_count(request.user.pk)})


@require_safe
@signed_in
def open_notice(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read one: off to what it is about, which checks again whether it may be seen.

    A deputy who sees the work only in another's name is asked to act in it, not told that there is no such page.
    """
    mine = Notice.objects.filter(pk=pk, person=request.user)
    notice = mine.select_related("assignment__task", "assignment__unit", "directive").first()
    if notice is None:
        raise Http404
    mark_read(person=request.user, notice_ids=[notice.pk])
    about = notice.assignment or notice.directive
    if notice.assignment_id is not None and not _sees(request.actor, notice.assignment_id):
        choices = [who for who, acting in principals_of(request.actor) if _sees(acting, notice.assignment_id)]
        if choices:
            return render(request, "notifications/stand_in.html", {"choices": choices, "about": about})
    return redirect(about) if about else redirect("organizations:calendar")


def _sees(actor: Actor, assignment_id: int) -> bool:
    return visible_to(actor).filter(pk=assignment_id).exists()


@require_POST
@signed_in
def read_all(request: OfficeRequest) -> HttpResponse:
    """Everything read."""
    count = mark_read(person=request.user)
    messages.success(request, _("Đã đánh dấu %(count)d thông báo là đã đọc.") % {"count": count})
    return redirect("notifications:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def preferences(request: OfficeRequest) -> HttpResponse:
    """Cách nhận thông báo."""
    person = request.user
    muted = set(person.muted_topics.values_list("topic", flat=True))
    initial = {"mail_choice": person.mail_choice, "topics": [t for t in Topic.values if t not in muted]}
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_mail(person=person, **form.cleaned_data)
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("notifications:preferences")
    context = {"form": form, "mail_enabled": mail.enabled()}
    return render(request, "notifications/preferences.html", context, status=422 if form.errors else 200)
