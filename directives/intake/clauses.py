"""Verbs within a name: what its bearers do for a living, or are entrusted with, against what a text tells them to do.

"Các đơn vị khai thác đá nộp báo cáo" names those who quarry; "Các đơn vị cung cấp số liệu" tells what to do. A trade
("sản xuất", "khám bệnh") defines the noun before it wherever it stands; a pursuit ("quản lý", "cung cấp") and a
participle ("được lựa chọn …") do when a predicate of their own follows, since a clause has one predicate.
"""

import re

from directives.intake.wording import BEARERS, BUSINESSES, COMPOUND, FUNCTION, PURSUITS, SHORT, TRADES, VERBS

LONGEST_CLAUSE = 16  # words
_KIND = (
    r"(?:\s+(?:thương\s+mại|nhà\s+nước|nông\s+nghiệp|tư\s+nhân|công\s+lập|trong\s+nước|nước\s+ngoài|"
    rf"{TRADES}))?\s*$"
)
_BEARER = re.compile(rf"(?<!\w)(?:(?P<business>{BUSINESSES})|{BEARERS}){_KIND}", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:[Cc]ác|[Mm]ột|\d+)\s+)?(?:[Đđ]ồng\s+chí\s+)?(?:[Tt]hứ\s+trưởng|[Pp]hó|[Ll]ãnh\s+đạo|[Cc]hủ\s+tịch|"
    r"[Gg]iám\s+đốc|[Tt]rưởng|[Ủủ]y\s+viên|[Tt]hành\s+viên|[Cc]án\s+bộ|[Cc]ông\s+chức|[Vv]iên\s+chức|[Bb]ộ\s+phận|"
    r"[Đđ]ồng\s+chí|[Nn]gười)(?!\w)"
)
_IN_CHARGE = re.compile(r"phụ\s+trách(?!\w)(?!\s+(?:việc|các\s+nhiệm|chỉ|theo|tổ\s+chức))")
_WITHIN = re.compile(
    r"trong\s+(?:và\s+ngoài|toàn(?!\s+bộ)|ngành|tỉnh|thành\s+phố|huyện|xã|nước|hệ\s+thống|[Kk]hu|[Cc]ụm|vùng|"
    r"địa\s+bàn|[Bb]an\s+[Cc]hỉ)(?!\w)|"
    rf"trong\s+(?:các|từng|mỗi)(?=\s+(?:{BUSINESSES}|{BEARERS})(?!\w))"  # "người lao động trong các cơ sở đào tạo"
)
_PURSUIT = re.compile(rf"(?:{PURSUITS}|{TRADES})(?!\w)")
_TRADE = re.compile(rf"(?:{TRADES}|{PURSUITS})(?!\w)", re.IGNORECASE)
_TRADE_BEFORE = re.compile(rf"(?<!\w)(?:{TRADES}|{PURSUITS})\s*$", re.IGNORECASE)
# The participle of a trust takes a verb: "được giao quản lý dự án"; that of an event none: "được kiểm tra".
_TRUSTED = re.compile(
    r"được\s+(?:giao|phân\s+công|phân\s+cấp|lựa\s+chọn|chọn|chỉ\s+định|[uủ][yỷ]\s+quyền|cấp\s+phép|thuê|cử|mời|"
    r"trưng\s+tập)(?!\w)"
)
_UNDERGOES = re.compile(
    r"(?:được|bị)\s+(?:kiểm\s+tra|thanh\s+tra|giám\s+sát|hỗ\s+trợ|công\s+nhận|bổ\s+nhiệm|điều\s+động|kiểm\s+toán|"
    r"xử\s+lý|xử\s+phạt|phê\s+duyệt|lấy\s+ý\s+kiến|hưởng|sắp\s+xếp|sáp\s+nhập|thành\s+lập)(?!\w)"
)
_PREDICATE = re.compile(
    r"(?:phải|cần|sẽ|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|chủ\s+động|chủ\s+trì|khẩn\s+trương|tập\s+trung|"
    r"tiếp\s+tục|tích\s+cực|tăng\s+cường|đẩy\s+mạnh|đẩy\s+nhanh|căn\s+cứ|trên\s+cơ\s+sở|phối\s+hợp|"
    r"theo\s+(?:chức\s+năng|nhiệm\s+vụ|phạm\s+vi)|nghiêm\s+túc\s+(?:thực|chấp|triển))(?!\w)"
)
_CONDITION = re.compile(
    r"\s*(?:căn\s+cứ|theo\s+(?:chức|nhiệm|phạm)|trên\s+cơ\s+sở|trong\s+phạm\s+vi|phải|cần|có\s+trách\s+nhiệm|"
    r"chịu\s+trách\s+nhiệm|chủ\s+động|khẩn\s+trương)(?!\w)"
)
# How, whereby or what for something is done: it follows the predicate, so that what stands before it is one.
_MANNER = re.compile(
    r"(?:chặt\s+chẽ|đầy\s+đủ|kịp\s+thời|thường\s+xuyên|hiệu\s+quả|có\s+hiệu|tốt|đúng|nghiêm|đồng\s+bộ|toàn\s+diện|"
    r"thống\s+nhất|triệt\s+để|định\s+kỳ|h[àằ]ng\s+(?:năm|quý|tháng|tuần|ngày)|bảo\s+đảm|đảm\s+bảo|phục\s+vụ|đáp\s+ứng|"
    r"thông\s+qua|gửi|cho|ý\s+kiến|ngay|trước|vào|lên|với)(?!\w)"
)
# A bare noun is nobody: what it does tells which one is meant ("cơ quan **tổ chức lập quy hoạch** phải …").
_NOBODY = r"(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị|[Tt]ổ\s+chức|[Bb]ộ\s+phận|[Cc]á\s+nhân|[Nn]gười)"
_ANYBODY = re.compile(rf"(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng)\s+)?{_NOBODY}(?:\s*,\s*{_NOBODY})*\s*")
_OWES = re.compile(r"\s*(?:có\s+(?:trách\s+nhiệm|nhiệm\s+vụ|quyền)|chịu\s+trách\s+nhiệm|(?P<one>phải|cần|sẽ))(?!\w)")
# What agencies are for in procedures; behind "chủ trì" or "tổ chức" one more verb may tell of what.
_IN_HAND = re.compile(r"(?:(?:chủ\s+trì|tổ\s+chức|trực\s+tiếp)\s+)(?=\w)")
_OFFICE_OF = re.compile(
    r"(?:giải\s+quyết|soạn\s+thảo|thẩm\s+định|thẩm\s+tra|lập|tiếp\s+nhận|cấp(?!\s+(?:trên|xã|tỉnh|huyện|dưới))|ban\s+hành|"
    r"phê\s+duyệt|xử\s+lý|đăng\s+ký|xây\s+dựng|thanh\s+tra|thi\s+công|đánh\s+giá)(?!\w)"
)
_PLAN = re.compile(r"\s*(?:quy\s+hoạch|kế\s+hoạch|báo\s+cáo)(?!\w)")  # what is drawn up, though a verb too
_SENDS = re.compile(r"\s*(?:gửi|trình|nộp|chuyển|trả)(?!\w)")
_VERB = re.compile(rf"(?:{VERBS}|nộp|lập|mở|cử|ký|mua|trình)(?!\w)")
_STOP = re.compile(rf"(?:{FUNCTION}|{SHORT})(?!\w)")
# A noun that takes a verb as its attribute: "dự án xây dựng trường học".
_TAKES_VERB = re.compile(
    r"(?:dịch\s+vụ|hoạt\s+động|công\s+tác|việc|lĩnh\s+vực|ngành|nghề|nhiệm\s+vụ|dự\s+án|công\s+trình|gói\s+thầu|"
    r"hạng\s+mục|đề\s+án|chương\s+trình|thủ\s+tục|nguồn|hạ\s+tầng|hệ\s+thống)\s*$"
)
_WORD_START = re.compile(r"(?<!\w)\w")
_WORD = re.compile(r"[^\s,;:()]+")
_MORE = re.compile(r"\s*(?:,\s*(?:và\s+)?|và\s+)(?=\w)")


def defining(text: str, start: int, at: int, limit: int) -> int | None:
    """Where the clause that begins ``at`` and defines the name's noun ends; None when it is no such clause.

    The name begins at ``start``.
    """
    if _IN_CHARGE.match(text, at, limit) and _OFFICE.match(text, start, at):
        return at + len("phụ trách")
    if (whoever := _ANYBODY.fullmatch(text, start, at)) and (end := _office(text, whoever[0], at, limit)):
        return end
    bearer = _BEARER.search(text, max(start, at - 40), at)
    if (within := _WITHIN.match(text, at, limit)) and (
        bearer or within[0].endswith("ngoài") or _trade(text, start, at)
    ):
        return within.end()
    if not bearer:
        return None
    if undergone := _UNDERGOES.match(text, at, limit):
        return _accepted(text, undergone.end(), limit, ("predicate", "verb", "colon"))
    if trusted := _TRUSTED.match(text, at, limit):
        return _accepted(text, trusted.end(), limit, ("predicate", "verb", "colon", "names", "other", "end"), verb=True)
    pursuit = _PURSUIT.match(text, at, limit)
    if pursuit and bearer["business"]:
        end, kind, words = _extent(text, pursuit.end(), limit, verb=False)
        return end if words and kind in ("predicate", "verb", "colon") else None
    return None


def _office(text: str, noun: str, at: int, limit: int) -> int | None:
    """The end of what a bare noun's office is: "cơ quan **tổ chức lập quy hoạch** phải lấy ý kiến"."""
    in_hand = _IN_HAND.match(text, at, limit)
    does = (_VERB.match(text, in_hand.end(), limit) if in_hand else None) or _VERB.match(text, at, limit)
    if does is None or _PREDICATE.match(text, does.start() if does.start() > at or not in_hand else does.end(), limit):
        return None
    does = _PLAN.match(text, does.end(), limit) or does
    end, kind, words = _extent(text, does.end(), limit, verb=False)
    many = noun.split()[0].lower() in ("các", "mỗi", "từng")
    if (owes := _OWES.match(text, end, limit)) and not (many and owes["one"]):
        return end
    told = in_hand or (words and "quan" in noun)
    if many or not told or not _OFFICE_OF.search(text, at, end):
        return None
    return end if kind in ("predicate", "verb") or _SENDS.match(text, end, limit) else None


def compound(text: str, start: int, at: int, limit: int) -> int | None:
    """The end of a compound that holds the word there ("cơ quan quản lý"), which is no predicate then."""
    for word in _WORD_START.finditer(text, max(start, at - 40), at):
        match = COMPOUND.match(text, word.start(), min(limit, at + 40))
        if match and match.end() > at:
            return match.end()
    return None


def further_trade(text: str, start: int, last: int, after: int, limit: int) -> int | None:
    """The end of one more trade of an enumeration: "sản xuất, **kinh doanh** thực phẩm"."""
    if not _trade(text, start, last):
        return None
    more = _TRADE.match(text, after, limit)
    return more.end() if more else None


def _trade(text: str, start: int, at: int) -> bool:
    return bool(_TRADE_BEFORE.search(text, max(start, at - 20), at))


def _accepted(text: str, at: int, limit: int, kinds: tuple[str, ...], *, verb: bool = False) -> int | None:
    end, kind, _words = _extent(text, at, limit, verb=verb)
    return end if kind in kinds else None


def _extent(text: str, at: int, limit: int, *, verb: bool) -> tuple[int, str, int]:
    """The clause's end, what ends it, and the number of its words; ``verb``: it may take one more verb first."""
    last, words, fresh = at, 0, True  # fresh: only verbs so far
    while words < LONGEST_CLAUSE:
        while at < limit and text[at].isspace():
            at += 1
        if at >= limit:
            return last, "end", words
        if more := _MORE.match(text, at, limit):
            also = _VERB.match(text, more.end(), limit) if fresh else None
            if also and not _PREDICATE.match(text, more.end(), limit):
                at = last = also.end()
                continue
            if _CONDITION.match(text, more.end(), limit):
                return last, "predicate", words
            return last, "names" if text[more.end()].isupper() or text.startswith("các ", more.end()) else "", words
        if text[at] in ":.;()":
            return last, "colon" if text[at] == ":" else "", words
        main = _PREDICATE.match(text, at, limit)
        if main and not (verb and text.startswith(("chủ trì", "phối hợp"), at)):
            return last, "predicate", words
        if inner := compound(text, last - 12, at, limit):
            at = last = inner
            continue
        if _MANNER.match(text, at, limit):
            return last, "other" if words else "", words
        if does := _VERB.match(text, at, limit):
            if verb and not words:
                verb = False
                at = last = does.end()
                words += 1
                continue
            if not (_TAKES_VERB.search(text, max(0, at - 14), at) and _has_object(text, does.end(), limit)):
                return last, "verb", words
            at = last = does.end()
            continue
        if _STOP.match(text, at, limit) and not (verb and text.startswith("làm ", at)):
            return last, "other", words
        word = _WORD.match(text, at, limit)
        if word is None:
            return last, "", words
        if word[0].endswith("."):
            return word.end() - 1, "", words + 1
        at = last = word.end()
        words, fresh, verb = words + 1, False, False
    return last, "", words


def _has_object(text: str, at: int, limit: int) -> bool:
    """A thing follows the verb, not a predicate, an adverb or a mark."""
    while at < limit and text[at].isspace():
        at += 1
    said = _PREDICATE.match(text, at) or _VERB.match(text, at) or _STOP.match(text, at) or _MANNER.match(text, at)
    return at < limit and text[at].isalnum() and not said
