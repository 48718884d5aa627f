"""The one door: permit, state, conditions, a lock that lets exactly one through."""

import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django_fsm import FSMField, FSMModelMixin, transition

from workflows.actors import system_actor
from workflows.machine import TransitionDenied, available, blocked, condition, fire, transition_names

ACTOR = system_actor()


class LetterState(models.TextChoices):
    DRAFT = "draft", "Nháp"
    SENT = "sent", "Đã gửi"
    FILED = "filed", "Đã lưu"


@condition("no_pages", "Công văn chưa có trang nào.")
def has_pages(letter: "Letter") -> bool:
    return letter.pages > 0


@condition("too_long", lambda letter: f"Công văn dài {letter.pages} trang, quá 9 trang.")
def is_short(letter: "Letter") -> bool:
    return letter.pages <= 9


class Letter(FSMModelMixin, models.Model):
    """A machine that only these tests know."""

    state = FSMField(choices=LetterState, default=LetterState.DRAFT, protected=True)
    pages = models.IntegerField(default=1)
    note = models.CharField(max_length=50, default="")
    marks = models.JSONField(default=list)

    objects: ClassVar[models.Manager["Letter"]] = models.Manager()

    class Meta:
        app_label = "machine_tests"

    def __str__(self) -> str:
        return str(self.state)

    @transition(
        state,
        source=LetterState.DRAFT,
        target=LetterState.SENT,
        conditions=[has_pages, is_short],
        custom={"label": "gửi đi"},
    )
    def send(self, *, note: str = "") -> None:
        self.note = note
        self.marks.append("sent")

    @transition(state, source=[LetterState.DRAFT, LetterState.SENT], target=LetterState.FILED)
    def file(self) -> None: ...


@pytest.fixture
def letters(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Letter)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Letter)


@pytest.fixture
def letter(letters: None) -> Letter:
    return Letter.objects.create()


def test_fire_moves_and_returns_the_saved_row(letter: Letter) -> None:
    sent = fire(letter, "send", actor=ACTOR, note="khẩn")
    assert (sent.state, sent.note) == ("sent", "khẩn")
    stored = Letter.objects.get()
    assert (stored.state, stored.note, stored.marks) == ("sent", "khẩn", ["sent"])


def test_fire_leaves_other_columns_alone(letter: Letter) -> None:
    letter.pages = 5  # never saved: the row is read afresh
    assert fire(letter, "send", actor=ACTOR).pages == 1


def test_without_permit_nothing_moves(letter: Letter) -> None:
    with pytest.raises(PermissionDenied, match="không có quyền"):
        fire(letter, "send", actor=ACTOR, permit=lambda _actor, row: row.pages > 1)
    assert Letter.objects.get().state == "draft"
    assert fire(letter, "send", actor=ACTOR, permit=lambda _actor, row: row.pages == 1).state == "sent"


def test_wrong_state_names_the_state_it_is_in(letter: Letter) -> None:
    fire(letter, "file", actor=ACTOR)
    with pytest.raises(TransitionDenied, match=r"“gửi đi”.*“Đã lưu”") as refusal:
        fire(letter, "send", actor=ACTOR)  # the object in hand still says draft
    assert refusal.value.code == "state"
    with pytest.raises(TransitionDenied, match="hiện đang ở trạng thái “Đã lưu”"):
        fire(letter, "file", actor=ACTOR)


@pytest.mark.parametrize(("pages", "code", "message"), [(0, "no_pages", "chưa có trang"), (12, "too_long", "12 trang")])
def test_unmet_condition_says_why(letters: None, pages: int, code: str, message: str) -> None:
    letter = Letter.objects.create(pages=pages)
    assert message in (blocked(letter, "send") or "")
    with pytest.raises(TransitionDenied, match=message) as refusal:
        fire(letter, "send", actor=ACTOR)
    assert refusal.value.code == code


def test_blocked_is_silent_when_the_way_is_free() -> None:
    assert blocked(Letter(), "send") is None
    assert blocked(Letter(), "send", ACTOR, lambda *_: False) == "Bạn không có quyền thực hiện việc này."
    assert available(Letter(pages=0)) == ["file"]
    assert transition_names(Letter) == ["send", "file"]


def test_of_two_at_once_exactly_one_wins(letter: Letter) -> None:
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def act(name: str) -> None:
        try:
            barrier.wait()
            outcomes.append(fire(letter, name, actor=ACTOR).state)
        except TransitionDenied as refusal:
            outcomes.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=("send",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Không thể “gửi đi” vì hiện đang ở trạng thái “Đã gửi”.", "sent"]
    assert Letter.objects.get().marks == ["sent"]
