from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        from directives import flows, options  # noqa: F401  (registers the flow and the office's options)
