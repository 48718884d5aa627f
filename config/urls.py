"""Every address of the product. A new one needs a row in tests/access/test_matrix.py."""

from django.urls import include, path

from config.health import health
from config.views import choose_language, days_off, home, kit_page
from tasks.search.views import search

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"

urlpatterns = [
    path("", home, name="home"),
    path("", include("organizations.urls")),
    path("", include("directives.urls")),
    path("", include("tasks.urls")),
    path("dieu-hanh/", include("reports.urls")),
    path("tim/", search, name="search"),
    path("thong-bao/", include("notifications.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("ngon-ngu/", choose_language, name="set_language"),
    path("lich/ngay-nghi/", days_off, name="days_off"),
    path("suc-khoe/", health, name="health"),
    path("_kit/", kit_page, name="kit"),
]
