"""What an office decides about decomposing (design rule: settings that localities decide)."""

from django.utils.translation import gettext_lazy as _

from tasks.decomposition.checklist import Clarity
from workflows.options import Option, register

GROUP = _("Phân công nhiệm vụ")

register(
    Option(
        key="required_clarities",
        kind="list",
        default=[Clarity.PEOPLE.value, Clarity.WORK.value, Clarity.TIME.value, Clarity.RESPONSIBILITY.value],
        choices=Clarity.choices,
        label=_("Mỗi việc phải đủ các mục nào mới được xác nhận"),
        help=_("Mục không chọn vẫn hiện trên từng việc nhưng không ngăn xác nhận và trình duyệt."),
        source=_("Nguyên tắc “rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm”; mỗi nơi nêu một khác"),
        group=GROUP,
    )
)
register(
    Option(
        key="quiet_headings",
        kind="list",
        default=["mục đích", "yêu cầu", "quan điểm", "nguyên tắc", "mục tiêu", "căn cứ", "phạm vi", "đối tượng",
                 "giải thích từ ngữ", "tình hình", "kết quả đạt được", "hiệu lực"],
        label=_("Tiêu đề mục không cần có việc"),
        help=_("Mục có tiêu đề chứa một trong các cụm từ này thì không hỏi vì sao không có việc. Mỗi dòng một cụm từ."),
        source=_("Thông lệ trình bày kế hoạch, chỉ thị"),
        group=GROUP,
    )
)  # fmt: skip
