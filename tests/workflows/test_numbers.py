"""Whole numbers out of what anybody may write into an address."""

import pytest

from workflows.numbers import whole, wholes


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1), (12, 12)]
    + [(bad, None) for bad in (None, "", "²", "٣", "-1", "1.5", " 1", "9" * 19, "9" * 5000, "một")],
)
def test_only_plain_numbers_count(text: object, number: int | None) -> None:
    assert whole(text) == number


def test_the_others_of_a_list_are_left_out() -> None:
    assert wholes(["3", "²", "", "1"]) == [3, 1]
