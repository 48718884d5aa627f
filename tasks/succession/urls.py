"""Addresses of what follows a merger of units."""

from django.urls import path

from tasks.succession import views

urlpatterns = [path("don-vi/<int:pk>/chuyen-viec/", views.transfer, name="transfer")]
