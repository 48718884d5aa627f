"""One rule for what a reason must be, in actions and in forms alike."""

import ast
from pathlib import Path

import pytest

from tasks.desk.forms import ExtensionForm
from tasks.desk.forms import ReasonForm as DeskReasonForm
from tasks.follow_up.acts import ACTS
from tasks.follow_up.forms import UrgeForm
from tasks.timing.forms import RhythmForm, StartForm
from workflows.reasons import ReasonField, too_short

PLAIN = "Lý do cần ít nhất hai từ để người đọc hiểu"


@pytest.mark.parametrize("text", ["a", "chờ", "....", "a b c", "12 34", "  x  ", "ừ 5"])
def test_a_letter_a_word_or_numbers_tell_nothing(text: str) -> None:
    assert too_short(text).startswith(PLAIN)
    field = ReasonField()
    with pytest.raises(Exception, match=PLAIN):
        field.clean(text)


@pytest.mark.parametrize("text", ["Chờ số liệu", "ghi nhầm", "Theo Công văn 12/SYT-VP", "Thiếu\nphụ lục"])
def test_two_words_do(text: str) -> None:
    assert not too_short(text)
    assert ReasonField().clean(text) == text


def test_every_form_that_asks_for_a_reason_has_the_rule() -> None:
    fields = [form.base_fields["reason"] for form in (DeskReasonForm, ExtensionForm, StartForm, RhythmForm)]
    for act in ACTS.values():
        fields += [
            field for name, field in act.form.base_fields.items() if name in ("reason", "note") and field.required
        ]
    assert all(isinstance(field, ReasonField) for field in fields)
    assert len(fields) > 10
    assert not isinstance(UrgeForm.base_fields["message"], ReasonField)  # a message is not a reason


def test_every_action_that_needs_a_reason_asks_by_the_rule() -> None:
    """An argument called ``reason`` that may not be empty goes through ``need_reason``, nowhere through ``need``."""
    wrong = []
    for path in Path("tasks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                called = getattr(node.value.func, "id", "")
                if called == "need" and [getattr(each, "id", "") for each in node.targets] == ["reason"]:
                    wrong.append(f"{path}:{node.lineno}")
    assert wrong == []
