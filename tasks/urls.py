"""Addresses of tasks: each slice has its own module."""

from tasks.desk.urls import urlpatterns as desk

app_name = "tasks"
urlpatterns = [*desk]
