"""Addresses of the office's follow-up (theo dõi, đôn đốc)."""

from django.urls import path

from tasks.follow_up.acts import ACTS
from tasks.follow_up.views import acting, coverage, lists, office

urlpatterns = [
    path("thuong-truc/", office.home, name="office"),
    path("theo-doi/", coverage.follow, name="follow"),
    path("van-ban/<int:pk>/theo-doi/", coverage.coverage, name="coverage"),
    path("van-ban/<int:pk>/theo-doi/xuat/", coverage.export, name="coverage_export"),
    path("nhiem-vu/", lists.assignments, name="list"),
    path("nhiem-vu/xuat/", lists.export, name="list_export"),
    path("viec/hang-loat/", acting.bulk, name="bulk"),
    *(path(f"viec/<int:pk>/{act.slug}/", acting.act, {"key": act.key}, name=act.key) for act in ACTS.values()),
]
