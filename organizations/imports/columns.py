"""The columns a spreadsheet may have, and the words that name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from organizations.models import ImportKind, Role, UnitKind
from workflows.folding import fold


@dataclass(frozen=True)
class Column:
    """``key`` in our rows, ``title`` on the template; ``also``: other headings people write."""

    key: str
    title: str
    required: bool = False
    example: str = ""
    help: Any = ""
    also: Sequence[str] = ()
    limit: int = 200


UNIT_COLUMNS = (
    Column("code", "Mã định danh", example="H26.13", help=_("Nếu có mã, đơn vị được nhận ra theo mã."), limit=35),
    Column("name", "Tên đơn vị", True, "Bệnh viện Đa khoa Một", _("Bắt buộc."), ("Tên", "Đơn vị")),
    Column("short_name", "Tên viết tắt", example="BVĐK 1", also=("Viết tắt",), limit=80),
    Column("kind", "Loại", True, "Bệnh viện", _("Một trong các loại ghi ở trang Danh mục."), ("Loại đơn vị",)),
    Column(
        "parent",
        "Đơn vị cấp trên",
        example="Sở Y tế",
        help=_("Tên hoặc mã; để trống là cơ quan vận hành hệ thống."),
        also=("Cấp trên", "Trực thuộc"),
    ),
    Column("aliases", "Tên gọi khác", example="BV Một; Bệnh viện số 1", help=_("Ngăn bằng dấu chấm phẩy."), limit=1000),
    Column("email", "Thư điện tử", example="vanthu@bv1.vidu.vn", also=("Email",), limit=254),
    Column("phone", "Điện thoại", also=("Số điện thoại", "ĐT"), limit=30),
    Column("valid_from", "Từ ngày", example="01/07/2025", help=_("Để trống nếu có từ trước."), also=("Thành lập",)),
    Column("rank", "Thứ tự", example="10", also=("STT hiển thị",), limit=6),
)
PEOPLE_COLUMNS = (
    Column("username", "Tên đăng nhập", True, "nvan", _("Bắt buộc; chữ không dấu, số, dấu chấm."), ("Tài khoản",), 60),
    Column("full_name", "Họ và tên", True, "Nguyễn Văn An", _("Bắt buộc."), ("Họ tên",), 120),
    Column("email", "Thư điện tử", example="nvan@vidu.vn", also=("Email",), limit=254),
    Column("phone", "Điện thoại", also=("Số điện thoại", "ĐT"), limit=30),
    Column("unit", "Đơn vị", True, "Bệnh viện Đa khoa Một", _("Tên hoặc mã của đơn vị đã có.")),
    Column("title", "Chức vụ", True, "Giám đốc", limit=120),
    Column("role", "Vai trò", True, "Thủ trưởng đơn vị", _("Một trong các vai trò ghi ở trang Danh mục.")),
    Column("is_head", "Đứng đầu", example="x", help=_("Ghi x nếu là người đứng đầu đơn vị."), also=("Người đứng đầu",)),
    Column("scope", "Phục vụ bàn việc của", help=_("Để trống nếu là chính đơn vị."), also=("Bàn việc",)),
    Column("valid_from", "Từ ngày", example="01/07/2025", help=_("Để trống: từ ngày nhập.")),
)
COLUMNS: dict[str, tuple[Column, ...]] = {ImportKind.UNITS: UNIT_COLUMNS, ImportKind.PEOPLE: PEOPLE_COLUMNS}
YES = frozenset({"x", "co", "1", "yes", "true", "v"})


def by_heading(kind: str) -> dict[str, Column]:
    """Folded heading to its column."""
    found: dict[str, Column] = {}
    for column in COLUMNS[kind]:
        for heading in (column.title, column.key, *column.also):
            found[fold(heading)] = column
    return found


def _choices(labels: Sequence[tuple[str, Any]]) -> dict[str, str]:
    """In every language: an office's file stays good when somebody reads the pages in English."""
    found = {fold(value): value for value, _label in labels}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(label)): value for value, label in labels}
    return found


def unit_kinds() -> dict[str, str]:
    """Folded label or key to the kind."""
    return _choices(UnitKind.choices)


def roles() -> dict[str, str]:
    """Folded label or key to the role."""
    return _choices(Role.choices)
