"""What must be handed over (sản phẩm): the document or thing that a drafting verb of a task names."""

import re

from directives.intake.roles import Found
from directives.intake.units import read_names
from directives.intake.wording import VERBS

_DRAFT = (
    r"(?:xây\s+dựng|ban\s+hành|soạn\s+thảo|lập|hoàn\s+thiện|trình|có|biên\s+soạn|phê\s+duyệt|thành\s+lập|"
    r"công\s+bố|ký\s+kết|chuẩn\s+bị|"
    r"thống\s+nhất|công\s+khai|gửi|duy\s+trì|đề\s+xuất)"
)
_THING = (
    r"kế\s+hoạch|đề\s+án|nghị\s+định|nghị\s+quyết|quyết\s+định|thông\s+tư|chỉ\s+thị|phương\s+án|báo\s+cáo|"
    r"văn\s+bản|danh\s+mục|danh\s+sách|quy\s+chế|quy\s+định|"
    r"quy\s+trình|hướng\s+dẫn|tờ\s+trình|chương\s+trình|hồ\s+sơ|dự\s+thảo|bộ\s+tiêu\s+chí|kịch\s+bản|tài\s+liệu|"
    r"chiến\s+lược|cơ\s+chế|quy\s+hoạch|chuyên\s+mục|"
    r"chuyên\s+trang|cẩm\s+nang|sổ\s+tay|biểu\s+mẫu|mẫu\s+biểu|luật|ban\s+chỉ\s+đạo|tổ\s+công\s+tác|"
    r"tổ\s+kiểm\s+kê|tham\s+luận|cổng\s+thông\s+tin|bản\s+tin|"
    r"cơ\s+sở\s+dữ\s+liệu|bộ\s+chỉ\s+số|bộ\s+quy\s+tắc|quy\s+chuẩn|tiêu\s+chuẩn|thỏa\s+thuận|hợp\s+đồng|dự\s+toán|"
    r"hệ\s+thống\s+mẫu"
)
_MADE = re.compile(
    rf"(?<!\w){_DRAFT}(?:,?\s+(?:và\s+)?(?:ban\s+hành|phê\s+duyệt|trình|hoàn\s+thiện|triển\s+khai|"
    rf"duy\s+trì(?:\s+thường\s+xuyên)?))?\s+"
    rf"(?P<thing>(?:các\s+|bản\s+|những\s+)?(?:{_THING})(?!\w))",
    re.IGNORECASE,
)
# "Nghị định quy định chi tiết …" as the whole content, "Tham luận “…”".
_TITLED = re.compile(rf"(?:{_THING})(?!\w)\s+(?!số\s|này|nêu)", re.IGNORECASE)
_REPORT = re.compile(r"(?<!\w)(?P<report>báo\s+cáo)\s+", re.IGNORECASE)
_RESULT = re.compile(
    r"(?:bằng\s+văn\s+bản|(?:tổng\s+hợp\s+)?(?:kết\s+quả|tình\s+hình|tiến\s+độ|danh\s+mục|danh\s+sách|phương\s+án|"
    r"tổng\s+kết|sơ\s+kết))(?!\w)"
)
_GATHERED = re.compile(
    r"(?:tổng\s+hợp|gửi)\s+(?P<thing>kết\s+quả\s+(?:thực\s+hiện|rà\s+soát|kiểm\s+kê|triển\s+khai|kiểm\s+tra|"
    r"xử\s+lý|giải\s+quyết))",
    re.IGNORECASE,
)
# What goes on after the name of the thing is not part of it.
_END = re.compile(
    r"[.;:()]|\s[-–]\s+[A-ZĐ]|\s(?:để|nhằm|trước\s+ngày|trình|gửi|về\s+(?:Sở|Bộ|Ủy|UBND|BHXH|Ban|Văn)|phù\s+hợp|"
    r"bảo\s+đảm|đảm\s+bảo|trong\s+(?:tháng|quý|năm|phạm|đó|quá)|hoàn\s+thành|"
    r"chậm\s+nhất|gắn\s+với|khi|trên\s+cơ\s+sở|làm\s+cơ\s+sở|lồng\s+ghép|cho|đối\s+với|của\s+(?:các|từng|cơ|đơn)|"
    r"thuộc|qua|đã|được|hằng|hàng|định\s+kỳ|theo|"
    r"vào\s+ngày|xong|với\s+(?:UBND|Ủy|Sở|Bộ)|tại\s+(?:khoản|Điều|các)|giai\s+đoạn\s+\d|trên\s+địa\s+bàn)(?!\w)"
)
_NOT = re.compile(
    r"(?:\s+(?:này|nêu\s+trên|nói\s+trên|trên|số\s+\d|đã|kèm\s+theo|đó)(?!\w)|,\s+pháp\s+luật)", re.IGNORECASE
)
_VERB = re.compile(rf"(?:{VERBS})(?!\w)")
_LAST_VERB = re.compile(rf"(?:{VERBS})\s*$")
LONGEST = 200


def products(text: str, start: int, end: int, *, periodic: bool) -> list[Found]:
    """The things named, first ones first; [] for a mere activity. ``periodic``: a rhythm is set, so a report is due."""
    found: list[Found] = []
    titled = _TITLED.match(text, start, end)
    if titled and titled.end() < end and not _VERB.match(text[start : start + 40].lower()):
        found.append(_named(text, start, titled.end(), end, "titled"))
    for match in _MADE.finditer(text, start, end):
        if _NOT.match(text, match.end("thing")) or len(found) > 1:
            continue
        found.append(_named(text, match.start("thing"), match.end("thing"), end, "drafted"))
        if len(found) == 1 and match.start() - start > 600:
            break
    found = found[:1]
    report = _report(text, start, end, periodic=periodic)
    if report and not any(one.start <= report.start < one.end for one in found):
        found.append(report)
    return found


def _report(text: str, start: int, end: int, *, periodic: bool) -> Found | None:
    """rule ``reported``: "báo cáo UBND tỉnh kết quả thực hiện …" hands over the result, "định kỳ báo cáo" a report."""
    for match in _REPORT.finditer(text, start, end):
        at = match.end()
        names = read_names(text, at, end, common=True)
        direct = names is None
        if names:
            at = names.end + (len(text[names.end : end]) - len(text[names.end : end].lstrip()))
            if text.startswith("(", at) and (close := text.find(")", at, end)) > 0:
                at = close + 2
        if result := _RESULT.match(text, at, end):
            first = match.start("report") if direct else result.start()
            return _named(text, first, result.end(), end, "reported")
    if gathered := _GATHERED.search(text, start, end):
        return _named(text, gathered.start("thing"), gathered.end("thing"), end, "gathered")
    if periodic and (due := re.search(r"(?<!\w)báo\s+cáo(?!\w)", text[start:end])):
        at = start + due.start()
        return Found(at, at + len(due[0]), " ".join(due[0].split()), "periodic_report")
    return None


def _named(text: str, start: int, at: int, end: int, rule: str) -> Found:
    """The thing with what says which: up to a clause's end, and past a comma only in an enumeration."""
    stop = min(end, start + LONGEST)
    if match := _END.search(text, at, stop):
        stop = match.start()
    for joint in re.finditer(r",\s+|\s+và\s+(?:\w+\s)?", text[at:stop]):
        before, after = at + joint.start(), at + joint.end()
        verb = _VERB.match(text, after) or text.startswith("báo cáo", after)
        if verb and not _LAST_VERB.search(text, start, before):
            stop = before
            break
    while stop > start and text[stop - 1] in " ,-–":
        stop -= 1
    words = " ".join(text[start:stop].split())
    return Found(start, stop, words, rule)
