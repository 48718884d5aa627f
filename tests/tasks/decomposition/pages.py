"""Addresses and pages of the editor, for its tests."""

from typing import Any

from django.test import Client
from django.urls import reverse

from directives.models import Directive
from tasks.models import Task

HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


def url(name: str, plan: Directive, **more: Any) -> str:
    return reverse(f"tasks:editor{name}", kwargs={"pk": plan.pk, **more})


def card(task: Task) -> str:
    return reverse("tasks:editor-card", args=[task.directive_id, task.pk])


def page(client: Client, plan: Directive, query: str = "") -> str:
    response = client.get(url("", plan) + query)
    assert response.status_code == 200
    return response.content.decode()


def clause(plan: Directive, path: str) -> int:
    return plan.provisions.get(path=path).pk
