"""Addresses of time (thời hạn)."""

from django.urls import path

from tasks.timing.views import calendar, reading, times

urlpatterns = [
    path("thoi-han/doc/", reading.read, name="deadline_reader"),
    path("thoi-han/lich/", calendar.calendar_change, name="calendar_change"),
    path("thoi-han/nhiem-vu/<int:pk>/", times.task_time, name="task_time"),
    path("van-ban/<int:pk>/thoi-han/", times.times, name="times"),
]
