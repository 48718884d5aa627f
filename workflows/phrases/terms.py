"""Terms (thời hạn): so many days, working days, months from a day; and deadlines that hang on another one.

A term runs from the day of issue, a day written, or an event. From an event it has no date until the event comes: it is
conditional, and somebody starts its clock.
"""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workflows.calendars import statutory
from workflows.phrases.common import COUNT, DATE, Part, Pattern, number, part, pattern
from workflows.phrases.years import day_of
from workflows.rules import Anchor, DeadlineKind, Rule, Unit

UNITS = {
    "ngày làm việc": Unit.WORKING_DAY, "ngày công": Unit.WORKING_DAY, "ngày": Unit.DAY, "tuần": Unit.WEEK,
    "tháng": Unit.MONTH, "năm": Unit.YEAR, "giờ làm việc": Unit.HOUR, "giờ": Unit.HOUR, "h": Unit.HOUR,
    "quý": Unit.MONTH,
}  # fmt: skip
MAX_TERM = 9_999
LONGEST_LEAD = 366
_UNIT = (
    r"(?P<unit>ngày làm việc|ngày công|ngày(?! \d)|tuần|tháng(?! \d| (?:đầu|cuối) năm)|quý|năm(?! \d)"
    r"|giờ làm việc|giờ|h)\b"
)
_SINCE = r"(?P<since>\s?,?\s?(?:\(?(?:kể từ|tính từ|từ|sau|kể từ sau)\s)(?P<event>[^,.;)]{0,120}))?"
_FROM_ISSUE = re.compile(r"^(?:ngày |khi )?(?:ban hành|ký|văn bản này (?:được )?(?:ban hành|ký)|hôm nay|nay)")
_ON_RECEIPT = re.compile(r"^(?:ngày |khi )?(?:nhận|tiếp nhận|có)(?: được)? (?:\w+ ){0,2}?(?:văn bản|kế hoạch|công văn|"
                         r"thông báo|chỉ thị|công điện|quyết định|nghị quyết|hướng dẫn)(?: này|$)")  # fmt: skip
_WRITTEN = re.compile(rf"^(?:ngày |hết ngày )?{DATE}")


def _amount(match: re.Match[str]) -> tuple[int, Unit]:
    count, word = number(match["n"]), match["unit"]
    return count * (3 if word == "quý" else 1), UNITS[word]


def _within(match: re.Match[str], issued: date | None) -> Part | None:
    count, unit = _amount(match)
    if not 0 < count <= MAX_TERM:
        return None
    since = (match["event"] or "").strip()
    doubts = [_("Hạn tính bằng giờ được hiểu theo ngày.")] if unit == Unit.HOUR else []
    rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.ISSUED)
    if written := _WRITTEN.match(since):
        start = day_of(written, issued, doubts)
        rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.DAY, start=start)
    elif _ON_RECEIPT.match(since):
        rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.RECEIVED)
        doubts.append(_("Tính từ ngày nhận văn bản; ở đây lấy ngày ban hành, vì không rõ ngày bắt đầu."))
    elif since and not _FROM_ISSUE.match(since):
        rule = Rule(DeadlineKind.CONDITIONAL, "within_event", count=count, unit=unit, anchor=Anchor.EVENT)
        doubts.append(_("Tính từ một sự kiện chưa biết ngày: bấm “Bắt đầu tính hạn” khi sự kiện xảy ra."))
    elif not since:
        doubts.append(_("Tính từ ngày ban hành, vì không rõ ngày bắt đầu."))
    if match[0].strip() == match.string and unit == Unit.MONTH and count in {3, 6, 9, 12}:
        doubts.append(_("“%(words)s” cũng có thể là định kỳ: hãy xem lại văn bản.") % {"words": match[0].strip()})
    if rule.kind == DeadlineKind.TERM and rule.start is None and issued is None:
        doubts.append(_("Thời hạn tính từ một ngày chưa biết."))
    return part(match, rule.name, rule, doubts)


def _before_parent(match: re.Match[str], issued: date | None) -> Part | None:
    """So many days before the deadline of the superior's document, or before an event."""
    count, unit = _amount(match)
    if not 0 < count <= MAX_TERM:
        return None
    kind, anchor = DeadlineKind.CONDITIONAL, Anchor.EVENT
    if match["hung"].startswith(("hạn", "thời hạn")):
        kind, anchor = DeadlineKind.RELATIVE, Anchor.PARENT
    rule = Rule(kind, "before_parent", count=-count, unit=unit, anchor=anchor)
    return part(
        match, "before_parent", rule, [_("Tính lùi từ hạn của việc khác hoặc từ một sự kiện: hãy xem việc đó.")]
    )


def _before_written(match: re.Match[str], issued: date | None) -> Part | None:
    """So many days or weeks before a day written: counted back from it."""
    count, unit = _amount(match)
    doubts: list[str] = []
    day = day_of(match, issued, doubts)
    if day is None or unit not in (Unit.DAY, Unit.WEEK, Unit.WORKING_DAY) or not 0 < count <= LONGEST_LEAD:
        return None
    if unit == Unit.WORKING_DAY:
        day = statutory().add(day, -count)
    else:
        day -= timedelta(days=count * (7 if unit == Unit.WEEK else 1))
    return part(match, "before_written", Rule(DeadlineKind.FIXED, "before_written", day=day), doubts)


def _half(match: re.Match[str], issued: date | None) -> Part:
    """Half a month is 15 days, half a year six months (art. 146)."""
    count, unit = (15, Unit.DAY) if match["half"] == "tháng" else (6, Unit.MONTH)
    doubts = [_("Tính từ ngày ban hành, vì không rõ ngày bắt đầu.")]
    if issued is None:
        doubts.append(_("Thời hạn tính từ một ngày chưa biết."))
    rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.ISSUED)
    return part(match, "within", rule, doubts)


_HUNG = r"(?P<hung>(?:thời )?hạn|ngày (?!\d|làm)|kỳ họp|hội nghị|cuộc họp|phiên họp|khi |khai mạc|lễ )[^,.;]{0,80}"
PATTERNS: tuple[Pattern, ...] = (
    # "chậm nhất 05 ngày trước ngày 30/4/2026", "ít nhất 2 tuần trước ngày 01/7"
    pattern(
        "before_written",
        rf"(?:(?:trước |chậm nhất |muộn nhất |ít nhất |tối thiểu )+(?:là )?|^){COUNT}\s?{_UNIT} trước (?:ngày )?{DATE}",
        _before_written,
    ),
    # "trước thời hạn của UBND tỉnh 03 ngày làm việc"
    pattern(
        "before_parent",
        rf"trước (?P<hung>(?:thời )?hạn)(?! \d)(?: [^,.;\d]{{0,60}}?)? (?:ít nhất |tối thiểu )?{COUNT}\s?{_UNIT}",
        _before_parent,
    ),
    # "trước 05 ngày so với thời hạn", "chậm nhất 03 ngày trước kỳ họp", "ít nhất 10 ngày trước khi khai mạc"
    pattern(
        "before_parent",
        rf"(?:(?:trước |chậm nhất |ít nhất |tối thiểu )+(?:là )?|^){COUNT}\s?{_UNIT} (?:so với|trước) {_HUNG}",
        _before_parent,
    ),
    # "trong thời hạn 05 ngày làm việc kể từ ngày ký", "trong vòng 02 tháng", "chậm nhất sau 10 ngày", "trong 03 ngày"
    pattern(
        "within",
        r"(?:(?:trong|quá) (?:vòng|thời hạn|thời gian)|trong(?= (?:không quá |tối đa |thời hạn )?\(?\d)"
        r"|thời hạn(?: hoàn thành| giải quyết| xử lý)?(?: là|:)?"
        r"|(?:chậm nhất|muộn nhất)(?: là)?(?: (?:sau|trong))?|không quá|sau(?= \d+ (?:ngày"
        r"|tháng)\b[^.;]{0,20}(?:kể|tính) từ))"
        rf"(?: không quá| tối đa)?\s+{COUNT}\s?{_UNIT}{_SINCE}",
        _within,
    ),
    # "trong vòng nửa tháng"
    pattern("within", r"(?:^|trong (?:vòng |thời hạn |thời gian )?)nửa (?P<half>tháng|năm)(?! (?:đầu|cuối))", _half),
    # "05 ngày làm việc kể từ ngày ban hành", "10 ngày" alone
    pattern("within", rf"^{COUNT}\s?{_UNIT}{_SINCE}$", _within),
    pattern("within", 
        rf"(?<![\w/]){COUNT} (?P<unit>ngày làm việc|ngày)(?P<since>,? (?:kể từ"
        rf"|tính từ) (?P<event>[^,.;)]{{0,120}}))", _within),
)  # fmt: skip
