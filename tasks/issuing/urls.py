"""Addresses of issuing and of the end of a directive."""

from django.urls import path

from tasks.issuing import superseding, views

urlpatterns = [
    path("van-ban/<int:pk>/giao-viec/", views.issuing, name="issuing"),
    path("van-ban/<int:pk>/ket-thuc/", views.close, name="close"),
    path("van-ban/<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("van-ban/<int:pk>/thu-hoi/", views.withdraw, name="withdraw"),
    path("van-ban/<int:pk>/thay-the/", superseding.supersede, name="supersede"),
]
