"""The engine's own options: what regulations leave to localities about deadlines and calendars."""

from django.utils.translation import gettext_lazy as _

from workflows.options import Option, register

GROUP = _("Thời hạn")

register(
    Option(
        key="due_soon_days",
        kind="int",
        default=3,
        minimum=0,
        maximum=30,
        label=_("Sắp đến hạn trước bao nhiêu ngày làm việc"),
        help=_("Việc còn từng này ngày làm việc trở xuống được xếp vào nhóm “Sắp đến hạn”."),
        source=_("Thông lệ của các phần mềm theo dõi nhiệm vụ: 3 ngày"),
        group=GROUP,
    )
)
register(
    Option(
        key="before_means_previous_day",
        kind="bool",
        default=True,
        label=_("“Trước ngày X” là hết ngày liền trước"),
        help=_("Bật: “trước ngày 30/7” nghĩa là hạn đến hết ngày 29/7. Tắt: tính cả ngày 30/7."),
        source=_("Bộ luật Dân sự 2015, Điều 146 đến 148; cách hiểu ở các nơi khác nhau"),
        group=GROUP,
    )
)
register(
    Option(
        key="roll_forward_fixed",
        kind="bool",
        default=False,
        label=_("Hạn cố định rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp"),
        help=_("Áp dụng cho hạn ghi bằng ngày cụ thể hoặc hết một kỳ; hạn tính bằng số ngày theo tùy chọn dưới đây."),
        source=_("Bộ luật Dân sự 2015, Điều 148 khoản 5, nói về thời hạn; với ngày cụ thể do địa phương quyết định"),
        group=GROUP,
    )
)
register(
    Option(
        key="roll_forward_terms",
        kind="bool",
        default=True,
        label=_("Thời hạn tính bằng số ngày kết thúc vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp"),
        help=_("Áp dụng cho “trong 10 ngày”, “trong vòng 01 tháng”. Tắt: giữ đúng ngày cuối cùng đếm được."),
        source=_("Bộ luật Dân sự 2015, Điều 148 khoản 5"),
        group=GROUP,
    )
)
register(
    Option(
        key="day_ends_at",
        kind="choice",
        default="24:00",
        choices=[("24:00", "24:00"), ("17:00", "17:00")],
        label=_("Ngày hạn kết thúc lúc"),
        help=_("Báo cáo gửi sau giờ này được tính cho ngày hôm sau."),
        source=_("Bộ luật Dân sự 2015, Điều 148 khoản 6: hai mươi tư giờ của ngày cuối cùng"),
        group=GROUP,
    )
)
register(
    Option(
        key="report_cutoff_day",
        kind="int",
        default=14,
        minimum=0,
        maximum=28,
        label=_("Ngày chốt số liệu của báo cáo định kỳ"),
        help=_("Ngày cuối lấy số liệu trong tháng cuối kỳ; kỳ sau bắt đầu từ ngày liền sau. Ghi 0 nếu lấy trọn tháng."),
        source=_("Nghị định 09/2019/NĐ-CP, Điều 12; địa phương có thể quy định riêng"),
        group=GROUP,
    )
)
register(
    Option(
        key="collector_days_after_cutoff",
        kind="int",
        default=3,
        minimum=2,
        maximum=30,
        label=_("Cơ quan tổng hợp gửi báo cáo sau ngày chốt số liệu (ngày làm việc)"),
        help=_("Luôn sau hạn của đơn vị ít nhất một ngày làm việc."),
        source=_("Nghị định 09/2019/NĐ-CP, Điều 13: do cấp trên trực tiếp quy định"),
        group=GROUP,
    )
)
register(
    Option(
        key="superior_report_day",
        kind="int",
        default=25,
        minimum=15,
        maximum=31,
        label=_("Ngày gửi báo cáo lên cấp trên, trong tháng cuối kỳ"),
        help=_("Bộ, tỉnh gửi Chính phủ chậm nhất ngày 25 của tháng cuối kỳ."),
        source=_("Nghị định 09/2019/NĐ-CP, Điều 13"),
        group=GROUP,
    )
)
register(
    Option(
        key="duty_ahead_days",
        kind="int",
        default=0,
        minimum=0,
        maximum=60,
        label=_("Mở việc của kỳ báo cáo trước ngày bắt đầu kỳ (ngày)"),
        help=_("0: mở đúng ngày bắt đầu lấy số liệu của kỳ."),
        source=_("Thông lệ"),
        group=GROUP,
    )
)
register(
    Option(
        key="report_days_after_cutoff",
        kind="int",
        default=1,
        minimum=1,
        maximum=20,
        label=_("Hạn gửi báo cáo định kỳ sau ngày chốt số liệu (ngày làm việc)"),
        help=_("Ngày chốt số liệu theo Nghị định 09/2019/NĐ-CP: ngày 14 của tháng cuối kỳ."),
        source=_("Nghị định 09/2019/NĐ-CP, Điều 8, Điều 12 và Điều 13"),
        group=GROUP,
    )
)
