"""Agencies and their parts: a dated tree with successors."""

from datetime import date
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models.dated import Dated, holds
from workflows.folding import FoldedField, folded_match


class UnitKind(models.TextChoices):
    """What sort of body it is (loại đơn vị); group rules select by it."""

    NATIONAL = "national", _("Trung ương")
    MINISTRY = "ministry", _("Bộ, cơ quan ngang bộ")
    PROVINCE = "province", _("UBND tỉnh, thành phố")
    DEPARTMENT = "department", _("Sở, ngành")
    DISTRICT = "district", _("UBND cấp huyện")
    COMMUNE = "commune", _("UBND cấp xã")
    PARTY = "party", _("Cơ quan Đảng")
    HOSPITAL = "hospital", _("Bệnh viện")
    CENTRE = "centre", _("Trung tâm")
    STATION = "station", _("Trạm y tế")
    ROOM = "room", _("Phòng, ban trong cơ quan")
    AGENCY = "agency", _("Cơ quan ngành dọc")
    COMPANY = "company", _("Doanh nghiệp")
    OTHER = "other", _("Khác")


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing(self, on: date) -> Self:
        """Units that exist on that day."""
        return self.filter(holds(on))

    def under(self, path: str) -> Self:
        """The unit with that path and everything below it."""
        return self.filter(path__startswith=path)

    def search(self, text: str) -> Self:
        """Accent-blind: every word occurs in the name, short name, code or an alias."""
        return self.filter(folded_match("folded", text))


class Unit(Dated):
    """An agency or a part of one (cơ quan, đơn vị).

    ``path`` holds the ids from the root to the unit itself ("/1/4/9/"). The database fills it on insert
    (trigger below); ``actions.units.move_unit`` rewrites it for the whole subtree.
    """

    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=80, blank=True)
    code = models.CharField(_("mã định danh"), max_length=35, blank=True)  # QĐ 20/2020/QĐ-TTg: at most 35
    kind = models.CharField(_("loại"), max_length=12, choices=UnitKind.choices, default=UnitKind.OTHER)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    path = models.TextField(db_default="", editable=False)
    aliases = ArrayField(models.CharField(max_length=200), verbose_name=_("tên gọi khác"), default=list, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    # False: a body outside this installation (Bộ Y tế), known by name only.
    is_internal = models.BooleanField(_("dùng hệ thống này"), default=True)
    rank = models.PositiveIntegerField(_("thứ tự"), default=0)
    folded = FoldedField("name", "short_name", "code", "aliases")

    objects = UnitQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code="") & Q(valid_to__isnull=True), name="unit_code_once"
            ),
        ]
        indexes = [
            models.Index(fields=["path"], opclasses=["text_pattern_ops"], name="unit_path"),
            models.Index(fields=["folded"], opclasses=["text_pattern_ops"], name="unit_folded"),
            models.Index(fields=["parent", "rank", "name"], name="unit_children"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="fill_path",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="NEW.path := COALESCE((SELECT path FROM organizations_unit WHERE id = NEW.parent_id), '/')"
                " || NEW.id || '/'; RETURN NEW;",
            ),
            pgtrigger.Protect(name="keep", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root to the unit itself."""
        return [int(step) for step in self.path.strip("/").split("/") if step]

    @property
    def depth(self) -> int:
        """0 for a root."""
        return self.path.count("/") - 2

    @property
    def label(self) -> str:
        """The short name when there is one."""
        return self.short_name or self.name


class FormerPlace(models.Model):
    """A superior that a unit has left: ``until`` is the last day it stood there (``parent`` NULL: it was a root).

    Where it stands today is ``Unit.parent``; ``organizations.places`` puts both together for a past day.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_places")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    until = models.DateField(_("đến hết ngày"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "until"], name="former_place_once_a_day")]
        indexes = [models.Index(fields=["until"], name="former_place_until")]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id} → {self.until}"


class UnitSuccession(models.Model):
    """From ``on``, ``new`` carries the work of ``old`` (đơn vị kế thừa); several when it was split."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions")
    on = models.DateField(_("từ ngày"))
    source = models.CharField(_("căn cứ"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="no_succession_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
