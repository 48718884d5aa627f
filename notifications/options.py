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

REMINDERS = _("Nhắc hạn tự động")

register(
    Option(
        key="reminder_hour",
        kind="int",
        default=7,
        minimum=0,
        maximum=23,
        label=_("Giờ bắt đầu nhắc hạn trong ngày"),
        help=_("Các mốc nhắc của một ngày được phát từ giờ này."),
        group=REMINDERS,
    )
)
register(
    Option(
        key="reminder_mail_minute",
        kind="int",
        default=15,
        minimum=0,
        maximum=59,
        label=_("Phút gửi thư nhắc hạn của mỗi giờ"),
        help=_("Nhắc hạn của một người trong một giờ được gộp thành một thư, gửi vào phút này."),
        group=REMINDERS,
    )
)
register(
    Option(
        key="mail_quiet_from",
        kind="int",
        default=19,
        minimum=0,
        maximum=23,
        label=_("Không gửi thư nhắc hạn từ giờ"),
        help=_("Thư nhắc trong khoảng này chờ đến hết giờ yên lặng. Đặt hai giờ bằng nhau để gửi bất cứ lúc nào."),
        group=REMINDERS,
    )
)
register(
    Option(
        key="mail_quiet_until",
        kind="int",
        default=7,
        minimum=0,
        maximum=23,
        label=_("… đến giờ"),
        help=_("Giờ bắt đầu gửi lại thư nhắc hạn."),
        group=REMINDERS,
    )
)
register(
    Option(
        key="mail_quiet_days_off",
        kind="bool",
        default=True,
        label=_("Không gửi thư nhắc hạn vào ngày nghỉ"),
        help=_("Thư nhắc phát vào ngày nghỉ chờ đến ngày làm việc kế tiếp. Thư do con người đôn đốc vẫn gửi ngay."),
        group=REMINDERS,
    )
)
