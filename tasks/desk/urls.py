"""Addresses of the unit's desk, of an assignment's page, and of what the unit does there."""

from django.urls import path

from tasks.desk.views import extending, pages, printing, receiving, reporting

urlpatterns = [
    path("viec/", pages.desk, name="desk"),
    path("viec/tiep-nhan/", receiving.accept_many, name="accept-many"),
    path("viec/in/", printing.desk_list, name="desk-print"),
    path("viec/<int:pk>/", pages.assignment, name="assignment"),
    path("viec/<int:pk>/moi/", pages.news, name="assignment-news"),
    path("viec/<int:pk>/in/", printing.slip, name="assignment-print"),
    path("viec/<int:pk>/tiep-nhan/", receiving.accept, name="accept"),
    path("viec/<int:pk>/tra-lai/", receiving.decline, name="decline"),
    path("viec/<int:pk>/can-bo/", receiving.officer, name="officer"),
    path("viec/<int:pk>/giao-xuong/", receiving.hand_down, name="hand-down"),
    path("viec/<int:pk>/phan-viec/xac-nhan/", receiving.part_confirm, name="part-confirm"),
    path("viec/<int:pk>/phan-viec/lam-lai/", receiving.part_return, name="part-return"),
    path("viec/<int:pk>/bao-cao/", reporting.report, name="report"),
    path("viec/<int:pk>/nhap/", reporting.draft, name="report-draft"),
    path("viec/<int:pk>/rut-lai/", reporting.take_back, name="take-back"),
    path("viec/tep/<int:pk>/", reporting.report_file, name="report-file"),
    path("viec/tep/<int:pk>/bo/", reporting.report_file_remove, name="report-file-remove"),
    path("viec/<int:pk>/gia-han/", extending.ask, name="extension-ask"),
    path("viec/<int:pk>/gia-han/xem/", extending.preview, name="extension-preview"),
    path("viec/<int:pk>/gia-han/<int:extension_pk>/rut/", extending.withdraw, name="extension-withdraw"),
]
