"""The year that words leave out or say in words ("năm nay"): taken from the day of issue, and told."""

import re
from datetime import date

from django.utils.translation import gettext as _

from workflows.phrases.common import MONTH_WORDS


def year_of(match: re.Match[str], issued: date | None) -> int | None:
    """The year written in the match, in digits or as "năm nay", "năm sau"; None when there is none."""
    groups = match.groupdict()
    digits = groups.get("y") or groups.get("y2") or groups.get("y3")
    if digits:
        return int(digits)
    if short := groups.get("yy"):
        return 2000 + int(short)
    if (word := groups.get("yw")) and issued:
        return issued.year + (word in {"sau", "tới"})
    return None


def month_of(text: str) -> int:
    return int(text) if text.isdigit() else MONTH_WORDS[text]


def inferred(issued: date | None, doubts: list[str]) -> int | None:
    """The year of issue, with the doubt; None when the document has no day of issue."""
    if issued is None:
        doubts.append(_("Thiếu năm, và văn bản chưa có ngày ban hành."))
        return None
    doubts.append(_("Không ghi năm: hiểu là năm gần nhất kể từ ngày ban hành."))
    return issued.year


def day_of(match: re.Match[str], issued: date | None, doubts: list[str]) -> date | None:
    """The date of DATE's groups; a missing year is the first in which the day does not lie before the issue."""
    month, number = month_of(match["m"]), int(match["d"])
    year = year_of(match, issued)
    if match.groupdict().get("yy"):
        doubts.append(_("Năm ghi hai chữ số: hiểu là %(year)d.") % {"year": year})
    guessed = year is None
    if year is None:
        year = inferred(issued, doubts)
    if year is None:
        return None
    for tried in (year, year + 1, year + 4) if guessed else (year,):
        try:
            day = date(tried, month, number)
        except ValueError:
            continue
        if not guessed or issued is None or day >= issued:
            return day
    doubts.append(_("“%(words)s” không phải ngày có thật.") % {"words": match[0].strip()})
    return None
