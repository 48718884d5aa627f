"""Exceptions to "rights follow unit and position": a directive shown to somebody who has no part in it.

A share says who, why and until when; the right itself is guardian's, on a table of its own with a direct key, for
persons, and the share's own row for the people of a unit. Ending a share takes back exactly what it gave.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from workflows.actors import both_names


class ShareQuerySet(models.QuerySet["DirectiveShare"]):
    def running(self) -> Self:
        """Not ended."""
        return self.filter(ended_at=None)


class DirectiveShare(models.Model):
    """Chia sẻ để theo dõi: one person, or whoever has a seat at a unit's desk."""

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="shares")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(person=None) ^ Q(unit=None), name="share_with_person_or_unit"),
            models.UniqueConstraint(
                fields=["directive", "person", "unit"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="share_once",
            ),
        ]
        indexes = [models.Index("unit", "directive", name="share_unit", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return str(self.person or self.unit)

    @property
    def shared_by_names(self) -> str:
        return both_names(self.shared_by, self.shared_on_behalf_of)


class DirectiveUserPermission(UserObjectPermissionBase):
    """A person's right on one directive (guardian, direct key)."""

    content_object = models.ForeignKey("directives.Directive", models.CASCADE, related_name="user_rights")


class DirectiveGroupPermission(GroupObjectPermissionBase):
    """A group's right on one directive (guardian, direct key). Not used by shares; kept beside its sister."""

    content_object = models.ForeignKey("directives.Directive", models.CASCADE, related_name="group_rights")
