"""Directives: register, entry, one directive, review, types."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from directives.actions.filing import attach_file
from directives.actions.review import submit_for_review
from directives.actions.sharing import share_directive
from directives.files import store_upload
from directives.models import Directive, DirectiveFile, DirectiveShare, FileReading
from directives.states import DirectiveState
from tests.access.matrix import OFFICE, UNIT, Case, Row, expect
from tests.tasks import builders
from workflows import clock

DESK = ("standing_head", "standing_officer")
ALL_WITH_SEATS = expect(200)
# Whoever enters documents anywhere, of another province too; the rest may not enter at all.
WHO_UPLOADED = expect(403, (404, ("standing_head", "outsider")), (200, "standing_officer"))
ENTERERS = (*DESK, "outsider")


def draft(case: Case) -> Mapping[str, Any]:
    return {"pk": case.draft.pk}


def issued(case: Case) -> Mapping[str, Any]:
    return {"pk": case.directive.pk}


def submitted(case: Case) -> Mapping[str, Any]:
    return {"pk": _submitted(case).pk}


def file_of_issued(case: Case) -> Mapping[str, Any]:
    return {"pk": case.directive.pk, "file_pk": _file(case, case.directive).pk}


def file_of_draft(case: Case) -> Mapping[str, Any]:
    return {"pk": case.draft.pk, "file_pk": _file(case, case.draft).pk}


def _submitted(case: Case) -> Directive:
    def make() -> Directive:
        directive = builders.make_directive(case.world, state=DirectiveState.DRAFT, assigned_at=None, number="77")
        submit_for_review(directive=directive, actor=case.world.actor("standing_officer"), tasks=1)
        directive.refresh_from_db()
        return directive

    return case.once("submitted", make)  # type: ignore[no-any-return]


def _file(case: Case, directive: Directive) -> DirectiveFile:
    def make() -> DirectiveFile:
        stored = store_upload(SimpleUploadedFile("ke-hoach.txt", "Kế hoạch".encode()))
        actor = case.world.actor("standing_officer")
        return attach_file(directive=directive, stored=stored, name="ke-hoach.txt", actor=actor)

    return case.once(f"file {directive.pk}", make)  # type: ignore[no-any-return]


def share_of_issued(case: Case) -> Mapping[str, Any]:
    def make() -> DirectiveShare:
        leader = case.world.actor("leader")
        return share_directive(directive=case.directive, unit=case.world.finance, reason="Theo dõi", actor=leader)

    return {"pk": case.directive.pk, "share_pk": case.once("share", make).pk}


def read(case: Case) -> Mapping[str, Any]:
    def make() -> FileReading:
        now = clock.now()
        officer = case.world.actor("standing_officer").person_id
        return FileReading.objects.create(token=uuid4(), asked_by_id=officer, asked_at=now, told_at=now)

    return {"token": case.once("reading", make).token}


def typed(case: Case) -> Mapping[str, Any]:
    return {"addressed": "Sở Tài chính", "standing_unit": case.world.health.pk}


ROWS = [
    Row("directives:record-citations", expect(404, (302, DESK), (403, "leader")), kwargs=draft, method="post"),
    Row("directives:list", ALL_WITH_SEATS),
    Row("directives:enter", expect(403, (200, ENTERERS))),
    Row("directives:enter", expect(403, (200, ENTERERS)), query="?tep=0c0ffee0-0000-4000-8000-000000000000"),
    Row("directives:enter", expect(403, (422, ENTERERS)), method="post", data=lambda _case: {"abstract": "x"}),
    Row("directives:enter", expect(403, (200, ENTERERS)), method="post", data=lambda _case: {"action": "drop"}),
    Row(
        "directives:match",
        expect(403, (200, ENTERERS)),
        kwargs=lambda _case: {"field": "addressed"},
        method="post",
        data=typed,
    ),
    Row("directives:same-number", expect(403, (200, ENTERERS)), method="post", data=lambda _case: {"code": "1/KH"}),
    Row("directives:reading", WHO_UPLOADED, kwargs=read),
    Row(
        "directives:reading",
        WHO_UPLOADED,
        kwargs=read,
        method="post",
    ),
    Row("directives:detail", expect(404, (200, (*OFFICE, *UNIT))), kwargs=issued),
    Row("directives:detail", expect(404, (200, OFFICE)), kwargs=draft),
    Row("directives:print", expect(404, (200, (*OFFICE, *UNIT))), kwargs=issued),
    Row("directives:print", expect(404, (200, OFFICE)), kwargs=draft),
    Row("directives:edit", expect(403, (200, DESK), (404, "outsider")), kwargs=draft),
    Row(
        "directives:edit",
        expect(403, (200, DESK), (404, "outsider")),
        kwargs=draft,
        query="?tep=0c0ffee0-0000-4000-8000-000000000000",
    ),
    Row("directives:file", expect(404, (200, (*OFFICE, *UNIT))), kwargs=file_of_issued),
    Row("directives:file", expect(404, (200, OFFICE)), kwargs=file_of_draft),
    Row("directives:add-file", expect(404, (302, DESK), (403, "leader")), kwargs=draft, method="post"),
    Row("directives:add-file", expect(404, (302, DESK), (403, ("leader", *UNIT))), kwargs=issued, method="post"),
    Row("directives:drop-file", expect(404, (302, DESK), (403, "leader")), kwargs=file_of_draft, method="post"),
    Row(
        "directives:number",
        expect(404, (302, DESK), (403, ("leader", *UNIT))),
        kwargs=lambda case: {"pk": case.directive.pk},
        method="post",
    ),
    Row("directives:withdraw", expect(404, (302, DESK), (403, "leader")), kwargs=draft, method="post"),
    Row("directives:recall", expect(404, (302, DESK), (403, "leader")), kwargs=submitted, method="post"),
    Row("directives:to-approve", expect(403, (200, "leader"))),
    Row("directives:review", expect(403, (200, "leader")), kwargs=submitted),
    Row("directives:review", expect(403, (422, "leader")), kwargs=submitted, method="post"),
    Row(
        "directives:share",
        expect(404, (422, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
        kwargs=issued,
        method="post",
    ),
    Row(
        "directives:unshare",
        expect(404, (302, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
        kwargs=share_of_issued,
        method="post",
    ),
    Row("directives:types", expect(403, (200, "admin"))),
    Row("directives:types", expect(403, (422, "admin")), method="post"),
]
