"""Where a bare paragraph stands among the labelled blocks beside it: above them, between them, below them.

NĐ 30/2020/NĐ-CP knows no paragraph without a label within a list; usage has three: the introduction right above the
first point, the closing words below the last, and a point that lost its dash.
"""

from dataclasses import dataclass

from directives.intake.items import Item, is_imperative
from directives.intake.outline import Kind

FEWEST_LETTERS = 10


@dataclass(frozen=True)
class Place:
    """``before``: labelled blocks follow, ``above_list``: right below it; ``closing``: none does any more.

    ``dashless``: it goes on the list of dashes above it, "- Rà soát tủ thuốc. / Mở lớp sơ cứu cho cán bộ xã."
    """

    before: bool = False
    above_list: bool = False
    closing: bool = False
    dashless: bool = False


def place_of(text: str, items: list[Item], at: int, last_label: int, previous: Place) -> Place:
    """The place of the paragraph ``at``; ``previous`` is that of the one before it, if that is a paragraph."""
    item = items[at]
    if item.node.depth > 0 and at and is_imperative(item.words(text)):
        above = items[at - 1]
        ended = above.node.kind is Kind.DASH and not above.children and above.words(text).endswith((".", ";"))
        if ended or previous.dashless:
            return Place(dashless=True)
    follows = at + 1 < len(items) and bool(items[at + 1].node.label)
    return Place(before=at < last_label, above_list=follows, closing=at > last_label >= 0)


def is_debris(words: str) -> bool:
    """What a stamp or a scan's edge left between two lines: "h vị +"; too few letters to tell anything."""
    return sum(letter.isalpha() for letter in words) < FEWEST_LETTERS and not is_imperative(words)
