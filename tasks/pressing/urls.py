from django.urls import path

from tasks.pressing import views

urlpatterns = [
    path("viec/gia-han/<int:pk>/ky/", views.sign, name="extension-sign"),
    path("viec/gia-han/<int:pk>/y-kien/", views.advise, name="extension-advise"),
    path("viec/gia-han/tep/<int:pk>/", views.file, name="extension-file"),
    path("viec/<int:pk>/giai-trinh/", views.ask, name="explanation-ask"),
    path("viec/giai-trinh/<int:pk>/tra-loi/", views.answer, name="explanation-answer"),
    path("viec/giai-trinh/<int:pk>/them/", views.again, name="explanation-again"),
    path("viec/giai-trinh/<int:pk>/ket-luan/", views.conclude, name="explanation-conclude"),
    path("viec/<int:pk>/bao-cao-lanh-dao/", views.raise_up, name="escalate"),
    path("viec/bao-cao-lanh-dao/<int:pk>/da-xem/", views.note, name="escalation-note"),
    path("viec/bao-cao-lanh-dao/<int:pk>/tra-loi/", views.instructed, name="instruction-answer"),
]
