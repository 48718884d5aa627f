"""Where a name ends by its form, whatever verb follows: behind a place, a department's field, a person's second post.

The syllables of a place are capitals ("UBND quận Bến Sông | rắc vôi"), the fields of ministries and departments are a
closed list of the law on organisation of the Government and of local authorities ("Sở Y tế | bồi hoàn"): so a word in
lower case behind them opens the predicate, unless it is one that such names take ("tỉnh", "thuộc", "có liên quan").
"""

import re

from directives.intake.letters import UPPER

_LEVEL = r"(?:xã|phường|đặc\s+khu|thị\s+trấn|thị\s+xã|thành\s+phố|TP\.?|tỉnh|huyện|quận|tiểu\s+học|mầm\s+non|THCS|THPT)"
_PLACE = re.compile(rf"(?<!\w)(?i:{_LEVEL})\s+(?:[{UPPER}][^\s,;:()]*|\d+)(?:\s+(?:-\s+)?[{UPPER}][^\s,;:()]*)*$")
_FIELDS = (
    r"Y\s+tế|Tài\s+chính|Nội\s+vụ|Tư\s+pháp|Xây\s+dựng|Công\s+[Tt]hương|Giáo\s+dục\s+và\s+Đào\s+tạo|Ngoại\s+vụ|"
    r"Khoa\s+học\s+và\s+Công\s+nghệ|Nông\s+nghiệp\s+và\s+(?:Môi\s+trường|Phát\s+triển\s+nông\s+thôn)|Ngoại\s+giao|"
    r"Tài\s+nguyên\s+và\s+Môi\s+trường|Kế\s+hoạch\s+và\s+Đầu\s+tư|Thông\s+tin\s+và\s+Truyền\s+thông|Quốc\s+phòng|"
    r"Công\s+an|Giao\s+thông\s+vận\s+tải|Du\s+lịch|Văn\s+h(?:óa|oá)(?:,\s+Thể\s+thao)?\s+và\s+(?:Du\s+lịch|Thể\s+thao)|"
    r"Dân\s+tộc\s+và\s+Tôn\s+giáo|An\s+toàn\s+thực\s+phẩm"
)
_WHOLE = re.compile(
    rf"(?:(?<!\w)(?:Bộ|Sở)\s+(?:{_FIELDS})|Tỉnh\s+[uủ][yỷ]|Thành\s+[uủ][yỷ]|Tỉnh\s+đoàn|Chính\s+phủ|"
    r"(?<!\w)(?:(?:công|dân)\s+lập|tư\s+thục))$"
)
_GOES_ON = re.compile(
    r"(?:các|viên|hoặc|hay|này|khác|nêu|nói|cũ|mới|chuyên|trực|hai|ba|cùng|cả|với|nhiệm\s+kỳ|kh[óo][áa]|lần\s+thứ|năm|số|kèm|"
    r"khu\s+vực|chi\s+nhánh)(?!\w)"
)
_POST = (
    r"(?:Thủ\s+tướng|Phó\s+(?:Thủ\s+tướng|Chủ\s+tịch|Giám\s+đốc|Bí\s+thư|Trưởng|Chánh|Tổng)|Bộ\s+trưởng|Thứ\s+trưởng|Thống\s+đốc|"
    r"Chủ\s+tịch|Giám\s+đốc|Tổng\s+(?:Giám\s+đốc|Thanh\s+tra|Tham\s+mưu)|Bí\s+thư|Chánh|Trưởng|Tổ\s+trưởng|Tổ\s+phó|Cục\s+trưởng|"
    r"Vụ\s+trưởng|Chi\s+cục\s+trưởng|Hiệu\s+trưởng|Viện\s+trưởng|Chủ\s+nhiệm|Thư\s+ký|Tư\s+lệnh|[UỦ]y\s+viên|"
    r"Thành\s+viên)(?!\w)"
)
_PERSON = re.compile(rf"(?:(?:[Cc]ác\s+)?[Đđ]ồng\s+chí|[ÔôBb](?:ng|à)(?=\s)|(?:[Đđ]ồng\s+chí\s+)?{_POST})")
_NAMED = re.compile(
    rf"(?:[Đđ]ồng\s+chí|[ÔôBb](?:ng|à))\s+(?!{_POST})[{UPPER}][^\s,;:()]*(?:\s+[{UPPER}][^\s,;:()]*){{1,4}}"
)
_SECOND_POST = re.compile(_POST)
# The aim in the names of those who rescue and fight disasters, which holds verbs and commas.
_AIM = re.compile(
    r"[Pp]hòng(?:\s*,\s*|\s+)[Cc]hống(?!\w)|[Pp]hòng\s+cháy(?:(?:\s*,\s*|\s+và\s+|\s+)[Cc]hữa\s+cháy)?(?!\w)|"
    r"[Tt]ìm\s+kiếm(?:\s*,\s*|\s+)[Cc]ứu\s+(?:nạn|hộ)(?!\w)|[Cc]ứu\s+nạn(?:\s*,\s*|\s+và\s+|\s+)[Cc]ứu\s+hộ(?!\w)|"
    r"[Cc]ứu\s+hộ(?:\s*,\s*|\s+và\s+|\s+)[Cc]ứu\s+nạn(?!\w)"
)
_AIMED = re.compile(
    r"(?:[Cc]hỉ\s+(?:huy|đạo)|[Cc]ảnh\s+sát|[Tt]rung\s+tâm|Quỹ|Đội|Cục|Phòng|[Hh]ội\s+đồng|[Ll]ực\s+lượng|Tổ|[Cc]ông\s+tác|"
    r"(?:và|,))\s*$"
)


def ends_before(text: str, start: int, last: int, at: int) -> bool:
    """The name [start, last) is whole by its form, so that the lower case ``at`` opens a predicate."""
    if not text[at].islower() or _GOES_ON.match(text, at):
        return False
    return bool(_PLACE.search(text, max(start, last - 60), last) or _WHOLE.search(text, max(start, last - 60), last))


def second_post(text: str, start: int, after: int) -> int | None:
    """The end of another post of the person that the name begins with: "Bộ trưởng Bộ Y tế - **Phó Trưởng** ban …"."""
    post = _SECOND_POST.match(text, after) if _PERSON.match(text, start) else None
    return post.end() if post else None


def with_post(text: str, start: int, last: int, after: int) -> int | None:
    """The end of a person's post behind the name: "đồng chí Trần Văn Bến, **Phó Chủ tịch** UBND tỉnh"."""
    post = _SECOND_POST.match(text, after) if _NAMED.fullmatch(text, start, last) else None
    return post.end() if post else None


def aim(text: str, start: int, at: int, limit: int) -> int | None:
    """The end of an aim within a name: "Ban Chỉ huy **phòng, chống** thiên tai và **tìm kiếm cứu nạn**"."""
    found = _AIM.match(text, at, limit)
    return found.end() if found and _AIMED.search(text, start, at) else None
