"""What offices decide about notices."""

from django.utils.translation import gettext_lazy as _

from workflows.options import Option, register

GROUP = _("Thông báo")

register(
    Option(
        key="mail_not_older_than_days",
        kind="int",
        default=3,
        minimum=1,
        maximum=60,
        label=_("Không gửi thư cho việc đã cũ quá (ngày)"),
        help=_("Sau khi hệ thống ngừng lâu ngày, việc cũ chỉ hiện trong hộp thông báo, không gửi thư hàng loạt."),
        group=GROUP,
    )
)
register(
    Option(
        key="mail_wait_minutes",
        kind="int",
        default=2,
        minimum=0,
        maximum=120,
        label=_("Chờ gộp thư (phút)"),
        help=_("Các thông báo trong khoảng này được gửi chung một thư."),
        group=GROUP,
    )
)
register(
    Option(
        key="mail_digest_hour",
        kind="int",
        default=7,
        minimum=0,
        maximum=23,
        label=_("Giờ gửi thư gộp hằng ngày"),
        help=_("Dành cho người chọn “Gộp một thư mỗi ngày”."),
        group=GROUP,
    )
)
