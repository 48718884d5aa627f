from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.leaders, name="leaders"),
    path("bao-cao/", views.index, name="index"),
    path("bao-cao/xuat/", views.export, name="export"),
]
