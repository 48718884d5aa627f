"""Every event rewrites its stream's head: leave room on the page for it, and clean up sooner than by default."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_known_swaps")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE workflows_eventstream SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)",
            "ALTER TABLE workflows_eventstream RESET (fillfactor, autovacuum_vacuum_scale_factor)",
        )
    ]
