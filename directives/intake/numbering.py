"""Labels that Word numbers by itself: they are not in the text of a .docx and must be counted from its lists."""

from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn


class Numbering:
    """Counts the list paragraphs of one document and gives each its printed label."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """``numbering`` and ``styles`` are the root elements of those parts, None when the document has none."""
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._by_style: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Any) -> str:
        """The label of a paragraph element ("1.", "a)", "-"), "" when it has none."""
        number, level = self._place(paragraph)
        abstract = self._abstract.get(number)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        counts = self._counts[abstract]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        shape, text, _start = levels[level]
        if shape == "bullet":
            return "-"
        if shape == "none":
            return ""
        for at in range(level + 1):
            at_shape, _text, start = levels.get(at, ("decimal", "", 1))
            text = text.replace(f"%{at + 1}", _written(counts.get(at, start), at_shape))
        return text.strip()

    def _place(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        listed = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        inherited = self._by_style.get(style.get(qn("w:val"), ""), ("", 0)) if style is not None else ("", 0)
        if listed is None:
            return inherited
        number, level = listed.find(qn("w:numId")), listed.find(qn("w:ilvl"))
        found = number.get(qn("w:val"), "") if number is not None else inherited[0]
        return found, int(level.get(qn("w:val"), 0)) if level is not None else inherited[1]

    def _read(self, root: Any) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            levels = {}
            for level in abstract.findall(qn("w:lvl")):
                shape, text, start = (level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start"))
                levels[int(level.get(qn("w:ilvl"), 0))] = (
                    shape.get(qn("w:val"), "decimal") if shape is not None else "decimal",
                    text.get(qn("w:val"), "") if text is not None else "",
                    int(start.get(qn("w:val"), 1)) if start is not None else 1,
                )
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.findall(qn("w:num")):
            target = number.find(qn("w:abstractNumId"))
            if target is not None:
                self._abstract[number.get(qn("w:numId"), "")] = target.get(qn("w:val"), "")

    def _read_styles(self, root: Any) -> None:
        for style in root.findall(qn("w:style")):
            listed = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            number = listed.find(qn("w:numId")) if listed is not None else None
            if listed is not None and number is not None:
                level = listed.find(qn("w:ilvl"))
                depth = int(level.get(qn("w:val"), 0)) if level is not None else 0
                self._by_style[style.get(qn("w:styleId"), "")] = (number.get(qn("w:val"), ""), depth)


def _written(count: int, shape: str) -> str:
    """The number as the list prints it."""
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in ("lowerRoman", "upperRoman"):
        written = _roman(count)
        return written if shape == "upperRoman" else written.lower()
    return f"{count:02d}" if shape == "decimalZero" else str(count)


_SIGNS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(count: int) -> str:
    written = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        written += sign * (count // value)
        count %= value
    return written
