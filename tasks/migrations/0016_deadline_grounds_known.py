"""What is on record of deadlines given before grounds were kept: the task's days, and moves from the history."""

from django.db import migrations

DAYS = """
UPDATE tasks_assignment a SET stated_on = t.stated_on, legal_on = t.legal_on
FROM tasks_task t WHERE t.id = a.task_id AND a.period = '' AND a.parent_id IS NULL AND t.stated_on IS NOT NULL
"""
MOVES = """
INSERT INTO tasks_deadlinemove (assignment_id, due_before, due_after, cause, moved_at)
SELECT (e.data->>'assignment_id')::bigint, (e.data->>'before')::date, (e.data->>'after')::date,
    coalesce(e.data->>'cause', e.data->>'reason', ''), e.at
FROM workflows_event e JOIN tasks_assignment a ON a.id = (e.data->>'assignment_id')::bigint
WHERE e.kind IN ('deadline.started', 'deadline.moved') ORDER BY e.id
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0015_deadline_grounds"), ("workflows", "0001_history_and_settings")]

    operations = [
        migrations.RunSQL(DAYS, migrations.RunSQL.noop),
        migrations.RunSQL(MOVES, "DELETE FROM tasks_deadlinemove"),
    ]
