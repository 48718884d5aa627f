"""What a list is to the words above it: duties of its own, or the parts, examples and subjects of one.

A leaf's words tell nothing of that alone; here the points are judged together, beside what announces them.
"""

import re

from directives.intake import lead_ins
from directives.intake.idle import is_quantity, is_subject, owes, reports
from directives.intake.items import Item, is_imperative, only_examples, only_names, only_who
from directives.intake.outline import Kind
from directives.intake.roles import Found, addressee
from directives.intake.sections import unit_heading

# What the issuer changes by the text itself: "Điều 1. Điều chỉnh Chương trình công tác năm 2026".
_AMENDS = re.compile(
    r"(?:Điều\s+chỉnh|Sửa\s+đổi|Bổ\s+sung|Bãi\s+bỏ|Hủy\s+bỏ|Thay\s+thế|Đính\s+chính)(?:\s*,?\s+(?:và\s+)?(?:bổ\s+sung|thay\s+thế|"
    r"bãi\s+bỏ|sửa\s+đổi))*\s+(?:[^\s.;:]+\s+){0,8}?(?:[Cc]hương\s+trình|[Kk]ế\s+hoạch|[Qq]uyết\s+định|[Nn]ghị\s+(?:quyết|định)|"
    r"[Tt]hông\s+tư|[Cc]hỉ\s+thị|Điều\s+\d|[Kk]hoản\s+\d|[Đđ]iểm\s+\w|[Dd]anh\s+mục|[Qq]uy\s+(?:chế|định|hoạch)|Phụ\s+lục|Đề\s+án)(?!\w)"
)
# Words that announce things handed over, kept or told: "… cập nhật các thông tin sau:".
_OF_THINGS = re.compile(
    r"(?:thông\s+tin|dữ\s+liệu|số\s+liệu|tài\s+liệu|hồ\s+sơ|văn\s+bản|danh\s+mục|đối\s+với|về|gồm)(?:\s+sau(?:\s+đây)?)?\s*:$"
)
# Papers whose names are verbs too.
_PAPER = re.compile(
    r"(?:Báo\s+cáo|Thông\s+báo|Quy\s+định|Quyết\s+định|Thống\s+kê|Hướng\s+dẫn|Dự\s+báo|Thông\s+tin|Quy\s+hoạch|Đề\s+xuất|"
    r"Đăng\s+ký)(?!\w)"
)


def amends(words: str) -> bool:
    """The text itself changes another: its points are what is new, and nobody's duties."""
    return bool(_AMENDS.match(words))


def lists_subjects(text: str, items: list[Item]) -> bool:
    """A list of what an inspection or a report deals with: most of its points are nouns for it, none obliges."""
    points = [item.words(text) for item in items if item.node.label and not item.children]
    subjects = sum(is_subject(words) for words in points)
    return subjects >= 3 and subjects * 3 >= len(points) * 2


def lists_things(text: str, item: Item, owners: tuple[Found, ...]) -> bool:
    """ "Sở Tài chính cập nhật dữ liệu đối với: a) Giá đất; b) Giá nước": one duty, its points name only things.

    Also "… bằng các hình thức như: a) Treo áp phích; b) Tổ chức hội thi": the points are examples. "Cơ sở y tế
    gồm: - Bệnh viện A; - Bệnh viện B" tells nobody to do anything.
    """
    words = item.words(text)
    if not words.endswith(":") or len(item.children) < 2:
        return False
    acts = bool(owners) or is_imperative(words) or owes(words)
    if unit_heading(text, *item.bounds(text)) or not acts:
        return False
    if only_examples(words) and not any(child.children for child in item.children):
        return not all(only_names(child.words(text)) for child in item.children)
    return len(words) >= 25 and _only_things(text, item.children, papers=bool(_OF_THINGS.search(words)))


def defines(text: str, item: Item, unit: tuple[int, int] | None, owners: tuple[Found, ...]) -> bool:
    """ "1.1. Danh mục thuốc dự phòng: a) Thuốc hạ sốt; b) Dịch truyền": a thing and its kinds; nobody acts."""
    words = item.words(text)
    named = unit and not lead_ins.CLASS.match(words)
    if named or (owners and not unit) or is_imperative(words) or owes(words) or lead_ins.ANNOUNCES_WORK.search(words):
        return False
    return only_examples(words) or (len(item.children) > 1 and _only_things(text, item.children))


def _only_things(text: str, points: list[Item], *, papers: bool = False) -> bool:
    """None of the points has an act, an addressee, a term or points of its own.

    ``papers``: among other things "Báo cáo giá thị trường" is a paper, too, and no act.
    """
    papers = papers and not all(is_imperative(point.words(text)) for point in points)
    return all(
        point.node.label
        and not point.children
        and (not is_imperative(words := point.words(text)) or (papers and _PAPER.match(words)))
        and (is_quantity(words) or not owes(words))
        and not reports(words)
        and addressee(text, *point.bounds(text), headed=True) is None
        for point in points
    )


def told_below(text: str, item: Item) -> bool:
    """ "1. Cắm biển cảnh báo tại các bến sông. / Sở Xây dựng chủ trì thực hiện.": below it only who does it."""
    return len(item.children) == 1 and is_imperative(item.words(text)) and only_who(item.children[0].words(text))


def is_sentence(text: str, item: Item, *, bare: bool, owned: bool) -> bool:
    """A sentence rather than a heading: it ends as one, and is long or tells somebody what to do.

    "a) Rà soát nhân lực các trạm y tế." under a unit, or a point with its term on a line below, however short.
    """
    words = item.words(text)
    if not words.endswith((".", ";")) or only_names(words):
        return False
    if len(words) > 60:
        return True
    point = item.node.kind in (Kind.POINT, Kind.DASH) and len(words) > 25
    timed = bool(item.children) and bool(lead_ins.TIME_ONLY.fullmatch(item.children[0].words(text)))
    return bare and (owned or point or timed)


def standing_apart(text: str, item: Item) -> list[Item]:
    """Paragraphs below the last point that tell somebody else: they follow the list. Taken off the point."""
    last = item.children[-1]
    apart = [each for each in last.children if each.node.kind is Kind.PARAGRAPH and not each.children]
    own = addressee(text, *apart[0].bounds(text)) if apart else None
    if len(apart) < len(last.children) or own is None or own.rule != "subject":
        return []
    last.children = []
    return apart
