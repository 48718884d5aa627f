"""The 29 types of administrative document: NĐ 30/2020/NĐ-CP art. 7, abbreviations of Annex III."""

from django.db import migrations

TYPES = [
    ("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"), ("QC", "Quy chế"), ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"), ("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("CTr", "Chương trình"), ("KH", "Kế hoạch"),
    ("PA", "Phương án"), ("ĐA", "Đề án"), ("DA", "Dự án"), ("BC", "Báo cáo"), ("BB", "Biên bản"),
    ("TTr", "Tờ trình"), ("HĐ", "Hợp đồng"), ("CV", "Công văn"), ("CĐ", "Công điện"), ("BGN", "Bản ghi nhớ"),
    ("BTT", "Bản thỏa thuận"), ("GUQ", "Giấy ủy quyền"), ("GM", "Giấy mời"), ("GGT", "Giấy giới thiệu"),
    ("GNP", "Giấy nghỉ phép"), ("PG", "Phiếu gửi"), ("PC", "Phiếu chuyển"), ("PB", "Phiếu báo"),
    ("ThC", "Thư công"),
]  # fmt: skip
# Công văn and thư công carry no abbreviation in their symbol.
WITHOUT_ABBREVIATION = {"CV", "ThC"}


def add_types(apps, schema_editor):
    apps.get_model("directives", "DirectiveType").objects.bulk_create(
        [
            apps.get_model("directives", "DirectiveType")(
                code=code, name=name, abbreviation="" if code in WITHOUT_ABBREVIATION else code, order=order
            )
            for order, (code, name) in enumerate(TYPES, start=1)
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0001_initial")]
    operations = [migrations.RunPython(add_types, migrations.RunPython.noop)]
