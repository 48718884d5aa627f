"""Own-written points below the head of a plan or of an official letter, read as a file of text is."""

from directives.intake.media import TYPES
from directives.intake.reading import Reading, Task, read
from directives.intake.text import extract

PLAN = """ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ
Số: 12/KH-UBND
Sông Trà, ngày 05 tháng 8 năm 2025

KẾ HOẠCH
Phòng, chống đuối nước trẻ em

IV. TỔ CHỨC THỰC HIỆN

"""
LETTER = """SỞ Y TẾ TỈNH SÔNG TRÀ
Số: 318/SYT-NVY
V/v tăng cường giám sát dịch bệnh
Sông Trà, ngày 05 tháng 8 năm 2025

Kính gửi: Các đơn vị trực thuộc

"""


def read_below(text: str, head: str = PLAN) -> Reading:
    """The reading of a document that ends with ``text``."""
    return read(extract((head + text).encode(), TYPES["txt"]).document)


def told(text: str, head: str = PLAN) -> list[tuple[str, list[str]]]:
    """Words and leading units of each task."""
    return [(task.quote, led(task)) for task in read_below(text, head).tasks]


def led(task: Task) -> list[str]:
    """Its leading units."""
    return [one.words for one in task.lead]


def helping(task: Task) -> list[str]:
    """Its coordinating units."""
    return [one.words for one in task.coordinate]
