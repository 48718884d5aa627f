from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "tasks"

    def ready(self) -> None:
        from directives import outlook
        from tasks import anchoring, narration, options  # noqa: F401  (registers pins, sentences, the office's options)
        from tasks.decomposition import facts  # noqa: F401  (registers what is recorded)
        from tasks.decomposition import options as decomposition_options  # noqa: F401
        from tasks.desk import counting  # noqa: F401  (registers the count beside the menu)
        from tasks.follow_up import counts  # noqa: F401  (registers the number beside the menu)
        from tasks.outlook import TasksOutlook
        from tasks.timing import following  # noqa: F401  (starts what hangs on a finished task)

        outlook.register(TasksOutlook())
