"""Every address of the product. A new one needs a row in tests/access/test_matrix.py."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
]
