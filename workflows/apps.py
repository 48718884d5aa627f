from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Bộ máy quy trình"

    def ready(self) -> None:
        from django.core.signals import request_started

        from workflows import freshness, local_options  # noqa: F401 (registers the engine's options)

        request_started.connect(freshness.recheck, dispatch_uid="workflows.freshness")
