"""Number and symbol of an urging letter, written as NĐ 30/2020/NĐ-CP, Annex I, part II.3 says: "12/SYT-VP"."""

import re
from unicodedata import normalize

from django.utils.translation import gettext as _

from workflows.machine import TransitionDenied

_NUMBER = re.compile(r"0*[1-9][0-9]*[a-zđ]?", re.IGNORECASE)
_PART = r"[^\W\d_](?:[^\W_])*"
_SYMBOL = re.compile(rf"{_PART}(?:[-&.]{_PART})*")


def read_number(typed: str) -> str:
    """Arabic digits, maybe with a letter behind ("12", "12a"). TransitionDenied ("number") says what is wrong."""
    number = normalize("NFC", typed).strip()
    if not number:
        raise TransitionDenied("number", _("Hãy ghi số của công văn."))
    if not _NUMBER.fullmatch(number):
        message = _(
            "Số công văn gồm các chữ số, có thể thêm một chữ cái phía sau, ví dụ 12 hoặc 12a; ký hiệu ghi ở ô riêng."
        )
        raise TransitionDenied("number", message)
    return number


def read_symbol(typed: str) -> str:
    """Abbreviations of the agency and, joined by a hyphen, of the unit that drew it up ("SYT-VP").

    The agency's alone is taken too, for what small offices write: the number of a signed letter is on record as it is.
    TransitionDenied ("symbol") says what is wrong.
    """
    symbol = normalize("NFC", typed).strip()
    if not symbol:
        raise TransitionDenied("symbol", _("Hãy ghi ký hiệu của công văn, ví dụ SYT-VP."))
    capitals = all(part[:1].isupper() for part in re.split(r"[-&.]", symbol))
    if len(symbol) < 2 or not capitals or not _SYMBOL.fullmatch(symbol):
        message = _(
            "Ký hiệu gồm chữ viết tắt tên cơ quan và tên đơn vị soạn thảo, viết hoa, nối bằng dấu gạch ngang, ví dụ "
            "SYT-VP."
        )
        raise TransitionDenied("symbol", message)
    return symbol
