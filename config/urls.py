"""Every address of the product. A new one needs a row in tests/access/test_matrix.py."""

from django.urls import include, path
from django.views.i18n import set_language

from config.views import kit_page

urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
    path("ngon-ngu/", set_language, name="set_language"),
    path("_kit/", kit_page, name="kit"),
]
