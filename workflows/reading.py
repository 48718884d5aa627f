"""Read a deadline out of the words of a directive (đọc thời hạn). Deterministic: the same words, the same reading.

    read_deadline(phrase, issued_on, calendar, options) -> DeadlineReading
    find(text, issued_on, calendar, options) -> list[FoundPhrase]

``read_deadline`` weighs a phrase or a sentence into one reading. ``find`` gives every time phrase of a text with its
place, ``text[found.start:found.end] == found.words``, each with a reading of its own. Both are pure: ``calendar``
is for example ``workdays.statutory()``; ``in_force`` gives them what the office has set.

Three days are told apart: ``stated`` is the day the words name, ``legal`` what they mean in law ("trước ngày 30" ends
on the 29th), ``operative`` the day the office holds units to, by its own options. What the words leave open is said in
``uncertain``; a person confirms.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workflows import phrases
from workflows.doubts import Doubt, codes, day_off, doubt, unlisted
from workflows.phrases import Day, Part
from workflows.recurrences import CONTINUOUS, label_of_recurrence, ordered
from workflows.rules import Anchor, Days, DeadlineKind, Rule, Unit, compute
from workflows.rules import RuleOptions as ReadingOptions
from workflows.workdays import WorkingCalendar

__all__ = ["DeadlineKind", "DeadlineReading", "FoundPhrase", "ReadingOptions", "find", "read_deadline"]

# Bare days: one before the issue is something the text tells of, not a deadline.
MENTIONS = {"span_end", "on_day", "in_years"}
# A year of five digits, a term of ten thousand days, of none or of fewer: said, not taken for silence.
ABSURD = re.compile(
    r"\b\d{1,2}\s?[/\-.]\s?\d{1,2}\s?[/\-.]\s?\d{5,}"
    r"|(?<![\d.])\b(?:\d{1,3}(?:\.\d{3})+|\d{5,}|0+) (?:ngày|giờ|tuần|tháng|năm)\b(?! \d)"
    r"|\b(?:trong|hạn|vòng|quá|sau|là) -\d{1,6} (?:ngày|giờ|tuần|tháng|năm)\b"
)
# "trong 3", "trong vòng 10": a number of nothing.
NO_UNIT = re.compile(
    r"^(?:(?:trong|không quá|chậm nhất|muộn nhất|sau)(?: vòng| thời hạn| thời gian)?(?: là| không quá| sau)? )?"
    r"\(?\d{1,4}\)?$|\btrong (?:vòng|thời hạn) \d{1,4}(?=[.,;)]|$)"
)
# A phrase that speaks of time and of no day: "thứ tư", "trong vài ngày", "sớm nhất", "hỏa tốc" (NĐ 30/2020: at once).
OF_TIME = re.compile(
    r"\d|\b(?:ngay|ngày|tuần|tháng|quý|năm|giờ|kỳ|hạn|tết|rằm|sớm|kịp thời|khẩn|hỏa tốc|trước|sau|trong|chậm nhất"
    r"|muộn nhất)\b"
)
SHORT = 60
# Further from the issue than any plan reaches.
FAR_YEARS = 40
# Work without a date: of several the first of these wins.
MARKS = (DeadlineKind.STANDING, DeadlineKind.RELATIVE, DeadlineKind.CONDITIONAL, DeadlineKind.ON_REQUEST)


@dataclass(frozen=True)
class DeadlineReading:
    """What was read. ``recurrence`` holds periods' names (Recurrence, "monthly:2", "continuous", "periodic").

    ``rule`` names the pattern that read it, ``how`` is that rule as data, to be computed anew; ``words`` are the words
    it read, in lower case. ``due_day`` is a day of the month named for periodic reports (operative), ``days`` all days
    named, by period; ``on_request`` is also true when something else is said beside it. ``uncertain`` are sentences for
    the one who confirms, ``why`` says how the three days differ.
    """

    kind: DeadlineKind
    stated: date | None = None
    legal: date | None = None
    operative: date | None = None
    recurrence: list[str] = field(default_factory=list)
    rule: str = "none"
    uncertain: list[str] = field(default_factory=list)
    explanation: str = ""
    words: str = ""
    due_day: int | None = None
    on_request: bool = False
    how: Rule = field(default_factory=Rule)
    days: dict[str, list[Day]] = field(default_factory=dict)
    why: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What ``manage.py deadline --json`` prints."""
        return {
            "kind": self.kind.value,
            "stated": self.stated and self.stated.isoformat(),
            "legal": self.legal and self.legal.isoformat(),
            "operative": self.operative and self.operative.isoformat(),
            "recurrence": self.recurrence,
            "rule": self.rule,
            "uncertain": self.uncertain,
            "words": self.words,
            "on_request": self.on_request,
            "explanation": self.explanation,
            "why": list(self.why),
        }


@dataclass(frozen=True)
class FoundPhrase:
    """One time phrase of a text: ``text[start:end]`` is ``words``, as written."""

    start: int
    end: int
    words: str
    reading: DeadlineReading


def read_deadline(
    phrase: str,
    issued_on: date | None,
    calendar: WorkingCalendar,
    options: ReadingOptions,
) -> DeadlineReading:
    """Read a phrase or a sentence. ``issued_on`` is the day terms run from and that a missing year is taken from.

    >>> read_deadline("gửi về Sở Y tế trước ngày 30/7/2023", date(2023, 7, 28), statutory(), ReadingOptions()).operative
    datetime.date(2023, 7, 29)
    """
    text = phrases.normalise(phrase)
    reading = _weigh(phrases.scan(text, issued_on), issued_on, calendar, options)
    if not text:
        return replace(reading, rule="empty", uncertain=[doubt("empty")])
    if reading.kind == DeadlineKind.NONE and not reading.uncertain and (said := _unread(text)):
        return replace(reading, uncertain=[*reading.uncertain, said])
    return reading


def _unread(text: str) -> Doubt | None:
    """What there is to say of words that give no deadline; None for those that do not speak of one."""
    if absurd := ABSURD.search(text):
        return doubt("no_such_number", words=absurd[0].strip())
    if bare := NO_UNIT.search(text):
        return doubt("no_unit", words=bare[0].strip())
    if len(text) <= SHORT and OF_TIME.search(text):
        return doubt("unclear_time", words=text)
    return None


def find(
    text: str,
    issued_on: date | None,
    calendar: WorkingCalendar,
    options: ReadingOptions,
) -> list[FoundPhrase]:
    """Every time phrase of ``text``, by place, each read by itself; phrases of one rule do not overlap."""
    prepared = phrases.prepare(text)
    found = []
    for part in phrases.scan(prepared.text, issued_on):
        if part.start >= part.end:
            continue
        start, end = prepared.span(part.start, part.end)
        found.append(FoundPhrase(start, end, text[start:end], _weigh([part], issued_on, calendar, options)))
    return found


def _weigh(
    parts: Sequence[Part], issued_on: date | None, calendar: WorkingCalendar, options: ReadingOptions
) -> DeadlineReading:
    """One reading of all parts: a day before a recurrence, a recurrence before a mark."""
    marks = {mark: next((part for part in parts if part.mark == mark), None) for mark in MARKS}
    recurring = [part for part in parts if part.recurrence]
    doubts = [said for part in recurring for said in part.doubts]
    standing = any(part.mark == DeadlineKind.STANDING and part.name != "open_beginning" for part in parts)
    names = ordered([name for part in recurring for name in part.recurrence] + [CONTINUOUS] * standing)
    base = DeadlineReading(DeadlineKind.NONE, recurrence=names, on_request=marks[DeadlineKind.ON_REQUEST] is not None)
    dated = _best(parts, issued_on, calendar, options, recurring=bool(recurring))
    if dated is not None and not (_is_no_deadline(dated) and (recurring or marks[DeadlineKind.STANDING])):
        return _dated(base, dated, parts, issued_on, calendar, options)
    if recurring:
        doubts += [doubt("unclear_time", words=part.words) for part in parts if part.within]
        doubts += [said for part in parts if _is_no_deadline(part) for said in part.doubts]
        return _periodic(base, recurring, options, doubts)
    for mark in MARKS:
        if (part := marks[mark]) is not None:
            return _marked(base, mark, part)
    return replace(base, explanation=_("Không thấy thời hạn trong đoạn này."))


def _is_no_deadline(part: Part) -> bool:
    """ "sau ngày 30/6/2026": whatever else is said binds the work."""
    return part.rule is not None and part.rule.kind == DeadlineKind.NONE


def _best(
    parts: Sequence[Part], issued: date | None, calendar: WorkingCalendar, options: ReadingOptions, *, recurring: bool
) -> Part | None:
    """The rule believed first; of several parts it read the one that ends last, when all is to be done."""
    dated = [part for part in parts if part.rule is not None and part.name in phrases.ORDER]
    if recurring:  # "trước ngày 16/6" beside a rhythm and without a year is a day of each year
        dated = [part for part in dated if not part.within and "year_inferred" not in codes(part.doubts)]
    best: tuple[int, int, Part] | None = None
    for part in dated:
        assert part.rule is not None
        day = compute(part.rule, issued, calendar, options).operative
        if part.name in MENTIONS and day is not None and issued is not None and day < issued:
            continue
        rank = (phrases.ORDER[part.name] if day else len(phrases.ORDER), -day.toordinal() if day else 0)
        if best is None or rank < best[:2]:
            best = (*rank, part)
    return best[2] if best else None


def _dated(
    base: DeadlineReading,
    part: Part,
    parts: Sequence[Part],
    issued: date | None,
    calendar: WorkingCalendar,
    options: ReadingOptions,
) -> DeadlineReading:
    assert part.rule is not None
    rule = part.rule
    start = None if rule.anchor in {Anchor.DAY, Anchor.EVENT, Anchor.PARENT, Anchor.TASK} else issued
    days = compute(rule, start, calendar, options)
    doubts = list(part.doubts)
    if part.within and days.stated and not part.within[0] <= days.stated <= part.within[1]:
        rule, days = Rule(rule.kind, rule.name), Days()
        doubts.append(doubt("no_such_day", words=part.words))
    if days.operative is None and (rule.day or (rule.count and (rule.start or start))):
        doubts.append(doubt("beyond_years"))
    if days.operative is not None:
        doubts += day_off(calendar, days.operative)
        begin = rule.start or start
        if (rule.count and begin) or options.roll_forward_fixed:
            walked = begin if begin and rule.count and rule.unit == Unit.WORKING_DAY else days.operative
            doubts += unlisted(calendar, days.operative, walked)
        if issued and days.operative < issued:
            doubts.append(doubt("before_issue"))
        if issued and abs(days.operative.year - issued.year) > FAR_YEARS:
            doubts.append(doubt("far_year", year=days.operative.year))
        if [name for name in base.recurrence if name != CONTINUOUS]:
            doubts.append(doubt("once_and_periodic"))
    others = phrases.distinct(
        other.words for other in parts if other.rule is not None and other.rule.day and other.name != "before_tet"
    )
    if len(others) > 1:
        doubts.append(doubt("several_days", days=", ".join(others)))
    return replace(
        base,
        kind=DeadlineKind(rule.kind),
        stated=days.stated,
        legal=days.legal,
        operative=days.operative,
        rule=part.name,
        uncertain=phrases.distinct(doubts),
        explanation=_explain(days, rule),
        words=part.words,
        how=rule,
        why=days.why,
    )


def _explain(days: Days, rule: Rule) -> str:
    if days.operative is not None:
        return _("Hạn đến hết ngày %(day)s.") % {"day": f"{days.operative:%d/%m/%Y}"}
    if rule.kind == DeadlineKind.CONDITIONAL:
        return _("Hạn tính từ khi sự kiện xảy ra.")
    if rule.kind == DeadlineKind.NONE:
        return _("Không thấy thời hạn trong đoạn này.")
    if rule.kind == DeadlineKind.RELATIVE:
        return _("Hạn theo hạn của việc khác.")
    return _("Chưa tính được ngày.")


def _periodic(
    base: DeadlineReading, parts: Sequence[Part], options: ReadingOptions, doubts: list[str]
) -> DeadlineReading:
    days: dict[str, list[Day]] = {}
    for part in parts:
        for name, said in part.days.items():
            days.setdefault(name, []).extend(said)
    monthly = next((day for said in days.values() for day in said if day.day and not day.month), None)
    due_day = monthly.day if monthly else None
    if due_day and monthly and monthly.excluded and options.before_means_previous_day:
        due_day = due_day - 1 or None
    told = next((part for part in parts if part.days), parts[0])
    names = ", ".join(label_of_recurrence(name).lower() for name in base.recurrence)
    return replace(
        base,
        kind=DeadlineKind.PERIODIC,
        rule=told.name,
        uncertain=doubts,
        explanation=_("Định kỳ: %(names)s.") % {"names": names},
        words=told.words,
        due_day=due_day,
        days=days,
        how=Rule(DeadlineKind.PERIODIC, told.name),
    )


def _marked(base: DeadlineReading, kind: DeadlineKind, part: Part) -> DeadlineReading:
    say: dict[str, Callable[[], str]] = {
        DeadlineKind.ON_REQUEST: lambda: _("Thực hiện khi có yêu cầu hoặc khi phát sinh."),
        DeadlineKind.STANDING: lambda: _("Thực hiện thường xuyên, không tính đúng hạn hay quá hạn."),
        DeadlineKind.CONDITIONAL: lambda: _("Hạn tính từ khi sự kiện xảy ra."),
        DeadlineKind.RELATIVE: lambda: _("Hạn theo hạn của việc khác."),
    }
    doubts = list(part.doubts)
    if kind == DeadlineKind.RELATIVE and part.name == "from_parent":
        doubts.append(doubt("bound_elsewhere"))
    if part.name == "open_beginning":
        doubts.append(doubt("no_end"))
    return replace(
        base,
        kind=kind,
        rule=part.name,
        words=part.words,
        uncertain=doubts,
        explanation=say[kind](),
        how=part.rule or Rule(kind, part.name),
    )
