"""Acting for someone (cử người thay mặt): dated, with a reason, revocable."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows import clock


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def effective(self, on: date) -> Self:
        """In force that day."""
        return self.filter(effective(on))


def effective(on: date, prefix: str = "") -> Q:
    """The delegation at ``prefix`` is in force that day; one revoked today is over today."""
    kept = Q(**{f"{prefix}revoked_on__isnull": True}) | Q(**{f"{prefix}revoked_on__gt": on})
    return Q(**{f"{prefix}valid_from__lte": on, f"{prefix}valid_to__gte": on}) & kept


class Delegation(models.Model):
    """``deputy`` may act for ``principal`` from ``valid_from`` to ``valid_to``, both days included.

    A delegation carries the principal's own seats, not those the principal holds by delegation
    (NĐ 30/2020: no sub-delegation).
    """

    principal = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations_given")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations_held", verbose_name=_("người thay mặt")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("lý do"), max_length=300)
    document_number = models.CharField(_("số văn bản ủy quyền"), max_length=60, blank=True)
    revoked_on = models.DateField(_("chấm dứt từ ngày"), null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ủy quyền")
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="nobody_is_own_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.principal_id}"
