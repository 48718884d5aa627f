"""The outline of a document (bố cục): its parts, headings, clauses, points, dashes and bare paragraphs with spans.

Pure: text in, nodes out. A node's span covers its label and everything below it, so ``text[start:end]`` are its words.
Levels follow the labels, as NĐ 30/2020/NĐ-CP Annex I orders them: phần > chương > mục > điều > khoản > điểm, and
in plans I. > 1. > 1.1. > a) > - > +; where a document turns that round, its own order holds.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from directives.intake.bundles import documents
from directives.intake.labels import RANK, Label, Style, as_letter, read_label, scanned_roman
from directives.intake.slips import with_labels
from directives.intake.torn import goes_on
from directives.intake.zones import ENDS_BODY, TITLE, Line, Zone, is_caps, zones_of


class Kind(StrEnum):
    """Level of a node; the values are those of ``directives.states.ProvisionKind``."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    DASH = "dash"
    PARAGRAPH = "paragraph"


KINDS = {
    Style.ANNEX: Kind.PART,
    Style.PART: Kind.PART,
    Style.CHAPTER: Kind.CHAPTER,
    Style.SECTION: Kind.SECTION,
    Style.ARTICLE: Kind.ARTICLE,
    Style.LETTER: Kind.SECTION,
    Style.ROMAN: Kind.SECTION,
    Style.NUMBER: Kind.CLAUSE,
    Style.DECIMAL: Kind.CLAUSE,
    Style.PAREN: Kind.POINT,
    Style.POINT: Kind.POINT,
    Style.DASH: Kind.DASH,
    Style.PLUS: Kind.DASH,
}
# How the levels that are not simply joined by points are cited.
WORDS = {Style.ANNEX: "PL", Style.PART: "Phần", Style.CHAPTER: "Chương", Style.SECTION: "Mục", Style.ARTICLE: "Điều"}
COUNTED = {Style.DASH: "gạch", Style.PLUS: "cộng"}
HEADING_LENGTH = 200
PATH_LENGTH = 80
BELOW_ALL = len(RANK)

LONGEST_BARE_HEADING = 120
# A closing paragraph speaks to everyone, not to the owner of the heading above it.
_CLOSING = re.compile(
    r"Trong quá trình|Trên đây|Nhận được|Yêu cầu |Đề nghị |Căn cứ |Giao |(?:Kế hoạch|Chỉ thị|Quyết định) này|"
    r"[^.;]{3,60} (?:yêu cầu|đề nghị) (?:các|Thủ trưởng|Giám đốc|Chủ tịch)"
)
_SUCH_AS = re.compile(r"(?:như|gồm|là|về)\s*:\s*$")  # what follows in small letters is of the same sentence
_ITEM = re.compile(r"\((\d{1,2})\)\s*\w")
_UNFINISHED = re.compile(r"[^.;:!?”\"]\s*$")
# Before a page's number, words that a name must follow: "phối hợp với / 12 / Sở Tài chính".
_HANGING = re.compile(r"(?<!\w)(?:và|với|của|cho|các|thuộc|tại|do|theo)\s*$")


@dataclass(frozen=True)
class Node:
    """One node. ``parent`` is an index into the list; ``body`` is where its words begin after the label.

    ``path`` is how an official would cite it: "III.1.a", "Điều 2.1", "III.2 gạch 1", "1 đoạn 2".
    ``heading`` is the printed heading, "" for a node that is running text itself.
    """

    kind: Kind
    label: str
    path: str
    heading: str
    start: int
    end: int
    body: int
    depth: int
    parent: int | None


def outline(text: str) -> list[Node]:
    """The nodes of ``text`` (normalised) in document order, parents before children.

    A further document in the same text is a part of its own, under its title.
    """
    found: list[Node] = []
    for start, end in documents(text):
        part = text[start:end]
        found += below_title(part, outline_of(part), start, len(found)) if start else outline_of(part)
    return found


def outline_of(text: str) -> list[Node]:
    """The nodes of a text that is one document (``bundles.documents``)."""
    writer = _Writer()
    for number, zone in enumerate(zones_of(with_labels(text))):
        writer.zone(zone, first=number == 0)
    return writer.nodes()


def below_title(text: str, nodes: list[Node], start: int, at: int) -> list[Node]:
    """The nodes of a further document, which begins at ``start`` of the whole text, below one for its title, ``at``."""
    first = nodes[0].start if nodes else len(text)
    title = next((" ".join(line.split()) for line in text[:first].split("\n") if TITLE.match(line)), "")
    end = max((node.end for node in nodes), default=len(text))
    part = Node(Kind.PART, "", "", title[:HEADING_LENGTH], start, start + end, start + min(first, end), 0, None)
    return [
        part,
        *(
            replace(
                node,
                start=node.start + start,
                end=node.end + start,
                body=node.body + start,
                depth=node.depth + 1,
                parent=at if node.parent is None else node.parent + at + 1,
            )
            for node in nodes
        ),
    ]


def leaves(nodes: list[Node]) -> list[int]:
    """Indexes of the nodes that have none below them: the smallest blocks that can carry a task."""
    parents = {node.parent for node in nodes}
    return [index for index in range(len(nodes)) if index not in parents]


def digest(text: str, node: Node, length: int = 80) -> str:
    """The heading, or the first words of the node, cut at a word."""
    words = node.heading or " ".join(text[node.body : node.end].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"


@dataclass
class _Draft:
    """A node being written: ``rank`` orders levels (0 the highest), ``ordinal`` counts like ones under one parent."""

    kind: Kind
    label: Label | None
    parent: int | None
    rank: float
    ordinal: int
    start: int
    end: int
    text: str
    has_children: bool = False

    @property
    def style(self) -> Style | None:
        return self.label.style if self.label else None

    @property
    def body(self) -> int:
        return self.start + (self.label.length if self.label else 0)


def _is_bare(heading: str) -> bool:
    """Only a heading, which would have nothing below it without the last paragraph: "4. Các tổ chức liên quan"."""
    return len(heading) < LONGEST_BARE_HEADING and heading.rstrip()[-1:].isalnum()


class _Writer:
    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.open: list[int] = []  # from the root to the node being written
        self.counts: Counter[tuple[int | None, Style | None]] = Counter()

    def zone(self, zone: Zone, *, first: bool) -> None:
        if zone.kind == "head" and not first:
            self._annex(zone.lines)
        elif zone.kind == "body":
            self._body(zone.lines)

    def nodes(self) -> list[Node]:
        found: list[Node] = []
        for draft in self.drafts:
            parent = found[draft.parent] if draft.parent is not None else None
            node = Node(
                kind=draft.kind,
                label=draft.label.text if draft.label else "",
                path=self._path(draft, parent)[:PATH_LENGTH],
                heading=_heading(draft),
                start=draft.start,
                end=draft.end,
                body=min(draft.body, draft.end),
                depth=parent.depth + 1 if parent else 0,
                parent=draft.parent,
            )
            found.append(node)
        return found

    def _annex(self, lines: tuple[Line, ...]) -> None:
        """An annex or enclosed document is a part of its own, under its title."""
        self.open.clear()
        label = read_label(lines[0].text) or Label(Style.ANNEX, "", 0)
        self._add(KINDS[label.style], label, RANK[Style.ANNEX], lines[0])
        for line in lines[1:]:
            self._extend(line)

    def _body(self, lines: tuple[Line, ...]) -> None:
        last_label = max((at for at, line in enumerate(lines) if read_label(line.text)), default=-1)
        for at, line in enumerate(lines):
            if line.cell:
                if self.open:
                    self._extend(line)
            elif label := self._label(line.text):
                self._labelled(label, line)
            elif self._continues(line.text, broken=line.broken) or self._runs_on(line.text):
                self._extend(line)
            else:
                ends = bool(ENDS_BODY.search(line.text)) and not (at == last_label + 1 and _is_bare(lines[at - 1].text))
                closing = at > last_label and (bool(_CLOSING.match(line.text)) or ends)
                self._paragraph(line, closing=closing)

    def _label(self, text: str) -> Label | None:
        """The label that the line has in this document; None where it only looks like one."""
        part = self._open(Style.ROMAN)
        if part and (scanned := scanned_roman(text, part.value)):
            return scanned
        label = read_label(text)
        if label and self._runs_on(text):
            return None
        if label is None or label.style not in (Style.LETTER, Style.ROMAN):
            return label
        letter = self._open(Style.LETTER)
        if label.text == "I" and letter and letter.value == as_letter(label).value - 1:
            return as_letter(label)
        if label.style is Style.LETTER and label.value != 1:
            return label if letter and 0 < label.value - letter.value <= 2 else None
        return label

    def _open(self, style: Style) -> Label | None:
        found = self._open_draft(style)
        return found.label if found else None

    def _open_draft(self, style: Style) -> _Draft | None:
        return next((self.drafts[at] for at in reversed(self.open) if self.drafts[at].style is style), None)

    def _labelled(self, label: Label, line: Line) -> None:
        rank = self._rank(label)
        while self.open and self.drafts[self.open[-1]].rank >= rank:
            self.open.pop()
        self._add(KINDS[label.style], label, rank, line)

    def _rank(self, label: Label) -> float:
        """The level of a label here: that of the list it goes on with, or its usual one.

        A list that begins right after "…:" of a node usually below it ("a) gồm:" and then "1.") goes under that node.
        """
        usual = RANK[label.style] + 0.1 * label.text.count(".")
        open_one = self._open_draft(label.style)
        if open_one and (label.style is not Style.DECIMAL or open_one.rank == usual):
            return open_one.rank
        last = self.drafts[self.open[-1]] if self.open else None
        if last and last.label and last.rank > usual and label.value == 1 and last.text.rstrip().endswith(":"):
            return last.rank + 0.01
        return usual

    def _continues(self, text: str, *, broken: bool) -> bool:
        """The words go on from the line before, across a page break or a heading's second line."""
        if not self.open:
            return False
        before = self.drafts[self.open[-1]]
        if text[0].islower() and (_UNFINISHED.search(before.text) or _SUCH_AS.search(before.text)):
            return True
        if broken and _HANGING.search(before.text):
            return True
        if before.label and not before.has_children and goes_on(before.text, text):
            return True
        headed = before.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION) and not before.has_children
        return headed and is_caps(text) and (is_caps(before.text) or not before.text)

    def _runs_on(self, text: str) -> bool:
        """An item after the first of a sentence that began further up: "… như sau: (1) …; / (2) …"."""
        number = _ITEM.match(text)
        if number is None or not self.open or self._open(Style.PAREN):
            return False
        before = self.drafts[self.open[-1]].text
        return f"({int(number[1]) - 1})" in before and before.rstrip().endswith((";", ","))

    def _paragraph(self, line: Line, *, closing: bool) -> None:
        while self.open and self._holds_no_paragraph(self.drafts[self.open[-1]]):
            self.open.pop()
        while closing and self.open and self.drafts[self.open[-1]].style is not Style.ANNEX:
            self.open.pop()
        self._add(Kind.PARAGRAPH, None, BELOW_ALL, line)

    @staticmethod
    def _holds_no_paragraph(draft: _Draft) -> bool:
        """A dash holds paragraphs only where it is a heading: short, without an end of sentence."""
        heading = len(draft.text) < 100 and _UNFINISHED.search(draft.text)
        return draft.kind is Kind.PARAGRAPH or (draft.kind is Kind.DASH and not heading)

    def _add(self, kind: Kind, label: Label | None, rank: float, line: Line) -> None:
        parent = self.open[-1] if self.open else None
        style = label.style if label else None
        self.counts[parent, style] += 1
        if parent is not None:
            self.drafts[parent].has_children = True
        text = line.text[label.length if label else 0 :]
        draft = _Draft(kind, label, parent, rank, self.counts[parent, style], line.start, line.end, text)
        self.drafts.append(draft)
        self.open.append(len(self.drafts) - 1)
        self._reach(line.end)

    def _extend(self, line: Line) -> None:
        draft = self.drafts[self.open[-1]]
        draft.text = f"{draft.text} {line.text}".strip()
        self._reach(line.end)

    def _reach(self, end: int) -> None:
        for at in self.open:
            self.drafts[at].end = end

    def _path(self, draft: _Draft, parent: Node | None) -> str:
        above = parent.path if parent else ""
        if draft.label is None:
            return f"{above} đoạn {draft.ordinal}" if above else f"Đoạn {draft.ordinal}"
        text, style = draft.label.text, draft.label.style
        if style in COUNTED:
            return (
                f"{above} {COUNTED[style]} {draft.ordinal}".strip().capitalize()
                if not above
                else (f"{above} {COUNTED[style]} {draft.ordinal}")
            )
        if style in WORDS:
            text = f"{WORDS[style]} {text}" if text else ""
        if parent and parent.label and text.startswith(f"{parent.label}."):
            text = text[len(parent.label) + 1 :]
        if not above or not text or style in (Style.ARTICLE, Style.CHAPTER):
            return text or above
        parent_style = self.drafts[draft.parent].style if draft.parent is not None else None
        return f"{above}, {text}" if parent_style in WORDS and parent_style is not Style.ARTICLE else f"{above}.{text}"


def _heading(draft: _Draft) -> str:
    """The printed heading: the words of a node that only announces what stands below it."""
    words = " ".join(draft.text.split()).rstrip(" :")
    if draft.label is None or not words or len(words) > HEADING_LENGTH:
        return ""
    if draft.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION):
        return words.rstrip(".")
    announces = draft.has_children and not draft.text.rstrip().endswith((".", ";"))
    return words if announces else ""
