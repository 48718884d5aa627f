"""Terms (thời hạn): so many days, working days, months from a day.

A term runs from the day of issue, a day written, or an event. From an event it has no date until the event comes: it is
conditional, and somebody starts its clock.
"""

import re
from datetime import date

from workflows.doubts import doubt
from workflows.phrases.common import AT_LEAST, COUNT, DATE, EVERY, IN_WORDS, Part, Pattern, number, part, pattern
from workflows.phrases.period_ends import end_of
from workflows.phrases.years import day_of
from workflows.rules import Anchor, DeadlineKind, Rule, Unit

UNITS = {
    "ngày làm việc": Unit.WORKING_DAY, "ngày công": Unit.WORKING_DAY, "ngày": Unit.DAY, "tuần": Unit.WEEK,
    "tháng": Unit.MONTH, "năm": Unit.YEAR, "giờ làm việc": Unit.HOUR, "giờ": Unit.HOUR, "h": Unit.HOUR,
    "quý": Unit.MONTH, "tiếng": Unit.HOUR,
}  # fmt: skip
MAX_TERM = 9_999
# Before "ngày" an hour is one of that day ("chậm nhất 17 giờ ngày 12/6").
# "trong 02 năm qua", "trong ba tháng liên tiếp" tell of what was, or how; "một năm học" is a year of its own.
UNIT = (
    r"(?P<unit>(?!(?:ngày|ngày làm việc|tuần|tháng) (?:đầu|cuối)(?: tiên| cùng)?(?: của| trong)?"
    r" (?:tháng|quý|năm|tuần|mỗi|h[àằ]ng|kỳ))"
    r"(?:ngày làm việc|ngày công|ngày(?! \d)|tuần|tháng(?! \d)|quý|năm(?! \d| học)"
    r"|giờ làm việc|giờ|tiếng(?! [^\Wđ])|h))\b(?! (?:vừa )?qua\b| gần (?:đây|nhất)| liên t| liền )"
    r"(?!(?<=giờ)(?: \d{1,2})?(?: phút)?,?(?: sáng| chiều)?(?: của)? ngày|(?<=h),?(?: sáng| chiều)?(?: của)? ngày)"
)
# A number in words after "trong" is one when a unit follows: "trong ba ngày", not "trong một số".
_IN_WORDS = rf"{IN_WORDS} (?:ngày|tuần|tháng|quý|năm|giờ)\b"
# "(không kể ngày nghỉ, lễ)", ", không tính thứ Bảy, Chủ nhật", "(trừ ngày lễ)": days that do not count.
_OFF = r"(?:nghỉ(?: (?:hàng|hằng) tuần)?|lễ|tết|thứ (?:bảy|7)|t7|chủ nhật|cn|cuối tuần)"
_OFF_DAYS = rf"(?:các )?(?:ngày )?{_OFF}(?:(?:,| và|,? hoặc|,? hay)? (?:các )?(?:ngày )?{_OFF})*"
LESS = rf"(?:,? ?\(?(?:không (?:kể|tính|bao gồm|gồm)|(?:ngoại )?trừ|chưa kể)(?: cả)? {_OFF_DAYS}(?: theo quy định)?\)?)"
_LESS = re.compile(LESS)
_SINCE = rf"(?P<since>\s?,?\s?(?:\(?(?:kể từ|tính từ|từ|sau|kể từ sau)\s)(?P<event>(?:(?!{LESS})[^,.;)]){{0,120}}))?"
_FROM_ISSUE = re.compile(
    r"^(?:ngày |khi )?(?:ban hành|ký|(?:văn bản|kế hoạch|công văn|chỉ thị|công điện|quyết định|nghị quyết|hướng dẫn"
    r"|thông báo) này (?:được )?(?:ban hành|ký)|hôm nay|nay)"
)
# "kết thúc quý II/2026", "hết năm 2026"; of each period it is a rhythm
_PERIOD_OVER = re.compile(r"^(?:ngày |khi )?(?:kết thúc|hết) (?P<period>(?:tháng|quý|năm)\b.*)")
_EACH_PERIOD = re.compile(rf"\b{EVERY} (?:tháng|quý|năm|kỳ|tuần)\b")
_HAPPENS = (
    r"(?: có| được| đã)?(?: phát hiện| xảy ra| xuất hiện| phát sinh| ghi nhận| tiếp nhận| nhận| có"
    r"| kết thúc| hoàn thành)\b"
)
# "khi có ổ dịch mới phải báo cáo ngay trong vòng 24 giờ", "… trong vòng 24 giờ khi phát hiện ca bệnh"
_EVENT_BEFORE = re.compile(rf"(?:(?<!trong )\b(?:khi|nếu)|(?:^|[,:] )(?:trong )?trường hợp){_HAPPENS}[^.;]*$")
_EVENT_BEHIND = re.compile(rf",? (?:ngay )?(?:khi|nếu){_HAPPENS}")
_THIS = r"(?:khi|sau) (?:tiếp )?nhận(?: được)? (?:\w+ ){1,3}?này\b"
_ON_RECEIPT = re.compile(r"^(?:ngày |khi )?(?:nhận|tiếp nhận|có)(?: được)? (?:\w+ ){0,2}?(?:văn bản|kế hoạch|công văn|"
                         r"thông báo|chỉ thị|công điện|quyết định|nghị quyết|hướng dẫn)(?: này|$)"
                         r"|^(?:ngày |khi )?(?:tiếp )?nhận(?: được)?$")  # fmt: skip
# "hoàn thành nhiệm vụ 2", "nhiệm vụ tại điểm a hoàn thành"
_TASK = r"(?:nhiệm vụ|nội dung|công việc|bước)(?: (?:số|thứ|tại|nêu tại))? ?(?:\d+|[a-zđ]\b|điểm|mục|khoản|trên|này)"
_TASK_DONE = re.compile(rf"^(?:ngày |khi )?(?:đã )?(?:hoàn thành (?:các )?{_TASK}|{_TASK}[^,.;]{{0,40}}? hoàn thành)")
_WRITTEN = re.compile(rf"^(?:ngày |hết ngày )?{DATE}")


def amount(match: re.Match[str]) -> tuple[int, Unit]:
    """The count of a match and its unit; a quarter is three months."""
    count, word = number(match["n"]), match["unit"]
    return count * (3 if word == "quý" else 1), UNITS[word]


def _within(match: re.Match[str], issued: date | None) -> Part | None:
    count, unit = amount(match)
    if not 0 < count <= MAX_TERM:
        return None
    since = (match["event"] or "").strip()
    doubts: list[str] = [doubt("hours_as_days")] if unit == Unit.HOUR else []
    if unit == Unit.DAY and (less := _LESS.search(match[0]) or _LESS.match(match.string, match.end())):
        unit, since = Unit.WORKING_DAY, _LESS.sub("", since).strip()
        doubts.append(doubt("as_working_days", words=less[0].strip(" ,()")))
    rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.ISSUED)
    if written := _WRITTEN.match(since):
        start = day_of(written, issued, doubts)
        rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.DAY, start=start)
    elif _EACH_PERIOD.search(since):
        return part(match, "after_each", Rule(name="after_each"), [doubt("unclear_time", words=match[0].strip())])
    elif (over := _PERIOD_OVER.match(since)) and (ended := end_of(over["period"].strip(), issued)):
        rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.DAY, start=ended.day)
        doubts += ended.doubts
    elif _ON_RECEIPT.match(since) or (not since and re.search(_THIS, _before(match))):
        rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.RECEIVED)
        doubts.append(doubt("from_receipt"))
    elif _TASK_DONE.match(since):
        rule = Rule(DeadlineKind.RELATIVE, "within_event", count=count, unit=unit, anchor=Anchor.TASK)
        doubts.append(doubt("from_task"))
    elif (since and not _FROM_ISSUE.match(since)) or (not since and _on_event(match)):
        rule = Rule(DeadlineKind.CONDITIONAL, "within_event", count=count, unit=unit, anchor=Anchor.EVENT)
        doubts.append(doubt("from_event"))
    elif not since:
        doubts.append(doubt("from_issue"))
    if match.groupdict().get("least"):
        doubts.append(doubt("of_two_numbers", count=count))
    if match[0].strip() == match.string and unit == Unit.MONTH and count in {3, 6, 9, 12}:
        doubts.append(doubt("term_or_period", words=match[0].strip()))
    if rule.kind == DeadlineKind.TERM and rule.start is None and issued is None:
        doubts.append(doubt("start_unknown"))
    return part(match, rule.name, rule, doubts)


def _on_event(match: re.Match[str]) -> bool:
    """The clause tells of an event, before the term or right behind it."""
    return bool(_EVENT_BEFORE.search(_before(match)) or _EVENT_BEHIND.match(match.string, match.end()))


def _before(match: re.Match[str]) -> str:
    """What the clause says before the term."""
    text = match.string
    return text[max(text.rfind(mark, 0, match.start()) for mark in ".;") + 1 : match.start()].lstrip()


def _half(match: re.Match[str], issued: date | None) -> Part:
    """Half a month is 15 days, half a year six months (art. 146)."""
    count, unit = (15, Unit.DAY) if match["half"] == "tháng" else (6, Unit.MONTH)
    doubts = [doubt("from_issue")]
    if issued is None:
        doubts.append(doubt("start_unknown"))
    rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.ISSUED)
    return part(match, "within", rule, doubts)


PATTERNS: tuple[Pattern, ...] = (
    # "trong thời hạn 05 ngày làm việc kể từ ngày ký", "trong vòng 02 tháng", "chậm nhất sau 10 ngày", "trong 03 ngày"
    pattern(
        "within",
        r"(?:(?:trong|quá) (?:vòng|thời hạn|thời gian)"
        rf"|(?<!lần )trong(?= (?:không quá |tối đa |thời hạn |từ )?(?:\(?\d|{_IN_WORDS}))"
        r"|thời hạn(?: hoàn thành| giải quyết| xử lý)?(?: là|:)?"
        r"|(?:chậm nhất|muộn nhất)(?: là)?(?: (?:sau|trong))?|không quá|sau(?= \d+ (?:ngày"
        r"|tháng)\b[^.;]{0,20}(?:kể|tính) từ))"
        rf"(?: không quá| tối đa)?\s+{AT_LEAST}{COUNT}\s?{UNIT}{LESS}?{_SINCE}",
        _within,
    ),
    # "trong vòng nửa tháng"
    pattern("within", r"(?:^|trong (?:vòng |thời hạn |thời gian )?)nửa (?P<half>tháng|năm)(?! (?:đầu|cuối))", _half),
    # "05 ngày làm việc kể từ ngày ban hành", "10 ngày", "sau 10 ngày", "10 ngày nữa" alone
    pattern(
        "within",
        rf"^(?:sau |tối đa (?:là )?)?{AT_LEAST}{COUNT}\s?{UNIT}(?: nữa| tới)?{LESS}?{_SINCE}{LESS}?$",
        _within,
    ),
    # "kể từ ngày ký 10 ngày"
    pattern(
        "within",
        rf"^(?P<since>(?:kể từ|tính từ) (?P<event>[^,.;\d]{{1,60}}?|(?:ngày )?{DATE})),? (?:trong (?:vòng )?)?"
        rf"{COUNT}\s?{UNIT}$",
        _within,
    ),
    # "… 05 ngày làm việc kể từ ngày ký" within a sentence
    pattern(
        "within",
        rf"(?<![\w/]){COUNT} (?P<unit>ngày làm việc|ngày){LESS}?"
        r"(?P<since>,? (?:kể từ|tính từ) (?P<event>[^,.;)]{0,120}))",
        _within,
    ),
)
