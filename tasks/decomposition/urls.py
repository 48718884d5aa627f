"""Addresses of the decomposition editor, below /van-ban/<pk>/phan-cong/."""

from django.urls import path

from tasks.decomposition.views import card, making, owners, page, proposing, steps, submitting

urlpatterns = [
    path("", page.editor, name="editor"),
    path("manh/", page.parts, name="editor-parts"),
    path("nhip/", page.pulse, name="editor-pulse"),
    path("canh-bao/<slug:code>/", page.kind, name="editor-kind"),
    path("dan-y/<int:clause_id>/", page.branch, name="editor-branch"),
    path("the/", page.cards, name="editor-cards"),
    path("in/", page.printed, name="editor-print"),
    path("viec/", making.create, name="editor-create"),
    path("viec/<int:task_id>/", card.card, name="editor-card"),
    path("viec/<int:task_id>/don-vi/", owners.change, name="editor-owner"),
    path("muc/<int:clause_id>/", making.section, name="editor-section"),
    path("don-vi/", owners.search, name="editor-owners"),
    path("don-vi/<str:key>/", owners.members, name="editor-members"),
    path("doc/", proposing.propose, name="editor-propose"),
    path("dang-doc/", proposing.run, name="editor-run"),
    path("chac-chan/", proposing.accept, name="editor-accept"),
    path("gop/", card.merge, name="editor-merge"),
    path("thu-tu/", steps.sort, name="editor-sort"),
    path("khong-thoi-han/", steps.timeless, name="editor-timeless"),
    path("hoan-tac/", steps.undo, name="editor-undo"),
    path("lam-lai/", steps.redo, name="editor-redo"),
    path("trinh/", submitting.submit, name="editor-submit"),
    path("canh-bao/", steps.answer_warning, name="editor-answer"),
]
