"""Matching what is read with what is there: as naive comparison finds it, at a cost that follows the number of rows."""

import random

import pytest

from tasks.decomposition import proposals
from tasks.decomposition.places import Places
from tasks.decomposition.proposals import Kept, Plan, Proposal, plan
from tasks.decomposition.spans import Span, overlap, overlaps
from workflows.reading import ReadingOptions, read_deadline
from workflows.workdays import statutory

NOTHING = read_deadline("", None, statutory(), ReadingOptions())


def proposal(number: int, span: Span) -> Proposal:
    return Proposal(span=span, content=f"Việc {number}", reading=NOTHING, key=str(number))


def drawn(count: int) -> Plan:
    """As many proposals as kept tasks, half of them at the same places."""
    kept = [Kept((at * 100, at * 100 + 80), f"Giữ {at}") for at in range(0, 2 * count, 2)]
    return plan([proposal(at, (at * 100, at * 100 + 80)) for at in range(count)], kept, {}, ())


def test_places_are_those_that_naive_comparison_finds() -> None:
    chance = random.Random(7)
    for _each in range(200):
        rows = [((start := chance.randrange(60)), start + chance.randrange(1, 30)) for _n in range(chance.randrange(9))]
        places = Places((span, at) for at, span in enumerate(rows))
        asked = ((start := chance.randrange(60)), start + chance.randrange(1, 20))
        naive = sorted((span, at) for at, span in enumerate(rows) if overlaps(span, asked))
        assert sorted(places.meeting(asked)) == naive


def test_comparisons_grow_with_the_rows_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(one: Span, other: Span) -> int:
        nonlocal compared
        compared += 1
        return overlap(one, other)

    monkeypatch.setattr(proposals, "overlap", counted)
    assert len(drawn(500).fresh) == 250
    few, compared = compared, 0
    assert len(drawn(5_000).fresh) == 2_500
    assert few <= 500
    assert compared <= 10 * few
