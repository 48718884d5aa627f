"""Which blocks of a document are obligations, at the level at which it lists them, and what stands above each.

Walks the outline: a heading opens or closes the region of work and gives owners to what stands below it; the smallest
listed block is a task; an activity with labelled lines of its own is one task with them; "+" never splits a dash.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from directives.intake.fields import KEYS, Field, Value, line_field, values_in
from directives.intake.outline import Kind, Node
from directives.intake.roles import Found, addressee, governing, names_in, partners
from directives.intake.sections import Section, is_apart, section_of, unit_heading
from directives.intake.units import read_names
from directives.intake.wording import SHORT, VERBS


@dataclass(frozen=True)
class Duty:
    """An obligation: [start, end) in the text; ``above``: the owners that its headings give, with their rule."""

    start: int
    end: int
    node: int
    section: str
    rule: str
    above: tuple[Found, ...] = ()
    partners: tuple[Found, ...] = ()
    headed: bool = False
    values: tuple[Value, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass
class _Item:
    at: int
    node: Node
    end: int  # of its own words, before its first child
    children: list["_Item"] = field(default_factory=list)


@dataclass(frozen=True)
class _Above:
    section: Section
    owners: tuple[Found, ...] = ()
    headed: bool = False
    partners: tuple[Found, ...] = ()
    annex: bool = False


_IMPERATIVE = re.compile(rf"(?:{VERBS}|{SHORT})(?!\w)")
_NO_DUTY = re.compile(
    r"\W*(?:Kinh\s+phí|Nguồn\s+(?:kinh|vốn|lực)|Quyết\s+định\s+này|Kế\s+hoạch\s+này|Chỉ\s+thị\s+này|"
    r"Nghị\s+quyết\s+này|Ban\s+hành\s+kèm\s+theo|"
    r"Ban\s+hành\s+(?:Kế\s+hoạch|Quy\s+chế|Quy\s+định)\s+kèm|"
    r"Phê\s+duyệt\s+(?:kèm|Kế|Đề|“)|Trên\s+đây\s+là|Trong\s+quá\s+trình|Quá\s+trình|Nếu\s+có|Mọi\s+|Trân\s+trọng|"
    r"Phấn\s+đấu|Phụ\s+lục|"
    r"Lưu\s+ý|Ghi\s+chú|Căn\s+cứ\s+(?:Luật|Nghị|Quyết|Kế|Công|Chỉ)|Xét\s+đề|Theo\s+đề\s+nghị|\d+(?:[.,]\d+)?\s*%|"
    r"Trên\s+\d|Tỷ\s+lệ|Tỉ\s+lệ|Số\s+lượng|"
    r"[^.;]{3,60}?(?:trân\s+trọng\s+|xin\s+)?thông\s+báo\s+(?:để|đến|tới)\s|Văn\s+bản\s+này|Điều\s+khoản|Thay\s+thế)",
)
_LIABLE = re.compile(
    r"\W*(?:C|c)hịu\s+trách\s+nhiệm\s+(?:thi\s+hành|(?:toàn\s+diện\s+)?trước\s+(?:pháp\s+luật|Chủ\s+tịch|"
    r"Thủ\s+tướng|UBND|Ủy\s+ban))|"
    r"\W*có\s+hiệu\s+lực|\W*căn\s+cứ\s+Quyết\s+định\s+thi\s+hành|"
    r"\W*chịu\s+trách\s+nhiệm\s+thực\s+hiện\s+(?:Kế\s+hoạch|Quyết\s+định|Chỉ\s+thị)\s+này"
)
_ENACTS = re.compile(r"chịu\s+trách\s+nhiệm\s+thi\s+hành|có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ")
_REPORTS = re.compile(
    r"(?:báo\s+cáo|gửi|gởi)\b.{0,200}?(?:trước|chậm\s+nhất|hạn|ngày\s+\d|định\s+kỳ|h[àằ]ng\s+(?:tháng|quý|năm|"
    r"tuần|ngày)|6\s+tháng)",
    re.DOTALL,
)
_FORMS = re.compile(
    r"MẪU|ĐỀ\s+CƯƠNG|BIỂU|DANH\s+SÁCH|LỊCH|QUY\s+TRÌNH|DỰ\s+TOÁN|BÁO\s+CÁO|TÀI\s+LIỆU|HƯỚNG\s+DẪN|CHỈ\s+TIÊU|"
    r"PHIẾU|TIÊU\s+CHÍ"
)
_NUMBERED = re.compile(r"SỐ\s*:|KÍNH\s+GỬI")
_ENCLOSED = re.compile(
    r"KẾ\s+HOẠCH|CHƯƠNG\s+TRÌNH|PHÂN\s+CÔNG|NHIỆM\s+VỤ|ĐỀ\s+ÁN|PHƯƠNG\s+ÁN|QUY\s+CHẾ|QUY\s+ĐỊNH|CHIẾN\s+LƯỢC"
)
_ORDINAL = re.compile(
    r"(?:Thứ|Một|Hai|Ba|Bốn|Năm|Sáu)(?:\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))?\s*(?:là\s*)?[,:]\s*"
)
_TELLS = re.compile(
    r"(?:đã|đang|vẫn\s+còn|tiếp\s+tục\s+được|còn\s+(?:chậm|nhiều|một\s+số))\s|ghi\s+nhận|biểu\s+dương|"
    r"đánh\s+giá\s+cao|là\s+(?:yếu\s+tố|nhiệm\s+vụ|khâu|nền\s+tảng)",
)
_ANNOUNCES = re.compile(
    r"(?:nhiệm\s+vụ|giải\s+pháp|yêu\s+cầu|đề\s+nghị|nội\s+dung)\b.*\bsau(?:\s+đây)?\s*:$", re.DOTALL
)
# A line that only says until when belongs to the words before it.
_TIME_ONLY = re.compile(
    r"(?:(?:Đảm|Bảo)\s+(?:bảo|đảm)\s+|Yêu\s+cầu\s+|Phải\s+)?(?:[Hh]oàn\s+thành|[Xx]ong|Thời\s+(?:gian|hạn)[^:]{0,20}:?)\s"
    r"(?:trước|trong|chậm|vào|đến|ngày|tháng|quý|năm)[^.;]{0,60}[.;]?"
)
# "Việc tính toán … bảo đảm …", "Hạ tầng số bao gồm …": it says how things are, not what to do.
_STATES = re.compile(r"Việc\s|[^,.;:]{3,80}\s(?:bao\s+gồm|gồm|là)\s|[^.;:]{3,60}:\s+Thực\s+hiện\s+theo")
_OWES = re.compile(r"\b(?:phải|có\s+trách\s+nhiệm|cần)\s")
_GIVES = re.compile(r"(?<=[.;])\s+(?=Giao\s)")


def duties(text: str, nodes: list[Node], rows: list[tuple[int, int]]) -> list[Duty]:
    """The obligations in running text; ``text`` is flat (no line breaks), ``rows`` are the spans of tables' rows."""
    walk = _Walk(text, _tree(nodes, rows))
    return sorted(walk.run(), key=lambda duty: duty.start)


def _tree(nodes: list[Node], rows: list[tuple[int, int]]) -> list[_Item]:
    roots: list[_Item] = []
    items: list[_Item] = []
    starts_of_rows = [start for start, _end in rows]
    for at, node in enumerate(nodes):
        item = _Item(at, node, node.end)
        items.append(item)
        if node.parent is None:
            roots.append(item)
        else:
            parent = items[node.parent]
            if not parent.children:
                parent.end = node.start
            parent.children.append(item)
    for item in items:
        item.end = min([item.end, *(start for start in starts_of_rows if item.node.body <= start < item.end)])
    return roots


def _headlike(node: Node) -> bool:
    return node.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION)


class _Walk:
    def __init__(self, text: str, roots: list[_Item]) -> None:
        self.text, self.roots = text, roots
        self.found: list[Duty] = []
        self.labelled = any(item.node.label for item in roots)

    def run(self) -> list[Duty]:
        self._siblings(self.roots, _Above(Section.OPEN))
        return self.found

    # -- walking -----------------------------------------------------------------------------------------------

    def _siblings(self, items: list[_Item], above: _Above) -> None:
        last_label = max((at for at, item in enumerate(items) if item.node.label), default=-1)
        for at, item in enumerate(items):
            if item.node.kind is Kind.PART and item.node.depth == 0:
                above = self._annex(item)
            elif item.node.kind is Kind.PARAGRAPH:
                above = self._paragraph(item, above, before=at < last_label, closing=at > last_label >= 0)
            else:
                self._item(item, above)

    def _annex(self, item: _Item) -> _Above:
        title = self._own(item).upper()
        form = bool(_FORMS.search(title)) and not _ENCLOSED.search(title) and not _NUMBERED.search(title)
        above = _Above(Section.APART if form else Section.OPEN, annex=True)
        self._siblings(item.children, above)
        return above

    def _paragraph(self, item: _Item, above: _Above, *, before: bool, closing: bool) -> _Above:
        """A bare paragraph: a lead-in that governs its followers, or an obligation of its own."""
        words = self._own(item)
        start, end = self._bounds(item)
        if words.endswith(":"):
            named = governing(self.text, start, end, inside=item.node.depth > 0)
            unit = unit_heading(self.text, start, end)
            if unit and not named:
                named = tuple(names_in(self.text, *unit, "unit_heading"))
            announced = bool(named) or bool(_ANNOUNCES.search(words))
            section = Section.WORK if above.section is Section.APART and announced else above.section
            along = tuple(partners(self.text, named[-1].end if named else start, end))
            along = along or (() if named else above.partners)
            return _Above(section, named or above.owners, above.headed or bool(unit), along, above.annex)
        if _TIME_ONLY.fullmatch(words) and self.found and self.found[-1].end <= start < self.found[-1].end + 4:
            self.found[-1] = replace(self.found[-1], end=end)
            return above
        top = item.node.depth == 0
        preamble = before and top and self.labelled
        if above.section is Section.APART or (preamble and not _REPORTS.search(words)):
            return above
        for part_start, part_end in self._sentences(start, end):
            part = self.text[part_start:part_end]
            own = addressee(self.text, part_start, part_end, headed=above.headed)
            if self._idle(part) or (_TELLS.search(part[:250]) and own is None and not self._imperative(part)):
                continue
            gives = part.startswith("Giao ")
            if closing and not gives and not _REPORTS.search(part):
                continue
            if above.section is Section.MONEY and own is None:
                continue
            below_unit = above.headed and not top and above.section is Section.WORK and bool(above.owners)
            if own is not None or below_unit or (self._imperative(part) and (not top or above.headed)):
                self._add(item, part_start, part_end, above, "paragraph", closing=closing)
        return above

    def _item(self, item: _Item, above: _Above) -> None:
        text, node = self.text, item.node
        words = self._own(item)
        start, end = self._bounds(item)
        heading = bool(item.children) or len(words) < 200
        section = above.section
        if heading and len(words) < 250 and section is not Section.APART and (item.children or _headlike(node)):
            section = section_of(words, section)
        if node.kind is Kind.ARTICLE and above.section is Section.OPEN and not item.children:
            section = Section.OPEN
        if not item.children:
            self._leaf(item, above, section)
            return
        unit = unit_heading(text, start, end)
        if unit and section is not Section.APART:
            section = Section.WORK
        if section is Section.APART:  # a lead-in inside may still announce work
            self._siblings(item.children, _Above(section, annex=above.annex))
            return
        owners = self._owners(start, end, unit, words)
        along = (
            tuple(partners(text, owners[-1].end if owners else start, end))
            if unit or not words.endswith((".", ";"))
            else ()
        )
        along = along or (() if owners else above.partners)
        owners, along = self._told_beside(start, end, owners, along)
        below = _Above(section, owners or above.owners, bool(owners) or above.headed, along, above.annex)
        if self._with_fields(item, below, above, unit=bool(unit)):
            return
        if self._lists_things(item, words, owners):
            self._add(item, start, node.end, above, "whole_list")
            return
        plus = all(child.node.label == "+" for child in item.children) and node.kind is not Kind.SECTION
        if plus and self._works(words, section, owners=bool(owners or above.owners), point=True):
            self._add(item, start, node.end, above, "whole_dash")
            return
        whole = words.endswith((".", ";")) and len(words) > 60 and not unit
        bare = all(child.node.kind is Kind.PARAGRAPH for child in item.children)
        owes = owners or ((bare or len(words) > 200) and (self._imperative(words) or bool(_OWES.search(words))))
        if whole and owes and not self._idle(words):
            self._add(item, start, end, above, "own_words")
        self._siblings(item.children, below)

    def _lists_things(self, item: _Item, words: str, owners: tuple[Found, ...]) -> bool:
        """ "Sở Tài chính cập nhật dữ liệu đối với: a) Giá đất; b) Giá nước": one duty, its points name only things."""
        if not words.endswith(":") or len(item.children) < 2 or any(child.children for child in item.children):
            return False
        start, end = self._bounds(item)
        if unit_heading(self.text, start, end) or not (owners or self._imperative(words)) or len(words) < 50:
            return False
        return all(
            child.node.label
            and not self._imperative(self._own(child))
            and not _OWES.search(self._own(child))
            and addressee(self.text, *self._bounds(child), headed=True) is None
            for child in item.children
        )

    def _owners(self, start: int, end: int, unit: tuple[int, int] | None, words: str) -> tuple[Found, ...]:
        if unit:
            return tuple(names_in(self.text, *unit, "unit_heading"))
        if len(words) < 40 and not words.endswith(":"):
            return ()
        found = addressee(self.text, start, end)
        return tuple(Found(one.start, one.end, one.words, "unit_above") for one in found.names) if found else ()

    def _told_beside(
        self, start: int, end: int, owners: tuple[Found, ...], along: tuple[Found, ...]
    ) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Labels within a heading: "1. Xúc tiến thương mại (chủ trì: Sở Công Thương; phối hợp: các sở, ngành)"."""
        for value in values_in(self.text, start, end):
            if value.field is Field.LEAD:
                owners = tuple(names_in(self.text, value.start, value.end, "labelled_line")) or owners
            elif value.field is Field.COORDINATE:
                along = tuple(names_in(self.text, value.start, value.end, "labelled_line")) or along
        return owners, along

    # -- activities with labelled lines ------------------------------------------------------------------------

    def _with_fields(self, item: _Item, below: _Above, above: _Above, *, unit: bool) -> bool:
        """Tasks that are an activity with its own labelled lines; False when nothing below is labelled so."""
        fields = [self._field(child) for child in item.children]
        if not any(value and value.field in KEYS for value in fields):
            return False
        groups = self._groups(item.children, fields)
        if len(groups) == 1 and not unit:
            self._add(item, self._bounds(item)[0], item.node.end, above, "labelled_lines", items=item.children)
            return True
        for group, keyed in groups:
            if not keyed:
                self._siblings(group, below)
            else:
                contents = [child for child in group if self._field(child) is None]
                first = contents[0] if contents else group[0]
                start = self._bounds(first)[0]
                self._add(first, start, group[-1].node.end, below, "labelled_lines", items=group)
        return True

    def _groups(self, items: list[_Item], fields: list[Value | None]) -> list[tuple[list[_Item], bool]]:
        groups: list[tuple[list[_Item], bool]] = []
        current: list[_Item] = []
        keyed = False
        for item, value in zip(items, fields, strict=True):
            if value is None and keyed:
                groups.append((current, True))
                current, keyed = [], False
            current.append(item)
            keyed = keyed or (value is not None and value.field in KEYS) or self._keyed_inside(item)
        if current:
            groups.append((current, keyed))
        return groups

    def _keyed_inside(self, item: _Item) -> bool:
        return any(value.field in KEYS for value in values_in(self.text, *self._bounds(item)))

    def _field(self, item: _Item) -> Value | None:
        start, end = self._bounds(item)
        return line_field(self.text, start, end)

    # -- leaves ------------------------------------------------------------------------------------------------

    def _leaf(self, item: _Item, above: _Above, section: Section) -> None:
        words = self._own(item)
        start, end = self._bounds(item)
        if section is Section.APART or is_apart(words) or len(words) < 15:
            return
        owners = addressee(self.text, start, end, headed=above.headed)
        if section is Section.MONEY and not (owners and owners.rule in ("asked", "subject")):
            return
        if self._idle(words) and not (owners and owners.rule == "asked") and not _REPORTS.search(words):
            return
        states = owners is None and not above.headed and bool(_STATES.match(words)) and not self._imperative(words)
        headed = above.headed or bool(above.owners)
        if not states and self._works(words, section, owners=owners is not None, point=True, headed=headed):
            self._add(item, start, end, above, "point")

    def _works(self, words: str, section: Section, *, owners: bool, point: bool, headed: bool = False) -> bool:
        """The words oblige: by whom they name, by an imperative, or by where they stand."""
        if section is Section.APART or (_TELLS.search(words[:120]) and not owners and not self._imperative(words)):
            return False
        return owners or self._imperative(words) or (point and section is Section.WORK) or headed

    def _imperative(self, words: str) -> bool:
        plain = _ORDINAL.sub("", words).lstrip(" “\"'*-–")
        return bool(_IMPERATIVE.match(plain[:1].lower() + plain[1:]))

    def _idle(self, words: str) -> bool:
        """Never work: money, effect, liability, closing formulas."""
        if _NO_DUTY.match(words):
            return not (_REPORTS.search(words) and re.search(r"(?:đề\s+nghị|yêu\s+cầu)\s+các", words))
        if _ENACTS.search(words):
            return True
        names = read_names(words)
        return bool(_LIABLE.match(words[names.end if names else 0 :])) and len(words) < 400 and ";" not in words

    # -- spans -------------------------------------------------------------------------------------------------

    def _bounds(self, item: _Item) -> tuple[int, int]:
        start, end = item.node.body, item.end
        while start < end and not (self.text[start].isalnum() or self.text[start] in "“\"'("):
            start += 1
        if match := _ORDINAL.match(self.text, start, end):
            start = match.end()
        while end > start and self.text[end - 1] in " |*\n":
            end -= 1
        return start, end

    def _own(self, item: _Item) -> str:
        start, end = self._bounds(item)
        return " ".join(self.text[start:end].split())

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The paragraph, cut before "Giao …": a second addressee's own sentence."""
        cuts = [start + match.end() for match in _GIVES.finditer(self.text[start:end])]
        edges = [start, *cuts, end]
        return [
            (one, other - (len(self.text[one:other]) - len(self.text[one:other].rstrip())))
            for one, other in pairwise(edges)
            if other > one
        ]

    def _add(
        self,
        item: _Item,
        start: int,
        end: int,
        above: _Above,
        rule: str,
        *,
        items: list[_Item] | None = None,
        closing: bool = False,
    ) -> None:
        while end > start and self.text[end - 1] in " |*\n":
            end -= 1
        values = (
            [value for child in items for value in self._values(child)] if items else values_in(self.text, start, end)
        )
        self.found.append(
            Duty(
                start=start,
                end=end,
                node=item.at,
                section="closing" if closing else item.node.path,
                rule=rule,
                above=() if closing else above.owners,
                partners=() if closing else above.partners,
                headed=above.headed and not closing,
                values=tuple(values),
            )
        )

    def _values(self, item: _Item) -> list[Value]:
        start, _end = self._bounds(item)
        return values_in(self.text, start, item.node.end)
