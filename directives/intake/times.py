"""Which words of a task say when: a deadline, a rhythm, a request. What they mean is read by ``workflows.phrases``.

A column or a labelled line speaks of nothing but the time; running text also names days that bind nobody: those of
cited documents, of what a report covers, of targets and plan periods. Each way to leave one out is a named rule below.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from directives.intake.wording import VERBS
from workflows import phrases
from workflows.doubts import Doubt, day_off, doubt
from workflows.phrases import Part
from workflows.reading import DeadlineReading, ReadingOptions, read_deadline
from workflows.recurrences import PERIODIC, Recurrence
from workflows.rules import Anchor, DeadlineKind
from workflows.workdays import statutory

LONG_PAST = timedelta(days=30)
_PRECISION = {
    "in_month": "month",
    "in_week_of_month": "day",
    "in_quarter": "quarter",
    "in_half": "month",
    "in_year": "year",
    "in_years": "year",
}

# "Kế hoạch số … ngày 15/3/2023", "phiên họp ngày …", "dịp ngày …": a day that tells which, not until when.
_CITED = re.compile(
    r"(?:nghị quyết|quyết định|nghị định|thông tư|chỉ thị|công văn|công điện|thông báo|kết luận|(?<!pháp )luật|"
    r"tờ trình|văn bản số|kế hoạch số|báo cáo số|"
    r"phiên họp|cuộc họp|hội nghị|ý kiến chỉ đạo|dịp|kỷ niệm|nhân ngày|thời điểm|"
    r"hiệu lực(?: thi hành)?(?: kể)?(?: từ)?|ban hành|ký)[^.;]{0,80}$"
)
# "số liệu từ ngày … đến ngày …": the period that a report covers.
_COVERED = re.compile(
    r"(?:số liệu|thiệt hại|tình hình|tính|kỳ báo cáo|mưa|lũ|giai đoạn(?! \d{4})|thời gian báo cáo|đã|xảy ra|phát sinh|"
    r"công tác|chi phí)(?:(?!, (?:báo cáo|gửi|trình|nộp|hoàn thành) )[^.;]){0,60}$"
)
# "báo cáo hoạt động của đơn vị trong năm 2026": the period that a report is about.
_REPORTED = re.compile(
    r"báo cáo (?:về )?(?:công tác|hoạt động|tình hình|kết quả|số liệu|việc)"
    r"(?:(?!(?:gửi|trình|nộp|hoàn thành|xong) )[^.;,]){0,90}$"
)
# "phấn đấu đến hết năm 2025 đạt …": a target.
_TARGET = re.compile(
    r"(?:mục tiêu|phấn đấu|chỉ tiêu|dự toán|kế hoạch vốn|được giao|được bố trí|ngân sách|tăng trưởng|"
    r"nhiệm vụ)[^.;]{0,40}$"
)
_YEARLY_NOUN = re.compile(
    r"(?:(?:ngân sách|dự toán|kinh phí|kế hoạch|chương trình|vốn|đánh giá|xếp loại|phân loại|thường niên|"
    r"công tác|mục tiêu|chỉ tiêu|nhiệm vụ|lộ trình)(?: [^\s,.;]+){0,8}|trung hạn(?:,| và)) ?$"
)
# "tổng hợp, đánh giá kết quả thực hiện kế hoạch hằng năm.": a review's rhythm ends its clause.
_REVIEWED = re.compile(
    r"(?:^|[.;,] )(?:định kỳ |và |tổ chức )*(?:tổng hợp|đánh giá|sơ kết|tổng kết|báo cáo|rà soát)[^.;]{0,60}"
    r" (?:kết quả|tình hình|tiến độ|việc) (?:[^.;,]{0,60} )?$"
)
# "xây dựng kế hoạch thực hiện hằng năm": a plan for each year.
_PLANNED = re.compile(
    r"(?:xây dựng|lập|ban hành) (?:và ban hành )?kế hoạch (?:(?:tổ chức |triển khai )?thực hiện |triển khai )?$"
)
_ENDS_CLAUSE = re.compile(r"\s*(?:[.;]|$)")
# "quy trình cập nhật định kỳ", "chế độ báo cáo định kỳ": which one, not how often to act.
_WHICH = re.compile(r"(?:quy trình|cơ chế|phương thức|chức năng|tính năng|hệ thống)(?: [^\s,.;]+){1,3} ?$")
# "sản lượng mỗi tháng đạt tối thiểu 20%": how much a period yields, not how often to act.
_RATE = re.compile(r"\s*(?:đạt|tăng|giảm|bình quân|trên|dưới|tối thiểu|ít nhất)(?= )")
# "chi trả trợ cấp hằng tháng", "thanh toán theo định kỳ": how often money flows, not how often to act.
_PAID = re.compile(
    r"(?!^)\b(?:chi trả|trả(?! lời)|thanh toán|trợ cấp|phụ cấp|lương|(?<!ảnh )hưởng(?! ứng)|đóng(?! góp)|"
    r"nộp(?! (?:báo cáo|hồ sơ|kết quả)))(?: (?!báo cáo)[^\s.;]+){0,20}?(?<!,) ?$"
)
# "theo đúng lộ trình được giao hoàn thành trong năm 2025", "kế hoạch …, xong trong quý II": until when.
_FINISHED = re.compile(r"(?<!phấn đấu )(?:hoàn thành|xong) $")
_BARE_DAY = re.compile(
    r"(?:vào|xong|hoàn thành|trong|:|\(|thời hạn|thời gian|hạn|chậm nhất|đến|hết|là|tổ chức|gửi|báo cáo)\s*$"
)
_BARE_PERIOD = re.compile(
    r"(?:xong|hoàn thành|thực hiện|:|\(|thời hạn|thời gian|hạn|trình|ban hành|trước|trong|vào)\s*$"
)
_ON_REQUEST = re.compile(
    r"báo cáo đột xuất|đột xuất (?:khi|theo|báo)|(?:hoặc|và) đột xuất|\(đột xuất|đột xuất, phát sinh|"
    r"(?:khi|nếu) có (?:yêu cầu|đề nghị|phát sinh)|định kỳ(?:,| và|, và) đột xuất|"
    r"(?:hoặc|khi) theo (?:đề nghị|yêu cầu)|hoặc theo (?:đề nghị|yêu cầu)|khi (?!có |"
    r"được )(?:[^\s.;,()]+ ){1,5}(?:đề nghị|yêu cầu)\b|"
    r"khi (?:được|có) (?:[^\s.;,()]+ ){0,3}(?:yêu cầu|đề nghị)\b|theo yêu cầu nhiệm vụ|"
    r"báo cáo[^.;]{0,60} khi cần(?: thiết)?|đột xuất khi cần|"
    # what another asks for: "cung cấp thông tin theo đề nghị của nhà đầu tư"; not a paper ("theo đề nghị của Sở tại …")
    r"theo (?:đề nghị|yêu cầu) của (?!.{0,80}? (?:tại|số) )(?:các |từng |người |nhà |chủ |cấp |cơ quan|đơn vị|tổ chức|"
    r"cá nhân|địa phương|doanh nghiệp|công dân|ủy ban|ubnd|hội đồng|sở |bộ |ban |phòng |công an)|"
    r"khi (?:được|có) (?:[^\s.;,()]+ ){0,6}?(?:yêu cầu|đề nghị|lấy ý kiến|hỏi ý kiến|huy động|trưng cầu)(?!\w)|"
    # an occasion told first: "Trường hợp cần cơ quan khác phối hợp thì …", "Trường hợp có ý kiến khác nhau, …"
    r"(?:^|[.;] )(?:trong )?trường hợp (?:[^\s.;,]+ ){0,6}?(?:cần|có ý kiến khác nhau|chưa thống nhất|không thống nhất)"
    r"(?!\w)|"
    r"(?:khi|nếu|trong trường hợp) (?:thấy )?cần thiết|(?<!\w)đột xuất theo|theo yêu cầu đột xuất"
)
_YEAR = re.compile(r"\d{4}")
_UNANNOUNCED = re.compile(r"(?:kiểm tra|thanh tra|giám sát)[^.;]{0,40}đột xuất")


# What is owed until a day, and what only tells what happened until then.
_OWED = re.compile(
    r"(?<!\w)(?<!đã )(?<!được )(?<!khi )"
    r"(?:gửi|báo cáo|trình|nộp|hoàn thành|xong|ban hành|hoàn thiện|tham mưu|triển khai|thực hiện)(?!\w)"
)
_HAPPENED = re.compile(r"(?<!\w)(?:đã|được|phát sinh|xảy ra|số liệu|tính|có hiệu lực|tồn đọng|còn)(?!\w)")
# Behind the day the clause ends or goes on with what for, how, where to or what next; "… còn tồn đọng" tells which.
_CLOSES = re.compile(
    r"\s*(?:[.;,)(]|$|(?:để|theo|qua|bằng|về|gửi|phục vụ|làm (?:cơ sở|căn cứ)|kèm|cho|đến|tới|"
    rf"(?:và|đồng thời) (?:{VERBS}|gửi|trình))(?!\w))"
)
# "hồ sơ nộp trước ngày …", "kế hoạch ban hành trước …": of which, not by when.
_OF_WHICH = re.compile(
    r"(?:hồ sơ|đơn|văn bản|kế hoạch|dự án|công trình|người|hộ|trường hợp|đối tượng|sản phẩm|nhiệm vụ|dự thảo|"
    r"quyết định|hợp đồng|báo cáo) $"
)


LONGEST_VALUE = 100
"""A labelled value longer than this goes on into sentences."""
_SINCE = re.compile(r"(?:kể từ|tính từ|từ|sau(?! \(?\d)) (?:(?:ngày|khi|thời điểm|lúc) )?")
_VERB = re.compile(rf"(?<!\w)(?:{VERBS})(?!\w)")
# Before a verb within an event: "đợt kiểm tra", "được phê duyệt", "văn bản báo cáo"; and what "khi" and "ngày" tell of.
_IN_EVENT = re.compile(
    r"(?:đợt|việc|cuộc|kỳ|lần|công tác|hoạt động|đoàn|được|đã|có|ký|và|bị|kết luận|quyết định|kế hoạch|chương trình|"
    r"văn bản|công văn|báo cáo|thời gian|hiệu lực|hồ sơ|kết quả|hoàn thành|kết thúc|nhận|khi|chủ tịch ubnd tỉnh) $"
)


_BARE_MONTH = re.compile(r"(?<![\w/.,-])(?<!áng )(?<!ỳ )T?((?:0?[1-9]|1[0-2])/20\d\d)(?![\w/])")
_BARE_SPAN = re.compile(r"^\s*T?\d{1,2}/20\d\d\s*[-–]\s*(T?\d{1,2}/20\d\d)\s*$")


@dataclass(frozen=True)
class Time:
    """``day`` is the day stated ("trước ngày 30/7" is the 30th), ``precision`` how exactly; ``recurrence`` names
    periods. ``counted`` is the day that a term from the issue or a day written comes to.
    ``spans`` are the words' places in the text read, ``reading`` what the deadline reader makes of them.
    """

    day: date | None = None
    counted: date | None = None
    precision: str = ""
    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    recurrence: tuple[str, ...] = ()
    on_request: bool = False
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())
    reading: DeadlineReading | None = None


def labelled_time(text: str, spans: list[tuple[int, int]], issued: date | None) -> Time:
    """The time of a column or labelled lines: of several, the latest day, when all is done."""
    found = [_weigh(_months_named(text[start:end]), issued) for start, end in spans]
    days = [
        (day, rule, reading)
        for reading, (start, end) in zip(found, spans, strict=True)
        for day, rule in [_stated(reading, _months_named(text[start:end]), issued)]
        if day
    ]
    last = max(days, key=lambda day: day[0]) if days else (None, found[0].rule, found[0])
    names = _rhythm(phrases.distinct(name for reading in found for name in reading.recurrence))
    if any(reading.kind == DeadlineKind.STANDING for reading in found) and "continuous" not in names:
        names.insert(0, "continuous")
    words = " ".join(text[start:end] for start, end in spans)
    places = [_told_in(text, *trimmed(text, start, end), issued) for start, end in spans]
    return Time(
        day=last[0],
        counted=_last_counted(found),
        precision=_PRECISION.get(last[1], "day") if days else "",
        words=tuple(text[start:end] for start, end in places),
        spans=tuple(places),
        recurrence=tuple(names),
        on_request=_asked(phrases.normalise(words)),
        rules=tuple(phrases.distinct(reading.rule for reading in found)),
        doubts=tuple(
            phrases.distinct(
                doubt
                for (start, end), reading in zip(places, found, strict=True)
                for doubt in (
                    _day_off(reading.stated)
                    if reading.rule == "before_day" and reading.stated and _YEAR.search(text[start:end])
                    else reading.uncertain
                )
            )
        ),
        reading=last[2],
    )


def _told_in(text: str, start: int, end: int, issued: date | None) -> tuple[int, int]:
    """Of a value that runs on into sentences, from the first to the last of its words that speak of time."""
    if end - start <= LONGEST_VALUE:
        return start, end
    prepared = phrases.prepare(text[start:end])
    parts = phrases.scan(prepared.text, issued)
    if not parts:
        return start, end
    last_word = max(_end_of(part, prepared.text) for part in parts)
    if parts[0].mark:  # "Sau khi Nghị định … được ban hành": the event is told up to the end of its sentence
        sentence = re.search(r"[.;](?= |$)", prepared.text[parts[0].end :])
        last_word = max(last_word, parts[0].end + sentence.start() if sentence else len(prepared.text))
    first, last = prepared.span(parts[0].start, last_word)
    return start + first, start + last


def _end_of(part: Part, plain: str) -> int:
    """Where a term's words end: its event is a noun or what "khi" tells of, and the next verb is the task's own.

    "trong 05 ngày kể từ ngày nhận văn bản này | rà soát …", "… kể từ khi kết thúc đợt kiểm tra | báo cáo …".
    """
    since = _SINCE.search(plain, part.start, part.end) if part.name in ("within", "within_event") else None
    if since is None:
        return part.end
    for match in _VERB.finditer(plain, since.end(), part.end):
        if match.start() > since.end() and not _IN_EVENT.search(plain, since.end(), match.start()):
            return len(plain[: match.start()].rstrip())
    return part.end


def _months_named(words: str) -> str:
    """In a column a month may stand bare: "6/2025", "T6/2025", "6/2025 - 12/2026" (of a span, the end)."""
    words = _BARE_SPAN.sub(r"\1", words)
    return _BARE_MONTH.sub(r"tháng \1", words)


def _stated(reading: DeadlineReading, words: str, issued: date | None) -> tuple[date | None, str]:
    """The day and its rule; in a column a bare day before the issue is a deadline too, already past."""
    if reading.stated or reading.recurrence or reading.kind == DeadlineKind.STANDING:
        return (None, "") if reading.how.kind == DeadlineKind.TERM else (reading.stated, reading.rule)
    parts = [part for part in phrases.scan(phrases.normalise(words), issued) if part.rule and part.rule.day]
    last = max(parts, key=lambda part: part.rule.day if part.rule and part.rule.day else date.min, default=None)
    return (last.rule.day, last.name) if last and last.rule else (None, "")


def running_time(text: str, start: int, end: int, issued: date | None) -> Time:
    """The time that a task's running words set themselves."""
    prepared = phrases.prepare(text[start:end])
    plain = prepared.text
    parts = [part for part in phrases.scan(plain, issued) if _binds(part, plain, issued)]
    yearly = [part for part in parts if _each_year(part, parts, plain)]
    days = [
        (part.rule.day, part)
        for part in parts
        if part.rule and part.rule.day and part.rule.kind != DeadlineKind.TERM and part not in yearly
    ]
    names = phrases.distinct(name for part in parts for name in part.recurrence)
    names = _rhythm([*names, Recurrence.ANNUAL] if yearly and set(names) == {PERIODIC} else names)
    if any(part.mark == DeadlineKind.STANDING and part.start < 3 for part in parts):
        names.insert(0, "continuous")
    last = max(days, key=lambda day: day[0]) if days else None
    kept = [part for part in parts if part.rule or part.recurrence or part.mark == DeadlineKind.CONDITIONAL]
    places = [prepared.span(part.start, _end_of(part, plain)) for part in kept]
    spans = [(start + first, start + stop) for first, stop in places]
    return Time(
        day=last[0] if last else None,
        counted=_last_counted(
            [_weigh(part.words, issued) for part in kept if part.rule and part.rule.kind == DeadlineKind.TERM]
        ),
        precision=_PRECISION.get(last[1].name, "day") if last else "",
        words=tuple(text[first:stop] for first, stop in spans),
        spans=tuple(spans),
        recurrence=tuple(names),
        on_request=_asked(plain),
        rules=tuple(phrases.distinct(part.name for part in kept)),
        doubts=tuple(
            phrases.distinct(
                [
                    *(each for part in kept if not _plain_before(part) for each in part.doubts),
                    *(_day_off(last[0]) if last and last[1].name not in _PRECISION else ()),
                    *([doubt("before_issue")] if last and issued and last[0] < issued else ()),
                    *_several(days),
                ]
            )
        ),
    )


def _last_counted(found: list[DeadlineReading]) -> date | None:
    """ "trong 10 ngày làm việc kể từ ngày ban hành": by the law's calendar, as ``manage.py deadline`` counts."""
    terms = [one for one in found if one.how.kind == DeadlineKind.TERM and one.how.anchor != Anchor.RECEIVED]
    return max((one.stated for one in terms if one.stated), default=None)


def _several(days: list[tuple[date, Part]]) -> list[Doubt]:
    """ "sơ kết vào tháng 6/2026, tổng kết vào tháng 12/2026": the last is proposed, the others are told."""
    if len({day for day, _ in days}) < 2:
        return []
    return [doubt("several_days", days=", ".join(phrases.distinct(part.words for _day, part in days)))]


def _each_year(part: Part, parts: list[Part], plain: str) -> bool:
    """ "định kỳ báo cáo … trước ngày 20/11": a day without a year behind a rhythm is that day of every year."""
    return (
        part.name in ("before_day", "by_day")
        and not _YEAR.search(part.words)
        and any(
            other.recurrence == [PERIODIC]
            and other.end <= part.start
            and not re.search(r"[.;]", plain[other.end : part.start])
            for other in parts
        )
    )


def _rhythm(names: list[str]) -> list[str]:
    """ "định kỳ … hằng năm": where an interval is told, "định kỳ" adds nothing."""
    told = [name for name in names if name != PERIODIC]
    return told or names


def _day_off(day: date) -> list[Doubt]:
    """A Sunday or a holiday as the day itself: whether it moves is the office's option, so a person should see it."""
    return day_off(statutory(), day)


def _plain_before(part: Part) -> bool:
    """ "trước ngày 30/7/2023": how the office counts such a day is its option, not a doubt about the words."""
    return part.name == "before_day" and bool(part.rule and part.rule.day and _YEAR.search(part.words))


def _weigh(words: str, issued: date | None) -> DeadlineReading:
    return read_deadline(words, issued, statutory(), ReadingOptions())


def _asked(plain: str) -> bool:
    """rule ``on_request``: "đột xuất khi có yêu cầu"; not an unannounced inspection ("kiểm tra đột xuất")."""
    return bool(_ON_REQUEST.search(plain)) and not _UNANNOUNCED.search(plain)


def _binds(part: Part, plain: str, issued: date | None) -> bool:
    """The words bind the task, rather than a document, a report's period, a target or a budget."""
    before = plain[max(0, part.start - 110) : part.start]
    if part.recurrence:
        if (
            (part.recurrence != [PERIODIC] and _RATE.match(plain, part.end))
            or _pays(plain, part.start)
            or _quoted(plain, part.start)
        ):
            return False
        if part.recurrence == [PERIODIC]:
            return not _WHICH.search(before)
        if part.recurrence != ["annual"] or part.name != "recurring" or not _YEARLY_NOUN.search(before):
            return True
        if _PLANNED.search(before):
            return True
        clause = plain[max(plain.rfind(mark, 0, part.start) + 1 for mark in ".;") : part.start].lstrip()
        return bool(_REVIEWED.search(clause) and _ENDS_CLAUSE.match(plain, part.end))
    day = part.rule.day if part.rule else None
    if day is None:
        return True
    if issued and day < issued - LONG_PAST and not _slipped(part, plain, issued):
        return False
    match part.name:
        case "on_day":
            return part.start < 3 or bool(_BARE_DAY.search(before))
        case "span_end":
            return not _COVERED.search(before) and not _CITED.search(before[-40:])
        case "in_month" if part.words.startswith("tháng"):
            return part.start < 3 or bool(_BARE_PERIOD.search(before))
        case "in_years":
            return False
        case "in_year" | "in_half":
            if _FINISHED.search(before):
                return True
            return not (_TARGET.search(before) or _COVERED.search(before[-50:]) or _REPORTED.search(before))
        case "in_quarter":
            if _FINISHED.search(before):
                return True
            return not (_COVERED.search(before[-40:]) or _REPORTED.search(before))
        case "before_day" if re.match(r"\s*(?:là|thì)\s", plain[part.end :]):
            return False  # "trước 01/01/2025 là tuyến huyện"
        case _:
            return not _CITED.search(before[-12:])


def _slipped(part: Part, plain: str, issued: date) -> bool:
    """ "Gửi báo cáo … trước ngày 20/12/2025" in a document of January 2026: a deadline with the old year.

    It ends what is owed; "hộ sử dụng đất trước ngày 01/7/2025 được …" tells of whom or what.
    """
    day = part.rule.day if part.rule else None
    if part.name not in ("before_day", "by_day") or day is None or day.year < issued.year - 1:
        return False
    clause = plain[max(plain.rfind(mark, 0, part.start) + 1 for mark in ".;") : part.start]
    owed = _OWED.search(clause)
    if not owed or _OF_WHICH.search(clause, 0, owed.start()):
        return False
    return bool(_CLOSES.match(plain, part.end) and not _HAPPENED.search(clause, owed.start()))


def _pays(plain: str, at: int) -> bool:
    clause = plain[max(plain.rfind(mark, 0, at) + 1 for mark in ".;") : at]
    return "báo cáo" not in clause and bool(_PAID.search(clause))


def _quoted(plain: str, at: int) -> bool:
    """Within a motto or a title: "phong trào “mỗi ngày làm một việc tốt”"."""
    return plain.count("“", 0, at) > plain.count("”", 0, at) or plain.count('"', 0, at) % 2 == 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without dashes and full stops at its ends."""
    while end > start and text[end - 1] in " .;|\n":
        end -= 1
    while start < end and text[start] in " -–+:|\n":
        start += 1
    return start, end
