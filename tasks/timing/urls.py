"""Addresses of time (thời hạn)."""

from django.urls import path

from tasks.timing.views import reading

urlpatterns = [
    path("thoi-han/doc/", reading.read, name="deadline_reader"),
]
