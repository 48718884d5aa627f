"""Names that an office taught the system: how its documents write a body."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models.groups import UnitGroup
from organizations.models.units import Unit


class LearnedName(models.Model):
    """How the documents of one office write a unit or a group (tên gọi đã nhớ), learned from a correction.

    ``office`` is the standing agency whose correction it was: it counts for that office and those below it, since
    "Trạm Y tế" is another body in another place. Forgotten by date, never deleted.
    """

    words = models.CharField(_("cách viết"), max_length=200)
    # naming.canonical(words): what names are compared by.
    form = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="learned_names")
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, blank=True, related_name="learned_names")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="taught_names")
    learned_at = models.DateTimeField()
    learned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True, blank=True)
    forgotten_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["words", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(unit=None) ^ Q(group=None), name="learned_name_is_unit_or_group"),
            models.UniqueConstraint(
                fields=["office", "form"], condition=Q(forgotten_at=None), name="learned_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def body(self) -> Unit | UnitGroup:
        body = self.unit or self.group
        assert body is not None
        return body
