"""The documents that a text cites, each once, and what each is to it: legal basis, carried out, or mentioned."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from directives.intake.labels import Style, read_label
from directives.intake.letters import LOWER
from directives.intake.references import Cited, Code, cited_in
from workflows.folding import fold

LONGEST_LINE = 4_000

_HEADING = re.compile(r"\W*(?:S[ốóôò]|SỐ)\W*:")
_CAPTION = re.compile(r"\W*\(\s*(?:Ban hành\s+)?[Kk]èm theo\s")
_BASIS = re.compile(r"\W*Căn cứ\s")
_CARRIES_OUT = re.compile(
    r"\W*(?:Tiếp tục (?:triển khai )?thực hiện|Thực hiện|Triển khai|Để (?:triển khai|thực hiện|kịp thời)|"
    r"Nhằm (?:triển khai|thực hiện)|Căn cứ ý kiến|Căn cứ chỉ đạo)"
)
# The words right before a document that is carried out: "…, Sở Y tế tiếp tục thực hiện Nghị quyết số …".
_CARRYING = re.compile(
    r"(?<!quả )(?<!hình )(?<!năm )(?<!trình )(?<!việc )(?<!độ )(?<!tác )(?<!trong )(?<!được )(?<!đã )"
    r"(?:(?:[Tt]iếp tục|tổ chức|triển khai)\s+)*(?:[Tt]hực hiện|[Tt]riển khai)"
    r"(?:\s+(?:nghiêm(?:\s+túc)?|tốt|(?:có\s+)?hiệu quả|đầy đủ|đồng bộ|kịp thời|quyết liệt|toàn diện|nội dung|"
    r"(?:ý kiến\s+)?chỉ đạo|yêu cầu|nhiệm vụ|tại|các|những|của))*\s+$"
)
_REPORTED = re.compile(r"(?:báo cáo|kết quả|tình hình|tổng kết|sơ kết|đánh giá|thời gian qua|vừa qua)(?!\w)[^.;]*$")
# A clause that opens with its own word is no longer what the sentence began with: "Thực hiện …; tiếp theo …".
_OTHERWISE = re.compile(r"\W*(?:Tiếp (?:theo|nối)|Tham khảo|Trên cơ sở|Sau khi|Theo|Xét)\s")


# Where a sentence ends, not an abbreviation ("TP. Hòa Lâm"): what opens it says nothing of the next.
_NEXT_SENTENCE = re.compile(rf"(?<=[{LOWER}\d)”])\.\s+(?=\w)")

RULES = {"carries_out": "opening_carries_out", "legal_basis": "opening_basis", "mention": "cited_with_number"}
"""Which rule told the kind: the words that open its line above the body's first label, or its number alone."""


@dataclass(frozen=True)
class Reference:
    """A cited document. ``kind`` is a value of ``directives.states.LinkKind``; [start, end) is its first mention."""

    reference: str
    type_name: str
    issued_on: date | None
    issuer: str
    kind: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """As the proposal prints it; the issuer as written, or null."""
        return {
            "number": self.reference,
            "type": self.type_name.lower() or None,
            "date": self.issued_on.isoformat() if self.issued_on else None,
            "issuer": self.issuer or None,
            "kind": self.kind,
            "rule": RULES[self.kind],
            "span": [self.start, self.end],
        }


def read_references(text: str, own: Code | None) -> list[Reference]:
    """Every document cited with a number, in order of its first mention; ``own`` is the document's number."""
    itself = _key(str(own)) if own and own.number else ""
    opening = _opening_end(text)
    found: dict[str, Reference] = {}
    for cited in cited_in(text):
        key = _key(cited.reference)
        if key == itself or _is_own_heading(text, cited):
            continue
        before = found.get(key)
        if before is None:
            kind = _kind(text, cited) if cited.start < opening else "mention"
            found[key] = Reference(
                cited.reference, cited.type_name, cited.issued_on, cited.issuer, kind, cited.start, cited.end
            )
        else:
            found[key] = replace(
                before,
                type_name=before.type_name or cited.type_name,
                issued_on=before.issued_on or cited.issued_on,
                issuer=before.issuer or cited.issuer,
            )
    return list(found.values())


def _key(reference: str) -> str:
    """The same document however the parts of its number are joined."""
    return re.sub(r"\W+", "-", fold(reference)).lstrip("0")


def _opening_end(text: str) -> int:
    """Where the first label of the outline stands: what is carried out and the legal basis are named above it."""
    start = 0
    for line in text.split("\n"):
        label = read_label(line)
        if label and label.style in (Style.ROMAN, Style.NUMBER, Style.ARTICLE):
            return start
        start += len(line) + 1
    return start


def _line(text: str, at: int) -> str:
    """What stands before ``at`` on its line; "…" and no more of a very long one."""
    start = text.rfind("\n", max(0, at - LONGEST_LINE), at) + 1
    return text[start:at] if start or at < LONGEST_LINE else f"…{text[at - 40 : at]}"


def _is_own_heading(text: str, cited: Cited) -> bool:
    """The number of the letterhead or of an annex's caption, not a citation."""
    before = _line(text, cited.start)
    here = f"{before}{text[cited.start : cited.end]}"
    return bool(_HEADING.match(here) or _CAPTION.match(here))


def _kind(text: str, cited: Cited) -> str:
    """By the opening of its clause, or of the nearest before it in its sentence: "Thực hiện Kế hoạch …; căn cứ …"."""
    opening = _NEXT_SENTENCE.split(_line(text, cited.start))[-1] or text[cited.start : cited.end]
    for clause in reversed(opening.split(";")):
        words = clause.lstrip()
        words = words[:1].upper() + words[1:]
        if _CARRIES_OUT.match(words):
            return "carries_out"
        if _BASIS.match(words):
            return "legal_basis"
        if _OTHERWISE.match(words):
            return "mention"
    before = opening.rsplit(";", 1)[-1]
    carrying = _CARRYING.search(before)
    return "carries_out" if carrying and not _REPORTED.search(before[: carrying.start()].lower()) else "mention"
