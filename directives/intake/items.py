"""The outline as the reader of duties walks it: items with their own words and with those below them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from directives.intake.notes import is_note
from directives.intake.outline import Kind, Node
from directives.intake.units import read_names
from directives.intake.wording import SHORT, VERBS

# Verbs that open a point but, within a name, would be part of it ("Thanh tra tỉnh", "Ban Hợp tác").
_OPENS = (
    r"hợp\s+tác|hình\s+thành|áp\s+dụng|diễn\s+tập|luyện\s+tập|thanh\s+tra|kết\s+hợp|so\s+sánh|kết\s+thúc|tạo\s+lập|"
    r"quy\s+tụ|nhập|tải|lắng\s+nghe|đối\s+thoại|tiếp\s+xúc|kiểm\s+kê|kiểm\s+định|kiểm\s+đếm|in\s+ấn|phát\s+hành|"
    r"đón\s+tiếp|khen\s+thưởng|đề\s+cử|giới\s+hạn|tách|ghép|chỉnh\s+lý|chỉnh\s+trang|đo\s+đạc|lấy\s+mẫu|gắn\s+kết|"
    r"phòng,?\s+chống|phủ\s+sóng|phổ\s+cập|từng\s+bước|\w+\s+(?:hóa|hoá)|có\s+(?:trách\s+nhiệm|kế\s+hoạch|giải\s+pháp|biện\s+pháp|phương\s+án|thể)|không"
)
_IMPERATIVE = re.compile(rf"(?:{VERBS}|{SHORT}|{_OPENS})(?!\w)")
_ORDINAL = re.compile(
    r"(?:Thứ|Một|Hai|Ba|Bốn|Năm|Sáu)(?:\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))?\s*(?:là\s*)?[,:]\s*"
)
# "… các hình thức tuyên truyền như:": what follows are examples of one thing, not duties.
_EXAMPLES = re.compile(r"(?<!\w)(?:như|chẳng\s+hạn(?:\s+như)?|bao\s+gồm|gồm)\s*:$")
_NOT_EXAMPLES = re.compile(r"(?:nhiệm\s+vụ|nội\s+dung|giải\s+pháp|công\s+việc|yêu\s+cầu)[^:]{0,40}:$")
# "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện.": who does what stands above.
_DOES_IT = re.compile(
    r"\s*,?\s*(?:chủ\s+trì|phụ\s+trách|(?:tổ\s+chức\s+)?(?:triển\s+khai\s+)?thực\s+hiện)"
    r"(?P<along>\s*,?\s+phối\s+hợp\s+(?:với|cùng)\s+)?"
)
_NO_MORE = re.compile(r"(?:\s*,?\s*(?:cùng\s+)?(?:tổ\s+chức|triển\s+khai|phối\s+hợp|thực\s+hiện))*\s*[.;]?")
_FIRST_POINTS = ("a", "A", "1", "i", "I")


@dataclass
class Item:
    """A node of the outline; ``end`` is that of its own words, before its first child."""

    at: int
    node: Node
    end: int
    children: list["Item"] = field(default_factory=list)

    def bounds(self, text: str) -> tuple[int, int]:
        """[start, end) of its own words, without the label, marks and an ordinal ("Một là, …")."""
        start, end = self.node.body, self.end
        while start < end and not (text[start].isalnum() or text[start] in "“\"'("):
            start += 1
        if match := _ORDINAL.match(text, start, end):
            start = match.end()
        while end > start and text[end - 1] in " |*\n":
            end -= 1
        return start, end

    def words(self, text: str) -> str:
        """Its own words, white space as single spaces."""
        start, end = self.bounds(text)
        return " ".join(text[start:end].split())

    @property
    def holds_a_stray_list(self) -> bool:
        """Its first point goes on a list that began elsewhere ("đ)" right below "1. …"): it announces none."""
        first = self.children[0].node
        return first.kind is Kind.POINT and len(first.label) == 1 and first.label not in _FIRST_POINTS


def tree(text: str, nodes: list[Node], rows: list[tuple[int, int]]) -> list[Item]:
    """The items at the top; ``rows`` are the spans of tables' rows, which are nobody's own words."""
    roots: list[Item] = []
    items: list[Item] = []
    starts_of_rows = [start for start, _end in rows]
    for at, node in enumerate(nodes):
        item = Item(at, node, node.end)
        items.append(item)
        if node.parent is None:
            roots.append(item)
        else:
            parent = items[node.parent]
            if not parent.children:
                parent.end = min(parent.end, node.start)
            if not (node.kind is Kind.PARAGRAPH and is_note(item.words(text))):
                parent.children.append(item)
    for item in items:
        item.end = min([item.end, *(start for start in starts_of_rows if item.node.body <= start < item.end)])
    for siblings in (roots, *(item.children for item in items)):
        _gather_examples(text, siblings)
    return roots


def is_imperative(words: str) -> bool:
    """They open with what to do: "Rà soát …", "Thứ nhất, tổ chức …"."""
    plain = _ORDINAL.sub("", words).lstrip(" “\"'*-–")
    return bool(_IMPERATIVE.match(plain[:1].lower() + plain[1:]))


def only_examples(words: str) -> bool:
    """They announce examples or parts of one thing: "… bằng các hình thức như:"."""
    return bool(_EXAMPLES.search(words)) and not _NOT_EXAMPLES.search(words)


def only_names(words: str) -> bool:
    """Nothing but units, as in a list of facilities: "3. Trung tâm Y tế Bến Sông."."""
    plain = words.strip(" .;,0123456789")
    names = read_names(plain)
    return names is not None and names.end >= len(plain)


def only_who(words: str) -> bool:
    """Who leads and who helps, and no act besides: "Sở Xây dựng chủ trì, phối hợp với các xã thực hiện."."""
    names = read_names(words)
    if names is None or not (does := _DOES_IT.match(words, names.end)):
        return False
    along = read_names(words, does.end(), common=True) if does["along"] else None
    rest = words[along.end if along else does.end() :]
    return bool(_NO_MORE.fullmatch(rest))


def _gather_examples(text: str, siblings: list[Item]) -> None:
    """Put the examples that stand beside their announcement below it: "- … như: / - Phát thanh; / - Áp phích."."""
    at = 0
    while at < len(siblings):
        item = siblings[at]
        if not item.children and only_examples(item.words(text)):
            examples = list(_examples(text, item, siblings[at + 1 :]))
            if len(examples) > 1:
                item.children = examples
                item.node = replace(item.node, end=examples[-1].node.end)
                del siblings[at + 1 : at + 1 + len(examples)]
        at += 1


def _examples(text: str, above: Item, following: Sequence[Item]) -> Iterable[Item]:
    """Those that bear its label, or, behind a bare paragraph, one label of their own."""
    label = above.node.label or (following[0].node.label if following else "")
    for item in following:
        words = item.words(text)
        if item.children or not label or item.node.label != label or is_imperative(words):
            return
        yield item
        if above.node.label and not words.endswith((";", ",")):
            return
