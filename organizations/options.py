"""What an office decides about rights (design rule: settings that localities decide are visible and documented)."""

from django.utils.translation import gettext_lazy as _

from workflows.options import Option, register

GROUP = _("Quyền hạn")

register(
    Option(
        key="officer_may_confirm",
        kind="bool",
        default=True,
        label=_("Chuyên viên cơ quan thường trực được xác nhận kết quả"),
        help=_("Tắt đi thì chỉ người phụ trách cơ quan thường trực và lãnh đạo duyệt được xác nhận hoặc trả lại."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
register(
    Option(
        key="officer_may_submit",
        kind="bool",
        default=True,
        label=_("Cán bộ đơn vị được gửi báo cáo để xác nhận"),
        help=_("Tắt đi thì cán bộ chỉ soạn báo cáo; thủ trưởng đơn vị là người gửi."),
        source=_("Quy chế làm việc của đơn vị"),
        group=GROUP,
    )
)
