"""The kit: what tags write, that forms tie errors to fields, that every icon and address used exists."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from organizations.models import Person
from workflows import words

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize(
    ("deadline_class", "days", "says", "css"),
    [
        ("overdue", 12, "Quá hạn 12 ngày làm việc", "rv-due-overdue"),
        ("overdue", -12, "Quá hạn 12 ngày làm việc", "rv-due-overdue"),
        ("overdue", None, "Quá hạn", "rv-due-overdue"),
        ("soon", 3, "Còn 3 ngày làm việc", "rv-due-soon"),
        ("soon", 0, "Đến hạn", "rv-due-soon"),
        ("open", 21, "Còn 21 ngày làm việc", "rv-due-open"),
        ("open", None, "Trong hạn", "rv-due-open"),
        ("none", None, "Chưa có thời hạn", "rv-due-none"),
        ("done_on_time", None, "Hoàn thành đúng hạn", "rv-due-ontime"),
        ("done_late", 2, "Trễ 2 ngày làm việc", "rv-due-late"),
        ("done_late", None, "Hoàn thành quá hạn", "rv-due-late"),
        ("done_undated", None, "Hoàn thành, không có thời hạn", "rv-due-done"),
    ],
)
def test_deadline_has_icon_word_and_colour(deadline_class: str, days: int | None, says: str, css: str) -> None:
    html = render("{% due c d %}", c=deadline_class, d=days)
    assert text(html) == says
    assert css in html
    assert "<use href=" in html


def test_moved_deadline_shows_both_dates() -> None:
    html = render("{% dates a b %}", a=date(2023, 10, 13), b=date(2023, 10, 20))
    assert '<del class="num">13/10</del>' in html
    assert '<strong class="num">20/10/2023</strong>' in html
    assert text(render("{% dates a a %}", a=date(2023, 10, 13))) == "13/10/2023"
    assert text(render("{% dates a b %}", a=None, b=None)) == "Chưa có thời hạn"


def test_moved_into_another_year_shows_both_years() -> None:
    assert "29/12/2023" in render("{% dates a b %}", a=date(2023, 12, 29), b=date(2024, 1, 5))


def test_figures() -> None:
    assert text(render("{% rate 771 842 %}")) == "771/842, 91,6%"
    assert text(render("{% rate 0 0 %}")) == "0/0, –"
    assert render("{{ n|vnum }}", n=1_284_000) == "1.284.000"
    assert render("{{ n|vnum:1 }}", n=91.55) == "91,6"
    assert render("{{ n|filesize_vi }}", n=84_213) == "84 kB"
    assert words.file_size(999_600) == "1,0 MB"
    assert render("{{ n|initials }}", n="Trần Thu Hiền") == "TH"
    assert render("{{ d|dw }}", d=date(2023, 10, 20)) == "thứ Sáu, 20/10/2023"
    assert render("{{ d|dt }}", d=datetime(2023, 10, 20, 9, 5)) == "09:05 20/10/2023"


def test_bar_has_no_style_attribute_and_adds_up() -> None:
    html = render("{% bar parts label=l %}", parts=[(3, "ontime"), (0, "late"), (1, "overdue")], l="3 và 1")
    assert "style=" not in html
    assert re.findall(r'width="([\d.]+)" height', html) == ["75.00", "25.00"]
    assert 'aria-label="3 và 1"' in html
    assert "rect" not in render("{% bar parts %}", parts=[(0, "ontime")])


def test_tags_escape() -> None:
    assert "<script>" not in render("{% icon n label=n %}", n="<script>")


class DateForm(forms.Form):
    due_on = forms.DateField(label="Thời hạn", help_text="Viết ngày/tháng/năm.")


@pytest.mark.parametrize("typed", ["27/10/2023", "2023-10-27", "27-10-2023", "27.10.2023"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_dates_are_read_as_written_here(typed: str, language: str) -> None:
    with translation.override(language):
        form = DateForm({"due_on": typed})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["due_on"] == date(2023, 10, 27)


def test_form_ties_help_and_error_to_the_field() -> None:
    html = str(DateForm({"due_on": "31/2/2023"}))
    assert 'aria-describedby="id_due_on_helptext id_due_on_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_due_on_error"' in html
    assert 'value="31/2/2023"' in html
    assert 'role="alert"' in html
    assert 'class="form-control is-invalid num"' in html


def test_every_icon_used_is_in_the_sprite() -> None:
    known = {line.split("#", 1)[0].strip() for line in (ROOT / "static/icons.txt").read_text().splitlines()}
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{%\s*icon\s+"([\w-]+)"|(?:icon_name|action_icon)="([\w-]+)"', path.read_text())
        for name in name
        if name
    }
    used |= {
        name
        for path in ROOT.rglob("static/js/*.js")
        for name in re.findall(r"#([a-z][\w-]+)\"></use", path.read_text())
    }
    assert used - known == set()


def test_pages_carry_no_inline_script_style_or_handler() -> None:
    pages = [path for path in TEMPLATES if "emails" not in path.parts]  # mail programs know no style sheets
    for path in pages:
        source = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", source), path
        for tag in re.findall(r"<script[^>]*>", source):
            assert "src=" in tag or 'type="application/json"' in tag, path


def test_colours_come_from_tokens() -> None:
    for path in (ROOT / "static/css").glob("*.css"):
        if path.name == "tokens.css":
            continue
        hexes = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text())) - {"#fff", "#000", "#ffffff"}
        assert not hexes, f"{path.name}: {hexes}"


@pytest.mark.django_db
def test_kit_page_shows_everything(client: Client) -> None:
    Person.objects.create(username="a", full_name="A")  # an empty installation shows the set-up instead
    page = client.get("/_kit/").content.decode()
    for word in [
        "Quá hạn 12 ngày làm việc",
        "Thay mặt",
        "Không có ngày này",
        "1.284",
        "Đăng xuất",
        "Bỏ qua, đến nội dung chính",
    ]:
        assert word in page
    assert "{%" not in page
    assert "{{" not in page


@pytest.mark.django_db
def test_language_follows_the_choice_not_the_browser(client: Client) -> None:
    Person.objects.create(username="a", full_name="A")
    english_browser = {"Accept-Language": "en-US,en;q=0.9"}
    assert "Đăng nhập" in client.get("/tai-khoan/login/", headers=english_browser).content.decode()
    client.post("/ngon-ngu/", {"language": "en", "next": "/tai-khoan/login/"})
    assert '<html lang="en"' in client.get("/tai-khoan/login/").content.decode()


@pytest.mark.django_db
def test_who_signed_in_keeps_the_language_in_the_profile(client: Client) -> None:
    person = Person.objects.create(username="a", full_name="A")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/ngon-ngu/", {"language": "en", "next": "/_kit/"})
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.django_db
def test_picker_learns_the_days_off(client: Client) -> None:
    person = Person.objects.create(username="a", full_name="A")
    assert client.get("/lich/ngay-nghi/?thang=2023-09").status_code == 302
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    days = client.get("/lich/ngay-nghi/?thang=2023-09").json()
    assert "2023-09-02" in days
    assert days["2023-09-03"] == "Chủ nhật"
    assert "2023-09-05" not in days
    assert client.get("/lich/ngay-nghi/?thang=2023-13").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_theme_is_in_the_first_byte(client: Client, theme: str) -> None:
    Person.objects.create(username="a", full_name="A")
    client.cookies["theme"] = theme
    assert f'data-bs-theme="{theme}"' in client.get("/tai-khoan/login/").content.decode()
    client.cookies["theme"] = '"><script>'
    assert 'data-theme-choice="auto"' in client.get("/tai-khoan/login/").content.decode()


@pytest.mark.django_db
def test_missing_page_says_what_to_do(client: Client) -> None:
    Person.objects.create(username="a", full_name="A")
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


@pytest.mark.django_db
def test_expired_form_says_nothing_changed() -> None:
    Person.objects.create(username="a", full_name="A")
    answer = Client(enforce_csrf_checks=True).post("/ngon-ngu/", {"language": "en"})
    assert answer.status_code == 403
    assert "Chưa có gì thay đổi" in answer.content.decode()


def test_server_error_page_needs_no_database() -> None:
    from django.template.loader import render_to_string

    page = render_to_string("500.html")
    assert "Hệ thống gặp lỗi" in page
    assert "/static/css/tokens.css" in page
