"""What is no work though it stands among it: formulas, effect, liability; what is told, stated or counted.

Each judges words alone; where they stand, ``duties`` weighs.
"""

import re

from directives.intake.units import read_names

_NO_DUTY = re.compile(
    r"\W*(?:Kinh\s+phí|Nguồn\s+(?:kinh|vốn|lực)|Quyết\s+định\s+này|Kế\s+hoạch\s+này|Chỉ\s+thị\s+này|"
    r"Nghị\s+quyết\s+này|Ban\s+hành\s+kèm\s+theo|"
    r"Ban\s+hành\s+(?:Kế\s+hoạch|Quy\s+chế|Quy\s+định)\s+kèm|"
    r"Phê\s+duyệt\s+(?:kèm|Kế|Đề|“)|Trên\s+đây\s+là|(?:Trong\s+q|Q)uá\s+trình(?=[^.;]*(?:vướng|khó\s+khăn|phát\s+sinh|vấn\s+đề|thay\s+đổi))|Nếu\s+có|Mọi\s+|Trân\s+trọng|"
    r"Phấn\s+đấu|Phụ\s+lục|"
    r"Lưu\s+ý|Ghi\s+chú|Căn\s+cứ\s+(?:Luật|Nghị|Quyết|Kế|Công|Chỉ)|Xét\s+đề|Theo\s+đề\s+nghị|\d+(?:[.,]\d+)?\s*%|"
    r"Dự\s+kiến\s+kinh\s+phí|Bãi\s+bỏ\s+(?:Quyết|Nghị|Thông|Chỉ)|Trên\s+\d|Tỷ\s+lệ|Tỉ\s+lệ|Số\s+lượng|"
    r"[^.;]{3,60}?(?:trân\s+trọng\s+|xin\s+)?thông\s+báo\s+(?:để|đến|tới)\s|Văn\s+bản\s+này|Điều\s+khoản|Thay\s+thế)",
)
_LIABLE = re.compile(
    r"\W*(?:C|c)hịu\s+trách\s+nhiệm\s+(?:thi\s+hành|(?:toàn\s+diện\s+)?trước\s+(?:pháp\s+luật|Chủ\s+tịch|"
    r"Thủ\s+tướng|UBND|Ủy\s+ban))|"
    r"\W*có\s+hiệu\s+lực|\W*căn\s+cứ\s+Quyết\s+định\s+thi\s+hành|"
    r"\W*chịu\s+trách\s+nhiệm\s+thực\s+hiện\s+(?:Kế\s+hoạch|Quyết\s+định|Chỉ\s+thị)\s+này"
)
_ENACTS = re.compile(r"chịu\s+trách\s+nhiệm\s+thi\s+hành|có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ")
# A report, or what is sent, with its day or its rhythm.
_REPORTS = re.compile(
    r"(?:báo\s+cáo|gửi|gởi)\b.{0,200}?(?:trước|chậm\s+nhất|hạn|ngày\s+\d|định\s+kỳ|h[àằ]ng\s+(?:tháng|quý|năm|"
    r"tuần|ngày)|6\s+tháng)|"
    r"báo\s+cáo[^.;]{0,60}?\strong\s+(?:vòng|thời\s+hạn)\s+\d|"
    r"(?:định\s+kỳ|h[àằ]ng\s+(?:tháng|quý|năm|tuần)|trước\s+ngày)[^.;]{0,60}\s(?:báo\s+cáo|gửi)\s",
    re.DOTALL | re.IGNORECASE,
)
# How things went or stand.
_TELLS = re.compile(
    r"(?:đã|đang|vẫn\s+còn|tiếp\s+tục\s+được|còn\s+(?:chậm|nhiều|một\s+số))\s|ghi\s+nhận|biểu\s+dương|"
    r"đánh\s+giá\s+cao|gửi\s+lời|chia\s+buồn|bày\s+tỏ|là\s+(?:yếu\s+tố|nhiệm\s+vụ|khâu|nền\s+tảng)",
)
# "Việc tính toán … bảo đảm …", "Hạ tầng số bao gồm …": it says how things are, not what to do.
_STATES = re.compile(r"Việc\s|[^,.;:]{3,80}\s(?:bao\s+gồm|gồm|là)\s|[^.;:]{3,60}:\s+Thực\s+hiện\s+theo")
# "Phát triển văn hóa số là đòn bẩy phát triển …": why, though it opens as an order does.
_WEIGHS = re.compile(
    r"[^.;:]{5,160}(?<!nhất)(?<!đặc\sbiệt)\slà\s+(?:một\s+)?(?:trong\s+những\s+)?(?:điều\s+kiện|trụ\s+cột|đòn\s+bẩy|động\s+lực|lực\s+đẩy|"
    r"quá\s+trình|nền\s+tảng|yếu\s+tố|khâu\s+then|xu\s+(?:thế|hướng)|chìa\s+khóa|giải\s+pháp\s+then)(?!\w)"
)
# "Tổng hợp nhu cầu … dự kiến là 120 ha": a figure.
_FIGURE = re.compile(
    r"[^.;:]{10,250}\s(?:dự\s+kiến|ước\s+tính|ước)\s+(?:là\s+|khoảng\s+|đạt\s+)?\d|Dự\s+kiến\s+(?:có\s+)?(?:khoảng\s+)?\d|"
    r"[^.;:]{10,250}\((?:đạt|chiếm)\s+(?:tỷ\s+lệ\s+)?\d[\d,.]*\s*%\)[.;]?$"
)
# "Thực hiện theo quy định hiện hành về …": by what rule, where nobody is told.
_BY_RULE = re.compile(
    r"(?:Được\s+)?[Tt]hực\s+hiện\s+theo\s+(?:đúng\s+)?(?:các\s+)?(?:quy\s+(?:định|trình)|hướng\s+dẫn)(?!\w)[^;]*$"
)
# "Công tác đào tạo nhân lực;", "Việc thực hiện quy chế;": what is looked into, not what is to be done.
_SUBJECT = re.compile(r"(?:Công\s+tác|Việc|Hoạt\s+động|Tình\s+hình|Thực\s+trạng|Kết\s+quả|Số\s+lượng)\s+[^:]*[:;.]?$")
# "Tại văn bản này, Ban Chỉ đạo đã giao “Bộ …": told of, not given.
_TOLD = re.compile(r"đã\s+(?:giao|yêu\s+cầu|phân\s+công|đề\s+nghị|chỉ\s+đạo)(?!\w)")
_QUANTITY = re.compile(
    r"(?:Số(?!\s+(?:hóa|hoá))|Tổng(?!\s+(?:hợp|kết|cục|công|rà))|Tỷ\s+lệ|Tỉ\s+lệ|Mức|Danh\s+sách)\s+\w"
)
_OWES = re.compile(r"\b(?:phải|có\s+trách\s+nhiệm|cần(?!\s+thiết))\s")


def is_idle(words: str) -> bool:
    """Never work: money, effect, liability, closing formulas ("Quyết định này có hiệu lực …")."""
    if _NO_DUTY.match(words):
        return not (_REPORTS.search(words) and re.search(r"(?:đề\s+nghị|yêu\s+cầu)\s+các", words))
    if _ENACTS.search(words):
        return True
    names = read_names(words)
    return bool(_LIABLE.match(words[names.end if names else 0 :])) and len(words) < 400 and ";" not in words


def reports(words: str) -> bool:
    """A report, or something to be sent, with its day or rhythm: "báo cáo … trước ngày 20/11"."""
    return bool(_REPORTS.search(words))


def tells(words: str) -> bool:
    """How things went or are: "đã đạt được …", "ghi nhận …"."""
    return bool(_TELLS.search(words))


def states(words: str) -> bool:
    """What something is or consists of: "Hạ tầng số bao gồm …"."""
    return bool(_STATES.match(words))


def weighs(words: str) -> bool:
    """Why something matters: "Phát triển văn hóa số là đòn bẩy …"."""
    return bool(_WEIGHS.match(words))


def counts(words: str) -> bool:
    """A figure: "Tổng hợp nhu cầu … dự kiến là 120 ha"."""
    return bool(_FIGURE.match(words))


def by_rule(words: str) -> bool:
    """By what rule, without any duty of its own: "Thực hiện theo quy định hiện hành"."""
    return bool(_BY_RULE.match(words)) and len(words) < 250


def quotes(words: str) -> bool:
    """A slogan or theme, told in quotation marks alone: "“Sông nước an toàn, tuổi thơ bình yên”."."""
    return bool(re.fullmatch(r"[“\"][^“”\"]*[”\"]\W*", words))


def is_subject(words: str) -> bool:
    """What is looked into, unless somebody owes it: "Công tác đào tạo nhân lực;"."""
    return bool(_SUBJECT.match(words)) and not owes(words)


def is_quantity(words: str) -> bool:
    """How many or how much, whatever it is needed for: "Số hộ có nhà cần phải sửa chữa"."""
    return bool(_QUANTITY.match(words))


def owes(words: str) -> bool:
    """Words of obligation: "phải", "có trách nhiệm", "cần"."""
    return bool(_OWES.search(words))


def was_given(text: str, start: int, end: int) -> bool:
    """Told of as given before: "Ban Chỉ đạo đã giao …"."""
    return bool(_TOLD.search(text, start, end))
