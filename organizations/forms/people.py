"""Forms of people, posts and delegations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms.base import OfficeForm
from organizations.forms.pickers import PersonField, UnitField
from organizations.models import MailChoice, Person, Position, Role, Theme
from workflows import clock

ROLE_HELP = _(
    "Lãnh đạo duyệt: duyệt, ban hành, xem mọi đơn vị cấp dưới. Cơ quan thường trực: nhập, phân công, theo dõi. "
    "Đơn vị: nhận việc, báo cáo. Quản trị: thiết lập đơn vị và cấp dưới."
)


class PersonForm(OfficeForm):
    """An account's particulars."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]+$",
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ không dấu, số, dấu chấm, gạch nối."),
        error_messages={"invalid": _("Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối và gạch dưới.")},
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    is_admin = forms.BooleanField(
        label=_("Quản trị toàn hệ thống"), required=False, help_text=_("Thiết lập mọi đơn vị, người và tùy chọn.")
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        if person is not None:
            kwargs["initial"] = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        if not self.actor.is_admin:
            del self.fields["is_admin"]


class PositionForm(OfficeForm):
    """A post: its title, what it may do, whose desk it serves."""

    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices, help_text=ROLE_HELP, initial=Role.UNIT_OFFICER)
    scope = UnitField(
        label=_("Phục vụ bàn việc của"),
        required=False,
        help_text=_("Để trống nếu là chính đơn vị này. Ví dụ: Chánh Văn phòng Sở phục vụ bàn việc của Sở."),
    )
    is_head = forms.BooleanField(label=_("Là người đứng đầu đơn vị"), required=False)
    rank = forms.IntegerField(
        label=_("Thứ tự"), min_value=0, max_value=10_000, required=False, help_text=_("Số nhỏ đứng trước.")
    )

    def __init__(self, *args: Any, position: Position | None = None, **kwargs: Any) -> None:
        if position is not None:
            kwargs["initial"] = {name: getattr(position, name) for name in ("title", "role", "is_head", "rank")}
            kwargs["initial"]["scope"] = position.scope_id
        super().__init__(*args, **kwargs)

    def clean_rank(self) -> int:
        return self.cleaned_data.get("rank") or 0


class NewPersonForm(PersonForm, PositionForm):
    """A person and their first post."""

    unit = UnitField(label=_("Đơn vị"))
    valid_from = forms.DateField(label=_("Giữ chức vụ từ ngày"), required=False, help_text=_("Để trống: từ hôm nay."))

    field_order = (
        "full_name", "username", "email", "phone", "is_admin",
        "unit", "title", "role", "is_head", "scope", "rank", "valid_from",
    )  # fmt: skip


class AppointForm(OfficeForm):
    """Who takes a post, from when."""

    person = PersonField(label=_("Người giữ chức vụ"))
    valid_from = forms.DateField(label=_("Từ ngày"), initial=clock.today)
    valid_to = forms.DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định."))


class TakePostForm(OfficeForm):
    """Another post for a person: an existing one of the unit, or a new one."""

    unit = UnitField(label=_("Đơn vị"))
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices, help_text=ROLE_HELP, initial=Role.UNIT_OFFICER)
    is_head = forms.BooleanField(label=_("Là người đứng đầu đơn vị"), required=False)
    scope = UnitField(label=_("Phục vụ bàn việc của"), required=False, help_text=_("Để trống nếu là chính đơn vị đó."))
    valid_from = forms.DateField(label=_("Từ ngày"), initial=clock.today)


class LastDayForm(OfficeForm):
    """The last day of a post, a rule or a holder."""

    on = forms.DateField(label=_("Ngày cuối cùng"), initial=clock.today)


class LeaveForm(OfficeForm):
    """From which day somebody no longer serves."""

    on = forms.DateField(label=_("Thôi làm việc từ ngày"), initial=clock.today)


class DelegateForm(OfficeForm):
    """Who acts for whom, on which days, why."""

    principal = PersonField(label=_("Người ủy quyền"), required=False, help_text=_("Để trống: chính bạn."))
    deputy = PersonField(label=_("Người thay mặt"))
    valid_from = forms.DateField(label=_("Từ ngày"), initial=clock.today)
    valid_to = forms.DateField(label=_("Đến hết ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Ví dụ: nghỉ phép, đi công tác."))
    document_number = forms.CharField(label=_("Số văn bản ủy quyền"), max_length=60, required=False)


class ProfileForm(OfficeForm):
    """What each person decides for themselves."""

    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    mail_choice = forms.ChoiceField(label=_("Thư báo công việc"), choices=MailChoice.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Ngôn ngữ"), choices=[("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))], widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(label=_("Nền màn hình"), choices=Theme.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
