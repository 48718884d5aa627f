"""What people do where: positions, and who holds them when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from organizations.models.dated import Dated, holds
from organizations.models.people import serving
from organizations.models.units import Unit


class Role(models.TextChoices):
    """What a position lets its holder do (permissions.ROLE_PERMISSIONS)."""

    LEADER = "leader", _("Lãnh đạo duyệt")
    STANDING_HEAD = "standing_head", _("Phụ trách cơ quan thường trực")
    STANDING_OFFICER = "standing_officer", _("Chuyên viên cơ quan thường trực")
    UNIT_HEAD = "unit_head", _("Thủ trưởng đơn vị")
    UNIT_OFFICER = "unit_officer", _("Cán bộ đơn vị")
    ADMIN = "admin", _("Quản trị")


class Position(Dated):
    """A post in a unit (chức vụ). It serves the desk of ``scope`` when that is another unit than its own.

    Chánh Văn phòng sits in Văn phòng Sở (``unit``) and serves the desk of Sở Y tế (``scope``).
    ``is_head`` means head of ``unit``.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions", verbose_name=_("đơn vị"))
    title = models.CharField(_("chức vụ"), max_length=120)
    role = models.CharField(_("vai trò"), max_length=16, choices=Role.choices)
    scope = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("phục vụ bàn việc của")
    )
    is_head = models.BooleanField(_("là người đứng đầu đơn vị"), default=False)
    rank = models.PositiveIntegerField(_("thứ tự"), default=0)
    # The unit whose work this position does.
    desk_id = models.GeneratedField(
        expression=Coalesce("scope_id", "unit_id"), output_field=models.BigIntegerField(), db_persist=True
    )

    class Meta(Dated.Meta):
        verbose_name = _("chức vụ")
        constraints = [*Dated.Meta.constraints]
        indexes = [models.Index(fields=["desk_id", "role"], name="position_desk")]

    def __str__(self) -> str:
        return self.title


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self, on: date) -> Self:
        """Held that day, in a position that exists, by a person who serves."""
        return self.filter(holds(on), holds(on, "position__"), serving(on, "person__"))


class Appointment(Dated):
    """A person holds a position (bổ nhiệm, phân công) for a span of days."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments")

    objects = AppointmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("bổ nhiệm")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "position"], condition=Q(valid_to__isnull=True), name="appointment_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.position_id}"
