"""Forms of units and groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms.base import LinesField, OfficeForm, SinceField
from organizations.forms.pickers import UnitField, UnitsField
from organizations.models import GroupRule, RuleScope, Unit, UnitGroup, UnitKind


class UnitForm(OfficeForm):
    """A unit's own particulars; for a new one also where it stands."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=UnitKind.choices, initial=UnitKind.ROOM)
    parent = UnitField(label=_("Đơn vị cấp trên"), required=False)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=80, required=False)
    code = forms.CharField(
        label=_("Mã định danh"),
        max_length=35,
        required=False,
        help_text=_("Mã định danh điện tử theo QĐ 20/2020/QĐ-TTg, nếu có."),
    )
    aliases = LinesField(
        label=_("Tên gọi khác"),
        required=False,
        help_text=_("Mỗi dòng một tên. Văn bản dùng tên nào trong đây cũng tìm ra đơn vị."),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    rank = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=100_000, required=False)
    valid_from = SinceField(label=_("Thành lập ngày"))
    is_internal = forms.BooleanField(
        label=_("Đơn vị dùng hệ thống này"),
        required=False,
        initial=True,
        help_text=_("Bỏ chọn với cơ quan bên ngoài chỉ cần có tên, ví dụ Bộ Y tế."),
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            names = [name for name in self.base_fields if name != "parent"]
            kwargs["initial"] = {name: getattr(unit, name) for name in names}
        super().__init__(*args, **kwargs)
        if unit is not None:
            del self.fields["parent"]

    def clean_rank(self) -> int:
        return self.cleaned_data.get("rank") or 0


class MoveForm(OfficeForm):
    """Another superior."""

    parent = UnitField(label=_("Chuyển về trực thuộc"))


class EndUnitForm(OfficeForm):
    """The last day of a unit and who carries on its work."""

    on = forms.DateField(label=_("Ngày hoạt động cuối cùng"))
    successors = UnitsField(
        label=_("Đơn vị kế thừa"),
        required=False,
        help_text=_("Công việc còn mở chuyển sang các đơn vị này từ ngày hôm sau."),
    )
    source = forms.CharField(
        label=_("Căn cứ"), max_length=200, required=False, help_text=_("Số, ký hiệu quyết định sắp xếp tổ chức.")
    )


class GroupForm(OfficeForm):
    """A group's name and other ways documents write it."""

    name = forms.CharField(label=_("Tên nhóm"), max_length=200, help_text=_("Viết như trong văn bản."))
    owner = UnitField(label=_("Đơn vị quản lý nhóm"), required=False)
    aliases = LinesField(label=_("Tên gọi khác"), required=False, help_text=_("Mỗi dòng một tên."))
    retired_on = forms.DateField(label=_("Ngừng dùng từ ngày"), required=False)

    def __init__(self, *args: Any, group: UnitGroup | None = None, **kwargs: Any) -> None:
        if group is not None:
            kwargs["initial"] = {"name": group.name, "aliases": group.aliases, "retired_on": group.retired_on}
        super().__init__(*args, **kwargs)
        del self.fields["owner" if group is not None else "retired_on"]


class RuleForm(OfficeForm):
    """One rule: a unit by name, or all units of a kind below another."""

    exclude = forms.TypedChoiceField(
        label=_("Tác dụng"),
        choices=[("0", _("Thêm vào nhóm")), ("1", _("Trừ ra khỏi nhóm"))],
        coerce=lambda value: value == "1",
        initial="0",
    )
    unit = UnitField(label=_("Đích danh đơn vị"), required=False)
    kind = forms.ChoiceField(
        label=_("hoặc mọi đơn vị loại"), choices=[("", _("Loại nào cũng được")), *UnitKind.choices], required=False
    )
    parent = UnitField(label=_("thuộc đơn vị"), required=False)
    scope = forms.ChoiceField(label=_("Phạm vi"), choices=RuleScope.choices, initial=RuleScope.CHILDREN)
    valid_from = SinceField()
    valid_to = forms.DateField(label=_("Đến hết ngày"), required=False)


def rule_in_words(rule: GroupRule) -> str:
    """ "Bệnh viện trực tiếp thuộc Sở Y tế"."""
    if rule.unit is not None:
        return rule.unit.name
    kind = str(UnitKind(rule.kind).label) if rule.kind else str(_("Mọi đơn vị"))
    if rule.parent is None:
        return kind
    below = _("trực thuộc") if rule.scope == RuleScope.CHILDREN else _("thuộc mọi cấp dưới của")
    return f"{kind} {below} {rule.parent.name}"
