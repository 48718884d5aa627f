from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("so-chua-doc/", views.unread, name="unread"),
    path("da-doc/", views.read_all, name="read-all"),
    path("tuy-chon/", views.preferences, name="preferences"),
    path("<int:pk>/", views.open_notice, name="open"),
]
