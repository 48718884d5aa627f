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
    r"chiến\s+lược|quy\s+hoạch|chuyên\s+mục|"
    r"chuyên\s+trang|cẩm\s+nang|sổ\s+tay|biểu\s+mẫu|mẫu\s+biểu|luật|ban\s+chỉ\s+đạo|tổ\s+công\s+tác|"
    r"tổ\s+kiểm\s+kê|tham\s+luận|cổng\s+thông\s+tin|bản\s+tin|"
    r"cơ\s+sở\s+dữ\s+liệu|bộ\s+chỉ\s+số|bộ\s+quy\s+tắc|quy\s+chuẩn|tiêu\s+chuẩn|thỏa\s+thuận|hợp\s+đồng|dự\s+toán|"
    r"hệ\s+thống\s+mẫu|(?:cơ\s+chế|chế\s+độ)(?=,\s+chính\s+sách)|ấn\s+phẩm|phóng\s+sự|tin\s+bài|tờ\s+rơi|pano|áp\s+phích"
)
_MADE = re.compile(
    rf"(?<!\w)(?P<draft>{_DRAFT})(?:,?\s+(?:và\s+)?(?:ban\s+hành|phê\s+duyệt|trình|hoàn\s+thiện|triển\s+khai|"
    rf"duy\s+trì(?:\s+thường\s+xuyên)?))?\s+"
    rf"(?P<thing>(?:các\s+|bản\s+|những\s+)?(?:{_THING})(?!\w))",
    re.IGNORECASE,
)
# The drafting is spoken of, not asked for: "thẩm quyền phê duyệt quy hoạch", "việc ban hành văn bản".
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:(?:thẩm\s+quyền|việc|công\s+tác|quá\s+trình)\s+(?:\w+,?\s+){0,2}|"
    r"(?:hoạt\s+động|kỹ\s+năng|kinh\s+nghiệm|năng\s+lực)\s+(?:\w+,?\s+){0,3}|"
    r"(?:(?:sau|trước|trong)\s+khi|được|đã|đang|do)\s+(?:\w+\s+){0,1})$",
    re.IGNORECASE,
)
# "có" asks for a thing behind these, or at the head of a clause: "… rà soát, có Kế hoạch", "đồng thời có phương án".
_ASKED = re.compile(r"(?:(?:đề\s+nghị|đề\s+xuất|cần|phải|sớm|đồng\s+thời)\s+|[,;.]\s+)$", re.IGNORECASE)
# "Nghị định quy định chi tiết …" as the whole content, "Tham luận “…”".
_TITLED = re.compile(
    r"(?:(?:Luật|Nghị\s+(?:định|quyết)|Quyết\s+định|Thông\s+tư|Chỉ\s+thị)(?!\w)\s+(?!số\s|này|nêu)|"
    r"(?:Tham\s+luận|Báo\s+cáo|Chuyên\s+đề|Đề\s+tài|Đề\s+án|Kế\s+hoạch|Tài\s+liệu)\s+(?:về\s+)?(?=“))"
)
_REPORT = re.compile(r"(?<!\w)(?P<report>báo\s+cáo)(?:\s+|(?!\w))", re.IGNORECASE)
# "… gửi Văn phòng để tổng hợp, báo cáo": the report is the other's.
_FOR_OTHERS = re.compile(
    r"(?:mẫu|số\s+liệu|hệ\s+thống|thời\s+hạn\s+của)\s+$|để\s+(?:\w+\s+){0,2}(?:\w+,?\s+(?:và\s+)?)?$"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_RESULT = re.compile(
    r"(?:bằng\s+văn\s+bản|(?:tổng\s+hợp\s+)?(?:kết\s+quả|tình\s+hình|tiến\s+độ|danh\s+mục|danh\s+sách|phương\s+án|"
    r"tổng\s+kết|sơ\s+kết))(?!\w)"
)
_TOLD = re.compile(rf"\s(?P<thing>(?:{_RESULT.pattern})|(?:{_THING})(?!\w))")
_GATHERED = re.compile(
    r"(?:tổng\s+hợp|gửi)\s+(?P<thing>kết\s+quả\s+(?:thực\s+hiện|rà\s+soát|kiểm\s+kê|triển\s+khai|kiểm\s+tra|"
    r"xử\s+lý|giải\s+quyết))",
    re.IGNORECASE,
)
# What goes on after the name of the thing is not part of it.
_END = re.compile(
    r"[.;:()]|\s[-–]\s+[A-ZĐ]|\s(?:để|nhằm|trước\s+ngày|"
    r"(?<![Cc]hương\s)(?<![Qq]uy\s)(?<![Ll]ộ\s)(?<![Qq]uá\s)(?<![Cc]ông\s)(?<![Tt]iến\s)(?<![Gg]iải\s)trình|gửi|"
    r"về\s+(?:Sở|Bộ|Ủy|Uỷ|UBND|BHXH|Ban|Văn|Chi\s+cục|Cục|Công\s+an|Công\s+đoàn|Phòng|Trung\s+tâm)|"
    r"báo\s+cáo\s+(?:cấp|lãnh\s+đạo|Sở|Bộ|Ủy|Uỷ|UBND|Ban|Văn|Thủ|Chính)|(?:Ủy\s+ban|Uỷ\s+ban|"
    r"UBND)\s+(?:nhân\s+dân\s+)?(?:tỉnh|thành|xã|huyện)|phù\s+hợp|"
    r"bảo\s+đảm|đảm\s+bảo|trong\s+(?:tháng|[Qq]uý|năm|phạm|đó|quá|báo\s+cáo)|hoàn\s+thành|"
    r"chậm\s+nhất|gắn\s+với|khi|trên\s+cơ\s+sở|làm\s+cơ\s+sở|lồng\s+ghép|cho|đối\s+với|của\s+(?:các|từng|cơ|đơn)|"
    r"(?:trực\s+)?thuộc|(?:thông\s+)?qua|đã|được|hằng|hàng\s+(?:năm|quý|tháng|tuần|ngày)|định\s+kỳ|theo|"
    r"liên\s+quan|có\s+liên\s+quan|(?<!tự\s)do|trên(?!\s+\d)|sau|hoặc|trong\s+(?:giai\s+đoạn|các|việc)|với\s+các|"
    r"đáp\s+ứng|vào|và\s+các|và\s+đang|và\s+triển\s+khai|"
    r"vào\s+ngày|xong|với\s+(?:UBND|Ủy|Uỷ|Sở|Bộ)|tại\s+(?:khoản|Điều|các)|giai\s+đoạn\s+\d|trên\s+địa\s+bàn)(?!\w)"
)
_NOT = re.compile(
    r"(?:\s+(?:này|nêu\s+trên|nói\s+trên|trên|số\s+\d|đã|kèm\s+theo|đó)(?!\w)|,\s+pháp\s+luật)", re.IGNORECASE
)
_VERB = re.compile(rf"(?:{VERBS})(?!\w)")
_TAIL = re.compile(r"(?:\s+(?:và|hoặc|các|cho))?[\s,–-]*$")
# "báo cáo kết quả thực hiện và đề xuất giải pháp": another act, whatever stands before it.
_PROPOSES = re.compile(r"(?:đề\s+xuất|kiến\s+nghị)(?!\w)")
_LAST_VERB = re.compile(rf"(?:{VERBS})\s*$")
LONGEST = 200
FARTHEST = 160


def products(text: str, start: int, end: int, *, periodic: bool) -> list[Found]:
    """The things named, first ones first; [] for a mere activity. ``periodic``: a rhythm is set, so a report is due."""
    found: list[Found] = []
    titled = _TITLED.match(text, start, end)
    if titled and titled.end() < end and not _VERB.match(text[start : start + 40].lower()):
        found.append(_named(text, start, titled.end(), end, "titled"))
    for match in _MADE.finditer(text, start, end):
        if any(one.start <= match.start("thing") < one.end for one in found):
            continue  # "Quyết định … ban hành Chương trình …" is one thing
        if _NOT.match(text, match.end("thing")) or _SPOKEN_OF.search(
            text, max(start, match.start() - 40), match.start()
        ):
            continue
        if match["thing"].lower() == "báo cáo" and read_names(text, match.end() + 1, end, common=True):
            continue
        if match["draft"].lower() == "có" and not _ASKED.search(text, max(start, match.start() - 20), match.start()):
            continue
        found.append(_named(text, match.start("thing"), match.end("thing"), end, "drafted"))
        if len(found) == 1 and match.start() - start > 600:
            break
    found = [one for at, one in enumerate(found) if one.words not in {each.words for each in found[:at]}][:2]
    report = _report(text, start, end, periodic=periodic)
    if report and not any(one.start <= report.start < one.end for one in found):
        found.append(report)
    return found


def _report(text: str, start: int, end: int, *, periodic: bool) -> Found | None:
    """rule ``reported``: "báo cáo UBND tỉnh kết quả thực hiện …" hands over the result, "định kỳ báo cáo" a report."""
    for match in _REPORT.finditer(text, start, end):
        at = match.end()
        if result := _RESULT.match(text, at, end):
            return _named(text, match.start("report"), result.end(), end, "reported")
        result = _TOLD.search(text, at, min(end, at + FARTHEST))
        if result and _only_names(text, at, result.start()):
            return _named(text, result.start("thing"), result.end(), end, "reported")
    if gathered := _GATHERED.search(text, start, end):
        return _named(text, gathered.start("thing"), gathered.end("thing"), end, "gathered")
    if periodic:
        for match in _REPORT.finditer(text, start, end):
            if not _FOR_OTHERS.search(text, max(start, match.start() - 40), match.start()):
                return _found(text, match.start("report"), match.end("report"), "periodic_report")
    return None


def _only_names(text: str, start: int, end: int) -> bool:
    """Nothing but units, and what stands in brackets after them, is in [start, end)."""
    names = read_names(text, start, end, common=True)
    if not names:
        return False
    return not _BRACKETS.sub("", text[names.end : end]).strip(" ,")


def _found(text: str, start: int, end: int, rule: str) -> Found:
    return Found(start, end, " ".join(text[start:end].split()), rule)


def _named(text: str, start: int, at: int, end: int, rule: str) -> Found:
    """The thing with what says which: up to a clause's end, and past a comma only in an enumeration."""
    stop = min(end, start + LONGEST)
    opened = text.find("“", at, stop)
    closed = text.find("”", opened, end) + 1 if opened > 0 else 0
    if closed > 0 and not text[at:opened].strip(" về"):
        return _found(text, start, closed, rule)
    if match := _END.search(text, at, stop):
        stop = match.start()
    for joint in re.finditer(r",\s+(?:và\s+)?|\s+và\s+", text[at:stop]):
        before, after = at + joint.start(), at + joint.end()
        if _PROPOSES.match(text, after, end):
            stop = before
            break
        verb = _VERB.match(text, after) or text.startswith("báo cáo", after)
        if _MADE.match(text, after, end) or (verb and not _LAST_VERB.search(text, start, before)):
            stop = before
            break
    while (tail := _TAIL.search(text, start, stop)) and tail[0]:
        stop = tail.start()
    return _found(text, start, stop, rule)
