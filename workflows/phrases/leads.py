"""So many days before something: a day written, Tết, an event, the deadline of another task or of the superior."""

import re
from datetime import date

from workflows.doubts import doubt
from workflows.phrases.common import COUNT, DATE, Part, Pattern, part, pattern
from workflows.phrases.dated import HOLIDAYS, LUNAR_FEAST, TET, tet_of
from workflows.phrases.terms import MAX_TERM, UNIT, amount
from workflows.phrases.years import day_of
from workflows.rules import Anchor, DeadlineKind, Rule, Unit, count_from
from workflows.workdays import statutory

LONGEST_LEAD = 366


def _before_parent(match: re.Match[str], issued: date | None) -> Part | None:
    """So many days before the deadline of the superior's document, or before an event."""
    count, unit = amount(match)
    if not 0 < count <= MAX_TERM:
        return None
    kind, anchor = DeadlineKind.CONDITIONAL, Anchor.EVENT
    if match["hung"].startswith(("hạn", "thời hạn")):
        kind, anchor = DeadlineKind.RELATIVE, Anchor.PARENT
    rule = Rule(kind, "before_parent", count=-count, unit=unit, anchor=anchor)
    return part(match, "before_parent", rule, [doubt("before_other")])


def _before_written(match: re.Match[str], issued: date | None) -> Part | None:
    """So many days or weeks before a day written, or before a feast with its date."""
    doubts: list[str] = []
    if LUNAR_FEAST.search(match.groupdict().get("feast") or ""):
        return _back_from(match, None, [doubt("lunar", words=match[0].strip())])
    if HOLIDAYS.search(match[0]):
        doubts.append(doubt("holidays_begin"))
    return _back_from(match, day_of(match, issued, doubts), doubts)


def _window(match: re.Match[str], issued: date | None) -> Part:
    """Within so many days before a day, or before an event: done before it comes."""
    doubts: list[str] = [doubt("span_before", words=match[0].strip())]
    if "d" not in match.groupdict():
        rule = Rule(DeadlineKind.CONDITIONAL, "until_event", anchor=Anchor.EVENT)
        return part(match, "until_event", rule, [*doubts, doubt("from_event")])
    day = day_of(match, issued, doubts)
    if LUNAR_FEAST.search(match["feast"] or ""):
        day, doubts = None, [doubt("lunar", words=match[0].strip())]
    return part(match, "before_day", Rule(DeadlineKind.FIXED, "before_day", day=day, excluded=True), doubts)


def _before_tet(match: re.Match[str], issued: date | None) -> Part | None:
    """So many days or weeks before the first day of the lunar year."""
    doubts: list[str] = []
    return _back_from(match, tet_of(match, issued, doubts), doubts)


def _after_tet(match: re.Match[str], issued: date | None) -> Part | None:
    """So many days after the first day of the lunar year: whether from that day or from the end of the holiday is
    not said.
    """
    doubts: list[str] = [doubt("after_tet")]
    count, unit = amount(match)
    day = tet_of(match, issued, doubts)
    if unit == Unit.HOUR or not 0 < count <= LONGEST_LEAD:
        return None
    rule = Rule(DeadlineKind.FIXED, "after_tet")
    if day is not None and unit == Unit.WORKING_DAY:
        rule = Rule(rule.kind, rule.name, count=count, unit=unit, anchor=Anchor.DAY, start=day)
    elif day is not None:
        rule = Rule(rule.kind, rule.name, day=count_from(day, count, unit, statutory()))
    return part(match, "after_tet", rule, doubts)


def _back_from(match: re.Match[str], day: date | None, doubts: list[str]) -> Part | None:
    """Counted back from the day. Working days are counted when the deadline is computed, by the office's calendar;
    without a day, or in units that give none, the doubts alone.
    """
    count, unit = amount(match)
    if unit == Unit.HOUR or not 0 < count <= LONGEST_LEAD:
        return None
    rule = Rule(DeadlineKind.FIXED, "before_written")
    if day is not None and unit == Unit.WORKING_DAY:
        rule = Rule(rule.kind, rule.name, count=-count, unit=unit, anchor=Anchor.DAY, start=day)
    elif day is not None:
        back = count_from(day, -count, unit, statutory())
        if back is None:
            raise OverflowError("date value out of range")
        rule = Rule(rule.kind, rule.name, day=back)
    return part(match, "before_written", rule, doubts)


_HUNG = r"(?P<hung>(?:thời )?hạn|ngày (?!\d|làm)|kỳ họp|hội nghị|cuộc họp|phiên họp|khi |khai mạc|lễ )[^,.;]{0,80}"
_LEAD = rf"(?:(?:trước |chậm nhất |muộn nhất |ít nhất |tối thiểu )+(?:là )?|^){COUNT}\s?{UNIT} (?:trước|so với)"
_WINDOW = rf"(?:trong|nội trong)(?: (?:vòng|thời hạn|thời gian|khoảng))? {COUNT}\s?{UNIT} trước"
# "kỳ nghỉ lễ", "ngày Quốc khánh" before its date
_FEAST = r"(?P<feast>(?:ngày|dịp|lễ|tết|kỳ nghỉ|đợt nghỉ)(?: [^\W\d_]+){0,6}?) \(?(?:ngày )?"
_BY = rf"(?:,? (?:(?:là|ít nhất|tối thiểu|chậm nhất|muộn nhất) )+| ){COUNT}\s?{UNIT}"
PATTERNS: tuple[Pattern, ...] = (
    # "trong thời hạn 10 ngày trước ngày 30/6/2026", "trong vòng 30 ngày trước khi hết hạn": a span that ends there
    pattern("before_day", rf"{_WINDOW} (?:{_FEAST}|ngày )?{DATE}", _window),
    pattern(
        "until_event", rf"{_WINDOW} (?:khi|thời điểm|ngày (?!\d)|kỳ họp|hội nghị|cuộc họp|lễ )[^,.;]{{1,80}}", _window
    ),
    # "chậm nhất 05 ngày trước ngày 30/4/2026", "ít nhất 2 tuần trước ngày 01/7"
    pattern("before_written", rf"{_LEAD} (?:{_FEAST}|ngày )?{DATE}", _before_written),
    # "trước ngày 30/6/2026 ít nhất 10 ngày"
    pattern("before_written", rf"trước (?:{_FEAST}|ngày )?{DATE}{_BY}", _before_written),
    # "10 ngày trước Tết", "trước Tết Nguyên đán 2027 ít nhất 05 ngày làm việc"
    pattern("before_written", rf"{_LEAD}{TET}", _before_tet),
    pattern("before_written", rf"trước{TET}{_BY}", _before_tet),
    # "sau Tết Nguyên đán 10 ngày", "chậm nhất 10 ngày sau Tết"
    pattern(
        "after_tet", rf"sau{TET}(?:,? (?:(?:là|khoảng|tối đa|chậm nhất|muộn nhất) )+| ){COUNT}\s?{UNIT}", _after_tet
    ),
    pattern(
        "after_tet", rf"(?:(?:trong|chậm nhất|muộn nhất|tối đa) (?:là |vòng )?|^){COUNT}\s?{UNIT} sau{TET}", _after_tet
    ),
    # "trước thời hạn của UBND tỉnh 03 ngày làm việc"
    pattern(
        "before_parent",
        rf"trước (?P<hung>(?:thời )?hạn)(?! \d)(?: [^,.;\d]{{0,60}}?)?(?: nhiệm vụ (?:số )?\d{{1,3}})?"
        rf" (?:là )?(?:ít nhất |tối thiểu )?{COUNT}\s?{UNIT}",
        _before_parent,
    ),
    # "trước 05 ngày so với thời hạn", "chậm nhất 03 ngày trước kỳ họp", "ít nhất 10 ngày trước khi khai mạc"
    pattern(
        "before_parent",
        rf"(?:(?:trước |chậm nhất |ít nhất |tối thiểu )+(?:là )?|^){COUNT}\s?{UNIT} (?:so với|trước) {_HUNG}",
        _before_parent,
    ),
)
