"""Boards are told after the commit, once each; a broken layer breaks nothing."""

from typing import Any

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers
from django.db import transaction

from workflows import live
from workflows.ledger import announce


class Recorder(InMemoryChannelLayer):  # type: ignore[misc]
    """A real layer that also remembers what was sent."""

    def __init__(self, *, broken: bool = False) -> None:
        super().__init__()
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.broken = broken

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        if self.broken:
            raise ConnectionError("redis is down")
        self.sent.append((group, message))
        await super().group_send(group, message)


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setitem(channel_layers.backends, "default", recorder)
    return recorder


@pytest.mark.django_db(transaction=True)
def test_each_board_once_per_transaction_after_commit(layer: Recorder) -> None:
    with transaction.atomic():
        announce("unit.3", "leaders")
        announce("leaders")
        with transaction.atomic():
            announce("unit.3", "directive.5")
        assert layer.sent == []
    assert sorted(group for group, _message in layer.sent) == ["board.directive.5", "board.leaders", "board.unit.3"]
    assert ("board.leaders", {"type": "board.changed", "board": "leaders"}) in layer.sent


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_undone_takes_its_boards_with_it(layer: Recorder) -> None:
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            announce("unit.3", "leaders")
            raise ZeroDivisionError
        announce("leaders")
    assert [group for group, _message in layer.sent] == ["board.leaders"]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_tells_nobody(layer: Recorder) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        announce("leaders")
        raise ZeroDivisionError
    assert layer.sent == []


@pytest.mark.django_db(transaction=True)
def test_a_layer_that_is_down_does_not_undo_the_action(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(channel_layers.backends, "default", Recorder(broken=True))
    with transaction.atomic():
        announce("leaders")
    assert "live message not sent" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_no_layer_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "get_channel_layer", lambda: None)
    with transaction.atomic():
        announce("leaders")


async def test_sending_from_inside_an_event_loop(layer: Recorder) -> None:
    live.send(["leaders"])
    while live._running:
        await next(iter(live._running))
    assert [group for group, _message in layer.sent] == ["board.leaders"]


@pytest.mark.parametrize("name", ["Leaders", "unit.x", "unit 3", "unit.3;drop", ""])
def test_board_names_have_one_form(name: str) -> None:
    with pytest.raises(ValueError, match="not a board name"):
        live.group_of(name)
