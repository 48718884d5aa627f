"""What a heading announces: work, or what is never work (aims, requirements, targets, assessments, money)."""

import re
from enum import StrEnum

from directives.intake.units import read_names


class Section(StrEnum):
    """What stands below a heading."""

    WORK = "work"
    OPEN = "open"
    MONEY = "money"
    APART = "apart"


_FORMS = re.compile(
    r"MẪU|ĐỀ\s+CƯƠNG|BIỂU|DANH\s+SÁCH|LỊCH|QUY\s+TRÌNH|DỰ\s+TOÁN|BÁO\s+CÁO|TÀI\s+LIỆU|HƯỚNG\s+DẪN|CHỈ\s+TIÊU|"
    r"PHIẾU|TIÊU\s+CHÍ"
)
BARE_ANNEX = re.compile(r"(?i)(?:PHỤ\s+LỤC(?:\s+(?:SỐ\s+)?[IVX\d]+)?)?\W*")
_NUMBERED = re.compile(r"SỐ\s*:|KÍNH\s+GỬI")
_ENCLOSED = re.compile(
    r"KẾ\s+HOẠCH|CHƯƠNG\s+TRÌNH|PHÂN\s+CÔNG|NHIỆM\s+VỤ|ĐỀ\s+ÁN|PHƯƠNG\s+ÁN|QUY\s+CHẾ|QUY\s+ĐỊNH|CHIẾN\s+LƯỢC"
)
_LEAD = r"(?:\W|(?:Phần|Mục|Chương)\s+\S+|về|một\s+số|các|những|công\s+tác)*\s*"
_WORK = re.compile(
    r"nhiệm\s+vụ|giải\s+pháp|tổ\s+chức\s+(?:thực\s+hiện|triển\s+khai|thi\s+hành)|phân\s+công|trách\s+nhiệm|"
    r"biện\s+pháp|"
    r"nội\s+dung\s+(?:thực\s+hiện|công\s+việc|hoạt\s+động|triển\s+khai|kế\s+hoạch|sinh\s+hoạt|chỉ\s+đạo|"
    r"công\s+tác|chủ\s+yếu|trọng\s+tâm)|"
    r"triển\s+khai\s+thực\s+hiện|công\s+việc|kế\s+hoạch\s+thực\s+hiện|^\W*nội\s+dung\W*$|"
    r"đề\s+xuất,?\s+kiến\s+nghị|trong\s+thời\s+gian\s+tới|"
    r"chế\s+độ\s+(?:thông\s+tin,?\s+)?báo\s+cáo|một\s+số\s+yêu\s+cầu|lãnh\s+đạo,\s+chỉ\s+đạo|"
    r"điều\s+khoản\s+thi\s+hành|tiến\s+độ\s+thực\s+hiện",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"{_LEAD}(?:(?:nguồn\s+)?kinh\s+phí|nguồn\s+(?:lực|vốn|ngân\s+sách|tài\s+chính)|dự\s+toán|"
    rf"cơ\s+chế\s+tài\s+chính|bảo\s+đảm\s+kinh\s+phí|"
    r"đảm\s+bảo\s+kinh\s+phí|tài\s+chính\s*$)",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"{_LEAD}(?:mục\s+(?:đích|tiêu)|yêu\s+cầu|quan\s+điểm|phạm\s+vi|đối\s+tượng(?!\s+thực\s+hiện\s+kiểm)|"
    rf"chỉ\s+tiêu|căn\s+cứ|cơ\s+sở\s+(?:pháp\s+lý|chính\s+trị|thực\s+tiễn)|"
    r"sự\s+cần\s+thiết|bối\s+cảnh|thực\s+trạng|đánh\s+giá\s+(?:chung|tình\s+hình|kết\s+quả|thực\s+trạng|"
    r"công\s+tác)|tình\s+hình|"
    r"kết\s+quả\s+(?:đạt|thực\s+hiện|triển\s+khai|chung|nổi\s+bật|chính)|(?:những\s+)?kết\s+quả\W*$|tồn\s+tại|"
    r"(?:khó\s+khăn|hạn\s+chế|vướng\s+mắc|bất\s+cập)|nguyên\s+nhân|"
    r"nguyên\s+tắc|phương\s+châm|tầm\s+nhìn|dự\s+báo|khái\s+quát|đặc\s+điểm|giải\s+thích|ý\s+nghĩa|khái\s+niệm|"
    r"thời\s+gian(?:\s+(?:thực\s+hiện|tổ\s+chức|triển\s+khai|kiểm\s+tra|diễn\s+ra))?\W*(?:$|,|và|:)|địa\s+điểm|"
    r"thành\s+phần|hình\s+thức\W*(?:$|,|:|tổ\s+chức|thi\s+đua|khen)|tiêu\s+chí|tiêu\s+chuẩn|số\s+lượng|"
    r"khen\s+thưởng|hồ\s+sơ|quy\s+trình|danh\s+(?:sách|mục)|cách\s+thức\s+(?:xếp|đánh|chấm|tính|bình)|cơ\s+cấu|phương\s+pháp|nhu\s+cầu|định\s+mức|hiệu\s+lực|"
    r"bài\s+học|ưu\s+điểm|"
    r"quy\s+định\s+chung|mẫu|biểu|phụ\s+lục\s*$|quốc\s+hiệu|điều\s+kiện|nhận\s+định|nhóm\s+chỉ\s+tiêu|diễn\s+biến|"
    r"dự\s+kiến\s+(?:kết|kinh))",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"(?:\W*(?:[Tt]rách\s+nhiệm|[Nn]hiệm\s+vụ|[Pp]hân\s+công|[Cc]ông\s+việc|TRÁCH\s+NHIỆM|NHIỆM\s+VỤ)\s+(?:của|"
    r"CỦA|đối\s+với)\s+|"
    r"(?:Đối\s+với|Về\s+phía|Đề\s+nghị|Giao|Yêu\s+cầu)\s*:?\s+)"
)


# "9. Doanh nghiệp số": a subject, not an addressee.
_TOPIC = re.compile(r"(?:Doanh\s+nghiệp|Cơ\s+sở|Nhà\s+máy|Cộng\s+đồng|Cụm)\s+(?!,)")
# "2. Chủ tịch UBND các xã, trong đó trọng tâm là các xã: A, B:": who above all, of the same units.
_AMONG_THEM = re.compile(
    r"^,?\s*(?:trong\s+đó(?:\s+(?:trọng\s+tâm|chủ\s+yếu))?|nhất\s+là|đặc\s+biệt\s+là)\s[^.;]{3,200}:$"
)


def section_of(heading: str, above: Section) -> Section:
    """What stands below that heading; a heading that says nothing of it passes on what is above."""
    words = " ".join(heading.split())
    work = bool(_WORK.search(words))
    if _MONEY.match(words):
        return Section.MONEY
    if _APART.match(words) and not (work and above is not Section.APART and not _strict(words)):
        return Section.APART
    return Section.WORK if work else above


def is_form(title: str) -> bool:
    """An annex of that title holds a form, a list or figures, no work: "PHỤ LỤC 2. Mẫu báo cáo"."""
    title = title.upper()
    return bool(_FORMS.search(title)) and not _ENCLOSED.search(title) and not _NUMBERED.search(title)


def _strict(words: str) -> bool:
    return bool(
        re.match(
            rf"{_LEAD}(?:mục\s+đích|mục\s+tiêu|quan\s+điểm|căn\s+cứ|tình\s+hình|đánh\s+giá|kết\s+quả)", words, re.I
        )
    )


def is_apart(words: str) -> bool:
    """A point that opens with such a heading of its own: "Mục đích: …"."""
    head, colon, _rest = words.partition(":")
    return bool(colon) and len(head) < 60 and bool(_APART.match(head) or _MONEY.match(head))


def is_money(words: str) -> bool:
    """A point that opens with where the money comes from: "Về kinh phí: Sở Tài chính …"."""
    head, colon, _rest = words.partition(":")
    return bool(colon) and len(head) < 60 and bool(_MONEY.match(head))


def unit_heading(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where in a heading the units stand when it is made of them: "3. Sở Tài chính", "Đề nghị: Hội Nông dân tỉnh"."""
    while start < end and not text[start].isalnum():
        start += 1
    at = match.end() if (match := _OF_WHOM.match(text, start, end)) else start
    names = read_names(text, at, end, common=at > start)
    if names is None or _TOPIC.match(text, at, end):
        return None
    rest = _AMONG_THEM.sub("", text[names.end : end].strip())
    if names.stop == "colon" or not rest.strip(" .:;,") or re.match(r"\s*(?:[-–(].*|theo\s+chức\s+năng.*)$", rest):
        return at, names.end
    return None
