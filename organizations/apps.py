from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"

    def ready(self) -> None:
        from organizations import narration, options  # noqa: F401  (registers sentences, the office's options)
