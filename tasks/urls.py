"""Addresses of tasks: each slice has its own module."""

from django.urls import include, path

from tasks.decomposition.urls import urlpatterns as decomposition
from tasks.desk.urls import urlpatterns as desk
from tasks.follow_up.urls import urlpatterns as follow_up
from tasks.issuing.urls import urlpatterns as issuing
from tasks.letters.urls import urlpatterns as letters
from tasks.pressing.urls import urlpatterns as pressing
from tasks.succession.urls import urlpatterns as succession
from tasks.timing.urls import urlpatterns as timing

app_name = "tasks"
urlpatterns = [
    *issuing,
    *follow_up,
    *desk,
    *letters,
    *pressing,
    *succession,
    *timing,
    path("van-ban/<int:pk>/phan-cong/", include(decomposition)),
]
