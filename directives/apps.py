from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        from directives import flows, narration, options  # noqa: F401  (registers flow, sentences, the office's options)
