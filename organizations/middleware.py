"""Who is asking: request.actor, and the end of sessions of people who may no longer sign in."""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from organizations import first_visit
from organizations.actors import ACTING_FOR, actor_for
from organizations.models import Person
from workflows import clock


class ActorMiddleware:
    """Sets ``request.actor``: an Actor, or None for the anonymous.

    Runs on each request, so a person deactivated or gone since loses the session at the next click, and a
    delegation that ended takes the deputy back to their own seats.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]
        request.began = time.time()  # type: ignore[attr-defined] # what the page reads is no older (workflows/live.py)
        person = request.user
        if isinstance(person, Person) and not person.may_sign_in(clock.today()):
            logout(request)
        elif isinstance(person, Person):
            wanted = request.session.get(ACTING_FOR)
            actor = actor_for(person, acting_for=wanted)
            if wanted and actor.on_behalf_of_id is None:
                del request.session[ACTING_FOR]
            request.actor = actor  # type: ignore[attr-defined]
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        elif first_visit.applies_to(request.path_info):
            return redirect(reverse("organizations:start"))
        return self.get_response(request)
