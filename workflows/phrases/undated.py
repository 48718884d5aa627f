"""Work without a date: standing, on request, on an event, bound by another document or another task."""

import re
from datetime import date

from workflows.phrases.common import Part, Pattern, Reader, part, pattern
from workflows.rules import Anchor, DeadlineKind, Rule

# The event's own verb: "khi Nghị định được ban hành" tells of a moment, "khi thực hiện" of the manner.
_HAPPENS = r"(?:ban hành|thông qua|phê duyệt|có hiệu lực|hoàn thành|kết thúc|công bố|bế mạc|khai mạc|giao|chấp thuận)"


def _mark(name: str, mark: str, *, anchor: str = "") -> Reader:
    def read(match: re.Match[str], issued: date | None) -> Part:
        found = part(match, name)
        found.mark = mark
        if anchor:
            found.rule = Rule(mark, name, anchor=anchor)
        return found

    return read


OPEN_ENDED = pattern(
    # "năm 2026 và các năm tiếp theo", "Giai đoạn 2026-2030 và những năm tiếp theo": begins, never ends
    "open_ended",
    r"(?:(?:trong )?(?:từ )?(?:giai đoạn|quý|tháng|năm)? ?(?:[ivx]{1,5} |năm |\d[\d/]{0,9} )?"
    r"[\d/ \-]{0,24}(?:năm \d{4} )?,? ?)"
    r"(?:và|và trong|và cho)\s+(?:các|những)\s+(?:năm|giai đoạn)\s+(?:tiếp theo|sau|kế tiếp)",
    _mark("open_ended", DeadlineKind.STANDING),
)
STANDING: tuple[Pattern, ...] = (
    # "thường xuyên kiểm tra", "liên tục", "24/24"; not the budget's "chi thường xuyên"
    pattern(
        "standing",
        r"(?<!chi )\bthường xuyên\b(?!\s+(?:của|theo))|\bliên tục\b|\b24\s?/\s?24\b|\b24/7\b|hàng ngày, hàng giờ",
        _mark("standing", DeadlineKind.STANDING),
    ),
    # "Từ 01/7/2025", "từ ngày 01/01/2026 trở đi": a beginning without an end
    pattern(
        "open_beginning",
        r"^(?:bắt đầu )?(?:kể )?từ (?:ngày )?[\d/.\-]+(?: tháng \d+)?(?: năm \d{4})?(?: trở đi)?$",
        _mark("open_beginning", DeadlineKind.STANDING),
    ),
)
ON_REQUEST: tuple[Pattern, ...] = (
    # "đột xuất khi có yêu cầu", "theo yêu cầu", "khi phát sinh", "trường hợp phát sinh nguy cơ thiếu"
    pattern(
        "on_request",
        r"(?:báo cáo )?đột xuất(?:,? (?:khi|theo) (?:có )?(?:yêu cầu|đề nghị|chỉ đạo|phát sinh))?"
        r"|(?:khi|theo) (?:có )?(?:yêu cầu|đề nghị)|báo cáo\b[^.;]{0,60}?\bkhi cần(?: thiết)?|^khi cần(?: thiết)?"
        r"|khi có phát sinh|(?:khi|trường hợp|nếu)(?: có)? phát sinh|^(?:khi|nếu) có [^.;]{0,40}$",
        _mark("on_request", DeadlineKind.ON_REQUEST),
    ),
)
RELATIVE: tuple[Pattern, ...] = (
    # "theo thời gian quy định", "đúng thời hạn quy định", "theo tiến độ được giao của Luật An ninh mạng"
    pattern(
        "from_parent",
        r"(?:theo|đúng|bảo đảm|đảm bảo)(?: đúng)? (?:thời gian|thời hạn|tiến độ|lộ trình"
        r"|kế hoạch)(?! thực\b)(?: [\w,]+){0,3}?"
        r" (?:quy định|được giao|yêu cầu|đề ra|xây dựng dự thảo|của (?:văn bản )?cấp trên)",
        _mark("from_parent", DeadlineKind.RELATIVE, anchor=Anchor.PARENT),
    ),
    pattern(
        "from_parent",
        r"^theo (?:quy định(?: hiện hành| của pháp luật| tại [^.;]{1,80})?|thời hạn|thời gian|tiến độ|lộ trình"
        r"|kế hoạch)$|^(?:hoàn thành )?(?:bảo đảm |đảm bảo )?đúng (?:thời hạn|tiến độ|hạn)$",
        _mark("from_parent", DeadlineKind.RELATIVE, anchor=Anchor.PARENT),
    ),
    # "sau khi hoàn thành nhiệm vụ 1", "cùng thời hạn với nhiệm vụ tại điểm a"
    pattern(
        "after_task",
        r"(?:ngay )?sau khi (?:đã )?hoàn thành (?:các )?(?:nhiệm vụ|nội dung|công việc|bước)(?: (?:số|thứ|tại"
        r"|nêu tại))? ?"
        r"(?:\d+|[a-zđ]\b|điểm|mục|khoản|trên|này)[^.;,]{0,40}|cùng (?:thời hạn|hạn) với [^.;,]{1,60}",
        _mark("after_task", DeadlineKind.RELATIVE, anchor=Anchor.TASK),
    ),
)
CONDITIONAL: tuple[Pattern, ...] = (
    # "ngay sau khi Nghị định được ban hành", "sau khi nước rút", "ngay sau mưa lũ", "khi có hướng dẫn của Bộ"
    pattern(
        "on_event",
        r"ngay khi nhận [^.;,]{1,80}"
        r"|(?:(?:ngay )?sau khi\b|ngay sau(?! khi)|^sau)(?! \d)[^.;,]{0,120}|(?:ngay )?khi có (?:văn bản"
        r"|hướng dẫn|tình huống|thông báo|"
        r"kết luận|chủ trương)[^.;,]{0,60}"
        rf"|(?:^|(?:ngay )?)khi [^.;]{{0,100}}?{_HAPPENS}\b[^.;,]{{0,60}}",
        _mark("on_event", DeadlineKind.CONDITIONAL, anchor=Anchor.EVENT),
    ),
    # "Từ tháng 11/2025 đến khi kết thúc Tổng kiểm kê", "trước kỳ họp thứ 10", "trước khi khai giảng"
    pattern(
        "until_event",
        r"(?:từ [^.;,]{1,30} )?(?:cho )?đến khi [^.;,]{1,80}"
        r"|^(?:xong |hoàn thành )?"
        r"trước (?:khi |khai (?:giảng|mạc)|kỳ họp|phiên họp|cuộc họp|hội nghị|đại hội|ngày (?!\d|mai\b"
        r"|(?:làm việc )?(?:đầu|cuối|thứ|áp|kế cuối|gần cuối)"
        r"|(?:[^\W\d_]+ ){1,7}?\(?(?:ngày )?\d{1,2}/\d{1,2}\b)"
        r"|thời điểm)[^.;]{0,80}$"
        # "báo cáo kết quả trước kỳ họp giữa năm 2025 của HĐND tỉnh": by when, at a clause's end
        r"|(?<=\w )trước (?:kỳ|phiên) họp\b(?! (?:trước|sau))[^.;,]{0,80}(?=[.;,]|$)",
        _mark("until_event", DeadlineKind.CONDITIONAL, anchor=Anchor.EVENT),
    ),
)
MARKS = (*STANDING, *ON_REQUEST, *RELATIVE, *CONDITIONAL)


def find(text: str, issued: date | None) -> list[Part]:
    """Every mark in the text, those of one rule after the other."""
    found = [OPEN_ENDED.read(match, issued) for match in OPEN_ENDED.expression.finditer(text)]
    for rule in MARKS:
        found += [rule.read(match, issued) for match in rule.expression.finditer(text)]
    return [each for each in found if each is not None]
