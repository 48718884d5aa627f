"""What must be handed over (sản phẩm): the document or thing that a drafting verb of a task names."""

import re

from directives.intake.roles import Found
from directives.intake.units import read_names
from directives.intake.wording import VERBS

_DRAFT = (
    r"(?:xây\s+dựng|ban\s+hành|soạn\s+thảo|lập|hoàn\s+thiện|trình|có|biên\s+soạn|phê\s+duyệt|thành\s+lập|"
    r"công\s+bố|ký\s+kết|chuẩn\s+bị|"
    r"(?<!để\s)thống\s+nhất|tổng\s+hợp(?=\s+danh\s+sách)|công\s+khai|gửi|duy\s+trì|đề\s+xuất|hoàn\s+chỉnh|cung\s+cấp|phát\s+hành|đưa\s+ra|dự\s+thảo)"
)
_THING = (
    r"kế\s+hoạch|đề\s+án|nghị\s+định|nghị\s+quyết|quyết\s+định|thông\s+tư|chỉ\s+thị|phương\s+án|báo\s+cáo|"
    r"văn\s+bản|danh\s+mục|danh\s+sách|quy\s+chế|quy\s+định|"
    r"quy\s+trình|hướng\s+dẫn|tờ\s+trình|chương\s+trình|hồ\s+sơ|dự\s+thảo|bộ\s+tiêu\s+chí|kịch\s+bản|tài\s+liệu|"
    r"chiến\s+lược|quy\s+hoạch|chuyên\s+mục|"
    r"chuyên\s+trang|cẩm\s+nang|sổ\s+tay|biểu\s+mẫu|mẫu\s+biểu|luật|ban\s+chỉ\s+đạo|tổ\s+công\s+tác|"
    r"tổ\s+kiểm\s+kê|tham\s+luận|cổng\s+thông\s+tin|bản\s+tin|"
    r"cơ\s+sở\s+dữ\s+liệu|bộ\s+chỉ\s+số|bộ\s+quy\s+tắc|quy\s+chuẩn|tiêu\s+chuẩn|thỏa\s+thuận|hợp\s+đồng|dự\s+toán|"
    r"hệ\s+thống\s+mẫu|(?:cơ\s+chế|chế\s+độ)(?=,\s+chính\s+sách)|bảng\s+(?:đánh|chấm|tổng|kê)|kho\s+(?:học|dữ|tư)\s+liệu|ấn\s+phẩm|phần\s+mềm|bản\s+đồ|đề\s+cương|biên\s+bản|"
    r"công\s+văn|bảng\s+giá|định\s+mức|đơn\s+giá|khung\s+(?:kế|chỉ|năng|giá)|"
    r"bộ\s+(?:chỉ\s+tiêu|tài\s+liệu|công\s+cụ|câu\s+hỏi|nhận\s+diện)|phóng\s+sự|tin\s+bài|tờ\s+rơi|pano|áp\s+phích|"
    r"hệ\s+cơ\s+sở\s+dữ\s+liệu|lộ\s+trình(?=\s+(?:phát\s+triển|chuyển\s+đổi|triển\s+khai))|thiết\s+kế(?=\s+(?:mẫu|nhà|tổng))|"
    r"sản\s+phẩm\s+truyền\s+thông|tin,\s+bài|chuẩn\s+(?:chương\s+trình|đầu\s+ra|cơ\s+sở|năng\s+lực|nghề)"
)
# "quá trình thực hiện Kế hoạch", "chương trình": there "trình" hands over nothing.
_NO_NOUN = "".join(rf"(?<!{word} )" for word in ("quá", "chương", "quy", "lộ", "công", "tiến", "giải", "giáo"))
_MADE = re.compile(
    rf"(?<!\w){_NO_NOUN}(?P<draft>(?<!Luật\s){_DRAFT})(?:,?\s+(?:và\s+)?(?:ban\s+hành|phê\s+duyệt|công\s+bố|trình|hoàn\s+thiện|triển\s+khai|"
    rf"tổ\s+chức(?:\s+(?:thực\s+hiện|triển\s+khai))?|duy\s+trì(?:\s+thường\s+xuyên)?))?(?:\s+định\s+k[ỳìǶ])?\s+"
    rf"(?P<thing>(?:các\s+|bản\s+|những\s+|một\s+số\s+|\d[\d.]*\s+)?(?:{_THING})(?!\w))",
    re.IGNORECASE,
)
# The drafting is spoken of, not asked for: "thẩm quyền phê duyệt quy hoạch", "việc ban hành văn bản".
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:(?:thẩm\s+quyền|(?<!thành )việc|công\s+tác|quá\s+trình|thời\s+gian)\s+(?:\w+,?\s+){0,2}|"
    r"(?:hoạt\s+động|kỹ\s+năng|kinh\s+nghiệm|năng\s+lực)\s+(?:(?!và\s)\w+,?\s+){0,3}|"
    r"tham\s+gia\s+|(?:(?:sau|trước|trong)\s+khi|được(?!\s+giao\s)|đã|đang|do)\s+(?:\w+\s+){0,1})$",
    re.IGNORECASE,
)
# "… tại Quyết định số 15/QĐ-UBND: Phê duyệt Phương án …": the title of a paper that is there.
_TITLE_OF_CITED = re.compile(r"số\s+\d+\S*/\S+[^.;:]{0,100}:\s*$")
# "trình cấp có thẩm quyền phê duyệt các đề án": what is drafted goes there.
_TO_DECIDE = re.compile(
    r"(?:trình|tham\s+mưu|đề\s+nghị|kiến\s+nghị)\s+(?:cho\s+)?(?:cấp|cơ\s+quan|người)\s+có\s+thẩm\s+quyền\s+(?:\w+,?\s+){0,4}$",
    re.IGNORECASE,
)
# "có" asks for a thing behind these, or at the head of a clause: "… rà soát, có Kế hoạch", "đồng thời có phương án".
_ASKED = re.compile(r"(?:(?:đề\s+nghị|đề\s+xuất|cần|phải|sớm|đồng\s+thời)\s+|[,;.]\s+)$", re.IGNORECASE)
# Others draft it: "Hướng dẫn các sở, ngành xây dựng kế hoạch", "Đôn đốc các xã lập danh sách".
_HELPS = re.compile(r"\W*(?:hướng\s+dẫn|hỗ\s+trợ|đôn\s+đốc|theo\s+dõi|kiểm\s+tra|giám\s+sát|tập\s+huấn)(?!\w)", re.I)
_GUIDES = re.compile(r"(?<!\w)(?:hướng\s+dẫn|đôn\s+đốc|hỗ\s+trợ)\s+", re.IGNORECASE)
# "Nghị định quy định chi tiết …" as the whole content, "Tham luận “…”".
_TITLED = re.compile(
    r"(?:(?:Luật|Nghị\s+(?:định|quyết)|Quyết\s+định|Thông\s+tư|Chỉ\s+thị)(?!\w)\s+(?!số\s|này|nêu)|"
    r"(?:Tham\s+luận|Báo\s+cáo|Chuyên\s+đề|Đề\s+tài|Đề\s+án|Kế\s+hoạch|Tài\s+liệu)\s+(?:về\s+)?(?=“))"
)
# "trình HĐND quyết định …", "trình Bộ báo cáo Thủ tướng": what the one it goes to does.
# With a capital it is the paper.
_IS_ACT = re.compile(r"(?:quyết\s+định|quy\s+định|báo\s+cáo|hướng\s+dẫn|thỏa\s+thuận)")
_SUBMITS = re.compile(rf"(?<!\w){_NO_NOUN}(?:trình|tham\s+mưu|đề\s+xuất)\s+(?:cho\s+)?", re.IGNORECASE)
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
_TOLD = re.compile(rf"\s(?P<thing>(?:{_RESULT.pattern})|(?i:{_THING})(?!\w))")
# "báo cáo công tác dược năm 2026 …", "báo cáo giá thị trường": the report by what it is about.
_ABOUT = re.compile(
    r"(?<!\w)báo\s+cáo\s+(?:về\s+)?(?:công\s+tác|hoạt\s+động|các\s+trường\s+hợp|giá|chỉ\s+số|mức|số\s+liệu|nhanh|"
    r"đánh\s+giá|thống\s+kê|tổng\s+kết|sơ\s+kết)(?!\w)",
    re.IGNORECASE,
)
_GATHERED = re.compile(
    r"(?:tổng\s+hợp|gửi)\s+(?P<thing>kết\s+quả\s+(?:thực\s+hiện|rà\s+soát|kiểm\s+kê|triển\s+khai|kiểm\s+tra|"
    r"xử\s+lý|giải\s+quyết))",
    re.IGNORECASE,
)
# "Kết quả các hoạt động gửi về Sở …": the thing is the subject.
_SENT = re.compile(r"(?:^|(?<=[.;]\s))(?P<thing>kết\s+quả(?:\s+\w+){1,6}?)(?=\s+(?:được\s+)?gửi\s+về\s)", re.IGNORECASE)
# What goes on after the name of the thing is not part of it.
_END = re.compile(
    r"\.(?!\d)|[;:()]|,\s+(?:đặc\s+biệt|nhất\s+là|trong\s+đó)(?!\w)|(?<=tin,\sbài)\s+về\s|(?<=tin\sbài)\s+về\s|(?<=hướng\sdẫn)\s+(?:các|cho)\s|\s[-–]\s+[A-ZĐ]|\s(?:để|nhằm|"
    r"trước\s+(?:ngày|\d+|(?:kỳ|phiên)\s+họp|thứ|tháng|[Qq]uý|khi)|"
    r"(?<![Cc]hương\s)(?<![Qq]uy\s)(?<![Ll]ộ\s)(?<![Qq]uá\s)(?<![Cc]ông\s)(?<![Tt]iến\s)(?<![Gg]iải\s)trình|gửi|"
    r"về\s+(?:Sở|Bộ|Ủy|Uỷ|UBND|BHXH|Ban|Văn|Chi\s+cục|Cục|Công\s+an|Công\s+đoàn|Phòng|Trung\s+tâm)|"
    r"báo\s+cáo\s+(?:cấp|lãnh\s+đạo|Sở|Bộ|Ủy|Uỷ|UBND|Ban|Văn|Thủ|Chính)|(?:Ủy\s+ban|Uỷ\s+ban|"
    r"UBND)\s+(?:nhân\s+dân\s+)?(?:tỉnh|thành|xã|huyện)|phù\s+hợp|"
    r"bảo\s+đảm|đảm\s+bảo|trong\s+(?:\d+|nửa|tuần|tháng|[Qq]uý|năm|phạm|đó|quá|báo\s+cáo)|từ\s+ngày|thường\s+xuyên(?=\s*(?:[.;,]|$))|"
    r"mỗi\s+(?:năm|quý|tháng|tuần|ngày)(?=\s+(?:một|\d+|hai|ba)\s+lần)|hoàn\s+thành|"
    r"chậm\s+nhất|gắn\s+với|khi|trên\s+cơ\s+sở|làm\s+cơ\s+sở|lồng\s+ghép|cho|đối\s+với|của\s+(?:các|từng|cơ|đơn)|"
    r"(?:trực\s+)?thuộc|(?:thông\s+)?qua|đã|được|h[àằ]ng\s+(?:quý|tháng|tuần|ngày)|định\s+kỳ|theo|"
    r"bao\s+gồm|giúp|liên\s+quan|có\s+liên\s+quan|(?<!tự\s)do|trên(?!\s+\d)|sau|hoặc|kèm|trong\s+(?:giai\s+đoạn|các|việc)|với\s+các|"
    r"đáp\s+ứng|vào|và\s+các|và\s+đang|và\s+triển\s+khai|"
    r"vào\s+ngày|xong|với\s+(?:UBND|Ủy|Uỷ|Sở|Bộ)|tại\s+(?:khoản|Điều|các)|giai\s+đoạn\s+\d|trên\s+địa\s+bàn)(?!\w)"
)
_NEXT_THING = re.compile(rf"(?P<joint>;|,?\s+và)\s+(?P<thing>(?:[Cc]ác\s+)?(?P<noun>(?i:{_THING}))(?!\w))")
# What a thing is for does not name it, except right behind it ("tài liệu phục vụ …").
_PURPOSE = re.compile(r"(?<=\w)\s+(?:phục\s+vụ|triển\s+khai\s+(?:các|việc|nội|đến|tới))(?!\w)")
_YEARLY = re.compile(r"\sh[àằ]ng\s+năm(?!\w)")
_COMPLETE = re.compile(
    r"(?:báo\s+cáo\s+nghiên\s+cứu\s+(?:tiền\s+)?khả\s+thi|báo\s+cáo\s+đánh\s+giá\s+tác\s+động)(?!\w)", re.I
)
_NOT = re.compile(
    r"(?:\s+(?:này|nêu\s+trên|nói\s+trên|trên|số\s+\d|đã|kèm\s+theo|đó)(?!\w)|,\s+pháp\s+luật)", re.IGNORECASE
)
_VERB = re.compile(rf"(?:{VERBS})(?!\w)")
_TAIL = re.compile(r"(?:\s+(?:và|hoặc|các|cho))?[\s,–-]*$")
# "báo cáo kết quả thực hiện và đề xuất giải pháp": another act, whatever stands before it.
_PROPOSES = re.compile(r"(?:đề\s+xuất|kiến\s+nghị)(?!\w)")
# Acts of the task itself, which no plan is named after.
_NEXT_ACT = re.compile(
    r"(?:tổ\s+chức|triển\s+khai|thực\s+hiện|báo\s+cáo|gửi|trình|phối\s+hợp|chỉ\s+đạo|hướng\s+dẫn|ban\s+hành|theo\s+dõi|"
    r"đôn\s+đốc|kiểm\s+tra|tổng\s+hợp|tham\s+mưu|chịu|bố\s+trí|phê\s+duyệt|công\s+bố|hoàn\s+thành|cung\s+cấp|"
    r"vận\s+hành|thông\s+tin|lập|nhân\s+rộng)(?!\w)"
)
_LAST_VERB = re.compile(rf"(?:{VERBS})\s*$")
LONGEST = 200
MOST = 2
"""Things that one task hands over beside its report."""
FARTHEST = 160


def products(text: str, start: int, end: int, *, periodic: bool) -> list[Found]:
    """The things named, first ones first; [] for a mere activity. ``periodic``: a rhythm is set, so a report is due."""
    found: list[Found] = []
    titled = _TITLED.match(text, start, end)
    if titled and titled.end() < end and not _VERB.match(text[start : start + 40].lower()):
        found.append(_named(text, start, titled.end(), end, "titled"))
    reached = found[0].end if found else start
    for match in _MADE.finditer(text, start, end):
        if match.start("thing") < reached:
            continue  # "Quyết định … ban hành Chương trình …" is one thing
        said = _SPOKEN_OF.search(text, max(start, match.start() - 40), match.start())
        if said and _TO_DECIDE.search(text, max(start, match.start() - 60), match.start()):
            said = None
        if _NOT.match(text, match.end("thing")) or said:
            continue
        if match["thing"].lower() == "báo cáo" and read_names(text, match.end() + 1, end, common=True):
            continue
        if _TITLE_OF_CITED.search(text, max(start, match.start() - 150), match.start()):
            continue
        clause = _clause(text, start, match.start())
        if _HELPS.match(text, clause, match.start()) or _guided(text, clause, match.start()):
            continue
        opens = match.start() == start
        whose = text[clause : match.start()].strip()
        if match["draft"].lower() == "dự thảo" and whose and not _only_names(text, clause, match.start()):
            continue  # "thẩm định dự thảo Nghị quyết": the draft is there
        if (
            match["draft"].lower() == "có"
            and not opens
            and not _ASKED.search(text, max(start, match.start() - 20), match.start())
        ):
            continue
        named = _named(text, match.start("thing"), match.end("thing"), end, "drafted")
        for one in (named, *_further(text, named, end)):
            reached = one.end
            if len(found) < MOST and one.words not in {other.words for other in found}:
                found.append(one)
        if len(found) == MOST or (len(found) == 1 and match.start() - start > 600):
            break
    found = [one for at, one in enumerate(found) if not any(each.words.startswith(one.words) for each in found[:at])]
    if about := _about(text, start, end):
        reports = [one for one in found if one.start >= about.start and one.words.lower().startswith("báo cáo")]
        return [*(one for one in found if one not in reports and not one.start <= about.start < one.end), about]
    if not found and (handed := _submitted(text, start, end)):
        found.append(handed)
    report = _report(text, start, end, periodic=periodic)
    if report and not any(one.start <= report.start < one.end for one in found):
        found.append(report)
    return found


def _further(text: str, named: Found, end: int) -> list[Found]:
    """rule ``drafted``: the next of a list: "biên soạn tài liệu phổ biến; tài liệu tập huấn", "Đề án … và Đề án …"."""
    more = _next_thing(text, named.start, named.end, end)
    return [_named(text, more.start("thing"), more.end("thing"), end, "drafted")] if more else []


def _next_thing(text: str, start: int, at: int, end: int) -> re.Match[str] | None:
    """A further thing ``at`` this place, behind one that begins at ``start``: behind "và" only one of the same kind,
    for "Kế hoạch thực hiện Nghị quyết và Chương trình" is one."""
    more = _NEXT_THING.match(text, at, end)
    if not more or _NOT.match(text, more.end(), end):
        return None
    if more["joint"] == ";":
        return None if _IS_ACT.match(text, more.start("noun")) else more
    submission = text[start:at].lower().split() == ["tờ", "trình"]  # goes with the paper that it submits
    return more if submission or text.startswith(more["noun"], start) else None


def _submitted(text: str, start: int, end: int) -> Found | None:
    """rule ``submitted``: "trình Ủy ban nhân dân tỉnh phương án …", "tham mưu UBND tỉnh kế hoạch …"."""
    for match in _SUBMITS.finditer(text, start, end):
        thing = _TOLD.search(text, match.end() - 1, min(end, match.end() + FARTHEST))
        act = thing and _IS_ACT.match(text, thing.start("thing"))
        if thing and not act and _only_names(text, match.end(), thing.start()) and not _NOT.match(text, thing.end()):
            return _named(text, thing.start("thing"), thing.end("thing"), end, "submitted")
    return None


def _about(text: str, start: int, end: int) -> Found | None:
    """rule ``report_about``: "báo cáo công tác dược năm 2026"; how it is sent further on names no other report."""
    about = _ABOUT.search(text, start, end)
    if about is None or _FOR_OTHERS.search(text, max(start, about.start() - 40), about.start()):
        return None
    return _named(text, about.start(), about.end(), end, "report_about")


def _report(text: str, start: int, end: int, *, periodic: bool) -> Found | None:
    """rule ``reported``: "báo cáo UBND tỉnh kết quả thực hiện …" hands over the result, "định kỳ báo cáo" a report."""
    for match in _REPORT.finditer(text, start, end):
        at = match.end()
        if result := _RESULT.match(text, at, end):
            return _named(text, match.start("report"), result.end(), end, "reported")
        result = _TOLD.search(text, at, min(end, at + FARTHEST))
        if result and _only_names(text, at, result.start()):
            if text[result.start("thing") : result.end()].lower().startswith("bằng"):  # how, not what
                return _found(text, match.start("report"), match.end("report"), "reported")
            return _named(text, result.start("thing"), result.end(), end, "reported")
    if gathered := gathered_in(text, start, end):
        return gathered
    if periodic:
        for match in _REPORT.finditer(text, start, end):
            if not _FOR_OTHERS.search(text, max(start, match.start() - 40), match.start()):
                return _found(text, match.start("report"), match.end("report"), "periodic_report")
    return None


def gathered_in(text: str, start: int, end: int) -> Found | None:
    """rule ``gathered``: "gửi kết quả rà soát về Bộ Công an", also in the line below that says when."""
    found = _GATHERED.search(text, start, end) or _SENT.search(text, start, end)
    return _named(text, found.start("thing"), found.end("thing"), end, "gathered") if found else None


def _guided(text: str, start: int, at: int) -> bool:
    """Others draft it: "Tham mưu chỉ đạo, hướng dẫn các xã xây dựng kế hoạch"."""
    for match in _GUIDES.finditer(text, start, at):
        names = read_names(text, match.end(), at, common=True)
        if names and not text[names.end : at].strip():
            return True
    return False


def _clause(text: str, start: int, at: int) -> int:
    """Where the clause begins that holds ``at``."""
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in ".;:"))


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
    if complete := _COMPLETE.match(text, start, end):
        return _found(text, start, complete.end(), rule)
    if purpose := _PURPOSE.search(text, min(stop, at + 1), stop):
        stop = purpose.start()
    opened = text.find("“", at, stop)
    closed = text.find("”", opened, end) + 1 if opened > 0 else 0
    if closed > 0 and not text[at:opened].strip(" về"):
        return _found(text, start, closed, rule)
    if match := _END.search(text, at, stop):
        stop = match.start()
    if yearly := _YEARLY.search(text, at, stop):
        stop = yearly.end()
    named_by_verb = _VERB.match(text, at + 1) if at < stop else None  # "kế hoạch xúc tiến … và phát triển …"
    for joint in re.finditer(r",\s+(?:và\s+)?|\s+và\s+", text[at:stop]):
        before, after = at + joint.start(), at + joint.end()
        if _PROPOSES.match(text, after, end) or _next_thing(text, start, before, end):
            stop = before
            break
        verb = _VERB.match(text, after) or text.startswith(("báo cáo ", "mời ", "cử ", "nhập liệu"), after)
        if verb and named_by_verb and text[before:after].strip() == "và" and not _NEXT_ACT.match(text, after):
            continue
        if _MADE.match(text, after, end) or (verb and not _LAST_VERB.search(text, at, before)):
            stop = before
            break
    while (tail := _TAIL.search(text, start, stop)) and tail[0]:
        stop = tail.start()
    return _found(text, start, stop, rule)
