import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0016_deadline_grounds_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="urgingletter",
            name="signer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người ký",
            ),
        ),
        migrations.AddField(
            model_name="urgingletter",
            name="signature",
            field=models.TextField(blank=True, default="", verbose_name="quyền hạn, chức vụ của người ký"),
        ),
    ]
