"""What an office decides about following up (design rule: settings that localities decide are visible)."""

from django.utils.translation import gettext_lazy as _

from workflows.options import Option, register

GROUP = _("Theo dõi, đôn đốc")

register(
    Option(
        key="accept_within_days",
        kind="int",
        default=2,
        minimum=0,
        maximum=30,
        label=_("Đơn vị phải tiếp nhận trong bao nhiêu ngày làm việc"),
        help=_("Việc giao đã quá từng này ngày làm việc mà chưa tiếp nhận được nêu lên cho cơ quan thường trực."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
register(
    Option(
        key="urge_again_days",
        kind="int",
        default=5,
        minimum=1,
        maximum=60,
        label=_("Đôn đốc lại sau bao nhiêu ngày làm việc"),
        help=_("Việc quá hạn chưa được đôn đốc trong khoảng này được nêu lên cho cơ quan thường trực."),
        source=_("Nghị định 30/2020/NĐ-CP, Điều 24: người đứng đầu giao người đôn đốc; khoảng cách do địa phương đặt"),
        group=GROUP,
    )
)
