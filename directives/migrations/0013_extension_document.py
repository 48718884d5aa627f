"""A request for more time comes with a document, by type; directives entered before keep what held for them."""

from django.db import migrations, models

NAME = "xin gia hạn phải kèm văn bản"


class Migration(migrations.Migration):
    dependencies = [("directives", "0012_rejected_citations")]

    operations = [
        migrations.AddField(
            model_name="directive",
            name="extension_needs_document",
            field=models.BooleanField(default=False, verbose_name=NAME),
        ),
        migrations.AlterField(
            model_name="directive",
            name="extension_needs_document",
            field=models.BooleanField(default=True, verbose_name=NAME),
        ),
        migrations.AddField(
            model_name="directivetype",
            name="extension_needs_document",
            field=models.BooleanField(default=True, verbose_name=NAME),
        ),
    ]
