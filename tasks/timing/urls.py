"""Addresses of time (thời hạn)."""

from django.urls import path

from tasks.timing.views import calendar, reading, suspensions, times

urlpatterns = [
    path("thoi-han/doc/", reading.read, name="deadline_reader"),
    path("thoi-han/lich/", calendar.calendar_change, name="calendar_change"),
    path("thoi-han/lich/don-vi/", calendar.moving_units, name="calendar_units"),
    path("thoi-han/lich/dang-doi/", calendar.moving_progress, name="calendar_moving"),
    path("thoi-han/nhiem-vu/<int:pk>/", times.task_time, name="task_time"),
    path("thoi-han/nhiem-vu/<int:pk>/tinh-thu/", times.start_preview, name="start_preview"),
    path("thoi-han/tam-dung/", suspensions.suspensions, name="suspensions"),
    path("thoi-han/tam-dung/xuat/", suspensions.export, name="suspensions_export"),
    path("van-ban/<int:pk>/thoi-han/", times.times, name="times"),
]
