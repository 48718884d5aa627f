"""How and until when a paper is sent: a sentence that belongs to the task above it, which asks for the paper."""

import re

_SENT = re.compile(
    r"(?:Văn\s+bản|Báo\s+cáo|Hồ\s+sơ|Ý\s+kiến|Số\s+liệu|Danh\s+sách|Kết\s+quả|Bản)"
    r"(?:\s+(?:bằng\s+văn\s+bản|báo\s+cáo|góp\s+ý|tham\s+gia|tổng\s+hợp|điện\s+tử|đăng\s+ký|đề\s+xuất|trả\s+lời|giấy))*"
    r"(?:\s+của\s+(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|địa\s+phương)(?:,\s+(?:cơ\s+quan|đơn\s+vị|địa\s+phương))*)?,?"
    r"(?:\s+(?:đề\s+nghị|xin|được|phải|cần|vui\s+lòng))*\s+gửi\s+(?:về|đến|tới|cho|qua)\s"
)
_ASKS_FOR_PAPER = re.compile(
    r"báo\s+cáo|số\s+liệu|góp\s+ý|tham\s+gia\s+ý\s+kiến|danh\s+sách|đăng\s+ký|đề\s+xuất|thống\s+kê|kết\s+quả|hồ\s+sơ|kế\s+hoạch",
    re.IGNORECASE,
)


def sends(words: str) -> bool:
    """They say how the paper is sent, and what it is was said before: "Văn bản báo cáo gửi về Sở Y tế trước ngày …"."""
    return bool(_SENT.match(words))


def asks_for_paper(words: str) -> bool:
    """They ask for a report, figures, an opinion …: "đề nghị các đơn vị báo cáo số liệu năm 2026"."""
    return bool(_ASKS_FOR_PAPER.search(words))
