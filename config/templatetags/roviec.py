"""The kit's template tags, built into every template (docs/frontend.md shows each in use)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from config.typed import typed_words
from workflows import clock, words
from workflows.calendars import why_unsure

register = template.Library()

# deadline class -> (CSS name, icon): colour is the third sign, after icon and word
DUE_SIGNS = {
    "done_on_time": ("ontime", "circle-check"),
    "done_late": ("late", "clock-check"),
    "done_undated": ("done", "check"),
    "open": ("open", "clock"),
    "soon": ("soon", "calendar-due"),
    "overdue": ("overdue", "alert-triangle-fill"),
    "none": ("none", "calendar-off"),
}


@register.simple_tag(takes_context=True)
def typed(context: Any) -> list[str]:
    """What the form held that was turned away (config.typed)."""
    return typed_words(context.get("request"))


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """One icon of the sprite. It is decoration unless `label` gives it a name."""
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    source = static("vendor/icons.svg")
    return format_html('<svg class="icon{}" {}><use href="{}#{}"/></svg>', f" {css}" if css else "", says, source, name)


@register.simple_tag
def due(deadline_class: Any, days: int | None = None, tagged: bool = False) -> SafeString:
    """A deadline class: icon, words, colour. Takes (class, working days), or one object that has both as attributes."""
    if hasattr(deadline_class, "deadline_class"):
        days = getattr(deadline_class, "working_days", None)
        deadline_class = deadline_class.deadline_class
    css, name = DUE_SIGNS.get(str(deadline_class), DUE_SIGNS["none"])
    text = words.deadline(str(deadline_class), days)
    tag = " rv-tagged" if tagged else ""
    return format_html('<span class="rv-due rv-due-{}{}">{}<span>{}</span></span>', css, tag, icon(name), text)


@register.simple_tag
def dates(original: date | None, current: date | None) -> SafeString:
    """A deadline: the original struck and the one in force strong where they differ, else the one date."""
    if current is None and original is None:
        return format_html('<span class="rv-mute">{}</span>', _("Chưa có thời hạn"))
    if original is None or current is None or original == current:
        return format_html('<span class="num">{}</span>', words.day(current or original))  # type: ignore[arg-type]
    first = words.short_day(original) if original.year == current.year else words.day(original)
    return format_html(
        '<span class="rv-dates"><span class="visually-hidden">{} </span><del class="num">{}</del>{}'
        '<span class="visually-hidden">{} </span><strong class="num">{}</strong></span>',
        _("hạn gốc"), first, icon("arrow-narrow-right"), _("hạn hiện nay"), words.day(current),
    )  # fmt: skip


@register.simple_tag
def asked(current: date | None, until: date) -> SafeString:
    """A later day that a unit asks for (xin gia hạn): the deadline in force is not struck, nobody has moved it."""
    wish = format_html('{} <strong class="num">{}</strong>', _("xin đến"), words.day(until))
    if current is None:
        return wish
    now = words.short_day(current) if current.year == until.year else words.day(current)
    return format_html('<span class="rv-nowrap">{} <span class="num">{}</span>, {}</span>', _("hạn"), now, wish)


@register.simple_tag
def unconfirmed(day: date | None) -> SafeString:
    """Beside a day reckoned: that nobody has confirmed the list of days off of its year; else nothing."""
    note = why_unsure(day, clock.today()) if day else ""
    return format_html("<span>{} {}</span>", icon("alert-triangle"), note) if note else SafeString()


@register.simple_tag
def bar(parts: Iterable[tuple[float, str]], total: float | None = None, label: str = "", size: str = "") -> SafeString:
    """A bar of (value, kind) parts, kind one of ontime late open soon overdue none accent. SVG: no style attribute."""
    listed = [(float(value), kind) for value, kind in parts]
    whole = float(total) if total is not None else sum(value for value, _kind in listed)
    rects, at = [], 0.0
    for value, kind in listed:
        width = 100 * value / whole if whole else 0.0
        if width > 0:
            rects.append((f"{at:.2f}", f"{width:.2f}", kind))
        at += width
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    body = format_html_join("", '<rect x="{}" width="{}" height="10" class="f-{}"/>', rects)
    css = f" rv-bar-{size}" if size else ""
    return format_html(
        '<svg class="rv-bar{}" viewBox="0 0 100 10" preserveAspectRatio="none" {}>{}</svg>', css, says, body
    )


@register.simple_tag
def progress(percent: int, size: str = "xs") -> SafeString:
    """How far a task has come, as a bar in the accent (never a state colour)."""
    return bar([(percent, "accent")], total=100, label=f"{percent}%", size=size)


@register.simple_tag
def rate(part: int, whole: int) -> SafeString:
    """A count that shows its denominator: "771/842, 91,6%"."""
    return format_html(
        '<span class="num"><strong>{}</strong>/{}, {}</span>',
        words.number(part), words.number(whole), words.percent(part, whole),
    )  # fmt: skip


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One form field with label, help, errors and marks (templates/forms/_field.html)."""
    return bound.as_field_group()


@register.filter
def d(value: date | datetime | None) -> str:
    """dd/mm/yyyy, or nothing."""
    return words.day(value) if value else ""


@register.filter
def dshort(value: date | None) -> str:
    """dd/mm, or nothing."""
    return words.short_day(value) if value else ""


@register.filter
def dw(value: date | datetime | None) -> str:
    """ "thứ Sáu, 20/10/2023", or nothing."""
    return words.day_with_weekday(value) if value else ""


@register.filter
def dt(value: datetime | None) -> str:
    """ "09:12 20/10/2023" in the office's zone, or nothing."""
    return words.moment(value) if value else ""


@register.filter
def vnum(value: int | float | None, decimals: int = 0) -> str:
    """1284 -> 1.284."""
    return words.number(value, decimals) if value is not None else ""


@register.filter
def filesize_vi(value: int | None) -> str:
    """84000 -> 84 kB."""
    return words.file_size(value) if value is not None else ""


@register.filter
def initials(name: str) -> str:
    """Letters of the avatar: the first of the family name and of the given name, which comes last."""
    parts = name.split()
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper() if parts else "?"
