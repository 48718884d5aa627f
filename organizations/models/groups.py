"""Named groups of units, resolved by dated rules (nhóm đơn vị)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models.dated import Dated
from organizations.models.units import Unit, UnitKind
from workflows.folding import FoldedField


class UnitGroup(models.Model):
    """An addressee that stands for many units: "UBND các quận, huyện, thị xã"."""

    name = models.CharField(_("tên nhóm"), max_length=200)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="owned_groups", verbose_name=_("đơn vị quản lý nhóm")
    )
    aliases = ArrayField(models.CharField(max_length=200), verbose_name=_("cách gọi khác"), default=list, blank=True)
    retired_on = models.DateField(_("ngừng dùng từ ngày"), null=True, blank=True)
    folded = FoldedField("name", "aliases")

    class Meta:
        verbose_name = _("nhóm đơn vị")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "owner"], nulls_distinct=False, name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class RuleScope(models.TextChoices):
    """How far below ``parent`` a rule reaches."""

    CHILDREN = "children", _("trực tiếp")
    DESCENDANTS = "descendants", _("mọi cấp dưới")


class GroupRule(Dated):
    """Adds to a group, or takes out of it: one named unit, or all units of a kind below a parent.

    Unions of the adding rules, less those taken out. ``kind`` empty means any kind.
    """

    group = models.ForeignKey(UnitGroup, models.PROTECT, related_name="rules")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đích danh đơn vị")
    )
    kind = models.CharField(_("loại đơn vị"), max_length=12, choices=UnitKind.choices, blank=True)
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thuộc đơn vị")
    )
    scope = models.CharField(_("phạm vi"), max_length=12, choices=RuleScope.choices, default=RuleScope.CHILDREN)
    exclude = models.BooleanField(_("trừ ra"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("quy tắc nhóm")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(unit__isnull=False) & Q(kind="") & Q(parent__isnull=True))
                | (Q(unit__isnull=True) & (~Q(kind="") | Q(parent__isnull=False))),
                name="rule_names_a_unit_or_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {'-' if self.exclude else '+'}{self.unit_id or self.kind or self.parent_id}"
