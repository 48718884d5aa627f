"""The office's panel for templates: ``{% load office %}{% office_panel assignment as office %}``."""

from typing import Any

from django import template

from tasks.follow_up import panel
from tasks.follow_up.acts import BulkBar
from tasks.models import Assignment

register = template.Library()


@register.simple_tag(takes_context=True)
def office_panel(context: dict[str, Any], assignment: Assignment) -> panel.OfficePanel | None:
    """What the reader may do on the assigner's side; None for everybody else."""
    return panel.office_panel(assignment, context["request"].actor)


@register.simple_tag
def can(bar: BulkBar, state: str) -> str:
    """Which acts of the bulk bar a row in that state bears, for its box (js/table.js)."""
    return bar.can(state)
