"""Addresses of the directives app: /van-ban/ and the types among the settings."""

from django.urls import path

from directives.views import entry

app_name = "directives"
urlpatterns = [
    path("van-ban/nhap/", entry.enter, name="enter"),
    path("van-ban/nhap/khop/<str:field>/", entry.match, name="match"),
    path("van-ban/nhap/trung-so/", entry.same_number, name="same-number"),
    path("van-ban/<int:pk>/sua/", entry.edit, name="edit"),
]
