"""The queue's NOTIFY would make commits wait for each other; workflows.jobs wakes workers after the commit instead."""

from django.db import migrations

TRIGGER = "TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1"


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0004_calendar_years_and_localities"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE procrastinate_jobs DISABLE {TRIGGER}", f"ALTER TABLE procrastinate_jobs ENABLE {TRIGGER}"
        )
    ]
