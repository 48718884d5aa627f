"""Addresses of the set-up and of one's own page."""

from django.urls import URLPattern, URLResolver, include, path

from organizations.views import (
    delegations,
    groups,
    imports,
    names,
    people,
    positions,
    profile,
    settings,
    setup,
    start,
    suggest,
    units,
)

app_name = "organizations"

_units = [
    path("", units.units, name="units"),
    path("moi/", units.new, name="unit-new"),
    path("<int:pk>/", units.unit, name="unit"),
    path("<int:pk>/cap-duoi/", units.branch, name="unit-branch"),
    path("<int:pk>/sua/", units.edit, name="unit-edit"),
    path("<int:pk>/chuyen/", units.move, name="unit-move"),
    path("<int:pk>/ket-thuc/", units.end, name="unit-end"),
    path("<int:pk>/chuc-vu-moi/", positions.new, name="position-new"),
]
_positions = [
    path("<int:pk>/sua/", positions.edit, name="position-edit"),
    path("<int:pk>/ket-thuc/", positions.end, name="position-end"),
    path("<int:pk>/bo-nhiem/", positions.appoint, name="appoint"),
]
_groups = [
    path("", groups.groups, name="groups"),
    path("moi/", groups.new, name="group-new"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/sua/", groups.edit, name="group-edit"),
    path("<int:pk>/quy-tac-moi/", groups.rule_new, name="rule-new"),
    path("quy-tac/<int:pk>/ket-thuc/", groups.rule_end, name="rule-end"),
]
_people = [
    path("", people.people, name="people"),
    path("moi/", people.new, name="person-new"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/sua/", people.edit, name="person-edit"),
    path("<int:pk>/chuc-vu/", people.take_post, name="person-post"),
    path("<int:pk>/thoi-viec/", people.leave, name="person-leave"),
    path("<int:pk>/tro-lai/", people.come_back, name="person-return"),
    path("<int:pk>/khoa/", people.lock, name="person-lock"),
    path("<int:pk>/lien-ket/", people.link, name="person-link"),
]
_imports = [
    path("lo/<int:pk>/", imports.preview, name="import-preview"),
    path("lo/<int:pk>/lien-ket/", imports.links, name="import-links"),
    path("<slug:word>/", imports.upload, name="import"),
    path("<slug:word>/mau.xlsx", imports.template, name="import-template"),
]
_setup: list[URLPattern | URLResolver] = [
    path("", setup.setup, name="setup"),
    path("bat-dau/", start.start, name="start"),
    path("bat-dau/<slug:word>/", start.step, name="start-step"),
    path("don-vi/", include(_units)),
    path("chuc-vu/", include(_positions)),
    path("bo-nhiem/<int:pk>/ket-thuc/", positions.end_appointment, name="appointment-end"),
    path("nhom/", include(_groups)),
    path("nguoi/", include(_people)),
    path("ten-da-nho/<int:pk>/quen/", names.forget, name="name-forget"),
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/<int:pk>/cham-dut/", delegations.revoke, name="delegation-revoke"),
    path("thay-mat/", delegations.acting, name="acting"),
    path("tuy-chon/", settings.option_list, name="options"),
    path("tuy-chon/<slug:key>/", settings.option_set, name="option-set"),
    path("lich/", settings.calendar, name="calendar"),
    path("lich/xac-nhan/", settings.calendar_confirm, name="calendar-confirm"),
    path("nhap/", include(_imports)),
    path("goi-y/don-vi/", suggest.units, name="suggest-units"),
    path("goi-y/nguoi/", suggest.people, name="suggest-people"),
]
urlpatterns = [
    path("thiet-lap/", include(_setup)),
    path("ca-nhan/", profile.profile, name="profile"),
]
