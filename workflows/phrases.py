"""The time phrases of Vietnamese directives, each a named rule with an example; reading.py weighs what they find."""

import calendar as months
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workflows.calendars import WorkingCalendar
from workflows.periods import Recurrence

RECURRENCE_LABELS = {member.value: member.label for member in Recurrence}
ROMAN_OR_DIGIT = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MAX_TERM = 999


@dataclass
class Found:
    """What the rules saw. ``day_before`` is set when the words exclude ``day`` itself ("trước ngày")."""

    rule: str = "none"
    words: str = ""
    day: date | None = None
    day_before: date | None = None
    is_term: bool = False
    recurrence: list[str] = field(default_factory=list)
    due_day: int | None = None
    due_day_before: bool = False
    standing: bool = False
    on_request: bool = False
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Context:
    """What a rule may consult beside its match."""

    issued_on: date | None
    calendar: WorkingCalendar


Reader = Callable[[re.Match[str], Found, Context], bool]

# --- building blocks -------------------------------------------------------------------------------------------------
SEP = r"\s*[/.\-]\s*"
# 30/7/2023, 30-7-2023, 15 tháng 11 năm 2025; the year may be missing.
DATE = rf"(?P<d>\d{{1,2}})(?:{SEP}|\s+tháng\s+)(?P<m>\d{{1,2}})(?:(?:{SEP}|\s*,?\s*năm\s+)(?P<y>\d{{4}}))?(?!\d)"
YEAR = r"(?:\s*(?:/|-|,?\s*năm)\s*(?P<y>\d{4}))"
HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g|:)\s*\d{0,2}\s*(?:phút|')?,?\s*)?"
EVERY = r"(?:hàng|hằng|mỗi)"
UNIT = rf"(?:(?:tổng kết|báo cáo)\s+)?(?:{EVERY}\s+)?(?:tuần|tháng|quý|(?:0?6|sáu)\s+tháng|nửa năm|năm|ngày)(?!\s*\d)"

# "Công văn số 2837/BYT-VPB ngày 20/4/2026" cites a document; it is nobody's deadline.
CITATION = re.compile(
    rf"\b\d+[a-z]?(?:/\d{{4}})?\s?[/\-]\s?[a-zđ][\wđ]*(?:[\-/.][\wđ]+)*,?\s*(?:ngày|ký ngày)\s*{DATE}"
)
OLD_SPELLINGS = (
    ("qúy", "quý"),
    ("qủy", "quỷ"),
    ("quí", "quý"),
    ("kì ", "kỳ "),
    ("–", "-"),
    ("—", "-"),
    ("\u00a0", " "),
)


def normalise(text: str) -> str:
    """NFC, lower case, one space, one dash, today's spelling: NFD and old tone marks ("qúy", "định kì") read alike."""
    text = unicodedata.normalize("NFC", text).lower().replace("*", "")
    for old, new in OLD_SPELLINGS:
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text).strip()


def scan(text: str, issued_on: date | None, calendar: WorkingCalendar) -> Found:
    """Every rule over a normalised text, the citations of documents taken out."""
    text = CITATION.sub(" ", text)
    found = Found()
    context = Context(issued_on, calendar)
    rest = _recurring(text, found)
    _marks(text, found)
    if not _open_ended(text, found):
        _dated(rest, found, context)
    if found.day is None and not found.recurrence and not found.standing and _FROM_PARENT.search(text):
        found.doubts.append(_("Văn bản dẫn tới thời hạn ở nơi khác: hãy xem văn bản cấp trên."))
    return found


# --- recurring -------------------------------------------------------------------------------------------------------
# "trước ngày 15 hàng tháng", "ngày 20 hằng tháng", "chậm nhất ngày 25 mỗi tháng"
_MONTH_DAY = re.compile(rf"(?P<before>trước\s+)?(?:vào\s+)?ngày\s+(?P<d>\d{{1,2}})\s+(?:{EVERY})\s+(?P<unit>tháng|quý)")
# "trước ngày 30/11 hằng năm", "hằng năm (trước ngày 15 tháng 11)"
_YEAR_DAY = re.compile(
    rf"(?P<before>trước\s+)?(?:ngày\s+)?(?P<d>\d{{1,2}})(?:/|\s+tháng\s+)(?P<m>\d{{1,2}})\s+{EVERY}\s+năm"
    rf"|{EVERY}\s+năm\W{{0,4}}(?P<before2>trước\s+)?ngày\s+(?P<d2>\d{{1,2}})(?:/|\s+tháng\s+)(?P<m2>\d{{1,2}})(?![/\d])"
)
# "định kỳ hàng quý, 06 tháng và hàng năm", "hàng tháng", "trước 13 giờ hằng ngày"
_EVERY = re.compile(
    rf"(?:định kỳ\s+\(?|\b(?={EVERY}\s)){UNIT}(?:(?:\s*[,;]\s*|\s+và\s+|\s*,\s*và\s+|\s+hoặc\s+){UNIT})*"
)
_UNIT_NAMES = (
    (re.compile(r"(?:0?6|sáu)\s+tháng|nửa năm"), Recurrence.SEMIANNUAL),
    (re.compile(r"ngày"), Recurrence.DAILY),
    (re.compile(r"tuần"), Recurrence.WEEKLY),
    (re.compile(r"tháng"), Recurrence.MONTHLY),
    (re.compile(r"quý"), Recurrence.QUARTERLY),
    (re.compile(r"năm"), Recurrence.ANNUAL),
)


def _recurring(text: str, found: Found) -> str:
    """Note the recurrences; returns the text without the days that belong to them."""
    names: set[str] = set()
    for match in _MONTH_DAY.finditer(text):
        names.add(Recurrence.MONTHLY if match["unit"] == "tháng" else Recurrence.QUARTERLY)
        if found.due_day is None and 1 <= int(match["d"]) <= 31:
            found.due_day, found.due_day_before = int(match["d"]), bool(match["before"])
            found.rule, found.words = "recurring_day", match[0]
    text = _MONTH_DAY.sub(" ", text)
    for match in _YEAR_DAY.finditer(text):
        names.add(Recurrence.ANNUAL)
        found.rule, found.words = found.rule if found.words else "recurring_day", found.words or match[0]
    text = _YEAR_DAY.sub(" ", text)
    listed = re.sub(r"\([^)]*\)", " ", text)
    for match in _EVERY.finditer(re.sub(r"\s+", " ", listed).replace(" ,", ",")):
        found.words = found.words or match[0]
        if found.rule == "none":
            found.rule = "recurring"
        for part in re.split(r"[,;]| và | hoặc ", match[0]):
            name = next((name for pattern, name in _UNIT_NAMES if pattern.search(part)), None)
            if name:
                names.add(name)
    found.recurrence = [name for name in RECURRENCE_LABELS if name in names]
    return text


# --- without a date --------------------------------------------------------------------------------------------------
# "năm 2026 và các năm tiếp theo": begins, never ends
_OPEN_ENDED = re.compile(r"(?:và|và trong)\s+(?:các|những)\s+năm\s+(?:tiếp theo|sau)")
# "thường xuyên kiểm tra", "liên tục", "24/24"
_STANDING = re.compile(r"\bthường xuyên\b(?!\s+(?:của|theo))(?<!chi thường xuyên)|\bliên tục\b|\b24/24\b")
# "đột xuất khi có yêu cầu", "khi phát sinh", "trường hợp phát sinh nguy cơ thiếu"
_ON_REQUEST = re.compile(
    r"(?:khi|theo) (?:có )?yêu cầu|đột xuất|khi cần|khi có phát sinh|(?:khi|trường hợp|nếu)(?: có)? phát sinh"
)
# "ngay sau khi Nghị định được ban hành", "sau khi nước rút"
_ON_EVENT = re.compile(r"(?:ngay )?sau khi\b|khi có (?:văn bản|hướng dẫn|tình huống)")
_FROM_PARENT = re.compile(r"theo (?:đúng )?(?:thời gian|thời hạn|tiến độ)(?: \w+)? (?:quy định|được giao)")


def _marks(text: str, found: Found) -> None:
    for name, pattern in (("on_request", _ON_REQUEST), ("on_event", _ON_EVENT), ("standing", _STANDING)):
        if match := pattern.search(text):
            found.standing |= name == "standing"
            found.on_request |= name != "standing"
            if found.rule == "none":
                found.rule, found.words = name, match[0]


def _open_ended(text: str, found: Found) -> bool:
    match = _OPEN_ENDED.search(text)
    if match and not re.search(r"ngày\s+\d", text):
        found.standing = True
        found.rule, found.words = "open_ended", match[0]
        return True
    return False


# --- dated: the first rule that matches wins -------------------------------------------------------------------------
def _date(match: re.Match[str], found: Found, context: Context) -> date | None:
    """The matched day; a missing year is the first that does not lie before the issue."""
    year = match["y"]
    if year is None:
        if context.issued_on is None:
            found.doubts.append(_("Thiếu năm, và văn bản chưa có ngày ban hành."))
            return None
        found.doubts.append(_("Không ghi năm: hiểu là năm gần nhất kể từ ngày ban hành."))
    try:
        if year:
            return date(int(year), int(match["m"]), int(match["d"]))
        assert context.issued_on is not None
        day = date(context.issued_on.year, int(match["m"]), int(match["d"]))
        return day if day >= context.issued_on else day.replace(year=day.year + 1)
    except ValueError:
        found.doubts.append(_("“%(words)s” không phải ngày có thật.") % {"words": match[0]})
        return None


def _on_day(match: re.Match[str], found: Found, context: Context) -> bool:
    found.day = _date(match, found, context)
    return found.day is not None


def _before_day(match: re.Match[str], found: Found, context: Context) -> bool:
    found.day = _date(match, found, context)
    found.day_before = found.day - timedelta(days=1) if found.day else None
    return found.day is not None


def _year(text: str | None, found: Found, context: Context) -> int | None:
    if text:
        return int(text)
    found.doubts.append(_("Không ghi năm: hiểu là năm ban hành."))
    return context.issued_on.year if context.issued_on else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, months.monthrange(year, month)[1])


def _in_month(match: re.Match[str], found: Found, context: Context) -> bool:
    year, month = _year(match["y"], found, context), int(match["m"])
    if year is None or not 1 <= month <= 12:
        return False
    part = match["part"] or ""
    if part.startswith("trước"):
        found.day = date(year, month, 1)
        found.day_before = found.day - timedelta(days=1)
    elif part.startswith("giữa"):
        found.day = date(year, month, 15)
    elif part.startswith("đầu"):
        found.day = date(year, month, 1)
    else:
        found.day = _month_end(year, month)
    return True


def _in_quarter(match: re.Match[str], found: Found, context: Context) -> bool:
    year = _year(match["y"], found, context)
    if year is None:
        return False
    found.day = _month_end(year, 3 * ROMAN_OR_DIGIT[match["q"]])
    return True


def _in_half(match: re.Match[str], found: Found, context: Context) -> bool:
    year = _year(match["y"], found, context)
    if year is None:
        return False
    found.day = date(year, 6, 30) if match["half"] == "đầu" else date(year, 12, 31)
    return True


def _in_year(match: re.Match[str], found: Found, context: Context) -> bool:
    part = match.groupdict().get("part") or ""
    year = int(match["last"] or match["y"])
    if part.startswith("trước"):
        found.day = date(year, 1, 1)
        found.day_before = found.day - timedelta(days=1)
    else:
        found.day = date(year, 6, 30) if part.startswith("giữa") else date(year, 12, 31)
    return True


def _within(match: re.Match[str], found: Found, context: Context) -> bool:
    """A term runs from the day after (art. 147), clips at the month's end, and rolls over days off (art. 148)."""
    if context.issued_on is None:
        found.doubts.append(_("Thời hạn tính từ một ngày chưa biết."))
        return False
    count, start = int(match["n"]), context.issued_on
    if not 0 < count <= MAX_TERM:
        return False
    match match["unit"]:
        case "ngày làm việc":
            found.day = context.calendar.add(start, count)
        case "tháng":
            month = start.year * 12 + start.month - 1 + count
            last = _month_end(month // 12, month % 12 + 1)
            found.day = context.calendar.next_working(last.replace(day=min(start.day, last.day)))
        case "giờ":
            found.day = start + timedelta(days=-(-count // 24))
            found.doubts.append(_("Hạn tính bằng giờ được hiểu theo ngày."))
        case unit:
            found.day = context.calendar.next_working(start + timedelta(days=count * (7 if unit == "tuần" else 1)))
    found.is_term = True
    since = match["since"] or ""
    if not re.search(r"ban hành|ký", since):
        found.doubts.append(_("Tính từ ngày ban hành, vì không rõ ngày bắt đầu."))
    return True


def _rule(name: str, pattern: str, read: Reader) -> tuple[str, re.Pattern[str], Reader]:
    return name, re.compile(pattern), read


RULES = (
    # "Từ ngày 20/11/2017 đến ngày 15/12/2017", "Từ ngày 06 - 15/11/2017"
    _rule(
        "span_end",
        rf"từ (?:ngày )?\d[\d/.\-]*(?: tháng \d+)?(?: năm \d{{4}})?\s*(?:-|đến(?: hết)?)\s*(?:ngày )?{DATE}",
        _on_day,
    ),
    # "trước ngày 30/7/2023", "trước 17 giờ ngày 15 tháng 11 năm 2025"
    _rule("before_day", rf"trước\s+{HOUR}(?:ngày\s+)?{DATE}", _before_day),
    # "chậm nhất vào ngày 25/8/2023", "muộn nhất ngày", "đến hết ngày", "không quá ngày", "hạn cuối"
    _rule(
        "by_day",
        r"(?:(?:chậm|muộn) nhất|không quá|hạn (?:cuối|chót)|hết|đến)(?: là)?(?: vào| trong)?"
        rf"(?: {HOUR})?\s*ngày\s+{DATE}",
        _on_day,
    ),
    # "vào ngày 19 tháng 12 năm 2025", "Ngày 16/11/2017"
    _rule("on_day", rf"ngày\s+{DATE}", _on_day),
    # "trong thời hạn 05 ngày làm việc kể từ ngày ký", "trong vòng 02 tháng", "chậm nhất sau 10 ngày"
    _rule(
        "within",
        r"(?:trong (?:vòng|thời hạn|thời gian)|thời hạn(?: là)?|chậm nhất(?: là)?(?: sau)?)(?: không quá| tối đa)?"
        r"\s+(?P<n>\d{1,4})(?: \([^)]*\))? (?P<unit>ngày làm việc|ngày|tuần|tháng|giờ)"
        r"(?P<since>,? (?:kể từ|từ|tính từ|sau)[^,.;]{0,60})?",
        _within,
    ),
    # "quý III/2023", "Quí IV-2025", "trong quý 2 năm 2024"; without a year only after "trong", "hết", "cuối"
    _rule("in_quarter", rf"quý (?P<q>iii|ii|iv|i|[1-4])\b{YEAR}", _in_quarter),
    _rule("in_quarter", r"(?:trong|hết|cuối) quý (?P<q>iii|ii|iv|i|[1-4])\b(?P<y>)", _in_quarter),
    # "6 tháng đầu năm 2025"
    _rule("in_half", r"(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<y>\d{4}))?", _in_half),
    # "Tháng 11 - 12/2025", "cuối tháng 6/2024", "trước tháng 9/2025", "trong tháng 11 năm 2025"
    _rule(
        "in_month",
        r"(?P<part>trước|giữa|đầu|cuối|hết|trong)?\s*tháng (?:\d{1,2}\s*(?:-|đến(?: tháng)?|và)\s*)?"
        rf"(?P<m>\d{{1,2}}){YEAR}",
        _in_month,
    ),
    _rule("in_month", r"(?P<part>trước|giữa|đầu|cuối|hết|trong) tháng (?P<m>\d{1,2})(?![\d/])(?P<y>)", _in_month),
    # "giai đoạn 2026-2030", "2025 - 2035", "năm 2026 - 2027"
    _rule("in_years", r"(?:giai đoạn |năm |^)(?P<y>\d{4})\s*-\s*(?:năm )?(?P<last>\d{4})", _in_year),
    # "trong năm 2025", "cuối năm 2024"; "năm 2025" only alone, as in a table cell
    _rule("in_year", r"(?P<part>trước|giữa|cuối|hết|trong) năm (?P<y>\d{4})(?P<last>)", _in_year),
    _rule("in_year", r"^(?:năm )?(?P<y>20\d{2})(?P<last>)$", _in_year),
)


def _dated(text: str, found: Found, context: Context) -> None:
    for name, pattern, read in RULES:
        for match in pattern.finditer(text):
            if read(match, found, context):
                found.rule, found.words = name, match[0].strip()
                _warn_of_others(text, found)
                return


def _warn_of_others(text: str, found: Found) -> None:
    days = _distinct(match[0] for match in re.finditer(DATE, text) if match["y"])
    if len(days) > 1 and found.rule != "span_end":
        found.doubts.append(_("Đoạn này có nhiều ngày: %(days)s.") % {"days": ", ".join(days)})


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
