from django.urls import path

from notifications.views import feeds, inbox, ladders, outbox

app_name = "notifications"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("so-chua-doc/", inbox.unread, name="unread"),
    path("da-doc/", inbox.read_all, name="read-all"),
    path("tuy-chon/", inbox.preferences, name="preferences"),
    path("<int:pk>/", inbox.open_notice, name="open"),
    path("thang-nhac/", ladders.ladders, name="ladders"),
    path("thang-nhac/<str:code>/", ladders.ladder, name="ladder"),
    path("thang-nhac/<str:code>/bo/", ladders.drop, name="ladder-drop"),
    path("thu-gui/", outbox.outbox, name="outbox"),
    path("thu-gui/gui-lai/", outbox.resend, name="resend"),
    path("lich/", feeds.feeds, name="feeds"),
    path("lich/moi/", feeds.make, name="feed-new"),
    path("lich/<int:pk>/thu-hoi/", feeds.revoke, name="feed-revoke"),
    path("lich/<str:secret>.ics", feeds.calendar, name="calendar"),
]
