"""Samples of every part for the kit's page /_kit/. Invented; nothing here is read by the product."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from config.shell import MENU, OWN, SETUP, NavItem, Shell

MATTERS = (
    ("overdue", 12, "KH-UBND 7/2023, UBND Thành phố, IV.2", "Báo cáo đột xuất tình hình thiếu thuốc, vật tư y tế", 70),
    ("soon", 1, "KH-UBND 7/2023, UBND Thành phố, II.4", "Cập nhật danh mục thuốc, vật tư mua sắm đúng quy định", 80),
    ("open", 21, "CV 4215/SYT-KHTC, Sở Y tế, mục 1", "Kế hoạch dự trù cơ số thuốc, trang thiết bị năm 2024", 20),
    ("none", None, "CV 4215/SYT-KHTC, Sở Y tế, mục 1", "Chủ động mua sắm, không để thiếu trang thiết bị", 50),
)


class KitForm(forms.Form):
    """One field of each kind."""

    content = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ChoiceField(label="Đơn vị chủ trì", choices=[("", "Chọn đơn vị"), ("1", "Sở Y tế Hà Nội")])
    due_on = forms.DateField(label="Lùi đến ngày", help_text="Viết ngày/tháng/năm, ví dụ 27/10/2023.")
    percent = forms.IntegerField(label="Mức hoàn thành (%)", min_value=0, max_value=100)
    kind = forms.ChoiceField(
        label="Kiểu thời hạn", choices=[("once", "Một lần"), ("periodic", "Định kỳ")], widget=forms.RadioSelect
    )
    paper = forms.FileField(label="Tệp đính kèm", required=False, help_text="Nhiều nhất 30 MB một tệp.")
    agree = forms.BooleanField(label="Gửi Sở điều tiết", required=False)


def frame(request: HttpRequest) -> Shell:
    """The frame with everything in it, whoever looks."""
    counts = {"tasks:desk": 9, "cases:list": 1}
    rows = [NavItem(str(row[0]), "#", row[2], counts.get(row[1], 0), row[1] == "tasks:desk", row[5]) for row in MENU]
    return Shell(
        signed_in=True,
        theme=request.COOKIES.get("theme", ""),
        demo=True,
        nav=tuple(rows),
        setup=NavItem(str(SETUP[0]), "#", SETUP[2]),
        own=tuple(NavItem(str(label), "#", icon) for label, _name, icon in OWN),
        search_url=reverse("kit"),
        inbox_url=reverse("kit"),
        unread=4,
        agency="Trung tâm Y tế quận Đống Đa",
        agency_role="Đơn vị thực hiện",
        name="Trần Thu Hiền",
        title="Trưởng phòng Kế hoạch nghiệp vụ",
        acting_for="Nguyễn Văn Dũng",
        acting_url="#",
    )


def samples(request: HttpRequest) -> dict[str, Any]:
    """The context of kit.html."""
    return {
        "shell": frame(request),
        "due_classes": [
            ("overdue", 12), ("soon", 3), ("soon", 0), ("open", 21), ("none", None),
            ("done_on_time", None), ("done_late", 2), ("done_undated", None),
        ],
        "original": date(2023, 10, 13),
        "current": date(2023, 10, 20),
        "instant": datetime(2023, 10, 20, 9, 12),  # noqa: DTZ001 - a sample to print
        "parts": [(771, "ontime"), (71, "late"), (218, "open"), (63, "overdue"), (161, "none")],
        "matters": MATTERS,
        "form": KitForm(prefix="a"),
        "wrong": KitForm({"b-due_on": "31/2/2023", "b-percent": "140"}, prefix="b"),
        "tabs": [
            {"label": "Đang mở", "count": 9, "url": "#", "current": True},
            {"label": "Quá hạn", "count": 1, "url": "#", "overdue": True},
            {"label": "Hoàn thành", "count": 1284, "url": "#"},
        ],
        "chips": [
            {"label": "Quá hạn", "count": 24, "url": "#", "icon": "alert-triangle-fill", "overdue": True},
            {"label": "Chờ xác nhận", "count": 44, "url": "#", "icon": "hourglass", "current": True},
            {"label": "Hoàn thành", "count": 117, "url": "#", "icon": "check"},
        ],
        "bulk_actions": [
            {"label": "Đôn đốc {n} đơn vị", "value": "urge", "icon": "bell-ringing", "primary": True,
             "confirm": "Gửi đôn đốc đến các đơn vị đã chọn?"},
        ],
        "timeline": [
            {"icon": "message-report", "title": "Báo cáo lần 2", "detail": "đang soạn", "current": True,
             "at": datetime(2023, 10, 17, 9, 12), "by": "Trần Thu Hiền"},  # noqa: DTZ001
            {"icon": "calendar-event", "title": "Đồng ý gia hạn", "detail": "lần 1", "original": date(2023, 10, 13),
             "operative": date(2023, 10, 20), "at": datetime(2023, 10, 13, 8, 0), "by": "Phạm Hồng Sơn"},  # noqa: DTZ001
            {"icon": "rotate-clockwise", "title": "Trả lại, yêu cầu bổ sung", "quote": "Bổ sung số liệu máy thở.",
             "at": datetime(2023, 10, 9, 8, 0), "by": "Trần Quốc Việt"},  # noqa: DTZ001
        ],
        "files": [{"name": "Bieu-ra-soat-thiet-bi.xlsx", "url": "#", "size": 84_213}],
        "chart": {
            "row_label": "Tháng",
            "series": [
                {"label": "Hoàn thành đúng hạn", "token": "ontime"},
                {"label": "Hoàn thành quá hạn", "token": "late"},
                {"label": "Còn quá hạn cuối tháng", "token": "overdue", "kind": "line"},
            ],
            "rows": [
                {"label": f"{month:02d}/23", "values": [40 + month * 5, month % 4 + 2, 35 + month * 3]}
                for month in range(1, 11)
            ],
        },
    }  # fmt: skip
