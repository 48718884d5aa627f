"""Days that the Government moved and the holiday tables may not know."""

from datetime import date

from django.db import migrations

SWAPS = [
    (date(2026, 1, 2), False, "Nghỉ Tết Dương lịch (hoán đổi ngày làm việc)", "Văn bản 12729/VPCP-KGVX"),
    (date(2026, 1, 10), True, "Làm bù cho ngày 02/01/2026", "Văn bản 12729/VPCP-KGVX"),
    (date(2026, 8, 31), False, "Nghỉ Quốc khánh (hoán đổi ngày làm việc)", "Thông báo lịch nghỉ Quốc khánh 2026"),
    (date(2026, 8, 22), True, "Làm bù cho ngày 31/08/2026", "Thông báo lịch nghỉ Quốc khánh 2026"),
]


def add_swaps(apps, schema_editor):
    days = apps.get_model("workflows", "CalendarDay").objects
    for day, working, name, source in SWAPS:
        days.get_or_create(day=day, defaults={"working": working, "name": name, "source": source})


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_history_and_settings")]

    operations = [migrations.RunPython(add_swaps, migrations.RunPython.noop)]
