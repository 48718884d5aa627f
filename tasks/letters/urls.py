from django.urls import path

from tasks.letters import views

urlpatterns = [
    path("don-doc/", views.letters, name="letters"),
    path("don-doc/lap/", views.new, name="letter-new"),
    path("don-doc/<int:pk>/", views.letter, name="letter"),
    path("don-doc/<int:pk>/van-ban.docx", views.download, name="letter-docx"),
    path("don-doc/<int:pk>/nguoi-ky/", views.signer, name="letter-signer"),
    path("don-doc/<int:pk>/bo/", views.drop, name="letter-drop"),
]
