from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        from directives import counting, extension_setting, flows, narration, options  # noqa: F401  (registers what they hold)
