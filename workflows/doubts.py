"""Doubts (điều chưa chắc): why a reading is uncertain, as codes with what is filled in, said in the reader's language.

A doubt is a sentence for whoever has it read, and is kept as code and values: another reader gets it in their own
language, and readings are compared whatever language they were made in.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from workflows.workdays import WorkingCalendar

SOURCE = "vi"
_SENTENCES: dict[str, str] = {}


class Doubt(str):
    """A sentence in the language it was made in, with its ``code`` and ``values``."""

    __slots__ = ("code", "values")
    code: str
    values: dict[str, Any]

    def __new__(cls, code: str, values: Mapping[str, Any]) -> "Doubt":
        made = super().__new__(cls, _said(code, values))
        made.code, made.values = code, dict(values)
        return made

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:  # type: ignore[override]
        return self.code, self.values


def catalogue(sentences: Mapping[str, str]) -> None:
    """Add the sentences of a module's doubts by their codes, which never change their meaning."""
    _SENTENCES.update(sentences)


def doubt(code: str, **values: Any) -> Doubt:
    """The doubt of that code; its ``values`` are what JSON can hold."""
    return Doubt(code, values)


def codes(doubts: Iterable[str]) -> list[str]:
    """Their codes, whatever language they are in."""
    return [each.code for each in doubts if isinstance(each, Doubt)]


def kept(doubts: Iterable[str]) -> list[Any]:
    """Doubts as data: ``{"code": "day_off", "values": {"reason": "Chủ nhật"}}``; a plain sentence stays one."""
    return [{"code": each.code, "values": each.values} if isinstance(each, Doubt) else each for each in doubts]


def told(data: Iterable[Any]) -> list[str]:
    """Kept doubts in the language of whoever reads them now."""
    return [each if isinstance(each, str) else Doubt(each["code"], each["values"]) for each in data]


def day_off(calendar: WorkingCalendar, day: date) -> list[Doubt]:
    """The doubt that a deadline falls on a day off, none for a working day. Why it is off is kept in the source
    language, and translated with the sentence.
    """
    with translation.override(SOURCE):
        reason = calendar.why_off(day)
    return [doubt("day_off", reason=reason)] if reason else []


def unlisted(calendar: WorkingCalendar, *days: date) -> list[Doubt]:
    """The doubt that a count from the first to the last of these days touches a year whose days off nobody confirmed,
    none where the years are known.
    """
    spanned = range(min(days).year, max(days).year + 1)
    years = [year for year in spanned if year not in calendar.listed]
    return [doubt("year_unlisted", year=years[0])] if years else []


def _said(code: str, values: Mapping[str, Any]) -> str:
    filled = {name: gettext(value) if name == "reason" else value for name, value in values.items()}
    return gettext(_SENTENCES[code]) % filled if code in _SENTENCES else code


# Of deadlines and rhythms, as workflows.reading and workflows.phrases read them.
OF_TIME = {
    "empty": gettext_noop("Chưa có câu chữ nào để đọc."),
    "day_off": gettext_noop("Hạn rơi vào ngày nghỉ: %(reason)s."),
    "before_issue": gettext_noop("Hạn đứng trước ngày ban hành văn bản."),
    "once_and_periodic": gettext_noop("Vừa có hạn một lần, vừa có định kỳ: nên tách thành hai nhiệm vụ."),
    "several_days": gettext_noop("Đoạn này có nhiều ngày: %(days)s."),
    "bound_elsewhere": gettext_noop("Văn bản dẫn tới thời hạn ở nơi khác: hãy xem văn bản cấp trên."),
    "no_end": gettext_noop("Có ngày bắt đầu mà không có ngày kết thúc."),
    "hour_in_day": gettext_noop("Văn bản ghi giờ: hệ thống tính theo ngày, hạn là trong ngày đó."),
    "before_or_on": gettext_noop("Có nơi hiểu “trước ngày” là tính cả ngày đó."),
    "only_day": gettext_noop("Chỉ ghi ngày: hiểu là ngày đó của tháng gần nhất kể từ ngày ban hành."),
    "no_month_no_issue": gettext_noop("Thiếu tháng và năm, và văn bản chưa có ngày ban hành."),
    "no_such_day": gettext_noop("“%(words)s” không phải ngày có thật."),
    "span_before": gettext_noop("“%(words)s” là cả một khoảng: hiểu là phải xong trước ngày ở cuối khoảng đó."),
    "holidays_begin": gettext_noop("Kỳ nghỉ có thể bắt đầu sớm hơn ngày lễ: tính theo ngày ghi trong văn bản."),
    "before_tet": gettext_noop("Tính đến hết ngày trước mùng một Tết Nguyên đán."),
    "after_tet": gettext_noop("Tính từ mùng một Tết Nguyên đán; có thể phải tính từ ngày đi làm lại, hãy xem lại."),
    "year_inferred": gettext_noop("Không ghi năm: hiểu là năm gần nhất kể từ ngày ban hành."),
    "start_unknown": gettext_noop("Thời hạn tính từ một ngày chưa biết."),
    "bare_day": gettext_noop("Không rõ chữ đứng trước ngày này nghĩa là gì: hiểu là đúng ngày đó."),
    "no_such_month": gettext_noop("“%(words)s” không phải tháng có thật."),
    "no_such_quarter": gettext_noop("“%(words)s” không phải quý có thật."),
    "beginning_of_period": gettext_noop("“Đầu” kỳ không nói rõ đến ngày nào: hiểu là ngày đầu kỳ, hãy xem lại."),
    "week_of_month": gettext_noop("Tuần trong tháng: tính bảy ngày một từ ngày mồng 1."),
    "period_inferred": gettext_noop("Không ghi kỳ nào: hiểu là kỳ của ngày ban hành."),
    "hours_as_days": gettext_noop("Hạn tính bằng giờ được hiểu theo ngày."),
    "from_receipt": gettext_noop("Tính từ ngày nhận văn bản; ở đây lấy ngày ban hành, vì không rõ ngày bắt đầu."),
    "from_event": gettext_noop("Tính từ một sự kiện chưa biết ngày: bấm “Bắt đầu tính hạn” khi sự kiện xảy ra."),
    "from_issue": gettext_noop("Tính từ ngày ban hành, vì không rõ ngày bắt đầu."),
    "term_or_period": gettext_noop("“%(words)s” cũng có thể là định kỳ: hãy xem lại văn bản."),
    "before_other": gettext_noop("Tính lùi từ hạn của việc khác hoặc từ một sự kiện: hãy xem việc đó."),
    "no_year_no_issue": gettext_noop("Thiếu năm, và văn bản chưa có ngày ban hành."),
    "far_year": gettext_noop("Năm %(year)d cách xa ngày ban hành: hãy xem lại năm ghi trong văn bản."),
    "beyond_years": gettext_noop("Tính ra ngoài các năm từ 1 đến 9999, nên không có ngày: hãy xem lại con số."),
    "of_two_numbers": gettext_noop("Ghi hai con số: tính theo số sau, %(count)d."),
    "no_such_number": gettext_noop("“%(words)s” không thể là thời hạn: hãy xem lại con số."),
    "no_unit": gettext_noop("“%(words)s” có số mà không có đơn vị (ngày, ngày làm việc, tháng): hãy ghi rõ."),
    "unclear_time": gettext_noop(
        "“%(words)s” nói về thời gian mà chưa ra ngày nào: hãy ghi ngày, hoặc số ngày và tính từ đâu."
    ),
    "from_task": gettext_noop("Tính từ khi một nhiệm vụ khác hoàn thành: hãy chọn nhiệm vụ đó."),
    "lunar": gettext_noop("“%(words)s” là ngày âm lịch: hãy ghi ngày dương lịch."),
    "weekday_differs": gettext_noop("Văn bản ghi “%(words)s”, mà ngày %(day)s không phải thứ đó: hãy xem lại."),
    "midnight": gettext_noop("“%(words)s”: 0 giờ là lúc ngày đó bắt đầu, nên hạn là hết ngày liền trước."),
    "as_working_days": gettext_noop("“%(words)s”: tính theo ngày làm việc, bỏ thứ Bảy, Chủ nhật và ngày lễ."),
    "year_unlisted": gettext_noop("Lịch nghỉ năm %(year)d chưa được xác nhận; ngày này có thể phải tính lại."),
    "after_day": gettext_noop("“%(words)s” chỉ nói từ khi nào, không nói đến ngày nào: hãy ghi ngày phải xong."),
    "only_weekday": gettext_noop("Chỉ ghi thứ: hiểu là thứ đó đầu tiên kể từ ngày ban hành."),
    "leap_day": gettext_noop("Chỉ năm nhuận có ngày 29/2: hiểu là năm %(year)d."),
    "short_year": gettext_noop("Năm ghi hai chữ số: hiểu là %(year)d."),
}
catalogue(OF_TIME)
