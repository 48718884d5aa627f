"""Addresses of the directives app: /van-ban/ and the types among the settings."""

from django.urls import path

from directives.views import catalogue, citing, entry, page, reading, register, review, sharing

app_name = "directives"
urlpatterns = [
    path("van-ban/", register.directives, name="list"),
    path("van-ban/nhap/", entry.enter, name="enter"),
    path("van-ban/nhap/khop/<str:field>/", entry.match, name="match"),
    path("van-ban/nhap/trung-so/", entry.same_number, name="same-number"),
    path("van-ban/nhap/doc/<uuid:token>/", reading.reading, name="reading"),
    path("van-ban/cho-duyet/", review.to_approve, name="to-approve"),
    path("van-ban/<int:pk>/", page.detail, name="detail"),
    path("van-ban/<int:pk>/sua/", entry.edit, name="edit"),
    path("van-ban/<int:pk>/in/", page.print_page, name="print"),
    path("van-ban/<int:pk>/duyet/", review.review, name="review"),
    path("van-ban/<int:pk>/rut-lai/", page.take_back, name="recall"),
    path("van-ban/<int:pk>/cap-so/", page.give_number_view, name="number"),
    path("van-ban/<int:pk>/huy/", page.withdraw, name="withdraw"),
    path("van-ban/<int:pk>/tep/", page.add_file, name="add-file"),
    path("van-ban/<int:pk>/tep/<int:file_pk>/", page.file, name="file"),
    path("van-ban/<int:pk>/tep/<int:file_pk>/bo/", page.drop_file, name="drop-file"),
    path("van-ban/<int:pk>/dan-chieu/", citing.record, name="record-citations"),
    path("van-ban/<int:pk>/chia-se/", sharing.share, name="share"),
    path("van-ban/<int:pk>/chia-se/<int:share_pk>/thoi/", sharing.unshare, name="unshare"),
    path("thiet-lap/loai-van-ban/", catalogue.types, name="types"),
]
