"""The set-up as an administrator meets it: the first visit, pickers, the tree, a spreadsheet."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from organizations import first_visit
from organizations.models import Delegation, Office, Person, Unit
from tests.browser import Browse, Live
from tests.personas import World

pytestmark = pytest.mark.browser
PASSWORD = "mot-mat-khau-dai"


def test_first_visit_to_first_unit(live: Live, browse: Browse, transactional_db: None) -> None:
    first_visit.forget()
    code = first_visit.fresh_code()
    page = browse(None)
    page.goto(live.url("/"))
    page.get_by_label("Mã thiết lập").fill(code)
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Tên cơ quan").fill("Sở Y tế Lạng Sơn")
    page.get_by_label("Cơ quan cấp trên trực tiếp").fill("UBND tỉnh Lạng Sơn")
    page.get_by_role("button", name="Lưu và tiếp").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Quản")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu", exact=False).first.fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Lập tài khoản và đăng nhập").click()
    page.get_by_label("Mỗi dòng một đơn vị").fill("Bệnh viện Đa khoa tỉnh\nVăn phòng Sở")
    page.get_by_role("button", name="Lập các đơn vị này").click()
    page.get_by_text("Đã lập 2 đơn vị").wait_for()
    assert Unit.objects.count() == 4 and Person.objects.get().is_admin
    first_visit.forget()


def test_pickers_and_tree(live: Live, browse: Browse, world: World) -> None:
    page = browse(world.admin, width=390)
    page.goto(live.url(reverse("organizations:units")))
    row = page.locator("details", has=page.get_by_role("link", name="Sở Y tế", exact=True)).last
    row.locator("summary").first.click(position={"x": 10, "y": 10})
    page.get_by_role("link", name="Bệnh viện Đa khoa Hai").wait_for()
    page.goto(live.url(reverse("organizations:unit-end", args=[world.hospital_b.pk])))
    page.get_by_label("Ngày hoạt động cuối cùng").fill("30/06/2026")
    box = page.get_by_role("combobox", name="Đơn vị kế thừa")
    box.fill("benh vien mot")
    page.get_by_role("option", name="Bệnh viện Đa khoa Một").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    box.fill("so tai chinh")
    page.get_by_role("option", name="Sở Tài chính").click()
    expect(page.locator(".rv-token")).to_have_count(2)
    page.get_by_role("button", name="Bỏ Sở Tài chính").click()
    expect(page.locator(".rv-token")).to_have_count(1)
    page.get_by_role("button", name="Ghi nhận").click()
    page.get_by_text("Hoạt động đến hết ngày 30/06/2026").wait_for()
    assert [row.new_id for row in world.hospital_b.successions.all()] == [world.hospital_a.pk]


def test_a_head_names_a_deputy(live: Live, browse: Browse, world: World) -> None:
    page = browse(world.other_unit_head, dark=True)
    page.goto(live.url(reverse("organizations:delegations")))
    box = page.get_by_role("combobox", name="Người thay mặt")
    box.fill("ngo thi")
    page.get_by_role("option", name="Ngô Thị Khác").click()
    page.get_by_label("Đến hết ngày").fill("31/12/2039")
    page.get_by_label("Lý do").fill("Đi công tác")
    page.get_by_role("button", name="Cử thay mặt").click()
    page.get_by_text("Đã cử Ngô Thị Khác thay mặt").wait_for()
    assert Delegation.objects.filter(principal=world.other_unit_head).count() == 1


def test_a_spreadsheet_from_preview_to_units(live: Live, browse: Browse, world: World, tmp_path: Path) -> None:
    Office.objects.create(pk=1, unit=world.health)
    file = tmp_path / "don-vi.csv"
    file.write_text("Tên đơn vị;Loại\nTrạm Một;Trạm y tế\nTrạm Hai;Trạm vũ trụ\n", encoding="utf-8")
    page = browse(world.admin)
    page.goto(live.url(reverse("organizations:import", args=["don-vi"])))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_text("không có “Trạm vũ trụ”").wait_for()
    expect(page.get_by_role("button", name="Nhập", exact=True)).to_be_disabled()
    file.write_text("Tên đơn vị;Loại\nTrạm Một;Trạm y tế\nTrạm Hai;Trạm y tế\n", encoding="utf-8")
    page.get_by_role("link", name="Chọn tệp khác").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_role("button", name="Nhập 2 dòng").click()
    page.get_by_text("2 dòng mới").wait_for()
    assert Unit.objects.filter(parent=world.health, kind="station").count() == 2
