"""Findings on what a task says and by when."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tasks.decomposition.draft import Draft
from tasks.decomposition.findings import HINT, Finding, about_task
from tasks.decomposition.spans import seams
from tasks.states import DeadlineKind
from workflows.words import day

# Verbs with which another obligation begins.
OBLIGES = re.compile(
    r"(?:kịp thời )?(?:chỉ đạo|chủ trì|phối hợp|tổ chức|xây dựng|ban hành|báo cáo|tổng hợp|tập hợp|tham mưu|kiểm tra|"
    r"hướng dẫn|theo dõi|rà soát|gửi|lập|trình|đề xuất|thực hiện)\b",
    re.IGNORECASE,
)


def deadline_day_off(draft: Draft) -> Iterator[Finding]:
    for task in draft.tasks:
        for due, whose in task.deadlines:
            if reason := draft.why_off(due):
                what = {"day": day(due), "reason": reason, "owner": whose}
                if whose:
                    message = _("Hạn riêng của %(owner)s, %(day)s, là ngày nghỉ: %(reason)s")
                elif task.stated_on and task.stated_on != due:
                    what["stated"] = day(task.stated_on)
                    message = _("Hạn tính %(day)s (văn bản ghi %(stated)s) là ngày nghỉ: %(reason)s")
                else:
                    message = _("Hạn %(day)s là ngày nghỉ: %(reason)s")
                yield about_task(task, "deadline_day_off", message % what, due, whose, clarity="time")


def deadline_past(draft: Draft) -> Iterator[Finding]:
    """Before the document was issued, or before the day it would be given."""
    for task in draft.tasks:
        for due, whose in task.deadlines:
            what = {"day": day(due)}
            if draft.issued_on and due < draft.issued_on:
                message = _("Hạn %(day)s trước cả ngày ban hành văn bản") % what
                yield about_task(task, "deadline_before_issue", message, due, whose, clarity="time")
            elif due < draft.today:
                message = _("Hạn %(day)s đã qua") % what
                yield about_task(task, "deadline_past", message, due, whose, clarity="time")


def own_deadline_later(draft: Draft) -> Iterator[Finding]:
    """A coordinator's own deadline after the day the lead must be done."""
    for task in draft.tasks:
        for owner in task.coordinators:
            if task.due_on and owner.due_on and owner.due_on > task.due_on:
                message = _("Hạn riêng của %(owner)s muộn hơn hạn của việc") % {"owner": owner.name}
                yield about_task(task, "own_deadline_later", message, level=HINT, clarity="time")


def deadline_words_unread(draft: Draft) -> Iterator[Finding]:
    """The document names a time, and the task has none."""
    for task in draft.tasks:
        if task.words and task.kind == DeadlineKind.NONE:
            message = _("Văn bản ghi “%(words)s” nhưng việc chưa có thời hạn") % {"words": task.words}
            yield about_task(task, "deadline_words_unread", message, task.words, task.none_declared, clarity="time")


def several_obligations(draft: Draft) -> Iterator[Finding]:
    """A source span in which a semicolon begins another obligation: perhaps two tasks."""
    for task in draft.tasks:
        if task.span and not task.confirmed:
            start, end = task.span
            cuts = [
                at
                for at in seams(draft.text, start, end)
                if ";" in draft.text[max(start, at - 3) : at] and OBLIGES.match(draft.text, at, end)
            ]
            if cuts:
                message = _("Một câu, %(count)d ý: có thể tách") % {"count": len(cuts) + 1}
                yield about_task(task, "several_obligations", message, level=HINT)


def several_recurrences(draft: Draft) -> Iterator[Finding]:
    for task in draft.tasks:
        if task.kind == DeadlineKind.PERIODIC and len(task.recurrence) > 1 and not task.confirmed:
            message = _("%(count)d chu kỳ, văn bản không nêu ngày") % {"count": len(task.recurrence)}
            yield about_task(task, "several_recurrences", message, level=HINT)
