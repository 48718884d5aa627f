"""Slips of scanning in what is printed: the set words of directives, days, labels, and signs that nobody typed.

The text stays as it is: what is mended here has the same length and is only read by, so every span still points at the
document's own words. Mended is what can be meant in one way only: of a set phrase ("tổ chức", "báo cáo") only the marks
over its letters and stray signs inside it, of a day only the letters that look like digits.
"""

import re
import unicodedata
from collections.abc import Iterator

from directives.intake.letters import LOWER, UPPER

# Set phrases of directives (usage) that are no other words whatever marks one puts over their letters; "đổi mới" (thay
# đổi môi trường), "theo dõi" (theo đội hình), "ban hành" (địa bàn hành chính) and their like are not among them.
_PHRASES = """
tổ chức; triển khai; thực hiện; phối hợp; xây dựng; tham mưu; chỉ đạo; rà soát; đẩy mạnh; tăng cường; tiếp tục;
kiểm tra; hướng dẫn; tổng hợp; tổng kết; báo cáo; yêu cầu; đề nghị; bố trí; đôn đốc; hoàn thành; hoàn thiện; quản lý;
nghiên cứu; đánh giá; bồi dưỡng; tập huấn; quán triệt; lồng ghép; chuyển đổi; kiến nghị; giám sát; tiến hành; đảm bảo;
bảo đảm; lãnh đạo; biểu dương; góp phần; kịp thời; khẩn trương; thường xuyên; chủ trì; chủ động; kiện toàn; quyết định;
kế hoạch; văn bản; thời gian; đơn vị; kinh phí; nhiệm vụ; giải pháp; nội dung; trách nhiệm; số liệu; phụ lục;
trong quá trình; để kịp thời; để đảm bảo; để bảo đảm; đề xuất, kiến nghị; như sau; phòng, chống; chịu trách nhiệm
"""
# Phrases that others resemble, in the forms that scans give and nobody writes.
_FORMS = """
cụng cấp: cung cấp; cụng câp: cung cấp; cúng có: củng cố; truyên thông: truyền thông; thông tỉn: thông tin;
hăng năm: hằng năm; hãng năm: hằng năm; hăng tháng: hằng tháng; hăng quý: hằng quý; hăng tuần: hằng tuần;
phô biến: phổ biến; phô biên: phổ biến; đối mới: đổi mới; đồi mới: đổi mới; đôi mới: đổi mới; công doàn: công đoàn;
bỗ sung: bổ sung; bồ sung: bổ sung; bô sung: bổ sung; theo đõi: theo dõi; theo dối: theo dõi; thông kê: thống kê;
chắn chỉnh: chấn chỉnh; tuyên truyên: tuyên truyền; thâm định: thẩm định; củng có: củng cố
"""
_NOISE = "‹›„¬¡ˆ`¦¿®£\\\\"
# Between the syllables of a phrase: "yêu. cầu", "yêu ‹ cầu", "tổ- -chức".
_GAP = rf"(?: |[ .:;’'‘{_NOISE}_~]{{2,4}}|[{_NOISE}.]|- ?-?)"
_COMMA = rf"(?:, ?|[ ,.{_NOISE}]{{2,4}})"
_GAPS = re.compile(r"(?<=[^\W_])(?!, |-(?! |-))[\W_]{2,4}(?=[^\W_])|(?<=[^\W_])[^\w\s,-](?=[^\W_])")
_SYLLABLE = re.compile(r"[^\W_]+")
_BARE = str.maketrans(
    {
        char: bare
        for char in map(chr, (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)))
        for bare in [unicodedata.normalize("NFD", char.lower().replace("đ", "d"))[:1]]
        if len(char.lower()) == 1
    }
)


def _bare(words: str) -> str:
    """Lower case without marks, letter for letter."""
    lower = words.translate(_BARE).lower()
    return lower if len(lower) == len(words) else words.translate(_BARE)


def _pattern(phrases: list[str]) -> "re.Pattern[str]":
    parts = [
        _COMMA.join(_GAP.join(map(re.escape, part.split())) for part in phrase.split(", "))
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)(?! su(?!\w))")


def _listed(phrases: str) -> list[str]:
    return " ".join(phrases.split()).split("; ")


_SET = {_bare(phrase).replace(",", ""): phrase for phrase in _listed(_PHRASES)}
_SETS = _pattern([_bare(phrase) for phrase in _listed(_PHRASES)])
_RIGHT = dict(form.split(": ") for form in _listed(_FORMS))
_WRONG = _pattern(list(_RIGHT))
# A sign that no keyboard gives, alone between words.
_STRAY = re.compile(rf"(?<![^\s])[{_NOISE}_~’'‘]{{1,3}}(?![^\s])")
# What a stamp's edge or a speck leaves behind the end of a line: "… như sau:. ¬", "… đính kèm. ˆ,".
_TAIL = re.compile(
    rf"(?m)(?<=[.:;,])(?=[^\n]{{0,24}}[{_NOISE}][^\n]{{0,3}}$)[ .,:-]?(?:[ ]?[^\s\d]{{1,3}})+$"
    rf"|(?<=:)\.(?:[ .]*[{_NOISE}])?$|(?<=[.;])(?: \.){{1,4}}$"
)
# In a text with such signs: a full stop or colon within a sentence ("yêu. cầu", "Lao .động", "của : ngành").
_WITHIN = re.compile(
    rf"(?<=[{LOWER}])[.](?= ?[{LOWER}]{{2}})(?! ?(?:com|vn|gov|org|edu|net)\b)|(?<= )[.:](?= ?[{LOWER}]{{2}})"
)
_TWICE = re.compile(r"(?<=\w)- -(?=\w)")
_MANY_SIGNS = 3
"""So many of the signs that nobody types, and the text is a scan."""
# "ngày IŠ tháng 10", "ngày O5 tháng l2": letters where only digits can stand.
_DIGITS = str.maketrans(
    {**dict.fromkeys("lIi|!]ÍÌÏí", "1"), **dict.fromkeys("OoØQ", "0"), **dict.fromkeys("SŠŞŚ", "5")}
)
_LOOK = r"[\dlIi|!\]ÍÌÏíOoØQSŠŞŚ]"
_DAY = re.compile(rf"(?P<before>(?<!\w)[Nn]g[àa]y )(?P<day>{_LOOK}{{1,2}})(?= tháng )")
_MONTH = re.compile(rf"(?P<before>(?<!\w)tháng )(?P<day>{_LOOK}{{1,2}})(?= năm \d{{4}})")
# A dash or a letter of a list: "¬ Củng cố", ": Hàng năm", "ø) Trung tâm".
_BULLET = re.compile(rf"(?m)^[{_NOISE}:·°»](?= [{UPPER}])")
_POINT = re.compile(r"(?m)^[øǵğ](?=\))")
_POINT_DOT = re.compile(rf"(?m)(?<=^\w\))\.(?=[{UPPER}])")


def with_labels(text: str) -> str:
    """The text with the labels of its lists as printed: "¬ Củng cố …" is a dash, "ø)" the point g)."""
    return _POINT_DOT.sub(" ", _POINT.sub("g", _BULLET.sub("-", text)))


def mended(text: str) -> str:
    """The text, letter for letter, as it can be read: its set phrases, days and labels without slips."""
    scan = sum(text.count(sign) for sign in _NOISE) >= _MANY_SIGNS
    text = with_labels(text)
    text = _DAY.sub(_digits, _MONTH.sub(_digits, text))
    text = _set_right(text)
    text = _STRAY.sub(_blank, _TAIL.sub(_blank, text))
    if scan:
        text = _TWICE.sub(" - ", _WITHIN.sub(" ", text))
    return text


def misread_day(words: str) -> bool:
    """Letters stand for digits in the day, or blanks within its number: "ngày IŠ tháng 10", "14/1 1/2017"."""
    day = _DAY.search(words) or _MONTH.search(words)
    return bool((day and not day["day"].isdigit()) or _SCANNED.search(words))


_SCANNED = re.compile(
    r"(?<!\w)(?:\d{1,2}/\d \d/|\d \d/\d{1,2}/|(?=[\dlO|]{0,2}[lO|])[\dlO|]{1,2}/[\dlO|]{1,2}(?:/|(?!\w)))"
)


def _set_right(text: str) -> str:
    for pattern, phrases, seen in ((_SETS, _SET, _bare(text)), (_WRONG, _RIGHT, text.lower())):
        parts, at = [], 0
        for match in pattern.finditer(seen) if len(seen) == len(text) else ():
            right = phrases[" ".join(_SYLLABLE.findall(match[0]))]
            start, end = match.span()
            if text[start + 1 : end] != right[1:]:
                parts += [text[at:start], _as(text[start:end], right)]
                at = end
        text = "".join([*parts, text[at:]])
    return text


def _as(written: str, right: str) -> str:
    """The phrase in the letters of ``right`` and the case of ``written``, with blanks for what stands in its gaps."""
    syllables: Iterator[str] = iter(_SYLLABLE.findall(right))

    def spelled(match: "re.Match[str]") -> str:
        syllable = next(syllables)
        if match[0].isupper():
            return syllable.upper()
        return syllable.capitalize() if match[0][0].isupper() else syllable

    return _GAPS.sub(_blank, _SYLLABLE.sub(spelled, written))


def _blank(match: "re.Match[str]") -> str:
    return " " * len(match[0])


def _digits(match: "re.Match[str]") -> str:
    day = match["day"].translate(_DIGITS)
    return match["before"] + (day if 1 <= int(day) <= 31 else match["day"])
