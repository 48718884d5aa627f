"""Addresses of tasks: each slice has its own module."""

from django.urls import include, path

from tasks.decomposition.urls import urlpatterns as decomposition
from tasks.desk.urls import urlpatterns as desk

app_name = "tasks"
urlpatterns = [
    *desk,
    path("van-ban/<int:pk>/phan-cong/", include(decomposition)),
]
