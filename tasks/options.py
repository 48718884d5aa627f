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
register(
    Option(
        key="extension_sign_days",
        kind="int",
        default=1,
        minimum=1,
        maximum=30,
        label=_("Thủ trưởng đơn vị ký đề nghị gia hạn trong bao nhiêu ngày làm việc"),
        help=_("Quá hạn này hệ thống nhắc người phải ký."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
register(
    Option(
        key="extension_advise_days",
        kind="int",
        default=1,
        minimum=1,
        maximum=30,
        label=_("Cơ quan thường trực cho ý kiến về gia hạn trong bao nhiêu ngày làm việc"),
        help=_("Quá hạn này hệ thống nhắc người phải cho ý kiến."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
register(
    Option(
        key="extension_decide_days",
        kind="int",
        default=2,
        minimum=1,
        maximum=30,
        label=_("Quyết định gia hạn trong bao nhiêu ngày làm việc"),
        help=_("Quá hạn này hệ thống nhắc người có thẩm quyền."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
register(
    Option(
        key="explain_within_days",
        kind="int",
        default=3,
        minimum=1,
        maximum=30,
        label=_("Đơn vị giải trình trong bao nhiêu ngày làm việc"),
        help=_("Hạn của yêu cầu giải trình, nếu người yêu cầu không ghi ngày khác."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
register(
    Option(
        key="extension_head_signs",
        kind="bool",
        default=True,
        label=_("Đề nghị gia hạn phải do thủ trưởng đơn vị ký"),
        help=_("Tắt thì đề nghị do cán bộ đơn vị lập được gửi thẳng cho bên giao."),
        source=_("Quy chế theo dõi, đôn đốc của địa phương"),
        group=GROUP,
    )
)
