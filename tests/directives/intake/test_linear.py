"""The work and the memory of reading grow as its text does, also where a paragraph never ends. It counts characters and
bytes, not seconds.
"""

import re
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

import pytest

from directives.intake import partners, roles
from directives.intake.blocks import document_of
from directives.intake.normal import join_wrapped, normalise
from directives.intake.reading import read
from tests.directives.intake.plans import PLAN, TABLE


@dataclass
class Counted:
    """A pattern that adds up the characters that it was told to look through."""

    pattern: re.Pattern[str]
    looked: int = 0

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.looked += end - start
        return self.pattern.search(text, start, end)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        self.looked += end - start
        return self.pattern.finditer(text, start, end)


@pytest.mark.parametrize("name", ["_NOT_ACT", "_DIRECT", "_ADVISE"])
def test_looking_back_for_who_is_directed_is_linear(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def looked(times: int) -> int:
        text = "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ " * times
        monkeypatch.setattr(partners, name, counted := Counted(pattern))
        assert len(list(partners.partners(text, 0, len(text)))) >= times
        return counted.looked

    pattern = getattr(partners, name)
    short, long = looked(100), looked(400)
    assert 0 < long < 6 * short


def test_a_name_told_many_times_counts_once() -> None:
    text = "Sở Y tế; Sở Nội vụ; " * 50
    assert [name.words for name in roles.names_in(text, 0, len(text), "column")] == ["Sở Y tế", "Sở Nội vụ"]


def test_the_calls_it_takes_are_linear() -> None:
    """Of functions and methods, which are the same on any machine; `benchmarks.reading` tells seconds."""
    text = join_wrapped(normalise(f"{PLAN}\n{TABLE}\n" * 4))
    once, thrice = calls(text), calls("\n".join([text] * 3))
    assert 0 < once < thrice < 3.3 * once


def calls(text: str) -> int:
    made = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    document = document_of(text)
    sys.setprofile(count)
    try:
        read(document)
    finally:
        sys.setprofile(None)
    return made


def test_memory_is_linear() -> None:
    def peak(points: int) -> int:
        text = "KẾ HOẠCH\nPhòng, chống dịch\nII. TỔ CHỨC THỰC HIỆN\n" + "".join(
            f"{n}. Sở Y tế chủ trì, phối hợp với Sở Tài chính lập danh mục số {n}, gửi UBND trước ngày 30/6/2026.\n"
            for n in range(1, points)
        )
        tracemalloc.start()
        try:
            assert len(read(document_of(text)).tasks) == points - 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(5)  # what is made once and kept
    short, long = peak(30), peak(120)
    assert 0 < long < 6 * short
