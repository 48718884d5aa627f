"""The register, one directive's page and the review page, as each person sees them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.actions.filing import attach_file
from directives.actions.review import submit_for_review
from directives.files import path_of, store_upload
from directives.models import Directive, DirectiveLink, DirectiveType
from directives.provisions import rewrite
from directives.states import DirectiveState
from tasks.models import TaskOwner
from tasks.states import AssignmentState, Role
from tests.directives.making import make_directive
from tests.personas import World
from tests.tasks import builders
from workflows import clock, options

Open = Callable[[str], Client]


def plain(response: Any) -> str:
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def texts(html: bytes) -> str:
    return html.decode()


def test_an_empty_register_leads_to_entry(persona_client: Open, world: World) -> None:
    office = texts(persona_client("standing_officer").get("/van-ban/").content)
    assert "Sổ văn bản chưa có gì" in office
    assert 'href="/van-ban/nhap/"' in office
    unit = texts(persona_client("unit_head").get("/van-ban/").content)
    assert "Chưa có văn bản nào giao việc" in unit
    assert 'href="/van-ban/nhap/"' not in unit


def test_filters_stand_in_the_address(persona_client: Open, world: World) -> None:
    make_directive(world, abstract="Kế hoạch mua sắm thiết bị y tế")
    make_directive(world, number="9", abstract="Thông báo khác", type=DirectiveType.objects.get(code="TB"),
                   issued_on=date(2022, 1, 5), issuer=world.ministry)  # fmt: skip
    desk = persona_client("standing_officer")
    for query, shown, hidden in [
        ("q=thiet bi y te", "mua sắm", "Thông báo khác"),
        ("q=144/kh-ubnd", "mua sắm", "Thông báo khác"),
        ("loai=TB", "Thông báo khác", "mua sắm"),
        ("nam=2022", "Thông báo khác", "mua sắm"),
        (f"co-quan={world.ministry.pk}", "Thông báo khác", "mua sắm"),
    ]:
        html = texts(desk.get(f"/van-ban/?{query}").content)
        assert shown in html
        assert hidden not in html
    none = texts(desk.get("/van-ban/?trang-thai=ket-thuc").content)
    assert "Không có văn bản nào khớp" in none
    assert desk.get("/van-ban/?nam=khong&co-quan=x&sau=!!").status_code == 200


def test_long_registers_turn_by_keyset(persona_client: Open, world: World) -> None:
    for number in range(95):
        make_directive(world, number=str(number), abstract=f"Văn bản thứ {number}.")
    desk = persona_client("standing_officer")
    seen, address = [], "/van-ban/"
    for _turn in range(3):
        register = desk.get(address).context["register"]
        seen += [row.abstract for row in register.rows]
        address = f"/van-ban/{register.next}"
    assert seen == [f"Văn bản thứ {number}." for number in reversed(range(95))]
    assert register.total == 95
    back = desk.get(f"/van-ban/{register.previous}").context["register"]
    assert [row.abstract for row in back.rows] == seen[40:80]


@pytest.mark.parametrize(
    "address", ["/van-ban/", "/van-ban/{pk}/?muc=nhiem-vu", "/van-ban/{pk}/", "/van-ban/{pk}/duyet/"]
)
def test_the_number_of_queries_does_not_grow(persona_client: Open, world: World, address: str) -> None:
    state = DirectiveState.IN_REVIEW if "duyet" in address else DirectiveState.ISSUED
    directive = make_directive(world, text="1. Một\n2. Hai", state=DirectiveState.DRAFT)
    rewrite(directive)
    if state == DirectiveState.IN_REVIEW:
        submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=1)
    client = persona_client("leader")
    url = address.format(pk=directive.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    def more() -> None:
        task = builders.make_task(world, directive)
        TaskOwner.objects.create(task=task, role=Role.LEAD, unit=world.hospital_a)
        builders.make_assignment(world, AssignmentState.ACCEPTED, task=task)
        other = make_directive(world, number=str(task.pk), state=DirectiveState.ISSUED)
        builders.make_assignment(world, AssignmentState.COMPLETED, task=builders.make_task(world, other))

    more()
    few = queries()
    for _turn in range(8):
        more()
    assert queries() <= few
    assert few < 45


def test_units_see_issued_directives_with_their_own_part_only(persona_client: Open, world: World) -> None:
    mine = builders.make_assignment(world, AssignmentState.ACCEPTED)
    theirs = builders.make_task(world, mine.directive, content="Việc của bệnh viện khác")
    builders.make_assignment(world, AssignmentState.ACCEPTED, task=theirs, unit=world.hospital_b)
    page = texts(persona_client("unit_head").get(f"/van-ban/{mine.directive_id}/?muc=nhiem-vu").content)
    assert mine.task.content in page
    assert "Việc của bệnh viện khác" not in page
    history = texts(persona_client("unit_head").get(f"/van-ban/{mine.directive_id}/?muc=dien-bien").content)
    assert "Các lượt trình duyệt" not in history
    assert "Ma trận theo dõi" not in page


def test_the_text_is_shown_with_its_outline(persona_client: Open, world: World) -> None:
    directive = make_directive(world, text="KẾ HOẠCH\n\nI. MỤC ĐÍCH\n1. Sở Y tế\na) Chủ trì <b>đậm</b>.")
    rewrite(directive)
    html = texts(persona_client("leader").get(f"/van-ban/{directive.pk}/").content)
    first = directive.provisions.get(path="I")
    assert f'href="#d{first.pk}"' in html
    assert f'id="d{first.pk}"' in html
    assert "&lt;b&gt;" in html


def test_links_lead_both_ways_and_never_to_what_is_hidden(persona_client: Open, world: World) -> None:
    above = make_directive(world, abstract="Kế hoạch cấp trên")
    hidden = make_directive(world, abstract="Việc riêng của tỉnh khác", standing_unit=world.other_health, number="8")
    below = make_directive(world, abstract="Văn bản thực hiện", number="9")
    DirectiveLink.objects.create(source=below, target=above, reference=above.reference)
    DirectiveLink.objects.create(source=below, target=hidden, reference=hidden.reference)
    DirectiveLink.objects.create(source=hidden, target=above, reference=above.reference)
    desk = persona_client("standing_officer")
    from_below = texts(desk.get(f"/van-ban/{below.pk}/?muc=lien-quan").content)
    assert f'href="/van-ban/{above.pk}/"' in from_below
    assert f"/van-ban/{hidden.pk}/" not in from_below
    assert "Việc riêng" not in from_below
    from_above = texts(desk.get(f"/van-ban/{above.pk}/?muc=lien-quan").content)
    assert f'href="/van-ban/{below.pk}/"' in from_above
    assert "Việc riêng" not in from_above


def test_files_are_attached_downloaded_and_taken_off(persona_client: Open, world: World) -> None:
    directive = make_directive(world)
    desk = persona_client("standing_officer")
    desk.post(f"/van-ban/{directive.pk}/tep/", {"file": SimpleUploadedFile("phụ lục.txt", "Phụ lục I".encode())})
    attached = directive.files.get()
    got = desk.get(f"/van-ban/{directive.pk}/tep/{attached.pk}/")
    assert b"".join(cast(Any, got).streaming_content).decode() == "Phụ lục I"
    assert got["Content-Disposition"].startswith("attachment")
    assert persona_client("unit_head").get(f"/van-ban/{directive.pk}/tep/{attached.pk}/").status_code == 404
    other = make_directive(world, number="9")
    assert desk.get(f"/van-ban/{other.pk}/tep/{attached.pk}/").status_code == 404
    answer = desk.post(f"/van-ban/{directive.pk}/tep/{attached.pk}/bo/", follow=True)
    assert "Đã bỏ phụ lục.txt" in texts(answer.content)
    assert not directive.files.exists()
    assert path_of(attached.file.sha256).exists()  # until the nightly sweep


def test_a_lost_file_is_404_not_500(persona_client: Open, world: World) -> None:
    directive = make_directive(world)
    stored = store_upload(SimpleUploadedFile("a.txt", b"x y z"))
    actor = world.actor("standing_officer")
    attached = attach_file(directive=directive, stored=stored, name="a.txt", actor=actor)
    path_of(stored.sha256).unlink()
    assert persona_client("leader").get(f"/van-ban/{directive.pk}/tep/{attached.pk}/").status_code == 404


def test_a_leader_sends_back_with_a_comment_and_the_typed_words_stay(persona_client: Open, world: World) -> None:
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), note="Kính trình", tasks=3)
    leader = persona_client("leader")
    assert "Kính trình" in texts(leader.get("/van-ban/cho-duyet/").content)
    url = f"/van-ban/{directive.pk}/duyet/"
    refused = leader.post(url, {"decision": "send_back", "comment": " "})
    assert refused.status_code == 422
    assert "cần sửa gì" in texts(refused.content)
    odd = leader.post(url, {"decision": "?", "comment": "Giữ lời này"})
    assert "Giữ lời này" in texts(odd.content)
    done = leader.post(url, {"decision": "send_back", "comment": "Bổ sung thời hạn"}, follow=True)
    assert "Đã trả lại để sửa" in texts(done.content)
    assert done.status_code == 200 and done.redirect_chain == [(f"/van-ban/{directive.pk}/", 302)]
    assert Directive.objects.get().state == DirectiveState.DRAFT
    history = texts(persona_client("standing_officer").get(f"/van-ban/{directive.pk}/?muc=dien-bien").content)
    assert "Bổ sung thời hạn" in history
    for page in (f"/van-ban/{directive.pk}/", f"/van-ban/{directive.pk}/phan-cong/"):
        shown = texts(persona_client("standing_officer").get(page).content)
        assert "Bổ sung thời hạn" in shown and "Lượt trình 1 trả về để sửa" in shown, page
    assert leader.get(url, follow=True).redirect_chain[0][0] == f"/van-ban/{directive.pk}/"


def test_the_loser_of_two_decisions_is_told_why(persona_client: Open, world: World) -> None:
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=3)
    url = f"/van-ban/{directive.pk}/duyet/"
    approved = persona_client("leader").post(url, {"decision": "approve"}, follow=True)
    assert f"/van-ban/{directive.pk}/giao-viec/?manh=1" in approved.content.decode()  # told live until it is done
    late = persona_client("city_leader").post(url, {"decision": "send_back", "comment": "Chờ đã"})
    assert late.status_code == 422
    assert "Đang giao việc" in texts(late.content)


def test_who_submitted_sees_why_they_may_not_approve(persona_client: Open, world: World) -> None:
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=3)
    directive.reviews.update(submitted_by=world.people["leader"])
    html = texts(persona_client("leader").get(f"/van-ban/{directive.pk}/duyet/").content)
    assert "không tự duyệt" in html
    assert "disabled" in html


def test_recall_and_withdraw_from_the_page(persona_client: Open, world: World) -> None:
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=3)
    desk = persona_client("standing_officer")
    assert "Hãy ghi lý do" in texts(desk.post(f"/van-ban/{directive.pk}/rut-lai/", follow=True).content)
    desk.post(f"/van-ban/{directive.pk}/rut-lai/", {"reason": "Thiếu phụ lục"})
    assert Directive.objects.get().state == DirectiveState.DRAFT
    desk.post(f"/van-ban/{directive.pk}/huy/", {"reason": "Nhập nhầm"})
    assert Directive.objects.get().state == DirectiveState.WITHDRAWN


def test_the_print_has_the_parts_of_a_document(persona_client: Open, world: World) -> None:
    directive = make_directive(world, text="KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Sở Y tế chủ trì./.\nNơi nhận:\n- Lưu: VT.",
                               signer_name="Vũ Thu Hà", signer_title="Phó Chủ tịch", capacity="TM_KT")  # fmt: skip
    rewrite(directive)
    html = texts(persona_client("leader").get(f"/van-ban/{directive.pk}/in/").content)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "144/KH-UBND",
        "TM. UBND THÀNH PHỐ",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ):
        assert part in html
    assert "Lưu: VT" not in html  # the end of the text is shown in its own place


def test_types_are_switched_off_for_new_directives_only(persona_client: Open, world: World) -> None:
    admin = persona_client("admin")
    page = admin.get("/thiet-lap/loai-van-ban/")
    forms = page.context["forms"]
    data = {"form-TOTAL_FORMS": str(len(forms)), "form-INITIAL_FORMS": str(len(forms))}
    for at, form in enumerate(forms):
        data |= {f"form-{at}-code": form.instance.pk, f"form-{at}-max_extensions": "2"}
        if form.instance.pk != "TB":
            data[f"form-{at}-extension_needs_document"] = "on"
        if form.instance.pk != "PB":
            data[f"form-{at}-active"] = "on"
    assert admin.post("/thiet-lap/loai-van-ban/", data).status_code == 302
    assert not DirectiveType.objects.get(code="PB").active
    entry = persona_client("standing_officer").get("/van-ban/nhap/").context["form"]
    assert "PB" not in {row.pk for row in entry.fields["type"].queryset}
    assert {row.max_extensions for row in DirectiveType.objects.all()} == {2}
    bare = DirectiveType.objects.filter(extension_needs_document=False)
    assert [row.pk for row in bare] == ["TB"], "every type wants a document unless the office says otherwise"
    assert "trừ: Thông báo" in plain(admin.get(reverse("organizations:options")))


def test_the_page_of_settings_tells_extensions_by_type_and_who_decides(persona_client: Open, world: World) -> None:
    DirectiveType.objects.filter(pk="CV").update(max_extensions=3)
    page = persona_client("admin").get(reverse("organizations:options"))
    said = plain(page)
    assert "Số lần gia hạn theo loại văn bản" in said, said
    assert "3 lần : Công văn" in said
    assert reverse("directives:types") in page.content.decode()
    assert "Ai duyệt, ai quyết định" in said and "Duyệt phân công, cho giao việc Lãnh đạo duyệt" in said
    assert "Quyết định gia hạn Lãnh đạo duyệt, Phụ trách cơ quan thường trực" in said
    confirming = "Xác nhận hoặc trả lại kết quả Lãnh đạo duyệt, Phụ trách cơ quan thường trực"
    assert f"{confirming}, Chuyên viên cơ quan thường trực" in said
    options.set_value("officer_may_confirm", False, None)
    assert f"{confirming} tùy chọn" in plain(persona_client("admin").get(reverse("organizations:options")))


def test_the_menu_counts_what_waits_for_the_leader(persona_client: Open, world: World) -> None:
    for number in ("1", "2"):
        directive = make_directive(world, number=number)
        submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=1)
    page = persona_client("leader").get("/van-ban/")
    assert [item.count for item in page.context["shell"].nav if item.url == "/van-ban/"] == [2]
    with clock.travel(clock.now() + timedelta(days=1)):
        assert len(persona_client("leader").get("/van-ban/cho-duyet/").context["waiting"]) == 2
