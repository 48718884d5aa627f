"""One form of text for the whole product, so that a span of characters means the same words for ever."""

import re
import unicodedata

from directives.intake.labels import read_label

# Look-alikes that old fonts and PDF producers put in place of Vietnamese letters.
_LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "Ƣ": "Ư", "ƣ": "ư"})
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\v]")
_PAGE_END = re.compile(" *\f+ *")
_GAPS = re.compile(r"\n{3,}")
_EMPHASIS = re.compile(
    r"(?m)\*+(?=[ *]*$)|\*{2,}|(?<![*_])__(?!_)|(?<![\s(*])\*|(?<!\()\*(?![\s*)])|(?<=\()\*(?![\s)])"
)
_RULE = re.compile(r"^[\s|:*_=~-]*$")

# Openings of the letterhead and of the end, and bars of tables: they never continue the line before.
_OPENS = re.compile(r"[|/]|(?:Số|SỐ|Kính gửi|KÍNH GỬI|Nơi nhận|NƠI NHẬN|[Vv]/[Vv]|TM\.|KT\.|TL\.|TUQ\.|Q\.)[\s:.]")

# Words after which a line cannot end.
_HANGING = re.compile(r"(?:\bsố|\bngày|\bcủa|\bvà|\bcác|,)$")


def normalise(raw: str) -> str:
    """NFC; "\\n" between lines; one plain space between words; no invisible characters; at most one empty line.

    Applying it twice changes nothing.
    """
    text = unicodedata.normalize("NFC", raw).translate(_LETTERS)
    text = _LINE_ENDS.sub("\n", text)
    text = _PAGE_END.sub("\n\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", _GAPS.sub("\n\n", text).strip("\n"))


def without_emphasis(text: str) -> str:
    """Drop the marks of Markdown emphasis ("**đậm**", "*nghiêng*") and keep the words; "(*)" and " * " stay."""
    return _EMPHASIS.sub("", text)


def join_wrapped(text: str) -> str:
    """Put the lines of a paragraph that was broken at a page's width back into one line.

    ``text`` is normalised. A line continues the one before when it begins in lower case, or when the one before ran to
    the width of the page without ending a sentence; never when it opens with a label, a bullet or a table's bar.
    Paragraphs parted by an empty line are left apart.
    """
    lines = text.split("\n")
    width = _page_width(lines)
    spaced = lines.count("") > 0.15 * sum(len(line) >= 20 for line in lines)
    joined: list[str] = []
    before = ""
    for line in lines:
        if joined and _continues(before, line, 20 if spaced and width else width):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def _page_width(lines: list[str]) -> int | None:
    """Characters of a full line where the text is broken at a page's width, else None."""
    lengths = sorted(len(line) for line in lines if len(line) >= 20)
    if len(lengths) < 5:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    return width if 40 <= width <= 150 else None


def _continues(before: str, line: str, width: int | None) -> bool:
    """``width`` is a full line's; small where empty lines part the paragraphs, None where lines are whole."""
    if _RULE.match(before) or _RULE.match(line) or before.startswith("|") or before.endswith("|"):
        return False
    if _OPENS.match(line) or read_label(line):
        return False
    label = read_label(f"{before} x")
    if _HANGING.search(before) or (label and label.length > len(before)):
        return True
    if label and before.upper() == before and line.upper() == line:
        return True
    if line[0].islower() and not before.endswith((".", ":", "./.")):
        return True
    if before.upper() == before or len(before) < 20 or (line.upper() == line and line.count(" ") > 2):
        return False
    return width is not None and len(before) >= 0.6 * width and not before.endswith((".", ":", ";", "!", "?"))
