from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import handlers, narration, options, settling  # noqa: F401  (subscribe, register)
        from notifications.boards import unread_count
        from workflows.counters import counter

        counter("unread")(lambda actor: unread_count(actor.person_id))
