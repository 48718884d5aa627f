"""What presses on an assignment, for templates: ``{% load pressing %}{% pressing assignment as press %}``."""

from typing import Any

from django import template

from tasks.models import Assignment
from tasks.pressing import board

register = template.Library()


@register.simple_tag(takes_context=True)
def pressing(context: dict[str, Any], assignment: Assignment) -> board.Pressing:
    """The road of a request for more time, explanations, the leaders' board: as the reader may see and do."""
    return board.pressing(assignment, context["request"].actor)
